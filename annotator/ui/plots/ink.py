"""What drawings share: their two hues, ink that can be read on a fill, words for numbers."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from annotator.ui.chips import elided
from annotator.ui.theme import Theme, colour, mixed

AGREE = {"light": "#2F4A78", "dark": "#7FA3DC"}
DIFFER = {"light": "#B4730B", "dark": "#E3B341"}
NONE = "n/a"
MINUS = "−"
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3
_PURE = ("#FFFFFF", "#000000")
_LINEAR, _OFFSET, _POWER = 0.03928, 0.055, 2.4  # WCAG 2.2, relative luminance


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(fill: QColor, theme: Theme) -> QColor:
    """Return the theme's ink where it can be read on a fill, else white or black."""
    usual = colour(theme.ink)
    if contrast(usual, fill) >= READABLE:
        return usual
    return max((colour(name) for name in _PURE), key=lambda one: contrast(one, fill))


def agree_fill(theme: Theme, share: float) -> QColor:
    """Return the colour of a cell where two agree, by how much (0 to 1)."""
    return mixed(AGREE[theme.name], theme.paper, round(min(1.0, max(0.0, share)), 3))


def differ_fill(theme: Theme, share: float) -> QColor:
    """Return the colour of a cell where two differ, by how much (0 to 1)."""
    return mixed(DIFFER[theme.name], theme.paper, round(min(1.0, max(0.0, share)), 3))


def number(value: float | None) -> str:
    """Return a value with two decimals, or "n/a"."""
    if value is None:
        return NONE
    words = f"{value:.2f}"
    return f"{MINUS}{words[1:]}" if words.startswith("-") and float(words) else words.lstrip("-")


def percent(share: float) -> str:
    """Return a share as "74 %"; what is there but rounds to nothing is "<1 %"."""
    rounded = round(100 * share)
    return "<1 %" if share > 0 and rounded == 0 else f"{rounded} %"


def signed(steps: int) -> str:
    """Return a whole number with its sign: "+3", "−1"."""
    return f"+{steps}" if steps > 0 else f"{MINUS}{-steps}" if steps < 0 else "0"


def short(count: int) -> str:
    """Return a count in few letters: "529", "1.5k", "44k", "2.1M"."""
    for size, letter in ((1_000_000, "M"), (1000, "k")):
        if count >= size:
            rounded = f"{count / size:.1f}" if count < 10 * size else f"{count / size:.0f}"
            return f"{rounded.removesuffix('.0')}{letter}"
    return f"{count}"


def put(painter: QPainter, box: QRectF, words: str, font: QFont, align: Qt.AlignmentFlag) -> None:
    """Paint words in a box with the pen as set, cut with an ellipsis where they are too long."""
    painter.setFont(font)
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, elided(words, font, box.width()))


def _luminance(one: QColor) -> float:
    red, green, blue = (_linear(part) for part in (one.redF(), one.greenF(), one.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    if part <= _LINEAR:
        return part / 12.92
    return float(((part + _OFFSET) / (1 + _OFFSET)) ** _POWER)
