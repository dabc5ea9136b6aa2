"""The differences of the whole project on their way into the list, while the window lives."""

from collections.abc import Collection, Mapping, Sequence
from queue import Empty, SimpleQueue
from time import monotonic

from PySide6.QtCore import QObject, Signal

from annotator.core.progress import Progress
from annotator.projects.assigning import assigned, batches
from annotator.projects.opening import Project
from annotator.review.queue import reviews
from annotator.ui.bridge import DeskBridge
from annotator.ui.models.differences_model import ArticleRow, DifferenceRow
from annotator.ui.panels.review.differences import DifferencesPanel
from annotator.ui.review.rows import article_row, difference_row
from annotator.ui.tasks import Task

Page = tuple[ArticleRow, list[DifferenceRow]]
PACE = 0.4  # seconds between two additions to the list while it is read


class ReviewQueue(QObject):
    """Reads the list in the background; the rows of the open article are those on screen."""

    loaded = Signal()  # all differences are in the list
    failed = Signal(object)  # the exception

    def __init__(self, bridge: DeskBridge, panel: DifferencesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._panel = panel
        self._task: Task | None = None
        self._open = ""
        self._held: dict[str, Page] = {}  # what is newer than anything read
        self._come: list[Page] = []  # what was read so far
        self._last = 0.0
        self._complete = False  # all were read once

    def waiting_in(self, kind: str) -> list[str] | None:
        """Return the articles in which a difference of a kind waits, None while some are unread."""
        model = self._panel.model
        return model.waiting_in(kind) if self._complete and self._task is None else None

    def load(self) -> None:
        """Read all differences anew; what is in the list stays until all is read."""
        if self._task is not None:
            self._task.cancel()
        pages: SimpleQueue[Page] = SimpleQueue()
        project, fresh = self._bridge.project, not self._panel.model.documents
        self._held = {one: page for one, page in self._held.items() if one == self._open}
        self._come = []
        task = Task(lambda progress: _read(project, pages, progress), "Comparing annotators")
        self._task = task
        if fresh:
            task.progressed.connect(lambda _done, _total, _words: self._drain(task, pages))
        task.finished.connect(lambda batches: self._end(task, pages, batches))
        task.failed.connect(lambda error: self._fail(task, error))
        self._panel.set_loading(loading=True)
        task.start()

    def update(self, article: ArticleRow, rows: Sequence[DifferenceRow]) -> None:
        """Show the new state of the open article."""
        self._open = article.document
        self._take(article, rows)

    def _take(self, article: ArticleRow, rows: Sequence[DifferenceRow]) -> None:
        self._held[article.document] = (article, list(rows))
        self._panel.model.update(article, rows)
        self._panel.tell()

    def reread(self, documents: Sequence[str]) -> None:
        """Show the new state of a few articles that are not open."""
        for review in reviews(self._bridge.project.store, documents):
            rows = [difference_row(one, review.document) for one in review.differences]
            self._take(article_row(review), rows)

    def _drain(self, task: Task, pages: "SimpleQueue[Page]") -> None:
        if task is self._task and monotonic() - self._last > PACE:
            self._last = monotonic()
            more = _taken(pages)
            self._come += more
            self._panel.model.add(self._newest(more))
            self._panel.tell()

    def _end(
        self, task: Task, pages: "SimpleQueue[Page]", batches: Mapping[str, Collection[str]]
    ) -> None:
        if task is not self._task:
            return
        self._task = None
        self._panel.set_batches(batches)
        self._come += _taken(pages)
        self._panel.model.replace(self._newest(self._come))
        self._come, self._complete = [], True
        self._panel.set_loading(loading=False)
        self._panel.show_current()
        self.loaded.emit()

    def _fail(self, task: Task, error: Exception) -> None:
        if task is self._task:
            self._task = None
            self._panel.set_loading(loading=False)
            self.failed.emit(error)

    def _newest(self, pages: Sequence[Page]) -> list[Page]:
        return [self._held.get(article.document, (article, rows)) for article, rows in pages]


def _read(
    project: Project, pages: "SimpleQueue[Page]", progress: Progress
) -> dict[str, frozenset[str]]:
    """Put all articles in review into `pages`, and return the batches with their articles."""
    for review in reviews(project.store, progress=progress):
        rows = [difference_row(one, review.document) for one in review.differences]
        pages.put((article_row(review), rows))
    given = assigned(project)
    return {
        name: frozenset(one.document for one in given if one.batch == name)
        for name in batches(project)
    }


def _taken(pages: "SimpleQueue[Page]") -> list[Page]:
    found = []
    while True:
        try:
            found.append(pages.get_nowait())
        except Empty:
            return found
