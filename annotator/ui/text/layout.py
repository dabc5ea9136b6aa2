"""A document layout that lays out a block when it is first needed and guesses the others."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextInlineObject,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from annotator.ui.errors import override
from annotator.ui.text.blocks import Blocks
from annotator.ui.text.dress import dressed
from annotator.ui.text.heights import Heights
from annotator.ui.text.measures import Measures

TOP = 26
WIDEST = 1e6  # pixels; Qt's own word for no width at all is larger
WITHIN = 0.1  # pixels from the end of a line, where Qt still looks for a letter
KEPT = 600  # blocks whose lines are kept; those laid out first go first
RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
MAYBE = re.compile(  # where the characters of those kinds lie, and a few others
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

Edge = QTextLine.CursorPosition
Draw = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True, slots=True)
class Laid:
    """A block with its lines.

    `units` has one character for each UTF-16 unit. `rtl` is the direction of the paragraph;
    `mixed` says that there are right-to-left characters somewhere in it.
    """

    number: int
    layout: QTextLayout
    units: str
    rtl: bool
    mixed: bool
    _lines: list["Line"] = field(default_factory=list)

    @property
    def lines(self) -> list["Line"]:
        """Return the lines with their measures, which Qt is asked for once."""
        if not self._lines:
            known = (self.layout.lineAt(number) for number in range(self.layout.lineCount()))
            self._lines.extend(_measured(line) for line in known)
        return self._lines

    def line_at(self, unit: int) -> QTextLine:
        """Return the line in which a unit lies."""
        return self.layout.lineForTextPosition(unit)

    def unit_at(self, line: QTextLine, x: float, how: Edge = Edge.CursorBetweenCharacters) -> int:
        """Return the unit at a place of a line, in pixels from the left of the column.

        Where a line from right to left ends with blanks, Qt paints it by their width further to
        the left than it looks for places; to the right of such a line it finds the line before.
        """
        if self.rtl:
            edge = line.naturalTextRect().left() + line.horizontalAdvance() - WITHIN
            if x > edge:
                return line.textStart()
            last = line.textStart() + line.textLength() - 1
            if last < len(self.units) - 1 and self.units[last].isspace():
                x = min(x + self._blanks_before(last + 1), edge)
        return int(line.xToCursor(x, how))

    def _blanks_before(self, unit: int) -> float:
        """Return how wide the blanks before a unit are, in the type of the last of them."""
        first = len(self.units[:unit].rstrip())
        fonts = [
            form.format.font()
            for form in self.layout.formats()
            if form.start < unit <= form.start + form.length
        ]
        metrics = QFontMetricsF(fonts[-1] if fonts else self.layout.font())
        return metrics.horizontalAdvance(self.units[first:unit])


def caret_x(line: QTextLine, unit: int) -> float:
    """Return where a caret stands on a line, from the left of the column."""
    x = line.cursorToX(unit)
    return float(x[0] if isinstance(x, tuple) else x)  # type: ignore[arg-type]


class Line(NamedTuple):
    """A line of a block: its units, half-open, and pixels from the block's top."""

    start: int
    end: int
    baseline: float
    ascent: float
    descent: float
    line: QTextLine


