"""The crash net: what nobody caught goes to the log and into one dialog, never a silent death."""

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from annotator.log import log_folder, start_logging

if TYPE_CHECKING:
    from annotator.ui.dialogs.message import MessageDialog

SENTENCE = (
    "Something went wrong inside Quoth. What was saved is safe, and you can go on. "
    "If it comes again, please copy the details and send them to us."
)
FAULTS = "faults.log"
NO_WINDOW = (
    "The window cannot be opened: {}. Commands need none (quoth --help); "
    "`quoth doctor` looks for libraries that are missing."
)
ENVIRONMENT = 3  # the exit code

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # what names one on Linux

_net: "CrashNet | None" = None
_log = logging.getLogger("quoth")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashNet(QObject):
    """Catches what is left over on any thread. At most one dialog is open at a time."""

    _caught = Signal(str)  # the details; from any thread

    def __init__(self) -> None:
        super().__init__()
        self.dialog: MessageDialog | None = None
        self.held_back = 0  # what came while the dialog was open
        self._faults = _open_faults()
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def log_path(self) -> Path | None:
        """Return where the log is, which is begun when first asked for; None where none can be."""
        return start_logging()

    def spread(self) -> "CrashNet":
        """Begin to catch, and return the net itself."""
        if self._faults is not None:
            faulthandler.enable(self._faults, all_threads=True)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)
        return self

    def fold(self) -> None:
        """Stop catching; all is as it was before."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            app = QCoreApplication.instance()
            if app is not None:
                app.exit(130)
            return
        from annotator.ui.dialogs.message import details_of

        start_logging()
        _log.error("not caught", exc_info=(kind, error, trace))
        self._caught.emit(details_of(error))

    def _on_thread_exception(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None and not issubclass(found.exc_type, SystemExit):
            self._on_exception(found.exc_type, found.exc_value, found.exc_traceback)

    def _show(self, details: str) -> None:
        if self.dialog is not None:
            self.held_back += 1
            return
        from annotator.ui.dialogs.message import MessageDialog

        path = self.log_path
        where = f"\nThe log is {path}" if path else ""
        dialog = MessageDialog(QApplication.activeWindow(), SENTENCE, details + where)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        if self.held_back:
            _log.warning("%d more were held back while the dialog was open", self.held_back)
            self.held_back = 0


@contextmanager
def display_or_leave() -> Iterator[None]:
    """Where Qt finds no display to start on, leave with a sentence; Qt would abort the process."""
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            bare = sys.platform == "linux" and not any(map(os.environ.get, SCREENS))
            why = "there is no display" if bare else (said or [words])[0]
            _say(f"quoth: {NO_WINDOW.format(' '.join(why.split()))}")
            os._exit(ENVIRONMENT)
        said.append(words)

    qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(None)
        for words in said:
            _say(words)


def catch_everything() -> CrashNet:
    """Spread the net for the whole life of the process; a second call changes nothing."""
    global _net  # noqa: PLW0603 the hooks are the process's own, so there is one net
    if _net is None:
        _net = CrashNet().spread()
    return _net


def _say(words: str) -> None:
    if sys.stderr is not None:  # a program of windows alone has none
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


def _open_faults() -> IO[str] | None:
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        return (log_folder() / FAULTS).open("a", encoding="utf-8")
    except OSError:
        return None


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    start_logging()
    where = f"{context.category}: " if context.category else ""
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s%s", where, words)
