"""The widgets of the review page and where they stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.core.scheme import LabelScheme
from annotator.ui.controls import panel_frame
from annotator.ui.pages.article.panes import Panes, column_of
from annotator.ui.pages.article.told import Told
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
    Hint(["K"], "skip", "skip"),
    Hint(["P"], "parts", "parts"),
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
QUEUE_LEAST, SIDE_LEAST = 208, 284  # pixels, in a narrow window
MARGIN, PROBLEMS = 18, 230  # pixels; so high may the problems be


class ReviewParts(Panes):
    """Differences on the left, the score in the middle, the decision on the right."""

    def __init__(self, scheme: LabelScheme, look: Look) -> None:
        super().__init__(ScoreView(), look)
        self.differences = DifferencesPanel(look)
        self.find_bar = FindBar(look)
        self.hints = HintBar(look, DECIDE_HINTS, lines=2)
        self.label_bar = LabelBar(scheme, look, EDIT_HINTS, done="Stop editing", digits=False)
        self.inspector = SpanInspector(look, digits=False)  # those take readings
        self.conflict = ConflictPanel(look)
        self.card = DecisionCard(look)
        self.reasons = ReasonPanel()
        self.notes = NotesPanel()
        self.problems = ProblemsPanel(look)
        self.problems.setMaximumHeight(PROBLEMS)
        panel_frame(self.problems, edge="top")
        self.problems.hide()
        self.side = self._right()
        middle = self._middle()
        self.told = Told(middle, look, gap=4)  # over the keys, where no text is read
        row, wide = (self.differences, middle, self.side), (QUEUE_WIDTH, SIDE_WIDTH)
        self.show_side_by_side(row, wide, (QUEUE_LEAST, SIDE_LEAST))
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

    def panes(self) -> Sequence[QWidget]:
        """Return where the keyboard can be."""
        return (self.differences.list, self.view, self.card, self.reasons, self.problems)

    def show_side(self, widget: QWidget) -> None:
        """Bring a widget of the right side into sight."""
        self._scroll.ensureWidgetVisible(widget)

    def _middle(self) -> QWidget:
        self._foot = QFrame()
        panel_frame(self._foot, edge="top")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(20, 7, 20, 7)
        foot.addWidget(self.hints)
        rows = (self.heading, self.find_bar, self.view, self._foot, self.label_bar)
        return column_of(*rows, stretch=self.view)

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
        side = column_of(self.inspector, self._scroll, self.problems, stretch=self._scroll)
        panel_frame(side, edge="left")
        side.setMinimumWidth(SIDE_LEAST)
        return side
