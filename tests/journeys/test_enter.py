"""Enter presses the button that has the keyboard, and no other."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.message import Choice, MessageDialog
from annotator.ui.house.house import House
from annotator.ui.pages.start import PathRow
from tests.journeys.person import K, Person

ENTER = K.Key_Return


def _press_on(widget: QWidget, key: Qt.Key) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is widget
    QTest.keyClick(widget, key)


def test_on_a_label_it_arms_the_label_and_takes_nothing_in_the_text(person: Person) -> None:
    person.view.select(0, 5)
    person.view.place_caret(0)
    _press_on(person.page.parts.label_bar.buttons["claim"], ENTER)
    assert person.page.marking.armed == "claim"
    assert person.spans == []


def test_on_the_button_of_the_article_it_finishes(person: Person) -> None:
    first = person.article.id
    _press_on(person.page.parts.label_bar.done_button, K.Key_Enter)
    assert person.article.id != first


def test_on_the_first_page_it_opens(
    qtbot: QtBot, open_house: Callable[[Path | None], House]
) -> None:
    house = open_house(None)
    house.close_project()
    rows = [one for one in house.window.findChildren(PathRow) if one.isVisible()]
    _press_on(rows[0], ENTER)
    qtbot.waitUntil(lambda: house.project is not None, timeout=20_000)
    assert house.project is not None
    assert house.project.name == "Sample project"


def test_in_a_dialog_it_presses_the_one_in_hand_though_another_is_the_main_one(
    qtbot: QtBot,
) -> None:
    dialog = MessageDialog(None, "Go on?", "", (Choice("go", "Go on"), Choice("stay", "Cancel")))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    main = dialog.main_button
    assert main is not None
    assert main.hasFocus()
    other = next(one for one in dialog.findChildren(QPushButton) if one is not main)
    _press_on(other, ENTER)
    assert dialog.chosen == "go"
