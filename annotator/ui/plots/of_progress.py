"""The drawings of how far the annotators are with their articles."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from annotator.ui.chips import counted
from annotator.ui.plots.curve import Curve, Series
from annotator.ui.plots.drawing import WORK, Item
from annotator.ui.plots.figures import Figures, Value
from annotator.ui.plots.of_report import short_names, shown

STATES = ("assigned", "done", "in progress", "discarded")  # of articles, as they are asked for
DONE = STATES[1]


class Pace(Protocol):
    """How far one annotator is, and how fast."""

    @property
    def annotator(self) -> str:
        """Return the name."""

    @property
    def assigned(self) -> int:
        """Return how many articles are to be marked; 0 where nothing was assigned."""

    @property
    def done(self) -> int:
        """Return how many are done."""

    @property
    def in_progress(self) -> int:
        """Return how many are begun."""

    @property
    def discarded(self) -> int:
        """Return how many were discarded as bad."""

    @property
    def days(self) -> tuple[tuple[date, int], ...]:
        """Return how many were done by each day."""

    @property
    def per_day(self) -> float | None:
        """Return how many are done on a day of work."""

    @property
    def minutes_each(self) -> float | None:
        """Return how long an article takes."""


def curve_of(paces: Sequence[Pace]) -> Curve:
    """Return the lines of those who have finished something."""
    begun = [one for one in paces if one.days]
    names = short_names([one.annotator for one in begun])
    series = tuple(
        Series(name, tuple(one.days), Item(_said(one), (WORK, one.annotator, DONE)))
        for name, one in zip(names, begun, strict=True)
    )
    return Curve(series, max((one.assigned for one in begun), default=0))


def curve_words(paces: Sequence[Pace]) -> str:
    """Return what stands above the lines: how many articles each is to do, if all the same."""
    loads = {one.assigned for one in paces if one.days}
    if len(loads) == 1 and max(loads):
        return f"Of {max(loads):,} each, by day."
    return "By day."


def paces_of(paces: Sequence[Pace]) -> Figures:
    """Return how far each is, and how fast."""
    columns = ("Annotator", "Assigned", "Done", "Begun", "Discarded", "A day", "Minutes each")
    rows = []
    for one in paces:
        counts = (one.assigned, one.done, one.in_progress, one.discarded)
        values = [
            _count(one.annotator, named, count)
            for named, count in zip(zip(columns[1:], STATES, strict=False), counts, strict=True)
        ]
        values.append(_rate(one, "articles a day", one.per_day))
        values.append(_rate(one, "minutes an article", one.minutes_each))
        rows.append((shown(one.annotator), tuple(values)))
    return Figures(columns, tuple(rows))


def missing_words(paces: Sequence[Pace]) -> str:
    """Return who has finished nothing yet, in a sentence; "" where all have finished something."""
    names = [shown(one.annotator) for one in paces if not one.done]
    if not names:
        return ""
    if len(names) == 1:
        return f"{names[0]} has not finished an article yet."
    return f"{', '.join(names[:-1])} and {names[-1]} have not finished an article yet."


def _said(one: Pace) -> str:
    of = f" of {one.assigned:,}" if one.assigned else ""
    what = "article" if one.done == 1 else "articles"
    return f"{shown(one.annotator)}: {one.done:,}{of} {what} done"


def _count(annotator: str, named: tuple[str, str], count: int) -> Value:
    column, state = named
    said = f"{shown(annotator)}, {column.lower()}: {counted(count, 'article')}"
    cell = (WORK, annotator, state) if count else None
    return Value(f"{count:,}", Item(said, cell), plain=count)


def _rate(one: Pace, what: str, rate: float | None) -> Value:
    words = "n/a" if rate is None else f"{rate:.1f}"
    cell = (WORK, one.annotator, DONE) if one.done else None
    return Value(words, Item(f"{shown(one.annotator)}, {what}: {words}", cell), plain=rate)
