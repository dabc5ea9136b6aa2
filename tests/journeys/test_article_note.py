"""The note on an article: kept by Ctrl+Enter and by Esc, seen on the page, never lost unasked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton

from annotator.ui.dialogs.document_note import DocumentNoteDialog
from tests.journeys.conftest import Answers
from tests.journeys.person import CTRL, FREE, K, Person

Keys = Qt.KeyboardModifier
NOTE = "Two datelines: which one holds?"
WhenShown = Callable[[type[QDialog], Callable[[QDialog], object]], None]


class Writer:
    """Writes a note into the dialog once it has the keyboard, and presses a key."""

    def __init__(self, person: Person, words: str, key: Qt.Key, keys: Keys = FREE) -> None:
        self._person, self._words, self._key, self._keys = person, words, key, keys

    def __call__(self, dialog: QDialog) -> None:
        box = dialog.findChild(QPlainTextEdit)
        assert box is not None
        assert dialog.windowTitle() == "Note on the article"
        self._person.qtbot.waitUntil(box.hasFocus)
        box.selectAll()
        QTest.keyClicks(box, self._words)
        QTest.keyClick(box, self._key, self._keys)


def _note(person: Person) -> str:
    return person.article.marks.status.note


def test_ctrl_enter_keeps_it_and_a_sign_above_the_text_tells_it(
    person: Person, when_shown: WhenShown
) -> None:
    heading = person.page.parts.heading
    assert heading.note is None
    height = heading.height()
    when_shown(DocumentNoteDialog, Writer(person, NOTE, K.Key_Return, CTRL))
    person.press(K.Key_M, CTRL)
    person.back()
    assert _note(person) == NOTE
    assert heading.note is not None
    assert heading.note.isVisible()
    assert NOTE in heading.note.toolTip()
    person.qtbot.waitUntil(lambda: heading.note is not None and heading.note.width() > 0)
    assert heading.height() == height, "the text stays where it is"
    person.press(K.Key_PageDown, CTRL)
    assert not heading.note.isVisible()
    person.press(K.Key_PageUp, CTRL)
    when_shown(DocumentNoteDialog, Writer(person, "No more", K.Key_Escape))
    QTest.mouseClick(heading.note, Qt.MouseButton.LeftButton)
    person.back()
    assert _note(person) == "No more", "Esc keeps it, as it keeps a note on a mark"


def test_cancel_keeps_nothing(person: Person, when_shown: WhenShown) -> None:
    def cancel(dialog: QDialog) -> None:
        box = dialog.findChild(QPlainTextEdit)
        assert box is not None
        QTest.keyClicks(box, NOTE)
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Cancel").click()

    when_shown(DocumentNoteDialog, cancel)
    person.press(K.Key_M, CTRL)
    person.back()
    assert _note(person) == ""
    assert person.page.parts.heading.note is None


def test_a_reason_to_discard_is_not_let_go_of_unasked(
    person: Person, when_shown: WhenShown, answers: Answers
) -> None:
    def leave(dialog: QDialog) -> None:
        box = dialog.findChild(QPlainTextEdit)
        assert box is not None
        person.qtbot.waitUntil(box.hasFocus)
        QTest.keyClicks(box, "no news")
        answers.give("Let go")
        QTest.keyClick(box, K.Key_Escape)

    when_shown(DocumentNoteDialog, leave)
    person.page.hands.discard()
    assert answers.asked == ["Let go of what you wrote? The article is not discarded."]
    assert person.article.marks.status.state == "none"
    answers.give("")
    when_shown(DocumentNoteDialog, lambda dialog: dialog.close())
    person.page.hands.discard()
    assert len(answers.asked) == 1, "nothing was written"


def test_a_long_note_on_a_mark_shows_its_start(person: Person) -> None:
    person.mark("Odalys")
    person.press(K.Key_M)
    person.type("The first words matter, and there are many more than the line holds. " * 3)
    person.press(K.Key_Return)
    note = person.page.parts.inspector.note
    assert note.cursorPosition() == 0
    person.press(K.Key_M)
    assert note.selectedText() == note.text()
    assert note.cursorPosition() == 0
