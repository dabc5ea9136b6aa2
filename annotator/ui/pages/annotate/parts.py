"""The widgets of the annotate page and where they stand."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.ui.pages.annotate.lists import Lists
from annotator.ui.pages.article.panes import Panes, column_of
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import Look

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme
    from annotator.ui.pages.annotate.blank import Blank
    from annotator.ui.pages.article.told import Told
    from annotator.ui.panels.marks import MarksPanel
    from annotator.ui.panels.problems import ProblemsPanel
    from annotator.ui.panels.queue import QueuePanel

HINTS = [
    (["E"], "expand", "expand"),
    (["S"], "sentence", "sentence"),
    (["N"], "next mark", "next_span"),
    (["O"], "overlap", "overlap"),
    (["Alt", "→"], "resize", "end_more"),
    (["L"], "relation", "relate"),
    (["↵"], "take", "accept"),
    (["X"], "remove", "remove"),
    (["Z"], "undo", "undo"),
    (["?"], "all keys", "keys"),
]
QUEUE_WIDTH, INSPECTOR_WIDTH = 268, 320
QUEUE_LEAST, INSPECTOR_LEAST = 200, 272
SIDES, PIXELS = 3, re.compile("[0-9]{1,4}")  # left and right, and the least of the text
FOOT = 90  # pixels under the text, kept free for the labels until they are there


class AnnotateParts(Panes):
    """Queue on the left, the article in the middle, inspector, marks and problems on the right.

    Only the article is made at once. The room of the rest is kept free until `furnish`, so that a
    window can show its text first, and nothing moves when the rest comes.
    """

    queue: "QueuePanel"
    marks: "MarksPanel"
    problems: "ProblemsPanel"
    told: "Told"
    blank: "Blank"

    def __init__(self, look: Look) -> None:
        super().__init__(ArticleView(), look)
        self.view.set_look(look)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no caret before the keys are there
        self._foot = _free("panel", "top")
        self._foot.setFixedHeight(FOOT)
        self._middle = column_of(self.heading, self.view, self._foot, stretch=self.view)
        self.lists = Lists()
        self.side = _free("panel", "left")
        row = (_free("panel", "right"), self._middle, self.side)
        wide, least = (QUEUE_WIDTH, INSPECTOR_WIDTH), (QUEUE_LEAST, INSPECTOR_LEAST)
        self.show_side_by_side(row, wide, least)

    def furnish(self, scheme: "LabelScheme", look: Look) -> None:
        """Make what stands around the article, once, and put it into its room."""
        from annotator.ui.controls import by_enter
        from annotator.ui.pages.annotate.blank import Blank
        from annotator.ui.pages.article.told import Told
        from annotator.ui.panels.find_bar import FindBar
        from annotator.ui.panels.inspector import SpanInspector
        from annotator.ui.panels.label_bar import Hint, LabelBar
        from annotator.ui.panels.marks import MarksPanel
        from annotator.ui.panels.problems import ProblemsPanel
        from annotator.ui.panels.queue import QueuePanel

        by_enter(self.heading.split_button)
        self.queue = QueuePanel(look)
        self.find_bar = FindBar(look)
        self.label_bar = LabelBar(scheme, look, [Hint(*one) for one in HINTS])
        self.inspector = SpanInspector(look)
        self.marks = MarksPanel(look)
        self.problems = ProblemsPanel(look)
        self.blank = Blank(self.view, look)
        self.told = Told(self.label_bar, look, gap=4)  # over the keys, where no text is read
        self._place()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        parts = (self.queue, self.heading, self.find_bar, self.label_bar, self.blank)
        for part in (*parts, self.inspector, self.marks, self.problems, self.told, self.view):
            part.set_look(look)

    def sizes_kept(self) -> dict[str, str]:
        """Return how wide the sides are, and where somebody drew the divider between the lists."""
        kept = {"sides": " ".join(map(str, (*self.wide, self.text_least)))}
        if self.lists.by_hand:
            kept["lists"] = bytes(self.lists.saveState().toBase64().data()).decode()
        return kept

    def restore_sizes(self, kept: Mapping[str, str]) -> None:
        """Put the dividers back where they stood; unknown names and broken states do nothing."""
        sides = kept.get("sides", "").split()
        if len(sides) == SIDES and all(map(PIXELS.fullmatch, sides)):
            self.set_wide(*map(int, sides))
        if "lists" in kept:
            state = QByteArray.fromBase64(kept["lists"].encode())
            self.lists.by_hand = self.lists.restoreState(state)

    def set_calm(self, *, calm: bool) -> None:
        """Show the text alone, or with the panels beside it."""
        self.queue.setVisible(not calm)
        self.side.setVisible(not calm)

    def panes(self) -> Sequence[QWidget]:
        """Return where the keyboard can be."""
        return (self.queue, self.view, self.inspector, self.marks, self.problems)

    def _place(self) -> None:
        self.view.setFocusPolicy(Qt.FocusPolicy.WheelFocus)
        column = cast("QVBoxLayout", self._middle.layout())
        column.insertWidget(1, self.find_bar)
        column.replaceWidget(self._foot, self.label_bar)
        self._foot.deleteLater()
        self.side = self._right()
        for place, widget in ((0, self.queue), (2, self.side)):
            free = self.replaceWidget(place, widget)
            free.deleteLater() if free else None

    def _right(self) -> QWidget:
        self.lists.addWidget(self.marks)
        self.lists.addWidget(self.problems)
        side = column_of(self.inspector, self.lists, stretch=self.lists)
        side.setMinimumWidth(INSPECTOR_LEAST)
        return side


def _free(surface: str, edge: str) -> QFrame:
    """Return what keeps a panel's room free, in its colour."""
    frame = QFrame()
    frame.setProperty("surface", surface)
    frame.setProperty("edge", edge)
    return frame
