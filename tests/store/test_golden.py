"""A project of every released version opens, replays and goes out."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.app import run
from annotator.core.annotation import SetKey
from annotator.core.canonical import canonical
from annotator.core.codec import edit_to_json, item_to_json
from annotator.editing.desk import Desk
from annotator.store import annotations, assignments, documents, journal, meta, people
from annotator.store.connection import Store, open_store
from annotator.store.upgrade import VERSION

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
VERSIONS = range(1, VERSION + 1)


def content(store: Store) -> dict[str, Any]:
    """Return all that a project holds as plain values."""
    queued = set(documents.document_ids(store, queued_only=True))
    articles = [
        {
            "id": one.document.id,
            "title": one.document.title,
            "text": one.document.text,
            "sha256": one.document.sha256,
            "source_sha256": one.document.source_sha256,
            "language": one.document.language,
            "meta": dict(one.document.meta),
            "parent": (
                [one.document.parent.id, one.document.parent.sha256, one.document.parent.base]
                if one.document.parent
                else []
            ),
            "queued": one.document.id in queued,
            "regions": [item_to_json(region) for region in one.regions],
            "sets": {
                each.key.annotator: [item_to_json(each.items[key]) for key in sorted(each.items)]
                for each in one.sets
            },
        }
        for one in annotations.annotated(store, documents.document_ids(store))
    ]
    later = {
        "policy": meta.read_setting(store, "policy"),
        "assignments": [list(one) for one in assignments.assignments(store)],
    }
    return {
        **{key: value for key, value in later.items() if value},
        "name": store.name,
        "project": store.project_id,
        "guidelines": meta.read_setting(store, "guidelines"),
        "people": {one.name: one.role.value for one in people.annotators(store)},
        "articles": articles,
        "journal": [edit_to_json(edit) for edit in journal.read_journal(store)],
    }


@pytest.fixture(params=VERSIONS, ids=lambda version: f"version {version}")
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def old(version: int, tmp_path: Path) -> Path:
    """A copy of the project of that version."""
    return Path(shutil.copy(GOLDEN / f"project-{version}.quoth", tmp_path / "old.quoth"))


def test_it_holds_what_it_held_and_is_what_its_journal_says(old: Path, version: int) -> None:
    before = old.read_bytes()
    expected = json.loads((GOLDEN / f"project-{version}.json").read_bytes())
    with open_store(old, read_only=version == VERSION) as store:
        assert json.loads(canonical(content(store))) == expected
        assert journal.verify_journal(store) == []
    if version == VERSION:
        assert old.read_bytes() == before


def test_undo_and_redo_go_on_in_it(old: Path) -> None:
    refused: list[Exception] = []
    with open_store(old) as store:
        desk = Desk(store, "ann", lambda *_: None, lambda _, error: refused.append(error))
        key, made = SetKey("quay", "ann"), 0
        assert desk.redo() is not None
        assert desk.flush()
        assert [item.id for item in annotations.read_set(store, key).items.values()] == ["q-actor"]
        while desk.undo() is not None:
            made += 1
        assert desk.flush()
        assert made == 7
        assert annotations.read_set(store, key).items == {}
        assert annotations.read_set(store, SetKey("fees", "ann")).items == {}
        assert annotations.read_set(store, SetKey("fees", "gold")).spans
        assert journal.verify_journal(store) == []
        desk.close()
    assert refused == []


def test_it_goes_out_as_a_dataset_that_verifies(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert (
        run(["export", str(old), str(out), "--view", "all", "--unfinished", "--allow-problems"])
        == 0
    )
    assert run(["verify", str(out)]) == 0
    assert "all of it holds" in capsys.readouterr().out
    lines = (out / "data" / "train.jsonl").read_bytes().splitlines()
    assert {json.loads(line)["id"] for line in lines} == {"fees", "quay", "two-1", "two-2"}
