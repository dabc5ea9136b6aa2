"""What hands do on a page with an article, whichever page it is: its panels, connected."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction

from annotator.ui.pages.article.page import ArticlePage

NO_MARK = "No mark lies there: mark the words first, then draw to them."


class TextHands(QObject):
    """Hears the labels under the text, the line to find words in, and the inspector."""

    def __init__(self, page: ArticlePage) -> None:
        super().__init__(page)
        self._article_page = page
        self._connect_labels()
        self._connect_find()
        self._connect_inspector()

    def in_text(self, slot: Callable[..., object]) -> Callable[..., None]:
        """Return the slot so that the keyboard is back in the text after it."""

        def run(*values: object) -> None:
            slot(*values)
            self._article_page.view.setFocus()

        return run

    def act(self, name: str) -> None:
        """Do what a key does; some keys are those of the window."""
        page = self._article_page
        action = page.action(name) or page.window().findChild(QAction, name)
        if action is not None:
            action.trigger()

    def aimed(self, relation: str, place: QPoint) -> None:
        """Show whether a relation may lead to the mark that it is dragged over."""
        page = self._article_page
        fits = page.linking.aim(relation, page.view.span_under(place))
        page.parts.inspector.relations.show_fit(fits)

    def dropped(self, relation: str, place: QPoint) -> None:
        """Draw a relation to the mark where the mouse let go; where none is, say so."""
        page, text = self._article_page, self._article_page.view.viewport()
        under = page.view.span_under(place)
        page.linking.drop(relation, under)
        if under is None and text.rect().contains(text.mapFromGlobal(place)):
            page.bridge.told.emit(NO_MARK)

    def _connect_labels(self) -> None:
        bar, marking = self._article_page.parts.label_bar, self._article_page.marking
        marking.armed_changed.connect(bar.set_state)
        bar.picked.connect(self.in_text(marking.label))
        bar.locked.connect(self.in_text(partial(marking.arm, lock=True)))
        bar.hinted.connect(self.in_text(self.act))

    def _connect_find(self) -> None:
        page, bar = self._article_page, self._article_page.parts.find_bar
        bar.wanted.connect(lambda words, step: bar.set_place(*page.reading.find(words, step)))
        bar.closed.connect(page.reading.leave_find)
        bar.closed.connect(page.view.setFocus)

    def _connect_inspector(self) -> None:
        page, marking = self._article_page, self._article_page.marking
        inspector = page.parts.inspector
        inspector.label_picked.connect(self.in_text(marking.label))
        inspector.stepped.connect(marking.edge)
        inspector.attribute_set.connect(marking.set_attribute)
        inspector.discuss_set.connect(marking.flag)
        inspector.note_set.connect(marking.set_note)
        inspector.note_left.connect(page.view.setFocus)
        inspector.span_picked.connect(self.in_text(marking.focus))
        inspector.relation_removed.connect(marking.unrelate)
        inspector.link_requested.connect(self.in_text(page.linking.walk))
        inspector.link_dragged.connect(self.aimed)
        inspector.link_dropped.connect(self.dropped)
