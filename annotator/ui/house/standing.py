"""What the bar on top and the window's title tell of the open project: saved, refused, which."""

from datetime import datetime

from PySide6.QtCore import QObject

from annotator.core.change import Edit
from annotator.core.people import GOLD
from annotator.editing.open_document import OpenDocument
from annotator.projects.opening import Project, StaleSetError
from annotator.ui.bridge import DeskBridge
from annotator.ui.chips import one_line
from annotator.ui.dialogs.message import tell, tell_error
from annotator.ui.window import MainWindow


class Standing(QObject):
    """Hears the bridge, and tells the person where things stand."""

    def __init__(self, window: MainWindow, project: Project, bridge: DeskBridge) -> None:
        super().__init__(bridge)
        self._window = window
        self._project = project
        self._bridge = bridge
        bridge.recorded.connect(window.topbar.set_saving)
        bridge.saved.connect(self._saved)
        bridge.refused.connect(self._refused)
        bridge.gold_opened.connect(self._in_review)
        window.topbar.go_on_clicked.connect(self._go_on)
        window.setWindowTitle(f"{project.name} — Quoth")  # until an article is open
        window.topbar.set_project(project.name)
        window.topbar.set_person(bridge.desk.author)
        window.topbar.set_saved("")
        if project.read_only:
            window.topbar.set_read_only()

    def greet(self) -> None:
        """Tell what is to be known of a project that was just opened."""
        if self._project.notices:
            name = self._project.name
            tell(self._window, f"{name} is open", "\n".join(self._project.notices))
        elif not self._project.read_only and self._bridge.article is None:
            self._bridge.told.emit("No articles yet: drop files here, or press Ctrl+I.")

    def title(self, words: str) -> None:
        """Name the window after the article and the project."""
        shown = one_line(words, 80)
        self._window.setWindowTitle(f"{shown} — {self._project.name} — Quoth")

    def _in_review(self, article: OpenDocument | None) -> None:
        if article is not None:
            self.title(article.document.title)

    def _saved(self, _edit: Edit, time: datetime) -> None:
        if not self._bridge.waiting:
            self._window.topbar.set_saved(f"{time.astimezone():%H:%M}")

    def _refused(self, error: Exception, edit: Edit) -> None:
        if isinstance(error, StaleSetError):
            self._go_on()
            if all(part.set.annotator == GOLD for part in edit.parts):
                return  # review shows both decisions
            tell(
                self._window,
                "Somebody else changed these marks",
                "Your last edit was taken back, and the marks are shown as they are now.",
            )
            return
        self._window.topbar.set_not_saved(str(error))
        again = tell_error(
            self._window,
            "The last edit could not be saved, so it was taken back",
            error,
            retry="Go on editing",
        )
        if again:
            self._go_on()

    def _go_on(self) -> None:
        """Let editing go on; what still hinders it is told with the next edit."""
        if self._bridge.desk.blocked:
            self._bridge.resume()
            self._window.topbar.set_saved("")
