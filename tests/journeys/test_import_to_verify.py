"""From files to a proved dataset: at the command line, in the window, and from one to the other."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.cli.app import run
from annotator.ui.house.house import House
from tests.journeys.conftest import TEXT, Answers
from tests.journeys.person import CTRL, SHIFT, K, Person

Open = Callable[[Path | None], House]


def _json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, object]:
    """Run a command with --json and return what it said; it must be fine."""
    capsys.readouterr()
    assert run([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _mark(person: Person) -> None:
    """Mark a quote, its actor and the relation."""
    person.press(K.Key_Down)
    person.press(K.Key_E, times=4)
    person.press(K.Key_Q)
    person.press(K.Key_Right, times=2)
    person.press(K.Key_Right, SHIFT, times=2)
    person.press(K.Key_A)
    person.press(K.Key_N)
    person.press(K.Key_L)
    person.press(K.Key_Return)


def _finish(person: Person) -> None:
    """Say that the article is done, and come back to it."""
    person.press(K.Key_Return, CTRL)
    person.press(K.Key_PageUp, CTRL)
    assert person.article.marks.status.state == "done"


def _export_in_the_window(person: Person, out: Path) -> None:
    person.house.show_page("export")
    page = person.house.export
    assert page is not None
    person.qtbot.waitUntil(lambda: not page.busy)
    page.form.folder.setText(str(out))
    page.form.export.click()
    person.qtbot.waitUntil(lambda: not page.busy, timeout=20_000)


def test_the_command_line_alone_makes_a_dataset_that_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "ferry.txt"
    article.write_text(TEXT, encoding="utf-8")
    project, out = tmp_path / "p.quoth", tmp_path / "dataset"
    _json(capsys, "new", project, "--name", "Pilot")
    _json(capsys, "import", project, article)
    listed = _json(capsys, "list", project)
    assert len(listed["articles"]) == 1  # type: ignore[arg-type]
    assert run(["check", str(project)]) == 0
    export = ["export", str(project), str(out), "--view", "all"]
    assert run(export) == 0
    assert run(["verify", str(out)]) == 0
    assert run(["import", str(project), str(article)]) == 0, "the same text again is no fault"
    listed = _json(capsys, "list", project)
    assert len(listed["articles"]) == 1  # type: ignore[arg-type]
    before = _bytes(out)
    assert run(export) == 2, "a folder that is there is not overwritten"
    assert run([*export, "--force"]) == 0
    assert _bytes(out) == before


def test_what_is_marked_in_the_window_is_exported_there_and_proved(
    person: Person, tmp_path: Path
) -> None:
    _mark(person)
    _finish(person)
    spans, relations = person.spans, person.relations
    out = tmp_path / "dataset"
    _export_in_the_window(person, out)
    page = person.house.export
    assert page is not None
    assert page.title.text().startswith("Exported, and proved")
    assert run(["verify", str(out)]) == 0
    lines = (out / "data" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    record = next(one for one in records if one["text"] == TEXT)
    assert [(one["label"], one["text"]) for one in record["spans"]] == spans
    texts = {one["id"]: one["text"] for one in record["spans"]}
    assert [
        (one["label"], texts[one["head"]], texts[one["tail"]]) for one in record["relations"]
    ] == relations


def test_the_window_and_the_command_line_write_the_same_bytes(
    person: Person, tmp_path: Path, project_path: Path
) -> None:
    _mark(person)
    _finish(person)
    _export_in_the_window(person, tmp_path / "window")
    person.leave()
    assert run(["export", str(project_path), str(tmp_path / "line")]) == 0
    assert _bytes(tmp_path / "window") == _bytes(tmp_path / "line")


def test_an_error_in_an_article_hinders_the_export_and_a_click_goes_there(
    person: Person, tmp_path: Path
) -> None:
    for words, count in (("it removed two", 3), ("removed two boats", 3)):
        person.press(K.Key_Escape, times=2)
        person.go_to(words)
        person.press(K.Key_Right, SHIFT, times=count)
        person.press(K.Key_C)
    person.press(K.Key_PageDown, CTRL)
    out = tmp_path / "dataset"
    person.house.show_page("export")
    page = person.house.export
    assert page is not None
    person.qtbot.waitUntil(lambda: not page.busy)
    page.form.view.setCurrentIndex(2)
    page.form.unfinished.setChecked(True)
    _export_in_the_window(person, out)
    assert not out.exists()
    assert "to settle first" in page.title.text()
    model = page.list.findings
    row = next(n for n, one in enumerate(model.rows) if one.problem and one.problem.marks)
    page.list.chosen.emit(model.index(row, 0))
    assert person.house.window.page == "annotate"
    assert person.text == TEXT
    assert person.focused in {"it removed two", "removed two boats"}


def test_a_dataset_that_is_there_is_only_replaced_when_asked(
    person: Person, tmp_path: Path, answers: Answers
) -> None:
    out = tmp_path / "dataset"
    _mark(person)
    _finish(person)
    _export_in_the_window(person, out)
    before = _bytes(out)
    person.house.show_page("annotate")
    person.press(K.Key_N)
    person.press(K.Key_M)
    person.type("a note")
    person.press(K.Key_Return)
    answers.give("Cancel")
    _export_in_the_window(person, out)
    assert _bytes(out) == before
    answers.give("Replace")
    _export_in_the_window(person, out)
    assert _bytes(out) != before
    assert len(answers.asked) == 2
    assert run(["verify", str(out)]) == 0


def test_a_broken_dataset_is_said_not_to_hold(
    person: Person, tmp_path: Path, answers: Answers
) -> None:
    out = tmp_path / "dataset"
    _mark(person)
    _finish(person)
    _export_in_the_window(person, out)
    data = out / "data" / "train.jsonl"
    data.write_bytes(data.read_bytes().replace(b"Odalys", b"Odelys", 1))
    page = person.house.export
    assert page is not None
    answers.give("Close")
    page.verify()
    person.qtbot.waitUntil(lambda: not page.busy)
    assert page.title.text() == "The dataset does not hold."
    person.qtbot.waitUntil(lambda: bool(answers.asked))
    assert run(["verify", str(out)]) == 1


def test_a_dataset_comes_back_as_it_went_out(
    qtbot: QtBot,
    person: Person,
    open_house: Open,
    tmp_path: Path,
) -> None:
    _mark(person)
    _finish(person)
    spans, relations = person.spans, person.relations
    out, project = tmp_path / "dataset", tmp_path / "other.quoth"
    _export_in_the_window(person, out)
    author = person.house.author
    person.leave()
    assert run(["new", str(project), "--name", "Trial"]) == 0
    assert run(["import", str(project), str(out), "--annotator", author]) == 0
    later = Person(qtbot, open_house(project))
    assert (later.spans, later.relations) == (spans, relations)
    later.leave()
    assert run(["export", str(project), str(tmp_path / "again")]) == 0
    data = Path("data") / "train.jsonl"
    assert (tmp_path / "again" / data).read_bytes() == (out / data).read_bytes()


def test_the_seed_article_goes_the_whole_way(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = next((shared / "seeds").glob("*.txt"))
    article = tmp_path / seed.name
    shutil.copy(seed, article)
    project, out = tmp_path / "seed.quoth", tmp_path / "dataset"
    assert run(["new", str(project)]) == 0
    assert run(["import", str(project), str(article), "--split-stories"]) == 0
    listed = _json(capsys, "list", project)
    assert len(listed["articles"]) == 2, "two stories in one file"  # type: ignore[arg-type]
    assert run(["export", str(project), str(out), "--view", "all"]) == 0
    assert run(["verify", str(out)]) == 0
