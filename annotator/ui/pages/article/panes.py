"""The panes of a page with an article: what stands beside it, and where the keyboard is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from annotator.ui.errors import override
from annotator.ui.pages.article.heading import ArticleHeading
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import Look

if TYPE_CHECKING:
    from annotator.ui.panels.find_bar import FindBar
    from annotator.ui.panels.inspector import SpanInspector
    from annotator.ui.panels.label_bar import LabelBar


TEXT_LEAST = 552  # pixels: some fifty characters of the usual size, with their margins


class Panes(QSplitter):
    """A list on the left, the article in the middle, what can be said of it on the right.

    Where the window is narrow the sides give way to the text, as far as they can be read then.
    """

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
        self.view.verticalScrollBar().valueChanged.connect(self.heading.set_scrolled)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.wide = self._least = (0, 0)  # left and right: as they shall be, and at least
        self.text_least = TEXT_LEAST  # less where somebody drew the sides wider than that
        self.splitterMoved.connect(self._take_wide)

    def show_side_by_side(
        self,
        widgets: Sequence[QWidget],
        wide: tuple[int, int],
        least: tuple[int, int] | None = None,
    ) -> None:
        """Show left, middle and right; `wide` are left and right in pixels, the rest is text.

        Where there is little room for the text, left and right shrink to what is the least.
        """
        for widget in widgets:
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self._least = least or wide
        self.set_wide(*wide)

    def set_wide(self, left: int, right: int, text_least: int = TEXT_LEAST) -> None:
        """Let left and right be so wide, in pixels, where that much is left for the text."""
        self.wide, self.text_least = (left, right), min(text_least, TEXT_LEAST)
        self._share()

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _take_wide(self) -> None:
        left, text, right = self.sizes()
        self.wide = (left or self.wide[0], right or self.wide[1])
        self.text_least = min(text, TEXT_LEAST)

    def _share(self) -> None:
        room = self.width() - 2 * self.handleWidth()
        slack = [max(0, w - least) for w, least in zip(self.wide, self._least, strict=True)]
        lack = min(max(0, self.text_least + sum(self.wide) - room), sum(slack))
        share = lack / sum(slack) if lack else 0.0
        left, right = (w - round(s * share) for w, s in zip(self.wide, slack, strict=True))
        self.setSizes([left, max(0, room - left - right), right])

    def panes(self) -> Sequence[QWidget]:
        """Return where the keyboard can be, in order; what is hidden is left out by the walk."""
        raise NotImplementedError

    def next_pane(self) -> None:
        """Give the keyboard focus to the next pane, round the end."""
        panes = [pane for pane in self.panes() if pane.isVisible()]
        here = next((i for i, pane in enumerate(panes) if _within(pane)), -1)
        order = [*panes[here + 1 :], *panes[: here + 1]]
        target = next(filter(None, map(_first_focusable, order)), None)
        if target is not None:
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


def _first_focusable(pane: QWidget) -> QWidget | None:
    """Return what takes the keyboard in a pane, or None where nothing in it does just now."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    for child in pane.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            return child
    return None
