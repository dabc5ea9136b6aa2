"""A square of cells whose colour says how much: who marked what, who agrees with whom."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.ui.plots.drawing import Item, Plain
from annotator.ui.plots.ink import agree_fill, differ_fill, ink_on, put
from annotator.ui.theme import Look, Theme, colour, ui_font

HEAD, GAP, LONGEST, LEAST = 22, 1.5, 110, 40  # pixels
FAINT = 0.04  # a share of hue below which a cell counts as empty
ROUND = 5
Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a number, a smaller one below it, and how strong its colour is."""

    words: str = ""
    small: str = ""
    share: float = 0.0  # of hue, 0 to 1
    differs: bool = False  # in the hue of differences
    item: Item | None = None
    plain: Plain = None  # for a table


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by row and column under the same names; `square` keeps them as high as wide."""

    names: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    square: bool = False

    @property
    def items(self) -> list[Item]:
        """Return the cells that say something, row by row."""
        return [cell.item for row in self.cells for cell in row if cell.item]

    @property
    def table(self) -> list[list[Plain]]:
        """Return the values of the cells under their names."""
        rows: list[list[Plain]] = [
            [name, *(cell.plain for cell in row)]
            for name, row in zip(self.names, self.cells, strict=True)
        ]
        return [["", *self.names], *rows]

    @property
    def height(self) -> int:
        """Return the least height."""
        return HEAD + LEAST * max(2, len(self.names))

    def boxes(self, area: QRectF) -> list[QRectF]:
        """Return where the cells that say something lie."""
        return [
            self._box(area, i, j)
            for i, row in enumerate(self.cells)
            for j, cell in enumerate(row)
            if cell.item
        ]

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint names and cells."""
        theme, font = look.theme, ui_font(12, 500)
        for place, name in enumerate(self.names):
            box = self._box(area, place, place)
            painter.setPen(colour(theme.ink))
            left = QRectF(area.left(), box.top(), self._left() - 10, box.height())
            put(painter, left, name, font, Flag.AlignRight)
            above = QRectF(box.left(), area.top(), box.width(), HEAD - 4)
            put(painter, above, name, font, Flag.AlignHCenter)
        for i, row in enumerate(self.cells):
            for j, cell in enumerate(row):
                _paint_cell(painter, self._box(area, i, j), cell, theme)

    def _left(self) -> float:
        metrics = QFontMetricsF(ui_font(12, 500))
        widest = max((metrics.horizontalAdvance(name) for name in self.names), default=0.0)
        return min(widest, LONGEST) + 12

    def _box(self, area: QRectF, i: int, j: int) -> QRectF:
        count, left = max(1, len(self.names)), self._left()
        wide = (area.width() - left - 1) / count
        high = (area.height() - HEAD - 1) / count
        if self.square:
            wide = high = min(wide, high)
        x, y = area.left() + left + j * wide, area.top() + HEAD + i * high
        return QRectF(x + GAP, y + GAP, wide - 2 * GAP, high - 2 * GAP)


def _paint_cell(painter: QPainter, box: QRectF, cell: Cell, theme: Theme) -> None:
    fill = _fill(cell, theme)
    if fill is None:
        painter.setPen(QPen(colour(theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, ROUND, ROUND)
    painter.setPen(ink_on(fill or colour(theme.paper), theme))
    if not cell.small:
        put(painter, box, cell.words, ui_font(14, 600), Flag.AlignHCenter)
        return
    put(painter, box.adjusted(1, -8, -1, -8), cell.words, ui_font(13, 600), Flag.AlignHCenter)
    put(painter, box.adjusted(1, 9, -1, 9), cell.small, ui_font(10), Flag.AlignHCenter)


def _fill(cell: Cell, theme: Theme) -> QColor | None:
    if cell.share <= FAINT:
        return None
    return differ_fill(theme, cell.share) if cell.differs else agree_fill(theme, cell.share)
