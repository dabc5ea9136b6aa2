import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from annotator.ui.panels.find_bar import FindBar
from annotator.ui.theme import Look

Heard = list[tuple[str, int]]


@pytest.fixture
def bar(qtbot: QtBot, look: Look) -> FindBar:
    made = FindBar(look)
    qtbot.addWidget(made)
    made.resize(700, 44)
    return made


@pytest.fixture
def heard(bar: FindBar) -> Heard:
    told: Heard = []
    bar.wanted.connect(lambda words, step: told.append((words, step)))
    return told


def _line(bar: FindBar) -> QLineEdit:
    return bar.findChildren(QLineEdit)[0]


def test_it_waits_until_it_is_asked_for(qtbot: QtBot, bar: FindBar) -> None:
    assert bar.isHidden()
    bar.open()
    qtbot.waitUntil(bar.isVisible)
    assert _line(bar).selectedText() == ""


def test_each_letter_looks_from_here_and_keys_go_on_and_back(bar: FindBar, heard: Heard) -> None:
    bar.open()
    QTest.keyClicks(_line(bar), "ab")
    assert heard == [("a", 0), ("ab", 0)]
    QTest.keyClick(_line(bar), Qt.Key.Key_Return)
    QTest.keyClick(_line(bar), Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    assert heard[2:] == [("ab", 1), ("ab", -1)]


def test_the_buttons_do_the_same(bar: FindBar, heard: Heard) -> None:
    bar.open()
    _line(bar).setText("ab")
    named = {button.accessibleName(): button for button in bar.findChildren(QToolButton)}
    named["The place before"].click()
    named["The next place"].click()
    assert heard == [("ab", -1), ("ab", 1)]
    with_close: list[bool] = []
    bar.closed.connect(lambda: with_close.append(True))
    named["Close"].click()
    assert with_close == [True]
    assert bar.isHidden()


def test_esc_closes_it(bar: FindBar) -> None:
    told: list[bool] = []
    bar.closed.connect(lambda: told.append(True))
    bar.open()
    QTest.keyClick(_line(bar), Qt.Key.Key_Escape)
    assert told == [True]
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("place", "count", "words"),
    [(0, 0, "not found"), (1, 1, "1 of 1"), (2, 7, "2 of 7"), (1000, 1200, "1,000 of 1,200")],
)
def test_it_says_which_place_of_how_many_is_shown(
    bar: FindBar, place: int, count: int, words: str
) -> None:
    bar.set_place(place, count)
    assert bar._count.text() == "", "nothing is looked for"
    _line(bar).setText("ab")
    bar.set_place(place, count)
    assert bar._count.text() == words
    bar.close_bar()
    assert bar._count.text() == ""
