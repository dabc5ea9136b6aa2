"""What every drawing is: items with words and places, a way to paint them, rows for a table."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.ui.controls import plain_tip
from annotator.ui.models.rows import RowsModel
from annotator.ui.theme import Look

Plain = str | int | float | None  # a cell of a table; None where there is nothing to say


Cell = tuple[str | int, ...]  # how a number is called when one asks for what is behind it
WORK = "work"  # the first word of a cell that counts articles: then come annotator and state


class Item(NamedTuple):
    """A dot, bar or cell: all that is to be said of it, and what stands behind it.

    `cell` is what the differences are asked for by; None where there is nothing to open.
    """

    words: str
    cell: Cell | None = None


class Drawing(Protocol):
    """A picture of some values; it holds them and knows no widget."""

    @property
    def items(self) -> Sequence[Item]:
        """Return what can be reached in it, in reading order."""

    @property
    def table(self) -> Sequence[Sequence[Plain]]:
        """Return the values as rows of a table, the names of the columns first."""

    @property
    def height(self) -> int:
        """Return the least height in pixels at which it can be read."""

    def boxes(self, area: QRectF) -> list[QRectF]:
        """Return where each item lies when the drawing fills an area."""

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint the drawing into an area."""


class ItemsModel(RowsModel[Item]):
    """The items of a drawing, for keys, tool tips and screen readers."""

    def words(self, row: Item, role: int) -> object:
        """Return what is said of an item."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.words
        return plain_tip(row.words) if role == Qt.ItemDataRole.ToolTipRole else None
