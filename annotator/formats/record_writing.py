"""From an article with its sets to a dataset record: every key, in a fixed order, nothing null."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import orjson

from annotator.core.annotation import (
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Relation,
    Span,
)
from annotator.core.canonical import canonical
from annotator.core.document import Document, Region
from annotator.core.record import RECORD_SCHEMA
from annotator.formats.record_checks import Json

SPLIT_KEYS = ("train", "validation", "test")
_RESERVED = ("title", "parent", "split")
_OTHER = re.compile(r"[^A-Za-z0-9._-]", re.ASCII)
_ID_LENGTH = 128


class OffsetMismatchError(Exception):
    """A span's words are not those that stand at its offsets: nothing may be written."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a record says that its article does not know.

    `split` is "" for the article's own; `annotator` is whose record it is in the view "annotator".
    """

    view: str
    scheme: str
    split: str = ""
    annotator: str = ""


def record_line(one: AnnotatedDocument, frame: Frame) -> bytes:
    """Return the record of an article as a line of JSON; raise OffsetMismatchError."""
    return orjson.dumps(record_of(one, frame), option=orjson.OPT_APPEND_NEWLINE)


def record_of(one: AnnotatedDocument, frame: Frame) -> Json:
    """Return the record of an article with the sets that it carries; raise OffsetMismatchError."""
    document = one.document
    spans, relations = _marks(one)
    return {
        "schema": RECORD_SCHEMA,
        "id": record_id(document.id, frame.annotator),
        "split": frame.split or own_split(document),
        "lang": document.language,
        "text": document.text,
        "text_sha256": document.sha256,
        "regions": [_region(region) for region in sorted(one.regions, key=_region_order)],
        "spans": [span for _, span in spans],
        "relations": [relation for _, relation in relations],
        "annotators": sorted(each.key.annotator for each in one.sets if is_done(each)),
        "view": frame.view,
        "scheme": frame.scheme,
        "meta_json": _meta(document),
        "provenance_json": _provenance(one, frame),
    }


def record_id(article: str, annotator: str = "") -> str:
    """Return the id of a record: that of the article, and of whose record it is, if of one."""
    if not annotator:
        return article
    plain = _OTHER.sub("-", annotator)
    if plain != annotator or len(article) + 1 + len(plain) > _ID_LENGTH:
        mark = hashlib.sha256(f"{article}:{annotator}".encode()).hexdigest()[:8]
        plain = f"{plain[:24]}-{mark}"
    return f"{article[: _ID_LENGTH - 1 - len(plain)]}:{plain}"


def own_split(document: Document) -> str:
    """Return the split that an article came with, "none" where it came with none."""
    split = document.meta.get("split", "")
    return split if split in SPLIT_KEYS else "none"


def is_done(one: AnnotationSet) -> bool:
    """Tell whether an annotator finished the article."""
    return one.status.state == "done"


Sorted = list[tuple[tuple[Any, ...], Json]]


def _marks(one: AnnotatedDocument) -> tuple[Sorted, Sorted]:
    """Return spans in reading order and relations by id, all hands among one another."""
    text, spans, relations = one.document.text, [], []
    for each in one.sets:
        hand = each.key.annotator
        for item in each.items.values():
            if type(item) is Span:
                if text[item.start : item.end] != item.text:
                    raise OffsetMismatchError(_mismatch(one.document, item))
                spans.append(((item.start, -item.end, item.id, hand), _span(item, hand)))
            elif type(item) is Relation:
                relations.append(((item.id, hand), _relation(item, hand)))
    return sorted(spans, key=_first), sorted(relations, key=_first)


def _first(pair: tuple[tuple[Any, ...], Json]) -> tuple[Any, ...]:
    return pair[0]


def _span(item: Span, hand: str) -> Json:
    return {
        "id": item.id,
        "label": item.label,
        "start": item.start,
        "end": item.end,
        "text": item.text,
        "fragments": [],
        "annotator": hand,
        "certainty": "",
        "note": item.note,
        "attributes": [{"name": name, "value": value} for name, value in item.attributes],
    }


def _relation(item: Relation, hand: str) -> Json:
    return {
        "id": item.id,
        "label": item.label,
        "head": item.source,
        "tail": item.target,
        "annotator": hand,
        "note": item.note,
        "attributes": [],
    }


def _region(one: Region) -> Json:
    return {"start": one.start, "end": one.end, "kind": one.kind, "value": one.value}


def _region_order(one: Region) -> tuple[int, int, str, str]:
    return one.start, -one.end, one.kind, one.value


def _meta(document: Document) -> str:
    meta: Json = {"title": document.title}
    for key, value in sorted(document.meta.items()):
        if key == "split" and value in SPLIT_KEYS:
            continue
        name = f"{key}_" if key in _RESERVED else key
        while name in meta:
            name += "_"
        meta[name] = value
    if document.parent is not None:
        parent = document.parent
        meta["parent"] = {"base": parent.base, "id": parent.id, "sha256": parent.sha256}
    return canonical(meta).decode()


def _provenance(one: AnnotatedDocument, frame: Frame) -> str:
    """Return what has no column as canonical JSON; only what there is to say, no times."""
    said: Json = {}
    if frame.annotator:
        said["annotator"] = frame.annotator
        said["article"] = one.document.id
    if one.document.source_sha256:
        said["source_sha256"] = one.document.source_sha256
    marks, acceptances, status = _unheld(one.sets)
    if marks:
        said["marks"] = marks
    if acceptances:
        said["acceptances"] = sorted(
            acceptances, key=lambda each: (each["annotator"], each["rule"], each["marks"])
        )
    if status:
        said["status"] = sorted(status, key=lambda each: str(each["annotator"]))
    return canonical(said).decode() if said else "{}"


def _unheld(sets: tuple[AnnotationSet, ...]) -> tuple[Json, list[Json], list[Json]]:
    marks: Json = {}
    acceptances: list[Json] = []
    status: list[Json] = []
    for each in sets:
        hand = each.key.annotator
        for item in each.items.values():
            if type(item) is Span:
                if item.discuss or item.origin:
                    marks[item.id] = _filled({"discuss": item.discuss, "origin": item.origin})
            elif type(item) is Acceptance:
                acceptances.append(
                    {
                        "annotator": hand,
                        "rule": item.rule,
                        "marks": list(item.marks),
                        "reason": item.reason,
                    }
                )
        said = each.status
        if said.state == "discarded" or said.note:
            status.append({"annotator": hand, "state": said.state, "note": said.note})
    return marks, acceptances, status


def _filled(values: dict[str, str]) -> Json:
    return {key: value for key, value in values.items() if value}


def _mismatch(document: Document, span: Span) -> str:
    return (
        f"{document.id}: the span {span.id} says {span.text[:40]!r}, but the text has "
        f"{document.text[span.start : span.end][:40]!r} at {span.start} to {span.end}; "
        "nothing was written"
    )
