"""How one's own day goes, told under the queue: what was done today, and how long one takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.annotation import Status
from annotator.ui.tasks import Task

if TYPE_CHECKING:
    from annotator.core import progress as telling
    from annotator.core.change import Edit
    from annotator.review.progress import Progress
    from annotator.ui.bridge import DeskBridge

RESTED = 1200  # milliseconds: after the window has come to rest
SOON = 120  # after an article was done, or is so no longer


class OwnPace(QObject):
    """Reads the journal off the main thread, at first and whenever an article gets another state.

    What cannot be read just now is not told: it is no work of the person's.
    """

    told = Signal(str)  # a few words, "" where nothing is known

    def __init__(self, bridge: DeskBridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._task: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read)
        bridge.saved.connect(self._saved)
        self._soon.start(RESTED)

    def _saved(self, edit: Edit) -> None:
        items = (one for part in edit.parts for one in (*part.change.removed, *part.change.added))
        if any(isinstance(one, Status) for one in items):
            self._soon.start(SOON)

    def _read(self) -> None:
        if self._task is not None:
            self._soon.start(SOON)
            return
        store, author = self._bridge.project.store, self._bridge.desk.author

        def work(tell: telling.Progress) -> Progress | None:
            from annotator.review.progress import progress

            tell(0, 0, "")
            return next((one for one in progress(store) if one.annotator == author), None)

        self._task = Task(work)
        self._task.finished.connect(self._tell)
        self._task.ended.connect(self._end)
        self._task.start()

    def _tell(self, found: Progress | None) -> None:
        self.told.emit(
            pace_words(found, datetime.now().astimezone().date()) if found is not None else ""
        )

    def _end(self) -> None:
        self._task = None


def pace_words(found: Progress, today: date) -> str:
    """Return "today 9 · about 7 min each", without what is not known."""
    before, now = (
        next((done for day, done in reversed(found.days) if day <= last), 0)
        for last in (today - timedelta(days=1), today)
    )
    words = [f"today {now - before}"] if now > before else []
    if found.minutes_each is not None:
        minutes = round(found.minutes_each)
        words.append(f"about {minutes} min each" if minutes else "under a minute each")
    return " · ".join(words)
