"""A hand on the mouse: presses, moves that carry buttons, releases, told by offsets of the text."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from annotator.ui.text.view import ArticleView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
FREE = Qt.KeyboardModifier.NoModifier
STEPS = 6


class Hand:
    """Works on an article view that is shown; places are points of its viewport."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view

    def on(self, offset: int) -> QPoint:
        """Return the middle of a character, scrolled into sight."""
        self.view.reveal(offset, offset + 1)
        return self.view.rect_of(offset, offset + 1).center().toPoint()

    def gap(self, offset: int, *, nudge: int = 0) -> QPoint:
        """Return the place between two characters, on the letters of its line."""
        self.view.reveal(offset, offset)
        place = self.view.text_geometry.caret(offset).center()
        return (place - QPointF(0, self.view.scroller.value)).toPoint() + QPoint(nudge, 0)

    def press(self, at: QPoint, keys: Qt.KeyboardModifier = FREE) -> None:
        send(self.view.viewport(), QEvent.Type.MouseButtonPress, at, LEFT, LEFT, keys)

    def move(self, at: QPoint, keys: Qt.KeyboardModifier = FREE) -> None:
        send(self.view.viewport(), QEvent.Type.MouseMove, at, NONE, LEFT, keys)

    def release(self, at: QPoint, keys: Qt.KeyboardModifier = FREE) -> None:
        send(self.view.viewport(), QEvent.Type.MouseButtonRelease, at, LEFT, NONE, keys)

    def hover(self, at: QPoint) -> None:
        send(self.view.viewport(), QEvent.Type.MouseMove, at, NONE, NONE, FREE)

    def click(self, at: QPoint, keys: Qt.KeyboardModifier = FREE) -> None:
        """Click once, after any click before was long enough ago."""
        self.rest()
        self.press(at, keys)
        self.release(at, keys)

    def double_click(self, at: QPoint) -> None:
        """Click twice, as Qt tells it."""
        self.click(at)
        send(self.view.viewport(), QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, FREE)
        self.release(at)

    def triple_click(self, at: QPoint) -> None:
        """Click three times, as Qt tells it."""
        self.double_click(at)
        self.press(at)
        self.release(at)

    def drag(self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = FREE) -> None:
        """Press, move in steps, release."""
        self.rest()
        self.press(start, keys)
        for step in range(1, STEPS + 1):
            self.move(start + (end - start) * (step / STEPS), keys)
        self.release(end, keys)

    def rest(self) -> None:
        """Let the time pass in which a further click would make a double click of the last one."""
        self.view.gestures._again.stop()


def drag_handle(handle: QWidget, pixels: int) -> None:
    """Drag the handle between two panes, to the right or down (below 0: to the left or up)."""
    flat = handle.width() > handle.height()
    step = QPoint(0, pixels) if flat else QPoint(pixels, 0)
    start = handle.rect().center()
    send(handle, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    send(handle, QEvent.Type.MouseMove, start + step, NONE, LEFT)
    send(handle, QEvent.Type.MouseButtonRelease, start, LEFT, NONE)


def click_row(shown: QAbstractItemView, row: int) -> None:
    """Click the first words of a row, scrolled into sight."""
    index = shown.model().index(row, 0)
    shown.scrollTo(index)
    place = shown.visualRect(index).topLeft() + QPoint(60, 8)
    QTest.mouseClick(shown.viewport(), LEFT, FREE, place)


def send(  # noqa: PLR0913, PLR0917 what a mouse event is made of
    widget: QWidget,
    kind: QEvent.Type,
    at: QPoint,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
    keys: Qt.KeyboardModifier = FREE,
) -> None:
    """Send a mouse event as a real mouse would: with the buttons that are held."""
    where, on_screen = QPointF(at), QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(kind, where, on_screen, button, buttons, keys))
