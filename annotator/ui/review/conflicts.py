"""Two leads at one article: what the store refused is shown beside what the other decided."""

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.annotation import NOTED, Decision, Mark, Span
from annotator.core.change import Edit
from annotator.core.people import GOLD
from annotator.core.scheme import LabelScheme
from annotator.projects.opening import StaleSetError
from annotator.review.standing import Clash, again, clashes, on_top
from annotator.ui.bridge import DeskBridge
from annotator.ui.chips import one_line
from annotator.ui.names import label_title
from annotator.ui.panels.review.conflict import ConflictPanel, ConflictView
from annotator.ui.review.deciding import Deciding

SHORT = 60  # code points
ELSEWHERE = "Somebody else changed another place of this article meanwhile; your decision stands."
ALL_ELSEWHERE = "Somebody else changed another place meanwhile; your decisions stand."
TAKEN_BACK = "Somebody else changed this article meanwhile; your last step was taken back."


class Conflicts(QObject):
    """One conflict after the other: theirs is kept, or one's own is put on top as a new step."""

    settled = Signal(object)  # the articles in which something was taken back or made again

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
        QTimer.singleShot(0, self, lambda: self._begin(edit))  # edits can be made by then

    def _begin(self, edit: Edit) -> None:
        """Make again what nobody else decided on, as one step; then ask about the rest."""
        free = [one for one in self._waiting if one.theirs is None]
        self._waiting = [one for one in self._waiting if one.theirs is not None]
        parts = again(self._bridge.project.store, free)
        if parts and self._bridge.do_parts(edit.name, parts):
            self._bridge.told.emit(ELSEWHERE if len(free) == 1 else ALL_ELSEWHERE)
        self.settled.emit(edit.documents())
        self._next()

    def _next(self) -> None:
        """Show the first conflict, or none."""
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

    def _put_on_top(self, clash: Clash) -> None:
        if self._deciding.document != clash.document:
            self._deciding.open(clash.document)
        review = self._deciding.review
        change = on_top(review, clash) if review is not None else None
        if change is not None and self._deciding.decide(change) and clash.theirs is not None:
            self._deciding.go_to_place(clash.theirs.start, clash.theirs.end)

    def _view(self, clash: Clash) -> ConflictView:
        scheme = self._bridge.project.scheme
        review, place = self._deciding.review, clash.mine or clash.theirs
        words = ""
        if review is not None and place is not None and review.document.id == clash.document:
            words = one_line(review.document.text[place.start : place.end], SHORT)
        theirs = _said(clash.theirs, clash.their_marks, scheme)
        by = f" ({clash.by})" if clash.by else ""
        mine = _said(clash.mine, clash.my_marks, scheme)
        if _is_note(clash.mine) and clash.theirs is not None and not _is_note(clash.theirs):
            theirs += f", because “{clash.theirs.reason}”" if clash.theirs.reason else ""
        elif clash.mine is None and _is_note(clash.before):
            mine = "the note taken away"
        return ConflictView(words, theirs + by, mine)


def _is_note(one: Decision | None) -> bool:
    return one is not None and one.outcome == NOTED


def _said(decision: Decision | None, marks: tuple[Mark, ...], scheme: LabelScheme) -> str:
    """Return a decision in a few words: what it let gold have."""
    if decision is None:
        return "the decision taken back"
    if _is_note(decision):
        return f"the note “{one_line(decision.reason or decision.guideline, SHORT)}”"
    spans = [mark for mark in marks if isinstance(mark, Span)]
    said = [f"{label_title(one.label, scheme)} “{one_line(one.text, SHORT)}”" for one in spans]
    relations = [mark for mark in marks if not isinstance(mark, Span)]
    if not said and relations:
        said = [one.label.replace("_", " ") for one in relations]
    return ", ".join(said) or "nothing here"
