"""Our view of an article and a plain QTextEdit, in windows that tell when they were painted."""

import sys
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from annotator.assets import default_scheme_bytes
from annotator.core.schemes import read_scheme
from annotator.ui.app import prepare
from annotator.ui.text.measures import Measures
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import LIGHT, look_of
from tests.benchmarks.bench import Clock
from tests.benchmarks.texts import News

WIDTH, HEIGHT = 900, 700
PATIENCE = 60.0  # seconds


class Plain(QTextEdit):
    """The yardstick: the text alone, as Qt shows it, in the same type."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(Measures().font)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)

    def open(self, news: News) -> None:
        """Show a text."""
        self.setPlainText(news.text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self.paints += 1


class Ours(ArticleView):
    """The view of the program, with the labels of the default scheme."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0
        self.set_look(look_of(read_scheme(default_scheme_bytes()), LIGHT))

    def open(self, news: News) -> None:
        """Show a text with its marks."""
        self.show_article(news.text, (), news.spans, news.relations)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self.paints += 1


class Painted(Protocol):
    """What counts its paints."""

    paints: int


def application() -> QApplication:
    """Return the application, dressed as the program dresses it."""
    qInstallMessageHandler(_say)
    prepare()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def in_window(widget: QTextEdit) -> QMainWindow:
    """Return a window that shows a widget and has come to rest."""
    window = QMainWindow()
    window.setCentralWidget(widget)
    window.resize(WIDTH, HEIGHT)
    window.show()
    rest()
    return window


def close(window: QMainWindow) -> None:
    """Close a window and have it deleted."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def until_painted(
    widget: Painted, work: Callable[[], object], clock: Clock = time.process_time
) -> float:
    """Return the milliseconds from the start of some work until the widget was painted after it."""
    before, start, until = widget.paints, clock(), time.monotonic() + PATIENCE
    work()
    while widget.paints == before and time.monotonic() < until:
        QApplication.processEvents()
    return (clock() - start) * 1000


class Turns(NamedTuple):
    """Milliseconds of CPU time in turns of the event loop: all of them, and the longest."""

    busy: float
    longest: float


def rest(quiet: float = 0.15) -> Turns:
    """Turn the event loop until nothing happened for a while."""
    busy, longest, last, until = 0.0, 0.0, time.monotonic(), time.monotonic() + PATIENCE
    while time.monotonic() - last < quiet and time.monotonic() < until:
        start = time.process_time()
        QApplication.processEvents()
        turn = (time.process_time() - start) * 1000
        busy, longest = busy + turn, max(longest, turn)
        if turn > 1:
            last = time.monotonic()
        else:
            time.sleep(0.001)
    return Turns(busy, longest)


def _say(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Say what Qt says, but for what the offscreen platform cannot do."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)
