"""Looks for differences that are like the one just decided, and settles them alike when asked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.annotation import Decision
from annotator.core.change import Part
from annotator.core.progress import Progress
from annotator.core.scheme import LabelScheme
from annotator.projects import articles
from annotator.review.held import Held
from annotator.review.pattern import Pattern
from annotator.review.patterns import Alike, alike, apply_pattern, pattern_of
from annotator.review.readings import AGREED
from annotator.ui.bridge import DeskBridge
from annotator.ui.chips import counted
from annotator.ui.dialogs.alike import ask_alike
from annotator.ui.models.alike_model import AlikeModel, AlikeRow
from annotator.ui.progress import watch
from annotator.ui.review.deciding import Deciding
from annotator.ui.review.words import reading_words
from annotator.ui.tasks import Task
from annotator.ui.theme import Look

SOON = 350  # milliseconds after a decision: who goes on at once is not kept busy
MANY = 400  # articles; in more of them it is looked for only when asked
DECIDE = "Decide first: then the same can be done for all that are like it."
LONE = "This decision tells nothing of others: it was made by hand, of several marks."
NOTHING = "Nothing else is like it."
MORE = "Look for more like it"


class Likes(QObject):
    """The pattern of the decision on screen, and the open differences that fit it."""

    found = Signal(str)  # a line to show, "" for none
    settled = Signal(object)  # the articles in which differences were settled alike

    def __init__(
        self, bridge: DeskBridge, deciding: Deciding, over: QWidget, look: Callable[[], Look]
    ) -> None:
        super().__init__(over)
        self._bridge, self._deciding, self._over, self._look_now = bridge, deciding, over, look
        # the articles in which a difference of a kind can be open, None while that is not known
        self.where: Callable[[str], Sequence[str] | None] = lambda _kind: None
        self._pattern: Pattern | None = None
        self._alike: list[Alike] | None = None  # None: not looked for yet
        self._task: Task | None = None
        self._making: Task | None = None
        self._asked = False  # what is found is to be shown at once
        self._held = Held()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(lambda: self._look(asked=False))
        for signal in (deciding.decided, deciding.moved, deciding.opened, deciding.changed):
            signal.connect(lambda *_: self._begin())
        bridge.walked.connect(lambda *_: self._begin())  # also through gold of other articles

    @property
    def looked(self) -> bool:
        """Tell whether nothing is being looked for."""
        idle = self._task is None and self._making is None
        return idle and not self._later.isActive()

    def ask(self) -> None:
        """Show what is like the decision, and settle alike what is chosen."""
        if self._pattern is None:
            one = self._deciding.current
            decided = one is not None and one.decision is not None and not one.stale
            self._bridge.told.emit(LONE if decided else DECIDE)
        elif self._making is not None:
            self._bridge.told.emit("The last ones are still being settled.")
        elif self._alike is None:
            self._look(asked=True)
        elif not self._alike:
            self._bridge.told.emit(NOTHING)
        else:
            self._ask(self._pattern, self._alike)

    def _begin(self) -> None:
        self._later.stop()
        if self._task is not None:
            self._task.cancel()
        one, review = self._deciding.current, self._deciding.review
        self._task, self._alike, self._asked = None, None, False
        self._pattern = pattern_of(review, one) if review is not None and one is not None else None
        where = self.where(self._pattern.kind) if self._pattern is not None else None
        if self._pattern is None:
            self.found.emit("")
        elif where is not None and self._held.unread(where) > MANY:
            self.found.emit(MORE)
        else:
            self.found.emit("")
            self._later.start()

    def _look(self, *, asked: bool) -> None:
        pattern, store = self._pattern, self._bridge.project.store
        if pattern is None:
            return
        self._later.stop()
        if self._task is None:
            self._bridge.desk.flush()
            where, held = self.where(pattern.kind), self._held
            words = "Looking for more like it"
            task = Task(lambda progress: alike(store, pattern, progress, where, held), words)
            self._task = task
            task.finished.connect(lambda found: self._found(task, found))
            task.failed.connect(lambda error: self._bridge.told.emit(str(error)))
            task.ended.connect(lambda: self._stopped(task))
            task.start()
        if asked and not self._asked:
            watch(self._task, self._over)
        self._asked = self._asked or asked

    def _stopped(self, task: Task) -> None:
        """Let it be looked for again where a search ended without finding out."""
        if task is self._task:
            self._task, self._asked = None, False
            self.found.emit(MORE)

    def _found(self, task: Task, found: list[Alike]) -> None:
        if task is not self._task:
            return
        self._task = None
        self._alike = found
        self.found.emit(f"{len(found):,} more like it" if found else "")
        if self._asked and self._over.isVisible():
            self.ask()

    def _ask(self, pattern: Pattern, found: list[Alike]) -> None:
        from annotator.review.pattern_words import sentence

        project, names = self._bridge.project, self._deciding.names()
        rows = [_row(one, project.scheme) for one in found]
        model = AlikeModel(rows, lambda document: articles.document(project, document).text)
        said = sentence(pattern, project.scheme, names)
        chosen = ask_alike(self._over, said, model, self._look_now())
        if chosen:
            self._settle([found[number] for number in chosen])

    def _settle(self, chosen: list[Alike]) -> None:
        """Work the decisions out in the background, then make them as one step."""
        decision = self._deciding.current.decision if self._deciding.current else None
        if decision is None or not self._bridge.desk.flush():
            return
        store, why = self._bridge.project.store, (decision.reason, decision.guideline)
        accepting = self._deciding.gold.accepting

        def work(progress: Progress) -> tuple[Part, ...]:
            return apply_pattern(store, chosen, why, progress, accepting=accepting)

        task = Task(work, "Deciding alike")
        self._making = task
        task.finished.connect(self._settled)
        task.failed.connect(lambda error: self._bridge.told.emit(str(error)))
        task.ended.connect(self._end)
        watch(task, self._over)
        task.start()

    def _settled(self, parts: Sequence[Part]) -> None:
        if not parts:
            self._bridge.told.emit(NOTHING)
        elif self._bridge.do_parts("Decide alike", parts):
            made = (item for part in parts for item in part.change.added)
            count = counted(
                sum(isinstance(one, Decision) and one.outcome != AGREED for one in made),
                "difference",
            )
            self._bridge.told.emit(f"{count} settled alike, in one step: Z takes it back.")
            self.settled.emit([part.set.document for part in parts])

    def _end(self) -> None:
        self._making = None
        self._begin()


def _row(one: Alike, scheme: LabelScheme) -> AlikeRow:
    spans = sorted(one.reading.spans, key=lambda span: (span.start, -span.end))
    start = min((span.start for span in spans), default=one.difference.start)
    end = max((span.end for span in spans), default=one.difference.end)
    labels = tuple(span.label for span in spans)
    said = reading_words(one.reading, scheme)
    place, note = (one.document, one.title, start, end), " ".join(one.difference.note)
    return AlikeRow(*place, labels, said, one.reading.empty, note.strip())
