"""What is proved is held against the label scheme: that of the folder, or the one we ship."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator.assets import default_scheme_bytes

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
Record = dict[str, Any]
TRAIN, NAME = "data/train.jsonl", "news-attribution"


@pytest.fixture
def out(quoth: Quoth, sample: Path, tmp_path: Path) -> Path:
    """A dataset of the sample articles."""
    assert quoth("export", sample, tmp_path / "out").code == 0
    return tmp_path / "out"


def altered(out: Path, alter: Callable[[Record], None]) -> Path:
    """Alter the first record, and return the file."""
    path = out / TRAIN
    first, *rest = path.read_bytes().splitlines(keepends=True)
    record = json.loads(first)
    alter(record)
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    path.write_bytes(b"".join([line, *rest]))
    return path


def settled(out: Path, *names: str) -> None:
    """Make the manifest tell of files as they are now."""
    manifest = json.loads((out / "manifest.json").read_bytes())
    for name in names:
        data = (out / name).read_bytes()
        said = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        manifest["files"].setdefault(name, {}).update(said)
    (out / "manifest.json").write_text(json.dumps(manifest))


def without_scheme(out: Path) -> None:
    (out / "scheme.json").unlink()
    manifest = json.loads((out / "manifest.json").read_bytes())
    del manifest["files"]["scheme.json"]
    (out / "manifest.json").write_text(json.dumps(manifest))


def _relabel(record: Record) -> None:
    record["spans"][0]["label"] = "rumour"


def _hate(record: Record) -> None:
    record["relations"][0]["label"] = "hates"


def _mood(record: Record) -> None:
    record["spans"][0]["attributes"].append({"name": "mood", "value": "low"})


def _value(record: Record) -> None:
    record["spans"][0]["attributes"][0]["value"] = "low"


def _bare(record: Record) -> None:
    record["spans"][0]["attributes"] = []


def _turn(record: Record) -> None:
    one = record["relations"][0]
    one["head"], one["tail"] = one["tail"], one["head"]


def _kind(record: Record) -> None:
    record["regions"].append({"start": 0, "end": 1, "kind": "sidebar", "value": ""})


def _feel(record: Record) -> None:
    record["relations"][0]["attributes"].append({"name": "mood", "value": "low"})


FAULTS = [
    (_relabel, "spans[0].label: the scheme has no 'rumour'"),
    (_hate, "relations[0].label: the scheme has no 'hates'"),
    (_mood, "has no 'mood' in the scheme"),
    (_value, "the scheme has no value 'low'"),
    (_bare, "spans[0].attributes: "),
    (_turn, "does not run from"),
    (_kind, "kind: the scheme has no 'sidebar'"),
    (_feel, "relations[0].attributes: relations have none in the scheme"),
]


@pytest.mark.parametrize(("alter", "words"), FAULTS, ids=lambda one: getattr(one, "__name__", ""))
def test_what_the_scheme_does_not_know_is_found_in_a_folder_and_in_a_file(
    quoth: Quoth, out: Path, alter: Callable[[Record], None], words: str
) -> None:
    path = altered(out, alter)
    settled(out, TRAIN)
    for given, name in ((out, TRAIN), (path, path.name)):
        answer = quoth("verify", given)
        assert answer.code == 1
        assert any(
            one.startswith(f"{name}, line 1: ") and words in one for one in answer.out.splitlines()
        ), answer.out


def test_a_scheme_of_ones_own_lies_in_the_folder_and_makes_another_project(
    quoth: Quoth, tmp_path: Path
) -> None:
    scheme = json.loads(default_scheme_bytes())
    scheme.update(id="own", regions=["headline"])
    scheme["rules"] = [rule for rule in scheme["rules"] if not rule.get("kinds")]
    mine, text = tmp_path / "mine.json", tmp_path / "a.txt"
    mine.write_text(json.dumps(scheme))
    text.write_text("Fees will rise\n\nFees will rise\n\nThe council said so.\n\nShort Url\n")
    news, out = tmp_path / "n.quoth", tmp_path / "out"
    assert quoth("new", news, "--scheme", mine).code == quoth("import", news, text).code == 0
    assert quoth("export", news, out, "--view", "all").code == 0
    assert (out / "scheme.json").read_bytes() == mine.read_bytes()
    assert quoth("verify", out, "--json").json == {"path": str(out), "problems": [], "notes": []}
    kinds = {one["kind"] for one in json.loads((out / TRAIN).read_bytes())["regions"]}
    assert kinds == {"headline"}, "of what is proposed, no kind that the scheme lacks"
    answer = quoth("verify", out / TRAIN)
    assert answer.code == 0
    assert "The scheme 'own@1.0.0' is not known here, so labels, attributes" in answer.out
    again = tmp_path / "again.quoth"
    told = quoth("new", again, "--scheme", out / "scheme.json", "--json").json
    assert told["scheme"] == "own@1.0.0"


def test_a_folder_of_before_there_was_a_scheme_in_it_holds(quoth: Quoth, out: Path) -> None:
    without_scheme(out)
    told = quoth("verify", out, "--json")
    assert (told.code, told.json["notes"]) == (0, []), "the manifest means the scheme we ship"
    altered(out, _relabel)
    settled(out, TRAIN)
    assert quoth("verify", out).code == 1
    manifest = json.loads((out / "manifest.json").read_bytes())
    manifest["scheme"]["sha256"] = "0" * 64
    (out / "manifest.json").write_text(json.dumps(manifest))
    told = quoth("verify", out, "--json")
    assert not any("rumour" in one for one in told.json["problems"])
    (note,) = told.json["notes"]
    assert note == (
        "scheme.json: there is none, so labels, attributes, relations and regions were not held "
        "against a scheme."
    )


def test_a_scheme_that_is_another_or_none_is_found(quoth: Quoth, out: Path) -> None:
    scheme = json.loads(default_scheme_bytes())
    scheme["version"] = "2.0.0"
    (out / "scheme.json").write_text(json.dumps(scheme))
    settled(out, "scheme.json")
    found = quoth("verify", out, "--json").json["problems"]
    assert found == [
        "scheme.json: it is not the scheme that manifest.json speaks of: the digests differ.",
        f"manifest.json: scheme: it says '{NAME}@1.0.0', and scheme.json is '{NAME}@2.0.0'.",
    ]
    (out / "scheme.json").write_text('{"id": 3}')
    settled(out, "scheme.json")
    told = quoth("verify", out, "--json").json
    assert [one.split(": ")[:2] for one in told["problems"]] == [
        ["scheme.json", "it is no label scheme"]
    ]
    assert told["notes"] == []
    (out / "scheme.json").unlink()
    assert quoth("verify", out).code == 1


def test_records_saved_again_with_sorted_keys_are_known_by_themselves(
    quoth: Quoth, out: Path, tmp_path: Path
) -> None:
    saved, again = tmp_path / "saved.jsonl", tmp_path / "again.quoth"
    lines = (out / TRAIN).read_bytes().splitlines()
    made = [json.dumps(json.loads(line), sort_keys=True) for line in lines]
    saved.write_text("\n".join(made) + "\n")
    assert quoth("new", again).code == 0
    told = quoth("import", again, saved, "--json").json
    assert (len(told["added"]), told["refused"]) == (5, [])
    assert quoth("export", again, tmp_path / "second").code == 0
    assert (tmp_path / "second" / TRAIN).read_bytes() == (out / TRAIN).read_bytes()
    answer = quoth("verify", saved)
    assert answer.code == 1
    assert "order of keys" in answer.out


def test_kinds_of_regions_that_the_scheme_lacks_are_refused_or_mapped(
    quoth: Quoth, tmp_path: Path
) -> None:
    news, path, mapping = (tmp_path / name for name in ("n.quoth", "a.jsonl", "map.json"))
    regions = [{"start": 0, "end": 3, "kind": kind} for kind in ("sidebar", "advert", "headline")]
    path.write_text(json.dumps({"id": "a", "text": "Words.", "regions": regions}))
    assert quoth("new", news).code == 0
    answer = quoth("import", news, path)
    assert answer.code == 2
    assert "does not know the regions advert, sidebar" in answer.sentence
    assert '{"regions": {"advert": null, "sidebar": null}}' in answer.sentence
    mapping.write_text('{"regions": {"advert": null, "sidebar": "boilerplate"}}')
    assert quoth("import", news, path, "--map", mapping).code == 0
    assert quoth("export", news, tmp_path / "out", "--view", "all").code == 0
    (record,) = map(json.loads, (tmp_path / "out" / TRAIN).read_text().splitlines())
    assert sorted(one["kind"] for one in record["regions"]) == ["boilerplate", "headline"]
    assert quoth("verify", tmp_path / "out").code == 0
    mapping.write_text('{"regions": {"advert": "margin"}}')
    answer = quoth("import", news, path, "--map", mapping)
    assert "turns regions.advert into 'margin'" in answer.sentence
