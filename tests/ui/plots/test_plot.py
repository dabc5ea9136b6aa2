"""The widget that shows a drawing: keys, mouse, tool tips, screen readers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.core.policy import Policy
from annotator.ui.plots.drawing import Drawing
from annotator.ui.plots.of_measures import alphas_of
from annotator.ui.plots.of_progress import curve_of
from annotator.ui.plots.of_report import Edge, Match, confusion_of, edges_of, forest_of, pairs_of
from annotator.ui.plots.plot import Move, Plot, next_item
from annotator.ui.theme import Look
from tests.ui.plots.reports import full_report, paces

K = Qt.Key
FREE = Qt.KeyboardModifier.NoModifier
DRAWINGS: dict[str, Callable[[Look], Drawing]] = {
    "forest": lambda look: forest_of(full_report(), look, Match.EXACT, Policy()),
    "confusion": lambda look: confusion_of(full_report(), look),
    "pairs": lambda _look: pairs_of(full_report()),
    "edges": lambda _look: edges_of(full_report(), Edge.BOTH),
    "curve": lambda _look: curve_of(paces()),
    "alphas": lambda look: alphas_of(full_report(), look, Policy()),
}


@pytest.fixture
def shown(qtbot: QtBot, look: Look) -> Callable[[str], Plot]:
    """A function that shows a plot by the name of its drawing."""

    def show(name: str) -> Plot:
        plot = Plot(name, DRAWINGS[name](look), look)
        qtbot.addWidget(plot)
        plot.resize(520, 380)
        with qtbot.waitExposed(plot):
            plot.show()
        return plot

    return show


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_every_item_has_words_and_a_place_of_its_own_inside(
    shown: Callable[[str], Plot], name: str
) -> None:
    plot = shown(name)
    boxes = [plot.box(row) for row in range(len(plot.items.rows))]
    assert boxes
    area = QRectF(plot.viewport().rect()).adjusted(-3, -3, 3, 3)
    for box, item in zip(boxes, plot.items.rows, strict=True):
        assert area.contains(box), item.words
        assert min(box.width(), box.height()) >= 10, item.words
        assert item.words.strip()
    assert len({box.topLeft().toTuple() for box in boxes}) == len(boxes)


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_a_screen_reader_finds_every_item_with_its_words_and_its_place(
    shown: Callable[[str], Plot], name: str
) -> None:
    plot = shown(name)
    told = QAccessible.queryAccessibleInterface(plot)
    assert told.text(QAccessible.Text.Name) == name
    assert told.childCount() == len(plot.items.rows)
    corner = plot.viewport().mapToGlobal(QPoint(0, 0))
    for row, item in enumerate(plot.items.rows):
        child = told.child(row)
        assert child.text(QAccessible.Text.Name) == item.words
        assert child.rect().center() == (
            plot.visualRect(plot.items.index(row, 0)).center() + corner
        )


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_arrows_alone_reach_every_item(shown: Callable[[str], Plot], name: str) -> None:
    plot = shown(name)
    boxes = [plot.box(row) for row in range(len(plot.items.rows))]
    reached, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        for way in (Move.MoveLeft, Move.MoveRight, Move.MoveUp, Move.MoveDown):
            there = next_item(boxes, here, way)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == set(range(len(boxes)))


def test_keys_walk_and_enter_opens(shown: Callable[[str], Plot], qtbot: QtBot) -> None:
    plot = shown("confusion")
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus)
    assert plot.currentIndex().row() == 0
    for key, words in (
        (K.Key_Right, "Claim at one, Denial at the other"),
        (K.Key_Down, "Denial at both"),
        (K.Key_End, "Left out by one, Actor at the other"),
        (K.Key_Home, "Claim at both"),
    ):
        QTest.keyClick(plot, key)
        assert plot.items.rows[plot.currentIndex().row()].words.startswith(words)
    with qtbot.waitSignal(plot.opened) as heard:
        QTest.keyClick(plot, K.Key_Return)
    assert heard.args is not None
    assert heard.args[1].startswith("Claim at both: 547 times")


def test_a_click_opens_what_is_clicked_and_an_empty_cell_opens_nothing(
    shown: Callable[[str], Plot], qtbot: QtBot
) -> None:
    plot = shown("confusion")
    heard: list[str] = []
    plot.opened.connect(lambda _cell, words: heard.append(words))
    for row in (1, 3):  # claim and denial; claim and actor, which nobody mixed up
        place = plot.box(row).center().toPoint()
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == ["Claim at one, Denial at the other: 106 times, 7 % of the row"]
    corner = plot.viewport().rect().bottomRight()
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert len(heard) == 1


def test_the_tool_tip_says_what_the_item_says(shown: Callable[[str], Plot]) -> None:
    plot = shown("edges")
    place = plot.box(1).center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, place, plot.viewport().mapToGlobal(place))
    QApplication.sendEvent(plot.viewport(), event)
    assert plot.items.rows[1].words in QToolTip.text()
    QToolTip.hideText()


def test_where_the_keyboard_is_can_be_seen(shown: Callable[[str], Plot], qtbot: QtBot) -> None:
    plot = shown("pairs")
    plot.clearFocus()
    calm = plot.grab().toImage()
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus)
    first = plot.grab().toImage()
    QTest.keyClick(plot, K.Key_Right)
    second = plot.grab().toImage()
    assert calm != first != second


def test_the_wheel_is_left_to_the_page(shown: Callable[[str], Plot]) -> None:
    plot = shown("forest")
    place = QPointF(50, 50)
    event = QWheelEvent(
        place,
        QPointF(plot.viewport().mapToGlobal(place.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        FREE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)
    assert not event.isAccepted()
    assert plot.verticalOffset() == 0


def test_another_drawing_takes_the_place_of_the_one_before(
    shown: Callable[[str], Plot], look: Look
) -> None:
    plot = shown("confusion")
    before = plot.grab().toImage()
    plot.set_drawing(DRAWINGS["edges"](look))
    assert [item.words for item in plot.items.rows] == [
        item.words for item in DRAWINGS["edges"](look).items
    ]
    assert plot.grab().toImage() != before


def test_an_arrow_leads_to_the_nearest_in_its_way_or_nowhere() -> None:
    boxes = [QRectF(x, y, 10, 10) for y in (0, 20) for x in (0, 20, 40)]
    assert next_item(boxes, 0, Move.MoveRight) == 1
    assert next_item(boxes, 0, Move.MoveDown) == 3
    assert next_item(boxes, 0, Move.MoveLeft) == 0
    assert next_item(boxes, 5, Move.MoveUp) == 2
    assert next_item(boxes, -1, Move.MoveRight) == 0
    assert next_item(boxes, 5, Move.MoveNext) == 5
    assert next_item([], 0, Move.MoveRight) == -1


def test_it_tells_where_the_keyboard_went(shown: Callable[[str], Plot], qtbot: QtBot) -> None:
    plot = shown("forest")
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus)
    with qtbot.waitSignal(plot.stood) as heard:
        QTest.keyClick(plot, K.Key_Down)
    assert heard.args == [plot.box(1).toAlignedRect()]
    assert isinstance(heard.args[0], QRect)


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_it_can_be_painted_in_any_size(shown: Callable[[str], Plot], name: str) -> None:
    plot = shown(name)
    for width, height in ((1, 1), (40, 30), (3000, 80)):
        plot.resize(width, height)
        assert isinstance(plot.grab().toImage(), QImage)
