"""Which finished gold rests on marks that have changed since: told from the journal alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import orjson

from annotator.core.annotation import STATUS_ID, SetKey
from annotator.core.codec import Json
from annotator.core.people import GOLD, Role
from annotator.store.handle import Store

_HELD = 4  # edits that are held: an import is asked for once for each of its articles

_LATER = """
SELECT d.id, g.number, s.annotator, s.number, s.state
FROM annotation_set g JOIN document d ON d.number = g.document
JOIN annotation_set s ON s.document = g.document
WHERE d.queued AND g.annotator = ? AND g.state = 'done'
  AND s.annotator NOT IN ('', ?)
  AND s.annotator NOT IN (SELECT name FROM annotator WHERE role = ?)
  AND s.last > (SELECT min(l.number) FROM journal_set l WHERE l."set" = g.number)
  AND EXISTS (SELECT 1 FROM item i WHERE i."set" = g.number AND i.kind = 'decision')
ORDER BY d.number
"""

_FINISHED = """
SELECT DISTINCT d.id FROM annotation_set s JOIN document d ON d.number = s.document
WHERE s.state = 'done' AND s.annotator NOT IN ('', ?)
  AND s.annotator NOT IN (SELECT name FROM annotator WHERE role = ?)
"""

_NUMBERS = 'SELECT number FROM journal_set WHERE "set" = ? AND number > ? ORDER BY number'

_BODY = "SELECT body FROM journal_body WHERE number = ?"


class _Other(NamedTuple):
    """An annotator's set beside finished gold, both by their numbers, and how it stands."""

    document: str
    gold: int
    annotator: str
    number: int
    state: str


def outdated_gold(store: Store) -> list[str]:
    """Return the articles whose gold was finished on marks that have changed since, in order.

    That is so where an annotator has marked otherwise by now, or finished or reopened the article,
    while somebody has it finished. Notes on marks change nothing, and models do not count. Gold
    without decisions stands as it came in.
    """
    edits = _Edits(store)
    besides = (GOLD, Role.MODEL.value)
    later = [_Other(*row) for row in store.rows(_LATER, (GOLD, *besides))]
    finished = {one for (one,) in store.rows(_FINISHED, besides)} if later else set()
    return [
        document
        for document, others in groupby(later, attrgetter("document"))
        if document in finished and edits.changed_since_gold(list(others))
    ]


class _Edits:
    """The edits of a journal, each read once while it is asked for again and again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parts = lru_cache(_HELD)(self._read)

    def changed_since_gold(self, others: list[_Other]) -> bool:
        """Tell whether any set of an article changed after its gold was finished."""
        first = others[0]
        gold = SetKey(first.document, GOLD)
        numbers = self._numbers(first.gold)
        done = next((one for one in reversed(numbers) if _finishes(self._of(one, gold))), 0)
        return any(self._changed(one, done) for one in others)

    def _changed(self, other: _Other, since: int) -> bool:
        key = SetKey(other.document, other.annotator)
        numbers = self._numbers(other.number, since)
        before, now = _net(change for number in numbers for change in self._of(number, key))
        status = before.get(STATUS_ID)
        state = status["state"] if status else "none" if STATUS_ID in now else other.state
        if (state == "done") != (other.state == "done"):
            return True
        return other.state == "done" and _said(before) != _said(now)

    def _numbers(self, number: int, since: int = 0) -> list[int]:
        return [one for (one,) in self._store.rows(_NUMBERS, (number, since))]

    def _of(self, number: int, key: SetKey) -> Sequence[Json]:
        """Return the changes of a set in an edit."""
        return self._parts(number)[key]

    def _read(self, number: int) -> Mapping[SetKey, Sequence[Json]]:
        ((body,),) = self._store.rows(_BODY, (number,))
        found: defaultdict[SetKey, list[Json]] = defaultdict(list)
        for one in orjson.loads(body)["parts"]:
            found[SetKey(one["document"], one["annotator"])].append(one["change"])
        return found


def _finishes(changes: Iterable[Json]) -> bool:
    added = (item for change in changes for item in change["added"])
    return any(one["kind"] == STATUS_ID and one["state"] == "done" for one in added)


def _net(changes: Iterable[Json]) -> tuple[dict[str, Json], dict[str, Json]]:
    """Return the items that changes took away in all, and those that they put in."""
    before: dict[str, Json] = {}
    now: dict[str, Json] = {}
    for change in changes:
        for item in change["removed"]:
            if now.pop(_key(item), None) is None:
                before.setdefault(_key(item), item)
        now.update((_key(item), item) for item in change["added"])
    return before, now


def _said(items: Mapping[str, Json]) -> set[object]:
    """Return what items say of the text; their ids and the notes on them say nothing."""
    places = {key: _place(one) for key, one in items.items() if one["kind"] == "span"}
    drawn = (one for one in items.values() if one["kind"] == "relation")
    return {*places.values(), *(_join(one, places) for one in drawn)}


def _place(span: Json) -> object:
    return span["label"], span["start"], span["end"], tuple(sorted(span["attributes"].items()))


def _join(relation: Json, places: Mapping[str, object]) -> object:
    ends = (relation["source"], relation["target"])
    return relation["label"], *(places.get(end, end) for end in ends)


def _key(item: Json) -> str:
    kind: str = item["kind"]
    return kind if kind == STATUS_ID else str(item.get("id", kind))
