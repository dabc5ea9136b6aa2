"""The articles behind a count of somebody's work, and the way to each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.article_rows import ArticleDelegate
from annotator.ui.chips import counted
from annotator.ui.controls import RowList
from annotator.ui.dialogs.frame import CalmDialog, heading, sentence
from annotator.ui.models.differing_model import DifferingModel, DifferingRow
from annotator.ui.theme import Look

WIDTH, HEIGHT = 620, 520  # pixels


class ArticlesDialog(CalmDialog):
    """A list of articles; Enter or a double click goes there, and the dialog closes."""

    review_asked = Signal(str)  # the id of an article

    def __init__(self, parent: QWidget | None, words: str, look: Look) -> None:
        super().__init__(parent, "Behind the number", width=WIDTH)
        self.resize(WIDTH, HEIGHT)
        self.articles = DifferingModel()
        self._told = sentence("Looking …", quiet=True)
        self.list = RowList("Articles")
        self.list.clicked.disconnect(self.list.chosen)  # a click only stands there
        self.list.show_long(self.articles)
        self._delegate = ArticleDelegate(look)
        self.list.setItemDelegate(self._delegate)
        self.list.hide()
        self.body.addWidget(heading(words, 17))
        self.body.addWidget(self._told)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.add_button("Close", self.reject)
        self.show_button = self.add_button("Show the article", self._show, main=True)
        self.show_button.setEnabled(False)
        self.list.chosen.connect(lambda _index: self._show())
        self.list.doubleClicked.connect(lambda _index: self._show())

    def show_rows(self, rows: Sequence[DifferingRow]) -> None:
        """Show what was found."""
        self.articles.put(rows)
        self.told = f"{counted(len(rows), 'article')}." if rows else "There are none."
        self.list.setVisible(bool(rows))
        self.show_button.setEnabled(bool(rows))
        if rows:
            self.list.show_row(0)
            self.list.setFocus()

    @property
    def told(self) -> str:
        """What stands below the heading."""
        return self._told.text()

    @told.setter
    def told(self, words: str) -> None:
        self._told.setText(words)

    def _show(self) -> None:
        row: DifferingRow | None = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if row is not None:
            self.accept()
            self.review_asked.emit(row.document)
