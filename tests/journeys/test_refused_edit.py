"""What the store refuses is taken back on screen, aloud, and editing stops until it is solved."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.projects.opening import open_project
from annotator.store.journal import verify_journal
from annotator.ui.house.house import House
from tests.journeys.conftest import Answers
from tests.journeys.person import CTRL, K, Person

TAKEN_BACK = "The last edit could not be saved, so it was taken back"


@pytest.fixture
def broken_disk(house: House) -> Iterator[Callable[[bool], None]]:
    """A function that lets every write behind the start of a file fail, or work again."""
    resource = pytest.importorskip("resource", reason="needs limits on what is written")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def breaks(broken: bool) -> None:
        assert house.project is not None
        limit = house.project.path.stat().st_size // 2 if broken else hard
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))

    yield breaks
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@pytest.fixture
def full_disk(house: House) -> Iterator[Callable[[bool], None]]:
    """A function that fills the disk of the open project, or makes room on it again."""

    def fill(full: bool) -> None:
        assert house.project is not None
        db = house.project.store.db
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages if full else pages + 100_000}")

    yield fill
    if house.project is not None:
        fill(False)


def _write_much(person: Person) -> None:
    """Write notes that need more room than the file has."""
    for number in range(6):
        person.page.marking.set_note(f"{number} " + "word " * 800)


def test_a_full_disk_takes_the_edit_back_and_stops_editing(
    person: Person, full_disk: Callable[[bool], None], answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    assert person.house.window.topbar._saved.text().startswith("Saved ")
    full_disk(True)
    answers.give("Close")
    _write_much(person)
    person.qtbot.waitUntil(lambda: len(answers.asked) == 1)
    assert answers.asked[0].startswith(TAKEN_BACK)
    assert "is full; make room and try again" in answers.asked[0]
    assert person.house.window.topbar._saved.text() == "Not saved"
    person.back()
    person.mark("secretary")
    assert (
        person.heard[-1]
        == "The last edit could not be saved: solve that, then click “Go on editing” above."
    )
    assert person.spans == [("actor", "Odalys")]
    person.assert_screen_desk_store_and_journal_agree()
    assert len(answers.asked) == 1


def test_after_the_refusal_was_closed_the_bar_on_top_lets_editing_go_on(
    person: Person, full_disk: Callable[[bool], None], answers: Answers
) -> None:
    bar = person.house.window.topbar
    person.mark("Odalys")
    person.wait_until_saved()
    assert not bar.go_on.isVisible()
    full_disk(True)
    answers.give("Close")
    _write_much(person)
    person.qtbot.waitUntil(lambda: len(answers.asked) == 1)
    person.back()
    person.click(bar.go_on, bar.go_on.rect().center())
    assert not bar.go_on.isVisible()
    person.view.setFocus()
    person.press(K.Key_N)
    _write_much(person)
    person.qtbot.waitUntil(lambda: len(answers.asked) == 2)
    person.back()
    full_disk(False)
    person.click(bar.go_on, bar.go_on.rect().center())
    person.view.setFocus()
    person.mark("secretary")
    assert person.spans == [("actor", "Odalys"), ("actor", "secretary")]
    person.assert_screen_desk_store_and_journal_agree()
    assert bar._saved.text().startswith("Saved ")


def test_after_room_was_made_editing_goes_on(
    person: Person, full_disk: Callable[[bool], None], answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    full_disk(True)
    answers.give("Go on editing", before=lambda: full_disk(False))
    _write_much(person)
    person.qtbot.waitUntil(lambda: len(answers.asked) == 1)
    person.qtbot.waitUntil(lambda: not person.bridge.desk.blocked)
    person.back()
    person.mark("secretary")
    assert person.spans == [("actor", "Odalys"), ("actor", "secretary")]
    person.assert_screen_desk_store_and_journal_agree()
    assert person.house.window.topbar._saved.text().startswith("Saved ")
    person.press(K.Key_Z, times=2)
    assert person.spans == []
    person.assert_screen_desk_store_and_journal_agree()
    assert len(answers.asked) == 1


def test_a_disk_that_fails_takes_the_edit_back_and_lets_one_try_again(
    person: Person, broken_disk: Callable[[bool], None], answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    broken_disk(True)
    answers.give("Go on editing", before=lambda: broken_disk(False))
    person.mark("secretary")
    person.qtbot.waitUntil(lambda: len(answers.asked) == 1)
    assert answers.asked[0].startswith(TAKEN_BACK)
    assert "failed (disk I/O error); nothing was changed" in answers.asked[0]
    assert person.spans == [("actor", "Odalys")]
    person.back()
    person.mark("secretary")
    assert person.spans == [("actor", "Odalys"), ("actor", "secretary")]
    person.assert_screen_desk_store_and_journal_agree()
    assert person.house.project is not None
    assert verify_journal(person.house.project.store) == []


def test_rights_that_are_taken_away_meanwhile_lose_no_edit_in_silence(
    person: Person, project_path: Path, tmp_path: Path, answers: Answers
) -> None:
    """Files that are open go on being written; what is refused is taken back, aloud."""
    locked = tmp_path / "locked"
    locked.touch(0o400)
    if os.access(locked, os.W_OK):
        pytest.skip("rights stop nobody here, as where root works")
    person.mark("Odalys")
    person.wait_until_saved()
    files, folder = [project_path, *project_path.parent.glob("*-journal")], project_path.parent
    answers.give("Go on editing")
    try:
        for path in files:
            path.chmod(0o400)
        folder.chmod(0o500)
        person.mark("secretary")
        person.qtbot.waitUntil(lambda: not person.bridge.waiting)
        person.assert_screen_desk_store_and_journal_agree()
        assert (("actor", "secretary") in person.spans) != bool(answers.asked)
    finally:
        folder.chmod(0o700)
        for path in files:
            path.chmod(0o600)
    if answers.asked:
        person.back()
    person.mark("union")
    assert ("actor", "union’s") in person.spans
    person.assert_screen_desk_store_and_journal_agree()


def test_many_edits_on_their_way_are_refused_with_one_word(
    person: Person, full_disk: Callable[[bool], None], answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    full_disk(True)
    answers.give("Go on editing", before=lambda: full_disk(False))
    for number in range(40):
        person.page.marking.set_note(f"{number} " + "word " * 800)
    person.qtbot.waitUntil(lambda: bool(answers.asked))
    person.qtbot.waitUntil(lambda: not person.bridge.desk.blocked)
    person.assert_screen_desk_store_and_journal_agree()
    assert len(answers.asked) == 1


def test_a_file_that_was_replaced_under_the_window_loses_no_edit(
    person: Person, project_path: Path, answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    aside = project_path.with_name("aside.quoth")
    shutil.copy(project_path, aside)
    aside.replace(project_path)
    answers.give("Close")
    person.mark("secretary")
    person.qtbot.waitUntil(lambda: len(answers.asked) == 1)
    assert "was moved, deleted or replaced while it was open" in answers.asked[0]
    assert person.spans == [("actor", "Odalys")]
    person.house.open_project(project_path)
    person.qtbot.waitUntil(lambda: len(answers.asked) == 2)
    assert "came from the shadow log" in answers.asked[1]
    assert person.spans == [("actor", "Odalys"), ("actor", "secretary")]
    person.assert_screen_desk_store_and_journal_agree()
    assert person.house.project is not None
    assert verify_journal(person.house.project.store) == []


def test_a_file_that_was_deleted_under_the_window_is_said_and_nothing_crashes(
    person: Person, project_path: Path, answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    project_path.unlink()
    answers.give("Close")
    person.mark("secretary")
    person.qtbot.waitUntil(lambda: len(answers.asked) == 1)
    assert person.spans == [("actor", "Odalys")]
    person.house.close_project()
    assert person.house.window.page == "start"


def test_what_is_refused_while_the_window_closes_is_still_said(
    person: Person, full_disk: Callable[[bool], None], answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    full_disk(True)
    answers.give("Close")
    _write_much(person)
    person.leave()
    assert len(answers.asked) == 1
    assert answers.asked[0].startswith(TAKEN_BACK)


def test_a_project_for_reading_only_takes_no_edit_and_says_so(
    person: Person, project_path: Path
) -> None:
    person.mark("Odalys")
    person.house.move_out()
    before = project_path.read_bytes()
    person.house.move_in(open_project(project_path, read_only=True))
    seen = Person(person.qtbot, person.house)
    seen.view.setFocus()
    assert seen.house.window.topbar._saved.text() == "Read only"
    for key in (K.Key_N, K.Key_X, K.Key_Z, K.Key_T, K.Key_C, K.Key_Period):
        seen.press(key)
    assert seen.spans == [("actor", "Odalys")]
    assert "This project is open for reading only." in seen.heard
    seen.leave()
    assert project_path.read_bytes() == before


def test_looking_and_searching_leave_the_file_as_it_is(person: Person, project_path: Path) -> None:
    before = project_path.read_bytes()
    for key in (K.Key_Down, K.Key_E, K.Key_N, K.Key_U, K.Key_O, K.Key_H, K.Key_Y, K.Key_Escape):
        person.press(key)
    person.view.verticalScrollBar().setValue(300)
    person.page.parts.queue.search.setText("second")
    person.press(K.Key_PageDown, CTRL)
    person.leave()
    assert project_path.read_bytes() == before
