"""Bars to both sides of nothing: how often an edge lies so many words earlier or later."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.ui.plots.drawing import Item, Plain
from annotator.ui.plots.ink import differ_fill, put, short, signed
from annotator.ui.theme import Look, colour, ui_font

REACH = 6  # words to each side; the outermost bars hold all that is further off
TOP, FOOT, LEAST = 16, 26, 160  # pixels
FINGER = 24  # pixels: a place to click is at least that high
NAMED = frozenset({-REACH, -3, -1, 0, 1, 3, REACH})
Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Bar:
    """How often an edge lies `words` later (+) or earlier (-), 0: apart by less than a word."""

    words: int
    count: int
    item: Item


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars in order of words; a place without a bar stays empty."""

    bars: tuple[Bar, ...]

    @property
    def items(self) -> list[Item]:
        """Return the bars, from left to right."""
        return [bar.item for bar in self.bars]

    @property
    def table(self) -> list[list[Plain]]:
        """Return each bar with its count."""
        rows: list[list[Plain]] = [[bar.words, bar.count] for bar in self.bars]
        return [["words later", "how often"], *rows]

    @property
    def height(self) -> int:
        """Return the least height."""
        return LEAST

    def boxes(self, area: QRectF) -> list[QRectF]:
        """Return the bars with their numbers, at least as high as a finger needs."""
        found = []
        for bar in self.bars:
            box = self._box(area, bar)
            found.append(box.adjusted(-2, -max(TOP, FINGER - box.height()), 2, 0))
        return found

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint bars, numbers, the line below, and, where no bar stands, that of no difference."""
        theme, wide = look.theme, _wide(area)
        base = area.bottom() - FOOT
        said = self._counts(wide)
        if all(bar.words for bar in self.bars):
            middle = area.left() + (REACH + 0.5) * wide
            pen = QPen(colour(theme.ink), 1.2)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(middle, area.top() + TOP, middle, base))
        for bar, count in zip(self.bars, said, strict=True):
            box = self._box(area, bar)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(differ_fill(theme, 0.85))
            painter.drawRoundedRect(box, 2, 2)
            painter.setPen(colour(theme.ink2))
            above = QRectF(box.center().x() - wide, box.top() - 15, 2 * wide, 14)
            put(painter, above, count, ui_font(10), Flag.AlignHCenter)
        painter.setPen(QPen(colour(theme.ink3), 1))
        painter.drawLine(QLineF(area.left(), base, area.right(), base))
        painter.setPen(colour(theme.ink2))
        for words in range(-REACH, REACH + 1):
            below = QRectF(_left(area, words) - 4, base + 4, wide + 8, 15)
            put(painter, below, _named(words), ui_font(11), Flag.AlignHCenter)

    def _counts(self, wide: float) -> list[str]:
        """Return the counts as they are, or all in short where one is wider than a bar's place."""
        whole = [f"{bar.count:,}" for bar in self.bars]
        metrics = QFontMetricsF(ui_font(10))
        if all(metrics.horizontalAdvance(words) <= wide + 4 for words in whole):
            return whole
        return [short(bar.count) for bar in self.bars]

    def _box(self, area: QRectF, bar: Bar) -> QRectF:
        most = max((one.count for one in self.bars), default=1) or 1
        room = area.height() - FOOT - TOP
        high = max(1.5, room * bar.count / most)
        left = _left(area, bar.words)
        return QRectF(left + 3, area.bottom() - FOOT - high, _wide(area) - 6, high)


def _wide(area: QRectF) -> float:
    return area.width() / (2 * REACH + 1)


def _left(area: QRectF, words: int) -> float:
    return area.left() + (words + REACH) * _wide(area)


def _named(words: int) -> str:
    return signed(words) if words in NAMED else "·"
