import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]


def digests(folder: Path) -> dict[str, str]:
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def records(folder: Path) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for path in sorted((folder / "data").glob("*.jsonl"))
        for line in path.read_bytes().splitlines()
    ]


def test_check_tells_what_stands_by_article(quoth: Quoth, project: Path) -> None:
    answer = quoth("check", project)
    assert answer.code == 1
    lines = answer.out.splitlines()
    assert lines[0] == "marked (gold)  “Never,” she said."
    assert "  error   E08  q  Quote has no form" in lines
    assert lines[-1].startswith("2 errors, ")
    told = quoth("check", project, "--json")
    assert told.code == 1
    assert told.json["errors"] == 2
    (first, *_) = told.json["problems"]
    assert (first["article"], first["annotator"]) == ("marked", "gold")
    assert first["severity"] in ("error", "warning", "hint")


def test_check_is_content_where_all_is_accepted(quoth: Quoth, sample: Path) -> None:
    answer = quoth("check", sample)
    assert answer.code == 0
    assert "(accepted: " in answer.out
    assert answer.out.splitlines()[-1].startswith("0 errors, 0 open warnings, ")


def test_check_looks_at_one_annotator_alone(quoth: Quoth, project: Path) -> None:
    assert quoth("check", project, "--annotator", "gold").code == 1
    answer = quoth("check", project, "--annotator", "nobody")
    assert (answer.code, answer.out) == (2, "")
    assert answer.sentence.startswith("Nobody called nobody marks in this project; there is gold")


def test_an_export_is_a_dataset_that_verifies(quoth: Quoth, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    answer = quoth("export", sample, out)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"{out}: 5 records (data/train.jsonl 5) with 170 spans")
    assert {"README.md", "manifest.json", "schema.json", "data/train.jsonl"} <= set(digests(out))
    answer = quoth("verify", out)
    assert (answer.code, answer.out) == (0, f"{out}: all of it holds.\n")
    assert quoth("verify", out, "--json").json == {"path": str(out), "problems": [], "notes": []}


