"""The way to one's own work beside gold: by menu and key, and at once after a practice article."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.core.annotation import SetKey, Status
from annotator.core.change import Edit
from annotator.core.people import GOLD
from annotator.projects import articles
from annotator.projects.policy import policy
from annotator.ui.bridge import DeskBridge
from annotator.ui.dialogs.message import Choice, ask
from annotator.ui.theme import Look
from annotator.ui.window import MainWindow

NOT_YET = "Your work is not to be seen beside gold yet."


class FeedbackDoor(QObject):
    """Opens the window for the person at the desk, where the lead has released it."""

    def __init__(self, window: MainWindow, bridge: DeskBridge, look: Callable[[], Look]) -> None:
        super().__init__(bridge)
        self._window, self._bridge, self._look = window, bridge, look
        bridge.saved.connect(self._saved)

    @property
    def open(self) -> bool:
        """Tell whether anything may be seen: feedback is released, or some practice is done."""
        rules = policy(self._bridge.project)
        return rules.feedback or any(map(self._is_done, rules.practice))

    def enter(self, document: str = "") -> None:
        """Show the work beside gold, from an article on."""
        if not self.open:
            self._bridge.told.emit(NOT_YET)
            return
        from annotator.ui.dialogs.feedback.window import show_feedback

        author = self._bridge.desk.author
        show_feedback(self._window, self._bridge.project, author, self._look(), document)

    def _saved(self, edit: Edit) -> None:
        """Offer to look at a practice article as soon as it is done."""
        done = [
            part.set.document
            for part in edit.parts
            if part.set.annotator == self._bridge.desk.author
            and any(isinstance(one, Status) and one.state == "done" for one in part.change.added)
        ]
        practice = policy(self._bridge.project).practice if done else ()
        for document in done:
            if document in practice and self._has_gold(document):
                self._offer(document)

    def _offer(self, document: str) -> None:
        title = articles.article_entry(self._bridge.project, document).title
        chosen = ask(
            self._window,
            "See your marks beside gold?",
            [Choice("", "Not now"), Choice("see", "Show me")],
            details=f"{title} is for practice: gold can be seen as soon as you are done.",
        )
        if chosen:
            self.enter(document)

    def _is_done(self, document: str) -> bool:
        sets = articles.sets(self._bridge.project, document)
        mine = SetKey(document, self._bridge.desk.author)
        return any(one.key == mine and one.status.state == "done" for one in sets)

    def _has_gold(self, document: str) -> bool:
        sets = articles.sets(self._bridge.project, document)
        gold = [one for one in sets if one.key == SetKey(document, GOLD)]
        return any(len(one.items) > len(one.notes) for one in gold)
