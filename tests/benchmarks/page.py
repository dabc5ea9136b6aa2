"""The whole window at work: a key marks what is selected, and how soon that is on the screen.

CPU time is that of the window's thread: the writer, which saves the mark, has one of its own.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest

from annotator.core.annotation import AnnotatedDocument, AnnotationSet, SetKey
from annotator.core.document import new_document
from annotator.projects.opening import make_project
from annotator.projects.people import who_am_i
from annotator.settings import load_settings
from annotator.store.journal import import_documents
from annotator.ui.house.house import House
from annotator.ui.house.menus import furnish
from tests.benchmarks.bench import Clock, Group, Row, Run, pairs
from tests.benchmarks.screens import application, close, rest, until_painted
from tests.benchmarks.text_view import HUGE, LAG, LARGE, SMALL, sized
from tests.benchmarks.texts import chance, items_of, news

FELT = 50.0  # milliseconds that a key may have to wait unnoticed
KEY = Qt.Key.Key_Q  # marks what is selected as a quote
LONGEST = 50  # characters that are marked

group = Group()
bench = group.bench


class Desk:
    """A window on a project with one article, all of whose marks are of whoever sits here."""

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        made = news(*size)
        key = SetKey("news", who_am_i())
        marks = AnnotationSet(key, items_of(made))
        one = AnnotatedDocument(new_document("news", made.text), (), (marks,))
        with make_project(path) as project:
            import_documents(project.store, [one], author="bench", name="Import")
        self.house = House(load_settings())
        furnish(self.house)
        self.house.window.show()
        self.house.open_project(path)
        page = self.house.annotate
        assert page is not None
        self.page, self.view = page, page.view
        self.paints = 0
        self._chance = chance(3)
        self._paint = self.view.article_layout._paint
        self.view.article_layout._paint = self._count
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        self.settle()

    def _count(self, painter: QPainter, clip: QRectF) -> None:
        self._paint(painter, clip)
        self.paints += 1

    def mark(self, clock: Clock = time.thread_time) -> float:
        """Mark some words with a key; return the milliseconds until that was painted."""
        self.house.window.activateWindow()
        self.view.setFocus()
        last = len(self.view.toPlainText()) - LONGEST
        start = min(self.view.first_visible_offset() + self._chance.randrange(600), last)
        self.view.select(start, start + self._chance.randrange(5, LONGEST))
        rest(0.02)
        before = self._spans()
        took = until_painted(self, lambda: QTest.keyClick(self.view, KEY), clock)
        assert self._spans() == before + 1, "the key marked nothing"
        return took

    def undo(self) -> None:
        """Take the last mark back."""
        QTest.keyClick(self.view, Qt.Key.Key_Z)

    def _spans(self) -> int:
        return len(self.view.scene.marks.spans.by_id)

    def settle(self) -> float:
        """Wait until all is saved, checked and at rest; return the longest turn on the way."""
        return rest(0.7).longest

    def close(self) -> None:
        """Close the window."""
        close(self.house.window)


@bench("key")
def key_to_paint(run: Run) -> Iterator[Row]:
    """Measure from the press of a label key until the mark is painted, in the whole window."""
    count = run.chosen(15, 4)
    large, small = Desk(run.folder / "large.quoth", LARGE), Desk(run.folder / "small.quoth", SMALL)
    ours, theirs, ratio = pairs(_marker(large), _marker(small), count, tidy=False)
    what = f"key to painted mark, whole window, {sized(LARGE)}"
    yield Row(what, ours, f"itself at {sized(SMALL)}", theirs, ratio, "ms", 1.5, 3)
    wall = median(_marker(large, time.perf_counter)() for _ in range(count))
    yield Row(f"{what}, wall", wall, "16 ms", LAG, wall / LAG, "ms", 1, 50 / LAG)
    large.close()
    if not run.quick:
        huge = Desk(run.folder / "huge.quoth", HUGE)
        ours, theirs, ratio = pairs(_marker(huge), _marker(small), count, tidy=False)
        what = f"key to painted mark, whole window, {sized(HUGE)}"
        yield Row(what, ours, f"itself at {sized(SMALL)}", theirs, ratio, "ms", 1.5, 3)
        huge.close()
    small.close()


@bench("key-turn")
def turn_after_a_key(run: Run) -> Iterator[Row]:
    """Measure the longest turn of the event loop after a mark: checks, lists, saving."""
    for size in (LARGE,) if run.quick else (LARGE, HUGE):
        desk = Desk(run.folder / f"{size[1]}.quoth", size)
        longest = median(_turn(desk) for _ in range(run.chosen(5, 2)))
        what = f"longest turn of the event loop after a key, {sized(size)}"
        yield Row(what, longest, "50 ms", FELT, longest / FELT, "ms", 1, 4)
        desk.close()


def _marker(desk: Desk, clock: Clock = time.thread_time) -> Callable[[], float]:
    def measure() -> float:
        took = desk.mark(clock)
        rest()
        desk.undo()
        rest()
        return took

    return measure


def _turn(desk: Desk) -> float:
    desk.mark()
    longest = desk.settle()
    desk.undo()
    desk.settle()
    return longest


if __name__ == "__main__":
    application()
    group.main()
