"""Where one could get stuck: after a split, after another's edit, in the note, past the end."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit, Part
from annotator.store import journal
from annotator.store.connection import open_store
from annotator.transfer.splitting import split_article
from annotator.ui.theme import DARK, LIGHT
from tests.journeys.conftest import Answers
from tests.journeys.person import CTRL, SHIFT, K, Person


def _entries(menu: QMenu) -> dict[str, QAction]:
    found = {}
    for action in menu.actions():
        found[action.text()] = action
        inner = action.menu()
        if isinstance(inner, QMenu):
            found.update(_entries(inner))
    return found


def test_the_menu_changes_the_theme_at_once_and_for_good(person: Person) -> None:
    menu = person.house.window.topbar._menu
    assert menu is not None
    for words, theme in (("Dark", DARK), ("Light", LIGHT)):
        _entries(menu)[words].trigger()
        assert person.view.scene.look.theme is theme
        assert person.house.settings.theme == theme.name


def test_undo_steps_over_what_a_split_took_along(person: Person) -> None:
    person.mark("Odalys")
    first = person.article.id
    person.press(K.Key_PageDown, CTRL)
    person.mark("board")
    second = person.article.id
    person.wait_until_saved()
    text = person.text
    middle = text.index("The board")
    split_article(
        person.bridge.project.store, second, [(0, middle), (middle, len(text))], "Somebody"
    )
    person.bridge.desk.forget()
    person.press(K.Key_Z)
    assert person.article.id == first  # the whole of the stories does not come back
    assert person.spans == []
    person.press(K.Key_Z)
    assert person.heard[-1] == "Nothing to undo."


def test_an_edit_on_marks_that_another_window_changed_is_told_and_work_goes_on(
    person: Person, project_path: Path, answers: Answers
) -> None:
    person.mark("Odalys")
    person.wait_until_saved()
    (span,) = person.article.marks.spans
    key = SetKey(person.article.id, person.bridge.desk.author)
    change = Change("Remove mark", removed=(span,))
    store = open_store(project_path)
    edit = Edit(
        "11111111-1111-4111-8111-111111111111", key.annotator, "", "x", (Part(key, change),)
    )
    journal.record(store, edit, {})
    store.close()
    answers.give("Close")
    person.page.marking.set_note("too late")
    person.qtbot.waitUntil(lambda: bool(answers.asked))
    assert answers.asked[0].startswith("Somebody else changed these marks")
    assert person.spans == []
    person.back()
    person.mark("secretary")
    person.assert_screen_desk_store_and_journal_agree()
    assert person.spans == [("actor", "secretary")]


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Escape])
def test_the_note_is_kept_and_left_by_enter_and_by_esc(person: Person, key: K) -> None:
    person.mark("Odalys")
    person.press(K.Key_M)
    person.type("Check this")
    person.press(key)
    assert QApplication.focusWidget() is person.view
    assert person.focused == "Odalys"
    person.press(K.Key_T)
    (span,) = person.article.marks.spans
    assert (span.note, bool(span.discuss)) == ("Check this", True)


def test_undo_shows_what_it_changed(person: Person) -> None:
    person.mark("gone")
    person.press(K.Key_X)
    person.press(K.Key_Home, CTRL)
    person.press(K.Key_Z)
    assert person.focused == "gone"
    person.press(K.Key_Z)
    assert person.view.focused() is None
    assert person.view.caret() == person.text.index("gone")


def test_the_last_word_can_be_taken_from_behind_it(person: Person) -> None:
    person.press(K.Key_End, CTRL)
    person.press(K.Key_Left, SHIFT)
    assert person.chosen == "gone"


def test_what_was_guessed_is_guessed_again_when_an_edge_moves(person: Person) -> None:
    person.mark("Fenn, the")
    (span,) = person.article.marks.spans
    before = span.attribute("mention")
    start = person.text.index("Odalys Fenn")
    person.page.marking.set_edges(span.id, start, start + len("Odalys Fenn"))
    (moved,) = person.article.marks.spans
    assert (moved.text, moved.attribute("mention")) == ("Odalys Fenn", "name")
    assert before != "name"
    person.page.marking.set_attribute("mention", "pronoun")
    person.page.marking.set_edges(span.id, start, start + len("Odalys"))
    assert person.article.marks.spans[0].attribute("mention") == "pronoun"


def test_hidden_marks_are_said_to_be_hidden_until_they_are_shown(
    person: Person, qtbot: QtBot
) -> None:
    heading = person.page.parts.heading
    person.press(K.Key_H)
    assert heading._line.text().startswith("Marks are hidden")
    person.press(K.Key_PageDown, CTRL)
    assert heading._line.text().startswith("Marks are hidden")
    person.press(K.Key_H)
    assert "hidden" not in heading._line.text()
    qtbot.waitUntil(lambda: not person.view.hidden())
