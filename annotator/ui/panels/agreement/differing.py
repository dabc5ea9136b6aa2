"""A list of articles with a bar each: how much there is to settle."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem

from annotator.ui.controls import ModelIndex, RowList
from annotator.ui.errors import override
from annotator.ui.models.articles_model import ArticlesModel, ToldArticle
from annotator.ui.painted import Ground, Inked, RowDelegate, paint_ends, painted_row
from annotator.ui.theme import Look, colour, ui_font

ROW, MARGIN = 40, 18  # pixels
BAR = {"light": "#B4730B", "dark": "#E3B341"}


class DifferingList(RowList):
    """A click or Enter tells which article is wanted."""

    wanted = Signal(str)  # the id of an article

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name)
        self.articles = ArticlesModel()
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


class DifferingDelegate(RowDelegate):
    """Paints a title, a number, and a bar below them."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, ROW)

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        row: ToldArticle = index.data(Qt.ItemDataRole.UserRole)
        theme = self.look.theme
        ground = Ground(theme, here=False, gap=1, radius=6)
        with painted_row(painter, option, ground) as rect:
            line = rect.adjusted(MARGIN, 3, -MARGIN, -13)
            number = Inked(row.told, ui_font(12, 600), theme.ink)
            paint_ends(painter, line, Inked(row.title, ui_font(13), theme.ink), number)
            bar = QRectF(line.left(), line.bottom() + 3, line.width(), 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.row))
            painter.drawRoundedRect(bar, 2, 2)
            bar.setWidth(max(4.0, bar.width() * row.share))
            painter.setBrush(colour(BAR[theme.name]))
            painter.drawRoundedRect(bar, 2, 2)
