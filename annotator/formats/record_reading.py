"""From a sound dataset record to an article with its sets."""

from collections.abc import Sequence
from typing import Any

from annotator.core.annotation import (
    DECISION_ID,
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Decision,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.canonical import canonical
from annotator.core.document import Document, Parent, Region, first_line
from annotator.formats.naming import RECORD_ID
from annotator.formats.record_structs import Record, RecordRegion, pairs_of
from annotator.formats.strict_json import Json, load

_OURS = (
    "acceptances",
    "annotator",
    "article",
    "decisions",
    "marks",
    "source_sha256",
    "status",
)
_STATES = ("none", "done", "discarded")

Hands = dict[str, dict[str, Item]]


class ProvenanceError(ValueError):
    """What a record says of where it comes from does not fit the rest; the message says why."""


def document_of(record: Record, id: str, meta: Json, source: str) -> Document:  # noqa: A002
    """Return the document of a record; `meta` is its meta_json, read."""
    text, parent = record.text, _parent(meta.pop("parent", None), meta)
    title = meta.pop("title", None)
    if type(title) is not str:
        title = first_line(text) or id
    kept = {key: _string(value) for key, value in meta.items()}
    if record.split != "none":
        kept["split"] = record.split
    return Document(id, title, text, record.text_sha256, source, record.lang, kept, parent)


def annotated_of(record: Record) -> AnnotatedDocument:
    """Return the article of a sound record with its regions and sets; raise ProvenanceError."""
    provenance: Json = _read(record.provenance_json)
    meta: Json = _read(record.meta_json)
    rest = {key: value for key, value in provenance.items() if key not in _OURS}
    if rest:
        meta["provenance"] = canonical(rest).decode()
    if record.view == "annotator" and "annotator" in provenance:
        article = _name(provenance, "article")
    else:
        article = record.id
    document = document_of(record, article, meta, _said(provenance, "source_sha256"))
    hands = _hands(record, provenance)
    sets = tuple(
        AnnotationSet(SetKey(article, hand), items) for hand, items in sorted(hands.items())
    )
    return AnnotatedDocument(document, regions_of(record.regions), sets)


def regions_of(regions: Sequence[RecordRegion]) -> tuple[Region, ...]:
    """Return regions with ids of their own, in the order of the record."""
    return tuple(
        Region(f"region-{number}", one.start, one.end, one.kind, one.value)
        for number, one in enumerate(regions, start=1)
    )


def _read(text: str) -> Json:
    return {} if text == "{}" else load(text.encode())


def _hands(record: Record, provenance: Json) -> Hands:
    hands: Hands = {}
    for one in record.spans:
        span = Span(
            one.id,
            one.label,
            one.start,
            one.end,
            one.text,
            pairs_of(one.attributes),
            one.note,
            one.certainty if one.certainty == "unsure" else "",
        )
        hands.setdefault(one.annotator, {})[one.id] = span
    for each in record.relations:
        relation = Relation(each.id, each.label, each.head, each.tail, each.note)
        hands.setdefault(each.annotator, {})[each.id] = relation
    for hand in record.annotators:
        _add(hands, hand, Status("done"))
    if provenance:
        _recall(hands, record, provenance)
    return hands


def _recall(hands: Hands, record: Record, provenance: Json) -> None:
    """Give back what has no column: discuss and origin of spans, acceptances, notes, states."""
    owners = {one.id: one.annotator for one in record.spans}
    marks = provenance.get("marks", {})
    if type(marks) is not dict:
        raise ProvenanceError("provenance_json.marks is no object")
    for name, said in marks.items():
        if name not in owners or type(said) is not dict:
            raise ProvenanceError(f"provenance_json.marks speaks of {name!r}, which is no span")
        items = hands[owners[name]]
        span = items[name]
        if isinstance(span, Span):
            items[name] = _with_origin(span, _said(said, "discuss"), _said(said, "origin"))
    for one in _objects(provenance, "acceptances"):
        accepted = Acceptance(_said(one, "rule"), _strings(one, "marks"), _said(one, "reason"))
        _add(hands, _hand(one), accepted)
    for one in _objects(provenance, "decisions"):
        _add(hands, _hand(one), _decision(one, len(record.text)))
    for one in _objects(provenance, "status"):
        _set_status(hands, one, record.annotators)


def _decision(one: Json, length: int) -> Decision:
    name, start, end = _said(one, "id"), one.get("start"), one.get("end")
    if not name.startswith(DECISION_ID):
        raise ProvenanceError(f"provenance_json.decisions: {name!r} is no id of a decision")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= length:
        raise ProvenanceError(f"provenance_json.decisions: {name} does not lie in the text")
    return Decision(
        name,
        start,
        end,
        _said(one, "difference"),
        _said(one, "outcome"),
        _strings(one, "taken"),
        _strings(one, "marks"),
        _said(one, "basis"),
        _said(one, "reason"),
        _said(one, "guideline"),
    )


def _strings(value: Json, key: str) -> tuple[str, ...]:
    found = value.get(key, [])
    if type(found) is not list or not all(type(each) is str for each in found):
        raise ProvenanceError(f"provenance_json: {key} is no list of strings")
    return tuple(found)


def _set_status(hands: Hands, one: Json, finished: list[str]) -> None:
    hand, state = _hand(one), _said(one, "state")
    if state not in _STATES or (state == "done") is not (hand in finished):
        raise ProvenanceError(f"provenance_json.status: {hand} cannot be {state!r} here")
    _add(hands, hand, Status(state, _said(one, "note")))


def _with_origin(span: Span, discuss: str, origin: str) -> Span:
    return Span(
        span.id,
        span.label,
        span.start,
        span.end,
        span.text,
        span.attributes,
        span.note,
        discuss or span.discuss,
        origin,
    )


def _add(hands: Hands, hand: str, item: Item) -> None:
    hands.setdefault(hand, {})[item.id] = item


def _objects(provenance: Json, key: str) -> list[Json]:
    found = provenance.get(key, [])
    if type(found) is not list or not all(type(one) is dict for one in found):
        raise ProvenanceError(f"provenance_json.{key} is no list of objects")
    return found


def _said(value: Json, key: str) -> str:
    said = value.get(key, "")
    if type(said) is not str:
        raise ProvenanceError(f"provenance_json: {key} is no string")
    return said


def _hand(value: Json) -> str:
    hand = _said(value, "annotator")
    if not hand[:1].isalpha():
        raise ProvenanceError(f"provenance_json: {hand!r} is no annotator's name")
    return hand


def _name(provenance: Json, key: str) -> str:
    name = _said(provenance, key)
    if not RECORD_ID.fullmatch(name):
        raise ProvenanceError(f"provenance_json.{key}: {name!r} is no id of an article")
    return name


def _parent(value: Any, meta: Json) -> Parent | None:  # noqa: ANN401 whatever stands there
    """Return where a child was cut from; what is no such object stays in the meta."""
    if value is None:
        return None
    if type(value) is dict and value.keys() == {"base", "id", "sha256"}:
        base, name, sha256 = value["base"], value["id"], value["sha256"]
        if type(base) is int and base >= 0 and type(name) is type(sha256) is str:
            return Parent(name, sha256, base)
    meta["parent_"] = _string(value)
    return None


def _string(value: Any) -> str:  # noqa: ANN401 whatever stands there
    return value if type(value) is str else canonical(value).decode()