class ArticleLayout(QAbstractTextDocumentLayout):
    """Lays out an article lazily; heights of blocks not seen yet are estimates.

    All is in pixels of the document; the column of text begins at `left`. `draw_marks` paints a
    clip of the page, text included.
    """

    def __init__(self, document: QTextDocument, paint: Draw) -> None:
        super().__init__(document)
        self.blocks = Blocks("")
        self.measures = Measures()
        self.headline = range(0)
        self.heights = Heights([20])
        self.left = 0
        self.column = 100
        self.foot = 0
        self.forgotten: Callable[[int | None], None] = lambda _: None
        self._width = 0.0
        self._paint = paint
        self._laid: dict[int, Laid] = {}
        self._grown = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        # Qt may call for longer than anything else holds the layout
        self._later.timeout.connect(partial(ArticleLayout.announce, self))

    def show_blocks(self, blocks: Blocks, headline: range) -> None:
        """Take a new article, whose text the document is about to get."""
        self.blocks, self.headline = blocks, headline
        self._estimate()

    def set_measures(self, measures: Measures) -> None:
        """Change the size of the type."""
        self.measures = measures
        self._fit()
        self._estimate()

    def set_foot(self, height: int) -> None:
        """Leave room under the last line, so that it can be read at ease."""
        self.foot = height

    def announce(self) -> None:
        """Tell the widget how high the page is by now, where that changed since last told."""
        self._later.stop()
        if self._grown:
            self._grown = False
            self.documentSizeChanged.emit(self._size())

    def top(self, block: int) -> int:
        """Return where a block begins, in pixels of the document."""
        return TOP + self.heights.top(block)

    def block_at(self, y: float) -> tuple[int, int]:
        """Return the block at a height of the document, and where it begins."""
        block, top = self.heights.at(y - TOP)
        return block, top + TOP

    def is_laid(self, block: int) -> bool:
        """Tell whether a block has its lines, so that its height is known."""
        return block in self._laid

    def laid(self, block: int) -> Laid:
        """Return a block with its lines, laid out now where it was not."""
        found = self._laid.get(block)
        if found is None or not found.layout.lineCount():
            found = self._lay_out(block)
        return found

    def let_go(self) -> None:
        """Keep no lines any longer, as when the document is about to be deleted.

        Whoever holds one of Qt's layouts after that is given it for whatever Qt puts in its place.
        """
        self._laid.clear()

    @override()
    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Take the page's width; the text itself only changes through `show_blocks`."""
        del position, removed, added
        if self._fit():
            self._estimate()

    @override(lambda: QRectF(0, 0, 100, 20))
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return where a block stands; one not seen yet is laid out."""
        number = block.blockNumber()
        if not 0 <= number < len(self.blocks):
            return QRectF(self.left, TOP, self.column, self.measures.pitch)
        self.laid(number)
        return QRectF(self.left, self.top(number), self.column, self.heights[number])

    @override(QSizeF)
    def documentSize(self) -> QSizeF:
        """Return how large the page is, by what is known."""
        return self._size()

    @override(QRectF)
    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Return where the whole text stands."""
        del frame
        return QRectF(QPointF(0, 0), self._size())

    @override(lambda: 1)
    def pageCount(self) -> int:
        """Return 1: there are no pages."""
        return 1

    @override(lambda: 0)
    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        """Return Qt's position nearest to a point; for an exact hit, -1 beside the text."""
        number, top = self.block_at(point.y())
        found = self.line_near(number, point.y() - top)
        x = point.x() - self.left
        if accuracy == Qt.HitTestAccuracy.ExactHit:
            used = found.naturalTextRect().translated(0, top)
            if not used.contains(QPointF(x, point.y())):
                return -1
        unit = self.laid(number).unit_at(found, x)
        return self.blocks.position(self.blocks.starts[number]) + unit

    @override()
    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint what the clip shows."""
        clip = QRectF(context.clip)
        if not clip.isValid():
            clip = QRectF(QPointF(0, 0), self._size())
        self._paint(painter, clip)

    @override()
    def drawInlineObject(  # type: ignore[override]  # Qt always hands a QRectF
        self,
        painter: QPainter,
        rect: QRectF,
        object_: QTextInlineObject,
        position: int,
        form: QTextFormat,
    ) -> None:
        """Draw nothing: there are no objects in a text."""

    def line_near(self, block: int, y: float) -> QTextLine:
        """Return the line of a block at a height within it, or the nearest."""
        layout = self.laid(block).layout
        count = layout.lineCount()
        pitch = self._pitch(block)
        under = pitch - self._drop(block)
        guess = min(max(int(y // pitch), 0), count - 1)
        while guess < count - 1 and _line_foot(layout.lineAt(guess), under) <= y:
            guess += 1
        while guess > 0 and _line_foot(layout.lineAt(guess - 1), under) > y:
            guess -= 1
        return layout.lineAt(guess)

    def _drop(self, block: int) -> int:
        sizes = self.measures
        return sizes.heading_drop if block in self.headline else sizes.drop

    def _pitch(self, block: int) -> int:
        sizes = self.measures
        return sizes.heading_pitch if block in self.headline else sizes.pitch

    def _size(self) -> QSizeF:
        return QSizeF(self._width, TOP + self.heights.total + self.foot)

    def _fit(self) -> bool:
        """Take the page's width; return whether the column of text became another."""
        width = self.document().pageSize().width()
        self._width = width if 0 < width < WIDEST else 600.0
        column = self.measures.column(self._width)
        self.left = max(0, int(self._width - column) // 2)
        changed = column != self.column
        self.column = column
        self._grown = True
        return changed

    def _estimate(self) -> None:
        sizes = self.measures
        room = max(1, int(self.column / sizes.character))
        pitch, gap, blank = sizes.pitch, sizes.gap, sizes.blank
        heights = [
            blank if empty else (length // room + 1) * pitch + gap
            for length, empty in zip(self.blocks.lengths(), self.blocks.blank, strict=True)
        ]
        self.heights = Heights(heights)
        self._laid.clear()
        self.forgotten(None)
        self._grown = True
        self._later.start()

    def _lay_out(self, number: int) -> Laid:
        block = self.document().findBlockByNumber(number)
        layout = block.layout()
        words = self.blocks.words(number)
        units = words if words.isascii() else _units(words)
        mixed = not words.isascii() and _has_right_to_left(words)
        rtl = mixed and _is_right_to_left(self.blocks.words(self.blocks.first(number)))
        layout.setTextOption(_option(rtl=rtl))
        layout.setCacheEnabled(True)
        formats = dressed(units, self.measures, headline=number in self.headline, mixed=mixed)
        if formats or layout.formats():
            layout.setFormats(formats)
        height = self._break(layout, number)
        layout.setPosition(QPointF(self.left, self.top(number)))
        found = Laid(number, layout, units, rtl, mixed)
        self._keep(found)
        if self.heights.set(number, height):
            self._grown = True
            self._later.start()
        return found

    def _break(self, layout: QTextLayout, number: int) -> int:
        """Break a block into lines with their letters on a grid; return its height."""
        pitch = self._pitch(number)
        blank = self.blocks.blank[number]
        drop = self.measures.blank - 2 if blank else self._drop(number)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.column)
            line.setPosition(QPointF(0, count * pitch + drop - line.ascent()))
            count += 1
        layout.endLayout()
        if blank:
            return self.measures.blank + (count - 1) * pitch
        tail = number + 1 < len(self.blocks) and self.blocks.first(number + 1) != number + 1
        return count * pitch + (0 if tail else self.measures.gap)

    def _keep(self, found: Laid) -> None:
        self.forgotten(found.number)
        self._laid[found.number] = found
        while len(self._laid) > KEPT:
            old = self._laid.pop(next(iter(self._laid)))
            old.layout.setCacheEnabled(False)
            old.layout.beginLayout()
            old.layout.endLayout()
            self.forgotten(old.number)


def _measured(line: QTextLine) -> Line:
    start, ascent = line.textStart(), line.ascent()
    end = start + line.textLength()
    return Line(start, end, line.y() + ascent, ascent, line.descent(), line)


def _line_foot(line: QTextLine, under: int) -> float:
    """Return where a line's room ends: so many pixels under its letters."""
    return float(line.y() + line.ascent() + under)


def _option(*, rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    directions = Qt.LayoutDirection
    option.setTextDirection(directions.RightToLeft if rtl else directions.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    return option


def _units(words: str) -> str:
    """Return the words with every character outside the first plane doubled."""
    if len(words.encode("utf-16-le", "surrogatepass")) == 2 * len(words):
        return words
    return "".join(letter if letter < "\U00010000" else letter * 2 for letter in words)


def _has_right_to_left(words: str) -> bool:
    found = MAYBE.finditer(words)
    return any(unicodedata.bidirectional(match[0]) in RIGHT_TO_LEFT for match in found)


def _is_right_to_left(words: str) -> bool:
    """Tell the direction of a paragraph: that of its first strong character."""
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False
