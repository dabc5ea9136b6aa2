"""Marked words in the line of text that they stand in, for rows of lists."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from annotator.ui.chips import one_line
from annotator.ui.theme import Theme, colour, reading_font

BEFORE, AFTER, LONG = 24, 120, 48  # code points around the words; words longer are cut inside
GAP = " … "
CUT = "…"
LEAST = 8  # code points that stay on each side of a gap where it falls between words
PX = 14


class Excerpt(NamedTuple):
    """Words with some of the text before and after them, on one line."""

    before: str
    words: str
    after: str


def excerpt(text: str, start: int, end: int, *, begin: int | None = None) -> Excerpt:
    """Return a stretch of a text with whole words around it; a long one is cut in its middle.

    What comes before is taken from before `begin`, where that lies before the start.
    """
    words = cut_inside(one_line(text[start:end], end - start + 1))
    first = max(0, min(start, start if begin is None else begin) - BEFORE)
    before, after = text[first:start], text[end : end + AFTER]
    if first:
        before = f"…{before[before.find(' ') :]}" if " " in before else f"… {before}"
    return Excerpt(_flat(cut_inside(before)), words, _flat(after))


def cut_inside(words: str) -> str:
    """Return words with a gap in their middle where they are long, so that both edges are seen.

    Words stay whole where they are not too long.
    """
    if len(words) <= LONG:
        return words
    first, last = words[: LONG // 2], words[-LONG // 2 :]
    if " " in first[LEAST:] and words[LONG // 2] != " ":
        first = first[: first.rindex(" ")]
    if " " in last[:-LEAST] and words[-LONG // 2 - 1] != " ":
        last = last[last.index(" ") :]
    return f"{first.rstrip()}{GAP}{last.lstrip()}"


def draw_excerpt(painter: QPainter, box: QRectF, said: Excerpt, tint: tuple[Theme, str]) -> None:
    """Draw words in their line of text, on a tint of a label's colour; "" strikes them out.

    What does not fit is cut at its end, with an ellipsis. Qt orders what runs right to left; such a
    line begins at the right.
    """
    said = fitted(said, int(box.width()), tint)
    layout, line = _laid(said, tint)
    painter.save()
    painter.setClipRect(box)
    inked = line.naturalTextRect()
    left = box.right() - inked.right() if _from_right(layout.text()) else box.left()
    layout.draw(painter, QPointF(left, box.center().y() - line.height() / 2))
    painter.restore()


@lru_cache(512)  # rows in sight, painted again and again
def fitted(said: Excerpt, width: int, tint: tuple[Theme, str]) -> Excerpt:
    """Return as much of an excerpt as a width in pixels holds; a cut shows as an ellipsis."""
    if _wide(said, tint) <= width:
        return said
    bare = said._replace(after=CUT)
    if _wide(bare, tint) <= width:
        count = _most(lambda n: _wide(said._replace(after=_cut(said.after, n)), tint) <= width)
        return said._replace(after=_cut(said.after, count))
    count = _most(
        lambda n: _wide(bare._replace(words=said.words[:n].rstrip()), tint) <= width,
        len(said.words),
    )
    return bare._replace(words=said.words[:count].rstrip())


def _cut(words: str, count: int) -> str:
    return f"{words[:count].rstrip()}{CUT}"


def _most(fits: Callable[[int], bool], high: int = BEFORE + AFTER) -> int:
    """Return the largest number up to one that fits; 0 where none does."""
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _wide(said: Excerpt, tint: tuple[Theme, str]) -> float:
    whole = _laid(said, tint)  # a line lives as long as its layout
    return whole[1].naturalTextWidth()


def _laid(said: Excerpt, tint: tuple[Theme, str]) -> tuple[QTextLayout, QTextLine]:
    """Return an excerpt on one line; the layout holds it."""
    theme, tone = tint
    layout = QTextLayout("".join(said), reading_font(PX))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    around, inside = QTextCharFormat(), QTextCharFormat()
    around.setForeground(colour(theme.ink2))
    inside.setForeground(colour(theme.ink))
    if tone:
        inside.setBackground(colour(tone, theme.fill_focus))
        inside.setFontWeight(QFont.Weight.DemiBold)
    else:
        inside.setFontStrikeOut(True)
    layout.setFormats(
        [
            _format(said.before, "", around),
            _format(said.words, said.before, inside),
            _format(said.after, said.before + said.words, around),
        ]
    )
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    return layout, line


def _from_right(words: str) -> bool:
    """Tell whether a line begins at the right, as its first letter with a direction says."""
    ways = (bidirectional(letter) for letter in words)
    return next((way in {"R", "AL"} for way in ways if way in {"L", "R", "AL"}), False)


def _format(words: str, before: str, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = _units(before), _units(words), look
    return made


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "replace")) // 2  # Qt counts UTF-16 units


def _flat(text: str) -> str:
    """Return a text on one line that keeps a space at each end where it had white space."""
    line = " ".join(text.split())
    if not line:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{line}{' ' * text[-1].isspace()}"
