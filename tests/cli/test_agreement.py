"""Agreement as it is asked for at the command line."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.agreement.report import KINDS
from annotator.core.annotation import SetKey, Span, Status
from annotator.projects.opening import open_project
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from tests.corpora import FIRST, SECOND, THIRD, sample_team

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("agreement") / "team.quoth"
    sample_team(path).project.close()
    return path


@pytest.fixture
def team(made: Path, tmp_path: Path) -> Path:
    """Five articles that three annotators finished."""
    path = tmp_path / "team.quoth"
    path.write_bytes(made.read_bytes())
    return path


def _identical(path: Path, left: str, right: str) -> tuple[int, int]:
    """Return how many spans of two annotators have a twin, and how many there are."""
    twins = whole = 0
    with open_project(path, read_only=True) as project:
        for document in document_ids(project.store):
            sides = [
                {(one.label, one.start, one.end) for one in read_set(project.store, key).spans}
                for key in (SetKey(document, left), SetKey(document, right))
            ]
            twins += 2 * len(sides[0] & sides[1])
            whole += len(sides[0]) + len(sides[1])
    return twins, whole


def test_it_is_told_in_words_and_tables(quoth: Quoth, team: Path) -> None:
    answer = quoth("agreement", team)
    assert (answer.code, answer.err) == (0, "")
    twins, whole = _identical(team, FIRST, SECOND)
    line = next(x for x in answer.out.splitlines() if x.startswith(f"{FIRST} and {SECOND}"))
    assert line.split()[3] == f"{twins / whole:.2f}"
    for words in ("Claim ", "All labels", "goal", "fewer than 30 the intervals"):
        assert words in answer.out


def test_the_json_has_all_figures_and_they_are_those_of_set_arithmetic(
    quoth: Quoth, team: Path
) -> None:
    said = quoth("agreement", team, "--json").json
    assert said["annotators"] == [FIRST, SECOND, THIRD]
    assert said["articles"] == 5
    for pair in said["by_pair"]:
        twins, whole = _identical(team, *pair["annotators"])
        assert pair["exact"]["value"] == pytest.approx(twins / whole)
        assert pair["exact"]["low"] <= pair["exact"]["value"] <= pair["exact"]["high"]
        assert pair["relaxed"]["value"] >= pair["exact"]["value"]
    assert set(said["kinds"]["all"]) == set(KINDS)
    assert quoth("agreement", team, "--json").json == said, "the seed makes it the same again"


def test_some_annotators_and_labels_are_measured_alone(quoth: Quoth, team: Path) -> None:
    words = ("--annotators", f"{FIRST}, {THIRD}", "--label", "quote", "--label", "actor")
    said = quoth("agreement", team, *words, "--json").json
    assert said["annotators"] == [FIRST, THIRD]
    assert said["labels"] == ["quote", "actor"]
    assert len(said["by_pair"]) == 1


def test_a_batch_is_measured_alone(quoth: Quoth, team: Path) -> None:
    with open_project(team, read_only=True) as project:
        first = document_ids(project.store)[0]
    words = ("--article", first, "--give", FIRST, "--batch", "Pilot")
    assert quoth("assign", team, *words).code == 0
    said = quoth("agreement", team, "--batch", "Pilot", "--json").json
    assert said["articles"] == 1


def test_the_page_and_the_tables_are_written(quoth: Quoth, team: Path, tmp_path: Path) -> None:
    page, tables = tmp_path / "out" / "r.html", tmp_path / "tables"
    answer = quoth("agreement", team, "--html", page, "--csv", tables)
    assert f"{page} is written." in answer.out
    assert "<h2>Agreement by label</h2>" in page.read_text(encoding="utf-8")
    with (tables / "pairs.csv").open(encoding="utf-8", newline="") as file:
        (_, *rows) = csv.reader(file)
    assert [row[:2] for row in rows] == [[FIRST, SECOND], [FIRST, THIRD], [SECOND, THIRD]]
    again = page.read_bytes()
    assert quoth("agreement", team, "--html", page).code == 0
    assert page.read_bytes() == again, "the same project gives the same page"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--annotators", "ann,zed"], "has no annotator 'zed'; there are ann, ben, cleo"),
        (["--label", "rumour"], "has no label 'rumour'; there are claim, denial, quote, actor"),
        (["--batch", "Pilot"], "has no batch 'Pilot'; there are none"),
    ],
)
def test_a_name_that_is_not_there_is_bad_use(
    quoth: Quoth, team: Path, words: list[str], told: str
) -> None:
    answer = quoth("agreement", team, *words)
    assert answer.code == 2
    assert told in answer.sentence


def test_where_nothing_can_be_measured_that_is_said_and_nothing_is_a_number(
    quoth: Quoth, team: Path, tmp_path: Path
) -> None:
    assert quoth("new", tmp_path / "empty.quoth").code == 0
    for words in ([tmp_path / "empty.quoth"], [team, "--annotators", FIRST]):
        answer = quoth("agreement", *words)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.startswith("There is nothing to compare yet.\n")
        assert "0.00" not in answer.out
        assert "nan" not in answer.out
        said = quoth("agreement", *words, "--json").json
        assert said["overall"]["exact"]["value"] is None
        assert said["overall"]["exact"]["why"]
    page = tmp_path / "r.html"
    assert quoth("agreement", tmp_path / "empty.quoth", "--html", page).code == 0
    assert "There is nothing to compare yet." in page.read_text(encoding="utf-8")


def test_a_file_where_a_folder_should_be_is_the_environments_fault(
    quoth: Quoth, team: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"x")
    answer = quoth("agreement", team, "--csv", tmp_path / "file")
    assert answer.code == 3
    assert "file could not be written" in answer.sentence


def test_the_project_is_only_read(quoth: Quoth, team: Path) -> None:
    before = team.read_bytes()
    assert quoth("agreement", team).code == 0
    assert team.read_bytes() == before


def test_marks_of_a_label_that_the_scheme_lost_are_no_traceback(quoth: Quoth, team: Path) -> None:
    from tests.noise import finish

    with open_project(team) as project:
        document = document_ids(project.store)[0]
        old = Span("zz1", "rumour", 0, 3, project.store.text_of(document)[1][:3])
        finish(project.store, SetKey(document, "dora"), [old])
        assert read_set(project.store, SetKey(document, "dora")).status == Status("done")
    answer = quoth("agreement", team)
    assert answer.code == 0
    assert "rumour" in answer.out
