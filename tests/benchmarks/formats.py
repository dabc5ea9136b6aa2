"""Reading records: streaming, every field checked, against orjson alone."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import orjson

from annotator.formats.base import ReadOptions
from annotator.formats.dataset import Dataset, numbered_lines
from annotator.formats.jsonl import JsonLines
from annotator.formats.record_checks import proved
from tests.benchmarks.bench import Group, Row, Run, pairs, timed
from tests.benchmarks.texts import articles, write_records

BARE = "orjson.loads, line by line"

group = Group()
bench = group.bench


@bench("read")
def reading(run: Run) -> Iterator[Row]:
    """Measure records proved, then as the articles that the store takes."""
    path = write_records(run.folder / "records.jsonl", run.chosen(1000, 300))
    ways = (
        ("read and validate JSON lines, streaming", _validated, 1.5),
        ("the same into articles with their marks", _read, 0),
    )
    for what, way, reach in ways:
        ours, theirs, ratio = pairs(
            partial(timed, partial(way, path)),
            partial(timed, partial(_loaded, path)),
            run.chosen(7, 3),
        )
        yield Row(what, ours, BARE, theirs, ratio, "ms", reach, 5 if reach else 0)


@bench("read-simple")
def reading_simple(run: Run) -> Iterator[Row]:
    """Measure the simple form, which is read from elsewhere: a text with its marks."""
    path = run.folder / "simple.jsonl"
    JsonLines().write(articles(run.chosen(1000, 300)), path)
    ours, theirs, ratio = pairs(
        partial(timed, partial(_read_simple, path)),
        partial(timed, partial(_loaded, path)),
        run.chosen(7, 3),
    )
    yield Row("read the simple JSON lines into articles", ours, BARE, theirs, ratio, "ms")


def _validated(path: Path) -> None:
    for _, line in numbered_lines(path):
        proved(line)


def _read(path: Path) -> None:
    for _ in Dataset().read(path, ReadOptions(), print):
        pass


def _read_simple(path: Path) -> None:
    for _ in JsonLines().read(path, ReadOptions(), print):
        pass


def _loaded(path: Path) -> None:
    with path.open("rb") as file:
        for line in file:
            orjson.loads(line)


if __name__ == "__main__":
    group.main()
