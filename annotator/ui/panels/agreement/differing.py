"""A list of articles with a bar each: how much there is to settle."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.chips import elided, focus_ring
from annotator.ui.controls import ModelIndex, RowList
from annotator.ui.errors import override
from annotator.ui.models.differing_model import DifferingModel, DifferingRow
from annotator.ui.theme import Look, colour, ui_font

ROW, MARGIN = 40, 18  # pixels
BAR = {"light": "#B4730B", "dark": "#E3B341"}


class DifferingList(RowList):
    """A click or Enter tells which article is wanted."""

    wanted = Signal(str)  # the id of an article

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name)
        self.articles = DifferingModel()
        self.setModel(self.articles)
        self._delegate = DifferingDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setMinimumHeight(ROW * 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.chosen.connect(self._tell)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._delegate.look = look
        self.viewport().update()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want to show all rows."""
        return QSize(200, ROW * max(1, len(self.articles.rows)) + 2)

    def _tell(self, index: QModelIndex) -> None:
        self.wanted.emit(self.articles.rows[index.row()].document)


class DifferingDelegate(QStyledItemDelegate):
    """Paints a title, a number, and a bar below them."""

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
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.row, 0.6))
            painter.drawRoundedRect(rect.adjusted(8, 1, -8, -1), 6, 6)
        line = rect.adjusted(MARGIN, 3, -MARGIN, -13)
        number, words = ui_font(12, 600), ui_font(13)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour(theme.ink))
        painter.setFont(number)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, row.told)
        room = line.width() - QFontMetricsF(number).horizontalAdvance(row.told) - 12
        painter.setFont(words)
        painter.drawText(line, middle, elided(row.title, words, room))
        bar = QRectF(line.left(), line.bottom() + 3, line.width(), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.row))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(max(4.0, bar.width() * row.share))
        painter.setBrush(colour(BAR[theme.name]))
        painter.drawRoundedRect(bar, 2, 2)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, rect.adjusted(9, 1, -9, -2), theme)
        painter.restore()
