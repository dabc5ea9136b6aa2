"""Looks for differences that are like the one just decided, and settles them alike when asked."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.scheme import LabelScheme
from annotator.review.patterns import Alike, Pattern, alike, apply_pattern, pattern_of
from annotator.ui.bridge import DeskBridge
from annotator.ui.chips import counted
from annotator.ui.deciding import Deciding
from annotator.ui.dialogs.alike import ask_alike
from annotator.ui.models.alike_model import AlikeRow
from annotator.ui.progress import watch
from annotator.ui.review_words import reading_words, words_of
from annotator.ui.tasks import Task

SOON = 350  # milliseconds after a decision: who goes on at once is not kept busy
MANY = 400  # articles; in more of them it is looked for only when asked
DECIDE = "Decide first: then the same can be done for all that are like it."


class Likes(QObject):
    """The pattern of the decision on screen, and the open differences that fit it."""

    found = Signal(str)  # a line to show, "" for none
    settled = Signal(object)  # the articles in which differences were settled alike

    def __init__(self, bridge: DeskBridge, deciding: Deciding, over: QWidget) -> None:
        super().__init__(over)
        self._bridge, self._deciding, self._over = bridge, deciding, over
        self._pattern: Pattern | None = None
        self._alike: list[Alike] | None = None  # None: not looked for yet
        self._task: Task | None = None
        self.articles = 0  # in review, as far as is known
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(lambda: self._look(asked=False))
        for signal in (deciding.decided, deciding.moved, deciding.opened):
            signal.connect(lambda *_: self._begin())

    @property
    def looked(self) -> bool:
        """Tell whether nothing is being looked for."""
        return self._task is None and not self._later.isActive()

    def ask(self) -> None:
        """Show what is like the decision, and settle alike what is chosen."""
        if self._pattern is None:
            self._bridge.told.emit(DECIDE)
        elif self._alike is None:
            self._look(asked=True)
        elif not self._alike:
            self._bridge.told.emit("Nothing else is like it.")
        else:
            self._ask(self._pattern, self._alike)

    def _begin(self) -> None:
        self._later.stop()
        if self._task is not None:
            self._task.cancel()
        one, review = self._deciding.current, self._deciding.review
        self._task, self._alike = None, None
        self._pattern = pattern_of(review, one) if review is not None and one is not None else None
        if self._pattern is None:
            self.found.emit("")
        elif self.articles > MANY:
            self.found.emit("Look for more like it")
        else:
            self.found.emit("")
            self._later.start()

    def _look(self, *, asked: bool) -> None:
        pattern, store = self._pattern, self._bridge.project.store
        if pattern is None or self._task is not None:
            return
        self._bridge.desk.flush()
        task = Task(lambda progress: alike(store, pattern, progress), "Looking for more like it")
        self._task = task
        task.finished.connect(lambda found: self._found(task, found, asked=asked))
        task.failed.connect(lambda error: self._bridge.told.emit(str(error)))
        if asked:
            watch(task, self._over)
        task.start()

    def _found(self, task: Task, found: list[Alike], *, asked: bool) -> None:
        if task is not self._task:
            return
        self._task = None
        self._alike = found
        self.found.emit(f"{len(found):,} more like it" if found else "")
        if asked:
            self.ask()

    def _ask(self, pattern: Pattern, found: list[Alike]) -> None:
        from annotator.review.pattern_words import sentence

        scheme, names = self._bridge.project.scheme, self._deciding.names()
        rows = [_row(one, scheme) for one in found]
        chosen = ask_alike(self._over, sentence(pattern, scheme, names), rows)
        if chosen:
            self._settle([found[number] for number in chosen])

    def _settle(self, chosen: list[Alike]) -> None:
        decision = self._deciding.current.decision if self._deciding.current else None
        if decision is None or not self._bridge.desk.flush():
            return
        parts = apply_pattern(
            self._bridge.project.store,
            chosen,
            reason=decision.reason,
            guideline=decision.guideline,
        )
        if parts and self._bridge.do_parts("Decide alike", parts):
            count = counted(len(chosen), "difference")
            self._bridge.told.emit(f"{count} settled alike, in one step: Z takes it back.")
            self.settled.emit([part.set.document for part in parts])
            self._begin()


def _row(one: Alike, scheme: LabelScheme) -> AlikeRow:
    return AlikeRow(one.title, words_of(one.difference), reading_words(one.reading, scheme))
