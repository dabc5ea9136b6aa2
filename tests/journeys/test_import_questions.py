"""What a dropped file leaves open is asked in the window, and then it comes in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from annotator.store import annotations
from annotator.ui.dialogs.import_questions import AWAY, ChoiceDialog, NamesDialog
from annotator.ui.tasks import running_tasks
from tests.journeys.conftest import Answers
from tests.journeys.person import Person
from tests.journeys.test_articles_in import _drop, _files, _titles

WhenShown = Callable[[type[QDialog], Callable[[QDialog], object]], None]
TEXT = "The board said the mill would close."


def _lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _brought(person: Person, *paths: Path) -> None:
    heard = len(person.heard)
    assert _drop(person, *_files(*paths))
    person.qtbot.waitUntil(
        lambda: not running_tasks() and len(person.heard) > heard, timeout=20_000
    )


def _sets(person: Person, document: str) -> dict[str, list[tuple[Any, ...]]]:
    """Who marked what on an article: label, words, attributes."""
    found = annotations.sets_on(person.bridge.project.store, document)
    return {
        one.key.annotator: [(span.label, span.text, span.attributes) for span in one.spans]
        for one in found
    }


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_column_with_the_text_is_asked_once_for_like_files(
    person: Person, tmp_path: Path, when_shown: WhenShown, form: str
) -> None:
    paths = [tmp_path / f"{number}.{form}" for number in range(2)]
    for number, path in enumerate(paths):
        if form == "csv":
            path.write_text(f"id,body\nmill-{number},{TEXT} {number}\n", encoding="utf-8")
        else:
            _lines(path, {"id": f"mill-{number}", "body": f"{TEXT} {number}"})
    asked: list[list[str]] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ChoiceDialog)
        asked.append([dialog.choice.itemText(at) for at in range(dialog.choice.count())])
        assert dialog.answer() == "body", "what is likely comes first"
        dialog.accept()

    when_shown(ChoiceDialog, choose)
    _brought(person, *paths)
    assert asked == [["id", "body"]]
    assert person.heard[-1] == "2 articles added."
    assert len(_titles(person)) == 5


def test_whose_marks_they_are_is_asked(
    person: Person, tmp_path: Path, when_shown: WhenShown
) -> None:
    spans = [{"label": "actor", "start": 0, "end": 9}]
    path = _lines(tmp_path / "marks.jsonl", {"id": "mill", "text": TEXT, "spans": spans})

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ChoiceDialog)
        assert dialog.answer() == person.bridge.desk.author
        dialog.choice.setCurrentText("ben")
        dialog.accept()

    when_shown(ChoiceDialog, choose)
    _brought(person, path)
    assert list(_sets(person, "mill")) == ["ben"]


def test_names_of_another_scheme_get_ours_or_are_left_out(
    person: Person, tmp_path: Path, when_shown: WhenShown, answers: Answers
) -> None:
    spans = [
        {"id": "a", "label": "Actors", "start": 0, "end": 9, "attributes": {"kind": "x"}},
        {"id": "b", "label": "frame", "start": 15, "end": 23},
    ]
    row = {"id": "mill", "text": TEXT, "annotator": "ben", "spans": spans}
    path = _lines(tmp_path / "marks.jsonl", row)
    asked: list[dict[tuple[str, str], str]] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, NamesDialog)
        asked.append({key: box.currentText() for key, box in dialog.boxes.items()})
        dialog.accept()
        if len(asked) == 1:  # attributes are asked for once the label is known
            when_shown(NamesDialog, choose)

    when_shown(NamesDialog, choose)
    answers.give("Close")
    assert _drop(person, *_files(path))
    person.qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert "2 marks and attributes were left out" in answers.asked[0]
    assert asked == [
        {("labels", "Actors"): "Actor", ("labels", "frame"): AWAY},
        {("attributes", "Actors.kind"): AWAY},
    ]
    assert _sets(person, "mill") == {"ben": [("actor", "The board", ())]}


def test_a_file_that_is_left_out_leaves_no_trace(
    person: Person, tmp_path: Path, when_shown: WhenShown, answers: Answers
) -> None:
    path = _lines(tmp_path / "news.jsonl", {"body": TEXT})
    when_shown(ChoiceDialog, lambda dialog: dialog.reject())
    _brought(person, path)
    assert person.heard[-1] == "0 articles added."
    assert answers.asked == []
    assert len(_titles(person)) == 3
