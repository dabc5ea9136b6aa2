import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.assets import asset, default_scheme_bytes
from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.store import journal
from annotator.store.connection import open_store

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]


def mark(path: Path, *names: str) -> None:
    """Mark something in the first article, an edit for each name."""
    with open_store(path) as store:
        for name in names:
            span = Span(name, "quote", 0, 7, "Harbour")
            part = Part(SetKey("harbour", "ann"), Change("Mark", (), (span,)))
            edit = Edit(f"uuid-{name}", "ann", "2025-01-01T00:00:00+00:00", "Mark", (part,))
            journal.record(store, edit)


def marks(path: Path) -> list[str]:
    with open_store(path, read_only=True) as store:
        return [uuid for uuid, _, _ in journal.acts_of(store, "ann")]


@pytest.mark.parametrize(
    ("given", "made"),
    [("news", "news.quoth"), ("news.quoth", "news.quoth"), ("news.v2", "news.v2.quoth")],
)
def test_a_project_is_made_under_the_ending_of_projects(
    quoth: Quoth, tmp_path: Path, given: str, made: str
) -> None:
    answer = quoth("new", tmp_path / given)
    assert answer.code == 0
    assert answer.out.startswith(f"{tmp_path / made}: a new project, ")
    assert "Claim, Denial, Quote, Actor" in answer.out
    assert (tmp_path / made).is_file()
    assert quoth("list", tmp_path / given).out == "0 articles.\n"


def test_a_project_has_the_name_and_the_scheme_that_are_given(quoth: Quoth, tmp_path: Path) -> None:
    scheme = tmp_path / "own.json"
    scheme.write_bytes(default_scheme_bytes().replace(b'"news-attribution"', b'"own"'))
    told = quoth("new", tmp_path / "n", "--name", "Über", "--scheme", scheme, "--json").json
    assert told == {
        "project": str(tmp_path / "n.quoth"),
        "name": "Über",
        "scheme": f"own@{told['scheme'].split('@')[1]}",
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "own.json: not JSON at line 1"),
        (b"{}", "own.json: at "),
        (b"\xff", "own.json: byte 0 is not UTF-8"),
        (b"\xef\xbb\xbf{}", "own.json: it begins with a byte order mark; save it as UTF-8 without"),
        (
            default_scheme_bytes().replace(b'"labels"', b'"lables"', 1),
            "own.json: at labels: it is missing",
        ),
        (None, "own.json: No such file or directory."),
    ],
)
def test_a_scheme_that_is_wrong_makes_no_project(
    quoth: Quoth, tmp_path: Path, data: bytes | None, words: str
) -> None:
    if data is not None:
        (tmp_path / "own.json").write_bytes(data)
    answer = quoth("new", tmp_path / "n.quoth", "--scheme", tmp_path / "own.json")
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.sentence
    assert not (tmp_path / "n.quoth").exists()


def test_nothing_is_made_over_something(quoth: Quoth, project: Path) -> None:
    before = project.read_bytes()
    answer = quoth("new", project)
    assert answer.code == 2
    assert "is there already" in answer.sentence
    assert project.read_bytes() == before


@pytest.mark.parametrize("name", ["/", "."])
def test_what_is_no_name_makes_no_project(quoth: Quoth, name: str) -> None:
    answer = quoth("new", name)
    assert answer.code == 2
    assert "is no name for a file" in answer.sentence


def test_the_articles_are_listed_with_everybodys_work(quoth: Quoth, project: Path) -> None:
    mark(project, "m1")
    assert quoth("list", project).out.splitlines() == [
        "harbour  Harbour fees will rise  14 words  ann: in progress, 1 span, 0 relations",
        "marked   “Never,” she said.      3 words   gold: in progress, 2 spans, 1 relation",
        "2 articles.",
    ]
    told = quoth("list", project, "--json").json
    assert told["project"] == str(project)
    assert told["unqueued"] == 0
    assert told["articles"][1] == {
        "id": "marked",
        "title": "“Never,” she said.",
        "length": 18,
        "words": 3,
        "language": "und",
        "sets": [
            {
                "annotator": "gold",
                "status": "in progress",
                "spans": 2,
                "relations": 1,
                "flagged": 0,
            }
        ],
    }


