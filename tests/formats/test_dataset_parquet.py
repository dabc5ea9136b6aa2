"""Parquet beside the JSON lines: the same rows and features, for pyarrow and for `datasets`."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.assets import asset
from annotator.core.annotation import AnnotatedDocument
from annotator.core.document import new_document
from annotator.formats import dataset_parquet
from annotator.formats.dataset_card import FEATURES
from annotator.formats.dataset_parquet import (
    NoParquetError,
    ParquetError,
    first_difference,
    has_parquet,
    parquet_path,
    refuse_without_parquet,
    write_parquet,
)
from annotator.formats.record_writing import Frame, record_line
from annotator.projects.opening import Project, make_project
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from annotator.transfer.importing import ImportOptions, import_paths
from annotator.transfer.verify import left_unproved
from tests.proofs import problems_in

needs_pyarrow = pytest.mark.skipif(
    not has_parquet(), reason="needs pyarrow, which is not installed: pip install pyarrow"
)
needs_datasets = pytest.mark.skipif(
    importlib.util.find_spec("datasets") is None,
    reason="needs the library datasets, which is not installed: pip install datasets",
)
LOAD = """
import json, sys
from datasets import load_dataset
folder = sys.argv[1]
for found in (load_dataset(folder), load_dataset("parquet", data_dir=folder + "/parquet")):
    print(json.dumps({split: {"features": str(rows.features), "rows": list(rows)}
                      for split, rows in found.items()}))
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "news.quoth") as made:
        sample = asset("resources", "samples", "samples.jsonl")
        import_paths(made.store, made.scheme, [sample], ImportOptions())
        yield made


def _exported(project: Project, out: Path) -> Path:
    options = ExportOptions(split=(40, 30, 30), seed=1, parquet=True)
    export_dataset(project.store, project.scheme, out, options)
    return out


def _lines(path: Path) -> list[Any]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def _many(path: Path, number: int) -> None:
    """Write so many records of an article without marks."""
    with path.open("wb") as file:
        for each in range(number):
            document = replace(new_document(f"a{each}", f"😀 {each}"), title=f"No {each}")
            file.write(record_line(AnnotatedDocument(document), Frame("all", "news@1")))


@needs_pyarrow
def test_rows_are_the_json_lines_and_types_are_the_features(
    project: Project, tmp_path: Path
) -> None:
    import pyarrow
    from pyarrow import parquet

    out = _exported(project, tmp_path / "out")
    files = sorted((out / "data").glob("*.jsonl"))
    assert len(files) == 3
    for data in files:
        table = parquet.read_table(out / "parquet" / f"{data.stem}.parquet")
        rows = table.to_pylist()
        assert rows == _lines(data)
        assert [list(row) for row in rows] == [list(row) for row in _lines(data)], "order of keys"
        for row in rows:
            for span in row["spans"]:
                assert row["text"][span["start"] : span["end"]] == span["text"]
        assert table.schema.names == list(FEATURES)
        spans = table.schema.field("spans").type.value_type
        assert spans.field("start").type == pyarrow.int32()
        assert spans.field("attributes").type.value_type.field("name").type == pyarrow.string()
    assert problems_in(out) == []


