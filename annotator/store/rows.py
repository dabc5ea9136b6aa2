"""Documents as rows of their two tables, and back."""

from collections.abc import Sequence
from typing import Any

import orjson

from annotator.core.canonical import canonical
from annotator.core.document import Document, Parent
from annotator.store.sealing import seal

NEW_DOCUMENT = "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
NEW_TEXT = "INSERT INTO document_text VALUES (?, ?, ?, ?, ?)"
COLUMNS = (
    "d.id, d.title, t.text, d.sha256, t.source_sha256, d.language, t.meta, t.parent"  # a Document
)


def document_of(row: Sequence[Any]) -> Document:
    """Return the document of a row of COLUMNS."""
    meta, parent = row[6], row[7]
    return Document(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        orjson.loads(meta) if meta != "{}" else {},
        Parent(**orjson.loads(parent)) if parent else None,
    )


def document_rows(
    document: Document, number: int, *, queued: bool
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return the rows of an article: what lists show, and its text."""
    meta, parent = _meta(document), _parent(document)
    values = (document.id, document.title, document.sha256, document.language)
    shown = (
        number,
        *values,
        len(document.text),
        len(document.text.split()),
        int(queued),
        sought(document),
        seal(*values, document.source_sha256, meta, parent, int(queued)),
    )
    return shown, (number, document.text, document.source_sha256, meta, parent)


def document_seal(document: Document, *, queued: bool) -> str:
    """Return the digest over all fields of a document, its text by its own digest."""
    values = (document.id, document.title, document.sha256, document.language)
    return seal(*values, document.source_sha256, _meta(document), _parent(document), int(queued))


def sought(document: Document) -> str:
    """Return what a search looks into."""
    return f"{document.title}\n{document.id}".casefold()


def _meta(document: Document) -> str:
    return canonical(dict(document.meta)).decode() if document.meta else "{}"


def _parent(document: Document) -> str:
    if document.parent is None:
        return ""
    one = document.parent
    return canonical({"id": one.id, "sha256": one.sha256, "base": one.base}).decode()
