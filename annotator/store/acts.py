"""What the journal tells of who did what and when, without making values of all its marks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from annotator.core.annotation import SetKey
from annotator.core.codec import Json
from annotator.store.handle import Store

_PAGE = 200  # edits

_ACTS = """
SELECT j.number, b.body FROM journal j JOIN journal_body b USING (number)
WHERE j.number > ? AND j.origin = '' {where} ORDER BY j.number LIMIT ?
"""

_ON_SETS_OF = """AND j.number IN (
    SELECT l.number FROM journal_set l JOIN annotation_set s ON s.number = l."set"
    WHERE s.annotator = ?
)"""


class Act(NamedTuple):
    """One edit: its place in the journal, who made it and when, and its parts still as JSON."""

    number: int
    author: str
    time: str  # ISO 8601 in UTC
    parts: tuple[tuple[SetKey, Json], ...]  # a set, and the change of it

    def moment(self) -> datetime | None:
        """Return when it was made, or None where the time cannot be read."""
        try:
            return datetime.fromisoformat(self.time)
        except ValueError:
            return None


def acts(store: Store, *, annotator: str = "", after: int = 0) -> Iterator[Act]:
    """Yield the edits in order, imports left out; those on the sets of one annotator, or all.

    Those up to the number `after` are left out. No lock is held between pages.
    """
    last = after
    sql = _ACTS.format(where=_ON_SETS_OF if annotator else "")
    values = (annotator,) if annotator else ()
    while True:
        rows = store.rows(sql, (last, *values, _PAGE))
        yield from (_act(*row) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _act(number: int, body: bytes) -> Act:
    found: dict[str, Any] = orjson.loads(body)
    parts = tuple(
        (SetKey(part["document"], part["annotator"]), part["change"]) for part in found["parts"]
    )
    return Act(number, found["author"], found["time"], parts)
