"""Any run of changes: undone by its inverses it was never made, joined it is the same in one."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import Acceptance, Item, Relation, Span, Status, attributes
from annotator.core.change import Change, StaleChangeError, joined
from annotator.core.document import Region

IDS = st.sampled_from(["a", "b", "c", "d", "e"])
WORDS = st.sampled_from(["", "x", "é", "👩‍👩‍👧"])
OFFSETS = st.integers(0, 3)
ITEMS: st.SearchStrategy[Item] = st.one_of(
    st.builds(
        Span, IDS, WORDS, OFFSETS, OFFSETS, WORDS, st.just(attributes({"form": "direct"})), WORDS
    ),
    st.builds(Relation, IDS, WORDS, IDS, IDS, WORDS),
    st.builds(Region, IDS, OFFSETS, OFFSETS, WORDS),
    st.builds(Acceptance, st.sampled_from(["W01", "W02"]), st.tuples(IDS), WORDS),
    st.builds(Status, st.sampled_from(["none", "done"]), WORDS),
)


def _by_id(items: list[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}


@st.composite
def changes(draw: st.DrawFn, items: Mapping[str, Item]) -> Change:
    """A change that fits: some items go, and others come where nothing stands then."""
    gone = draw(st.lists(st.sampled_from(sorted(items)), unique=True)) if items else []
    kept = {key for key in items if key not in gone}
    new = _by_id(draw(st.lists(ITEMS, max_size=3))).values()
    added = tuple(item for item in new if item.id not in kept)
    return Change(draw(WORDS), tuple(items[key] for key in gone), added)


@st.composite
def runs(draw: st.DrawFn) -> tuple[dict[str, Item], list[Change], list[dict[str, Item]]]:
    """What there was, the changes, and what there was after each of them."""
    items = _by_id(draw(st.lists(ITEMS, max_size=4)))
    made, states = [], [items]
    for _ in range(draw(st.integers(0, 6))):
        change = draw(changes(items))
        items = change.applied_to(items)
        made.append(change)
        states.append(items)
    return states[0], made, states


Run = tuple[dict[str, Item], list[Change], list[dict[str, Item]]]


@given(runs())
def test_undone_one_by_one_each_state_comes_back(run: Run) -> None:
    _, made, states = run
    items = states[-1]
    for change, before in zip(reversed(made), reversed(states[:-1]), strict=True):
        items = change.inverse().applied_to(items)
        assert items == before


@given(runs())
def test_undone_and_done_again_it_is_as_it_was(run: Run) -> None:
    _, made, states = run
    for change, after in zip(made, states[1:], strict=True):
        assert change.inverse().inverse() == change
        back = change.inverse().applied_to(after)
        assert change.applied_to(back) == after


@given(runs())
def test_joined_they_do_at_once_what_they_did_one_after_the_other(run: Run) -> None:
    start, made, states = run
    whole = joined("all", made)
    assert whole.applied_to(start) == states[-1]
    assert whole.inverse().applied_to(states[-1]) == start
    assert bool(whole) is (start != states[-1])
    assert not set(whole.removed) & set(whole.added), "what stays is not in it"


@given(runs(), st.data())
def test_joined_in_parts_they_are_the_same(run: Run, data: st.DataObject) -> None:
    start, made, states = run
    at = data.draw(st.integers(0, len(made)))
    parts = [joined("first", made[:at]), joined("second", made[at:])]
    assert joined("all", parts).applied_to(start) == states[-1]


@given(runs())
def test_what_is_given_stays_as_it_was(run: Run) -> None:
    start, made, _ = run
    copy = dict(start)
    for change in made[:1]:
        change.applied_to(start)
    assert start == copy


@given(runs(), ITEMS)
def test_a_change_that_does_not_fit_is_refused(run: Run, item: Item) -> None:
    items = run[2][-1]
    if item.id in items:
        with pytest.raises(StaleChangeError, match="is there already"):
            Change("x", added=(item,)).applied_to(items)
    if items.get(item.id) != item:
        with pytest.raises(StaleChangeError, match="is not as it was"):
            Change("x", removed=(item,)).applied_to(items)
