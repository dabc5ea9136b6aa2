"""Items as a project keeps them (JSON of core.codec), read as typed values a set at a time.

To make values of core of each, or objects of dicts, takes longer than to write all of them out.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from annotator.core.annotation import Acceptance, Attributes, Decision, Item, Relation, Span, Status
from annotator.core.canonical import canonical
from annotator.core.codec import item_to_json
from annotator.core.document import Region


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


def kept_items(body: bytes) -> list[KeptItem]:
    """Return the items in some JSON with commas between them; raise ValueError."""
    return _ITEMS.decode(b"[%b]" % body)


def as_kept(items: Iterable[Item]) -> list[KeptItem]:
    """Return values of core as they would be kept."""
    return kept_items(b",".join(canonical(item_to_json(one)) for one in items))


def as_items(kept: Sequence[KeptItem]) -> dict[str, Item]:
    """Return items as values of core, under their ids."""
    found = [_VALUES[type(one)](one) for one in kept]
    return {one.id: one for one in found}


_MOST_SEEN = 10_000  # attributes
_ATTRIBUTES = msgspec.json.Decoder(dict[str, str])
_seen: dict[bytes, Attributes] = {}  # most spans say what others said before them


def _span(one: KeptSpan) -> Span:
    written = bytes(one.attributes)
    said = _seen.get(written)
    if said is None:
        said = tuple(sorted(_ATTRIBUTES.decode(written).items()))
        if len(_seen) < _MOST_SEEN:
            _seen[written] = said
    return Span(
        *(one.id, one.label, one.start, one.end, one.text, said, one.note, one.discuss, one.origin)
    )


def _relation(one: KeptRelation) -> Relation:
    return Relation(one.id, one.label, one.source, one.target, one.note)


def _region(one: KeptRegion) -> Region:
    return Region(one.id, one.start, one.end, one.region, one.value)


def _acceptance(one: KeptAcceptance) -> Acceptance:
    return Acceptance(one.rule, tuple(one.marks), one.reason)


def _status(one: KeptStatus) -> Status:
    return Status(one.state, one.note)


def _decision(one: KeptDecision) -> Decision:
    return Decision(
        *(one.id, one.start, one.end, one.difference, one.outcome, tuple(one.taken)),
        *(tuple(one.marks), one.basis, one.reason, one.guideline),
    )


_VALUES: dict[type, Callable[[Any], Item]] = {
    KeptSpan: _span,
    KeptRelation: _relation,
    KeptRegion: _region,
    KeptAcceptance: _acceptance,
    KeptStatus: _status,
    KeptDecision: _decision,
}
