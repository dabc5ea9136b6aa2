"""The dialogs hand back what was given, and show hostile words as they are."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.store.errors import MissingProjectError
from annotator.ui.dialogs import message
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.document_note import DocumentNoteDialog
from annotator.ui.dialogs.import_preview import EncodingDialog
from annotator.ui.dialogs.keys_help import Groups, KeysDialog
from annotator.ui.dialogs.message import Choice, MessageDialog
from annotator.ui.dialogs.paste import PasteDialog, ask_paste
from annotator.ui.dialogs.reason import ReasonDialog

GROUPS: Groups = [
    ("Move", [("Left", "Word before"), (("Home", "Ctrl+A"), "Start of the line")]),
    ("Mark", [("X  Del", "Remove the mark")]),
]


def _press(words: str) -> None:
    """Press the button of the open dialog that bears some words, when the event loop turns."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(5, press)
            return
        next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()

    QTimer.singleShot(0, press)


def _close() -> None:
    """Close the open dialog when the event loop turns."""

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()

    QTimer.singleShot(20, close)


def test_a_message_tells_and_is_copied(qtbot: QtBot) -> None:
    dialog = MessageDialog(None, "It did not work.", "line\n" * 9)
    qtbot.addWidget(dialog)
    dialog.copy_details()
    assert QApplication.clipboard().text().startswith("It did not work.\n\nline")


@pytest.mark.parametrize(("button", "answer"), [("Split", True), ("Cancel", False)])
def test_confirm_waits_for_the_answer(qtbot: QtBot, button: str, answer: bool) -> None:
    _press(button)
    assert message.confirm(None, "Split?", "In two.", "Split") is answer


def test_closing_a_question_chooses_nothing(qtbot: QtBot) -> None:
    _close()
    assert message.ask(None, "Which?", [Choice("a", "A"), Choice("b", "B")]) == ""


def test_an_error_of_ours_speaks_without_a_traceback() -> None:
    error = PermissionError(13, "Permission denied", "x.quoth")
    assert message.speaks_for_itself(error)
    assert not message.speaks_for_itself(KeyError("x"))
    assert "KeyError" in message.details_of(KeyError("x"))


def test_an_error_can_be_tried_again(qtbot: QtBot) -> None:
    _press("Go on editing")
    assert message.tell_error(None, "Not saved", OSError("full"), retry="Go on editing")


