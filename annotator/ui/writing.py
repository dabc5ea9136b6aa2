"""Lines to write in, and which keys they keep from the shortcuts."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from annotator.ui.errors import override
from annotator.ui.theme import ui_font


class WritingLine(QLineEdit):
    """A line to write in; its words stand in it while it is empty, and name it."""

    def __init__(self, words: str, *, px: float = 12, height: int = 28) -> None:
        super().__init__()
        self.name(words)
        self.setFont(ui_font(px))
        self.setFixedHeight(height)

    def name(self, words: str) -> None:
        """Say what belongs in the line."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)


class KeepingLine(WritingLine):
    """A line that keeps Esc for itself, before a shortcut takes it."""

    def keeps(self, event: QKeyEvent) -> bool:
        """Tell whether a key is the line's own."""
        return event.key() == Qt.Key.Key_Escape

    @override(lambda: False)
    def event(self, event: QEvent) -> bool:
        """Keep what is the line's own."""
        early = event.type() == QEvent.Type.ShortcutOverride
        if early and isinstance(event, QKeyEvent) and self.keeps(event):
            event.accept()
            return True
        return super().event(event)
