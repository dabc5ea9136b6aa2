"""The articles behind a count of somebody's work, and the way to each."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.chips import counted
from annotator.ui.controls import RowList
from annotator.ui.dialogs.found import FoundDialog
from annotator.ui.models.articles_model import ArticlesModel, ToldArticle
from annotator.ui.panels.article_rows import ArticleDelegate
from annotator.ui.theme import Look

SIZE = QSize(620, 520)  # pixels


class ArticlesDialog(FoundDialog):
    """The articles, each with what is told of it."""

    review_asked = Signal(str)  # the id of an article
    way = "Show the article"

    def __init__(self, parent: QWidget | None, words: str, look: Look) -> None:
        self.articles = ArticlesModel()
        rows = RowList("Articles")
        rows.show_long(self.articles)
        self._delegate = ArticleDelegate(look)
        rows.setItemDelegate(self._delegate)
        super().__init__(parent, words, rows, SIZE)

    def show_rows(self, rows: Sequence[ToldArticle]) -> None:
        """Show what was found."""
        self.articles.put(rows)
        told = f"{counted(len(rows), 'article')}." if rows else "There are none."
        self.show_found(told, some=bool(rows))

    def go_to(self, index: QModelIndex) -> None:
        """Tell which article is wanted."""
        row: ToldArticle = index.data(Qt.ItemDataRole.UserRole)
        self.review_asked.emit(row.document)
