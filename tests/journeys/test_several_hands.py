"""Several hands in one project: who sees what, whose queue it is, and what is handed out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from annotator.core.annotation import STATUS_ID, Status
from annotator.core.change import swap
from annotator.core.people import Assignment, Role
from annotator.projects.assigning import give
from annotator.projects.opening import Project, open_project
from annotator.projects.people import add_person
from annotator.settings import Settings, save_settings
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.journal import read_journal
from annotator.ui.dialogs.people import PeopleDialog
from annotator.ui.house.house import House
from annotator.ui.house.person_menu import PEOPLE, PersonMenu
from tests.corpora import sample_team
from tests.journeys.person import CTRL, K, Person

Work = Callable[[str], Person]


@pytest.fixture
def team_path(tmp_path: Path) -> Path:
    """Five articles that ann, ben and cleo finished; lea leads; dan has two to do."""
    path = tmp_path / "team.quoth"
    with sample_team(path).project as project:
        add_person(project, "lea", Role.LEAD)
        add_person(project, "dan")
        ids = document_ids(project.store)
        give(project, [Assignment(ids[1], "dan"), Assignment(ids[3], "dan")])
        give(project, [Assignment(one, "ben") for one in ids[:2]])
    return path


@pytest.fixture
def work_as(qtbot: QtBot, open_house: Callable[[Path | None], House], team_path: Path) -> Work:
    """A function that opens the window on the team's project under a name."""

    def opened(name: str) -> Person:
        save_settings(Settings(annotator_name=name))
        return Person(qtbot, open_house(team_path))

    return opened


def _tabs(person: Person) -> list[str]:
    return list(person.house.window.topbar.pages._buttons)


def _ghosts(person: Person) -> int:
    """How many marks of others are painted."""
    return len(person.view.scene.ghosts.by_id)


def _entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def _queue(person: Person) -> list[str]:
    return [row.id for row in person.page.parts.queue.model.rows]


# -- blindness


def test_an_annotator_sees_neither_the_marks_of_others_nor_the_pages_of_a_lead(
    work_as: Work,
) -> None:
    person = work_as("dan")
    assert len(person.article.others) == 3, "there is something to see"
    assert _tabs(person) == ["annotate"]
    assert not person.house.window.topbar.pages.isVisible()
    person.press(K.Key_Y)
    assert _ghosts(person) == 0
    assert person.heard[-1] == "In this project annotators see their own marks alone."
    for name in ("review", "agreement", "export"):
        person.house.show_page(name)
        assert person.house.window.page == "annotate"
    assert person.page.parts.marks.model.rows == []


def test_a_lead_and_an_adjudicator_see_all(work_as: Work, team_path: Path) -> None:
    with open_project(team_path) as project:
        add_person(project, "jo", Role.ADJUDICATOR)
    for name in ("lea", "jo"):
        person = work_as(name)
        assert _tabs(person)[0] == "annotate"
        assert _tabs(person)[-1] == "export"
        person.press(K.Key_Y)
        assert _ghosts(person) > 50
        person.leave()


def test_others_shown_by_a_lead_stay_hidden_from_an_annotator_at_the_same_computer(
    work_as: Work,
) -> None:
    person = work_as("lea")
    person.press(K.Key_Y)
    assert _ghosts(person) > 50
    PersonMenu(person.house).become("ben")
    assert person.house.author == "ben"
    assert _ghosts(person) == 0
    assert _tabs(person) == ["annotate"]


def test_while_no_lead_is_named_everyone_sees_all(work_as: Work, team_path: Path) -> None:
    with open_project(team_path) as project:
        add_person(project, "lea")
    person = work_as("dan")
    person.press(K.Key_Y)
    assert _ghosts(person) > 50
    assert "export" in _tabs(person)


def test_the_sample_project_shows_gold_to_everyone(
    qtbot: QtBot, open_house: Callable[[Path | None], House], tmp_path: Path
) -> None:
    person = Person(qtbot, open_house(None))
    assert person.house.project is not None
    add_person(person.house.project, "lea", Role.LEAD)
    PersonMenu(person.house).show_team()
    assert _tabs(person) == ["annotate"]
    assert _ghosts(person) > 20


# -- one's own queue


def test_the_queue_begins_with_ones_own_articles_and_done_walks_through_them(
    work_as: Work, team_path: Path
) -> None:
    with open_project(team_path, read_only=True) as project:
        ids = document_ids(project.store)
    person = work_as("dan")
    queue = person.page.parts.queue
    assert _queue(person) == [ids[1], ids[3]]
    assert queue._left.text() == "2 left of 2"
    assert person.article.id == ids[1]
    person.press(K.Key_Return, CTRL)
    assert person.article.id == ids[3]
    person.wait_until_saved()
    assert queue._left.text() == "1 left of 2"
    person.press(K.Key_PageDown, CTRL)
    assert person.article.id == ids[3]
    assert person.heard[-1] == "No further article."
    person.press(K.Key_Return, CTRL)
    person.wait_until_saved()
    assert person.heard[-1].endswith("All is done.")
    person.click(queue.whose.button("all"), queue.whose.button("all").rect().center())
    assert _queue(person) == ids
    assert queue._left.text() == "3 left of 5"
    person.press(K.Key_Return, CTRL)
    assert person.article.id == ids[4]


