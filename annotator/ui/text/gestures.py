"""What the mouse says: clicks, drags, handles; told in offsets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotator.core import sentences, words
from annotator.core.annotation import Span
from annotator.core.offsets import snapped_out, trimmed
from annotator.ui.text.cursor import Caret
from annotator.ui.text.page import Page

SLOP = 4  # pixels that a click may wander
TRIPLE = 3  # clicks that select a sentence
REACH = 5  # pixels on each side of a handle
BY_CHARACTER = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class Mouse(NamedTuple):
    """A mouse event: where (pixels of the document), and the keys held."""

    at: QPointF
    keys: Qt.KeyboardModifier

    @property
    def fine(self) -> bool:
        """Tell whether characters are asked for rather than words."""
        return bool(self.keys & BY_CHARACTER)

    @property
    def extends(self) -> bool:
        """Tell whether Shift is held."""
        return bool(self.keys & Qt.KeyboardModifier.ShiftModifier)


@dataclass(slots=True)
class Grip:
    """A handle in the hand: the span as it was, which end, and how far it was drawn so far."""

    span: Span
    end: bool
    start_now: int
    end_now: int


class Gestures(QObject):
    """Turns presses, moves and releases into marks picked, ranges selected, edges drawn."""

    picked = Signal(object)
    selected = Signal(int, int)
    drag_finished = Signal(int, int)
    edge_dragged = Signal(str, int, int)
    target_clicked = Signal(str)
    grown = Signal(int, int)  # the word that two clicks selected became a sentence by the third

    def __init__(self, page: Page, caret: Caret, parent: QObject) -> None:
        super().__init__(parent)
        self.linking = False
        self.show_focus: Callable[[str | None], None] = lambda _: None
        self._page = page
        self._caret = caret
        self._pressed: Mouse | None = None
        self._from = (0, 0)
        self._dragging = False
        self._grip: Grip | None = None
        self._clicks = 0
        self._last = QPointF()
        self._again = QTimer(self)
        self._again.setSingleShot(True)

    @property
    def dragging(self) -> bool:
        """Tell whether a drag or a handle is under way."""
        return self._dragging or self._grip is not None

    def press(self, mouse: Mouse) -> None:
        """Begin a click, a drag, or the draw of a handle."""
        if self._again.isActive() and _near(mouse.at, self._last):
            self._clicks += 1
        else:
            self._clicks = 1
        self._last = mouse.at
        self._again.start(QApplication.doubleClickInterval())
        self._pressed, self._dragging = mouse, False
        if self._clicks == TRIPLE:
            self._select_sentence(mouse)
        elif self._clicks == 1 and not mouse.extends:
            self._grip = self._grip_under(mouse.at)
        self._from = self._unit_at(mouse)

    def move(self, mouse: Mouse) -> None:
        """Go on with a drag."""
        if self._pressed is None:
            return
        if self._grip is not None:
            self._draw_edge(self._grip, mouse)
        elif self._dragging or not _near(mouse.at, self._pressed.at):
            self._dragging = True
            self._drag_to(mouse)

    def release(self, mouse: Mouse) -> None:
        """End what was begun."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._grip is not None:
            self._drop_edge(self._grip)
        elif self._dragging:
            self._dragging = False
            if found := self._caret.range():
                self.drag_finished.emit(*found)
        elif self._clicks == 1:
            self._click(pressed)
        del mouse

    def double_click(self, mouse: Mouse) -> None:
        """Select the word under the mouse."""
        self.press(mouse)
        self._clicks = 2
        found = words.word_at(self._page.text, self._page.geometry.character_at(mouse.at))
        if found is not None:
            self._choose(*found)
            self.drag_finished.emit(*found)

    def cancel(self) -> None:
        """Let go of what the mouse holds, as if nothing had been drawn."""
        grip, self._grip = self._grip, None
        self._pressed, self._dragging = None, False
        if grip is not None:
            self._page.swap_span(grip.span)

    def shape(self, at: QPointF) -> Qt.CursorShape:
        """Return the cursor for a place: over a handle, over a mark's tag, over text."""
        if self._grip_under(at) is not None:
            return Qt.CursorShape.SizeHorCursor
        if self._page.tag_at(at) is not None or self.linking:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor

    def _click(self, mouse: Mouse) -> None:
        if mouse.extends:
            self._extend_to(mouse)
            return
        here = self._page.spans_under(mouse.at)
        if self.linking and here:
            self.target_clicked.emit(here[0].id)
            return
        self._put_caret(mouse)
        chosen = self._next_of(here, self._page.tag_at(mouse.at))
        self.show_focus(chosen)
        self.picked.emit(chosen)

    def _next_of(self, here: list[Span], tagged: Span | None) -> str | None:
        """Return which of the spans under the mouse is meant: the next one outward."""
        keys = [span.id for span in here]
        focus = self._page.scene.focus
        if tagged is not None and tagged.id != focus:
            return tagged.id
        if not keys:
            return None
        return keys[(keys.index(focus) + 1) % len(keys)] if focus in keys else keys[0]

    def _put_caret(self, mouse: Mouse) -> None:
        offset = self._page.geometry.offset_at(mouse.at)
        if not self._page.scene.fine:
            here = self._page.geometry.character_at(mouse.at)
            word = words.word_at(self._page.text, here)
            offset = word[0] if word else offset
        if self._caret.set(offset, offset):
            self.selected.emit(offset, offset)

    def _extend_to(self, mouse: Mouse) -> None:
        anchor = self._caret.anchor
        low, high = self._range_between((anchor, anchor), mouse)
        if low == high:
            here = self._page.geometry.character_at(mouse.at)
            low, high = words.word_at(self._page.text, here) or (low, high)
        self._choose(*((low, high) if high > anchor else (high, low)))

    def _drag_to(self, mouse: Mouse) -> None:
        low, high = self._range_between(self._from, mouse)
        forward = self._page.geometry.offset_at(mouse.at) >= self._from[0]
        changed = self._caret.set(low, high) if forward else self._caret.set(high, low)
        if self._page.scene.focus is not None and low < high:
            self.show_focus(None)
            self.picked.emit(None)
        if changed:
            self.selected.emit(low, high)

    def _range_between(self, start: tuple[int, int], mouse: Mouse) -> tuple[int, int]:
        """Return the range from where a drag began to the mouse, by words or by characters."""
        there = self._page.geometry.offset_at(mouse.at)
        low, high = min(start[0], there), max(start[1], there)
        if mouse.fine or self._page.scene.fine:
            low, high = min(start[0], there), max(start[0], there)
            return snapped_out(self._page.text, low, high)
        return words.snap_to_words(self._page.text, low, high)

    def _unit_at(self, mouse: Mouse) -> tuple[int, int]:
        offset = self._page.geometry.offset_at(mouse.at)
        return offset, offset

    def _choose(self, anchor: int, head: int) -> None:
        self._caret.set(anchor, head)
        if self._page.scene.focus is not None:
            self.show_focus(None)
            self.picked.emit(None)
        self.selected.emit(min(anchor, head), max(anchor, head))

    def _select_sentence(self, mouse: Mouse) -> None:
        offset = self._page.geometry.character_at(mouse.at)
        low, high = sentences.sentence_at(self._page.text, offset)
        if low < high:
            self._choose(low, high)
            self.grown.emit(low, high)

    def _grip_under(self, at: QPointF) -> Grip | None:
        found = self._page.grip_at(at, REACH)
        if found is None:
            return None
        span, end = found
        return Grip(span, end, span.start, span.end)

    def _draw_edge(self, grip: Grip, mouse: Mouse) -> None:
        there = self._page.geometry.offset_at(mouse.at)
        text, span = self._page.text, grip.span
        low, high = (span.start, there) if grip.end else (there, span.end)
        if low >= high:
            return
        if mouse.fine or self._page.scene.fine:
            snapped = snapped_out(text, low, high)
        else:
            snapped = words.snap_to_words(text, low, high)
        drawn = (span.start, snapped[1]) if grip.end else (snapped[0], span.end)
        low, high = trimmed(text, *drawn)
        if low < high and (low, high) != (grip.start_now, grip.end_now):
            grip.start_now, grip.end_now = low, high
            self._page.swap_span(replace(span, start=low, end=high))

    def _drop_edge(self, grip: Grip) -> None:
        self._grip = None
        self._page.swap_span(grip.span)
        if (grip.start_now, grip.end_now) != (grip.span.start, grip.span.end):
            self.edge_dragged.emit(grip.span.id, grip.start_now, grip.end_now)


def _near(a: QPointF, b: QPointF) -> bool:
    return (a - b).manhattanLength() < SLOP
