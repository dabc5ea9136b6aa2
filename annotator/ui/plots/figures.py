"""A plain table of figures, painted: names on the left, a column for each measure."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.ui.plots.drawing import Item, Plain
from annotator.ui.plots.ink import put
from annotator.ui.theme import Look, colour, ui_font

HEAD, ROW = 26, 30  # pixels
NARROW, WIDE, ROOMY = 90, 240, 150  # pixels: a name at least and at most, a column at most
Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: a number, what stands behind it in quiet ink, and all that is to be said of it."""

    words: str
    item: Item
    quiet: str = ""
    plain: Plain = None  # for a table
    bounds: tuple[Plain, Plain] | None = None  # of its interval, for a table
    why: str = ""  # there is no number


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows of values under the names of their columns; the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]

    @property
    def items(self) -> list[Item]:
        """Return the values, row by row."""
        return [value.item for _, values in self.rows for value in values]

    @property
    def table(self) -> list[list[Plain]]:
        """Return the plain values under the names of their columns, intervals beside them."""
        wide = {
            place
            for _, values in self.rows
            for place, value in enumerate(values)
            if value.bounds is not None
        }
        head: list[Plain] = [self.columns[0]]
        for place, name in enumerate(self.columns[1:]):
            head += [name, f"{name} low", f"{name} high"] if place in wide else [name]
        rows: list[list[Plain]] = [head]
        for name, values in self.rows:
            row: list[Plain] = [name]
            for place, value in enumerate(values):
                row += [value.plain, *(value.bounds or ((None, None) if place in wide else ()))]
            rows.append(row)
        return rows

    @property
    def reasons(self) -> str:
        """Return why numbers are missing, each reason once; "" where none is."""
        whys = (value.why for _, values in self.rows for value in values)
        return " ".join(dict.fromkeys(filter(None, whys)))

    @property
    def height(self) -> int:
        """Return the height of head and rows."""
        return HEAD + ROW * len(self.rows) + 2

    def boxes(self, area: QRectF) -> list[QRectF]:
        """Return where the values lie."""
        first, wide = self._widths(area)
        return [
            QRectF(area.left() + first + j * wide, area.top() + HEAD + i * ROW, wide, ROW)
            for i, (_, values) in enumerate(self.rows)
            for j in range(len(values))
        ]

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint the head, a hairline above each row, names and values."""
        theme, (first, wide) = look.theme, self._widths(area)
        right = area.left() + first + wide * (len(self.columns) - 1)
        for place, name in enumerate(self.columns):
            left = area.left() + (first + (place - 1) * wide if place else 0)
            box = QRectF(left, area.top(), wide if place else first, HEAD - 4)
            painter.setPen(colour(theme.ink2))
            align = Flag.AlignRight if place else Flag.AlignLeft
            put(painter, box.adjusted(0, 0, -10 if place else 0, 0), name, ui_font(11, 600), align)
        for place, (name, _) in enumerate(self.rows):
            top = area.top() + HEAD + place * ROW
            painter.setPen(QPen(colour(theme.line), 1))
            painter.drawLine(QLineF(area.left(), top + 0.5, right, top + 0.5))
            painter.setPen(colour(theme.ink))
            box = QRectF(area.left(), top, first - 8, ROW)
            put(painter, box, name, ui_font(13, 500), Flag.AlignLeft)
        values = [value for _, row in self.rows for value in row]
        for value, box in zip(values, self.boxes(area), strict=True):
            _paint_value(painter, box.adjusted(4, 0, -10, 0), value, look)

    def _widths(self, area: QRectF) -> tuple[float, float]:
        """Return the width of the names, and of each column after them."""
        metrics = QFontMetricsF(ui_font(13, 500))
        widest = max((metrics.horizontalAdvance(name) for name, _ in self.rows), default=0.0)
        first = min(max(widest + 16, NARROW), WIDE, area.width() / 2)
        count = max(1, len(self.columns) - 1)
        return first, min((area.width() - first - 1) / count, ROOMY)


def _paint_value(painter: QPainter, box: QRectF, value: Value, look: Look) -> None:
    theme, quiet = look.theme, ui_font(11)
    room = QFontMetricsF(quiet).horizontalAdvance(value.quiet) if value.quiet else 0.0
    words = QFontMetricsF(ui_font(13)).horizontalAdvance(value.words)
    shown = room + words + 8 <= box.width()
    painter.setPen(colour(theme.ink))
    inner = box.adjusted(0, 0, -room - 8 if value.quiet and shown else 0, 0)
    put(painter, inner, value.words, ui_font(13), Flag.AlignRight)
    if value.quiet and shown:
        painter.setPen(colour(theme.ink2))
        put(painter, box, value.quiet, quiet, Flag.AlignRight)
