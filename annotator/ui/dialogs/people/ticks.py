"""Paints the cells of the table of work: a box to tick, and how far somebody is."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from annotator.ui.chips import elided, focus_ring
from annotator.ui.controls import ENTER, ModelIndex
from annotator.ui.dialogs.frame import paper_theme
from annotator.ui.errors import override
from annotator.ui.painted import BOX, tick_box
from annotator.ui.theme import colour, ui_font

ROW_HEIGHT = 30
LEFT = 12  # pixels before a box
TITLE_WIDTH, CELL_WIDTH = 240, 124  # of the titles at least, and of each person
ROLE = Qt.ItemDataRole


class TickDelegate(QStyledItemDelegate):
    """A click anywhere in a cell, Space and Enter tick it."""

    @override(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """Return one height for all rows."""
        return QSize(100, ROW_HEIGHT)

    @override(lambda: False)
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: ModelIndex,
    ) -> bool:
        """Tick a cell by mouse or key."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable or not _ticks(event):
            return False
        on = Qt.CheckState(index.data(ROLE.CheckStateRole)) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, wanted, ROLE.CheckStateRole)

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one cell."""
        theme, rect = paper_theme(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(theme.row))
        words, left = str(index.data() or ""), rect.left() + 8
        if index.column():
            ticked = Qt.CheckState(index.data(ROLE.CheckStateRole)) == Qt.CheckState.Checked
            box = QRectF(rect.left() + LEFT, rect.center().y() - BOX / 2, BOX, BOX)
            tick_box(painter, box, theme, ticked=ticked)
            left = box.right() + 8
        font = ui_font(12 if index.column() else 13)
        painter.setFont(font)
        painter.setPen(colour(theme.ink2 if index.column() else theme.ink))
        place = QRectF(left, rect.top(), rect.right() - left - 4, rect.height())
        shown = elided(words, font, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, rect.adjusted(2, 2, -2, -2), theme, 4)
        painter.restore()


class WorkTable(QTableView):
    """A table of which Tab leads out again, and whose arrows walk the cells."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Who is to mark what")
        self.setItemDelegate(TickDelegate(self))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setFont(ui_font(12, 600))
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def share_width(self) -> None:
        """Give each person a column of one width, and the titles what is left."""
        columns = self.model().columnCount() if self.model() else 0
        for column in range(1, columns):
            self.setColumnWidth(column, CELL_WIDTH)
        room = self.viewport().width() - max(columns - 1, 0) * CELL_WIDTH
        self.setColumnWidth(0, max(TITLE_WIDTH, room))

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.share_width()

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Enter as with Space; it must not close the dialog."""
        index = self.currentIndex()
        if event.key() in ENTER and index.isValid():
            self.itemDelegate().editorEvent(event, self.model(), QStyleOptionViewItem(), index)
        else:
            super().keyPressEvent(event)


def _ticks(event: QEvent) -> bool:
    if isinstance(event, QKeyEvent):
        return event.type() == QEvent.Type.KeyPress and event.key() in ENTER | {Qt.Key.Key_Space}
    if isinstance(event, QMouseEvent):
        released = event.type() == QEvent.Type.MouseButtonRelease
        return released and event.button() == Qt.MouseButton.LeftButton
    return False
