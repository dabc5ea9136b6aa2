"""The sets of a project as they stand."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import orjson

from annotator.core.annotation import (
    NO_HAND,
    AnnotatedDocument,
    AnnotationSet,
    Item,
    SetKey,
)
from annotator.core.codec import item_from_json
from annotator.core.document import Document, Region
from annotator.store.errors import UnknownDocumentError
from annotator.store.handle import Rows, Store
from annotator.store.rows import COLUMNS, document_of

PAGE = 200  # articles: a page is read in milliseconds, so that writers elsewhere hardly wait


def read_set(store: Store, key: SetKey) -> AnnotationSet:
    """Return one annotator's set on one article; empty, at revision 0, where there is none."""
    rows = store.rows(_ITEMS_OF_ONE, (key.document, key.annotator))
    if not rows:
        return AnnotationSet(key)
    return AnnotationSet(key, _items([row[1] for row in rows if row[1]]), rows[0][0])


def sets_on(store: Store, document_id: str) -> list[AnnotationSet]:
    """Return the sets of all annotators on one article, by name."""
    sets = every_set_on(store, document_id)
    return [one for one in sets if one.key.annotator != NO_HAND]


def every_set_on(store: Store, document_id: str) -> list[AnnotationSet]:
    """Return the sets on one article by name; nobody's, which holds the regions, comes first."""
    rows = store.rows(_ITEMS_OF_ALL, (document_id,))
    return [_set(document_id, annotator, group) for annotator, group in _by_annotator(rows)]


def regions_on(store: Store, document_id: str) -> tuple[Region, ...]:
    """Return the regions of an article in reading order."""
    return _regions(read_set(store, SetKey(document_id, NO_HAND)))


def annotated(store: Store, ids: Sequence[str]) -> Iterator[AnnotatedDocument]:
    """Yield articles with their regions and sets in the order of their ids, page by page.

    No lock is held between pages. Raise UnknownDocumentError.
    """
    rest = iter(ids)
    while page := list(islice(rest, PAGE)):
        yield from _page(store, page)


_ITEMS_OF_ONE = """
SELECT s.revision, i.body
FROM document d JOIN annotation_set s ON s.document = d.number
LEFT JOIN item i ON i."set" = s.number
WHERE d.id = ? AND s.annotator = ?
"""

_ITEMS_OF_ALL = """
SELECT s.annotator, s.revision, i.body
FROM document d JOIN annotation_set s ON s.document = d.number
LEFT JOIN item i ON i."set" = s.number
WHERE d.id = ?
ORDER BY s.annotator
"""

_DOCUMENTS = f"""
SELECT d.number, {COLUMNS} FROM document d JOIN document_text t USING (number)
WHERE d.id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 names of ours

_ITEMS = """
SELECT s.document, s.annotator, s.revision, i.body
FROM annotation_set s LEFT JOIN item i ON i."set" = s.number
WHERE s.document IN (SELECT value FROM json_each(?))
ORDER BY s.document, s.annotator
"""


def _page(store: Store, ids: list[str]) -> Iterator[AnnotatedDocument]:
    with store.reading() as db:
        documents = {row[1]: row for row in db.execute(_DOCUMENTS, (_json(ids),))}
        numbers = [row[0] for row in documents.values()]
        rows = db.execute(_ITEMS, (_json(numbers),)).fetchall()
    groups: dict[int, Rows] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row[1:])
    for one in ids:
        if one not in documents:
            raise UnknownDocumentError(f"There is no article {one}.")
        number, *columns = documents[one]
        yield _whole(document_of(columns), groups.get(number, []))


def _whole(document: Document, rows: Rows) -> AnnotatedDocument:
    sets = [_set(document.id, annotator, group) for annotator, group in _by_annotator(rows)]
    regions = next((_regions(one) for one in sets if one.key.annotator == NO_HAND), ())
    hands = tuple(one for one in sets if one.key.annotator != NO_HAND)
    return AnnotatedDocument(document, regions, hands)


def _by_annotator(rows: Rows) -> Iterator[tuple[str, Rows]]:
    groups: dict[str, Rows] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row)
    yield from groups.items()


def _set(document_id: str, annotator: str, rows: Rows) -> AnnotationSet:
    items = _items([row[2] for row in rows if row[2]])
    return AnnotationSet(SetKey(document_id, annotator), items, rows[0][1])


def _items(bodies: list[bytes]) -> dict[str, Item]:
    found = orjson.loads(b"[" + b",".join(bodies) + b"]")
    return {item.id: item for item in map(item_from_json, found)}


def _regions(one: AnnotationSet) -> tuple[Region, ...]:
    found = [item for item in one.items.values() if isinstance(item, Region)]
    return tuple(sorted(found, key=lambda region: (region.start, -region.end, region.id)))


def _json(values: Sequence[Any]) -> str:
    return orjson.dumps(values).decode()
