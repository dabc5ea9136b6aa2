"""The widget that shows a drawing: its items can be reached by key, pointed at, and opened.

It is a list to Qt, so that screen readers find every item with its words and its place.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy

from annotator.ui.chips import focus_ring
from annotator.ui.controls import ModelIndex, RowList
from annotator.ui.errors import override
from annotator.ui.plots.drawing import Drawing, ItemsModel
from annotator.ui.theme import Look, colour

WIDTH = 260  # pixels: the least in which a drawing can be read
ASIDE = 3.0  # how much further an item is off for each pixel beside the way of an arrow key
Move = QAbstractItemView.CursorAction
WAYS = {
    Move.MoveLeft: (-1, 0),
    Move.MoveRight: (1, 0),
    Move.MoveUp: (0, -1),
    Move.MoveDown: (0, 1),
}


class Plot(RowList):
    """Shows a drawing in its whole room; a click or Enter on an item opens what is behind it."""

    opened = Signal(object, str)  # the cell of an item, and its words
    stood = Signal(QRect)  # where the keyboard is now, in pixels of this widget

    def __init__(self, name: str, drawing: Drawing, look: Look) -> None:
        self.drawing = drawing  # before Qt, which asks for places at once
        self._look = look
        self._hovered = -1
        super().__init__(name)
        self.items = ItemsModel()
        self.items.put(drawing.items)
        self.setModel(self.items)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.chosen.connect(self._open)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.viewport().update()

    def set_drawing(self, drawing: Drawing) -> None:
        """Show another drawing."""
        self.drawing = drawing
        self._hover(-1)
        self.items.put(drawing.items)
        self.updateGeometry()
        self.viewport().update()

    def box(self, row: int) -> QRectF:
        """Return where an item lies, in pixels of this widget; empty where there is none."""
        boxes = self._boxes()
        return boxes[row] if 0 <= row < len(boxes) else QRectF()

    def _boxes(self) -> list[QRectF]:
        return self.drawing.boxes(QRectF(self.viewport().rect()))

    def _open(self, index: QModelIndex) -> None:
        item = self.items.rows[index.row()]
        if item.cell is not None:
            self.opened.emit(item.cell, item.words)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            opens = 0 <= row < len(self.items.rows) and self.items.rows[row].cell is not None
            shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing, what is pointed at, and where the keyboard is."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.drawing.paint(painter, QRectF(self.viewport().rect()), self._look)
        theme, boxes = self._look.theme, self._boxes()
        if 0 <= self._hovered < len(boxes) and self.items.rows[self._hovered].cell is not None:
            painter.setPen(QPen(colour(theme.ink3), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(boxes[self._hovered], 5, 5)
        here = self.currentIndex().row()
        if self.hasFocus() and 0 <= here < len(boxes):
            focus_ring(painter, boxes[here].adjusted(1, 1, -1, -1), theme, 5)

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want the room in which the drawing can be read."""
        return QSize(WIDTH, self.drawing.height)

    @override(QSize)
    def minimumSizeHint(self) -> QSize:
        """Need the room in which the drawing can be read."""
        return QSize(WIDTH, self.drawing.height)

    @override(QRect)
    def visualRect(self, index: ModelIndex) -> QRect:
        """Return where an item lies."""
        return self.box(index.row()).toAlignedRect()

    @override(QModelIndex)
    def indexAt(self, place: QPoint) -> QModelIndex:
        """Return the item at a place; the last painted where two lie there."""
        boxes = self._boxes()
        found = [row for row, box in enumerate(boxes) if box.contains(place)]
        return self.items.index(found[-1], 0) if found else QModelIndex()

    @override(QModelIndex)
    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the item that a key leads to."""
        row = next_item(self._boxes(), self.currentIndex().row(), action)
        return self.items.index(row, 0) if row >= 0 else QModelIndex()

    @override()
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select nothing: where the keyboard is says enough."""

    @override()
    def scrollTo(
        self,
        index: ModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Stay: all of the drawing is in sight."""

    @override()
    def currentChanged(self, current: ModelIndex, previous: ModelIndex) -> None:
        """Tell where the keyboard went."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.stood.emit(self.visualRect(current))

    @override()
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first item where none was current."""
        super().focusInEvent(event)
        self.viewport().update()
        if self.currentIndex().isValid():
            self.stood.emit(self.visualRect(self.currentIndex()))

    @override()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no more where the keyboard was."""
        super().focusOutEvent(event)
        self.viewport().update()

    @override()
    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._hover(-1)

    @override()
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, which scrolls."""
        event.ignore()


def next_item(boxes: Sequence[QRectF], here: int, action: Move) -> int:
    """Return the item that a key leads to from another, -1 where there is none.

    An arrow leads to the nearest item in its direction; without one it stays.
    """
    last = len(boxes) - 1
    if last < 0:
        return -1
    if action in WAYS and 0 <= here <= last:
        return _nearest(boxes, here, WAYS[action])
    jumps = {
        Move.MoveNext: min(here + 1, last),
        Move.MovePrevious: max(here - 1, 0),
        Move.MoveEnd: last,
        Move.MovePageDown: last,
    }
    return jumps.get(action, 0)


def _nearest(boxes: Sequence[QRectF], here: int, way: tuple[int, int]) -> int:
    found, nearest = here, float("inf")
    for row, box in enumerate(boxes):
        away = box.center() - boxes[here].center()
        ahead = away.x() * way[0] + away.y() * way[1]
        far = ahead + ASIDE * abs(away.x() * way[1] + away.y() * way[0])
        if ahead > 1 and far < nearest:
            found, nearest = row, far
    return found
