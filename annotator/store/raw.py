"""Articles as they lie in the file, items still JSON (core.codec): for whoever reads them all.

To make values of a hundred thousand articles takes longer than to write them out again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import orjson

from annotator.core.annotation import NO_HAND, AnnotationSet, SetKey
from annotator.core.codec import Json, item_from_json
from annotator.core.document import Document, Region
from annotator.store.annotations import PAGE
from annotator.store.errors import UnknownDocumentError
from annotator.store.handle import Store
from annotator.store.rows import COLUMNS, document_of


class RawSet(NamedTuple):
    """One annotator's set; `body` are its items as JSON with commas between, b"" for none."""

    annotator: str
    state: str
    body: bytes

    def items(self) -> list[Json]:
        """Return the items as JSON objects."""
        found: list[Json] = orjson.loads(b"[%b]" % self.body)
        return found

    def decoded(self, document: str) -> AnnotationSet:
        """Return the set as a value; its revision is not known here."""
        found = map(item_from_json, self.items())
        return AnnotationSet(SetKey(document, self.annotator), {item.id: item for item in found})


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article with the sets on it by name, and its regions like a set of nobody's."""

    document: Document
    regions: RawSet
    sets: tuple[RawSet, ...]

    def decoded_regions(self) -> tuple[Region, ...]:
        """Return the regions as values, in reading order."""
        found = [one for one in map(item_from_json, self.regions.items()) if type(one) is Region]
        return tuple(sorted(found, key=lambda region: (region.start, -region.end, region.id)))


def raw_articles(store: Store, ids: Iterable[str]) -> Iterator[RawArticle]:
    """Yield articles in the order of their ids, page by page; no lock is held between pages.

    Raise UnknownDocumentError.
    """
    rest = iter(ids)
    while page := list(islice(rest, PAGE)):
        yield from _page(store, page)


_NO_REGIONS = RawSet(NO_HAND, "none", b"")

_DOCUMENTS = f"""
SELECT d.number, {COLUMNS} FROM document d JOIN document_text t USING (number)
WHERE d.id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 names of ours

_SETS = """
SELECT s.document, s.annotator, s.state,
       CAST(coalesce((SELECT group_concat(i.body, ',') FROM item i WHERE i."set" = s.number), '')
            AS BLOB)
FROM annotation_set s
WHERE s.document IN (SELECT value FROM json_each(?))
ORDER BY s.document, s.annotator
"""


def _page(store: Store, ids: list[str]) -> Iterator[RawArticle]:
    with store.reading() as db:
        documents = {row[1]: row for row in db.execute(_DOCUMENTS, (_json(ids),))}
        numbers = [row[0] for row in documents.values()]
        rows = db.execute(_SETS, (_json(numbers),)).fetchall()
    sets: dict[int, list[RawSet]] = {}
    for document, *row in rows:
        sets.setdefault(document, []).append(RawSet(*row))
    for one in ids:
        if one not in documents:
            raise UnknownDocumentError(f"There is no article {one}.")
        number, *columns = documents[one]
        found = sets.get(number, [])
        if found and found[0].annotator == NO_HAND:
            yield RawArticle(document_of(columns), found[0], tuple(found[1:]))
        else:
            yield RawArticle(document_of(columns), _NO_REGIONS, tuple(found))


def _json(values: list[Any]) -> str:
    return orjson.dumps(values).decode()
