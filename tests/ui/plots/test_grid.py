"""Cards in rows, as many side by side as there is room for."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.plots.grid import CardGrid, boxes_of, rows_for

ALL = range(5)


@pytest.mark.parametrize(
    ("width", "rows"), [(1092, [2, 3]), (760, [2, 2, 1]), (580, [1, 1, 1, 1, 1])]
)
def test_the_room_says_how_many_stand_side_by_side(width: int, rows: list[int]) -> None:
    assert [len(row) for row in rows_for(width, ALL)] == rows


def test_what_is_hidden_takes_no_room() -> None:
    assert rows_for(1092, [4]) == [((4, 10),)]
    assert rows_for(1092, []) == []


def test_cards_of_a_row_fill_it_and_do_not_touch() -> None:
    (row,) = rows_for(1092, [2, 3, 4])
    boxes = [box for _, box in boxes_of(row, QRect(0, 10, 1092, 200))]
    for one, other in pairwise(boxes):
        assert one.right() + 20 < other.left()
    assert boxes[0].left() == 0
    assert 1085 < boxes[-1].right() <= 1092


def test_cards_are_never_lower_than_they_need_and_fill_the_room_given(qtbot: QtBot) -> None:
    cards = [QWidget() for _ in ALL]
    for card in cards:
        card.setMinimumHeight(0)
    grid = CardGrid(cards)
    qtbot.addWidget(grid)
    grid.resize(1092, 200)
    grid.set_room(700)
    assert grid.minimumHeight() == 700
    grid.resize(1092, 700)
    with qtbot.waitExposed(grid):
        grid.show()
    assert cards[0].height() > cards[2].height() > 200
    assert cards[4].geometry().bottom() <= 700
