"""From nothing to the first paint of the project's window, and the memory held at rest."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotator.core.annotation import AnnotatedDocument, SetKey
from annotator.projects.opening import make_project
from annotator.projects.people import who_am_i
from annotator.store.journal import import_documents
from tests.benchmarks.bench import ROOT, Group, Row, Run, pairs
from tests.benchmarks.texts import articles

ARTICLES = 20
BARE = "bare QMainWindow + QTextEdit"

group = Group()
bench = group.bench


@bench("first-paint")
def start(run: Run) -> Iterator[Row]:
    """Measure whole processes, from before Python starts until the window was painted."""
    project, walls = _project(run.folder), _Walls()
    cpu = pairs(
        partial(walls.measure, "ours", project),
        partial(walls.measure, "bare", project),
        run.chosen(9, 3),
    )
    what = "start to first paint of the project window"
    for words, (ours, theirs, ratio) in (("CPU", cpu), ("wall", walls.ratio())):
        yield Row(f"{what}, {words}", ours, BARE, theirs, ratio, "ms", 1.4, 2)


@bench("start-memory")
def memory(run: Run) -> Iterator[Row]:
    """Measure the memory that both processes hold a second after the first paint."""
    project = _project(run.folder)
    ours, theirs, ratio = pairs(
        lambda: _figures("ours", project, "--rest")["memory"],
        lambda: _figures("bare", project, "--rest")["memory"],
        run.chosen(5, 1),
    )
    yield Row("resident memory at rest", ours, BARE, theirs, ratio, "MB", 1.4, 2.5)


class _Walls:
    """Takes CPU time, and keeps what the same processes took by the clock on the wall."""

    def __init__(self) -> None:
        self._found: dict[str, list[float]] = {"ours": [], "bare": []}

    def measure(self, kind: str, project: Path) -> float:
        told = _figures(kind, project)
        self._found[kind].append(told["wall"])
        return told["cpu"]

    def ratio(self) -> tuple[float, float, float]:
        """Return what `pairs` returns, of the walls."""
        ours, theirs = iter(self._found["ours"]), iter(self._found["bare"])
        return pairs(ours.__next__, theirs.__next__, len(self._found["ours"]) - 1)


def _project(folder: Path) -> Path:
    path = folder / "news.quoth"
    with make_project(path) as project:
        import_documents(project.store, _mine(), author="bench", name="Import")
    return path


def _mine() -> Iterator[AnnotatedDocument]:
    """Yield articles whose marks are of whoever sits here: those of others are not shown."""
    for one in articles(ARTICLES):
        key = SetKey(one.document.id, who_am_i())
        yield replace(one, sets=tuple(replace(marks, key=key) for marks in one.sets))


def _figures(kind: str, project: Path, *options: str) -> dict[str, float]:
    """Start a process and return the figures that it tells."""
    environment = {
        **os.environ,
        "BENCH_STARTED": str(time.time()),
        "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as on any computer where it ran before
        "PYTHONPYCACHEPREFIX": str(project.with_name("compiled")),
    }
    command = [sys.executable, "-m", "tests.benchmarks.started", kind, str(project), *options]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    group.main()
