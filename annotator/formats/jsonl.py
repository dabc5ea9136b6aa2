"""JSON and JSON lines that are not ours: a text by its column, marks in the simple form."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Relation,
    SetKey,
    Span,
)
from annotator.core.canonical import text_digest
from annotator.core.document import Region
from annotator.core.record import RECORD_SCHEMA
from annotator.formats.base import FormatError, NobodysMarksError, ReadOptions, Tell
from annotator.formats.decoding import DecodingError, decode
from annotator.formats.json_values import values_of
from annotator.formats.naming import begins_with_letter, slug
from annotator.formats.rows import Row, checked_text, document_from, text_column
from annotator.formats.simple_marks import Marks

_MARKS = ("spans", "relations", "regions", "annotator", "text_sha256")
_ABOUT = ("encoding", "offset_unit", "length", "scheme")
_OURS = f"{RECORD_SCHEMA.partition('/')[0]}/"
_OURS_SAID = "it is a record of a dataset: those stand one on a line; say --format dataset."
_UNITS = ("unicode code points", "code points", "codepoints")


class JsonLines:
    """Reads and writes objects with a text and, in the simple form, marks of one annotator.

    A .json file holds one object or a list of them; in both kinds an object may run over several
    lines. Objects without a text name one by its text_sha256: that of the .txt file beside them,
    or one that is known already.
    """

    name = "jsonl"

    def read(self, path: Path, options: ReadOptions, tell: Tell) -> Iterator[AnnotatedDocument]:
        """Yield the articles of a file; raise FormatError or OSError."""
        found = False
        for number, digest, value in values_of(path, options.encoding, tell):
            found = True
            if type(value) is not dict:
                raise FormatError(path, number, "it is no object.")
            if str(value.get("schema")).startswith(_OURS):
                raise FormatError(path, number, _OURS_SAID)
            row = Row(path, number, value)
            yield _article(row, digest, options, tell)
        if not found:
            raise FormatError(path, 0, "there is nothing in it.")

    def write(self, documents: Iterable[AnnotatedDocument], path: Path) -> list[str]:
        """Write a line for each article and annotator; return what the simple form cannot hold."""
        lost = 0
        with path.open("xb") as out:
            for one in documents:
                lost += sum(_unheld(each) for each in one.sets)
                for each in one.sets or (AnnotationSet(SetKey(one.document.id, "")),):
                    out.write(orjson.dumps(_line(one, each), option=orjson.OPT_APPEND_NEWLINE))
        if not lost:
            return []
        return [f"{path}: {lost} states, acceptances and origins of marks are not held."]


def _article(row: Row, source: str, options: ReadOptions, tell: Tell) -> AnnotatedDocument:
    marked = bool(row.columns.get("spans"))
    if "text" in row.columns or options.text_column or "text_sha256" not in row.columns:
        column = text_column(row, options.text_column)
        text = checked_text(row, column, tell, marked=marked)
    else:
        column, text = "", _text_elsewhere(row, options)
    _refuse_other_text(row, text)
    about = _ABOUT if "offset_unit" in row.columns else ()
    document = document_from(row, text, (column, *_MARKS, *about), tell)
    if not row.columns.get("id") and not column:
        document = replace(document, id=slug(row.path.name.split(".")[0]))
    document = replace(document, source_sha256=source)
    marks = Marks(row, text)
    regions = tuple(
        marks.region(value, f"regions[{number - 1}]", number)
        for number, value in enumerate(_list(row, "regions"), start=1)
    )
    return AnnotatedDocument(document, regions, _sets(row, document.id, marks, options, tell))


def _text_elsewhere(row: Row, options: ReadOptions) -> str:
    """Return the text that marks without one speak of: known by its digest, or beside them."""
    sha256 = row.string("text_sha256")
    known = options.text_of(sha256)
    if known is not None:
        return known
    beside = row.path.with_name(row.path.name.split(".")[0] + ".txt")
    if not beside.is_file():
        raise row.wrong(f"it holds no text, and there is no {beside.name} beside it.")
    try:
        return decode(beside.read_bytes(), options.encoding).text
    except DecodingError as error:
        raise FormatError(beside, 0, f"{error}.") from error


def _refuse_other_text(row: Row, text: str) -> None:
    said = row.string("text_sha256")
    if said and said != text_digest(text):
        raise row.wrong("text_sha256: it is not the digest of the text.")
    unit, length = row.columns.get("offset_unit"), row.columns.get("length")
    if unit is not None and str(unit).split(",")[0].strip().lower() not in _UNITS:
        raise row.wrong(f"offset_unit: {str(unit)[:40]!r} is not what Quoth counts: code points.")
    if unit is not None and type(length) is int and length != len(text):
        raise row.wrong(f"length: it says {length}, but the text has {len(text)} characters.")


def _sets(
    row: Row, document: str, marks: Marks, options: ReadOptions, tell: Tell
) -> tuple[AnnotationSet, ...]:
    for number, value in enumerate(_list(row, "spans")):
        marks.add_span(value, f"spans[{number}]")
    for number, value in enumerate(_list(row, "relations")):
        marks.add_relation(value, f"relations[{number}]")
    if not marks.items:
        return ()
    if marks.renamed:
        tell(f"{row.path}, line {row.line}: {marks.renamed} ids of marks were made to fit.")
    hand = row.string("annotator") or options.annotator
    if not begins_with_letter(hand):
        if not hand:
            words = "it has marks, but not whose they are: say --annotator."
            raise NobodysMarksError(row.path, row.line, words)
        raise row.wrong(f"annotator: {hand[:40]!r} is no name, which begins with a letter.")
    return (AnnotationSet(SetKey(document, hand), marks.items),)


def _list(row: Row, name: str) -> list[Any]:
    value = row.columns.get(name)
    if value is None:
        return []
    if type(value) is not list:
        raise row.wrong(f"{name} is no list.")
    return value


def _unheld(one: AnnotationSet) -> int:
    held = sum(1 for item in one.items.values() if isinstance(item, Span | Relation))
    return len(one.items) - held + sum(1 for span in one.spans if span.origin)


def _line(one: AnnotatedDocument, each: AnnotationSet) -> dict[str, Any]:
    document = one.document
    made: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "lang": document.language,
        "text": document.text,
        "text_sha256": document.sha256,
        "meta": dict(sorted(document.meta.items())),
        "regions": [_region(region) for region in one.regions],
        "spans": [_span(span) for span in each.spans],
        "relations": [_relation(relation) for relation in each.relations],
    }
    return {**made, "annotator": each.key.annotator} if each.key.annotator else made


def _region(one: Region) -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "kind": one.kind, "value": one.value}


def _span(one: Span) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": one.id,
        "start": one.start,
        "end": one.end,
        "label": one.label,
        "text": one.text,
        "attrs": dict(one.attributes),
        "note": one.note,
        "discuss": one.discuss,
    }
    return made


def _relation(one: Relation) -> dict[str, Any]:
    return {
        "id": one.id,
        "type": one.label,
        "from": one.source,
        "to": one.target,
        "note": one.note,
    }
