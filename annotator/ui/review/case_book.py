"""How like cases were decided before: read in the background, kept true while one decides."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from annotator.core.change import Edit
from annotator.core.people import GOLD
from annotator.core.progress import Progress
from annotator.core.scheme import LabelScheme
from annotator.review.article import Review
from annotator.review.precedents import UNMARKED, Case, Found, Precedents, precedents
from annotator.review.queue import reviews
from annotator.review.readings import BOUNDARY, LABEL_AND_BOUNDARY
from annotator.ui.bridge import DeskBridge
from annotator.ui.chips import counted
from annotator.ui.excerpts import cut_inside
from annotator.ui.names import label_title
from annotator.ui.panels.review.reasons import Precedent, ReasonPanel
from annotator.ui.review.deciding import Deciding
from annotator.ui.tasks import Task

SHOWN = 3  # cases


EDGES = {BOUNDARY, LABEL_AND_BOUNDARY}  # kinds in which what gold took says how it was decided


class CaseBook(QObject):
    """Shows beside a difference what was decided for the same words, or for the same kind."""

    def __init__(self, bridge: DeskBridge, deciding: Deciding, panel: ReasonPanel) -> None:
        super().__init__(panel)
        self._bridge, self._deciding, self._panel = bridge, deciding, panel
        self._known = Precedents()
        self._task: Task | None = None
        self._due: frozenset[str] | None = frozenset()  # articles that are being read, None: all
        self._later = QTimer(self)  # after the paint of the move
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)
        deciding.moved.connect(self._later.start)
        deciding.changed.connect(lambda _change: self._take())
        bridge.saved.connect(self._saved)
        bridge.taken_back.connect(lambda *_: self.load())

    @property
    def read(self) -> bool:
        """Tell whether all decisions are known, and shown beside the difference."""
        return self._task is None and not self._later.isActive()

    def load(self) -> None:
        """Read all decisions anew."""
        store = self._bridge.project.store
        self._due = None
        self._read(lambda progress: precedents(store, progress))

    def _saved(self, edit: Edit) -> None:
        """Read other articles anew that an edit touched: many decided alike, or that undone."""
        gold = {part.set.document for part in edit.parts if part.set.annotator == GOLD}
        others = gold - {self._deciding.document}
        if not others:
            return
        if self._due is None:
            self.load()
            return
        due = self._due = self._due | others
        store = self._bridge.project.store
        self._read(lambda progress: list(reviews(store, due, progress=progress)))

    def _read(self, work: Callable[[Progress], Precedents | list[Review]]) -> None:
        """Read in the background, in the place of what is being read."""
        if self._task is not None:
            self._task.cancel()
        task = self._task = Task(work, "Reading decisions")
        task.finished.connect(lambda found: self._end(task, found))
        task.start()

    def _end(self, task: Task, found: Precedents | list[Review]) -> None:
        if task is not self._task:
            return
        self._task, self._due = None, frozenset()
        if isinstance(found, Precedents):
            self._known = found
        else:
            for review in found:
                self._known.renew(review)
        self._take()
        self._show()

    def _take(self) -> None:
        review = self._deciding.review
        if review is not None:
            self._known.renew(review)
            self._panel.offer_guidelines(self._known.guidelines())

    def _show(self) -> None:
        one, review = self._deciding.current, self._deciding.review
        if one is None or review is None:
            self._panel.show_precedents("", ())
            return
        found = self._known.like(one, review.document.text, SHOWN)
        scheme = self._bridge.project.scheme
        cases = found.same_words or found.same_kind
        shown = [_precedent(case, scheme) for case in cases[:SHOWN]]
        self._panel.show_precedents(_heading(found, scheme), shown)


def _heading(found: Found, scheme: LabelScheme) -> str:
    """Return how often gold has these words, or that other words are shown."""
    if not found.same_words:
        return "Like cases, with other words"
    said = [
        f"{_title(label, scheme)} {counted(count, 'time')}" for label, count in found.counts[:3]
    ]
    return f"These words: {', '.join(said)}"


def _precedent(case: Case, scheme: LabelScheme) -> Precedent:
    marked = ", ".join(_title(label, scheme) for label in case.labels) or "nothing marked"
    rule = f" ({case.guideline})" if case.guideline else ""
    shown = case.took if case.kind in EDGES and case.took else case.shown
    return Precedent(f"“{cut_inside(shown)}” → {marked}{rule}", case.reason)


def _title(label: str, scheme: LabelScheme) -> str:
    return "unmarked" if label == UNMARKED else label_title(label, scheme)
