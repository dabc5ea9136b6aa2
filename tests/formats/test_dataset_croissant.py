"""The library mlcroissant loads our folders offline by their description, and finds the spans."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.assets import asset
from annotator.formats.dataset_card import FEATURES
from annotator.formats.dataset_croissant import StoredFile, croissant, told_digests
from annotator.formats.dataset_manifest import Origin
from annotator.formats.dataset_tally import Tally
from annotator.formats.strict_json import JsonError
from annotator.projects.opening import make_project
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from annotator.transfer.importing import ImportOptions, import_paths

ORIGIN = Origin("all", "", "news@1", "0" * 64)
PLAIN = {name: one for name, one in FEATURES.items() if type(one) is str}
OBJECTS = {
    name: [key for key, one in feature[0].items() if type(one) is str]
    for name, feature in FEATURES.items()
    if type(feature) is list and type(feature[0]) is dict
}

needs_consumer = pytest.mark.skipif(
    importlib.util.find_spec("mlcroissant") is None,
    reason="needs the library mlcroissant, which is not installed: pip install mlcroissant",
)

LOAD = """
import json, socket, sys
import mlcroissant

def no_net(*_):
    raise OSError("nothing is fetched")

socket.socket.connect = no_net
dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
plain = lambda value: value.decode() if isinstance(value, bytes) else value

def short(value):
    if isinstance(value, dict):
        return {key.rpartition("/")[2]: short(one) for key, one in value.items()}
    return [short(one) for one in value] if isinstance(value, list) else plain(value)

sets = [one.id for one in dataset.metadata.record_sets]
told = {name: [short(record) for record in dataset.records(name)] for name in sets}
files = [(one.content_url, one.sha256) for one in dataset.metadata.distribution]
print(json.dumps({
    "name": dataset.metadata.name, "records": told, "files": files,
    "errors": list(dataset.metadata.ctx.issues.errors),
}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the sample articles as a dataset in three splits."""
    with make_project(tmp_path / "news.quoth") as project:
        sample = asset("resources", "samples", "samples.jsonl")
        import_paths(project.store, project.scheme, [sample], ImportOptions())
        options = ExportOptions(split=(40, 30, 30), seed=1)
        export_dataset(project.store, project.scheme, tmp_path / "out", options)
    return tmp_path / "out"


def _consumer(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", LOAD, str(folder / "croissant.json")],
        env={**os.environ, "CROISSANT_CACHE": str(folder.parent / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )


def _records(folder: Path) -> dict[str, list[dict[str, Any]]]:
    files = sorted((folder / "data").glob("*.jsonl"))
    return {one.stem: [json.loads(line) for line in one.open("rb")] for one in files}


def _told_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the lists within lists, which the description leaves out."""
    kept = {name: record[name] for name in (*PLAIN, "annotators")}
    for name, keys in OBJECTS.items():
        kept[name] = [{key: one[key] for key in keys} for one in record[name]]
    return kept


@needs_consumer
def test_the_consumer_has_all_records_and_its_own_texts_hold_its_own_spans(folder: Path) -> None:
    done = _consumer(folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["errors"] == []
    assert found["name"] == "News attribution: who said what"
    assert len(found["records"]) == 3
    spans = 0
    for split, records in _records(folder).items():
        assert found["records"][split] == [_told_of(one) for one in records]
        for loaded in found["records"][split]:
            for span in loaded["spans"]:
                assert loaded["text"][span["start"] : span["end"]] == span["text"]
                spans += 1
    assert spans > 50


@needs_consumer
def test_the_consumer_refuses_a_file_that_is_not_the_one_described(folder: Path) -> None:
    path = folder / "data" / "train.jsonl"
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    done = _consumer(folder)
    assert done.returncode != 0
    assert "is not identical" in done.stderr


def test_the_files_are_told_with_their_digests(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())["files"]
    told = told_digests((folder / "croissant.json").read_bytes())
    assert told == {name: manifest[name]["sha256"] for name in manifest if "data/" in name}
    assert len(told) == 3
    assert "croissant.json" in manifest


def test_every_key_of_a_record_is_a_field_but_for_lists_within_lists() -> None:
    files = {
        "data/train.jsonl": StoredFile("0" * 64, 3),
        "parquet/train.parquet": StoredFile("1" * 64, 4),
    }
    made = json.loads(croissant("A\ntitle", ORIGIN, Tally(), files))
    assert made["name"] == "A title"
    assert made["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert [one["contentUrl"] for one in made["distribution"]] == list(files)
    assert [one["encodingFormat"] for one in made["distribution"]] == [
        "application/jsonlines",
        "application/x-parquet",
    ]
    (only,) = made["recordSet"]
    fields = {one["name"]: one for one in only["field"]}
    assert tuple(fields) == tuple(FEATURES)
    assert fields["annotators"]["repeated"]
    for name, keys in OBJECTS.items():
        assert fields[name]["repeated"]
        assert [one["name"] for one in fields[name]["subField"]] == keys
    ids = [one["@id"] for one in (*only["field"], *fields["spans"]["subField"])]
    assert len(ids) == len(set(ids))
    assert "fragments and attributes" in fields["spans"]["description"]


def test_the_same_dataset_has_the_same_description() -> None:
    files = {"data/test.jsonl": StoredFile("0" * 64, 3)}
    assert croissant("t", ORIGIN, Tally(), files) == croissant("t", ORIGIN, Tally(), files)


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": NaN}', b"\xff"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(JsonError):
        told_digests(data)


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"distribution": 3}', b'{"distribution": [1]}'])
def test_what_is_no_description_tells_of_no_file(data: bytes) -> None:
    assert told_digests(data) == {}
