"""Two leads at one article: what the store refused is shown beside what the other decided."""

from PySide6.QtCore import QObject, QTimer

from annotator.core.annotation import Decision, Mark, Span
from annotator.core.change import Edit
from annotator.core.people import GOLD
from annotator.core.scheme import LabelScheme
from annotator.projects.opening import StaleSetError
from annotator.review.standing import Clash, clashes, on_top
from annotator.ui.bridge import DeskBridge
from annotator.ui.chips import one_line
from annotator.ui.deciding import Deciding
from annotator.ui.panels.review.conflict import ConflictPanel, ConflictView
from annotator.ui.review_words import label_title

SHORT = 60  # code points
ELSEWHERE = "Somebody else changed another place of this article meanwhile; your decision stands."
TAKEN_BACK = "Somebody else changed this article meanwhile; your last step was taken back."


class Conflicts(QObject):
    """One conflict after the other: theirs is kept, or one's own is put on top as a new step."""

    def __init__(self, bridge: DeskBridge, deciding: Deciding, panel: ConflictPanel) -> None:
        super().__init__(panel)
        self._bridge, self._deciding, self._panel = bridge, deciding, panel
        self._waiting: list[Clash] = []
        bridge.taken_back.connect(self._taken_back)
        panel.theirs_kept.connect(self._keep)
        panel.mine_taken.connect(self._take)

    def _taken_back(self, error: Exception, edit: Edit) -> None:
        if not isinstance(error, StaleSetError):
            return
        if all(part.set.annotator != GOLD for part in edit.parts):
            return
        found = clashes(self._bridge.project.store, edit)
        self._waiting += found
        if not found:
            self._bridge.told.emit(TAKEN_BACK)
        QTimer.singleShot(0, self, self._next)  # by then edits can be made again

    def _next(self) -> None:
        """Show the first conflict; where the other decided elsewhere there is none."""
        while self._waiting and self._waiting[0].theirs is None and self._waiting[0].mine:
            if self._put_on_top(self._waiting.pop(0)):
                self._bridge.told.emit(ELSEWHERE)
        first = self._waiting[0] if self._waiting else None
        self._panel.show_conflict(self._view(first) if first is not None else None)

    def _keep(self) -> None:
        self._waiting = self._waiting[1:]
        self._next()

    def _take(self) -> None:
        if self._waiting:
            clash, *self._waiting = self._waiting
            self._put_on_top(clash)
        self._next()

    def _put_on_top(self, clash: Clash) -> bool:
        if self._deciding.document != clash.document:
            self._deciding.open(clash.document)
        review = self._deciding.review
        if review is None:
            return False
        if clash.mine is None:
            theirs = clash.theirs
            if theirs is not None:
                self._deciding.go_to_place(theirs.start, theirs.end)
                self._deciding.reopen()
            return theirs is not None
        change = on_top(review, clash)
        return change is not None and self._bridge.decide(change)

    def _view(self, clash: Clash) -> ConflictView:
        scheme = self._bridge.project.scheme
        review, place = self._deciding.review, clash.mine or clash.theirs
        words = ""
        if review is not None and place is not None and review.document.id == clash.document:
            words = one_line(review.document.text[place.start : place.end], SHORT)
        theirs = _said(clash.theirs, clash.their_marks, scheme)
        by = f" ({clash.by})" if clash.by else ""
        return ConflictView(words, theirs + by, _said(clash.mine, clash.my_marks, scheme))


def _said(decision: Decision | None, marks: tuple[Mark, ...], scheme: LabelScheme) -> str:
    """Return a decision in a few words: what it let gold have."""
    if decision is None:
        return "the decision taken back"
    spans = [mark for mark in marks if isinstance(mark, Span)]
    said = [f"{label_title(one.label, scheme)} “{one_line(one.text, SHORT)}”" for one in spans]
    relations = [mark for mark in marks if not isinstance(mark, Span)]
    if not said and relations:
        said = [one.label.replace("_", " ") for one in relations]
    return ", ".join(said) or "nothing here"
