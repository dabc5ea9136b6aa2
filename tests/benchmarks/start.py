"""From nothing to the first paint of the project's window, and the memory held at rest."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotator.projects.opening import make_project
from annotator.store.journal import import_documents
from tests.benchmarks.bench import ROOT, Group, Row, Run, pairs
from tests.benchmarks.texts import articles

ARTICLES = 20
SETTLED = 1.0  # seconds after the first paint when memory is read
BARE = "bare QMainWindow + QTextEdit"

group = Group()
bench = group.bench


@bench("first-paint")
def start(run: Run) -> Iterator[Row]:
    """Measure whole processes, from before Python starts until the window was painted."""
    project, count = _project(run.folder), run.chosen(9, 3)
    for clock, words in (("cpu", "CPU"), ("wall", "wall")):
        told = _told(clock)
        ours, theirs, ratio = pairs(
            partial(told, "ours", project), partial(told, "bare", project), count
        )
        what = f"start to first paint of the project window, {words}"
        yield Row(what, ours, BARE, theirs, ratio, "ms", 1.4, 2)


@bench("start-memory")
def memory(run: Run) -> Iterator[Row]:
    """Measure the memory that both processes hold a second after the first paint."""
    project, told = _project(run.folder), _told("memory")
    ours, theirs, ratio = pairs(
        partial(told, "ours", project), partial(told, "bare", project), run.chosen(5, 1)
    )
    yield Row("resident memory at rest", ours, BARE, theirs, ratio, "MB", 1.4, 2.5)


def _project(folder: Path) -> Path:
    path = folder / "news.quoth"
    with make_project(path) as project:
        import_documents(project.store, articles(ARTICLES), author="bench", name="Import")
    return path


def _told(what: str) -> Callable[[str, Path], float]:
    """Return what starts a process and gives back one of the figures that it tells."""

    def measure(kind: str, project: Path) -> float:
        waits = ["--rest"] if what == "memory" else []
        command = [sys.executable, "-m", "tests.benchmarks.started", kind, str(project), *waits]
        environment = {
            **os.environ,
            "BENCH_STARTED": str(time.time()),
            "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as on any computer where it ran before
            "PYTHONPYCACHEPREFIX": str(project.with_name("compiled")),
        }
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found[what]

    return measure


if __name__ == "__main__":
    group.main()
