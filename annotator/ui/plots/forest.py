"""Dots with their intervals on one scale, a row for each label, and the goal as a band."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.agreement.report import Figure
from annotator.ui.chips import chip
from annotator.ui.plots.drawing import Item, Plain
from annotator.ui.plots.ink import number, put
from annotator.ui.theme import Look, Theme, colour, mixed, ui_font

NAMES, NUMBERS = 96, 54  # pixels: left of the scale, right of it
HEAD, FOOT = 18, 30  # pixels: over the rows, for what the bands are called; below them
CHIP, DOT, CAP, APART = 18, 5, 3.5, 7  # pixels
EDGE = 6  # pixels between the numbers and the ring of the keyboard
ROW = 44  # pixels: the least height of a label's row
STEP, USUAL = 0.2, 0.2  # of the scale: from line to line, and where it begins as a rule
Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class ForestRow:
    """A label with two figures: the main one is filled, the one beside it open."""

    label: str
    main: Figure
    beside: Figure
    main_item: Item
    beside_item: Item


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the scale that is worth reaching, and what it is called."""

    low: float
    high: float
    words: str
    share: float = 0.10  # of hue


@dataclass(frozen=True, slots=True)
class Forest:
    """The figures of all labels; `names` are what the main one and the one beside are called."""

    rows: tuple[ForestRow, ...]
    bands: tuple[Band, ...]
    names: tuple[str, str]

    @property
    def items(self) -> list[Item]:
        """Return the open dot of each row, then its filled one."""
        return [item for row in self.rows for item in (row.beside_item, row.main_item)]

    @property
    def table(self) -> list[list[Plain]]:
        """Return each label with both figures and their intervals."""
        parts = ("", " low", " high")
        head: list[Plain] = [
            "label",
            *(f"{name}{part}" for name in self.names for part in parts),
            "n",
            "unit",
        ]
        rows: list[list[Plain]] = [
            [row.label, *_plain(row.main), *_plain(row.beside), row.main.n, row.main.unit]
            for row in self.rows
        ]
        return [head, *rows]

    @property
    def height(self) -> int:
        """Return the least height."""
        return HEAD + ROW * max(1, len(self.rows)) + FOOT

    @property
    def lowest(self) -> float:
        """Return where the scale begins: as a rule at 0.2, lower where a value lies lower."""
        values = [one for row in self.rows for one in _ends(row.main) + _ends(row.beside)]
        least = min([USUAL, *values])
        return max(-1.0, round(math.floor(least / STEP + 1e-9) * STEP, 1))

    def boxes(self, area: QRectF) -> list[QRectF]:
        """Return the upper and the lower half of each row."""
        half = _row_height(area, len(self.rows)) / 2
        deep = min(half, 26.0)
        found = []
        for place in range(len(self.rows)):
            middle = area.top() + HEAD + half * (2 * place + 1)
            for top in (middle - deep, middle):
                left = area.left() + NAMES - 8
                found.append(QRectF(left, top, area.right() - left - 1, deep))
        return found

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint scale, bands and rows."""
        high = _row_height(area, len(self.rows))
        scale = _Scale(self.lowest, area.left() + NAMES, area.right() - NUMBERS)
        top = area.top() + HEAD
        field = QRectF(scale.left, top, scale.right - scale.left, high * len(self.rows))
        self._paint_bands(painter, field, scale, look.theme)
        self._paint_lines(painter, field, scale, look.theme)
        for place, row in enumerate(self.rows):
            box = QRectF(area.left(), top + high * place, area.width(), high)
            _paint_row(painter, box, row, scale, look)

    def _paint_bands(self, painter: QPainter, field: QRectF, scale: "_Scale", theme: Theme) -> None:
        for band in self.bands:
            left, right = scale.at(band.low), scale.at(band.high)
            box = QRectF(left, field.top() - HEAD, right - left, field.height() + HEAD)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(theme.ok, theme.paper, band.share))
            painter.drawRect(box)
            painter.setPen(colour(theme.ok))
            words = QRectF(left + 6, box.top() + 1, max(0.0, right - left - 8), 16)
            font = ui_font(11, 600)
            said = _fitting(band.words, QFontMetricsF(font), words.width())
            if said:
                put(painter, words, said, font, Flag.AlignLeft)
            elif band is self.bands[0]:  # before it there is room
                before = QRectF(field.left(), words.top(), left - 6 - field.left(), 16)
                put(painter, before, band.words, font, Flag.AlignRight)

    def _paint_lines(self, painter: QPainter, field: QRectF, scale: "_Scale", theme: Theme) -> None:
        steps = round((1 - scale.low) / STEP)
        every = 2 if steps > 6 and field.width() < 40 * steps else 1  # noqa: PLR2004 as many fit
        for step in range(0, steps + 1, every):
            value = scale.low + step * STEP
            x = scale.at(value)
            painter.setPen(QPen(colour(theme.line), 1))
            painter.drawLine(QLineF(x, field.top(), x, field.bottom()))
            painter.setPen(colour(theme.ink2))
            words = number(value)[:-1]
            below = QRectF(x - 20, field.bottom() + 5, 40, 16)
            put(painter, below, words, ui_font(11), Flag.AlignHCenter)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    left: float
    right: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (1 - self.low)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))


def _fitting(words: str, metrics: QFontMetricsF, width: float) -> str:
    """Return the words, or the last of them, or none, as there is room."""
    tried = (words, words.rsplit(maxsplit=1)[-1])
    return next((one for one in tried if metrics.horizontalAdvance(one) <= width), "")


def _row_height(area: QRectF, rows: int) -> float:
    return max(1.0, area.height() - HEAD - FOOT) / max(1, rows)


def _ends(figure: Figure) -> list[float]:
    return [one for one in (figure.value, figure.low) if one is not None]


def _plain(figure: Figure) -> list[Plain]:
    return [figure.value, figure.low, figure.high]


def _paint_row(painter: QPainter, box: QRectF, row: ForestRow, scale: _Scale, look: Look) -> None:
    theme, label, y = look.theme, look.of(row.label), box.center().y()
    chip(painter, QRectF(box.left(), y - CHIP / 2, CHIP, CHIP), label, theme, px=11)
    painter.setPen(colour(theme.ink))
    name = QRectF(box.left() + CHIP + 8, y - 10, NAMES - CHIP - 18, 20)
    put(painter, name, label.title, ui_font(13, 500), Flag.AlignLeft)
    tone = colour(label.colour)
    _paint_dot(painter, (scale, y - APART), row.beside, tone, colour(theme.paper))
    _paint_dot(painter, (scale, y + APART), row.main, tone, tone)
    left, width = scale.right + 8, box.right() - scale.right - 8 - EDGE
    painter.setPen(colour(theme.ink2))
    upper = QRectF(left, y - 17, width, 16)
    put(painter, upper, number(row.beside.value), ui_font(12), Flag.AlignRight)
    painter.setPen(colour(theme.ink))
    lower = QRectF(left, y - 2, width, 18)
    put(painter, lower, number(row.main.value), ui_font(12, 600), Flag.AlignRight)


def _paint_dot(
    painter: QPainter, place: tuple[_Scale, float], figure: Figure, tone: QColor, fill: QColor
) -> None:
    scale, y = place
    if figure.value is None:
        return
    if figure.low is not None and figure.high is not None:
        pen = QPen(tone, 2.2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        low, high = scale.at(figure.low), scale.at(figure.high)
        painter.drawLine(QLineF(low, y, high, y))
        for x in (low, high):
            painter.drawLine(QLineF(x, y - CAP, x, y + CAP))
    painter.setPen(QPen(tone, 2))
    painter.setBrush(fill)
    painter.drawEllipse(QPointF(scale.at(figure.value), y), DOT, DOT)
