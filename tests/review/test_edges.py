"""Edges that lie off others by words or by signs, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.words import words
from annotator.review.edges import Edge, edge_between, end_off, start_off

TEXT = "He said: “the mill, he feared, has closed.” Then he left."


def _place(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("gold", "other"),
    [
        ("the mill", "said: “the mill"),
        ("he feared", "mill, he feared"),
        ("mill, he feared", "feared"),
        ("“the mill", "the mill"),
        ("the mill", "“the mill"),
    ],
)
def test_a_start_is_found_again(gold: str, other: str) -> None:
    start, off = _place(gold)[0], _place(other)[0]
    edge = edge_between(TEXT, start, off, 1 if off < start else -1)
    assert start_off(TEXT, off, edge) == start


@pytest.mark.parametrize(
    ("gold", "other"),
    [
        ("has closed", "has closed.”"),
        ("has closed.”", "has closed"),
        ("has closed", "has closed."),
        ("the mill", "the mill, he feared"),
        ("the mill, he feared", "the mill"),
        ("Then he", "Then he "),
        ("Then he ", "Then he"),
    ],
)
def test_an_end_is_found_again(gold: str, other: str) -> None:
    end, off = _place(gold)[1], _place(other)[1]
    edge = edge_between(TEXT, end, off, 1 if off > end else -1)
    assert end_off(TEXT, off, edge) == end


@given(st.data())
def test_between_edges_of_words_every_way_leads_back(data: st.DataObject) -> None:
    places = list(words(TEXT))
    first, second = (data.draw(st.sampled_from(places)) for _ in range(2))
    start, off = first[0], second[0]
    assert start_off(TEXT, off, edge_between(TEXT, start, off, 1 if off < start else -1)) == start
    end, off = first[1], second[1]
    assert end_off(TEXT, off, edge_between(TEXT, end, off, 1 if off > end else -1)) == end


@pytest.mark.parametrize(
    "edge", [Edge(), Edge(-1, 90), Edge(1, 90), Edge(-1, 0, "?"), Edge(1, 0, "?")]
)
def test_where_the_text_is_otherwise_the_edge_stays(edge: Edge) -> None:
    assert start_off(TEXT, 10, edge) == 10
    assert end_off(TEXT, 10, edge) == 10
