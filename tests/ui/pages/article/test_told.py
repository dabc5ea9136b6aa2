from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.pages.article.told import SHORTEST, Told
from annotator.ui.theme import Look


def _over(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 300)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_sentence_stands_at_the_foot_and_stays_there(qtbot: QtBot, look: Look) -> None:
    window = _over(qtbot)
    told = Told(window, look)
    assert told.isHidden()
    told.say("Undone: Mark Quote")
    assert told.isVisible()
    assert told.geometry().bottom() < window.height()
    assert told.geometry().top() > window.height() - 80
    window.resize(700, 520)
    assert told.geometry().top() > window.height() - 80
    assert abs(told.geometry().center().x() - 350) < 3


def test_a_long_sentence_is_cut_on_screen_and_told_whole_to_screen_readers(
    qtbot: QtBot, look: Look
) -> None:
    window = _over(qtbot)
    told = Told(window, look)
    told.say("word " * 300)
    assert told.width() <= window.width()
    assert told.text().endswith("…")
    assert told.accessibleName() == "word " * 300


def test_what_does_not_fit_into_one_line_is_broken_into_two(qtbot: QtBot, look: Look) -> None:
    window = _over(qtbot)
    told = Told(window, look)
    told.say("Short.")
    one = told.height()
    words = "35 marks on which all agree are in gold now, too. Z takes back both of them at once."
    told.say(words)
    assert told.text() == words
    assert one < told.height() < 2.5 * one
    assert told.geometry().bottom() < window.height()
    window.resize(900, 300)
    assert told.height() == one


def test_it_goes_by_itself_after_the_time_it_takes_to_read(qtbot: QtBot, look: Look) -> None:
    window = _over(qtbot)
    told = Told(window, look)
    told.say("Short.")
    assert told._timer.isActive()
    assert told._timer.interval() == SHORTEST
    told.say("A sentence of a length that takes more than the shortest time to be read.")
    assert told._timer.interval() > SHORTEST
    told._timer.timeout.emit()
    assert told.isHidden()


def test_it_takes_no_clicks(qtbot: QtBot, look: Look) -> None:
    window = _over(qtbot)
    told = Told(window, look)
    told.say("Undone")
    assert window.childAt(told.geometry().center()) is None
