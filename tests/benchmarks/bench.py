"""How a figure is taken: ours and its yardstick by turns, and the median of the ratios."""

import argparse
import gc
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("DATA", "CONFIG", "LOG", "DOCUMENTS")

Measure = Callable[[], float]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure beside its yardstick; `reach` and `poor` are limits of the ratio, 0 for none."""

    what: str
    ours: float
    yardstick: str
    theirs: float
    ratio: float
    unit: str
    reach: float = 0
    poor: float = 0


@dataclass(frozen=True, slots=True)
class Run:
    """How much is to be measured, and a folder for whatever files that needs."""

    folder: Path
    quick: bool = False
    full: bool = False

    def chosen(self, usual: int, quick: int, full: int = 0) -> int:
        """Return a size: the usual one, or that of --quick or of --full."""
        if self.full and full:
            return full
        return quick if self.quick else usual


Bench = Callable[[Run], Iterator[Row]]


def pairs(
    ours: Measure, theirs: Measure, count: int, *, tidy: bool = True
) -> tuple[float, float, float]:
    """Return the medians of both, and of the ratios of `count` pairs; one before is not counted.

    Garbage is collected before each, unless they are not to be `tidy`: that leaves the processor's
    caches cold, which matters to what takes a few milliseconds.
    """
    found = []
    for _ in range(count + 1):
        if tidy:
            gc.collect()
        one = ours()
        if tidy:
            gc.collect()
        found.append((one, theirs()))
    del found[0]
    ratios = [one / other for one, other in found]
    return median(a for a, _ in found), median(b for _, b in found), median(ratios)


def timed(work: Callable[[], object], clock: Clock = time.process_time) -> float:
    """Return the milliseconds that some work takes, of CPU time unless told otherwise."""
    start = clock()
    work()
    return (clock() - start) * 1000


class Group:
    """The figures of one file, by name."""

    def __init__(self) -> None:
        self.benches: dict[str, Bench] = {}

    def bench(self, name: str) -> Callable[[Bench], Bench]:
        """Enter a function under a name; it yields its rows."""

        def enter(bench: Bench) -> Bench:
            self.benches[name] = bench
            return bench

        return enter

    def main(self) -> None:
        """Measure what the command line names, and print each row as a line of JSON."""
        options = _options()
        if options.list:
            print("\n".join(self.benches))
            return
        with tempfile.TemporaryDirectory(prefix="quoth-bench-") as name:
            for each in FOLDERS:
                os.environ[f"QUOTH_{each}_DIR"] = str(Path(name, each.lower()))
            for wanted in options.names or self.benches:
                folder = Path(name, wanted)
                folder.mkdir()
                run = Run(folder, quick=options.quick, full=options.full)
                for row in self.benches[wanted](run):
                    print(json.dumps(asdict(row)), flush=True)


def resident() -> float:
    """Return the megabytes of memory that this process holds now."""
    status = Path("/proc/self/statm")
    if not status.exists():
        raise SystemExit("memory can only be told where there is /proc")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak() -> float:
    """Return the most megabytes of memory that this process ever held."""
    status = Path("/proc/self/status")  # getrusage would tell of the parent as well
    if not status.exists():
        raise SystemExit("memory can only be told where there is /proc")
    found = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(found.split()[1]) * 1024 / 1e6


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()
