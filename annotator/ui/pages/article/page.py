"""A page with an article in its middle, whose marks are edited there."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.bridge import Bench, DeskBridge
from annotator.ui.editing.linking import Linking
from annotator.ui.editing.marking import Marking
from annotator.ui.editing.reading import Reading
from annotator.ui.pages.article.panes import Panes
from annotator.ui.text.view import ArticleView


class ArticlePage(QWidget):
    """Has the parts, and what acts on the marks; what comes of that is each page's own."""

    parts: Panes
    view: ArticleView

    def __init__(self, bridge: DeskBridge, parts: Panes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.scheme = bridge.project.scheme
        self.parts = parts
        self.view = parts.view

    def equip(self, bench: Bench) -> None:
        """Show the parts, and let marks be made, linked and found; edits go to the bench."""
        self.view.set_relation_words({r.name: r.words for r in self.scheme.relations})
        self.marking = Marking(bench, self.view, self.scheme)
        self.linking = Linking(bench, self.view, self.scheme)
        self.reading = Reading(bench, self.view, self.marking, self.scheme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)

    def action(self, name: str) -> QAction | None:
        """Return what a key of this page does, by the act's name, or None."""
        raise NotImplementedError
