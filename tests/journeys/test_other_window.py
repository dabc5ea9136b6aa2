"""What other programs write into the open project is shown without a click."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit, Part
from annotator.store import annotations, journal
from annotator.store.connection import Store, open_store
from annotator.transfer.splitting import split_article
from tests.journeys.conftest import TEXT, Answers
from tests.journeys.person import CTRL, K, Person


def _elsewhere(path: Path, work: Callable[[Store], object]) -> None:
    """Do some work on a project through a connection of another window."""
    with open_store(path) as store:
        work(store)


def _titles(person: Person) -> list[str]:
    return [entry.title for entry in person.page.parts.queue.model.rows]


def _hands(person: Person) -> list[str]:
    """Who marked the first article, as the queue has it."""
    return [one.annotator for one in person.page.parts.queue.model.rows[0].sets]


def test_articles_that_come_in_by_command_stand_in_the_queue(
    person: Person, project_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "late.txt").write_text("Late news\n\nThe mill has burnt down.\n")
    command = [sys.executable, "-m", "annotator", "import"]
    command += map(str, (project_path, tmp_path / "late.txt"))
    subprocess.run(command, check=True, capture_output=True)
    person.qtbot.waitUntil(lambda: len(_titles(person)) == 4, timeout=20_000)
    assert person.text == TEXT


def test_marks_that_another_window_takes_away_go_and_one_stays_where_one_was(
    person: Person, project_path: Path
) -> None:
    for _ in range(2):
        person.press(K.Key_PageDown, CTRL)
    person.mark("Teo")
    person.wait_until_saved()
    (span,) = person.article.marks.spans
    person.view.scroll_to_offset(1500)
    person.view.place_caret(1600)
    place = person.view.first_visible_offset()
    assert place > 1000
    key = SetKey(person.article.id, person.bridge.desk.author)
    uuid = "11111111-1111-4111-8111-111111111111"
    part = Part(key, Change("Remove mark", removed=(span,)))
    edit = Edit(uuid, key.annotator, "", "Remove mark", (part,))
    _elsewhere(project_path, lambda store: journal.record(store, edit, {}))
    person.qtbot.waitUntil(lambda: person.spans == [], timeout=20_000)
    assert "another window" in person.heard[-1]
    assert (person.view.caret(), person.view.first_visible_offset()) == (1600, place)
    person.assert_screen_desk_store_and_journal_agree()
    person.press(K.Key_Z)  # what was done elsewhere under one's name comes back as well
    assert person.spans == [("actor", "Teo")]


def test_what_others_mark_in_sets_of_their_own_moves_nothing_here(
    person: Person, project_path: Path
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    (span,) = person.article.marks.spans
    part = Part(SetKey(person.article.id, "ben"), Change("Mark", (), (span,)))
    edit = Edit("11111111-1111-4111-8111-111111111112", "ben", "", "Mark", (part,))
    _elsewhere(project_path, lambda store: journal.record(store, edit, {}))
    here, heard = person.article, len(person.heard)
    person.qtbot.waitUntil(lambda: "ben" in _hands(person), timeout=20_000)
    assert person.article is here
    assert len(person.heard) == heard
    assert person.focused == "Odalys"


def test_an_article_that_another_window_splits_is_left_and_takes_no_mark(
    person: Person, project_path: Path, answers: Answers
) -> None:
    name, middle = person.article.id, TEXT.index("The firm denied")
    ranges = [(0, middle), (middle, len(TEXT))]
    _elsewhere(project_path, lambda store: split_article(store, name, ranges, "Somebody"))
    answers.give("Close")
    person.mark("Odalys")
    person.qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert answers.asked[0].startswith("Somebody else changed these marks")
    person.qtbot.waitUntil(lambda: person.article.id != name, timeout=20_000)
    assert "was split into its stories" in person.heard[-1]
    key = SetKey(name, person.bridge.desk.author)
    store = person.bridge.project.store
    assert annotations.read_set(store, key).items == {}
    assert len(_titles(person)) == 4