@needs_pyarrow
@needs_datasets
def test_datasets_loads_the_folder_as_before_and_its_parquet_alike(
    project: Project, tmp_path: Path
) -> None:
    out = _exported(project, tmp_path / "out")
    offline = {
        "HF_DATASETS_OFFLINE": "1",
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(tmp_path / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(out)],
        env={**os.environ, **offline},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines, parquet = map(json.loads, done.stdout.splitlines())
    assert lines == parquet
    assert {split: one["rows"] for split, one in parquet.items()} == {
        path.stem: _lines(path) for path in (out / "data").glob("*.jsonl")
    }


@needs_pyarrow
def test_the_manifest_the_description_and_the_card_name_the_files(
    project: Project, tmp_path: Path
) -> None:
    out = _exported(project, tmp_path / "out")
    files = json.loads((out / "manifest.json").read_bytes())["files"]
    told = json.loads((out / "croissant.json").read_bytes())["distribution"]
    digests = {one["contentUrl"]: one["sha256"] for one in told}
    there = [one.relative_to(out).as_posix() for one in (out / "parquet").iterdir()]
    assert len(there) == 3
    for name in there:
        digest = hashlib.sha256((out / name).read_bytes()).hexdigest()
        assert files[name]["sha256"] == digests[name] == digest
    assert "`parquet/` holds" in (out / "README.md").read_text(encoding="utf-8")


@needs_pyarrow
def test_the_same_records_give_the_same_bytes(project: Project, tmp_path: Path) -> None:
    first, second = _exported(project, tmp_path / "a"), _exported(project, tmp_path / "b")
    for one in first.rglob("*.*"):
        assert one.read_bytes() == (second / one.relative_to(first)).read_bytes()


@needs_pyarrow
@pytest.mark.parametrize("size", [1, 300, 1 << 24])
def test_rows_go_group_by_group_and_none_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    from pyarrow import parquet

    monkeypatch.setattr(dataset_parquet, "_BYTES", size)
    lines, out = tmp_path / "train.jsonl", tmp_path / "train.parquet"
    _many(lines, 2345)
    digest = write_parquet(lines, out)
    assert digest == hashlib.sha256(out.read_bytes()).hexdigest()
    assert parquet.read_table(out).to_pylist() == _lines(lines)
    groups = parquet.ParquetFile(out).num_row_groups
    assert groups == 3 if size == 1 << 24 else groups > 700
    assert first_difference(lines, out) == 0


@needs_pyarrow
def test_the_first_row_that_differs_is_told(tmp_path: Path) -> None:
    lines, out = tmp_path / "train.jsonl", tmp_path / "train.parquet"
    _many(lines, 1500)
    write_parquet(lines, out)
    before = lines.read_bytes().splitlines(keepends=True)
    for after, number in (
        (before[:-1], 1500),
        (before + before[:1], 1501),
        ([*before[:1200], before[1200].replace(b'"lang":"und"', b'"lang":"en"')], 1201),
    ):
        lines.write_bytes(b"".join(after))
        assert first_difference(lines, out) == number


@needs_pyarrow
def test_what_is_no_parquet_of_ours_is_refused_in_a_sentence(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    lines, out = tmp_path / "train.jsonl", tmp_path / "train.parquet"
    _many(lines, 3)
    parquet.write_table(pyarrow.table({"schema": [1]}), out)
    with pytest.raises(ParquetError, match="columns"):
        first_difference(lines, out)
    for data in (b"", b"PAR1", b"PAR1" * 3, lines.read_bytes()):
        out.write_bytes(data)
        with pytest.raises(ParquetError) as caught:
            first_difference(lines, out)
        assert "\n" not in str(caught.value)
    out.unlink()
    with pytest.raises(FileNotFoundError):
        first_difference(lines, out)


def _settle(out: Path, name: str) -> None:
    """Let manifest and description say the digest and size that a file has now."""
    data = (out / name).read_bytes()
    told = json.loads((out / "croissant.json").read_bytes())
    for one in told["distribution"]:
        if one["contentUrl"] == name:
            one["sha256"] = hashlib.sha256(data).hexdigest()
    (out / "croissant.json").write_text(json.dumps(told))
    manifest = json.loads((out / "manifest.json").read_bytes())
    for each in (name, "croissant.json"):
        data = (out / each).read_bytes()
        manifest["files"][each].update(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    (out / "manifest.json").write_text(json.dumps(manifest))


@needs_pyarrow
def test_verify_finds_rows_that_are_not_the_records_though_all_digests_fit(
    project: Project, tmp_path: Path
) -> None:
    import pyarrow
    from pyarrow import parquet

    out = _exported(project, tmp_path / "out")
    name = "parquet/train.parquet"
    table = parquet.read_table(out / name)
    rows = table.to_pylist()
    rows[-1]["spans"][0]["start"] += 1
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=table.schema), out / name)
    assert problems_in(out) == [
        f"{name}: it is not the file that manifest.json speaks of: size or digest differ."
    ]
    _settle(out, name)
    number = len(rows)
    assert problems_in(out) == [
        f"{name}: row {number}: it is not what data/train.jsonl has on line {number}."
    ]
    (out / name).write_bytes(b"PAR1")
    _settle(out, name)
    (only,) = problems_in(out)
    assert only.startswith(f"{name}: it cannot be read: ")


@needs_pyarrow
def test_without_pyarrow_verify_holds_the_digests_alone(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _exported(project, tmp_path / "out")
    assert left_unproved(out) == []
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert problems_in(out) == []
    (note,) = left_unproved(out)
    assert note.startswith("parquet: its digests were proved, but not that its rows are")
    assert left_unproved(out / "data") == [], "there is no Parquet"
    path = out / "parquet" / "train.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert len(problems_in(out)) == 1


def test_without_pyarrow_an_export_says_what_to_do_and_writes_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as import finds it where it is not
    with pytest.raises(NoParquetError, match="pip install pyarrow") as caught:
        _exported(project, tmp_path / "deep" / "out")
    assert caught.value.exit_code == 3
    assert not (tmp_path / "deep").exists()
    with pytest.raises(NoParquetError):
        refuse_without_parquet()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from annotator.formats.dataset_parquet import write_parquet
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
try:
    write_parquet(Path(sys.argv[2]), Path(sys.argv[3]))
except OSError as error:
    print(error.strerror)
"""


@needs_pyarrow
@pytest.mark.skipif(os.name == "nt", reason="needs a limit for the size of files")
@pytest.mark.parametrize("size", [0, 5000, 40_000])
def test_a_full_disk_is_the_error_of_the_system(tmp_path: Path, size: int) -> None:
    lines, out = tmp_path / "train.jsonl", tmp_path / "train.parquet"
    _many(lines, 1500)
    command = [sys.executable, "-c", LIMITED, str(size), str(lines), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "File too large\n"), done.stderr


def test_a_parquet_file_is_named_like_the_data_file() -> None:
    assert parquet_path("data/train.jsonl") == "parquet/train.parquet"
