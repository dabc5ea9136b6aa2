"""The project file: an edit made durable, an article read, the list of all articles."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from uuid import uuid4

from annotator.core.annotation import AnnotatedDocument, SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.editing.open_document import OpenDocument
from annotator.projects.opening import make_project, open_project
from annotator.store.documents import list_articles
from annotator.store.handle import Store
from annotator.store.journal import import_documents, record
from tests.benchmarks.bench import Group, Row, Run, pairs, timed
from tests.benchmarks.texts import HAND, article

group = Group()
bench = group.bench


@bench("edit")
def durable_edit(run: Run) -> Iterator[Row]:
    """Measure one edit, journal, marks and shadow log, until both disks' words were heard."""
    path = _project(run.folder, 20, 4000, 25)
    plain = (run.folder / "plain").open("wb", buffering=0)
    with open_project(path) as project, plain:
        store, name = project.store, "news-000003"
        text = store.text_of(name)[1]
        _record(store, name, text, 0)

        def ours() -> float:
            return timed(lambda: _record(store, name, text, 1), time.perf_counter)

        def theirs() -> float:
            return timed(lambda: _written(plain.fileno()), time.perf_counter)

        mine, other, ratio = pairs(ours, theirs, run.chosen(60, 20))
    what = "one durable edit (wall; on the writer's thread, after the paint)"
    yield Row(what, mine, "4 KB write + fsync", other, ratio, "ms", 4, 10)


@bench("read-article")
def reading_an_article(run: Run) -> Iterator[Row]:
    """Measure an article with all sets on it, ready to be worked on."""
    count = run.chosen(400, 100)
    path = _project(run.folder, count, 4000, 25)
    with open_project(path) as project, closing(sqlite3.connect(path)) as bare:
        names = [one.id for one in list_articles(project.store)]

        def ours() -> float:
            return timed(lambda: [OpenDocument(project.store, name, HAND) for name in names])

        def theirs() -> float:
            return timed(lambda: [_selected(bare, name) for name in names])

        mine, other, ratio = pairs(ours, theirs, run.chosen(9, 5))
    per = f"{count} articles of 4 KB with 25 spans, each read on its own"
    yield Row(f"read one article: {per}", mine, "bare sqlite3 SELECTs", other, ratio, "ms", 2, 6)


@bench("list")
def listing(run: Run) -> Iterator[Row]:
    """Measure the lines of the queue: the first page of them, and all."""
    count = run.chosen(100_000, 10_000)
    path = _project(run.folder, count, 200, 2)
    with open_project(path) as project, closing(sqlite3.connect(path)) as bare:
        store = project.store

        def page() -> float:
            return timed(lambda: list_articles(store, limit=100), time.perf_counter)

        first = median(page() for _ in range(9))
        what = f"list of {count:,} articles, first page of 100 (wall)"
        yield Row(what, first, "50 ms", 50, first / 50, "ms", 1)
        ours, theirs, ratio = pairs(
            lambda: timed(lambda: list_articles(store)),
            lambda: timed(lambda: bare.execute("SELECT id FROM document").fetchall()),
            run.chosen(7, 3),
        )
        what = f"list of {count:,} articles, all"
        yield Row(what, ours, "SELECT of the ids", theirs, ratio, "ms", 6, 20)


@bench("list-spans")
def listing_with_many_spans(run: Run) -> Iterator[Row]:
    """Measure the same list over articles with many spans and with few: counts are stored."""
    count = run.chosen(2000, 500)
    many = _project(run.folder / "many", count, 4000, 100)
    few = _project(run.folder / "few", count, 4000, 5)
    with open_project(many) as one, open_project(few) as other:
        ours, theirs, ratio = pairs(
            lambda: timed(lambda: list_articles(one.store)),
            lambda: timed(lambda: list_articles(other.store)),
            run.chosen(9, 5),
        )
    what = f"list of {count:,} articles with 100 spans each"
    yield Row(what, ours, "with 5 spans each", theirs, ratio, "ms", 1.2, 2)


def _project(folder: Path, count: int, size: int, spans: int) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "news.quoth"
    with make_project(path) as project:
        import_documents(
            project.store, _articles(count, size, spans), author="bench", name="Import"
        )
    return path


def _articles(count: int, size: int, spans: int) -> Iterator[AnnotatedDocument]:
    for number in range(count):
        yield article(f"news-{number:06}", size, spans, number)


def _record(store: Store, name: str, text: str, start: int) -> None:
    span = Span(f"s{uuid4().hex}", "quote", start, start + 20, text[start : start + 20])
    change = Change("Mark Quote", added=(span,))
    part = Part(SetKey(name, "bench"), change)
    record(store, Edit(str(uuid4()), "bench", "2024-01-01T00:00:00+00:00", change.name, (part,)))


def _written(file: int) -> None:
    os.write(file, bytes(4096))
    os.fsync(file)


def _selected(db: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    db.execute(
        "SELECT d.*, t.* FROM document d JOIN document_text t USING (number) WHERE d.id = ?",
        (name,),
    ).fetchall()
    return db.execute(
        "SELECT s.annotator, s.revision, i.* FROM document d "
        'JOIN annotation_set s ON s.document = d.number JOIN item i ON i."set" = s.number '
        "WHERE d.id = ?",
        (name,),
    ).fetchall()


if __name__ == "__main__":
    group.main()
