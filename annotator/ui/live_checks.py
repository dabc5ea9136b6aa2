"""Checks that run while one marks: soon after each change, never in the way of a key."""

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.check import check
from annotator.core.problem import Problem
from annotator.ui.bridge import DeskBridge

SOON = 30  # milliseconds: after the paint of the change
LATER = 400  # for articles so full that a check could be felt
MANY = 800  # marks


class LiveChecks(QObject):
    """Holds the marks of the open article against its text and the scheme."""

    checked = Signal(object)  # list[Problem]

    def __init__(self, bridge: DeskBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._problems: list[Problem] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._run)

    def soon(self) -> None:
        """Check when the window has a moment."""
        article = self._bridge.article
        many = article is not None and len(article.items) > MANY
        self._timer.start(LATER if many else SOON)

    def now(self) -> list[Problem]:
        """Return the problems as they stand, the last change included."""
        if self._timer.isActive():
            self._timer.stop()
            self._run()
        return self._problems

    def _run(self) -> None:
        article = self._bridge.article
        if article is None:
            self._problems = []
        else:
            document = article.document
            self._problems = check(
                document.text,
                article.items,
                article.regions,
                self._bridge.project.scheme,
                language=document.language,
            )
        self.checked.emit(self._problems)
