"""The articles of a project: their texts, and the lines of the queue."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson

from annotator.core.annotation import NO_HAND
from annotator.core.articles import ArticleEntry, SetSummary
from annotator.core.collector import without_collector
from annotator.core.document import Document
from annotator.store.errors import UnknownDocumentError
from annotator.store.handle import Store
from annotator.store.meta import read_setting, write_setting
from annotator.store.rows import COLUMNS, document_of, document_seal


def read_document(store: Store, id: str) -> Document:  # noqa: A002 the field's own name
    """Return an article; raise UnknownDocumentError."""
    found = store.rows(
        f"SELECT {COLUMNS} FROM document d JOIN document_text t USING (number) WHERE d.id = ?",  # noqa: S608
        (id,),
    )
    if not found:
        raise UnknownDocumentError(f"There is no article {id}.")
    return document_of(found[0])


def set_queued(store: Store, id: str, queued: bool) -> None:  # noqa: A002, FBT001 as agreed
    """Put an article into the queue or take it out; raise UnknownDocumentError."""
    document = read_document(store, id)
    digest = document_seal(document, queued=queued)
    with store.writing() as db:
        db.execute(
            "UPDATE document SET queued = ?, seal = ? WHERE id = ?", (int(queued), digest, id)
        )


def document_with_digest(store: Store, sha256: str) -> str | None:
    """Return the id of the article whose text has this digest, or None."""
    found = store.rows("SELECT id FROM document WHERE sha256 = ?", (sha256,))
    return str(found[0][0]) if found else None


def document_ids(store: Store, *, queued_only: bool = False) -> list[str]:
    """Return the ids of the articles in order of import."""
    where = "WHERE queued" if queued_only else ""
    with store.reading() as db:
        found = db.execute(f"SELECT id FROM document {where} ORDER BY number")  # noqa: S608
        return [row[0] for row in found]


def taken_ids(store: Store) -> set[str]:
    """Return the ids that are in use."""
    return {row[0] for row in store.rows("SELECT id FROM document")}


def place_behind(store: Store, parent: str, children: Sequence[str]) -> None:
    """Let articles stand in the list where another one stands, behind it, in order of import."""
    places = orjson.loads(read_setting(store, _PLACES, "{}"))
    at = _number(store, parent)
    at = places.get(str(at), at)
    places |= {str(_number(store, child)): at for child in children}
    write_setting(store, _PLACES, orjson.dumps(places).decode())


def list_articles(
    store: Store,
    *,
    queued_only: bool = True,
    search: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> list[ArticleEntry]:
    """Return lines of the queue in order of import; `search` is looked for in titles and ids.

    Articles that were split off stand where the whole stood. Upper and lower case are the same to
    the search. `limit` and `offset` are in articles.
    """
    chosen, values = _chosen(queued_only=queued_only, search=search)
    return _entries(store, chosen, values, (limit, offset))


def article_entry(store: Store, id: str) -> ArticleEntry:  # noqa: A002 the field's own name
    """Return the line of one article; raise UnknownDocumentError."""
    found = _entries(store, "WHERE id = ?", (id,), (1, 0))
    if not found:
        raise UnknownDocumentError(f"There is no article {id}.")
    return found[0]


def count_articles(store: Store, *, queued_only: bool = True, search: str = "") -> int:
    """Return how many lines `list_articles` has in all."""
    chosen, values = _chosen(queued_only=queued_only, search=search)
    return int(store.rows(f"SELECT count(*) FROM document {chosen}", values)[0][0])  # noqa: S608


_PLACES = "places"  # a setting: JSON, number of an article -> number of the one it stands at
_PAGE = "FROM document {moved} {chosen} ORDER BY {order} number LIMIT ? OFFSET ?"
_MOVED = """LEFT JOIN (SELECT CAST(key AS INTEGER) AS child, value AS place FROM json_each(?))
ON child = number"""
_LINES = f"SELECT number, id, title, length, words, language, queued {_PAGE}"
_SETS = """
SELECT document, annotator, state, spans, relations, flagged FROM annotation_set
WHERE annotator <> ? {which} ORDER BY document, annotator
"""
_WHICH = f"AND document IN (SELECT number {_PAGE})"


def _chosen(*, queued_only: bool, search: str) -> tuple[str, tuple[str, ...]]:
    """Return the WHERE of a list, and its values."""
    parts = ["queued"] if queued_only else []
    if search:
        parts.append("instr(sought, ?)")
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    return where, (search.casefold(),) if search else ()


@lru_cache(maxsize=4096)
def _summary(*values: Any) -> SetSummary:  # noqa: ANN401 a row's
    """Return a set in numbers; many articles share one such value."""
    return SetSummary(*values)


def _entries(
    store: Store, chosen: str, values: tuple[object, ...], page: tuple[int | None, int]
) -> list[ArticleEntry]:
    """Return lines of the list: two plain SELECTs are read faster than one that joins them.

    `chosen` is a WHERE with its values, `page` limit and offset; a limit of None is none.
    """
    limit, offset = page
    moved = read_setting(store, _PLACES)
    place = (*([moved] if moved else []), *values, -1 if limit is None else limit, offset)
    parts = {
        "chosen": chosen,
        "moved": _MOVED if moved else "",
        "order": "coalesce(place, number)," if moved else "",
    }
    which = "" if limit is None else _WHICH.format(**parts)
    sets: dict[int, tuple[SetSummary, ...]] = {}
    with without_collector(), store.reading() as db:
        found = db.execute(_SETS.format(which=which), (NO_HAND, *(place if which else ())))
        for number, hand, state, spans, relations, flagged in found:
            one = _summary(hand, state, spans, relations, flagged)
            sets[number] = (*sets[number], one) if number in sets else (one,)
        lines = db.execute(_LINES.format(**parts), place)
        return [
            ArticleEntry(name, title, length, words, language, queued == 1, sets.get(number, ()))
            for number, name, title, length, words, language, queued in lines
        ]


def _number(store: Store, id: str) -> int:  # noqa: A002 the field's own name
    return int(store.rows("SELECT number FROM document WHERE id = ?", (id,))[0][0])