def test_a_wrong_path_is_logged_as_a_sentence_and_a_fault_with_its_traceback(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for error in (MissingProjectError("There is no project n.quoth."), ZeroDivisionError("x")):
        message.tell_error(window, "n.quoth could not be opened", error)
    missing, fault = caplog.records
    assert (missing.levelname, missing.exc_info) == ("WARNING", None)
    assert missing.getMessage() == "n.quoth could not be opened: There is no project n.quoth."
    assert (fault.levelname, bool(fault.exc_info)) == ("ERROR", True)


@pytest.mark.parametrize(
    "text",
    ["a\u00a0b", "one\r\ntwo\r\n", "one\rtwo", "x\u2028y\u2029z", "tab\there", "e\u0301🇩🇪\n\n"],
)
def test_what_is_pasted_comes_back_as_it_was(qtbot: QtBot, text: str) -> None:
    dialog = PasteDialog(None)
    qtbot.addWidget(dialog)
    data = QMimeData()
    data.setText(text)
    dialog.box.insertFromMimeData(data)
    assert dialog.values() == ("", text)


def test_what_is_changed_after_pasting_is_read_back(qtbot: QtBot) -> None:
    dialog = PasteDialog(None)
    qtbot.addWidget(dialog)
    data = QMimeData()
    data.setText("one\u00a0two\r\nthree")
    dialog.box.insertFromMimeData(data)
    dialog.box.insertPlainText("!")
    assert dialog.values()[1] == "one\u00a0two\nthree!"


def test_pasting_twice_joins_both(qtbot: QtBot) -> None:
    dialog = PasteDialog(None)
    qtbot.addWidget(dialog)
    data = QMimeData()
    data.setText("one\r\n")
    dialog.box.insertFromMimeData(data)
    dialog.box.insertFromMimeData(data)
    assert dialog.values()[1] == "one\none\n"


def test_what_was_copied_stands_there_at_once_and_gives_way_to_another(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("copied\u00a0words\r\n")
    dialog = PasteDialog(None)
    qtbot.addWidget(dialog)
    assert dialog.values() == ("", "copied\u00a0words\r\n")
    add = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Add article")
    assert add.isEnabled()
    clipboard.setText("another\r\n")
    dialog.box.paste()
    assert dialog.values() == ("", "another\r\n")


@pytest.mark.parametrize("copied", ["", "picture", "x" * 2_000_001])
def test_what_is_no_text_or_too_long_is_not_taken_unasked(qtbot: QtBot, copied: str) -> None:
    clipboard = QGuiApplication.clipboard()
    if copied == "picture":
        clipboard.setImage(QImage(4, 4, QImage.Format.Format_RGB32))
    else:
        clipboard.setText(copied)
    dialog = PasteDialog(None)
    qtbot.addWidget(dialog)
    clipboard.clear()
    assert dialog.values() == ("", "")


@pytest.fixture
def typed(qtbot: QtBot) -> PasteDialog:
    """The paste dialog in front, with words that were written in it."""
    QGuiApplication.clipboard().setText("copied")
    dialog = PasteDialog(None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    QTest.keyClicks(dialog.box, "typed")
    return dialog


@pytest.mark.parametrize(("answer", "stays"), [("Cancel", True), ("Throw it away", False)])
def test_what_was_typed_is_not_thrown_away_unasked(
    typed: PasteDialog, answer: str, stays: bool
) -> None:
    _press(answer)
    QTest.keyClick(typed.box, Qt.Key.Key_Escape)
    assert typed.isVisible() is stays
    typed.box.clear()  # so that it closes unasked


def test_ctrl_enter_adds_what_was_typed(typed: PasteDialog) -> None:
    QTest.keyClick(typed.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert typed.result() == PasteDialog.DialogCode.Accepted


def test_a_paste_dialog_that_is_closed_gives_nothing(qtbot: QtBot) -> None:
    _close()
    assert ask_paste(None) is None


def test_a_reason_is_needed(qtbot: QtBot) -> None:
    dialog = ReasonDialog(None, "No speaker.")
    qtbot.addWidget(dialog)
    accept = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Accept")
    assert not accept.isEnabled()
    dialog.line.setText("   ")
    assert not accept.isEnabled()
    dialog.line.setText(" it is   so ")
    assert accept.isEnabled()
    assert dialog.reason() == "it is so"


def test_keys_are_found_by_words_and_by_keys(qtbot: QtBot) -> None:
    dialog = KeysDialog(None, GROUPS)
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(dialog.shown()) == 3
    dialog.search.setText("DEL")
    assert [text for text in dialog.shown() if "remove" in text] == dialog.shown()
    dialog.search.setText("nothing like it")
    assert dialog.shown() == []
    dialog.search.clear()
    assert len(dialog.shown()) == 3


def test_an_encoding_that_does_not_fit_cannot_be_taken(qtbot: QtBot) -> None:
    dialog = EncodingDialog(None, "a.txt", "Bürger – „ja“".encode("cp1252"), ["cp1252"])
    qtbot.addWidget(dialog)
    assert dialog.encoding() == "cp1252"
    assert dialog.preview.toPlainText() == "Bürger – „ja“"
    offered = [dialog.choice.itemText(n) for n in range(dialog.choice.count())]
    assert "utf-8" not in offered, "the sentence above says that it is not"
    dialog.choice.setCurrentText("utf-16")
    take = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Import")
    assert not take.isEnabled()


HOSTILE = (
    "<b>bold</b><img src='file:///etc/passwd'>",
    "&amp; <a href='x'>y</a>",
    "<table>" * 500 + "x",
    "\u202egnirts\u202c \u200f",
)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(
    "make",
    [
        lambda words: MessageDialog(None, words, words * 3, [Choice("a", words[:30])]),
        lambda words: ReasonDialog(None, words),
        lambda words: DocumentNoteDialog(None, words, words),
        lambda words: EncodingDialog(None, words, words.encode()),
        lambda words: KeysDialog(None, [(words, [(words[:20], words)])]),
        lambda _words: AboutDialog(None),
    ],
)
def test_hostile_words_are_shown_as_they_are(
    qtbot: QtBot, make: Callable[[str], QDialog], words: str
) -> None:
    dialog = make(words)
    qtbot.addWidget(dialog)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert isinstance(dialog.grab().width(), int)
