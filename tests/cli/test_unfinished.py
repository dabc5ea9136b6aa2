"""Only finished sets go out, and what stays at home is counted; --unfinished lets all of it out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
ACTOR = {"type": "group", "mention": "description", "role": "source"}
CLAIM = {"voice": "attributed", "polarity": "positive", "certainty": "asserted"}
TEXT = "The council said harbour fees will rise. Report"


def line(name: str, annotator: str) -> str:
    """Return an article in the simple form, with marks that nothing is wrong with."""
    text = f"{TEXT} {name}."
    spans = [
        {"id": "a", "label": "actor", "start": 0, "end": 11, "attrs": ACTOR},
        {"id": "c", "label": "claim", "start": 17, "end": 39, "attrs": CLAIM},
    ]
    relations = [{"id": "r", "type": "attributed_to", "from": "c", "to": "a"}]
    whole = {"id": name, "text": text, "spans": spans, "relations": relations}
    return json.dumps({**whole, "annotator": annotator}) + "\n"


@pytest.fixture
def news(quoth: Quoth, tmp_path: Path) -> Path:
    """A project in which ann finished both articles, and ben has begun one of them."""
    path, done, begun = (tmp_path / name for name in ("n.quoth", "done.jsonl", "begun.jsonl"))
    done.write_text(line("ferry", "ann") + line("tram", "ann"))
    begun.write_text(line("ferry", "ben"))
    assert quoth("new", path).code == 0
    assert quoth("import", path, done, "--done").code == 0
    assert quoth("import", path, begun).code == 0
    return path


def records(out: Path) -> list[dict[str, Any]]:
    lines = (out / "data" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(one) for one in lines]


@pytest.mark.parametrize("view", ["annotator", "all"])
def test_what_nobody_finished_stays_at_home_and_is_counted(
    quoth: Quoth, news: Path, tmp_path: Path, view: str
) -> None:
    out = tmp_path / "out"
    answer = quoth("export", news, out, "--view", view)
    assert (answer.code, answer.err) == (0, "")
    first, second, *_ = answer.out.splitlines()
    assert first == "1 set of marks left out: not finished."
    assert "--unfinished" in second
    assert {one["annotator"] for record in records(out) for one in record["spans"]} == {"ann"}
    assert all(record["annotators"] == ["ann"] for record in records(out))
    assert first in (out / "README.md").read_text(encoding="utf-8")
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert (manifest["unfinished"], manifest["left_out"]) == (False, {"sets_unfinished": 1})
    told = quoth("export", news, tmp_path / "again", "--view", view, "--json").json
    assert told["left_out"] == {"sets_unfinished": 1}
    assert quoth("verify", out).code == 0


@pytest.mark.parametrize("view", ["annotator", "all"])
def test_unfinished_sets_go_out_when_that_is_said(
    quoth: Quoth, news: Path, tmp_path: Path, view: str
) -> None:
    out = tmp_path / "out"
    told = quoth("export", news, out, "--view", view, "--unfinished", "--json").json
    assert told["left_out"] == {}
    found = {
        (one["annotator"], one["annotator"] in record["annotators"])
        for record in records(out)
        for one in record["spans"]
    }
    assert found == {("ann", True), ("ben", False)}
    words = (out / "README.md").read_text(encoding="utf-8")
    assert "Sets that nobody finished are in it, too" in words
    assert json.loads((out / "manifest.json").read_bytes())["unfinished"] is True


def test_where_all_of_it_stays_at_home_the_sentence_says_what_lets_it_out(
    quoth: Quoth, news: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for view in ("annotator", "all"):
        answer = quoth("export", news, out, "--view", view, "--annotator", "ben")
        if view == "annotator":
            assert (answer.code, answer.out) == (1, "")
            assert "1 article left out: nobody has finished." in answer.sentence
            assert answer.sentence.endswith(
                "With --unfinished, marks that are not done go out, too."
            )
            assert not out.exists()
    answer = quoth("export", news, out, "--unfinished")
    assert (answer.code, answer.out) == (2, "")
    assert "--unfinished is for --view annotator and all" in answer.sentence


def test_a_second_way_out_and_in_has_the_same_bytes_of_records(
    quoth: Quoth, news: Path, tmp_path: Path
) -> None:
    for view in ("annotator", "all"):
        for options in ([], ["--unfinished"]):
            first, second = (tmp_path / f"{view}{len(options)}{name}" for name in "12")
            again = tmp_path / f"{first.name}.quoth"
            assert quoth("export", news, first, "--view", view, *options).code == 0
            assert quoth("new", again).code == quoth("import", again, first).code == 0
            assert quoth("export", again, second, "--view", view, *options).code == 0
            data = "data/train.jsonl"
            assert (first / data).read_bytes() == (second / data).read_bytes()
            if options:
                names = ("README.md", "manifest.json", "scheme.json", "croissant.json")
                assert all((first / n).read_bytes() == (second / n).read_bytes() for n in names)


def test_marks_come_in_as_finished_work_only_when_that_is_said(
    quoth: Quoth, news: Path, tmp_path: Path
) -> None:
    listed = quoth("list", news, "--json").json["articles"]
    states = {one["annotator"]: one["status"] for one in listed[0]["sets"]}
    assert (states["ann"], states["ben"]) == ("done", "in progress")
    assert quoth("export", news, tmp_path / "out").code == 0, "ann's is the only finished set"
    again = tmp_path / "done.jsonl"
    assert quoth("import", news, again).code == 0, "the same marks, and nothing said of their state"
    told = quoth("import", news, again, "--json").json
    assert (told["added"], told["marks"], len(told["known"])) == ([], 0, 2)


def test_agreement_says_why_an_article_is_not_measured(
    quoth: Quoth, news: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line("mill", "gold"))
    assert quoth("import", news, gold, "--done").code == 0
    left_out = quoth("agreement", news, "--json").json["left_out"]
    said = {one["article"]: one["why"] for one in left_out}
    assert said["mill"] == "No annotator finished it; gold is finished, and not measured."
    assert said["tram"] == "Only ann finished it."


def test_that_a_split_came_out_empty_is_told_in_json_too(
    quoth: Quoth, news: Path, tmp_path: Path
) -> None:
    options = ["--view", "all", "--split", "98,1,1"]
    told = quoth("export", news, tmp_path / "out", *options, "--json").json
    (note,) = told["notes"]
    assert note.startswith("No article came to validation or test")
    assert note in quoth("export", news, tmp_path / "words", *options).out
