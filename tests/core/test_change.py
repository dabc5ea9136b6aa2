import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import Item, Relation, Span
from annotator.core.change import Change, StaleChangeError, joined, swap
from tests.items import items_by_id

A = Span("a", "quote", 0, 3, "abc")
B = Span("b", "actor", 4, 6, "de")
R = Relation("r", "said", "a", "b")

spans = st.builds(
    lambda n, start, label: Span(f"s{n}", label, start, start + 1, "x"),
    st.integers(0, 6),
    st.integers(0, 9),
    st.sampled_from(["quote", "actor"]),
)


def test_a_change_and_its_inverse_meet_at_the_start() -> None:
    items = items_by_id([A, B, R])
    change = Change("x", removed=(A, R), added=(Span("c", "claim", 0, 1, "a"),))
    assert change.inverse().applied_to(change.applied_to(items)) == items


def test_what_is_not_as_the_change_says_is_refused() -> None:
    with pytest.raises(StaleChangeError):
        Change("x", removed=(Span("a", "quote", 0, 2, "ab"),)).applied_to(items_by_id([A]))
    with pytest.raises(StaleChangeError):
        Change("x", removed=(A,)).applied_to({})
    with pytest.raises(StaleChangeError):
        Change("x", added=(A,)).applied_to(items_by_id([A]))


@given(st.lists(spans, max_size=12))
def test_changes_joined_do_what_they_did_one_by_one(made: list[Span]) -> None:
    items: dict[str, Item] = {"s0": Span("s0", "quote", 0, 1, "x")}
    start, changes = dict(items), []
    for span in made:
        old = items.get(span.id)
        change = swap("x", old, span) if old else Change("x", added=(span,))
        items = change.applied_to(items)
        changes.append(change)
    whole = joined("all", changes)
    assert whole.applied_to(start) == items
    assert whole.inverse().applied_to(items) == start


def test_changes_are_not_joined_where_one_speaks_of_what_another_left_otherwise() -> None:
    other = Span("a", "claim", 0, 3, "abc")
    with pytest.raises(StaleChangeError, match="all: a is not as it was"):
        joined("all", [Change("x", added=(A,)), Change("y", removed=(other,))])
    with pytest.raises(StaleChangeError):
        joined("all", [Change("x", added=(A,)), swap("y", other, A)])
    assert joined("all", [Change("x", added=(A,)), swap("y", A, other)]).added == (other,)


def test_a_change_of_nothing_is_false() -> None:
    assert not swap("x", A, A)
    assert Change("x", added=(A,))
