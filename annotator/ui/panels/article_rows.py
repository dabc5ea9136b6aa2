"""A list of articles with some words behind each, under a heading; it may be long."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.chips import elided
from annotator.ui.controls import ModelIndex, PlainLabel, RowList
from annotator.ui.errors import override
from annotator.ui.models.articles_model import ArticlesModel, ToldArticle
from annotator.ui.painted import Ground, Inked, RowDelegate, paint_ends, painted_row
from annotator.ui.theme import Look, ui_font

ROW, MARGIN = 32, 8  # pixels
SHOWN = 10  # rows in sight at most


class ArticleRows(QWidget):
    """The list; a click or Enter tells which article is wanted. Without rows it is not there."""

    wanted = Signal(str)  # the id of an article

    def __init__(self, title: str, look: Look) -> None:
        super().__init__()
        self.articles = ArticlesModel()
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

    def show_rows(self, rows: Sequence[ToldArticle]) -> None:
        """Show articles."""
        self.articles.put(rows)
        self.list.setFixedHeight(ROW * min(SHOWN, len(rows)) + 2)
        self.setVisible(bool(rows))

    def _tell(self, index: QModelIndex) -> None:
        row: ToldArticle = index.data(Qt.ItemDataRole.UserRole)
        self.wanted.emit(row.document)


class ArticleDelegate(RowDelegate):
    """Paints a title, and what is told of it at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, ROW)

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        row: ToldArticle = index.data(Qt.ItemDataRole.UserRole)
        theme, small = self.look.theme, ui_font(12)
        with painted_row(painter, option, Ground(theme, here=False, gap=1, radius=6, side=0)):
            line = QRectF(option.rect).adjusted(MARGIN, 0, -MARGIN, 0)
            told = elided(row.told, small, line.width() * 0.6)
            title = Inked(row.title, ui_font(13), theme.ink)
            paint_ends(painter, line, title, Inked(told, small, theme.ink2))
