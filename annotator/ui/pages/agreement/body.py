"""The main part of the agreement page: a sentence, five drawings, and more measures in a fold."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from annotator.agreement.words import CONFUSION, OTHERS
from annotator.ui.controls import PlainLabel, push_button
from annotator.ui.dialogs.frame import heading, in_sight
from annotator.ui.errors import override
from annotator.ui.pages.agreement.more import MoreMeasures
from annotator.ui.pages.agreement.work import Measured
from annotator.ui.plots.card import PlotCard
from annotator.ui.plots.figures import Figures
from annotator.ui.plots.grid import CardGrid
from annotator.ui.plots.of_progress import curve_of, curve_words, missing_words
from annotator.ui.plots.of_report import (
    Edge,
    Match,
    confusion_of,
    edges_of,
    forest_of,
    pairs_of,
)
from annotator.ui.segments import Segments
from annotator.ui.speech import call_attention
from annotator.ui.theme import Look

MARGIN, FOOT = 40, 72  # pixels: beside all, and what the fold takes below the drawings
EMPTY = Figures(("",), ())
MATCH_WORDS = {
    Match.EXACT: "F1 with {} interval. Filled: same words. Open: overlapping words.",
    Match.RELAXED: "F1 with {} interval. Filled: overlapping words. Open: same words.",
    Match.ALPHA: "Alpha with {} interval. Filled: u-alpha. Open: token alpha.",
}
IMPORTED = "What is done came in by import: of that no days are known."
EDGES = ((Edge.BOTH, "Both"), (Edge.START, "Starts"), (Edge.END, "Ends"))


class AgreementBody(QScrollArea):
    """Shows what was measured; what is clicked is told."""

    opened = Signal(object, str)  # the cell of an item, and its words
    wanted = Signal(object, str)  # a PlotCard, and what to do with it
    review_asked = Signal(str)  # the id of an article
    stopped = Signal()
    again_asked = Signal()

    def __init__(self, look: Look, relations: dict[str, str]) -> None:
        super().__init__()
        self._look, self._match, self._edge = look, Match.EXACT, Edge.BOTH
        self._shown: Measured | None = None
        self._sheet = QWidget()
        self.title = heading("", 25)
        self.words = _line("quiet")
        self.warnings = _line("warn")
        self.bar, self._stop = QProgressBar(), push_button("Stop", px=12, height=26)
        self.again = push_button("Measure", px=13, height=32)
        self.forest = PlotCard("Agreement by label", EMPTY, look)
        self.confusion = PlotCard("What one marked, what the other marked", EMPTY, look)
        self.pairs = PlotCard("Who agrees with whom", EMPTY, look)
        self.edges = PlotCard("Where edges differ", EMPTY, look)
        self.done = PlotCard("Articles done", EMPTY, look)
        self.grid = CardGrid([self.forest, self.confusion, self.pairs, self.edges, self.done])
        self.switch = self._edge_switch()
        self.more = MoreMeasures(look, relations)
        self._lay_out()
        self._connect()
        for part in (*self.cards[:5], self.more):
            part.hide()  # until something was measured

    @property
    def cards(self) -> list[PlotCard]:
        """Return all drawings, in the order of the page."""
        return [
            *(self.forest, self.confusion, self.pairs, self.edges, self.done),
            *self.more.cards,
        ]

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        for card in self.cards:
            card.set_look(look)
        self.more.set_look(look)

    def set_match(self, match: str) -> None:
        """Put another figure of each label in front."""
        self._match = Match(match)
        if self._shown is not None:
            self._show_forest(self._shown)

    def show_measured(self, found: Measured) -> None:
        """Show what was measured."""
        self._shown = found
        first, *rest = found.sentences or ("Nothing to measure yet.",)
        some = found.report.overall.exact.value is not None
        missing = "" if some else missing_words(found.paces)
        self._say(first, " ".join(filter(None, [*rest, missing])))
        self.warnings.setText(in_sight(" ".join(found.report.warnings)))
        self.warnings.setVisible(bool(found.report.warnings))
        for card in (self.forest, self.confusion, self.pairs, self.edges):
            card.setVisible(some)
        if some:
            self._show_forest(found)
            self._show_rest(found)
        self._show_done(found, whole=some)
        self.more.show()
        self.more.show_measured(found, whole=some)
        self._fit()
        call_attention(self.title)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the measuring is; total 0 when unknown."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def set_busy(self, *, busy: bool) -> None:
        """Show that something is measured, or that it has ended."""
        if busy and self._shown is None:
            self._say("Measuring …", "")
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self._stop.setVisible(busy)
        if busy:
            self.again.hide()

    def show_trouble(self, title: str, words: str) -> None:
        """Say that nothing was measured, and offer to; figures from before stay."""
        self.again.show()
        if self._shown is None:
            self._say(title, words)
        else:
            self.warnings.setText(f"{title} {words} The figures are those from before.".strip())
            self.warnings.show()

    # -- the drawings

    def _show_forest(self, found: Measured) -> None:
        words = MATCH_WORDS[self._match].format(f"{found.scope.confidence:.0%}".replace("%", " %"))
        drawing = forest_of(found.report, self._look, self._match, found.policy)
        self.forest.show_drawing(drawing, words)

    def _show_rest(self, found: Measured) -> None:
        report = found.report
        words = f"{CONFUSION} {OTHERS}" if any(report.others) else CONFUSION
        self.confusion.show_drawing(confusion_of(report, self._look), words)
        self.pairs.show_drawing(pairs_of(report), "Below: same words. Above: overlap.")
        self._show_edges(found)

    def _show_edges(self, found: Measured) -> None:
        drawing = edges_of(found.report, self._edge)
        if drawing.bars:
            self.edges.show_drawing(
                drawing, "Words earlier (−) or later (+); 0 is less than a word."
            )
        else:
            self.edges.show_reason("No edges differ.")

    def _show_done(self, found: Measured, *, whole: bool) -> None:
        drawing = curve_of(found.paces)
        self.done.setVisible(whole or bool(drawing.series))
        if drawing.series:
            self.done.show_drawing(drawing, curve_words(found.paces))
        else:
            imported = any(one.done for one in found.paces)
            self.done.show_reason(IMPORTED if imported else "Nobody has finished an article yet.")

    def pick_edge(self, edge: str) -> None:
        """Count starts, ends, or both."""
        self._edge = Edge(edge)
        self.switch.set_value(edge)
        if self._shown is not None:
            self._show_edges(self._shown)

    def _say(self, title: str, words: str) -> None:
        self.title.setText(in_sight(title))
        self.words.setText(in_sight(words))
        self.words.setVisible(bool(words))

    # -- places

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the drawings the room that the page has."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the drawings fill the page down to the fold."""
        some = any(not card.isHidden() for card in self.cards[:5])
        self.grid.setVisible(some)
        top = self.grid.mapTo(self._sheet, QPoint(0, 0)).y()
        whole = not self.forest.isHidden()
        self.grid.set_room(self.viewport().height() - top - FOOT if whole else 0)

    def _reveal(self, card: QWidget, box: QRect) -> None:
        place = card.mapTo(self._sheet, box.center())
        self.ensureVisible(place.x(), place.y(), box.width() // 2, box.height() // 2 + 30)

    def _edge_switch(self) -> Segments:
        made = Segments("Which edges")
        made.set_options([(edge.value, words) for edge, words in EDGES])
        made.set_value(Edge.BOTH.value)
        made.picked.connect(self.pick_edge)
        self.edges.side.addWidget(made)
        return made

    def _connect(self) -> None:
        for card in self.cards:
            card.opened.connect(self.opened)
            card.stood.connect(_bound(self._reveal, card))
            card.wanted.connect(_bound(self.wanted.emit, card))
        self._stop.clicked.connect(self.stopped)
        self.again.clicked.connect(self.again_asked)
        self.more.review_asked.connect(self.review_asked)

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what takes the keyboard comes into sight
        for part in (self, self._sheet):
            part.setProperty("surface", "clear")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar.setTextVisible(False)
        working = QHBoxLayout()
        working.addWidget(self.bar, 1)
        working.addWidget(self._stop)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(MARGIN, 26, MARGIN, 12)
        column.setSpacing(6)
        for part in (self.title, self.words, self.warnings):
            column.addWidget(part)
        column.addLayout(working)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(self.grid, 1)
        column.addSpacing(8)
        column.addWidget(self.more)
        column.addStretch(0)
        self.setWidget(self._sheet)
        self.again.hide()
        self.set_busy(busy=False)


def _line(tone: str) -> PlainLabel:
    made = PlainLabel(tone=tone, px=13)
    made.setWordWrap(True)
    made.hide()
    return made


def _bound(act: Callable[..., object], first: object) -> Callable[..., None]:
    return lambda *rest: (act(first, *rest), None)[1]
