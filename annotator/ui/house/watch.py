"""Notices what others write into the open project, in another window or at the command line."""

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from annotator.core.people import GOLD
from annotator.projects import articles
from annotator.projects.opening import Project, StoreError
from annotator.ui.bridge import DeskBridge
from annotator.ui.errors import override

if TYPE_CHECKING:
    from annotator.ui.pages.annotate.page import AnnotatePage

EVERY = 2000  # milliseconds
SHARE = 20  # times as long as a look took goes by until the next
CHANGED = "These marks were changed in another window; they are shown as they are now."
SPLIT = "{} was split into its stories in another window."


class Watch(QObject):
    """Asks the file now and then whether others wrote into it, and shows what they did."""

    def __init__(self, project: Project, bridge: DeskBridge, page: "AnnotatePage") -> None:
        super().__init__(bridge)
        self._project, self._bridge, self._page = project, bridge, page
        self._seen = project.written_elsewhere()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        page.installEventFilter(self)  # it hears when its window comes to the front

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at once when one comes back to the window."""
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
        return False

    def look(self) -> None:
        """Show what others wrote since the last look; later where something is under way here."""
        asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if self._bridge.waiting or asked:
            return
        with suppress(StoreError):  # a file that cannot be read is told with the next edit
            now = self._project.written_elsewhere()
            if now != self._seen:
                began = monotonic()
                self._show()
                self._seen = now
                spent = round((monotonic() - began) * 1000)
                self._timer.setInterval(max(EVERY, SHARE * spent))

    def _show(self) -> None:
        self._page.catch_up()
        article = self._bridge.article
        if article is None or article.hand == GOLD:
            return
        if not articles.article_entry(self._project, article.id).queued:
            self._page.open_first()
            self._bridge.told.emit(SPLIT.format(article.document.title))
        elif self._bridge.desk.is_stale():
            self._show_marks()

    def _show_marks(self) -> None:
        """Show the marks of the open article anew, where one was reading."""
        view, marking = self._page.view, self._page.marking
        focused, caret, offset = view.focused(), view.caret(), view.first_visible_offset()
        self._bridge.read_again()
        view.place_caret(caret)
        if self._bridge.article and self._bridge.article.span(focused):
            marking.focus(focused)
        view.scroll_to_offset(offset)
        self._bridge.told.emit(CHANGED)
