"""The widgets of the review page and where they stand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from annotator.core.scheme import LabelScheme
from annotator.ui.controls import panel_frame
from annotator.ui.pages.heading import ArticleHeading
from annotator.ui.pages.told import Told
from annotator.ui.panels.find_bar import FindBar
from annotator.ui.panels.inspector import SpanInspector
from annotator.ui.panels.label_bar import Hint, HintBar, LabelBar
from annotator.ui.panels.problems import ProblemsPanel
from annotator.ui.panels.review.card import DecisionCard
from annotator.ui.panels.review.conflict import ConflictPanel
from annotator.ui.panels.review.differences import DifferencesPanel
from annotator.ui.panels.review.notes import NotesPanel
from annotator.ui.panels.review.reasons import ReasonPanel
from annotator.ui.text.score import ScoreView
from annotator.ui.theme import Look

DECIDE_HINTS = [
    Hint(["1", "2", "3"], "take", "take:1"),
    Hint(["Shift", "1"], "add another", "also:1"),
    Hint(["0"], "nothing here", "nothing"),
    Hint(["E"], "edit", "edit_gold"),
    Hint(["M"], "note", "reason"),
    Hint(["↵"], "next", "keep"),
    Hint(["Z"], "undo", "undo"),
    Hint(["P"], "parts", "parts"),
    Hint(["K"], "skip", "skip"),
    Hint(["Ctrl", "↵"], "finish article", "finish"),
]
EDIT_HINTS = [
    Hint(["S"], "sentence", "sentence"),
    Hint(["N"], "next mark", "next_span"),
    Hint(["Alt", "→"], "resize", "end_more"),
    Hint(["L"], "relation", "relate"),
    Hint(["X"], "remove", "remove"),
    Hint(["Z"], "undo", "undo"),
    Hint(["Esc"], "stop editing", "escape"),
]
QUEUE_WIDTH, SIDE_WIDTH = 258, 336
MARGIN, PROBLEMS = 18, 230  # pixels; so high may the problems be


class ReviewParts(QSplitter):
    """Differences on the left, the score in the middle, the decision on the right."""

    def __init__(self, scheme: LabelScheme, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.view = ScoreView()
        self.differences = DifferencesPanel(look)
        self.heading = ArticleHeading(look)
        self.find_bar = FindBar(look)
        self.hints = HintBar(look, DECIDE_HINTS)
        self.label_bar = LabelBar(scheme, look, EDIT_HINTS, done="Stop editing")
        self.inspector = SpanInspector(look)
        self.conflict = ConflictPanel(look)
        self.card = DecisionCard(look)
        self.reasons = ReasonPanel(look)
        self.notes = NotesPanel()
        self.problems = ProblemsPanel(look)
        self.problems.setMaximumHeight(PROBLEMS)
        panel_frame(self.problems, edge="top")
        self.problems.hide()
        self.told = Told(self.view, look)
        self.view.resized.connect(self._align_heading)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.side = self._right()
        for widget in (self.differences, self._middle(), self.side):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes([QUEUE_WIDTH, 2000, SIDE_WIDTH])
        self.set_editing(editing=False)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        parts = (self.differences, self.heading, self.find_bar, self.hints, self.label_bar)
        side = (self.inspector, self.conflict, self.card, self.problems)
        for part in (*parts, *side, self.told, self.view):
            part.set_look(look)

    def set_editing(self, *, editing: bool) -> None:
        """Show what editing gold in the text needs, or what deciding needs."""
        self._foot.setVisible(not editing)
        self.label_bar.setVisible(editing)
        self.inspector.setVisible(editing)

    def set_calm(self, *, calm: bool) -> None:
        """Show the text alone, or with the panels beside it."""
        self.differences.setVisible(not calm)
        self.side.setVisible(not calm)

    def next_pane(self) -> None:
        """Give the keyboard focus to the next pane, round the end."""
        panes: list[QWidget] = [self.differences.list, self.view, self.card, self.reasons]
        panes += [self.problems]
        panes = [pane for pane in panes if pane.isVisible()]
        here = next((i for i, pane in enumerate(panes) if _within(pane)), -1)
        target = panes[(here + 1) % len(panes)]
        target = _first_focusable(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def show_side(self, widget: QWidget) -> None:
        """Bring a widget of the right side into sight."""
        self._scroll.ensureWidgetVisible(widget)

    def _align_heading(self) -> None:
        left, width = self.view.column()
        self.heading.set_column(left, max(0, self.view.width() - left - width))

    def _middle(self) -> QWidget:
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._foot = QFrame()
        panel_frame(self._foot, edge="top")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(20, 7, 20, 7)
        foot.addWidget(self.hints)
        for widget in (self.heading, self.find_bar, self.view, self._foot, self.label_bar):
            column.addWidget(widget, 1 if widget is self.view else 0)
        return frame

    def _right(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("surface", "clear")
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, 14, MARGIN, 14)
        column.setSpacing(14)
        for widget in (self.conflict, self.card, self.reasons, self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setProperty("surface", "clear")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = QFrame()
        panel_frame(side, edge="left")
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.inspector)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.problems)
        side.setMinimumWidth(SIDE_WIDTH)
        return side


def _within(pane: QWidget) -> bool:
    return pane.hasFocus() or any(child.hasFocus() for child in pane.findChildren(QWidget))


def _first_focusable(pane: QWidget) -> QWidget:
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    for child in pane.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            return child
    return pane
