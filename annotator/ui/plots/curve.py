"""Lines that rise from day to day, one for each annotator, told apart by their dashes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from annotator.ui.plots.drawing import Item, Plain
from annotator.ui.plots.ink import put
from annotator.ui.theme import Look, Theme, colour, ui_font

LEFT, FOOT, TOP, LEAST = 30, 26, 8, 170  # pixels; left of the lines at least
LONGEST, PITCH = 130, 15  # pixels: of a name at the end of a line, from name to name
DASHES: tuple[tuple[float, ...], ...] = ((), (4, 2.4), (1, 1.6), (6, 2, 1, 2))
STEPS = (1, 2, 5)  # of a power of ten, from line to line
LINES = 4  # at most, above nothing
DAYS = 2  # named days after the first
YEAR = 300  # days: over so many a day is told with its year
# in English like all words, whatever the desktop speaks
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Series:
    """How many articles one had done by each day, the days in order."""

    name: str
    days: tuple[tuple[date, int], ...]
    item: Item

    @property
    def done(self) -> int:
        """Return how many are done in the end."""
        return self.days[-1][1] if self.days else 0


@dataclass(frozen=True, slots=True)
class Curve:
    """The lines of all annotators, and how many articles each is to do (0: not said)."""

    series: tuple[Series, ...]
    goal: int = 0

    @property
    def items(self) -> list[Item]:
        """Return the lines in the order of annotators."""
        return [one.item for one in self.series]

    @property
    def table(self) -> list[list[Plain]]:
        """Return each annotator's count on each day."""
        rows: list[list[Plain]] = [
            [one.name, day.isoformat(), done] for one in self.series for day, done in one.days
        ]
        return [["annotator", "day", "articles done"], *rows]

    @property
    def height(self) -> int:
        """Return the least height."""
        return max(LEAST, PITCH * len(self.series) + TOP + FOOT)

    def boxes(self, area: QRectF) -> list[QRectF]:
        """Return the names at the ends of the lines."""
        field = self._field(area)
        return [
            QRectF(field.right() + 2, y - 9, area.right() - field.right() - 3, 18)
            for y in self._heights(field)
        ]

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint the grid, the lines and their names."""
        theme, field = look.theme, self._field(area)
        self._paint_grid(painter, area, field, theme)
        for place, one in enumerate(self.series):
            pen = QPen(colour(theme.ink), 1.8)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            dash = DASHES[place % len(DASHES)]
            if dash:
                pen.setDashPattern(list(dash))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(self._points(field, one)))
        painter.setPen(colour(theme.ink))
        for one, box in zip(self.series, self.boxes(area), strict=True):
            words = f"{one.name}  {one.done:,}"
            put(painter, box.adjusted(4, 0, 0, 0), words, ui_font(11, 500), Flag.AlignLeft)

    @property
    def _span(self) -> tuple[date, int]:
        """Return the day before the first, and how many days follow it."""
        days = [day for one in self.series for day, _ in one.days]
        first = min(days) - timedelta(days=1)
        return first, max(1, (max(days) - first).days)

    @property
    def _top(self) -> int:
        return max([1, self.goal, *(one.done for one in self.series)])

    def _field(self, area: QRectF) -> QRectF:
        metrics = QFontMetricsF(ui_font(11, 500))
        names = [f"{one.name}  {one.done:,}" for one in self.series]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        right = min(widest + 10, LONGEST, area.width() / 2)
        return area.adjusted(self.left, TOP, -right - 4, -FOOT)

    @property
    def left(self) -> float:
        """Return the room that the numbers at the left need."""
        metrics = QFontMetricsF(ui_font(11))
        widest = max(metrics.horizontalAdvance(f"{value:,}") for value in ticks(self._top))
        return max(LEFT, widest + 9)

    def _points(self, field: QRectF, one: Series) -> list[QPointF]:
        first, total = self._span
        steps = [((day - first).days, done) for day, done in one.days]
        before = steps[0][0] - 1
        points = [(0, 0), *([(before, 0)] if before > 0 else []), *steps]
        if steps[-1][0] < total:
            points.append((total, one.done))
        return [
            QPointF(field.left() + field.width() * day / total, self._y(field, done))
            for day, done in points
        ]

    def _y(self, field: QRectF, done: float) -> float:
        return field.bottom() - field.height() * done / self._top

    def _heights(self, field: QRectF) -> list[float]:
        """Return where the names stand: at the ends of their lines, none upon another."""
        wanted = [self._y(field, one.done) for one in self.series]
        return spread(wanted, PITCH, field.bottom())

    def _paint_grid(self, painter: QPainter, area: QRectF, field: QRectF, theme: Theme) -> None:
        for value in ticks(self._top):
            y = self._y(field, value)
            painter.setPen(QPen(colour(theme.line), 1))
            painter.drawLine(QLineF(field.left(), y, field.right(), y))
            painter.setPen(colour(theme.ink2))
            left = QRectF(area.left(), y - 8, self.left - 7, 16)
            put(painter, left, f"{value:,}", ui_font(11), Flag.AlignRight)
        first, total = self._span
        shown = sorted({0, *(round(total * part / DAYS) for part in range(1, DAYS + 1))})
        for step in shown:
            x = field.left() + field.width() * step / total
            below = QRectF(x - 40, field.bottom() + 8, 80, 16)
            words = day_words(first + timedelta(days=step), with_year=total > YEAR)
            put(painter, below, words, ui_font(11), Flag.AlignHCenter)


def day_words(day: date, *, with_year: bool = False) -> str:
    """Return a day as "4 Mar", or as "4 Mar 2026"."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if with_year else words


def ticks(most: int) -> list[int]:
    """Return round numbers from nothing up to a number, a handful of them."""
    size = 10 ** math.floor(math.log10(max(most, 1)))
    wide = [step * size // 10 for step in STEPS] + [step * size for step in STEPS]
    pitch = next((one for one in wide if one and most / one <= LINES), max(1, most))
    return list(range(0, most + 1, pitch))


def spread(wanted: Sequence[float], pitch: float, lowest: float) -> list[float]:
    """Return heights near those wanted, each at least a pitch from the next, none too low."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    for before, place in pairwise(order):
        found[place] = max(found[place], found[before] + pitch)
    limit = lowest
    for place in reversed(order):
        found[place] = min(found[place], limit)
        limit = found[place] - pitch
    return found
