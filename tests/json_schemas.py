"""Whether two JSON Schemas ask for the same, whatever release of pydantic wrote them."""

from collections.abc import Iterator
from typing import Any

WORDS = {"description", "title"}  # what a schema says to people


def apart(made: object, shipped: object, place: str = "#") -> Iterator[str]:
    """Yield the places at which two schemas ask for different things, or say different words.

    Some releases leave words out, and some write the one value of a constant as a list as well.
    """
    if isinstance(made, dict) and isinstance(shipped, dict):
        made, shipped = _without_list(made), _without_list(shipped)
        said = {key for key in WORDS if isinstance(shipped.get(key), str)} - made.keys()
        for key in sorted((made.keys() | shipped.keys()) - said):
            if key in made and key in shipped:
                yield from apart(made[key], shipped[key], f"{place}/{key}")
            else:
                yield f"{place}/{key}"
    elif isinstance(made, list) and isinstance(shipped, list) and len(made) == len(shipped):
        for number, (one, other) in enumerate(zip(made, shipped, strict=True)):
            yield from apart(one, other, f"{place}/{number}")
    elif made != shipped or type(made) is not type(shipped):
        yield place


def _without_list(schema: dict[str, Any]) -> dict[str, Any]:
    if "const" in schema and schema.get("enum") == [schema["const"]]:
        return {key: value for key, value in schema.items() if key != "enum"}
    return schema
