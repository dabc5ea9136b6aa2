"""Checks that run while one marks: soon after each change, never in the way of a key."""

from collections.abc import Iterator, Sequence
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.collector import spare_no_more, spare_what_is_there, without_collector
from annotator.core.problem import Problem, Severity
from annotator.ui.bridge import Bench

SOON = 30  # milliseconds: after the paint of the change
LATER = 400  # for articles so full that a check could be felt
MANY = 800  # marks
TEXT_RULE = "E02"  # the text and the words of the marks are what they were
HEAVY = 5000  # marks that the collector of cycles could be felt to walk
BREATH = 0.004  # seconds after which keys and paints have their turn, and the check goes on


class LiveChecks(QObject):
    """Holds the marks of the open article against its text and the scheme, rule by rule."""

    checked = Signal(object)  # list[Problem]
    outdated = Signal()  # what was told last need not hold, and it takes a while to know what does

    def __init__(self, bridge: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._problems: list[Problem] = []
        self._found: list[Problem] = []  # by the check that is under way
        self._rules: Iterator[list[Problem]] | None = None
        self._proved = ""  # the article whose text has the digest that it should have
        self._spared = ""  # the article that the collector does not walk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def soon(self) -> None:
        """Check when the window has a moment; a check that is under way begins anew."""
        self._rules = None
        article = self._bridge.article
        many = article is not None and len(article.items) > MANY
        if many:
            self.outdated.emit()
        self._timer.start(LATER if many else SOON)

    def now(self) -> list[Problem]:
        """Return the problems as they stand, the last change included."""
        if self._timer.isActive():
            self._timer.stop()
            while not self._step():
                pass
        return self._problems

    def _go_on(self) -> None:
        until = monotonic() + BREATH
        with without_collector():  # it would walk all marks for what is gone by itself
            while not self._step():
                if monotonic() > until:
                    self._timer.start(0)
                    return

    def _step(self) -> bool:
        """Look at a bit; tell whether it was the last, so that the problems are known."""
        if self._rules is None:
            self._rules, self._found = self._begun(), []
        found = next(self._rules, None)
        if found is not None:
            self._found += found
            return False
        from annotator.core.check import in_reading_order  # not before the first paint

        self._rules, self._problems = None, in_reading_order(self._found)
        self._spare()
        self._prove()
        self.checked.emit(self._problems)
        return True

    def _prove(self) -> None:
        """Keep in mind that a text is the one that was marked; it does not change while open."""
        article = self._bridge.article
        if article is not None and not any(p.rule == TEXT_RULE for p in self._problems):
            self._proved = article.document.id

    def _spare(self) -> None:
        """Keep the collector off the marks of a large article, and of no other after it."""
        article = self._bridge.article
        heavy = article is not None and len(article.items) > HEAVY
        if self._spared and (article is None or article.document.id != self._spared):
            spare_no_more()
        self._spared = article.document.id if article is not None and heavy else ""
        if heavy:
            spare_what_is_there()

    def _begun(self) -> Iterator[list[Problem]]:
        article = self._bridge.article
        if article is None:
            return iter(())
        from annotator.core.check import Marks, judged

        document, scheme = article.document, self._bridge.project.scheme
        marks = Marks(document.text, article.items, article.regions, scheme, document.language)
        if document.id != self._proved:
            marks.sha256 = document.sha256
        return judged(marks)


def warnings_left(problems: Sequence[Problem]) -> int:
    """Return how many warnings stand that nobody accepted."""
    return sum(one.severity is Severity.WARNING and not one.accepted for one in problems)
