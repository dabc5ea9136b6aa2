"""An article is discarded and brought back, a region laid and taken off, a problem reopened."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit

from annotator.core.annotation import SetKey
from annotator.editing import edits
from annotator.store.annotations import read_set, regions_on
from annotator.ui.dialogs.document_note import DocumentNoteDialog
from annotator.ui.models.problems_model import ACCEPTED
from annotator.ui.panels.problems.remedies import Remedies
from tests.journeys.conftest import TEXT
from tests.journeys.person import CTRL, K, Person
from tests.ui.hand import click_row

WhenShown = Callable[[type[QDialog], Callable[[QDialog], object]], None]
WHY = "It is no news."
TAKE_OFF = "Take off the region here"


@pytest.fixture
def person(person: Person) -> Iterator[Person]:
    """Someone at work; at the end all that is shown is stored."""
    yield person
    person.assert_screen_desk_store_and_journal_agree()


def _entry(menu: QMenu, words: str) -> QAction:
    return next(one for one in menu.actions() if one.text().split("\t")[0] == words)


def _menu(person: Person) -> QMenu:
    """The window's menu, opened by its button."""
    button = person.house.window.topbar.menu_button
    person.click(button, button.rect().center())
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def _choose(person: Person, menu: QMenu, words: str) -> None:
    person.click(menu, menu.actionGeometry(_entry(menu, words)).center())
    person.back()


def _article_menu(person: Person, row: int) -> QMenu:
    """The menu of an article in the queue, opened by the other mouse button."""
    shown = person.page.parts.queue.list
    place = shown.visualRect(shown.model().index(row, 0)).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, shown.mapToGlobal(place))
    QApplication.sendEvent(shown.viewport(), asked)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def _reason(person: Person, words: str) -> Callable[[QDialog], None]:
    """A function that writes a reason into the dialog and keeps it."""

    def write(dialog: QDialog) -> None:
        box = dialog.findChild(QPlainTextEdit)
        assert box is not None
        person.qtbot.waitUntil(box.hasFocus)
        QTest.keyClicks(box, words)
        QTest.keyClick(box, K.Key_Return, CTRL)

    return write


def _stored(person: Person, document: str) -> tuple[str, str]:
    """How far an article is on the disk, and the note on it."""
    person.wait_until_saved()
    key = SetKey(document, person.house.author)
    status = read_set(person.bridge.project.store, key).status
    return status.state, status.note


# -- an article that is none


def test_an_article_is_discarded_with_a_reason_and_the_next_one_opens(
    person: Person, when_shown: WhenShown
) -> None:
    first = person.article.id
    when_shown(DocumentNoteDialog, _reason(person, WHY))
    _choose(person, _menu(person), "Discard article…")
    assert _stored(person, first) == ("discarded", WHY)
    assert person.article.document.title == "Second"
    person.press(K.Key_PageUp, CTRL)
    assert person.article.id == first
    assert f"discarded: {WHY}" in person.page.parts.heading._line.text()
    _choose(person, _menu(person), "Reopen article")
    assert _stored(person, first) == ("none", WHY), "the note stays"
    assert person.article.id == first
    person.press(K.Key_Z)
    assert _stored(person, first) == ("discarded", WHY)


def test_an_article_stays_where_no_reason_is_given(person: Person, when_shown: WhenShown) -> None:
    first = person.article.id
    when_shown(DocumentNoteDialog, lambda dialog: dialog.close())
    _choose(person, _menu(person), "Discard article…")
    assert person.article.id == first
    assert person.article.items == {}
    when_shown(DocumentNoteDialog, _reason(person, ""))
    _choose(person, _menu(person), "Discard article…")
    assert _stored(person, first) == ("discarded", ""), "a reason is asked for, not demanded"


def test_another_article_is_discarded_and_brought_back_from_its_own_menu(
    person: Person, when_shown: WhenShown
) -> None:
    queue = person.page.parts.queue.model
    first, third = person.article.id, queue.rows[2].id
    when_shown(DocumentNoteDialog, _reason(person, WHY))
    _choose(person, _article_menu(person, 2), "Discard article…")
    assert _stored(person, third) == ("discarded", WHY)
    assert _stored(person, first) == ("none", "")
    row = next(at for at, one in enumerate(queue.rows) if one.id == third)
    assert person.article.id != third, "one goes on"
    _choose(person, _article_menu(person, row), "Bring back")
    assert person.article.id == third, "it is opened"
    assert _stored(person, third) == ("none", WHY)


def test_to_reopen_what_is_open_says_nothing_and_writes_nothing(person: Person) -> None:
    before = person.article.marks
    person.page.hands.reopen()
    person.wait_until_saved()
    assert person.article.marks == before
    assert read_set(person.bridge.project.store, person.article.key).revision == 0
    assert person.heard == []


# -- what kind of text it is


