"""The text as a person works in it: the caret, keys and mouse, told in offsets of our own."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.core.annotation import Item, Relation, Span
from annotator.core.document import Region
from annotator.ui.errors import override
from annotator.ui.text.beyond import Beyond
from annotator.ui.text.canvas import ArticleCanvas

if TYPE_CHECKING:
    from annotator.ui.text.gestures import Gestures, Mouse
    from annotator.ui.text.motion import Motion, Unit


TOLD = ("picked", "selected", "drag_finished", "grown", "edge_dragged", "target_clicked")


class ArticleView(ArticleCanvas):
    """An article to read and to mark.

    Nothing is marked here: `selected` and `drag_finished` tell ranges, `picked` a span's id or
    None, `edge_dragged` a span with its new range, `target_clicked` the other end of a relation,
    `grown` the sentence that a third click made of the word.
    """

    picked = Signal(object)
    selected = Signal(int, int)
    drag_finished = Signal(int, int)
    edge_dragged = Signal(str, int, int)
    target_clicked = Signal(str)
    grown = Signal(int, int)
    zoomed = Signal(int)  # steps that larger (or, below 0, smaller) text was asked for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beyond = Beyond(self, lambda: self.gestures.dragging, self._drag_on)
        self.cursorPositionChanged.connect(self._adopt)

    @cached_property
    def gestures(self) -> "Gestures":
        """Return what hears the mouse; with what it knows of words it loads when first needed."""
        from annotator.ui.text.gestures import Gestures

        made = Gestures(self._page, self._caret, self)
        made.show_focus = self.set_focus
        for name in TOLD:
            getattr(made, name).connect(getattr(self, name))
        return made

    @cached_property
    def _motion(self) -> "Motion":
        from annotator.ui.text.motion import Motion

        return Motion(self.article_layout, self.text_geometry, self.scene)

    # -- what is shown

    def show_article(
        self,
        text: str,
        regions: Iterable[Region] = (),
        spans: Iterable[Span] = (),
        relations: Iterable[Relation] = (),
    ) -> None:
        """Show another article from its start; what the mouse holds is let go."""
        self._drop_gesture()
        super().show_article(text, regions, spans, relations)

    def change_marks(self, removed: Iterable[Item], added: Iterable[Item]) -> None:
        """Take marks away and put others in; what the mouse holds is let go."""
        self._drop_gesture()
        super().change_marks(removed, added)

    def let_go(self) -> bool:
        """Let go of a handle or a drag, as if nothing had been drawn; tell whether one was held."""
        was = self.gestures.dragging
        self.gestures.cancel()
        self.viewport().update()
        return was

    # -- where the annotator is

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._caret.head

    def selection(self) -> tuple[int, int] | None:
        """Return what is selected, or None."""
        return self._caret.range()

    def focused(self) -> str | None:
        """Return the id of the focused span, or None."""
        return self.scene.focus

    def set_focus(self, span_id: str | None) -> None:
        """Put the focus on a span; one that takes it ends the selection."""
        self.scene.focus = span_id
        if span_id is not None and self._caret.range() is not None:
            self._set_caret(self._caret.head, self._caret.head)
        self.viewport().update()

    def place_caret(self, offset: int) -> None:
        """Put the caret somewhere with nothing selected; the page is not scrolled."""
        self._set_caret(offset, offset)

    def select(self, start: int, end: int) -> None:
        """Select a range; the page is not scrolled."""
        self._set_caret(start, end)

    def move_caret(
        self, unit: "Unit | Literal['line edge']", direction: int, *, extend: bool
    ) -> None:
        """Move the caret by a unit, or the selection with it, and bring it into sight.

        `direction` is -1 for left or up, 1 for right or down. A word is a character where steps
        are fine.
        """
        if unit == "word" and self.scene.fine:
            unit = "character"
        ends = (self._caret.anchor, self._caret.head)
        if unit == "line edge":
            anchor, head = self._motion.line_edge(ends, direction, extend=extend)
        else:
            anchor, head = self._motion.moved(ends, unit, direction, extend=extend)
        self._set_caret(anchor, head)
        self.reveal(head, head)

    def is_rtl(self, offset: int) -> bool:
        """Tell whether the paragraph at an offset runs from right to left."""
        return self._motion.is_rtl(offset)

    def fine(self) -> bool:
        """Tell whether the caret steps by character rather than by word."""
        return self.scene.fine

    def set_fine(self, fine: bool) -> None:  # noqa: FBT001 a state, set by its name
        """Let the caret step by character, or by word."""
        self.scene.fine = fine
        self._caret.refresh()

    def set_linking(self, on: bool) -> None:  # noqa: FBT001 a state, set by its name
        """Let the next click on a span name the other end of a relation."""
        self.gestures.linking = on

    def span_under(self, place: QPoint) -> str | None:
        """Return the id of the innermost span at a place of the screen, or None."""
        at = self.viewport().mapFromGlobal(place)
        if not self.viewport().rect().contains(at):
            return None
        here = self._page.spans_under(self._on_page(QPointF(at)))
        return here[0].id if here else None

    # -- Qt's own

    @override(lambda: False)
    def event(self, event: QEvent) -> bool:
        """Leave every key to the actions, but for what copies."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and select all; all else is an action or none of ours."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override()
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._set_active(active=True)

    @override()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the caret off the page."""
        super().focusOutEvent(event)
        self._set_active(active=False)

    @override()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.gestures.press(self._mouse(event))

    @override()
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.gestures.double_click(self._mouse(event))

    @override()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a gesture, or show what a click would do here."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.gestures.move(self._mouse(event))
            self._beyond.watch(event.position())
        elif not event.buttons():
            self.viewport().setCursor(self.gestures.shape(self._on_page(event.position())))

    @override()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self._beyond.stop()
        if event.button() == Qt.MouseButton.LeftButton:
            self.gestures.release(self._mouse(event))

    @override()
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for larger or smaller text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open no menu: everything has its key and its place beside the text."""
        event.accept()

    # -- inside

    def _set_caret(self, anchor: int, head: int) -> None:
        if self._caret.set(anchor, head):
            self.selected.emit(*(self._caret.range() or (head, head)))

    def _drop_gesture(self) -> None:
        if "gestures" in self.__dict__:
            self.gestures.cancel()

    def _adopt(self) -> None:
        """Follow Qt's cursor, as when a screen reader moved it."""
        if not self._loading:
            self._caret.adopt()

    def _set_active(self, *, active: bool) -> None:
        self.scene.active = active
        self._caret.refresh()
        self.viewport().update()

    def _on_page(self, at: QPointF) -> QPointF:
        return at + QPointF(0, self.verticalScrollBar().value())

    def _mouse(self, event: QMouseEvent) -> "Mouse":
        return self._held(event.position(), event.modifiers())

    def _drag_on(self, at: QPointF) -> None:
        self.gestures.move(self._held(at, Qt.KeyboardModifier.NoModifier))

    def _held(self, at: QPointF, keys: Qt.KeyboardModifier) -> "Mouse":
        from annotator.ui.text.gestures import Mouse

        return Mouse(self._on_page(at), keys)
