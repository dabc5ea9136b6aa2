from dataclasses import replace

import pytest
from hypothesis import given

from annotator.core.annotation import AnnotationSet, Relation
from annotator.review.keys import place_of
from tests.review.hands import (
    PLACE,
    TEXT,
    hand,
    only,
    reading_of,
    review_of,
    sets_at_random,
    span,
)

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
DENIED = f"denied that {BEDS}"
SEDIMENT = "The sediment stayed inside the channel"
ALL_SEDIMENT = f"{SEDIMENT}, and anyone who says otherwise has not looked at the data."


def _score() -> list[AnnotationSet]:
    """Three annotators, as the picture of the page has them."""
    return [
        hand(
            "AN",
            span("actor", "The Brackwater Harbour Board"),
            span("denial", DENIED),
            span("claim", BEDS),
            span("claim", SEDIMENT),
            span("claim", "the board had ignored warnings since October"),
        ),
        hand(
            "BK",
            span("actor", "Brackwater Harbour Board"),
            span("claim", BEDS),
            span("claim", SEDIMENT),
            span("claim", "the board had ignored warnings since October"),
            span("actor", "the board"),
        ),
        hand(
            "CT",
            span("actor", "The Brackwater Harbour Board"),
            span("denial", DENIED),
            span("claim", ALL_SEDIMENT),
            span("claim", "ignored warnings since October"),
        ),
    ]


def test_differences_are_grouped_as_a_reader_would() -> None:
    found = [
        (one.kind, TEXT[one.start : one.end], [each.annotators for each in one.readings])
        for one in review_of(*_score()).differences
    ]
    assert found == [
        ("boundary", "The Brackwater Harbour Board", [("AN", "CT"), ("BK",)]),
        ("missing and nested", DENIED, [("AN",), ("BK",), ("CT",)]),
        ("boundary", ALL_SEDIMENT, [("AN", "BK"), ("CT",)]),
        ("boundary", "the board had ignored warnings since October", [("AN", "BK"), ("CT",)]),
        ("missing", "the board", [("AN", "CT"), ("BK",)]),
    ]


def test_the_cost_counts_what_each_pair_lacks() -> None:
    review = review_of(*_score())
    assert only(review, "The Brackwater Harbour Board").cost == 4
    assert only(review, DENIED).cost == 1 + 1 + 2
    assert only(review, "the board").cost == 2


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("claim", "denial", "label"),
        ("claim direct", "claim mixed", "attribute"),
        ("claim", "", "missing"),
    ],
)
def test_a_difference_is_named_after_what_differs(first: str, second: str, kind: str) -> None:
    sets = [
        hand(
            name, *(span(said.split()[0], BEDS, said.partition(" ")[2]) for said in [what] if said)
        )
        for name, what in (("ann", first), ("bob", second))
    ]
    (found,) = review_of(*sets).differences
    assert found.kind == kind


def test_other_labels_at_other_edges_are_one_difference() -> None:
    (found,) = review_of(
        hand("a", span("claim", BEDS)), hand("b", span("denial", DENIED))
    ).differences
    assert found.kind == "label and boundary"


def test_a_long_mark_and_its_pieces_are_one_difference() -> None:
    long = span("claim", ALL_SEDIMENT)
    pieces = span("claim", SEDIMENT), span("claim", "anyone who says otherwise")
    (found,) = review_of(hand("ann", long), hand("bob", *pieces)).differences
    assert found.kind == "boundary"


def test_a_mark_inside_one_whose_edges_differ_is_a_difference_of_its_own() -> None:
    inner = span("claim", "the channel")
    sets = [hand("ann", span("claim", ALL_SEDIMENT), inner), hand("bob", span("claim", SEDIMENT))]
    sets[1] = hand("bob", span("claim", ALL_SEDIMENT[:-1]))
    assert [one.kind for one in review_of(*sets).differences] == ["boundary", "missing"]


def test_those_who_have_not_finished_did_not_mark_nothing() -> None:
    marked = hand("ann", span("claim", BEDS)), hand("bob", span("claim", BEDS))
    for state in ("none", "discarded"):
        assert review_of(*marked, hand("cyd", state=state)).differences == ()
    assert len(review_of(*marked, hand("cyd")).differences) == 1


def test_one_alone_differs_from_nobody_unless_all_marks_are_asked_for() -> None:
    sets = [
        hand("ann", span("claim", BEDS), span("actor", "Tomas Reill")),
        hand("bob", state="none"),
    ]
    assert review_of(*sets).differences == ()
    assert review_of(*sets).agreed.spans == {}
    asked = review_of(*sets, alone=True).differences
    assert [(one.kind, one.cost) for one in asked] == [("only one annotator", 0)] * 2


