"""A line to look for words in the open article."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from annotator.ui.controls import by_enter
from annotator.ui.errors import override
from annotator.ui.theme import Look, ui_font
from annotator.ui.writing import KeepingLine


class FindBar(QFrame):
    """Hidden until asked for; Enter goes on, Shift+Enter goes back, Esc closes."""

    wanted = Signal(str, int)  # the words; 1: the next place, -1: the one before, 0: from here
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("find")
        self._words = KeepingLine("Find in this article", px=13)
        self._words.textEdited.connect(lambda words: self.wanted.emit(words, 0))
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setFont(ui_font(12))
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 6, 48, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        self._buttons = [
            self._button("↑", "The place before", lambda: self.wanted.emit(self._words.text(), -1)),
            self._button("↓", "The next place", lambda: self.wanted.emit(self._words.text(), 1)),
            self._button("×", "Close", self.close_bar),
        ]
        for button in self._buttons:
            row.addWidget(button)
        self.hide()
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        theme = look.theme
        self.setStyleSheet(
            f"QFrame#find{{background:{theme.panel};border:0;border-bottom:1px solid {theme.line}}}"
            f"QLabel{{color:{theme.ink2}}}"
            f"QLineEdit{{border:1px solid {theme.line};border-radius:6px;padding:0 8px;"
            f"background:{theme.paper};color:{theme.ink}}}"
            f"QLineEdit:focus{{border:2px solid {theme.ink}}}"
            f"QToolButton{{border:1px solid {theme.line};border-radius:5px;"
            f"background:{theme.paper};color:{theme.ink}}}"
            f"QToolButton:hover{{background:{theme.row}}}"
            f"QToolButton:focus{{border:2px solid {theme.ink}}}"
        )

    def open(self, words: str = "") -> None:
        """Show the line and wait for words; those that are given are looked for at once."""
        self.show()
        if words:
            self._words.setText(words)
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        if words:
            self.wanted.emit(words, 0)

    def close_bar(self) -> None:
        """Put the line away."""
        self.hide()
        self._count.clear()
        self.closed.emit()

    def set_place(self, place: int, count: int) -> None:
        """Tell which place is shown, counted from 1, of how many; zeros for none."""
        words = f"{place:,} of {count:,}" if count else "not found"
        self._count.setText(words if self._words.text() else "")

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Shift+Enter and Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.wanted.emit(self._words.text(), -1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, name: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setFixedSize(28, 28)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(slot)
        by_enter(button)
        return button
