"""A list of articles with some words behind each, under a heading; it may be long."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.chips import elided, focus_ring
from annotator.ui.controls import ModelIndex, PlainLabel, RowList
from annotator.ui.errors import override
from annotator.ui.models.differing_model import DifferingModel, DifferingRow
from annotator.ui.theme import Look, colour, ui_font

ROW, SHOWN = 32, 10  # pixels; rows in sight at most


class ArticleRows(QWidget):
    """The list; a click or Enter tells which article is wanted. Without rows it is not there."""

    wanted = Signal(str)  # the id of an article

    def __init__(self, title: str, look: Look) -> None:
        super().__init__()
        self.articles = DifferingModel()
        self.list = RowList(title)
        self.list.show_long(self.articles)
        self._delegate = ArticleDelegate(look)
        self.list.setItemDelegate(self._delegate)
        self.list.chosen.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(title, px=14, weight=600))
        column.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._delegate.look = look
        self.list.viewport().update()

    def show_rows(self, rows: Sequence[DifferingRow]) -> None:
        """Show articles."""
        self.articles.put(rows)
        self.list.setFixedHeight(ROW * min(SHOWN, len(rows)) + 2)
        self.setVisible(bool(rows))

    def _tell(self, index: QModelIndex) -> None:
        row: DifferingRow = index.data(Qt.ItemDataRole.UserRole)
        self.wanted.emit(row.document)


class ArticleDelegate(QStyledItemDelegate):
    """Paints a title, and what is told of it at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    @override(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(100, ROW)

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        row: DifferingRow = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self.look.theme, QRectF(option.rect)
        middle, small, font = Qt.AlignmentFlag.AlignVCenter, ui_font(12), ui_font(13)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.row, 0.6))
            painter.drawRoundedRect(rect.adjusted(0, 1, -12, -1), 6, 6)
        line = rect.adjusted(8, 0, -20, 0)
        told = elided(row.told, small, line.width() * 0.6)
        room = line.width() - QFontMetricsF(small).horizontalAdvance(told) - 16
        painter.setFont(small)
        painter.setPen(colour(theme.ink2))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, told)
        painter.setFont(font)
        painter.setPen(colour(theme.ink))
        painter.drawText(line, middle, elided(row.title, font, room))
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, rect.adjusted(1, 1, -13, -1), theme)
        painter.restore()
