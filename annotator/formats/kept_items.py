"""Items as a project keeps them (JSON of core.codec), read as typed values a set at a time.

To make values of core of each, or objects of dicts, takes longer than to write all of them out.
"""

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from annotator.core.annotation import Attributes, Item, Relation, Span
from annotator.core.canonical import canonical
from annotator.core.codec import item_from_json, item_to_json


class _Kept(msgspec.Struct, tag_field="kind", gc=False):
    """One item; its kind tells which."""


class KeptSpan(_Kept, tag="span"):
    """A span; `attributes` are JSON, an object of values by name."""

    id: str
    label: str
    start: int
    end: int
    text: str
    attributes: msgspec.Raw
    note: str
    discuss: str
    origin: str


class KeptRelation(_Kept, tag="relation"):
    """A relation."""

    id: str
    label: str
    source: str
    target: str
    note: str


class KeptRegion(_Kept, tag="region"):
    """A region."""

    id: str
    start: int
    end: int
    region: str
    value: str


class KeptAcceptance(_Kept, tag="acceptance"):
    """A problem that was accepted."""

    rule: str
    marks: list[str]
    reason: str


class KeptStatus(_Kept, tag="status"):
    """How far a set is."""

    state: str
    note: str


class KeptDecision(_Kept, tag="decision"):
    """How a difference was settled."""

    id: str
    start: int
    end: int
    difference: str
    outcome: str
    taken: list[str]
    marks: list[str]
    basis: str
    reason: str
    guideline: str


KeptItem = KeptSpan | KeptRelation | KeptRegion | KeptAcceptance | KeptStatus | KeptDecision

_ITEMS = msgspec.json.Decoder(list[KeptItem])
_ATTRIBUTES = msgspec.json.Decoder(dict[str, str])


def kept_items(body: bytes) -> list[KeptItem]:
    """Return the items in some JSON with commas between them; raise ValueError."""
    return _ITEMS.decode(b"[%b]" % body)


def as_kept(items: Iterable[Item]) -> list[KeptItem]:
    """Return values of core as they would be kept."""
    return kept_items(b",".join(canonical(item_to_json(one)) for one in items))


def as_items(kept: Iterable[KeptItem]) -> dict[str, Item]:
    """Return items as values of core, under their ids; spans and relations, the most, directly."""
    found = [_value(one) for one in kept]
    return {one.id: one for one in found}


def _value(one: KeptItem) -> Item:
    if type(one) is KeptSpan:
        said = _attributes(bytes(one.attributes))
        where = (one.start, one.end, one.text)
        return Span(one.id, one.label, *where, said, one.note, one.discuss, one.origin)
    if type(one) is KeptRelation:
        return Relation(one.id, one.label, one.source, one.target, one.note)
    return item_from_json(msgspec.to_builtins(one))


@lru_cache(10_000)  # most spans say what others said before them
def _attributes(written: bytes) -> Attributes:
    return tuple(sorted(_ATTRIBUTES.decode(written).items()))