def test_looking_leaves_every_byte(quoth: Quoth, project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()
    files = sorted(tmp_path.iterdir())
    for words in (["list"], ["check"], ["doctor"], ["list", "--json"]):
        assert quoth(words[0], project, *words[1:]).code in (0, 1)
    assert project.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files


def test_what_an_article_is_called_cannot_steer_the_terminal(
    quoth: Quoth, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "odd.txt").write_text("A\x1b[31mred\u202e line and words enough for a text\n")
    assert quoth("import", project, tmp_path / "odd.txt").code == 0
    listed = quoth("list", project).out
    assert "A\ufffd[31mred\ufffd line" in listed
    assert "\x1b" not in listed
    assert "\u202e" not in listed


def test_a_backup_goes_beside_the_project_into_a_folder_or_under_a_name(
    quoth: Quoth, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    for given in ([], [tmp_path / "folder"], [tmp_path / "a" / "b.quoth"]):
        told = quoth("backup", project, *given, "--json").json
        copy = Path(told["backup"])
        assert copy.parent == (given[0] if given and given[0].is_dir() else copy.parent)
        assert quoth("list", copy).out == quoth("list", project).out
        assert quoth("doctor", copy).code == 0
    answer = quoth("backup", project, tmp_path / "a" / "b.quoth")
    assert answer.code == 2
    assert "is there already" in answer.sentence


def test_a_backup_made_in_the_same_second_gets_a_name_of_its_own(
    quoth: Quoth, project: Path
) -> None:
    now = datetime.now().astimezone()
    for seconds in range(60):
        stamp = f"{now + timedelta(seconds=seconds):%Y-%m-%d %H%M%S}"
        project.with_name(f"{project.stem} {stamp}.quoth").touch()
    told = quoth("backup", project, "--json").json
    assert told["backup"].endswith(" 2.quoth")
    assert quoth("list", told["backup"]).out == quoth("list", project).out


def test_the_doctor_finds_cause_and_mend(quoth: Quoth, project: Path) -> None:
    assert quoth("doctor").out.endswith("All is well.\n")
    answer = quoth("doctor", project)
    assert answer.code == 0
    assert "hash chain" in answer.out
    with closing(sqlite3.connect(project)) as db, db:
        db.execute("UPDATE item SET label = 'claim' WHERE id = 'q'")
    answer = quoth("doctor", project)
    assert answer.code == 1
    assert "WRONG project: The marks of gold on marked are not what the journal says." in answer.out
    assert "cause: " in answer.out
    assert "mend: " in answer.out
    told = quoth("doctor", project, "--json").json
    assert told["problems"] == sum(not one["ok"] for one in told["findings"]) == 1
    assert told["done"] == []


def test_a_damaged_project_is_told_with_what_is_kept_and_can_be_put_back(
    quoth: Quoth, project: Path
) -> None:
    mark(project, "m1", "m2")
    whole = quoth("list", project).out
    project.write_bytes(project.read_bytes()[:9000])
    damaged = project.read_bytes()
    answer = quoth("list", project)
    assert (answer.code, answer.out) == (3, "")
    assert "is damaged: " in answer.sentence
    assert "There is 1 backup (the newest is " in answer.sentence
    assert "the newest edits (" in answer.sentence
    answer = quoth("doctor", project)
    assert answer.code == 1
    assert (
        f"mend: Put the newest backup in its place: quoth doctor --restore {project}" in answer.out
    )
    assert project.read_bytes() == damaged
    answer = quoth("doctor", project, "--restore")
    assert answer.code == 0
    assert "was put in the place of" in answer.out
    assert "2 edits were missing in the file and came from the shadow log." in answer.out
    assert quoth("list", project).out == whole
    (aside,) = project.parent.glob("news.damaged-*.quoth")
    assert aside.read_bytes() == damaged


def test_there_must_be_a_backup_to_put_back(quoth: Quoth, tmp_path: Path) -> None:
    assert quoth("new", tmp_path / "n.quoth").code == 0
    before = (tmp_path / "n.quoth").read_bytes()
    answer = quoth("doctor", tmp_path / "n.quoth", "--restore")
    assert answer.code == 2
    assert "There is no automatic backup" in answer.sentence
    assert (tmp_path / "n.quoth").read_bytes() == before
    answer = quoth("doctor", "--restore")
    assert answer.code == 2
    assert "Name the PROJECT" in answer.sentence


def test_edits_that_do_not_continue_the_file_ask_and_can_be_set_aside(
    quoth: Quoth, project: Path, tmp_path: Path, article: Path
) -> None:
    old = tmp_path / "old"
    shutil.copy(project, old)
    mark(project, "m1", "m2", "m3")
    (log,) = (Path(os.environ["QUOTH_DATA_DIR"]) / "shadow").glob("*.log")
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[1:]))
    shutil.copy(old, project)
    before = project.read_bytes()
    article.write_text("Another article, not seen before.")
    answer = quoth("import", project, article)
    assert (answer.code, answer.out) == (3, "")
    assert "do not continue it" in answer.sentence
    assert "`quoth doctor --log-aside`" in answer.sentence
    assert project.read_bytes() == before
    answer = quoth("doctor", project, "--log-aside")
    assert answer.code == 0
    assert "It is kept as" in answer.out
    assert not log.exists()
    assert quoth("import", project, article).code == 0


def test_the_sample_of_the_shipped_articles_makes_a_project(quoth: Quoth, tmp_path: Path) -> None:
    samples = asset("resources", "samples", "samples.jsonl")
    assert quoth("new", tmp_path / "s").code == 0
    assert quoth("import", tmp_path / "s", samples).code == 0
    assert len(quoth("list", tmp_path / "s", "--json").json["articles"]) == 5
    assert marks(tmp_path / "s.quoth") == []
