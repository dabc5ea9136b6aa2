import json
from pathlib import Path

import pytest

from annotator.formats.dataset_manifest import (
    ManifestError,
    Origin,
    files_in,
    is_ours,
    manifest_bytes,
    read_manifest,
    split_path,
    unlisted,
)

ORIGIN = Origin("all", "ann", "news@1", "0" * 64, (80, 10, 10), 3)


def _write(folder: Path, **files: object) -> None:
    (folder / "manifest.json").write_bytes(manifest_bytes(ORIGIN, files, {"records": 0}))  # type: ignore[arg-type]


def test_splits_have_their_files_and_what_has_no_split_is_in_train() -> None:
    assert split_path("test") == "data/test.jsonl"
    assert split_path("none") == split_path("train") == "data/train.jsonl"


def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    _write(tmp_path, a={"bytes": 1})
    found = read_manifest(tmp_path / "manifest.json")
    assert found["files"] == {"a": {"bytes": 1}}
    assert found["totals"] == {"records": 0}
    assert found["view"] == "all"
    assert found["annotator"] == "ann"
    assert found["split"] == {"shares": [80, 10, 10], "seed": 3}
    assert found["scheme"] == {"name": "news@1", "sha256": "0" * 64}
    assert is_ours(tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"{}", b'{"schema":"x"}', b'{"schema":"span-dataset/1.0","files":{}}'],
)
def test_what_is_no_manifest_is_said_and_is_not_ours(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    with pytest.raises(ManifestError):
        read_manifest(tmp_path / "manifest.json")
    assert not is_ours(tmp_path)


def test_a_manifest_of_another_program_is_not_ours(tmp_path: Path) -> None:
    assert not is_ours(tmp_path)
    _write(tmp_path)
    value = json.loads((tmp_path / "manifest.json").read_bytes())
    for made_by in ({"name": "Other"}, "Quoth", None):
        (tmp_path / "manifest.json").write_text(json.dumps({**value, "made_by": made_by}))
        assert not is_ours(tmp_path)


def test_files_beside_those_that_are_listed_are_found(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("data/train.jsonl", "data/.hidden", "README.md", ".DS_Store", "data/Thumbs.db"):
        (tmp_path / name).write_text("x")
    _write(tmp_path, **{"data/train.jsonl": {}})
    everything = ["README.md", "data/.hidden", "data/train.jsonl", "manifest.json"]
    assert files_in(tmp_path) == everything
    assert unlisted(tmp_path) == ["README.md", "data/.hidden"]
