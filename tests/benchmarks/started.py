"""One process that is started to be measured: the program, or a bare window.

It tells, as JSON, what it took until its window had been painted, and ends.
"""

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

REST = 1000  # milliseconds after the first paint when memory is read


class Bare(QMainWindow):
    """The yardstick: the least that shows a text."""

    def __init__(self) -> None:
        super().__init__()
        edit = QTextEdit()
        edit.setPlainText("A text of some words. " * 180)
        self.setCentralWidget(edit)
        self.resize(1440, 900)


def tell_after_paint(
    window: type[QMainWindow], shows: Callable[[QMainWindow], bool] = lambda _window: True
) -> None:
    """Have the first window of a class tell the figures once it and all in it were painted.

    `shows` is asked then whether what was painted is what a person waits for.
    """
    plain, first = window.paintEvent, [True]

    def painted(self: QMainWindow, event: QPaintEvent) -> None:
        plain(self, event)
        if first:
            first.clear()
            QTimer.singleShot(0, lambda: _painted(shown=shows(self)))

    setattr(window, "paintEvent", painted)  # noqa: B010 not a method of its own


def _shows_marks(window: QMainWindow) -> bool:
    """Tell whether marks of an article were painted: a paint alone works out their boxes."""
    from annotator.ui.text.view import ArticleView

    view = window.findChild(ArticleView)
    return view is not None and any(plan.boxes for plan in view.planner._plans.values())


def _painted(*, shown: bool) -> None:
    if not shown:
        raise SystemExit("the window was painted, but not the article with its marks")
    wall = (time.time() - float(os.environ["BENCH_STARTED"])) * 1000
    found = {"cpu": time.process_time() * 1000, "wall": wall}
    if "--rest" in sys.argv:
        QTimer.singleShot(REST, lambda: _tell({**found, "memory": _resident()}))
    else:
        _tell(found)


def _tell(found: dict[str, float]) -> None:
    print(json.dumps(found), flush=True)
    os._exit(0)


def _resident() -> float:
    from tests.benchmarks.bench import resident

    return resident()


def main(kind: str, project: str) -> None:
    """Open a window, as the program opens its own or as bare as can be."""
    if kind == "bare":
        tell_after_paint(Bare)
        app = QApplication(sys.argv[:1])
        window = Bare()
        window.show()
        app.exec()
        return
    from annotator.cli.door import run
    from annotator.ui.window import MainWindow

    tell_after_paint(MainWindow, _shows_marks)
    run([project])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