def test_who_was_given_nothing_sees_all_articles(work_as: Work) -> None:
    person = work_as("cleo")
    assert not person.page.parts.queue.whose.isVisible()
    assert len(_queue(person)) == 5


def test_whose_articles_are_shown_is_as_it_was_chosen_after_a_restart(
    work_as: Work, open_house: Callable[[Path | None], House], qtbot: QtBot
) -> None:
    person = work_as("dan")
    queue = person.page.parts.queue
    person.click(queue.whose.button("all"), queue.whose.button("all").rect().center())
    person.leave()
    later = Person(qtbot, open_house(None))
    assert len(_queue(later)) == 5
    queue = later.page.parts.queue
    assert queue.whose.button("all").isChecked()
    person.click(queue.whose.button("mine"), queue.whose.button("mine").rect().center())
    later.leave()
    assert len(_queue(Person(qtbot, open_house(None)))) == 2


# -- the menu at the initials


def test_the_menu_names_who_one_is_and_switches_by_a_click(work_as: Work, qtbot: QtBot) -> None:
    person = work_as("dan")
    menu = PersonMenu(person.house).menu()
    assert menu is not None
    assert _entries(menu) == [
        "You mark as dan",
        *("ann (annotator)", "ben (annotator)", "cleo (annotator)", "dan (annotator)"),
        *("lea (lead)", "Another name…"),
    ]
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == ["dan (annotator)"]
    next(action for action in menu.actions() if action.text() == "lea (lead)").trigger()
    assert person.house.author == "lea"
    button = person.house.window.topbar.person_button
    assert button.accessibleDescription() == "You mark as lea"
    again = PersonMenu(person.house).menu()
    assert again is not None
    assert _entries(again)[-1] == PEOPLE


def test_the_menu_opens_by_key_under_the_initials(
    work_as: Work, qapp: QApplication, qtbot: QtBot
) -> None:
    person = work_as("dan")
    button = person.house.window.topbar.person_button
    button.setFocus()
    person.press(K.Key_Space)
    qtbot.waitUntil(lambda: isinstance(qapp.activePopupWidget(), QMenu))
    menu = qapp.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert _entries(menu)[0] == "You mark as dan"
    menu.close()


def test_a_lead_hands_out_work_and_the_queue_and_the_tabs_follow(
    work_as: Work, when_shown: Callable[[type[QDialog], Callable[[QDialog], object]], None]
) -> None:
    person = work_as("lea")
    assert len(_queue(person)) == 5
    wanted = person.article.id

    def hand_out(dialog: QDialog) -> None:
        assert isinstance(dialog, PeopleDialog)
        dialog.show_pane("work")
        row = [entry.id for entry in dialog.work.model.rows].index(wanted)
        assert "lea" not in dialog.work.model.names
        dialog.work.set_given(wanted, "lea", True)
        assert row == 0
        dialog.accept()

    when_shown(PeopleDialog, hand_out)
    PersonMenu(person.house).show_people()
    assert _queue(person) == [wanted]
    assert person.page.parts.queue.whose.isVisible()


# -- done, and open again


def _edits_of(project: Project, person: Person) -> list[str]:
    return [edit.name for edit in read_journal(project.store, key=person.article.key)]


def test_done_is_refused_while_errors_stand_and_done_and_reopening_are_in_the_journal(
    work_as: Work,
) -> None:
    person = work_as("dan")
    project, key = person.bridge.project, person.article.key
    words = person.text.split()[0]
    person.go_to(words)
    person.press(K.Key_S)
    person.press(K.Key_A)
    person.wait_until_saved()
    (span,) = person.article.marks.spans
    bare = replace(span, attributes=())
    person.bridge.do(swap("Change", span, bare))
    person.press(K.Key_Return, CTRL)
    person.wait_until_saved()
    assert person.heard[-1].startswith("Not done yet: ")
    assert person.article.key == key
    assert STATUS_ID not in read_set(project.store, key).items
    assert "Done" not in _edits_of(project, person)
    person.bridge.do(swap("Change", bare, span))
    person.press(K.Key_Return, CTRL)
    person.wait_until_saved()
    assert read_set(project.store, key).status == Status("done")
    person.page.hands.reopen(key.document)
    person.wait_until_saved()
    assert read_set(project.store, key).status == Status("none")
    assert _edits_of(project, person)[-2:] == ["Done", "Reopen article"]
    last = list(read_journal(project.store, key=key))[-1]
    assert last.author == "dan"
