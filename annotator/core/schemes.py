"""Read a label scheme from bytes, or say what is wrong with it and where."""

import json
from codecs import BOM_UTF8
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from annotator.core.scheme import (
    ALIASES,
    Attribute,
    Colours,
    Guess,
    Label,
    LabelScheme,
    Nesting,
    RelationLabel,
    Rule,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

Json = dict[str, Any]

_WORDS = {
    "missing": "it is missing",
    "unexpected_keyword_argument": "this field is not known here; is it misspelt?",
    "dataclass_type": "an object {...} is needed here",
}
_FIELDS = {key: name for name, key in ALIASES.items()}
_PATTERNS = {
    "^#[0-9A-Fa-f]{6}$": "a colour such as #1A6BC9",
    "^[EWI][0-9]{2}$": "the id of a rule, such as E01",
    "^[0-9]?$": "a single digit",
    "^[A-Za-z]?$": "a single letter",
}
_A_NAME = "a name of letters, digits, _ . or - that begins with a letter"


class SchemeError(ValueError):
    """A scheme file is wrong; the message names the place and the reason."""


def read_scheme(data: bytes, name: str = "the scheme") -> LabelScheme:
    """Return the scheme that some JSON bytes hold; raise SchemeError with place and reason."""
    from pydantic import ValidationError

    value = _parsed(data, name)
    try:
        return scheme_adapter().validate_json(data)
    except ValidationError as error:
        raise SchemeError(f"{name}: {_first(error, value)}") from error


def known_scheme(data: bytes, name: str = "the scheme") -> LabelScheme:
    """Return the scheme of bytes that `read_scheme` took once, ten times as soon.

    Only that names agree with one another is looked at again. Raise SchemeError.
    """
    try:
        return _scheme(json.loads(data))
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
        return read_scheme(data, name)


@cache
def scheme_adapter() -> "TypeAdapter[LabelScheme]":
    """Return pydantic's hand for schemes; its import takes as long as the start of a window."""
    from pydantic import TypeAdapter

    return TypeAdapter(LabelScheme)


def scheme_value(scheme: LabelScheme) -> Json:
    """Return a scheme as the JSON value that its file would hold."""
    made = asdict(scheme)
    for one in (made, *made["relations"]):
        for name in ALIASES.keys() & one.keys():
            one[ALIASES[name]] = one.pop(name)
    return made


def _parsed(data: bytes, name: str) -> object:
    if data.startswith(BOM_UTF8):
        raise SchemeError(f"{name}: it begins with a byte order mark; save it as UTF-8 without one")
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_without_doubles)
    except UnicodeDecodeError as error:
        raise SchemeError(f"{name}: byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SchemeError(f"{name}: not JSON at {place}: {error.msg}") from error
    except RecursionError as error:
        raise SchemeError(f"{name}: it is nested too deeply to be a scheme") from error
    except _DoubleKeyError as error:
        raise SchemeError(f"{name}: the key {error} comes twice in one object") from error
    if not isinstance(value, dict):
        raise SchemeError(f"{name}: a scheme is an object {{...}}, this is another kind of JSON")
    return value


class _DoubleKeyError(ValueError):
    """A key comes twice in one JSON object; readers would keep the last in silence."""


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [key for key, _ in pairs]
    raise _DoubleKeyError(repr(next(key for key in keys if keys.count(key) > 1)))


def _first(error: "ValidationError", value: object) -> str:
    found = error.errors()
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"at {_place(found[0]['loc'], value)}: {_reason(found[0])}{more}"


def _place(steps: tuple[int | str, ...], value: object) -> str:
    """Return the place in words; what stands in a list is called by its name or id as well."""
    words: list[str] = []
    for step in steps:
        value = _inside(value, step)
        own = (value.get("name") or value.get("id")) if isinstance(value, dict) else None
        words.append(f"{step} ({own})" if isinstance(step, int) and own else str(step))
    return ".".join(words) or "the whole"


def _inside(value: object, step: int | str) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _reason(found: "ErrorDetails") -> str:
    if found["type"] == "string_pattern_mismatch":
        wanted = _PATTERNS.get(str(found["ctx"]["pattern"]), _A_NAME)
        return f"{found['input']!r} is not {wanted}"
    return _WORDS.get(found["type"], found["msg"].removeprefix("Value error, "))


def _scheme(value: Json) -> LabelScheme:
    nesting = value.get("nesting", {})
    made = {
        **_named(value),
        "labels": [_label(one) for one in value["labels"]],
        "relations": [RelationLabel(**_named(one)) for one in value.get("relations", [])],
        "nesting": Nesting(**{key: list(map(tuple, pairs)) for key, pairs in nesting.items()}),
        "rules": [Rule(**one) for one in value.get("rules", [])],
    }
    return LabelScheme(**made)


def _label(value: Json) -> Label:
    attributes = [_attribute(one) for one in value.get("attributes", [])]
    return Label(**{**value, "colour": Colours(**value["colour"]), "attributes": attributes})


def _attribute(value: Json) -> Attribute:
    return Attribute(**{**value, "guess": [Guess(**one) for one in value.get("guess", [])]})


def _named(value: Json) -> Json:
    """Return an object with the names of our fields for its keys."""
    return {_FIELDS.get(key, key): one for key, one in value.items()}
