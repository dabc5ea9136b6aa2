"""What a label's attributes lack, by the scheme's data alone; who tells it chooses the words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.core.scheme import Attribute

UNKNOWN, STRANGE, MISSING = "unknown", "strange", "missing"


class AttributeFault(NamedTuple):
    """What is wrong with an attribute.

    `kind` says that the label has no such attribute (UNKNOWN), that the value is none of its
    (STRANGE), or that it must be there and is not (MISSING; `value` is "").
    """

    kind: str
    name: str
    value: str = ""


def attribute_faults(
    said: Iterable[tuple[str, str]], known: Mapping[str, "Attribute"]
) -> Iterator[AttributeFault]:
    """Yield what is wrong with the attributes of a mark; `known` are those of its label."""
    there = set()
    for name, value in said:
        there.add(name)
        if name not in known:
            yield AttributeFault(UNKNOWN, name, value)
        elif value not in known[name].values:
            yield AttributeFault(STRANGE, name, value)
    for name, one in known.items():
        if one.required and one.enabled and name not in there:
            yield AttributeFault(MISSING, name)
