import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Relation, Span
from annotator.ui.panels.marks import MarksPanel
from annotator.ui.theme import DARK, Look, look_of
from tests.items import items_by_id

SPANS = [
    Span("a", "quote", 0, 40, "“Nobody asked us,” said the board"),
    Span("b", "claim", 1, 17, "Nobody asked us"),
    Span("c", "actor", 50, 60, "Odalys Fenn", discuss="who?"),
]
ITEMS = items_by_id([*SPANS, Relation("r", "attributed_to", "a", "c")])


@pytest.fixture
def marks(qtbot: QtBot, look: Look) -> MarksPanel:
    panel = MarksPanel(look)
    qtbot.addWidget(panel)
    panel.resize(320, 300)
    panel.set_marks(ITEMS)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_the_heading_counts_and_nothing_is_said_to_be_nothing(marks: MarksPanel) -> None:
    assert marks.count_words == "3 spans"
    marks.set_marks({})
    assert marks.count_words == ""
    assert marks.list.isHidden()
    assert marks._empty.isVisible()


@pytest.mark.parametrize("by", ["click", "key"])
def test_a_click_or_enter_goes_to_the_span(marks: MarksPanel, by: str) -> None:
    heard: list[str] = []
    marks.picked.connect(heard.append)
    if by == "click":
        place = marks.list.visualRect(marks.list.model().index(1, 0)).center()
        QTest.mouseClick(marks.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        marks.set_current("a")
        QTest.keyClick(marks.list, Qt.Key.Key_Down)
        QTest.keyClick(marks.list, Qt.Key.Key_Return)
    assert heard == ["b"]


def test_the_focused_span_stays_in_sight_among_many(marks: MarksPanel) -> None:
    many = [Span(f"s{n:03}", "claim", n * 10, n * 10 + 5, f"words {n}") for n in range(300)]
    marks.set_marks(items_by_id(many))
    marks.set_current("s250")
    rect = marks.list.visualRect(marks.list.model().index(250, 0))
    assert marks.list.viewport().rect().contains(rect.center())
    marks.set_current(None)
    assert not marks.list.currentIndex().isValid()


def test_what_lies_in_another_is_drawn_in(marks: MarksPanel) -> None:
    """A nested row begins further to the right than the row it lies in."""
    image = marks.list.viewport().grab().toImage()

    def first_tone(row: int) -> int:
        y = marks.list.visualRect(marks.list.model().index(row, 0)).center().y()
        hue = marks.model.look.of(SPANS[row].label).colour.lower()
        return next(x for x in range(image.width()) if image.pixelColor(x, y - 6).name() == hue)

    assert first_tone(1) > first_tone(0) + 8
    assert abs(first_tone(2) - first_tone(0)) <= 1


def test_both_themes_are_painted(marks: MarksPanel) -> None:
    light = marks.grab().toImage()
    marks.set_look(look_of(None, DARK))
    assert marks.grab().toImage() != light
