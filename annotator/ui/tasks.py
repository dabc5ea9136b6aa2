"""Work off the main thread: it tells how far it is, and can be stopped."""

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal

from annotator.core.progress import CancelledError, Progress

PACE = 0.04  # seconds between two tellings of progress
PATIENCE = 10_000  # milliseconds that leaving waits for work that was told to stop

Work = Callable[[Progress], Any]

_running: "set[Task]" = set()  # a thread whose object is collected takes the process with it


class Task(QObject):
    """One piece of work on a thread of its own. All signals come on the thread that made it.

    Just one of `finished`, `failed` and `cancelled` ends it. The work is a function that takes a
    Progress and calls it now and then; that call raises CancelledError once `cancel` was asked.
    """

    progressed = Signal(int, int, str)  # done, total (0 when unknown), words
    finished = Signal(object)  # what the work returned
    failed = Signal(object)  # the exception
    cancelled = Signal()
    ended = Signal()  # after any of the three

    def __init__(self, work: Work, words: str = "") -> None:
        super().__init__()
        self.words = words
        self._stop = threading.Event()
        self._thread = _Thread(work, self._stop)
        queued = Qt.ConnectionType.QueuedConnection
        self._thread.told.connect(self._tell, queued)
        self._thread.finished.connect(self._end, queued)

    @property
    def running(self) -> bool:
        """Tell whether the end was not told yet."""
        return self in _running

    def start(self) -> "Task":
        """Begin, and return the task itself."""
        _stop_all_when_leaving()
        _running.add(self)
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Ask the work to stop; it ends with `cancelled` when it next tells its progress."""
        self._stop.set()

    def wait(self, milliseconds: int = PATIENCE) -> bool:
        """Wait for the thread; tell whether it ended. Signals come when the event loop turns."""
        return self._thread.wait(milliseconds)

    def _tell(self, done: int, total: int, words: str) -> None:
        if self.running and not self._stop.is_set():
            self.progressed.emit(done, total, words)

    def _end(self) -> None:
        self._thread.wait()  # it tells its end a moment before it ends
        _running.discard(self)
        error = self._thread.error
        if isinstance(error, CancelledError):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.finished.emit(self._thread.result)
        self.ended.emit()


class _Thread(QThread):
    told = Signal(int, int, str)

    def __init__(self, work: Work, stop: threading.Event) -> None:
        super().__init__()
        self.result: Any = None
        self.error: BaseException | None = None
        self._work, self._stop = work, stop
        self._last = 0.0

    def run(self) -> None:
        """Do the work; called by Qt on the new thread."""
        try:
            self.result = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001 it is handed over whole
            self.error = error

    def _progress(self, done: int, total: int, words: str) -> None:
        if self._stop.is_set():
            raise CancelledError("stopped")
        now = time.monotonic()
        if now - self._last >= PACE or (total and done >= total):
            self._last = now
            self.told.emit(done, total, words)


def running_tasks() -> list[Task]:
    """Return the tasks whose end was not told yet."""
    return list(_running)


def stop_all_tasks() -> None:
    """Ask all tasks to stop and wait for them, as when the window closes."""
    tasks = running_tasks()
    for task in tasks:
        task.cancel()
    for task in tasks:
        task.wait()


def _stop_all_when_leaving() -> None:
    app = QCoreApplication.instance()
    if app is not None and not app.property("tasks_stop"):
        app.setProperty("tasks_stop", True)
        app.aboutToQuit.connect(stop_all_tasks)
