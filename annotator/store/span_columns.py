"""Finished sets in columns: for who counts the spans of many articles.

To make a value of each span takes longer than all that is counted of it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from annotator.core.annotation import NO_HAND, Attributes, attributes
from annotator.store.errors import UnknownDocumentError
from annotator.store.handle import Rows, Store


class SetColumns(NamedTuple):
    """A finished set: the n-th of each column is of one span, offsets are code points.

    `relations` are (label, place of the source, place of the target); `head` is the hash of the
    newest edit of the set.
    """

    annotator: str
    head: str
    labels: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    attributes: Sequence[Attributes]
    relations: Sequence[tuple[str, int, int]]


class ArticleColumns(NamedTuple):
    """An article with the sets on it that are done, by name."""

    id: str
    text: str
    sets: tuple[SetColumns, ...]


def span_columns(store: Store, ids: Sequence[str]) -> list[ArticleColumns]:
    """Return articles in the order of their ids; a page of some hundreds is read in one go.

    Raise UnknownDocumentError.
    """
    with store.reading() as db:
        documents = {row[1]: row for row in db.execute(_TEXTS, (_json(ids),))}
        sets = db.execute(
            _SETS, (_json([row[0] for row in documents.values()]), NO_HAND)
        ).fetchall()
        numbers = _json([row[1] for row in sets])
        spans = db.execute(_SPANS, (numbers,)).fetchall()
        relations = db.execute(_RELATIONS, (numbers,)).fetchall()
    columns = _Columns(spans, relations)
    found: dict[int, list[SetColumns]] = {}
    for document, number, annotator, head in sets:
        found.setdefault(document, []).append(columns.of(number, annotator, head))
    return [_article(documents, one, found) for one in ids]


_TEXTS = """
SELECT d.number, d.id, t.text FROM document d JOIN document_text t USING (number)
WHERE d.id IN (SELECT value FROM json_each(?))
"""

_SETS = """
SELECT document, number, annotator, head FROM annotation_set
WHERE document IN (SELECT value FROM json_each(?)) AND state = 'done' AND annotator <> ?
ORDER BY document, annotator
"""

_SPANS = """
SELECT "set", id, label, start, "end", body FROM item
WHERE "set" IN (SELECT value FROM json_each(?)) AND kind = 'span' ORDER BY "set", id
"""

_RELATIONS = """
SELECT "set", body FROM item
WHERE "set" IN (SELECT value FROM json_each(?)) AND kind = 'relation' ORDER BY "set", id
"""


class _Columns:
    """Rows of spans and relations, turned into columns; sets are told by their number."""

    def __init__(self, spans: Rows, relations: Rows) -> None:
        columns = tuple(zip(*spans, strict=True)) or ((),) * 6
        self._sets, self._ids, self._labels, self._starts, self._ends, self._bodies = columns
        self._relations = relations
        self._related = [row[0] for row in relations]
        self._known: dict[bytes, Attributes] = {}

    def of(self, number: int, annotator: str, head: str) -> SetColumns:
        first, last = bisect_left(self._sets, number), bisect_right(self._sets, number)
        return SetColumns(
            annotator,
            head,
            self._labels[first:last],
            self._starts[first:last],
            self._ends[first:last],
            [self._attributes(body) for body in self._bodies[first:last]],
            self._joins(number, self._ids[first:last]),
        )

    def _attributes(self, body: bytes) -> Attributes:
        """Return the attributes of a span: its JSON begins with them, and few are different.

        Where the first brace closes no object, as in a value, the span is read whole.
        """
        head = body[: body.find(b"}") + 1]
        found = self._known.get(head)
        if found is None:
            try:
                found = attributes(orjson.loads(head + b"}")["attributes"])
            except (orjson.JSONDecodeError, KeyError):
                return attributes(orjson.loads(body)["attributes"])
            self._known[head] = found
        return found

    def _joins(self, number: int, ids: Sequence[str]) -> list[tuple[str, int, int]]:
        first, last = bisect_left(self._related, number), bisect_right(self._related, number)
        if first == last:
            return []
        place = {name: at for at, name in enumerate(ids)}
        bodies = b",".join([body for _, body in self._relations[first:last]])
        values = orjson.loads(b"[" + bodies + b"]")
        return [
            (one["label"], place[one["source"]], place[one["target"]])
            for one in values
            if one["source"] in place and one["target"] in place
        ]


def _article(
    documents: dict[str, tuple[Any, ...]], name: str, sets: dict[int, list[SetColumns]]
) -> ArticleColumns:
    if name not in documents:
        raise UnknownDocumentError(f"There is no article {name}.")
    number, _, text = documents[name]
    return ArticleColumns(name, text, tuple(sets.get(number, ())))


def _json(values: Sequence[Any]) -> str:
    return orjson.dumps(values).decode()
