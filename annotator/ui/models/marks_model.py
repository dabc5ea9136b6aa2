"""The spans of an article as an outline: what lies in what, and what is tied to what."""

from typing import NamedTuple

from PySide6.QtCore import Qt

from annotator.core.annotation import Items, Relation, Span, spans_of
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
        self._row_of: dict[str, int] = {}

    def set_items(self, items: Items) -> None:
        """Take the marks of an article."""
        rows = outline(items)
        self._row_of = {row.span.id: number for number, row in enumerate(rows)}
        self.put(rows)

    def set_current(self, span_id: str | None) -> None:
        """Tell which span has the focus."""
        before, self.current = self.current, span_id
        for row in {self.row_of(before), self.row_of(span_id)} - {-1}:
            self.touch(row, row)

    def row_of(self, span_id: str | None) -> int:
        """Return a span's row, or -1 where there is none."""
        return self._row_of.get(span_id, -1) if span_id is not None else -1

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


def outline(items: Items) -> list[OutlineRow]:
    """Return the spans in reading order, each with its depth, in one pass."""
    tied = {item.source for item in items.values() if isinstance(item, Relation)}
    rows: list[OutlineRow] = []
    around: list[int] = []  # ends of the spans that hold the place we are at
    for span in spans_of(items.values()):
        while around and around[-1] < span.end:
            around.pop()
        rows.append(OutlineRow(span, len(around), span.id in tied))
        around.append(span.end)
    return rows
