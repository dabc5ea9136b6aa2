"""The spans of an article as an outline: what lies in what, and what is tied to what."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt

from annotator.core.annotation import Item, Items, Relation, Span, spans_of
from annotator.ui.chips import one_line
from annotator.ui.models.rows import RowsModel
from annotator.ui.theme import Look

EDGES = ' \t\n“”„‟«»‹›"‘’‚'
SHOWN = 240  # code points of a span that a row could show


class OutlineRow(NamedTuple):
    """A span, how deep it lies in others, and whether a relation starts at it."""

    span: Span
    depth: int
    related: bool

    @property
    def words(self) -> str:
        """Return the span's words on one line, without the quotation marks around them."""
        return one_line(self.span.text[: SHOWN + 1], SHOWN).strip(EDGES) or "…"


class MarksModel(RowsModel[OutlineRow]):
    """The outline in reading order; a span lies in another where its range does."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.current: str | None = None
        self._spans: dict[str, Span] = {}
        self._ties: Counter[str] = Counter()  # relations that start at a span, by its id

    def set_items(self, items: Items) -> None:
        """Take the marks of an article."""
        self._spans = {item.id: item for item in items.values() if isinstance(item, Span)}
        self._ties = Counter(item.source for item in items.values() if isinstance(item, Relation))
        self.put(outline(self._spans.values(), self._ties))

    def change(self, removed: Iterable[Item], added: Iterable[Item]) -> None:
        """Take a change of the marks; only the rows around it are worked out anew."""
        touched = [*self._take(removed, -1), *self._take(added, 1)]
        if touched:
            start, stop = self._stretch(touched)
            gone = {one.id for one in touched}
            kept = [row.span for row in self.rows[start:stop] if row.span.id not in gone]
            come = [self._spans[key] for key in gone if key in self._spans]
            self.splice(start, stop, outline([*kept, *come], self._ties))

    def set_current(self, span_id: str | None) -> None:
        """Tell which span has the focus."""
        before, self.current = self.current, span_id
        for row in {self.row_of(before), self.row_of(span_id)} - {-1}:
            self.touch(row, row)

    def row_of(self, span_id: str | None) -> int:
        """Return a span's row, or -1 where there is none."""
        span = self._spans.get(span_id) if span_id is not None else None
        return -1 if span is None else bisect_left(self.rows, _place(span), key=_row_place)

    def words(self, row: OutlineRow, role: int) -> object:
        """Return the words, and what a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = one_line(self.look.of(row.span.label).title, 60)
            depth = f", level {row.depth + 1}" if row.depth else ""
            tied = ", has a relation" if row.related else ""
            flagged = ", to discuss" if row.span.discuss else ""
            return f"{title}: {row.words}{depth}{tied}{flagged}"
        return None

    def _take(self, items: Iterable[Item], step: int) -> Iterator[Span]:
        """Take items in (step 1) or out (-1); yield the spans whose rows are not as they were."""
        for item in items:
            if isinstance(item, Span):
                if step > 0:
                    self._spans[item.id] = item
                else:
                    self._spans.pop(item.id, None)
                yield item
            elif isinstance(item, Relation):
                self._ties[item.source] += step
                if item.source in self._spans:
                    yield self._spans[item.source]

    def _stretch(self, touched: Sequence[Span]) -> tuple[int, int]:
        """Return which rows some spans can change.

        They go from a span before them that lies in none, to such a one that ends behind them all.
        """
        start = max(bisect_left(self.rows, min(map(_place, touched)), key=_row_place) - 1, 0)
        while start and self.rows[start].depth:
            start -= 1
        last = max(max(one.start, one.end) for one in touched)
        stop = bisect_right(self.rows, last, key=lambda row: row.span.start)
        while stop < len(self.rows) and (self.rows[stop].depth or self.rows[stop].span.end <= last):
            stop += 1
        return start, stop


def outline(spans: Iterable[Span], ties: Mapping[str, int]) -> list[OutlineRow]:
    """Return spans in reading order, each with its depth, in one pass.

    `ties` says how many relations start at a span.
    """
    rows: list[OutlineRow] = []
    around: list[int] = []  # ends of the spans that hold the place we are at
    for span in spans_of(spans):
        while around and around[-1] < span.end:
            around.pop()
        rows.append(OutlineRow(span, len(around), ties.get(span.id, 0) > 0))
        around.append(span.end)
    return rows


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, -span.end, span.id


def _row_place(row: OutlineRow) -> tuple[int, int, str]:
    return _place(row.span)
