"""A small window: the text keeps its width, the labels stand in one row, lists share the height."""

import pytest

from annotator.core.annotation import Span
from annotator.core.change import Change
from tests.journeys.person import K, Person
from tests.ui.hand import drag_handle

CHARACTERS = 50


def _resize(person: Person, width: int, height: int) -> None:
    person.house.window.resize(width, height)
    person.qtbot.waitUntil(lambda: person.page.width() == width)


def test_at_1024_pixels_a_line_holds_fifty_characters(person: Person) -> None:
    _resize(person, 1024, 700)
    view = person.view
    left, width = view.column()
    assert left >= 0
    assert width / view.article_layout.measures.character >= CHARACTERS
    parts = person.page.parts
    assert parts.queue.width() >= 200
    assert parts.side.width() >= 272


def test_the_sides_are_as_wide_as_before_once_there_is_room(person: Person) -> None:
    _resize(person, 1440, 900)
    wide = person.page.parts.sizes()
    _resize(person, 980, 700)
    assert person.page.parts.sizes()[0] < wide[0]
    _resize(person, 1440, 900)
    assert person.page.parts.sizes() == wide


def test_what_was_drawn_wider_in_a_narrow_window_stays_so(person: Person) -> None:
    _resize(person, 1024, 700)
    parts = person.page.parts
    before = parts.sizes()[0]
    drag_handle(parts.handle(1), 60)
    drawn = parts.sizes()[0]
    assert drawn > before + 50
    _resize(person, 1025, 705)
    assert abs(parts.sizes()[0] - drawn) <= 1


@pytest.mark.parametrize("width", [960, 1024, 1240, 1440])
def test_the_labels_stand_in_one_row(person: Person, width: int) -> None:
    _resize(person, width, 700)
    bar = person.page.parts.label_bar
    buttons = list(bar.buttons.values())
    assert len({one.y() for one in buttons}) == 1
    assert all(one.width() >= one.minimumSizeHint().width() for one in buttons)
    room = buttons[0].parentWidget()
    assert room is not None
    assert buttons[-1].geometry().right() <= room.width()


def test_problems_take_more_of_the_height_where_there_are_many(person: Person) -> None:
    _resize(person, 1240, 900)
    lists = person.page.parts.lists
    person.mark("Odalys")
    person.qtbot.waitUntil(lambda: bool(person.page.parts.problems.model.rows))
    few = lists.sizes()
    assert few[1] <= 0.42 * sum(few)
    _mark_many(person)
    rows = person.page.parts.problems.model.rows
    person.qtbot.waitUntil(lambda: len(person.page.parts.problems.model.rows) > len(rows) + 10)
    many = lists.sizes()
    assert many[1] > 0.55 * sum(many)
    assert many[0] >= person.page.parts.marks.minimumHeight()
    person.press(K.Key_Z)
    assert lists.sizes() == many, "it does not go up and down while one works"


def _mark_many(person: Person) -> None:
    text, spans = person.text, []
    for number, word in enumerate(("Nobody", "asked", "us", "said", "Fenn", "the", "union")):
        for label in ("quote", "denial", "claim"):
            at = text.index(word, text.index("Nobody"))
            name = f"s{number}{label}"
            spans.append(Span(name, label, at, at + len(word), word))
    person.bridge.do(Change("Mark", added=tuple(spans)))


def test_a_divider_that_was_drawn_stays(person: Person) -> None:
    _resize(person, 1240, 900)
    lists = person.page.parts.lists
    drag_handle(lists.handle(1), -40)
    drawn = lists.sizes()
    person.mark("Odalys")
    _mark_many(person)
    person.qtbot.waitUntil(lambda: len(person.page.parts.problems.model.rows) > 10)
    assert lists.sizes() == drawn
