"""The articles behind a count, in their dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.behind_articles import ArticlesDialog
from annotator.ui.models.articles_model import ToldArticle
from annotator.ui.theme import Look

ROWS = [ToldArticle(f"a{number}", f"Ferry {number}", "done") for number in range(3)]


@pytest.fixture
def dialog(qtbot: QtBot, look: Look) -> ArticlesDialog:
    made = ArticlesDialog(None, "ann: 3 articles done", look)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_until_they_are_found_nothing_can_be_opened(dialog: ArticlesDialog) -> None:
    assert dialog.told == "Looking …"
    assert not dialog.show_button.isEnabled()
    dialog.show_rows([])
    assert dialog.told == "There are none."
    assert not dialog.show_button.isEnabled()


def test_the_keyboard_stands_on_the_first_and_enter_goes_there(
    qtbot: QtBot, dialog: ArticlesDialog
) -> None:
    dialog.show_rows(ROWS)
    assert dialog.told == "3 articles."
    assert dialog.list.hasFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.review_asked) as heard:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert heard.args == ["a1"]
    assert not dialog.isVisible()


def test_a_click_only_stands_there_and_a_double_click_goes(
    qtbot: QtBot, dialog: ArticlesDialog
) -> None:
    dialog.show_rows(ROWS)
    place = dialog.list.visualRect(dialog.list.model().index(2, 0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.review_asked) as heard:
        QTest.mouseDClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["a2"]
