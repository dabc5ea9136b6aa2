"""Where stretches of text stand: extents on lines, also right to left."""

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLine

from annotator.ui.text.layout import ArticleLayout, Edge, Laid, Line, caret_x

HAIR = 0.1  # pixels; what is narrower cannot be seen
NEAR = 0.42  # of the type's size: glyph runs closer than that are one (a space lies between)


class Segment(NamedTuple):
    """A piece of a range on one line, in pixels from the top left of its block's column.

    `first` and `last` say that the range begins or ends here.
    """

    left: float
    right: float
    baseline: float
    ascent: float
    descent: float
    line: int
    first: bool
    last: bool

    def rect(self) -> QRectF:
        """Return the letters' rectangle."""
        height = self.ascent + self.descent
        return QRectF(self.left, self.baseline - self.ascent, self.right - self.left, height)


class Geometry:
    """Finds the pieces of ranges on lines, and what lies under a point."""

    def __init__(self, layout: ArticleLayout) -> None:
        self._layout = layout

    def pieces(self, block: int, start: int, end: int) -> list[Segment]:
        """Return the pieces of [start, end) (offsets) that lie in a block, line by line."""
        blocks = self._layout.blocks
        laid = self._layout.laid(block)
        low, high = blocks.local(block, start), blocks.local(block, end)
        begins = start >= blocks.starts[block] or _blank(blocks.text, start, blocks.starts[block])
        ends = end <= blocks.end(block) or _blank(blocks.text, blocks.end(block), end)
        found: list[Segment] = []
        if low >= high:
            return found
        lines = laid.lines
        for number in range(bisect_right(lines, low, key=_end), len(lines)):
            if lines[number].start >= high:
                break
            found += self._on_line(laid, number, low, high)
        return _with_ends(found, begins=begins, ends=ends)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of [start, end) in pixels of the document."""
        blocks, found = self._layout.blocks, []
        for block in range(blocks.at(start), blocks.at(max(start, end - 1)) + 1):
            pieces = self.pieces(block, start, end)
            corner = QPointF(self._layout.left, self._layout.top(block))
            found += [piece.rect().translated(corner) for piece in pieces]
        return found

    def caret(self, offset: int) -> QRectF:
        """Return the line box and the x of a caret at an offset, in pixels of the document."""
        layout = self._layout
        block = layout.blocks.at(offset)
        laid = layout.laid(block)
        unit = layout.blocks.local(block, offset)
        line = laid.line_at(unit)
        x = caret_x(line, unit)
        top = layout.top(block) + line.y()
        return QRectF(layout.left + x, top, 1, line.ascent() + line.descent())

    def offset_at(self, point: QPointF) -> int:
        """Return the offset of the gap between characters nearest to a point."""
        block, line, x = self._line_at(point)
        unit = self._layout.laid(block).unit_at(line, x)
        return self._outside_pairs(self._layout.blocks.offset_in(block, unit))

    def character_at(self, point: QPointF) -> int:
        """Return the offset of the character under a point, or the nearest on its line."""
        block, line, x = self._line_at(point)
        unit = self._layout.laid(block).unit_at(line, x, Edge.CursorOnCharacter)
        return self._outside_pairs(self._layout.blocks.offset_in(block, unit))

    def _line_at(self, point: QPointF) -> tuple[int, QTextLine, float]:
        block, top = self._layout.block_at(point.y())
        line = self._layout.line_near(block, point.y() - top)
        return block, line, point.x() - self._layout.left

    def _outside_pairs(self, offset: int) -> int:
        text = self._layout.blocks.text
        return offset - 1 if text[max(offset - 1, 0) : offset + 1] == "\r\n" else offset

    def _on_line(self, laid: Laid, number: int, start: int, end: int) -> list[Segment]:
        line = laid.lines[number]
        low, high = max(start, line.start), min(end, line.end)
        while high > low and laid.units[high - 1].isspace():
            high -= 1
        if low >= high:
            return []
        if laid.mixed:
            extents = self._mixed_extents(line.line, low, high, rtl=laid.rtl)
        else:
            extents = [_plain_extent(line.line, low, high)]
        sizes = (line.baseline, line.ascent, line.descent, number)
        return [Segment(a, b, *sizes, first=False, last=False) for a, b in extents]

    def _mixed_extents(
        self, line: QTextLine, start: int, end: int, *, rtl: bool
    ) -> list[tuple[float, float]]:
        """Return extents measured from the glyphs: cursorToX is wrong where directions change."""
        runs = _glyph_extents(line, start, end)
        while not runs and start > line.textStart():  # a sign that its letter is drawn with
            start -= 1
            runs = _glyph_extents(line, start, end)
        while not runs and end < line.textStart() + line.textLength():
            end += 1
            runs = _glyph_extents(line, start, end)
        if not runs:
            return [_plain_extent(line, start, end)]
        near = self._layout.measures.px * NEAR
        joined = [runs[0]]
        for low, high in runs[1:]:
            if low <= joined[-1][1] + near:
                joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
            else:
                joined.append((low, high))
        if rtl:
            joined.reverse()
        return joined


def _plain_extent(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    """Return the extent of [start, end) on a line that runs one way, at least one cluster."""
    low, high = caret_x(line, start), caret_x(line, end)
    if high - low >= HAIR:
        return low, high
    limit = line.textStart() + line.textLength()
    while abs(high - low) < HAIR and end < limit:
        end += 1
        high = caret_x(line, end)
    while abs(high - low) < HAIR and start > line.textStart():
        start -= 1
        low = caret_x(line, start)
    return min(low, high), max(low, high)


def _end(line: Line) -> int:
    return line.end


def _glyph_extents(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    extents = []
    for run in line.glyphRuns(start, end - start):
        places = run.positions()
        widths = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        if places:
            left = min(place.x() for place in places)
            right = max(p.x() + w.x() for p, w in zip(places, widths, strict=False))
            if right - left >= HAIR:
                extents.append((left, right))
    return sorted(extents)


def _blank(text: str, start: int, end: int) -> bool:
    """Tell whether there is nothing but white space in a range, without a copy of a long one."""
    last = min(end, len(text)) - 1
    return text[start].isspace() and text[last].isspace() and text[start:end].isspace()


def _with_ends(found: list[Segment], *, begins: bool, ends: bool) -> list[Segment]:
    if found and begins:
        found[0] = found[0]._replace(first=True)
    if found and ends:
        found[-1] = found[-1]._replace(last=True)
    return found
