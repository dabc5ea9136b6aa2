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
    found = store.rows(_ITEMS_OF_ONE, (key.document, key.annotator))
    return AnnotationSet(key, _items(found[0][1]), found[0][0]) if found else AnnotationSet(key)


def sets_on(store: Store, document_id: str) -> list[AnnotationSet]:
    """Return the sets of all annotators on one article, by name."""
    sets = every_set_on(store, document_id)
    return [one for one in sets if one.key.annotator != NO_HAND]


def every_set_on(store: Store, document_id: str) -> list[AnnotationSet]:
    """Return the sets on one article by name; nobody's, which holds the regions, comes first."""
    return [_set(document_id, row) for row in store.rows(_ITEMS_OF_ALL, (document_id,))]


def revisions_on(store: Store, document_id: str) -> dict[SetKey, int]:
    """Return at which revision the sets on one article are, nobody's included."""
    found = store.rows(_REVISIONS, (document_id,))
    return {SetKey(document_id, name): revision for name, revision in found}


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


# the items of a set as one value: rows cost more than what is in them
_BODIES = """CAST((SELECT group_concat(body, ',') FROM item WHERE "set" = s.number) AS BLOB)"""

_ITEMS_OF_ONE = f"""
SELECT s.revision, {_BODIES}
FROM document d JOIN annotation_set s ON s.document = d.number
WHERE d.id = ? AND s.annotator = ?
"""  # noqa: S608 names of ours

_ITEMS_OF_ALL = f"""
SELECT s.annotator, s.revision, {_BODIES}
FROM document d JOIN annotation_set s ON s.document = d.number
WHERE d.id = ?
ORDER BY s.annotator
"""  # noqa: S608 names of ours

_REVISIONS = """
SELECT s.annotator, s.revision FROM document d JOIN annotation_set s ON s.document = d.number
WHERE d.id = ?
"""

_DOCUMENTS = f"""
SELECT d.number, {COLUMNS} FROM document d JOIN document_text t USING (number)
WHERE d.id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 names of ours

_ITEMS = f"""
SELECT s.document, s.annotator, s.revision, {_BODIES}
FROM annotation_set s
WHERE s.document IN (SELECT value FROM json_each(?))
ORDER BY s.document, s.annotator
"""  # noqa: S608 names of ours


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
    sets = [_set(document.id, row) for row in rows]
    regions = next((_regions(one) for one in sets if one.key.annotator == NO_HAND), ())
    hands = tuple(one for one in sets if one.key.annotator != NO_HAND)
    return AnnotatedDocument(document, regions, hands)


def _set(document_id: str, row: tuple[Any, ...]) -> AnnotationSet:
    annotator, revision, bodies = row
    return AnnotationSet(SetKey(document_id, annotator), _items(bodies), revision)


def _items(bodies: bytes | None) -> dict[str, Item]:
    if not bodies:
        return {}
    found = orjson.loads(b"[%b]" % bodies)
    return {item.id: item for item in map(item_from_json, found)}


def _regions(one: AnnotationSet) -> tuple[Region, ...]:
    found = [item for item in one.items.values() if isinstance(item, Region)]
    return tuple(sorted(found, key=lambda region: (region.start, -region.end, region.id)))


def _json(values: Sequence[Any]) -> str:
    return orjson.dumps(values).decode()
