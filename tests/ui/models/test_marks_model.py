"""The outline: reading order, depth, ties; a change of few marks gives what all of them would."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from annotator.core.annotation import Item, Relation, Span, Status
from annotator.core.change import Change
from annotator.ui.models.marks_model import MarksModel, OutlineRow
from annotator.ui.theme import LIGHT, Look, look_of
from tests.items import items_by_id

PLACES = st.tuples(st.integers(0, 40), st.integers(0, 15), st.sampled_from("ab"))
ACTS = st.lists(
    st.tuples(st.sampled_from(["span", "span", "relation", "drop"]), st.integers(0, 12), PLACES),
    max_size=25,
)


def _span(key: str, start: int, end: int, label: str = "claim") -> Span:
    return Span(key, label, start, end, "words" * 3)


def _rows(*items: Item) -> list[OutlineRow]:
    model = MarksModel(look_of(None, LIGHT))
    model.set_items(items_by_id(items))
    return list(model.rows)


@settings(max_examples=300, deadline=None)
@given(ACTS, st.integers(0, 3))
def test_a_change_of_few_marks_gives_what_all_of_them_would(
    acts: list[tuple[str, int, tuple[int, int, str]]], together: int
) -> None:
    items: dict[str, Item] = {}
    model = MarksModel(look_of(None, LIGHT))
    model.set_items(items)
    removed: list[Item] = []
    added: list[Item] = []
    for number, (act, key, (start, size, label)) in enumerate(acts):
        name = f"r{key}" if act == "relation" else f"s{key}"
        if act == "relation":
            new: Item = Relation(name, "denies", f"s{start % 13}", f"s{size}")
        else:
            new = _span(name, start, start + size, label)
        if any(one.id == name for one in (*removed, *added)):
            continue
        if name in items:
            removed.append(items[name])
        if act != "drop":
            added.append(new)
        if number % 4 >= together:
            items = Change("x", tuple(removed), tuple(added)).applied_to(items)
            model.change(removed, added)
            removed, added = [], []
            assert list(model.rows) == _rows(*items.values())
            for row, one in enumerate(model.rows):
                assert model.row_of(one.span.id) == row


def test_spans_come_in_reading_order_with_their_depth() -> None:
    spans = [_span("d", 40, 50), _span("b", 2, 10), _span("a", 0, 30), _span("c", 4, 6)]
    rows = _rows(*spans, Status("done"))
    assert [(row.span.id, row.depth) for row in rows] == [("a", 0), ("b", 1), ("c", 2), ("d", 0)]


@pytest.mark.parametrize("seed", range(20))
def test_depth_is_how_many_spans_hold_it_where_none_cross(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 places, no secret

    def nested(low: int, high: int, depth: int) -> list[tuple[int, int, int]]:
        if high - low < 4 or depth > 5:
            return []
        middle = dice.randrange(low + 1, high - 1)
        own = [(low, high, depth)]
        return own + nested(low + 1, middle, depth + 1) + nested(middle, high - 1, depth + 1)

    wanted = nested(0, 200, 0)
    items: list[Item] = [_span(f"s{n}", low, high) for n, (low, high, _) in enumerate(wanted)]
    dice.shuffle(items)
    depths = {row.span.id: row.depth for row in _rows(*items)}
    assert depths == {f"s{n}": depth for n, (_, _, depth) in enumerate(wanted)}


def test_only_the_source_of_a_relation_bears_its_arrow() -> None:
    rows = _rows(_span("a", 0, 4), _span("b", 6, 9), Relation("r", "denies", "a", "b"))
    assert [row.related for row in rows] == [True, False]


def test_a_screen_reader_hears_label_words_depth_and_ties(
    look: Look, qtmodeltester: ModelTester
) -> None:
    model = MarksModel(look)
    span = Span("b", "claim", 2, 9, "“quoted  words,”", discuss="why?")
    model.set_items(items_by_id([_span("a", 0, 30), span, Relation("r", "denies", "b", "a")]))
    qtmodeltester.check(model)
    said = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Claim: quoted words,, level 2, has a relation, to discuss"
    assert model.index(0, 0).data() == "words" * 3


def test_the_focused_span_is_told_when_it_changes(look: Look) -> None:
    model = MarksModel(look)
    model.set_items(items_by_id([_span("a", 0, 4), _span("b", 6, 9)]))
    heard: list[int] = []
    model.dataChanged.connect(lambda first, _last: heard.append(first.row()))
    model.set_current("b")
    model.set_current("a")
    model.set_current(None)
    model.set_current("gone")
    assert sorted(heard) == [0, 0, 1, 1]
    assert model.row_of(None) == model.row_of("gone") == -1
