"""Done, held keys, hidden marks, and what is said of them, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.journeys.person import CTRL, FREE, SHIFT, K, Person

HELD = 12  # repeats of a key that is held down


def _hold(person: Person, key: Qt.Key, keys: Qt.KeyboardModifier = FREE) -> None:
    """Press a key and hold it, as a keyboard tells it: one press, repeats of it, a release."""
    person.press(key, keys)
    for _ in range(HELD):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            _send_again(person, kind, key, keys)


def _send_again(person: Person, kind: QEvent.Type, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    where = QApplication.focusWidget() or person.house.window
    if kind == QEvent.Type.KeyPress:
        early = QKeyEvent(QEvent.Type.ShortcutOverride, key, keys, "", autorep=True)
        QApplication.sendEvent(where, early)
        handle = person.house.window.windowHandle()
        QApplication.sendEvent(handle, QKeyEvent(kind, key, keys, "", autorep=True))
        return
    QApplication.sendEvent(where, QKeyEvent(kind, key, keys, "", autorep=True))


def test_done_held_down_finishes_one_article(person: Person) -> None:
    _hold(person, K.Key_Return, CTRL)
    assert person.article.document.title == "Second"
    person.wait_until_saved()
    assert person.page.parts.queue.model.finished == 1


def test_words_are_walked_through_by_a_held_key(person: Person) -> None:
    _hold(person, K.Key_Right)
    assert person.view.caret() > person.text.index("Odalys")
    _hold(person, K.Key_Right, SHIFT)
    assert len(person.chosen.split()) > HELD // 2


def test_a_held_label_key_arms_once(person: Person) -> None:
    _hold(person, K.Key_Q)
    assert person.page.marking.armed == "quote"


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("done", False),
        ("remove", False),
        ("hide", False),
        ("discuss", False),
        ("undo", True),
        ("redo", True),
        ("more_word_right", True),
        ("end_more", True),
    ],
)
def test_what_may_go_on_while_a_key_is_held(person: Person, name: str, again: bool) -> None:
    action = person.page.action(name)
    assert action is not None
    assert action.autoRepeat() is again


def test_done_with_nothing_marked_is_said_with_the_hints_that_stand(person: Person) -> None:
    person.press(K.Key_Return, CTRL)
    assert person.heard[-1] == "Done, with nothing marked, and 2 hints left open. Z goes back."
    person.press(K.Key_Return, CTRL)
    assert person.heard[-1] == "Done, with nothing marked. Z goes back."
    person.press(K.Key_Z)
    assert person.article.document.title == "Second"
    assert person.article.marks.status.state == "none"


@pytest.mark.parametrize("key", [K.Key_Q, K.Key_T, K.Key_Period, K.Key_X])
def test_what_changes_a_hidden_mark_shows_the_marks(person: Person, key: K) -> None:
    person.mark("Odalys")
    person.press(K.Key_H)
    assert person.view.hidden()
    person.press(key)
    assert not person.view.hidden()
    assert "hidden" not in person.page.parts.heading._line.text()


def test_undo_shows_hidden_marks_and_done_does_not(person: Person) -> None:
    person.mark("Odalys")
    person.press(K.Key_H)
    person.press(K.Key_Z)
    assert not person.view.hidden()
    person.press(K.Key_H)
    person.press(K.Key_Return, CTRL)
    assert person.view.hidden()


def test_a_sentence_covers_no_text(person: Person) -> None:
    person.press(K.Key_Z)
    told, view = person.page.parts.told, person.view
    assert told.isVisible()
    place = told.rect().translated(told.mapTo(person.house.window, told.rect().topLeft()))
    sheet = (
        view.viewport()
        .rect()
        .translated(view.viewport().mapTo(person.house.window, view.viewport().rect().topLeft()))
    )
    assert not place.intersects(sheet)
    for button in person.page.parts.label_bar.buttons.values():
        at = button.mapTo(person.house.window, button.rect().topLeft())
        assert not place.intersects(button.rect().translated(at))


def test_a_new_project_is_named_in_the_title_at_once(person: Person, tmp_path: Path) -> None:
    window = person.house.window
    assert window.windowTitle() == "Ferry — Trial — Quoth"
    assert person.house.make_project(tmp_path / "fresh.quoth", "Fresh")
    assert window.windowTitle() == "Fresh — Quoth"


def test_f6_goes_only_to_panes_where_the_keyboard_is_seen(person: Person) -> None:
    seen = []
    for _ in range(6):
        person.press(K.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.focusPolicy() & Qt.FocusPolicy.TabFocus or focus is person.view
        seen.append(focus)
    assert person.view in seen
    assert len(set(seen)) > 1


def test_done_goes_on_among_what_was_looked_for_and_then_in_the_whole_queue(
    person: Person,
) -> None:
    queue = person.page.parts.queue
    queue.search.setText("third")
    person.view.setFocus()
    person.press(K.Key_PageUp, CTRL)
    assert person.heard[-1] == "No further article in this list."
    person.press(K.Key_Return, CTRL)
    assert person.article.document.title == "Third"
    assert queue.model.row_of(person.article.id) == 0
    person.press(K.Key_Return, CTRL)
    assert person.article.document.title == "Second"
    assert queue.search.text() == ""
    assert "the queue is whole again" in person.heard[-1]
