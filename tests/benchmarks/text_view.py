"""The text view alone: opening, scrolling, wrapping, a mark put in, against a plain QTextEdit."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from PySide6.QtWidgets import QMainWindow, QTextEdit

from annotator.core.annotation import Span
from tests.benchmarks.bench import ROOT, Group, Row, Run, pairs, resident, timed
from tests.benchmarks.screens import (
    Ours,
    Plain,
    application,
    close,
    in_window,
    rest,
    until_painted,
)
from tests.benchmarks.texts import News, chance, news

SMALL, MIDDLE, LARGE, HUGE = (4_000, 25), (20_000, 125), (1_000_000, 10_000), (5_000_000, 50_000)
STEP = 60  # pixels of one scroll frame
LAG = 16.0  # milliseconds in which a key is answered
PLAIN = "plain QTextEdit"

group = Group()
bench = group.bench


def sized(news_: tuple[int, int]) -> str:
    """Return a size in words: "1 MB / 10,000 spans"."""
    size, spans = news_
    told = f"{size // 1_000_000} MB" if size >= LARGE[0] else f"{size // 1000} KB"
    return f"{told} / {spans:,} spans"


@bench("open")
def opening(run: Run) -> Iterator[Row]:
    """Measure from the call that shows an article until it was painted."""
    for size, reach, poor in ((SMALL, 2, 5), (MIDDLE, 2, 5), (LARGE, 2, 8), (HUGE, 3.5, 8)):
        if run.quick and size == HUGE:
            continue
        text = news(*size)
        ours, theirs, ratio = pairs(_opened(Ours, text), _opened(Plain, text), _count(run))
        yield Row(f"open {sized(size)}, painted", ours, PLAIN, theirs, ratio, "ms", reach, poor)


@bench("open-turn")
def longest_turn(run: Run) -> Iterator[Row]:
    """Measure the longest turn of the event loop after the first paint."""
    size = run.chosen(1, 0)
    shown = HUGE if size else LARGE
    text = news(*shown)
    ours, theirs, ratio = pairs(_turned(Ours, text), _turned(Plain, text), _count(run))
    what = f"longest turn of the event loop after opening {sized(shown)}"
    yield Row(what, ours, PLAIN, theirs, ratio, "ms", 0.2, 1)


@bench("mark")
def marking(run: Run) -> Iterator[Row]:
    """Measure from a change of marks until it is painted, against a full repaint of a plain one."""
    small, large = _shown(Ours, news(*SMALL)), _shown(Ours, news(*LARGE))
    plain = _shown(Plain, news(*LARGE))
    marks, mark = _marker(large[0]), _marker(small[0])

    def repainted() -> float:
        return until_painted(plain[0], plain[0].viewport().update)

    count = run.chosen(25, 5)
    ours, theirs, ratio = pairs(marks, repainted, count, tidy=False)
    what = f"a mark put in and painted, {sized(LARGE)}"
    yield Row(what, ours, f"full repaint of a {PLAIN}", theirs, ratio, "ms", 2.5, 6)
    wall = median(_marker(large[0], time.perf_counter)() for _ in range(count))
    yield Row(f"{what}, wall", wall, "16 ms", LAG, wall / LAG, "ms", 1, 50 / LAG)
    if not run.quick:
        huge = _shown(Ours, news(*HUGE))
        ours, theirs, ratio = pairs(_marker(huge[0]), mark, count, tidy=False)
        what = f"a mark put in and painted, {sized(HUGE)}"
        yield Row(what, ours, f"itself at {sized(SMALL)}", theirs, ratio, "ms", 1.5, 3)
        close(huge[1])
    for _, window in (small, large, plain):
        close(window)


@bench("scroll")
def scrolling(run: Run) -> Iterator[Row]:
    """Measure one scroll frame, the slowest of a hundred, and a jump anywhere."""
    size = LARGE if run.quick else HUGE
    text = news(*size)
    ours, plain = _shown(Ours, text), _shown(Plain, text)
    for what, move in (("scroll frame p99", _frames), ("jump anywhere, median", _jumps)):
        mine, theirs, ratio = pairs(move(ours[0]), move(plain[0]), _count(run), tidy=False)
        yield Row(f"{what}, {sized(size)}", mine, PLAIN, theirs, ratio, "ms", 1.5, 4)
    close(ours[1])
    close(plain[1])


@bench("wrap")
def wrapping(run: Run) -> Iterator[Row]:
    """Measure how long lines take to be broken anew after the window became narrower."""
    for size in (LARGE,) if run.quick else (LARGE, HUGE):
        text = news(*size)
        ours, theirs, ratio = pairs(_narrowed(Ours, text), _narrowed(Plain, text), _count(run))
        what = f"re-wrap on resize, {sized(size)}"
        yield Row(what, ours, PLAIN, theirs, ratio, "ms", 0.1, 1)


@bench("one-paragraph")
def one_paragraph(run: Run) -> Iterator[Row]:
    """Measure a text without line ends against the same length in usual paragraphs."""
    usual, long = news(*LARGE), news(*LARGE, paragraphs=False)
    ours, theirs, ratio = pairs(_opened(Ours, long), _opened(Ours, usual), _count(run))
    beside = "the same in usual paragraphs"
    yield Row("open 1 MB in one paragraph", ours, beside, theirs, ratio, "ms", 2, 10)
    one, other = _shown(Ours, long), _shown(Ours, usual)
    count = run.chosen(25, 5)
    ours, theirs, ratio = pairs(_marker(one[0]), _marker(other[0]), count, tidy=False)
    yield Row("a mark put into 1 MB in one paragraph", ours, beside, theirs, ratio, "ms", 2, 10)
    close(one[1])
    close(other[1])


@bench("view-memory")
def memory(run: Run) -> Iterator[Row]:
    """Measure what a process grows by when it opens the text, all of it laid out by then."""
    size = LARGE if run.quick else HUGE

    def grown(kind: str) -> Callable[[], float]:
        return lambda: _grown_apart(kind, size)

    ours, theirs, ratio = pairs(grown("ours"), grown("plain"), run.chosen(5, 1))
    yield Row(f"memory, {sized(size)}", ours, PLAIN, theirs, ratio, "MB", 0.25, 1)


def _count(run: Run) -> int:
    return run.chosen(5, 2)


def _shown(kind: type[Ours] | type[Plain], text: News) -> tuple[Ours | Plain, QMainWindow]:
    widget = kind()
    window = in_window(widget)
    until_painted(widget, lambda: widget.open(text))
    rest()
    return widget, window


def _opened(kind: type[Ours] | type[Plain], text: News) -> Callable[[], float]:
    def measure() -> float:
        widget = kind()
        window = in_window(widget)
        took = until_painted(widget, lambda: widget.open(text))
        close(window)
        return took

    return measure


def _turned(kind: type[Ours] | type[Plain], text: News) -> Callable[[], float]:
    def measure() -> float:
        widget = kind()
        window = in_window(widget)
        until_painted(widget, lambda: widget.open(text))
        longest = rest().longest
        close(window)
        return longest

    return measure


def _marker(view: QTextEdit, clock: Callable[[], float] = time.process_time) -> Callable[[], float]:
    """Return what puts a mark somewhere into what is in sight, and tells how long that took."""
    assert isinstance(view, Ours)
    accidents = chance(5)
    text = view.toPlainText()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    rest()

    def measure() -> float:
        first = view.first_visible_offset()
        start = first + accidents.randrange(600)
        end = start + accidents.randrange(5, 50)
        words = text[start:end]
        mark = Span(f"n{accidents.random()}", "quote", start, end, words, (("form", "direct"),))
        took = until_painted(view, lambda: view.change_marks((), (mark,)), clock)
        until_painted(view, lambda: view.change_marks((mark,), ()))
        return took

    return measure


def _frames(view: QTextEdit) -> Callable[[], float]:
    assert isinstance(view, Ours | Plain)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)

    def measure() -> float:
        took = sorted(
            until_painted(view, lambda: bar.setValue(bar.value() + STEP)) for _ in range(100)
        )
        return took[98]

    return measure


def _jumps(view: QTextEdit) -> Callable[[], float]:
    assert isinstance(view, Ours | Plain)
    bar, accidents = view.verticalScrollBar(), chance(7)

    def measure() -> float:
        places = [accidents.randrange(bar.maximum()) for _ in range(20)]
        return median(until_painted(view, partial(bar.setValue, place)) for place in places)

    return measure


def _narrowed(kind: type[Ours] | type[Plain], text: News) -> Callable[[], float]:
    def measure() -> float:
        _, window = _shown(kind, text)
        took = timed(lambda: window.resize(window.width() - 220, window.height()))
        took += rest().busy
        close(window)
        return took

    return measure


def _grown_apart(kind: str, size: tuple[int, int]) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.text_view", "--grow", kind, *map(str, size)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout))


def _grow(kind: str, size: int, spans: int) -> None:
    text = news(size, spans)
    widget = Ours() if kind == "ours" else Plain()
    window = in_window(widget)
    before = resident()
    until_painted(widget, lambda: widget.open(text))
    rest(1.0)
    print(json.dumps(resident() - before))
    close(window)


if __name__ == "__main__":
    application()
    if "--grow" in sys.argv:
        _grow(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        group.main()