def test_a_relation_that_one_lacks_between_agreed_spans_is_a_difference() -> None:
    ends = span("actor", "Tomas Reill", id="a"), span("claim", BEDS, id="c")
    other = span("actor", "growers", id="g")
    sets = [
        hand("ann", *ends, other, Relation("r", "attributed_to", "c", "a")),
        hand("bob", *ends, other, Relation("x", "attributed_to", "c", "g")),
        hand("cyd", *ends, other),
    ]
    (found,) = review_of(*sets).differences
    assert (found.kind, TEXT[found.start : found.end], found.cost) == ("relation", BEDS, 4)
    assert [len(one.relations) for one in found.readings] == [1, 1, 0]
    assert found.labels == ("attributed_to",)


def test_relations_of_a_differing_span_are_part_of_its_readings() -> None:
    actor = span("actor", "Tomas Reill", id="a")
    drawn = Relation("r", "attributed_to", "c", "a")
    sets = [
        hand("ann", actor, span("claim", SEDIMENT, id="c"), drawn),
        hand("bob", actor, span("claim", SEDIMENT, id="c")),
        hand("cyd", actor, span("claim", ALL_SEDIMENT, id="c"), drawn),
    ]
    (found,) = review_of(*sets).differences
    assert [(one.annotators, len(one.relations)) for one in found.readings] == [
        (("ann",), 1),
        (("bob",), 0),
        (("cyd",), 1),
    ]
    assert [end.text for one in found.readings for end in one.ends] == ["Tomas Reill"] * 2


def test_ids_and_notes_of_annotators_are_no_difference() -> None:
    one, other = span("claim", BEDS, id="x"), span("claim", BEDS, id="y")
    noted = hand("bob", replace(other, note="really?", discuss="why", origin="model:x"))
    assert review_of(hand("ann", one), noted).differences == ()


@given(sets_at_random())
def test_every_span_is_agreed_or_in_just_one_difference(sets: list[AnnotationSet]) -> None:
    review = review_of(*sets, document=PLACE)
    agreed = {place_of(one) for one in review.agreed.spans.values()}
    for one in sets:
        for mark in one.spans:
            inside = [each for each in review.differences if place_of(mark) in each.places]
            assert len(inside) == (0 if place_of(mark) in agreed else 1)
            for each in inside:
                reading = reading_of(each, one.key.annotator)
                assert place_of(mark) in reading.places


@given(sets_at_random())
def test_each_annotator_is_in_just_one_reading(sets: list[AnnotationSet]) -> None:
    names = sorted(one.key.annotator for one in sets)
    for found in review_of(*sets, document=PLACE).differences:
        assert sorted(name for one in found.readings for name in one.annotators) == names
        assert len(found.readings) > 1
        assert found.cost > 0 or found.labels


@given(sets_at_random())
def test_the_order_of_the_sets_changes_nothing(sets: list[AnnotationSet]) -> None:
    backward = review_of(*sets[::-1], document=PLACE).differences
    assert backward == review_of(*sets, document=PLACE).differences
    assert len({one.id for one in backward}) == len(backward)


def test_readings_that_differ_only_in_what_another_difference_settles_are_one() -> None:
    reill, said = span("actor", "Tomas Reill", id="a"), "the board had ignored warnings"
    speaks = Relation("r", "attributed_to", "c", "a")
    sets = [
        hand("ann", reill, span("claim", said, id="c"), speaks),
        hand("bob", span("actor", "Reill", id="a"), span("claim", said, id="c"), speaks),
        hand("cyd", reill, span("denial", f"{said} since October", id="c"), speaks),
        hand("dan", reill, span("claim", said, id="c")),
    ]
    actor, claim = review_of(*sets).differences
    assert [one.annotators for one in actor.readings] == [("ann", "cyd"), ("bob",), ("dan",)]
    assert [one.annotators for one in claim.readings] == [("ann", "bob"), ("cyd",), ("dan",)]
    assert actor.shared == frozenset(), "dan has none"
    actor, claim = review_of(*sets[:3]).differences
    assert [one.annotators for one in actor.readings] == [("ann", "cyd"), ("bob",)]
    every = {join for one in actor.readings for join in one.joins}
    assert every <= actor.shared, "all three say who speaks"


@given(sets_at_random())
def test_each_annotator_is_in_one_reading_and_no_two_readings_look_alike(
    sets: list[AnnotationSet],
) -> None:
    for one in review_of(*sets, document=PLACE).differences:
        names = [name for reading in one.readings for name in reading.annotators]
        assert sorted(names) == sorted({each.key.annotator for each in sets})
        shown = [
            (
                tuple((place_of(span), span.attributes) for span in reading.spans),
                tuple(sorted(join for join in reading.joins if join not in one.shared)),
            )
            for reading in one.readings
        ]
        assert len(set(shown)) == len(shown) > 1
