"""Hugging Face `datasets` loads our folders offline, with just the features that the card says."""

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
from annotator.projects.opening import make_project
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from annotator.transfer.importing import ImportOptions, import_paths, import_text

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("datasets") is None,
    reason="needs the library datasets, which is not installed: pip install datasets",
)

LOAD = """
import json, sys
from datasets import load_dataset
found = load_dataset(sys.argv[1])
told = {}
for split, rows in found.items():
    rows_ok = [all(one["text"] == row["text"][one["start"]:one["end"]] for one in row["spans"])
               for row in rows]
    told[split] = {
        "features": rows.features.to_dict(), "rows": list(rows), "sliced": all(rows_ok),
    }
print(json.dumps(told))
"""


def _loaded(folder: Path, cache: Path) -> dict[str, Any]:
    offline = {"HF_DATASETS_OFFLINE": "1", "HF_HUB_OFFLINE": "1", "HF_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(folder)],
        env={**os.environ, **offline},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _plain(feature: Any) -> Any:  # noqa: ANN401 whatever the library makes of it
    """Return a feature of the library as our table writes it."""
    if "_type" not in feature:
        return {name: _plain(one) for name, one in feature.items()}
    if feature["_type"] == "Value":
        return feature["dtype"]
    return [_plain(feature["feature"])]


def test_every_split_loads_with_the_declared_features(tmp_path: Path) -> None:
    with make_project(tmp_path / "news.quoth") as project:
        sample = asset("resources", "samples", "samples.jsonl")
        import_paths(project.store, project.scheme, [sample], ImportOptions())
        options = ExportOptions(split=(40, 30, 30), seed=1)
        report = export_dataset(project.store, project.scheme, tmp_path / "out", options)
    found = _loaded(tmp_path / "out", tmp_path / "cache")
    assert [f"data/{split}.jsonl" for split in found] == list(report.files)
    assert len(found) == 3
    for split, loaded in found.items():
        assert _plain(loaded["features"]) == FEATURES
        assert loaded["sliced"]
        lines = (tmp_path / "out" / "data" / f"{split}.jsonl").read_bytes().splitlines()
        assert loaded["rows"] == [json.loads(line) for line in lines], "row by row, all of it"


def test_records_without_any_mark_load_with_the_same_features(tmp_path: Path) -> None:
    with make_project(tmp_path / "news.quoth") as project:
        plain = ImportOptions(regions=False)
        import_text(project.store, project.scheme, "Nobody said a word.", options=plain)
        import_text(project.store, project.scheme, "😀", options=plain)
        export_dataset(project.store, project.scheme, tmp_path / "out", ExportOptions(view="all"))
    found = _loaded(tmp_path / "out", tmp_path / "cache")
    assert _plain(found["train"]["features"]) == FEATURES
    assert [row["spans"] for row in found["train"]["rows"]] == [[], []]