def _regions(person: Person) -> set[tuple[str, str]]:
    """The regions on the disk: (kind, words)."""
    person.wait_until_saved()
    found = regions_on(person.bridge.project.store, person.article.id)
    return {(one.kind, person.text[one.start : one.end]) for one in found}


def _bare(person: Person) -> None:
    """Take off what was found when the article came in."""
    person.bridge.do_regions(edits.remove_regions(person.article.regions))


def _region_menu(person: Person) -> QMenu:
    inner = _entry(_menu(person), "Selected words are").menu()
    assert isinstance(inner, QMenu)
    inner.aboutToShow.emit()
    return inner


def _say_it_is(person: Person, words: str) -> None:
    """Choose what the selected words are, or that the region here is none."""
    _entry(_region_menu(person), words).trigger()
    _close_menu(person)


def _can_be_taken_off(person: Person) -> bool:
    found = _entry(_region_menu(person), TAKE_OFF).isEnabled()
    _close_menu(person)
    return found


def _close_menu(person: Person) -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    person.back()
    person.qtbot.waitUntil(person.view.hasFocus)


def test_the_smallest_region_here_is_taken_off_and_no_other(person: Person) -> None:
    _bare(person)
    for words in ("The firm denied that it removed two boats.", "it removed two boats"):
        start = TEXT.index(words)
        person.view.select(start, start + len(words))
        _say_it_is(person, "Boilerplate")
    outer, inner = (
        ("boilerplate", "The firm denied that it removed two boats."),
        ("boilerplate", "it removed two boats"),
    )
    assert _regions(person) == {outer, inner}
    start = TEXT.index("removed two boats.")
    person.view.select(start, start + len("removed two boats."))
    _say_it_is(person, TAKE_OFF)
    assert _regions(person) == {inner}, "the selection reached over the edge of the other"
    assert person.heard[-1] == "Taken off: boilerplate."
    person.press(K.Key_Z)
    assert _regions(person) == {outer, inner}
    person.go_to("removed")
    _say_it_is(person, TAKE_OFF)
    assert _regions(person) == {outer}, "the smaller one of the two"
    _say_it_is(person, TAKE_OFF)
    assert _regions(person) == set()
    assert not _can_be_taken_off(person)


def test_a_region_ends_where_its_last_word_does(person: Person) -> None:
    _bare(person)
    start, end = TEXT.index("removed two"), TEXT.index("boats. Fenn")
    person.view.select(start - 1, end)
    _say_it_is(person, "Boilerplate")
    assert ("boilerplate", "removed two") in _regions(person)
    person.view.place_caret(start - 1)
    assert not _can_be_taken_off(person)
    person.view.place_caret(start + len("removed two"))
    assert not _can_be_taken_off(person)
    for inside in (start, start + len("removed two") - 1):
        person.view.place_caret(inside)
        assert _can_be_taken_off(person)
    person.page.hands.lift_regions()
    assert ("boilerplate", "removed two") not in _regions(person)
    person.page.hands.lift_regions()
    assert person.heard[-1] == "No region lies here."


def test_where_no_words_are_selected_there_is_no_region(person: Person) -> None:
    _bare(person)
    space = TEXT.index(" denied")
    person.view.select(space, space + 1)
    _say_it_is(person, "Boilerplate")
    person.view.place_caret(space)
    person.page.hands.lay_region("boilerplate")
    assert person.heard[-1] == "Select the words first."
    assert _regions(person) == set()


# -- a problem that was accepted


def _remedies(person: Person) -> Remedies:
    found = person.page.parts.problems.remedies
    assert found is not None
    return found


def test_an_accepted_problem_is_reopened_by_its_button(person: Person) -> None:
    person.mark("“Nobody asked us,”", K.Key_Q)
    panel = person.page.parts.problems
    person.qtbot.waitUntil(lambda: bool(panel.count_words) and bool(panel.model.rows))
    person.press(K.Key_U)
    problem = _remedies(person).problem
    person.click(_remedies(person).buttons[-1], QPoint(3, 3))
    person.type(WHY)
    person.press(K.Key_Return)
    assert [one.reason for one in person.article.marks.acceptances] == [WHY]
    model = panel.model
    person.qtbot.waitUntil(lambda: model.rows[-1].fold == ACCEPTED)
    click_row(panel.list, len(model.rows) - 1)
    assert model.rows[-1].problem is not None
    assert model.rows[-1].problem.accepted == WHY
    click_row(panel.list, len(model.rows) - 1)
    back = _remedies(person).buttons[-1]
    assert back.text() == "Take the acceptance back"
    person.click(back, QPoint(3, 3))
    assert not person.article.marks.acceptances
    assert person.view.hasFocus(), QApplication.focusWidget()
    person.wait_until_saved()
    stored = read_set(person.bridge.project.store, person.article.key)
    assert not stored.acceptances
    person.qtbot.waitUntil(
        lambda: any(one.rule == problem.rule and not one.accepted for one in person.problems)
    )
    person.press(K.Key_Z)
    assert [one.reason for one in person.article.marks.acceptances] == [WHY]
