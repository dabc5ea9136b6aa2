"""The page where differences are settled: readings side by side, and gold under each line."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.core.people import GOLD
from annotator.projects.policy import policy
from annotator.ui.bridge import DeskBridge
from annotator.ui.chips import counted
from annotator.ui.pages.article.page import ArticlePage
from annotator.ui.pages.review.checks import ReviewChecks
from annotator.ui.pages.review.hands import ReviewHands
from annotator.ui.pages.review.keys import ReviewKeys
from annotator.ui.pages.review.parts import ReviewParts
from annotator.ui.pages.review.screen import ReviewScreen
from annotator.ui.panels.review.reasons import ReasonLine
from annotator.ui.review.case_book import CaseBook
from annotator.ui.review.conflicts import Conflicts
from annotator.ui.review.deciding import NOWHERE, Deciding
from annotator.ui.review.gold_bench import GoldBench
from annotator.ui.review.likes import Likes
from annotator.ui.review.queue import ReviewQueue
from annotator.ui.text.score import ScoreView
from annotator.ui.theme import Look

SOON = 60  # milliseconds until the whole queue is read


class ReviewPage(ArticlePage):
    """Connects the parts: what a lead does, what the desk tells, what is shown."""

    parts: ReviewParts
    view: ScoreView

    def __init__(self, bridge: DeskBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, ReviewParts(bridge.project.scheme, look), parent)
        self.policy = policy(bridge.project)
        self.editing = False
        blind, accepting = self.policy.blind_review, self.policy.pre_accept
        self.deciding = Deciding(bridge, self, blind=blind, accepting=accepting)
        self.bench = GoldBench(bridge, self.deciding)
        self.equip(self.bench)
        self.checks = ReviewChecks(self)
        self.likes = Likes(bridge, self.deciding, self, lambda: self.look)
        self.cases = CaseBook(bridge, self.deciding, self.parts.reasons)
        self.conflicts = Conflicts(bridge, self.deciding, self.parts.conflict)
        self.queue = ReviewQueue(bridge, self.parts.differences, self)
        self.set_look(look)
        self.keys = ReviewKeys(self)
        self.shown = ReviewScreen(self)
        self.hands = ReviewHands(self)
        self.marking.focus_changed.connect(self.shown.focused)
        self._soon = self._timer()  # after the paint of the article
        self.queue.loaded.connect(self._loaded)
        self.shown.show_article()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.look = look
        self.parts.set_look(look)

    def action(self, name: str) -> QAction | None:
        """Return what a key does just now, by the act's name, or None."""
        return self.keys.action(name)

    def refresh(self) -> None:
        """Show how the project stands: the article in review, and the queue anew."""
        self.policy = policy(self.bridge.project)
        was, article = (self.deciding.document, self.deciding.key), self.bridge.article
        blind, accepting = self.policy.blind_review, self.policy.pre_accept
        self.deciding.set_rules(blind=blind, accepting=accepting)
        if article is not None and article.hand != GOLD:
            self.open(*was if was[0] else (article.id,))
        self._soon.start()
        self.view.setFocus()

    def open_first(self) -> None:
        """Open the first difference that waits where the article in review has none to show."""
        review = self.deciding.review
        if review is None or (len(review.annotators) < 2 and not review.differences):  # noqa: PLR2004 one alone does not differ
            row = self.parts.differences.model.beside(1)
            if row is not None:
                self.open(row.document, row.key)

    def open(self, document_id: str, key: str = "") -> None:
        """Open an article for review, at a difference or at the first that waits."""
        self.parts.reasons.tell()
        if document_id != self.deciding.document or not self._is_open:
            self.deciding.open(document_id)
        review = self.deciding.review
        there = review.differences if review is not None else ()
        waiting = [one.id for one in there if one.open]
        known = [one.id for one in there if one.id == key]
        self.deciding.go_to(next(iter([*known, *waiting, *(one.id for one in there)]), ""))

    def show_place(self, document_id: str, start: int, end: int) -> None:
        """Open an article for review at some words, or at what waits first where there are none."""
        self.open(document_id)
        self.checks.look_for(start, end)
        if start < end and self.deciding.go_to_place(start, end) is None:
            self.view.set_place((start, end))
            self.view.reveal(start, end)

    def walk(self, step: int, *, open_only: bool) -> None:
        """Go to the next difference of the list (step 1) or to the one before (-1)."""
        row = self.parts.differences.model.beside(step, open_only=open_only)
        if row is None:
            self.bridge.told.emit(
                self._none_left() if open_only else "There is no other difference."
            )
        else:
            self.open(row.document, row.key)

    def open_beside(self, step: int) -> None:
        """Open the next article of the list (step 1) or the one before (-1)."""
        model = self.parts.differences.model
        found = model.article_beside(self.deciding.document, step)
        if found:
            self.open(found, model.first_of(found) if model.narrowing.narrow else "")
        else:
            self.bridge.told.emit("No further article.")

    def finish(self) -> None:
        """Finish gold of the article and go on; refused while differences or errors stand."""
        review = self.deciding.review
        if review is None:
            return
        self.parts.reasons.tell()
        waiting = next((one for one in review.differences if one.open), None)
        if waiting is not None:
            self.deciding.go_to(waiting.id)
        elif standing := self.checks.hindrance():
            self.view.reveal(standing.start, standing.end)
            self.view.set_place((standing.start, standing.end))
            self.bridge.told.emit(f"Not finished yet: {standing.message}")
            return
        left = self.checks.warnings() if waiting is None else 0
        if self.deciding.finish():
            self.set_editing(editing=False)
            self._go_on(f"Finished, with {counted(left, 'warning')} left open. " if left else "")

    def set_editing(self, *, editing: bool) -> None:
        """Let gold be edited in the text, or let keys decide again."""
        self.editing = editing and self.deciding.review is not None
        self.view.set_editing(editing=self.editing)
        self.parts.set_editing(editing=self.editing)
        self.keys.set_editing(editing=self.editing)
        if not self.editing:
            self.linking.let_go()
            self.marking.disarm()
            self.shown.focused(None)
        else:
            self._begin_editing()
        self.view.setFocus()

    def stop_editing(self) -> None:
        """Draw the relation on offer; where there is none, let keys decide again."""
        if not self.linking.take():
            self.set_editing(editing=False)

    def keep(self) -> None:
        """Let the decision stand and go on to the next difference that waits."""
        if self.deciding.keep():
            self.walk(1, open_only=True)

    def open_parts(self) -> None:
        """Offer to start from one reading and end as another; put away what is on offer."""
        one, picker = self.deciding.current, self.parts.card.parts
        usable = [n for n, reading in enumerate(one.readings) if reading.spans] if one else []
        if picker.isVisible():
            picker.put_away()
        elif len(usable) < 2:  # noqa: PLR2004 parts of one are that one
            self.bridge.told.emit("There are no two readings here to take parts from.")
        else:
            picker.open(usable, usable[0])
            self.parts.show_side(picker)

    def write(self, line: ReasonLine) -> None:
        """Wait for words about the decision, or, before it, for a note on the difference."""
        if not line.isEnabled():
            self.bridge.told.emit(NOWHERE)
            return
        self.parts.show_side(line)
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def undo(self) -> None:
        """Take one's newest edit back, and show what that changed."""
        self.bridge.undo()

    def redo(self) -> None:
        """Make again what was undone last, and show it."""
        self.bridge.redo()

    def let_go(self) -> None:
        """Let go of one thing: a drag, the offer, the label, the selection, the focus, editing."""
        if self.view.let_go() or self.linking.let_go() or self.marking.disarm():
            return
        if self.view.selection() is not None:
            self.view.place_caret(self.view.caret())
        elif self.view.focused() is not None:
            self.marking.focus(None)
        elif self.editing:
            self.set_editing(editing=False)
        self.view.setFocus()

    def _go_on(self, said: str) -> None:
        """Go to the next difference that waits, or else to the next article to be finished."""
        model = self.parts.differences.model
        left = model.unfinished(self.deciding.document)
        if model.beside(1) is not None:
            self.walk(1, open_only=True)
        elif left:
            self.open(left[0], model.first_of(left[0]) if model.narrowing.narrow else "")
            said += f"{counted(len(left), 'article')} to be finished, this one first."
        else:
            said += self._none_left()
        if said:
            self.bridge.told.emit(said.rstrip())

    def _none_left(self) -> str:
        if self.parts.differences.model.unfinished(self.deciding.document):
            return "All differences are settled. Ctrl+Enter finishes the article and goes on."
        return "All differences are settled, and all articles finished: Ctrl+4 exports them."

    def _timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(SOON)
        timer.timeout.connect(self.queue.load)
        return timer

    def _loaded(self) -> None:
        self.cases.load()
        self.open_first()

    @property
    def _is_open(self) -> bool:
        article = self.bridge.article
        return article is not None and article.hand == GOLD

    def _begin_editing(self) -> None:
        """Focus what gold has at the difference, or select the words in question."""
        one = self.deciding.current
        if one is None:
            return
        marks = one.decision.marks if one.decision is not None else ()
        article = self.deciding.gold.article
        there = next((m for m in marks if article is not None and article.span(m)), None)
        if there is not None:
            self.marking.focus(there)
            return
        spans = [span for reading in one.readings for span in reading.spans]
        longest = max(spans, key=lambda span: span.end - span.start, default=None)
        if longest is not None:
            self.view.select(longest.start, longest.end)
