"""From an article with its sets to a dataset record: every key, in a fixed order, nothing null."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import orjson

from annotator.core.annotation import AnnotatedDocument
from annotator.core.canonical import canonical
from annotator.core.codec import item_to_json
from annotator.core.document import Document
from annotator.core.record import RECORD_SCHEMA
from annotator.formats.record_checks import Json

SPLIT_KEYS = ("train", "validation", "test")
_RESERVED = ("title", "parent", "split")
_OTHER = re.compile(r"[^A-Za-z0-9._-]", re.ASCII)
_ID_LENGTH = 128
_UNHELD = ("discuss", "origin")
_PLACE, _NAME = itemgetter(0, 1, 2, 3), itemgetter(0, 1)

Hand = tuple[str, Sequence[Json]]  # who marks, and the items of the set


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
    hands = [
        (each.key.annotator, [item_to_json(item) for item in each.items.values()])
        for each in one.sets
    ]
    return record_from(one.document, [item_to_json(each) for each in one.regions], hands, frame)


def record_from(
    document: Document, regions: Sequence[Json], hands: Sequence[Hand], frame: Frame
) -> Json:
    """Return the record of an article whose regions and sets are items as JSON (core.codec).

    Raise OffsetMismatchError.
    """
    spans, relations = _marks(document, hands)
    return {
        "schema": RECORD_SCHEMA,
        "id": record_id(document.id, frame.annotator),
        "split": frame.split or own_split(document),
        "lang": document.language,
        "text": document.text,
        "text_sha256": document.sha256,
        "regions": [_region(region) for region in sorted(regions, key=_region_order)],
        "spans": spans,
        "relations": relations,
        "annotators": sorted(hand for hand, items in hands if _has_finished(items)),
        "view": frame.view,
        "scheme": frame.scheme,
        "meta_json": _meta(document),
        "provenance_json": _provenance(document, hands, frame),
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


def _has_finished(items: Sequence[Json]) -> bool:
    return any(item["kind"] == "status" and item["state"] == "done" for item in items)


def _marks(document: Document, hands: Sequence[Hand]) -> tuple[list[Json], list[Json]]:
    """Return spans in reading order and relations by id, all hands among one another."""
    text = document.text
    spans: list[tuple[int, int, str, str, Json]] = []
    relations: list[tuple[str, str, Json]] = []
    for hand, items in hands:
        for item in items:
            kind = item["kind"]
            if kind == "span":
                start, end = item["start"], item["end"]
                if text[start:end] != item["text"]:
                    raise OffsetMismatchError(_mismatch(document, item))
                spans.append((start, -end, item["id"], hand, item))
            elif kind == "relation":
                relations.append((item["id"], hand, item))
    spans.sort(key=_PLACE)
    relations.sort(key=_NAME)
    return (
        [_span(item, hand) for _, _, _, hand, item in spans],
        [_relation(item, hand) for _, hand, item in relations],
    )


def _span(item: Json, hand: str) -> Json:
    attributes = item["attributes"]
    return {
        "id": item["id"],
        "label": item["label"],
        "start": item["start"],
        "end": item["end"],
        "text": item["text"],
        "fragments": [],
        "annotator": hand,
        "certainty": "",
        "note": item["note"],
        "attributes": [
            {"name": name, "value": attributes[name]}
            for name in (sorted(attributes) if len(attributes) > 1 else attributes)
        ],
    }


def _relation(item: Json, hand: str) -> Json:
    return {
        "id": item["id"],
        "label": item["label"],
        "head": item["source"],
        "tail": item["target"],
        "annotator": hand,
        "note": item["note"],
        "attributes": [],
    }


def _region(item: Json) -> Json:
    return {
        "start": item["start"],
        "end": item["end"],
        "kind": item["region"],
        "value": item["value"],
    }


def _region_order(item: Json) -> tuple[int, int, str, str]:
    return item["start"], -item["end"], item["region"], item["value"]


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


def _provenance(document: Document, hands: Sequence[Hand], frame: Frame) -> str:
    """Return what has no column as canonical JSON; only what there is to say, no times."""
    said: Json = {}
    if frame.annotator:
        said["annotator"] = frame.annotator
        said["article"] = document.id
    if document.source_sha256:
        said["source_sha256"] = document.source_sha256
    marks, acceptances, status, decisions = _unheld(hands)
    if marks:
        said["marks"] = marks
    if acceptances:
        said["acceptances"] = sorted(
            acceptances, key=lambda each: (each["annotator"], each["rule"], each["marks"])
        )
    if decisions:
        said["decisions"] = sorted(
            decisions, key=lambda each: (each["annotator"], each["start"], each["id"])
        )
    if status:
        said["status"] = sorted(status, key=lambda each: str(each["annotator"]))
    return canonical(said).decode() if said else "{}"


def _unheld(hands: Sequence[Hand]) -> tuple[Json, list[Json], list[Json], list[Json]]:
    marks: Json = {}
    acceptances: list[Json] = []
    status: list[Json] = []
    decisions: list[Json] = []
    for hand, items in hands:
        for item in items:
            kind = item["kind"]
            if kind == "span":
                if item["discuss"] or item["origin"]:
                    marks[item["id"]] = {key: item[key] for key in _UNHELD if item[key]}
            elif kind == "acceptance":
                said = {key: item[key] for key in ("rule", "marks", "reason")}
                acceptances.append({"annotator": hand, **said})
            elif kind == "decision":
                said = {key: item[key] for key in item if key != "kind"}
                decisions.append({"annotator": hand, **said})
            elif kind == "status" and (item["state"] == "discarded" or item["note"]):
                status.append({"annotator": hand, "state": item["state"], "note": item["note"]})
    return marks, acceptances, status, decisions


def _mismatch(document: Document, span: Json) -> str:
    return (
        f"{document.id}: the span {span['id']} says {span['text'][:40]!r}, but the text has "
        f"{document.text[span['start'] : span['end']][:40]!r} at {span['start']} to "
        f"{span['end']}; nothing was written"
    )
