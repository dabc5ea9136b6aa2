"""How far everyone is, and how fast: from the sets as they stand, and from the journal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from annotator.core.annotation import STATUS_ID, SetKey
from annotator.core.articles import SetSummary
from annotator.core.people import GOLD, Role
from annotator.core.progress import CancelledError
from annotator.store.acts import Act, acts
from annotator.store.assignments import given_to
from annotator.store.counts import loads, loads_ended, set_states
from annotator.store.documents import list_articles
from annotator.store.handle import Store
from annotator.store.people import annotators

PAUSE = 300.0  # seconds: whoever does nothing for longer is not at work
ASSIGNED = "assigned"  # besides "done", "in progress" and "discarded"
_STATES = ("done", "in progress", "discarded")  # in the order of Progress
_ASKED = 200  # edits between two questions whether to stop


class Progress(NamedTuple):
    """How far one annotator is.

    `assigned` are articles that were given to the annotator, `left` those of them that are neither
    done nor discarded; the other counts are of all articles of the queue. `days` are the dates on
    which that changed, with the number of articles done by then, as told by the journal: what came
    in by import is not in it. `per_day` are articles done on a day of work, `minutes_each` minutes
    of work an article that was done took, pauses over five minutes left out; None where the
    journal tells nothing of it. Days begin at midnight where the computer is.
    """

    annotator: str
    assigned: int
    done: int
    in_progress: int
    discarded: int
    days: tuple[tuple[date, int], ...]
    per_day: float | None
    minutes_each: float | None
    left: int = 0


def progress(store: Store, *, cancelled: Callable[[], bool] | None = None) -> list[Progress]:
    """Return how far each annotator is, by name, in one pass over the journal.

    What was read of the journal once is not read again while the project is open. Gold and models
    are left out, and leads who neither marked nor were given anything. Raise CancelledError once
    `cancelled` says so.
    """
    states, given, ended = set_states(store), loads(store), loads_ended(store)
    found = []
    with _reading:
        worked = _worked(store, cancelled or (lambda: False))
        for one in annotators(store):
            if one.name == GOLD or one.role is Role.MODEL:
                continue
            work = worked.get(one.name, _Work())
            assigned = given.get(one.name, 0)
            done, begun, discarded = (states.get((one.name, state), 0) for state in _STATES)
            if one.role is Role.ANNOTATOR or any((assigned, done, begun, discarded)):
                counts = (assigned, done, begun, discarded)
                left = assigned - ended.get(one.name, 0)
                found.append(_progress(one.name, counts, left, work))
    return found


def articles_in(store: Store, annotator: str, state: str) -> list[str]:
    """Return the articles that a count of Progress counts, in order.

    States are "assigned", "done", "in progress" and "discarded".
    """
    if state == ASSIGNED:
        return given_to(store, annotator)
    return [one.id for one in list_articles(store) if _state(one.of(annotator)) == state]


@dataclass
class _Work:
    """What the journal tells of one annotator so far."""

    last: datetime | None = None  # when the newest edit was made
    seconds: dict[str, float] = field(default_factory=dict)  # of work, by article
    done: set[str] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)  # on which there was work
    by_day: dict[date, int] = field(default_factory=dict)

    def note(self, document: str, moment: datetime) -> None:
        """Take note of an edit of one's own set."""
        gap = (moment - self.last).total_seconds() if self.last else 0.0
        self.last = max(moment, self.last) if self.last else moment
        worked = gap if 0 < gap <= PAUSE else 0.0
        self.seconds[document] = self.seconds.get(document, 0.0) + worked
        self.dates.add(moment.date())

    def state(self, document: str, state: str, day: date) -> None:
        """Take note that an article is done, or no longer."""
        if (state == "done") is (document in self.done):
            return
        self.done ^= {document}
        self.by_day[day] = len(self.done)


@dataclass
class _Read:
    """What the journal told so far, up to the edit that was read last."""

    last: int = 0
    worked: dict[str, _Work] = field(default_factory=dict)


_reading = Lock()
_read: WeakKeyDictionary[Store, _Read] = WeakKeyDictionary()


def _worked(store: Store, cancelled: Callable[[], bool]) -> dict[str, _Work]:
    read = _read.setdefault(store, _Read())
    for count, act in enumerate(acts(store, after=read.last)):
        if count % _ASKED == 0 and cancelled():
            raise CancelledError
        moment = act.moment()
        if moment is not None:
            known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            _note(read.worked, act, known.astimezone())
        read.last = act.number
    return read.worked


def _note(found: dict[str, _Work], act: Act, moment: datetime) -> None:
    for key, change in act.parts:
        if key.annotator == act.author and act.author != GOLD:
            work = found.setdefault(act.author, _Work())
            work.note(key.document, moment)
            state = _state_after(key, change)
            if state is not None:
                work.state(key.document, state, moment.date())


def _state_after(key: SetKey, change: dict[str, Any]) -> str | None:
    """Return the state that a change leaves a set in, or None where it says nothing of it."""
    said = [one["state"] for one in change["added"] if one["kind"] == STATUS_ID]
    if said:
        return str(said[-1])
    return "none" if any(one["kind"] == STATUS_ID for one in change["removed"]) else None


def _progress(name: str, counts: tuple[int, int, int, int], left: int, work: _Work) -> Progress:
    finished = [work.seconds.get(document, 0.0) for document in work.done]
    minutes = sum(finished) / 60
    return Progress(
        name,
        *counts,
        days=tuple(sorted(work.by_day.items())),
        per_day=len(finished) / len(work.dates) if finished else None,
        minutes_each=minutes / len(finished) if minutes else None,
        left=left,
    )


def _state(one: SetSummary) -> str:
    if one.state != "none":
        return one.state
    return "in progress" if one.spans or one.relations else ""
