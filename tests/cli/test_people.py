"""People, assign and progress as they are typed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.corpora import sample_team

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]


@pytest.fixture
def team(sample: Path, quoth: Quoth) -> Path:
    """The five samples, with three annotators and no lead."""
    for name in ("ann", "ben", "cleo"):
        assert quoth("people", "add", sample, name).code == 0
    return sample


def test_people_are_added_and_listed_gold_apart(quoth: Quoth, sample: Path) -> None:
    answer = quoth("people", "add", sample, "Ann Lee")
    assert (answer.code, answer.out) == (0, "Ann Lee is added as annotator.\n")
    assert quoth("people", "add", sample, "Ann Lee").out == (
        "Ann Lee is there already as annotator.\n"
    )
    listed = quoth("people", "list", sample, "--json").json
    assert listed["people"] == [{"name": "Ann Lee", "role": "annotator", "assigned": 0}]
    assert [one["name"] for one in listed["others"]] == ["gold"]
    words = quoth("people", "list", sample).out
    assert "1 person, and gold beside. No lead is named: everyone sees all marks.\n" in words
    assert "gold     adjudicator" in words


def test_naming_a_lead_says_what_blindness_means_and_what_it_does_not(
    quoth: Quoth, team: Path
) -> None:
    answer = quoth("people", "add", team, "ann", "--role", "lead")
    assert "ann was annotator and is lead from now on." in answer.out
    assert "shows annotators no marks but their own" in answer.out
    assert "there are no passwords" in answer.out
    back = quoth("people", "add", team, "ann", "--role", "annotator")
    assert back.out.endswith("No lead is named: everyone sees all marks.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2ann"], "begins with a letter"),
        (["gold"], "filled in review"),
        (["ann", "--role", "boss"], "'boss' is not one of"),
    ],
)
def test_a_name_or_role_that_cannot_be_is_bad_use(
    quoth: Quoth, sample: Path, words: list[str], told: str
) -> None:
    answer = quoth("people", "add", sample, *words)
    assert answer.code == 2
    assert told in answer.sentence


def test_who_has_not_begun_is_renamed_and_removed_and_what_was_given_goes_along(
    quoth: Quoth, team: Path
) -> None:
    assert quoth("assign", team, "--article", "ferry", "--give", "ann").code == 0
    answer = quoth("people", "rename", team, "ann", "Anna")
    assert (answer.code, answer.out) == (0, "ann is called Anna from now on.\n")
    listed = quoth("people", "list", team, "--json").json["people"]
    assert {"name": "Anna", "role": "annotator", "assigned": 1} in listed
    assert len(listed) == 3
    gone = quoth("people", "remove", team, "Anna", "--json").json
    assert (gone["name"], gone["freed"]) == ("Anna", 1)
    assert quoth("people", "remove", team, "ben").out == "ben is removed.\n"
    left = quoth("people", "list", team, "--json").json["people"]
    assert [one["name"] for one in left] == ["cleo"]
    assert quoth("doctor", team).code == 0


def test_removing_the_last_lead_says_that_everyone_sees_all(quoth: Quoth, team: Path) -> None:
    assert quoth("people", "add", team, "lea", "--role", "lead").code == 0
    answer = quoth("people", "remove", team, "lea")
    assert answer.out == "lea is removed.\nNo lead is named: everyone sees all marks.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["remove", "ann"], "ann stays: the history of 5 articles holds"),
        (["rename", "ann", "Anna"], "ann has begun, and the history bears that name"),
        (["rename", "zoe", "Anna"], "nobody called zoe"),
        (["rename", "ann", "ben"], "ben is there already"),
        (["remove", "gold"], "it stays, under its name"),
    ],
)
def test_who_has_begun_stays_under_the_name(
    quoth: Quoth, tmp_path: Path, words: list[str], told: str
) -> None:
    path = tmp_path / "worked.quoth"
    sample_team(path).project.close()
    before = quoth("people", "list", path).out
    answer = quoth("people", words[0], path, *words[1:])
    assert answer.code == 2
    assert told in answer.sentence
    assert quoth("people", "list", path).out == before


def test_people_alone_asks_for_a_command_in_one_sentence(quoth: Quoth) -> None:
    answer = quoth("people")
    assert answer.code == 2
    assert answer.sentence == "Missing command. Try `quoth people --help`."


def test_every_article_goes_to_two_evenly_and_again_nothing_is_new(
    quoth: Quoth, team: Path
) -> None:
    words = ["assign", team, "--per-article", "2", "--seed", "7", "--batch", "one"]
    tried = quoth(*words, "--dry-run", "--json").json
    assert quoth("people", "list", team, "--json").json["people"][0]["assigned"] == 0
    done = quoth(*words, "--json").json
    assert tried["given"] == done["given"]
    assert (tried["dry_run"], done["dry_run"], done["batch"]) == (True, False, "one")
    assert sorted(done["loads"].values()) == [3, 3, 4]
    assert quoth(*words, "--json").json["given"] == []
    assert "0 assignments given on 0 articles" in quoth(*words).out


def test_a_share_of_the_articles_goes_to_two(quoth: Quoth, team: Path) -> None:
    for share in ("40%", "0.4"):
        words = ["assign", team, "--per-article", "2", "--overlap", share, "--dry-run", "--json"]
        assert len(quoth(*words).json["given"]) == 7


def test_only_those_who_are_named_are_given_work(quoth: Quoth, team: Path) -> None:
    answer = quoth("assign", team, "--per-article", "1", "--to", "ben, cleo", "--json")
    assert set(answer.json["loads"]) == {"ben", "cleo"}


def test_by_hand_single_articles_are_given_and_taken_and_marks_stay(
    quoth: Quoth, project: Path
) -> None:
    assert quoth("people", "add", project, "ann").code == 0
    marks = project.with_name("ann.jsonl")
    marks.write_text(
        '{"id": "m", "text": "“Never,” she said.", "annotator": "ann", "spans": '
        '[{"label": "actor", "start": 9, "end": 12}]}',
        encoding="utf-8",
    )
    assert quoth("import", project, marks).code == 0
    given = quoth("assign", project, "--article", "marked", "--give", "ann", "--json").json
    assert given["given"] == [{"article": "marked", "annotator": "ann"}]
    assert given["loads"] == {"ann": 1}
    taken = quoth("assign", project, "--article", "marked", "--take", "ann")
    assert "ann has marks on marked: they stay where they are." in taken.out
    assert "1 taken back" in taken.out
    again = quoth("assign", project, "--article", "marked", "--take", "ann", "--json").json
    assert (again["taken"], again["keep_marks"], again["loads"]) == ([], [], {})
    assert "ann: in progress, 1 span" in quoth("list", project).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Say --per-article N, or --article ID"),
        (["--per-article", "2", "--article", "ferry"], "Say --per-article N, or --article ID"),
        (["--article", "ferry"], "By hand it is --article ID with --give NAME or --take NAME"),
        (["--give", "ann"], "By hand it is --article ID"),
        (["--per-article", "0"], "not in the range x>=1"),
        (["--per-article", "2", "--overlap", "20"], "say 20% or 0.2"),
        (["--per-article", "2", "--overlap", "many"], "say 20% or 0.2"),
        (["--per-article", "2", "--overlap", "nan"], "say 20% or 0.2"),
        (["--per-article", "4"], "is to be marked by 4 people, but only 3 can"),
        (["--per-article", "1", "--to", "zoe"], "nobody called zoe; there are ann, ben, cleo"),
        (["--article", "none", "--give", "ann"], "There is no article none"),
        (["--article", "ferry", "--give", "zoe"], "nobody called zoe"),
    ],
)
def test_what_cannot_be_assigned_is_said_and_nothing_is(
    quoth: Quoth, team: Path, words: list[str], told: str
) -> None:
    answer = quoth("assign", team, *words)
    assert answer.code == 2
    assert told in answer.sentence
    listed = quoth("people", "list", team, "--json").json["people"]
    assert {one["assigned"] for one in listed} == {0}


def test_without_anybody_to_mark_the_sentence_says_what_to_do(quoth: Quoth, sample: Path) -> None:
    answer = quoth("assign", sample, "--per-article", "1")
    assert answer.code == 2
    assert "add people" in answer.sentence


def test_progress_is_told_by_person_from_sets_and_journal(quoth: Quoth, tmp_path: Path) -> None:
    path = tmp_path / "worked.quoth"
    sample_team(path).project.close()
    assert quoth("assign", path, "--per-article", "1", "--to", "ben").code == 0
    found = {one["annotator"]: one for one in quoth("progress", path, "--json").json["progress"]}
    assert set(found) == {"ann", "ben", "cleo"}
    assert (found["ben"]["done"], found["ben"]["left"]) == (5, 0)
    assert found["ben"]["days"] == [["2025-03-03", 5]]
    assert found["ben"]["minutes_each"] == pytest.approx(3.2)
    lines = [" ".join(line.split()) for line in quoth("progress", path).out.splitlines()]
    told = "ben 5 assigned 0 left 5 done 0 in progress 0 discarded 5.0 a day 3.2 min each"
    assert lines[1] == told
    assert lines[-1] == "3 people, 15 articles done."


def test_progress_of_a_project_without_people_is_no_error(quoth: Quoth, tmp_path: Path) -> None:
    path = tmp_path / "new.quoth"
    assert quoth("new", path).code == 0
    answer = quoth("progress", path)
    assert (answer.code, answer.out) == (0, "0 people, 0 articles done.\n")