def test_export_import_export_gives_the_same_bytes(
    quoth: Quoth, sample: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for view in ("adjudicated", "all", "annotator"):
        options = ["--view", view, "--split", "60,20,20", "--seed", "7"]
        assert quoth("export", sample, first / view, *options).code == 0
        again = tmp_path / f"{view}.quoth"
        assert quoth("new", again).code == 0
        assert quoth("import", again, first / view).code == 0
        assert quoth("export", again, second / view, *options).code == 0
        assert digests(first / view) == digests(second / view)


def test_the_same_input_gives_the_same_bytes_and_another_seed_another_split(
    quoth: Quoth, sample: Path, tmp_path: Path
) -> None:
    def export(name: str, seed: str) -> dict[str, str]:
        options = ["--split", "50,25,25", "--seed", seed]
        assert quoth("export", sample, tmp_path / name, *options).code == 0
        assert quoth("verify", tmp_path / name).code == 0
        return digests(tmp_path / name)

    assert export("a", "1") == export("b", "1")
    splits = {
        tuple((one["id"], one["split"]) for one in records(tmp_path / name))
        for name in ("a", *(f"s{seed}" for seed in range(2, 6)))
        if name == "a" or export(name, name[1:])
    }
    assert len(splits) > 1


def test_problems_that_stand_hinder_an_export_and_are_named(
    quoth: Quoth, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    everything = ["--view", "all", "--unfinished"]
    for options in ([], ["--allow-problems"]):
        answer = quoth("export", project, out, *everything, *options)
        assert answer.code == 1
        assert "  error   E08  q  Quote has no form" in answer.out
        assert answer.sentence.endswith("nothing was written.")
        assert not out.exists()
    told = quoth("export", project, out, *everything, "--json")
    assert told.code == 1
    assert told.json["problems"]


def test_warnings_alone_can_be_let_out_and_the_sentence_says_how(
    quoth: Quoth, tmp_path: Path
) -> None:
    attrs = {"type": "person", "mention": "name", "role": "source"}
    actor = {"label": "actor", "start": 0, "end": 4, "text": "Fenn", "attrs": attrs}
    path, news, out = tmp_path / "one.jsonl", tmp_path / "one.quoth", tmp_path / "out"
    path.write_text(json.dumps({"text": "Fenn left.", "annotator": "ann", "spans": [actor]}))
    assert quoth("new", news).code == quoth("import", news, path, "--done").code == 0
    answer = quoth("export", news, out, "--view", "all")
    assert (answer.code, out.exists()) == (1, False)
    assert answer.sentence.endswith("Accept them one by one, or all with --allow-problems.")
    assert quoth("export", news, out, "--view", "all", "--allow-problems").code == 0


def test_many_problems_are_counted_and_the_first_are_told(quoth: Quoth, tmp_path: Path) -> None:
    words = [f"Fenn{number:02}" for number in range(30)]
    text, spans = " ".join(words), []
    for word in words:
        attrs = {"type": "person", "mention": "name", "role": "source"}
        start = text.index(word)
        spans.append(
            {"label": "actor", "start": start, "end": start + 6, "text": word, "attrs": attrs}
        )
    path, news = tmp_path / "one.jsonl", tmp_path / "one.quoth"
    path.write_text(json.dumps({"text": text, "annotator": "ann", "spans": spans}))
    assert quoth("new", news).code == quoth("import", news, path, "--done").code == 0
    answer = quoth("export", news, tmp_path / "out", "--view", "all")
    assert answer.code == 1
    assert len(answer.out.splitlines()) == 1 + 20 + 1
    assert "... and 10 problems more: `quoth check` tells them all." in answer.out


def test_a_folder_that_is_there_is_not_written_over(
    quoth: Quoth, sample: Path, tmp_path: Path
) -> None:
    mine, out = tmp_path / "mine", tmp_path / "out"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine")
    for options in ([], ["--force"]):
        answer = quoth("export", sample, mine, *options)
        assert (answer.code, answer.out) == (2, "")
        assert str(mine) in answer.sentence
        assert digests(mine).keys() == {"thesis.txt"}
    assert quoth("export", sample, out).code == 0
    before = digests(out)
    answer = quoth("export", sample, out)
    assert answer.code == 2
    assert "--force" in answer.sentence
    assert digests(out) == before
    assert quoth("export", sample, out, "--force", "--seed", "3").code == 0
    assert quoth("verify", out).code == 0


def test_verify_finds_what_was_changed(quoth: Quoth, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert quoth("export", sample, out).code == 0
    data = out / "data" / "train.jsonl"
    first, *rest = data.read_bytes().splitlines(keepends=True)
    spoilt = json.loads(first)
    spoilt["spans"][0]["start"] += 1
    first = json.dumps(spoilt, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    data.write_bytes(b"".join([first, *rest]))
    answer = quoth("verify", out)
    assert answer.code == 1
    assert "data/train.jsonl, line 1: spans[0]" in answer.out
    assert "manifest.json" in answer.out
    assert answer.out.splitlines()[-1].endswith("problems.")
    told = quoth("verify", out, "--json")
    assert told.code == 1
    assert len(told.json["problems"]) == len(answer.out.splitlines()) - 1


@pytest.mark.parametrize("name", ["none", "words.txt", "folder"])
def test_what_is_no_dataset_is_said(quoth: Quoth, tmp_path: Path, name: str) -> None:
    (tmp_path / "words.txt").write_text("words")
    (tmp_path / "folder").mkdir()
    answer = quoth("verify", tmp_path / name)
    assert (answer.code, answer.out) == (2, "")
    assert answer.sentence.startswith(str(tmp_path / name))


def test_parquet_is_written_beside_when_asked(quoth: Quoth, sample: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install pyarrow")
    out = tmp_path / "out"
    assert quoth("export", sample, out, "--parquet").code == 0
    assert {"parquet/train.parquet", "data/train.jsonl"} <= set(digests(out))
    assert quoth("verify", out).code == 0


def test_parquet_without_its_library_is_one_sentence_and_nothing_written(
    quoth: Quoth, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as import finds it where it is not
    answer = quoth("export", sample, tmp_path / "out", "--parquet")
    assert (answer.code, answer.out) == (3, "")
    assert answer.sentence.startswith("Parquet needs the library pyarrow")
    assert not (tmp_path / "out").exists()


def test_verify_says_what_it_could_not_look_at_without_a_library(
    quoth: Quoth, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install pyarrow")
    out = tmp_path / "out"
    assert quoth("export", sample, out, "--parquet").code == 0
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = quoth("verify", out)
    first, last = answer.out.splitlines()
    assert "needs the library pyarrow (pip install pyarrow)" in first
    assert (answer.code, last) == (0, f"{out}: all of it holds.")
    assert quoth("verify", out, "--json").json["notes"] == [first]
