"""The panes of a page with an article: what stands beside it, and where the keyboard is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from annotator.ui.pages.article.heading import ArticleHeading
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import Look

if TYPE_CHECKING:
    from annotator.ui.panels.find_bar import FindBar
    from annotator.ui.panels.inspector import SpanInspector
    from annotator.ui.panels.label_bar import LabelBar


class Panes(QSplitter):
    """A list on the left, the article in the middle, what can be said of it on the right."""

    find_bar: "FindBar"
    label_bar: "LabelBar"
    inspector: "SpanInspector"
    view: ArticleView
    side: QWidget

    def __init__(self, view: ArticleView, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.view = view
        self.heading = ArticleHeading(look)
        self.view.resized.connect(self._align_heading)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def show_side_by_side(self, widgets: Sequence[QWidget], wide: tuple[int, int]) -> None:
        """Show left, middle and right; `wide` are left and right in pixels, the rest is text."""
        for widget in widgets:
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes([wide[0], 2000, wide[1]])

    def panes(self) -> Sequence[QWidget]:
        """Return where the keyboard can be, in order; what is hidden is left out by the walk."""
        raise NotImplementedError

    def next_pane(self) -> None:
        """Give the keyboard focus to the next pane, round the end."""
        panes = [pane for pane in self.panes() if pane.isVisible()]
        here = next((i for i, pane in enumerate(panes) if _within(pane)), -1)
        target = _first_focusable(panes[(here + 1) % len(panes)])
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _align_heading(self) -> None:
        left, width = self.view.column()
        self.heading.set_column(left, max(0, self.view.width() - left - width))


def column_of(*widgets: QWidget, stretch: QWidget) -> QFrame:
    """Return widgets one below the other, without gaps; one of them takes the room that is left."""
    frame = QFrame()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is stretch else 0)
    return frame


def _within(pane: QWidget) -> bool:
    return pane.hasFocus() or any(child.hasFocus() for child in pane.findChildren(QWidget))


def _first_focusable(pane: QWidget) -> QWidget:
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    for child in pane.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            return child
    return pane
