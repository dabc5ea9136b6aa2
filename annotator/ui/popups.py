"""Menus and lists that open over the window: while one is open, all keys are its own."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from annotator.ui.errors import override

PRESSES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Menu(QMenu):
    """A menu in which a letter goes to the next entry that begins with it.

    Where `stays` is set, an entry with a check mark leaves the menu open.
    """

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(title, parent)
        self.stays = False

    @override(lambda: False)
    def event(self, event: QEvent) -> bool:
        """Keep keys from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to an entry by its first letter; leave the rest to Qt."""
        if event.key() in PRESSES and self._flip(self.activeAction()):
            return
        found = self._beginning_with(event.text().casefold())
        if found is not None:
            self.setActiveAction(found)
        else:
            super().keyPressEvent(event)

    @override()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Flip a check mark where the menu stays open."""
        if not self._flip(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def _flip(self, action: QAction | None) -> bool:
        """Trigger an entry that leaves the menu open; tell whether it is one."""
        if not self.stays or action is None or not action.isCheckable():
            return False
        action.trigger()
        return True

    def _beginning_with(self, letter: str) -> QAction | None:
        """Return the next entry that begins with a letter, round from the one in hand."""
        if not letter.strip():
            return None
        entries, here = self.actions(), self.activeAction()
        at = entries.index(here) + 1 if here in entries else 0
        for one in (*entries[at:], *entries[:at]):
            words = one.text().removeprefix("&").casefold()
            if words.startswith(letter) and one.isEnabled() and one.isVisible():
                return one
        return None


class Combo(QComboBox):
    """A list of which one is chosen; while it is open, a letter goes to what begins with it."""

    @override()
    def showPopup(self) -> None:
        """Open the list."""
        self.view().installEventFilter(self)
        super().showPopup()

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().eventFilter(watched, event)
