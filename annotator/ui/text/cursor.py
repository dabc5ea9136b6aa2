"""The caret and the selection, in offsets of our own; Qt's text cursor follows them."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.scene import Scene


class Caret:
    """Where the annotator is: `anchor` stays, `head` moves; they are equal with no selection."""

    def __init__(self, edit: QTextEdit, layout: ArticleLayout, scene: Scene) -> None:
        self._edit = edit
        self._layout = layout
        self._scene = scene
        self.anchor = 0
        self.head = 0

    def range(self) -> tuple[int, int] | None:
        """Return the selection, or None where there is none."""
        if self.anchor == self.head:
            return None
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def set(self, anchor: int, head: int) -> bool:
        """Move both; return whether the selection changed. The page is not scrolled."""
        before = self.range()
        length = len(self._layout.blocks.text)
        self.anchor = min(max(anchor, 0), length)
        self.head = min(max(head, 0), length)
        self._tell_qt()
        self.refresh()
        return before != self.range()

    def adopt(self) -> None:
        """Take over what Qt's cursor says, after Qt or a screen reader moved it."""
        cursor = self._edit.textCursor()
        blocks = self._layout.blocks
        if cursor.position() != blocks.position(self.head) or (
            cursor.anchor() != blocks.position(self.anchor)
        ):
            self.anchor = blocks.offset(cursor.anchor())
            self.head = blocks.offset(cursor.position())
            self.refresh()

    def refresh(self) -> None:
        """Give the painters what they need."""
        scene = self._scene
        scene.caret, scene.selection = self.head, self.range()
        scene.bracket = self.word() if scene.active and not scene.fine else None
        self._edit.viewport().update()

    def word(self) -> tuple[int, int] | None:
        """Return the word at the caret, or None between words."""
        from annotator.core.words import word_at  # not before the first paint

        found = word_at(self._layout.blocks.text, self.head)
        return found if found and found[0] < found[1] else None

    def _tell_qt(self) -> None:
        """Move Qt's cursor, without the scrolling that Qt would add."""
        bar = self._edit.verticalScrollBar()
        value = bar.value()
        cursor = self._edit.textCursor()
        cursor.setPosition(self._layout.blocks.position(self.anchor))
        cursor.setPosition(self._layout.blocks.position(self.head), QTextCursor.MoveMode.KeepAnchor)
        blocked = bar.blockSignals(True)
        try:
            self._edit.setTextCursor(cursor)
            bar.setValue(value)
        finally:
            bar.blockSignals(blocked)
