"""From an article with its sets to a dataset record: every key, in a fixed order, nothing null."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from msgspec.structs import asdict

from annotator.core.annotation import AnnotatedDocument
from annotator.core.canonical import canonical
from annotator.core.document import Document
from annotator.core.record import RECORD_SCHEMA
from annotator.formats.kept_items import (
    KeptAcceptance,
    KeptDecision,
    KeptItem,
    KeptRegion,
    KeptRelation,
    KeptSpan,
    KeptStatus,
    as_kept,
)
from annotator.formats.record_structs import (
    NO_ATTRIBUTES,
    Record,
    RecordRegion,
    RecordRelation,
    RecordSpan,
    bytes_of_record,
    pairs_from,
)
from annotator.formats.strict_json import Json

SPLIT_KEYS = ("train", "validation", "test")
_RESERVED = ("title", "parent", "split")
_OTHER = re.compile(r"[^A-Za-z0-9._-]", re.ASCII)
_ID_LENGTH = 128
_PLACE, _NAME = itemgetter(0, 1, 2, 3), itemgetter(0, 1)

Hand = tuple[str, Sequence[KeptItem]]  # who marks, and the items of the set


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
    return bytes_of_record(record_of(one, frame))


def record_of(one: AnnotatedDocument, frame: Frame) -> Record:
    """Return the record of an article with the sets that it carries; raise OffsetMismatchError."""
    hands = [(each.key.annotator, as_kept(each.items.values())) for each in one.sets]
    return record_from(one.document, as_kept(one.regions), hands, frame)


def record_from(
    document: Document, regions: Sequence[KeptItem], hands: Sequence[Hand], frame: Frame
) -> Record:
    """Return the record of an article whose regions and sets are as a project keeps them.

    Raise OffsetMismatchError.
    """
    found = _gathered(document, hands)
    return Record(
        RECORD_SCHEMA,
        record_id(document.id, frame.annotator),
        frame.split or own_split(document),
        document.language,
        document.text,
        document.sha256,
        _regions(regions),
        found.spans,
        found.relations,
        found.finished,
        frame.view,
        frame.scheme,
        _meta(document),
        _provenance(document, found, frame),
    )


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


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What all hands left on an article: spans in reading order, relations by id, and the rest.

    `finished` are those who have, by name; `noted` are spans that have more to them than columns.
    """

    spans: list[RecordSpan]
    relations: list[RecordRelation]
    finished: list[str]
    noted: list[KeptSpan]
    others: list[tuple[str, KeptItem]]


def _gathered(document: Document, hands: Sequence[Hand]) -> _Gathered:
    spans: list[tuple[int, int, str, str, RecordSpan]] = []
    relations: list[tuple[str, str, RecordRelation]] = []
    noted: list[KeptSpan] = []
    others: list[tuple[str, KeptItem]] = []
    text = document.text
    for hand, items in hands:
        for one in items:
            if type(one) is KeptSpan:
                start, end, words, pairs = one.start, one.end, one.text, pairs_from(one.attributes)
                if text[start:end] != words:
                    raise OffsetMismatchError(_mismatch(document, one))
                made = RecordSpan(
                    one.id, one.label, start, end, words, (), hand, "", one.note, pairs
                )
                spans.append((start, -end, one.id, hand, made))
                if one.discuss or one.origin:
                    noted.append(one)
            elif type(one) is KeptRelation:
                link = RecordRelation(
                    one.id, one.label, one.source, one.target, hand, one.note, NO_ATTRIBUTES
                )
                relations.append((one.id, hand, link))
            else:
                others.append((hand, one))
    spans.sort(key=_PLACE)
    relations.sort(key=_NAME)
    return _Gathered(
        [each[-1] for each in spans],
        [each[-1] for each in relations],
        sorted(hand for hand, one in others if _is_done(one)),
        noted,
        others,
    )


def _is_done(item: KeptItem) -> bool:
    return type(item) is KeptStatus and item.state == "done"


def _regions(regions: Sequence[KeptItem]) -> list[RecordRegion]:
    """Return regions in reading order, the longer first."""
    found = [
        RecordRegion(one.start, one.end, one.region, one.value)
        for one in regions
        if type(one) is KeptRegion
    ]
    return sorted(found, key=lambda one: (one.start, -one.end, one.kind, one.value))


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


def _provenance(document: Document, found: _Gathered, frame: Frame) -> str:
    """Return what has no column as canonical JSON; only what there is to say, no times."""
    said: Json = {}
    if frame.annotator:
        said["annotator"] = frame.annotator
        said["article"] = document.id
    if document.source_sha256:
        said["source_sha256"] = document.source_sha256
    if found.noted:
        said["marks"] = {one.id: _noted(one) for one in found.noted}
    for key, kind, order in _UNHELD:
        things = [{"annotator": hand, **asdict(one)} for hand, one in found.others if kind(one)]
        if things:
            said[key] = sorted(things, key=itemgetter("annotator", *order))
    return canonical(said).decode() if said else "{}"


def _noted(one: KeptSpan) -> Json:
    said = {"discuss": one.discuss, "origin": one.origin}
    return {key: value for key, value in said.items() if value}


def _is_more_than_done(item: KeptItem) -> bool:
    return type(item) is KeptStatus and (item.state == "discarded" or item.note != "")


_UNHELD: tuple[tuple[str, Callable[[KeptItem], bool], tuple[str, ...]], ...] = (
    ("acceptances", lambda one: type(one) is KeptAcceptance, ("rule", "marks")),
    ("decisions", lambda one: type(one) is KeptDecision, ("start", "id")),
    ("status", _is_more_than_done, ("state",)),
)


def _mismatch(document: Document, span: KeptSpan) -> str:
    return (
        f"{document.id}: the span {span.id} says {span.text[:40]!r}, but the text has "
        f"{document.text[span.start : span.end][:40]!r} at {span.start} to {span.end}; "
        "nothing was written"
    )
