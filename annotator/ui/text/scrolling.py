"""Keeps the reading place while heights become known, and scrolls no more than is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtWidgets import QTextEdit

from annotator.ui.text.geometry import Geometry
from annotator.ui.text.layout import ArticleLayout

ROUNDS = 4  # heights learnt on the way may bring further blocks into sight
SPILL = 14  # pixels that boxes and tags of a block may reach out of it
AIR = 0.6  # of a line, kept free around what is revealed


class Place(NamedTuple):
    """A reading place: an offset, and how far under the upper edge its line begins."""

    offset: int
    below: float


class Scroller:
    """Moves the page of a text widget; all heights are pixels of the document."""

    def __init__(self, edit: QTextEdit, layout: ArticleLayout, geometry: Geometry) -> None:
        self._edit = edit
        self._layout = layout
        self._geometry = geometry
        self._busy = False

    @property
    def value(self) -> int:
        """Return which height of the document is at the viewport's upper edge."""
        return self._edit.verticalScrollBar().value()

    def settle(self) -> None:
        """Lay out what is in sight, so that nothing moves under the reader's eyes."""
        if self._busy:
            return
        self._busy = True
        try:
            for _ in range(ROUNDS):
                if not self._fill():
                    break
        finally:
            self._busy = False

    @contextmanager
    def still(self) -> Iterator[None]:
        """Keep what is in sight where it is, whatever becomes known of the heights above."""
        value = self.value
        block, top = self._layout.block_at(value)
        yield
        moved = self._layout.top(block) - top
        if moved and not self._busy:
            self._go(value + moved)

    def place(self) -> Place:
        """Return the reading place: the first line that is wholly in sight."""
        layout = self._layout
        block, top = layout.block_at(self.value)
        line = layout.line_near(block, self.value - top)
        if top + line.y() < self.value:
            last = line.lineNumber() + 1 == layout.laid(block).layout.lineCount()
            if last and block + 1 < len(layout.blocks):
                block, line = block + 1, layout.laid(block + 1).layout.lineAt(0)
            elif not last:
                line = layout.laid(block).layout.lineAt(line.lineNumber() + 1)
        offset = layout.blocks.offset_in(block, line.textStart())
        return Place(offset, layout.top(block) + line.y() - self.value)

    def restore(self, place: Place) -> None:
        """Bring a line back to where it stood."""
        offset = min(place.offset, len(self._layout.blocks.text))
        top = self._geometry.caret(offset).top()
        self._go(round(top - place.below))
        self.settle()

    def reveal(self, start: int, end: int) -> None:
        """Bring [start, end) into sight, by the shortest way; its start where it is too long."""
        with self.still():
            first = self._geometry.caret(start)
            last = self._geometry.caret(end)
        air = self._layout.measures.pitch * AIR
        height = self._edit.viewport().height()
        value = self.value
        low, high = first.top() - air, last.bottom() + air
        if low < value or high - low > height:
            self._go(round(low)) if not value <= low <= value + height - 2 * air else None
        elif high > value + height:
            self._go(round(high - height))
        self.settle()

    def _go(self, value: int) -> None:
        self._layout.announce()
        self._edit.verticalScrollBar().setValue(value)

    def _fill(self) -> bool:
        """Lay out the blocks in sight; return whether there was anything new."""
        layout, bar = self._layout, self._edit.verticalScrollBar()
        value, at_end = bar.value(), 0 < bar.maximum() <= bar.value()
        block, top = layout.block_at(value)
        known, before = layout.is_laid(block) or top >= value, layout.heights[block]
        fresh: int | None = None  # where the first new block begins
        foot = value + self._edit.viewport().height()
        while block < len(layout.blocks) and top < foot:
            if fresh is None and not layout.is_laid(block):
                fresh = top
            layout.laid(block)
            top += layout.heights[block]
            block += 1
        if fresh is None:
            return False
        first, _ = layout.block_at(value)
        shift = 0 if known else layout.heights[first] - before
        layout.announce()
        bar.setValue(bar.maximum() if at_end else value + shift)
        moved = bar.value() != value
        self._update_below(0 if moved else fresh - value - SPILL)
        return True

    def _update_below(self, y: int) -> None:
        """Have what lies below a height of the viewport painted; all above stays as it is."""
        view = self._edit.viewport()
        view.update(0, max(y, 0), view.width(), view.height() - max(y, 0))
