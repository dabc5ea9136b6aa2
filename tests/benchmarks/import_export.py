"""A whole corpus in and out, and the memory that it takes.

The yardstick of the import parses each line and puts text and marks into three bare tables; that of
the export selects them by article, builds the same records and writes them. Neither checks, keeps
a journal or proves anything.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from annotator.projects.opening import make_project, open_project
from annotator.settings import data_folder
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from annotator.transfer.importing import ImportOptions, import_paths
from tests.benchmarks.bench import ROOT, Group, Row, Run, pairs, peak, timed
from tests.benchmarks.texts import write_records

BARE_IN = "orjson.loads + bare executemany"
BARE_OUT = "bare SELECT + orjson.dumps + write"
BATCH = 200  # articles
TABLES = """
CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT, sha256 TEXT, lang TEXT, text TEXT);
CREATE TABLE span (document INTEGER, id TEXT, label TEXT, start INTEGER, "end" INTEGER, text TEXT,
    annotator TEXT, note TEXT, attributes TEXT, PRIMARY KEY (document, id)) WITHOUT ROWID;
CREATE TABLE relation (document INTEGER, id TEXT, label TEXT, head TEXT, tail TEXT, annotator TEXT,
    note TEXT, PRIMARY KEY (document, id)) WITHOUT ROWID;
"""

group = Group()
bench = group.bench


@bench("import")
def importing(run: Run) -> Iterator[Row]:
    """Measure records into a new project, checked, with journal, hashes and one transaction."""
    count = run.chosen(2000, 300)
    records = write_records(run.folder / "records.jsonl", count)
    ours, theirs, ratio = pairs(
        lambda: _imported(run.folder / "news.quoth", records),
        lambda: timed(lambda: bare_import(run.folder / "bare.db", records)),
        run.chosen(5, 3),
    )
    what = f"import {count:,} articles with marks into a project"
    yield Row(what, ours, BARE_IN, theirs, ratio, "ms", 1.7, 4)


@bench("export")
def exporting(run: Run) -> Iterator[Row]:
    """Measure a dataset folder: every mark checked against the scheme, written, proved, put there.

    What passed once is known, so that the first export takes longer than those after it.
    """
    count = run.chosen(2000, 300)
    records = write_records(run.folder / "records.jsonl", count)
    project, bare = run.folder / "news.quoth", run.folder / "bare.db"
    _imported(project, records)
    bare_import(bare, records)
    for words, first in (("the first", True), ("a later one", False)):
        ours, theirs, ratio = pairs(
            partial(_exported, project, run.folder / "out", first=first),
            lambda: timed(lambda: bare_export(bare, run.folder / "bare.jsonl")),
            run.chosen(5, 3),
        )
        what = f"export of {count:,} articles, {words}"
        yield Row(what, ours, BARE_OUT, theirs, ratio, "ms", 1.5, 4)


@bench("peak")
def peak_memory(run: Run) -> Iterator[Row]:
    """Measure the most memory that processes held which import and export more and more."""
    less, more = (run.chosen(1000, 100, 10_000), run.chosen(10_000, 1000, 100_000))
    found: dict[tuple[str, int], float] = {}
    for count in (less, more):
        folder = run.folder / str(count)
        folder.mkdir()
        write_records(folder / "records.jsonl", count)
        for job in ("import", "export"):
            found[job, count] = _peak_of(job, folder)
        shutil.rmtree(folder)
    for job in ("import", "export"):
        ours, theirs = found[job, more], found[job, less]
        what = f"peak memory of an {job} of {more:,} articles"
        yield Row(what, ours, f"of {less:,}", theirs, ours / theirs, "MB", 1.2, 1.5)
        yield Row(what, ours, "150 MB", 150, ours / 150, "MB", 1, 2)


def bare_import(path: Path, records: Path) -> None:
    """Read records with orjson and write them with executemany, in one transaction."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db, records.open("rb") as file:
        db.executescript(TABLES)
        db.execute("BEGIN")
        number = 0
        while lines := list(islice(file, BATCH)):
            found = [orjson.loads(line) for line in lines]
            numbered = list(enumerate(found, start=number))
            number += len(found)
            db.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
                [(n, r["id"], r["text_sha256"], r["lang"], r["text"]) for n, r in numbered],
            )
            db.executemany(
                "INSERT INTO span VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_span_row(n, one) for n, r in numbered for one in r["spans"]],
            )
            db.executemany(
                "INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?)",
                [_relation_row(n, one) for n, r in numbered for one in r["relations"]],
            )
        db.execute("COMMIT")


