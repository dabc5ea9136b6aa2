"""People, work and rules in the dialog of a lead, on a real project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.people import Assignment, Role
from annotator.projects import assigning
from annotator.projects.opening import Project, make_project
from annotator.projects.people import add_person, people
from annotator.projects.policy import policy
from annotator.transfer.sample import import_sample
from annotator.ui.dialogs.people import PeopleDialog
from annotator.ui.dialogs.people.team import TeamPane
from annotator.ui.dialogs.people.work import preview_words
from annotator.ui.dialogs.person import RenameDialog
from annotator.ui.tasks import running_tasks
from tests.corpora import sample_team

LEFT = Qt.MouseButton.LeftButton
K = Qt.Key


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "team.quoth") as made:
        import_sample(made.store, made.scheme)
        for name in ("ann", "ben"):
            add_person(made, name)
        yield made


@pytest.fixture
def dialog(qtbot: QtBot, project: Project) -> Iterator[PeopleDialog]:
    made = PeopleDialog(None, project, "lea")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.reject()


@pytest.fixture
def changes(dialog: PeopleDialog) -> list[None]:
    heard: list[None] = []
    dialog.changed.connect(lambda: heard.append(None))
    return heard


def _tried(qtbot: QtBot, dialog: PeopleDialog) -> None:
    """Wait until the rule was tried, as it stands now."""
    work = dialog.work
    qtbot.waitUntil(lambda: work._task is None and not work._soon.isActive(), timeout=5000)


def _answer(words: str) -> None:
    def press() -> None:
        found = QApplication.activeModalWidget()
        if found is None:
            QTimer.singleShot(5, press)
            return
        next(b for b in found.findChildren(QPushButton) if b.text() == words).click()

    QTimer.singleShot(0, press)


def _given(project: Project) -> set[tuple[str, str]]:
    return {(one.document, one.annotator) for one in assigning.assigned(project)}


# -- people


def test_people_are_shown_and_one_is_added_by_keys(
    dialog: PeopleDialog, project: Project, changes: list[None]
) -> None:
    assert list(dialog.team.boxes) == ["ann", "ben"]
    assert "everyone sees all marks" in dialog.team._standing.text()
    assert dialog.team._apart.text() == "Apart from people: gold (adjudicator)."
    dialog.team.name.setFocus()
    QTest.keyClicks(dialog.team.name, "Cleo Luk")
    QTest.keyClick(dialog.team.name, K.Key_Return)
    assert people(project).role_of("Cleo Luk") is Role.ANNOTATOR
    assert list(dialog.team.boxes) == ["Cleo Luk", "ann", "ben"]
    assert dialog.team.name.text() == ""
    assert dialog.isVisible(), "Enter in the line adds, it does not close"
    assert len(changes) == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [("2b", "begins with a letter"), ("gold", "there already"), ("ann", "ann is there already.")],
)
def test_a_name_that_cannot_be_is_told_in_place(
    dialog: PeopleDialog, changes: list[None], name: str, told: str
) -> None:
    dialog.team.name.setText(name)
    QTest.mouseClick(dialog.team.add, LEFT)
    assert told in dialog.team._trouble.text()
    assert changes == []
    dialog.team.name.setText("x")
    assert not dialog.team._trouble.isVisible()


def test_naming_somebody_else_lead_asks_before_it_locks_one_out(
    dialog: PeopleDialog, project: Project
) -> None:
    _answer("Cancel")
    dialog.team.set_role("ann", Role.LEAD)
    assert people(project).leads == ()
    assert dialog.team.boxes["ann"].currentData() == "annotator"
    _answer("Go on")
    dialog.team.set_role("ann", Role.LEAD)
    assert people(project).leads == ("ann",)
    assert not dialog.isVisible()


def test_whoever_names_the_self_lead_goes_on_and_reads_what_blindness_means(
    dialog: PeopleDialog, project: Project
) -> None:
    dialog.team.name.setText("lea")
    box = dialog.team.role
    box.setCurrentIndex(box.findData("lead"))
    QTest.mouseClick(dialog.team.add, LEFT)
    assert people(project).leads == ("lea",)
    assert dialog.isVisible()
    assert "There are no passwords" in dialog.team._standing.text()
    dialog.team.set_role("ann", Role.ADJUDICATOR)
    assert people(project).role_of("ann") is Role.ADJUDICATOR


def _pick(team: TeamPane, name: str, words: str) -> None:
    """Choose from the menu beside somebody, as a click on its line does."""
    menu = team.more[name].menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == words).trigger()


def _rename_to(names: list[str]) -> None:
    """Type names into the dialog that comes, one after the other, and press Enter after each."""

    def type_them() -> None:
        found = QApplication.activeModalWidget()
        if not isinstance(found, RenameDialog):
            QTimer.singleShot(5, type_them)
            return
        for name in names:
            found.line.selectAll()
            QTest.keyClicks(found.line, name)
            QTest.keyClick(found.line, K.Key_Return)
        if found.isVisible():
            found.reject()

    QTimer.singleShot(0, type_them)


def test_after_one_was_added_the_line_waits_for_the_next_annotator(dialog: PeopleDialog) -> None:
    team = dialog.team
    team.name.setText("lea")
    team.role.setCurrentIndex(team.role.findData("lead"))
    team.add.setFocus()
    QTest.mouseClick(team.add, LEFT)
    assert team.name.hasFocus()
    assert team.role.currentData() == "annotator"


def test_who_has_not_begun_gets_another_name_and_keeps_the_work(
    dialog: PeopleDialog, project: Project, changes: list[None]
) -> None:
    assigning.give(project, [Assignment("ferry", "ann")])
    _rename_to(["ben", "Anna"])
    _pick(dialog.team, "ann", "Rename…")
    assert list(dialog.team.boxes) == ["Anna", "ben"], "ben was there already"
    assert _given(project) == {("ferry", "Anna")}
    assert len(changes) == 1


def test_whoever_renames_the_self_goes_on_under_that_name(
    dialog: PeopleDialog, project: Project
) -> None:
    add_person(project, "lea", Role.LEAD)
    dialog.team.refresh()
    heard: list[str] = []
    dialog.renamed.connect(heard.append)
    _rename_to(["Lea M."])
    _pick(dialog.team, "lea", "Rename…")
    assert heard == ["Lea M."]
    assert not dialog.isVisible()
    assert people(project).leads == ("Lea M.",)


def test_removing_asks_where_work_was_given(
    dialog: PeopleDialog, project: Project, changes: list[None]
) -> None:
    _pick(dialog.team, "ann", "Remove")
    assert list(dialog.team.boxes) == ["ben"]
    assigning.give(project, [Assignment("ferry", "ben")])
    _answer("Cancel")
    _pick(dialog.team, "ben", "Remove")
    assert list(dialog.team.boxes) == ["ben"]
    _answer("Remove")
    _pick(dialog.team, "ben", "Remove")
    assert list(dialog.team.boxes) == []
    assert _given(project) == set()
    assert len(changes) == 2


def test_who_has_marks_stays_and_the_dialog_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    with sample_team(tmp_path / "worked.quoth").project as project:
        made = PeopleDialog(None, project, "ann")
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        _pick(made.team, "ben", "Remove")
        assert "ben stays: the history of 5 articles holds" in made.team._trouble.text()
        _pick(made.team, "ben", "Rename…")  # and no name is asked for
        assert made.team._trouble.text() == (
            "ben has begun, and the history bears that name, so it stays. Add another person "
            "below, and give them what is still to do."
        )
        assert list(made.team.boxes) == ["ann", "ben", "cleo"]
        made.reject()


def test_removing_the_self_as_a_lead_asks_and_closes(
    dialog: PeopleDialog, project: Project
) -> None:
    for name in ("lea", "max"):
        add_person(project, name, Role.LEAD)
    dialog.team.refresh()
    _answer("Go on")
    _pick(dialog.team, "lea", "Remove")
    assert people(project).leads == ("max",)
    assert not dialog.isVisible()


def test_the_keyboard_s_place_goes_with_a_click_on_a_tab(
    dialog: PeopleDialog, qtbot: QtBot
) -> None:
    dialog.tabs.button("team").setFocus()
    QTest.mouseClick(dialog.tabs.button("rules"), LEFT)
    assert dialog.tabs.button("rules").hasFocus()
    dialog.rules.shares["goal"].setFocus()
    QTest.mouseClick(dialog.tabs.button("team"), LEFT)
    assert not dialog.tabs.button("team").hasFocus(), "it is only taken along"


# -- work


def test_the_loads_are_shown_before_anything_is_given(
    qtbot: QtBot, dialog: PeopleDialog, project: Project, changes: list[None]
) -> None:
    QTest.mouseClick(dialog.tabs.button("work"), LEFT)
    _tried(qtbot, dialog)
    assert dialog.work.preview.text() == (
        "Would give 10 assignments on 5 articles: ann 0 + 5, ben 0 + 5."
    )
    dialog.work.rule.per_article.setValue(1)
    assert not dialog.work.give.isEnabled(), "what is shown is not what would be given"
    dialog.work.rule.batch.setText("first")
    _tried(qtbot, dialog)
    assert "Would give 5 assignments on 5 articles" in dialog.work.preview.text()
    assert _given(project) == set()
    QTest.mouseClick(dialog.work.give, LEFT)
    assert len(_given(project)) == 5
    assert {one.batch for one in assigning.assigned(project)} == {"first"}
    assert dialog.work.told.text() == "Given: 5 assignments."
    _tried(qtbot, dialog)
    assert "Nothing is missing" in dialog.work.preview.text()
    assert len(changes) == 1


def test_a_rule_that_cannot_be_kept_says_why(qtbot: QtBot, dialog: PeopleDialog) -> None:
    dialog.show_pane("work")
    dialog.work.rule.per_article.setValue(3)
    _tried(qtbot, dialog)
    assert "to be marked by 3 people, but only 2 can" in dialog.work.preview.text()
    assert not dialog.work.give.isEnabled()


def test_single_cells_are_ticked_by_key_and_by_mouse(
    qtbot: QtBot, dialog: PeopleDialog, project: Project
) -> None:
    dialog.show_pane("work")
    _tried(qtbot, dialog)
    table, model = dialog.work.table, dialog.work.model
    first, second = (entry.id for entry in model.rows[:2])
    table.setFocus()
    table.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(table, K.Key_Space)
    assert _given(project) == {(first, "ann")}
    QTest.keyClick(table, K.Key_Down)
    QTest.keyClick(table, K.Key_Right)
    QTest.keyClick(table, K.Key_Return)
    assert _given(project) == {(first, "ann"), (second, "ben")}
    assert dialog.isVisible(), "Enter ticks, it does not close"
    place = table.visualRect(model.index(1, 2)).center()
    QTest.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert _given(project) == {(first, "ann")}
    place = table.visualRect(model.index(0, 0)).center() + QPoint(3, 0)
    QTest.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert _given(project) == {(first, "ann")}


def test_taking_an_article_from_one_who_began_says_that_the_marks_stay(
    qtbot: QtBot, dialog: PeopleDialog, project: Project
) -> None:
    ids = [entry.id for entry in dialog.work.model.rows]
    assert ids == []
    dialog.show_pane("work")
    _tried(qtbot, dialog)
    first = dialog.work.model.rows[0].id
    assigning.give(project, [Assignment(first, "gold")])
    dialog.work.refresh()
    dialog.work.set_given(first, "gold", False)
    assert dialog.work.told.text() == f"gold has marks on {first}: they stay where they are."
    assert _given(project) == set()


def test_articles_to_practise_on_are_ticked_in_the_last_column(
    qtbot: QtBot, dialog: PeopleDialog, project: Project
) -> None:
    dialog.show_pane("work")
    _tried(qtbot, dialog)
    table, model = dialog.work.table, dialog.work.model
    table.setCurrentIndex(model.index(1, model.columnCount() - 1))
    QTest.keyClick(table, K.Key_Space)
    assert policy(project).practice == (model.rows[1].id,)
    QTest.keyClick(table, K.Key_Space)
    assert policy(project).practice == ()


def test_many_people_are_told_in_a_sentence_that_ends() -> None:
    found = [Assignment("a", f"p{number:02}") for number in range(30)]
    words = preview_words(found, {"p00": 4})
    assert words.startswith("Would give 30 assignments on 1 article: p00 4 + 1, p01 0 + 1,")
    assert words.endswith("p11 0 + 1 and 18 more people.")


# -- rules


def test_rules_are_written_as_they_are_left(
    qtbot: QtBot, dialog: PeopleDialog, project: Project, changes: list[None]
) -> None:
    dialog.show_pane("rules")
    rules = dialog.rules
    rules.shares["goal"].setFocus()
    rules.shares["goal"].selectAll()
    QTest.keyClicks(rules.shares["goal"], "0.75")
    QTest.keyClick(rules.shares["goal"], K.Key_Tab)
    assert policy(project).goal == 0.75
    QTest.keyClick(rules.flags["feedback"], K.Key_Space)
    assert policy(project).feedback
    QTest.mouseClick(rules.flags["pre_accept"], LEFT, pos=QPoint(8, 8))
    assert not policy(project).pre_accept
    assert len(changes) == 3
    rules.shares["firm"].setFocus()
    QTest.keyClick(rules.shares["firm"], K.Key_Tab)
    assert len(changes) == 3, "what is left as it was is not written"


def test_a_share_above_one_is_not_taken(dialog: PeopleDialog, project: Project) -> None:
    dialog.show_pane("rules")
    line = dialog.rules.shares["goal"]
    line.selectAll()
    QTest.keyClicks(line, "7")
    QTest.keyClick(line, K.Key_Tab)
    dialog.show_pane("rules")
    assert policy(project).goal == 0.8
    assert line.text() == "0.8"


def test_a_project_that_is_only_read_shows_all_and_changes_nothing(
    qtbot: QtBot, project: Project
) -> None:
    project.store.read_only = True
    made = PeopleDialog(None, project, "lea")
    qtbot.addWidget(made)
    assert not made.team.isEnabled()
    assert not made.work.isEnabled()
    assert not made.rules.isEnabled()
    made.reject()


# -- progress


def test_progress_is_read_off_the_main_thread_and_shown(qtbot: QtBot, tmp_path: Path) -> None:
    with sample_team(tmp_path / "worked.quoth").project as project:
        dialog = PeopleDialog(None, project, "ann")
        qtbot.addWidget(dialog)
        dialog.show_pane("pace")
        qtbot.waitUntil(lambda: dialog.pace.model.rowCount() == 3, timeout=5000)
        index = dialog.pace.model.index
        assert [index(row, 0).data() for row in range(3)] == ["ann", "ben", "cleo"]
        assert [index(1, column).data() for column in range(1, 8)] == [
            *("0", "0", "5", "0", "0", "5.0", "3.2")
        ]
        assert index(1, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "Done: 5"
        assert "pauses of more than 5 minutes" in dialog.pace.words.text()
        dialog.reject()


def test_closing_while_progress_is_read_waits_for_the_thread(
    qtbot: QtBot, project: Project
) -> None:
    dialog = PeopleDialog(None, project, "ann")
    qtbot.addWidget(dialog)
    dialog.show_pane("pace")
    dialog.show_pane("work")
    dialog.reject()
    qtbot.waitUntil(lambda: not running_tasks(), timeout=5000)