def bare_export(path: Path, out: Path) -> None:
    """Select articles with their marks, and write records of the same fields."""
    out.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db, out.open("xb") as file:
        last = -1
        while documents := db.execute(
            "SELECT * FROM document WHERE number > ? ORDER BY number LIMIT ?", (last, BATCH)
        ).fetchall():
            first, last = documents[0][0], documents[-1][0]
            spans = _by_document(db, "span", (first, last))
            relations = _by_document(db, "relation", (first, last))
            for number, name, sha256, lang, text in documents:
                record = {
                    "schema": "span-dataset/record@1.0",
                    "id": name,
                    "split": "none",
                    "lang": lang,
                    "text": text,
                    "text_sha256": sha256,
                    "regions": [],
                    "spans": [_span(row) for row in spans[number]],
                    "relations": [_relation(row) for row in relations[number]],
                    "annotators": ["gold"],
                }
                file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def _imported(path: Path, records: Path) -> float:
    path.unlink(missing_ok=True)
    with make_project(path) as project:
        start = time.process_time()
        report = import_paths(project.store, project.scheme, [records], ImportOptions())
        assert not report.refused, report.refused
        return (time.process_time() - start) * 1000


def _exported(path: Path, out: Path, *, first: bool) -> float:
    shutil.rmtree(out, ignore_errors=True)
    if first:
        shutil.rmtree(data_folder() / "checked", ignore_errors=True)
    with open_project(path) as project:
        scheme = project.scheme
        return timed(lambda: export_dataset(project.store, scheme, out, ExportOptions()))


def _peak_of(job: str, folder: Path) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.import_export", "--peak", job, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout))


def _tell_peak(job: str, folder: Path) -> None:
    if job == "import":
        _imported(folder / "news.quoth", folder / "records.jsonl")
    else:
        _exported(folder / "news.quoth", folder / "out", first=True)
    print(json.dumps(peak()))


Rows = dict[int, list[tuple[Any, ...]]]


def _by_document(db: sqlite3.Connection, table: str, ends: tuple[int, int]) -> Rows:
    found: Rows = defaultdict(list)
    sql = f"SELECT * FROM {table} WHERE document BETWEEN ? AND ?"  # noqa: S608 one of ours
    for row in db.execute(sql, ends):
        found[row[0]].append(row)
    return found


def _span_row(number: int, one: dict[str, Any]) -> tuple[Any, ...]:
    attributes = orjson.dumps(one["attributes"])
    where = (one["start"], one["end"], one["text"])
    return (number, one["id"], one["label"], *where, one["annotator"], one["note"], attributes)


def _relation_row(number: int, one: dict[str, Any]) -> tuple[Any, ...]:
    ends = (one["head"], one["tail"])
    return (number, one["id"], one["label"], *ends, one["annotator"], one["note"])


def _span(row: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "id": row[1],
        "label": row[2],
        "start": row[3],
        "end": row[4],
        "text": row[5],
        "annotator": row[6],
        "note": row[7],
        "attributes": orjson.loads(row[8]),
    }


def _relation(row: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "id": row[1],
        "label": row[2],
        "head": row[3],
        "tail": row[4],
        "annotator": row[5],
        "note": row[6],
    }


def _main() -> None:
    if "--peak" in sys.argv:
        _tell_peak(sys.argv[2], Path(sys.argv[3]))
    else:
        group.main()


if __name__ == "__main__":
    _main()
