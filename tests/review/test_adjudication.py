from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import AnnotationSet, Decision, Relation, Span, Status
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed
from annotator.review.adjudication import Parts
from annotator.review.article import Review
from annotator.review.keys import hand_of, place_of
from annotator.review.readings import Difference
from tests.review.hands import (
    PLACE,
    TEXT,
    after,
    drawn,
    gold_of,
    hand,
    marks,
    only,
    reading_of,
    review_of,
    sets_at_random,
    span,
    undone,
)

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
DENIED = f"denied that {BEDS}"
SHORT = "The sediment stayed inside the channel"
LONG = f"{SHORT}, and anyone who says otherwise has not looked at the data."


def _nested() -> list[AnnotationSet]:
    return [
        hand("ann", span("denial", DENIED), span("claim", BEDS)),
        hand("bob", span("claim", BEDS)),
        hand("cyd", span("denial", DENIED)),
    ]


def _linked() -> list[AnnotationSet]:
    """Claim and actor both differ, and each has its own relation."""
    return [
        hand(
            "ann",
            span("claim", SHORT, id="c"),
            span("actor", "Tomas Reill", id="a"),
            Relation("r", "attributed_to", "c", "a"),
        ),
        hand("bob", span("claim", LONG, id="c"), span("actor", "Reill", id="a")),
    ]


def test_taking_a_reading_puts_its_marks_in_and_no_others() -> None:
    review = review_of(*_nested())
    (found,) = review.differences
    taken = after(review, adjudication.take(review, found, found.readings[0]))
    assert marks(taken.gold) == {("denial", DENIED), ("claim", BEDS)}
    (decision,) = taken.gold.decisions
    assert (decision.kind, decision.outcome, decision.taken) == (
        "missing and nested",
        "reading",
        ("ann",),
    )
    assert set(decision.marks) == {one.id for one in taken.gold.spans}
    (settled,) = taken.differences
    assert settled.decision == decision
    assert not settled.open


def test_gold_marks_have_ids_of_their_own_and_no_notes() -> None:
    noted = replace(span("claim", BEDS), note="sure?", discuss="why", origin="model:x")
    review = review_of(hand("ann", noted), hand("bob"))
    (found,) = review.differences
    (mark,) = after(review, adjudication.take(review, found, found.readings[0])).gold.spans
    assert mark.id != noted.id
    assert (mark.text, mark.note, mark.discuss, mark.origin) == (BEDS, "", "", "")


def test_deciding_again_replaces_what_was_put_in() -> None:
    review = review_of(*_nested())
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[0]))
    kept = {one.text: one.id for one in review.gold.spans}
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[1]))
    assert marks(review.gold) == {("claim", BEDS)}
    assert [one.id for one in review.gold.spans] == [kept[BEDS]]
    assert len(review.gold.decisions) == 1


def test_both_readings_may_be_valid() -> None:
    review = review_of(*_nested())
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[1]))
    (found,) = review.differences
    review = after(review, adjudication.take_also(review, found, found.readings[2]))
    assert marks(review.gold) == {("denial", DENIED), ("claim", BEDS)}
    (decision,) = review.gold.decisions
    assert (decision.outcome, decision.taken) == ("several", ("bob", "cyd"))


def test_what_is_there_already_cannot_be_added() -> None:
    sets = [hand("ann", span("claim", BEDS, "direct")), hand("bob", span("claim", BEDS, "mixed"))]
    review = review_of(*sets)
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[0]))
    (found,) = review.differences
    with pytest.raises(adjudication.UnfitDecisionError, match="already"):
        adjudication.take_also(review, found, found.readings[1])


def test_start_end_and_label_come_from_three() -> None:
    sets = [
        hand("ann", span("claim", f"that {BEDS}")),
        hand("bob", span("claim", "winter dredging had caused the collapse")),
        hand("cyd", span("denial", BEDS, "explicit")),
    ]
    review = review_of(*sets)
    (found,) = review.differences
    ann, bob, cyd = (reading_of(found, name).spans[0] for name in ("ann", "bob", "cyd"))
    change = adjudication.compose(review, found, Parts(ann, bob, cyd))
    (mark,) = after(review, change).gold.spans
    assert (mark.label, mark.text) == ("denial", "that winter dredging had caused the collapse")
    assert mark.attributes == (("form", "explicit"),)
    (decision,) = after(review, change).gold.decisions
    assert (decision.outcome, decision.taken) == ("parts", ("ann", "bob", "cyd"))


def _with_actors() -> list[AnnotationSet]:
    """A claim with an actor in it, and another actor who said it; their edges differ."""
    return [
        hand(
            name,
            span("claim", claim, id="c"),
            span("actor", actor, id="a"),
            span("actor", "Tomas Reill", id="t"),
            Relation("r", "attributed_to", "a", "t"),
        )
        for name, claim, actor in (
            ("ann", "The sediment stayed", "The sediment"),
            ("bob", "sediment stayed", "sediment"),
            ("cyd", "The sediment stayed inside", "The sediment stayed"),
        )
    ]


def _parts_of(found: Difference, *names: str) -> Parts:
    """Parts of the outer marks: of those who give start, end and label."""
    readings = [reading_of(found, name) for name in names]
    return adjudication.parts_of(*((one, one.spans[0]) for one in readings))


def test_what_the_reading_of_the_label_has_besides_comes_along_with_parts() -> None:
    review = review_of(*_with_actors())
    review = after(review, accept_agreed(review))
    (found,) = review.differences
    change = adjudication.compose(review, found, _parts_of(found, "ann", "cyd", "ann"))
    made = after(review, change)
    whole, actor, other = "The sediment stayed inside", "The sediment", "Tomas Reill"
    assert marks(made.gold) == {("claim", whole), ("actor", actor), ("actor", other)}
    assert drawn(made.gold) == {("attributed_to", actor, other)}
    assert [one.outcome for one in made.gold.decisions if one.outcome != "agreed"] == ["parts"]
    assert made.counts.open == 0


@pytest.mark.parametrize(
    ("start", "end", "label", "made"),
    [
        ("bob", "ann", "ann", ["sediment stayed", "sediment"]),  # that of the start instead
        ("bob", "cyd", "bob", ["sediment stayed inside", "sediment"]),
        ("ann", "bob", "cyd", ["The sediment stayed", "The sediment stayed"]),
    ],
)
def test_what_lies_across_an_edge_gives_way_to_its_like(
    start: str, end: str, label: str, made: list[str]
) -> None:
    (found,) = review_of(*_with_actors()).differences
    parts = _parts_of(found, start, end, label)
    spans = adjudication.composed(parts, TEXT)
    assert [one.text for one in spans] == made
    used = [reading_of(found, name) for name in (start, end, label)]
    assert adjudication.fallen_away(parts, used, spans) == []


def test_what_has_no_like_in_what_is_made_falls_away_and_is_told() -> None:
    review = review_of(*_nested())
    (found,) = review.differences
    ann, cyd = (reading_of(found, name) for name in ("ann", "cyd"))
    parts = _parts_of(found, "ann", "ann", "cyd")
    made = adjudication.composed(parts, TEXT)
    assert [(one.label, one.text) for one in made] == [("denial", DENIED)]
    lost = adjudication.fallen_away(parts, [ann, cyd], made)
    assert [(one.label, one.text) for one in lost] == [("claim", BEDS)]


def test_an_inner_mark_with_the_label_of_the_outer_one_is_told_too() -> None:
    inner = span("claim", "sediment stayed")
    review = review_of(
        hand("ann", span("claim", "The sediment stayed"), inner),
        hand("bob", span("claim", "The sediment stayed inside")),
    )
    (found,) = review.differences
    parts = _parts_of(found, "ann", "ann", "bob")
    used = [reading_of(found, name) for name in ("ann", "bob")]
    assert adjudication.fallen_away(parts, used, adjudication.composed(parts, TEXT)) == [inner]


def test_a_mark_put_together_must_not_end_before_it_starts() -> None:
    sets = [hand("ann", span("claim", LONG)), hand("bob", span("claim", SHORT))]
    review = review_of(*sets)
    (found,) = review.differences
    early, late = span("claim", SHORT), span("claim", "the data")
    with pytest.raises(adjudication.UnfitDecisionError, match="before it starts"):
        adjudication.compose(review, found, Parts(late, early, early))


def test_nothing_here_is_a_decision() -> None:
    review = review_of(*_nested(), hand("dan"))
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[0]))
    (found,) = review.differences
    review = after(review, adjudication.nothing_here(review, found))
    assert review.gold.spans == ()
    (decision,) = review.gold.decisions
    assert (decision.outcome, decision.taken, decision.marks) == ("nothing", ("dan",), ())
    assert review.counts.open == 0


def test_to_take_the_reading_of_one_who_left_nothing_is_nothing_here() -> None:
    review = review_of(hand("ann", span("claim", BEDS)), hand("bob"))
    (found,) = review.differences
    empty = next(one for one in found.readings if one.empty)
    assert "Nothing" in adjudication.take(review, found, empty).name


def test_an_edit_by_hand_becomes_the_decision() -> None:
    review = review_of(*_nested())
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[1]))
    (mark,) = review.gold.spans
    shorter = replace(mark, end=mark.end - 5, text=mark.text[:-5])
    edited = {**review.gold.items, mark.id: shorter}
    (found,) = review.differences
    change = adjudication.by_hand(review, found, edited)
    review = after(review, change)
    (decision,) = review.gold.decisions
    assert (decision.outcome, decision.taken, decision.marks) == ("by hand", (), (mark.id,))
    assert marks(review.gold) == {("claim", BEDS[:-5])}
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[2]))
    assert marks(review.gold) == {("denial", DENIED)}


def test_reason_and_guideline_stay_through_edits_and_go_with_another_reading() -> None:
    review = review_of(*_nested())
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[0]))
    (found,) = review.differences
    review = after(review, adjudication.explained(review, found, "From its verb.", "4.2"))
    (found,) = review.differences
    review = after(review, adjudication.by_hand(review, found, review.gold.items))
    assert review.gold.decisions[0].reason == "From its verb."
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[1]))
    assert review.gold.decisions[0].guideline == ""


def test_a_decision_taken_back_leaves_the_difference_open_and_gold_undone() -> None:
    review = review_of(*_nested())
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[0]))
    review = after(review, adjudication.finish(review))
    assert review.gold.status == Status("done")
    review = after(review, adjudication.reopen(review, review.gold.decisions[0]))
    assert dict(review.gold.items) == {}
    assert review.counts.open == 1


def test_an_article_cannot_be_finished_while_a_difference_waits() -> None:
    review = review_of(*_nested())
    with pytest.raises(adjudication.UnsettledReviewError, match="1 difference waits"):
        adjudication.finish(review)


@pytest.mark.parametrize("first", [SHORT, "Tomas Reill"])
def test_a_relation_comes_along_with_the_later_of_its_ends(first: str) -> None:
    review = review_of(*_linked())
    for words in (first, LONG if first != SHORT else "Tomas Reill"):
        found = only(review, words if words != SHORT else LONG)
        reading = reading_of(found, "ann")
        assert drawn(review.gold) == set()
        review = after(review, adjudication.take(review, found, reading))
    assert drawn(review.gold) == {("attributed_to", SHORT, "Tomas Reill")}


def test_a_relation_runs_to_the_span_that_stands_for_its_end() -> None:
    review = review_of(*_linked())
    for words, name in ((LONG, "ann"), ("Tomas Reill", "bob")):
        found = only(review, words)
        reading = reading_of(found, name)
        review = after(review, adjudication.take(review, found, reading))
    assert drawn(review.gold) == {("attributed_to", SHORT, "Reill")}
    found = only(review, LONG)
    reading = reading_of(found, "bob")
    review = after(review, adjudication.take(review, found, reading))
    assert drawn(review.gold) == set()


def test_a_relation_drawn_by_hand_moves_over_to_the_other_reading() -> None:
    review = review_of(*_linked())
    for words in (LONG, "Tomas Reill"):
        found = only(review, words)
        reading = reading_of(found, "bob")
        review = after(review, adjudication.take(review, found, reading))
    ids = {one.text: one.id for one in review.gold.spans}
    by_hand = Relation("mine", "attributed_to", ids[LONG], ids["Reill"])
    gold = replace(review.gold, items={**review.gold.items, "mine": by_hand})
    review = review.with_gold(gold)
    found = only(review, "Tomas Reill")
    reading = reading_of(found, "ann")
    review = after(review, adjudication.take(review, found, reading))
    assert drawn(review.gold) == {("attributed_to", LONG, "Tomas Reill")}


def test_a_difference_of_relations_is_settled_like_any_other() -> None:
    ends = span("actor", "Tomas Reill", id="a"), span("claim", BEDS, id="c")
    sets = [hand("ann", *ends, Relation("r", "denies", "c", "a")), hand("bob", *ends)]
    review = review_of(*sets)
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[0]))
    assert drawn(review.gold) == set()  # its ends are not in gold yet
    assert review.counts.open == 0
    review = after(review, accept_agreed(review))
    assert drawn(review.gold) == {("denies", BEDS, "Tomas Reill")}
    (found,) = [one for one in review.differences if one.kind == "relation"]
    review = after(review, adjudication.nothing_here(review, found))
    assert drawn(review.gold) == set()
    assert len(review.gold.spans) == 2


def test_gold_made_by_hand_at_a_difference_gives_way_to_the_decision() -> None:
    mine = span("claim", BEDS[:-5], id="mine")
    far = span("actor", "growers", id="far")
    review = review_of(*_nested(), gold_of(mine, far))
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[1]))
    assert marks(review.gold) == {("claim", BEDS), ("actor", "growers")}


@given(sets_at_random(), st.data())
def test_gold_is_what_the_chosen_annotator_left_at_each_difference(
    sets: list[AnnotationSet], data: st.DataObject
) -> None:
    review = review_of(*sets, document=PLACE)
    chosen = {}
    for one in review.differences:
        reading = data.draw(st.sampled_from(one.readings))
        chosen[one.id] = reading
        change = adjudication.take(review, one, reading)
        assert undone(review, change) == review.gold.items
        review = after(review, change)
    gold = hand_of(review.gold)
    wanted = {
        place_of(each): each.attributes for reading in chosen.values() for each in reading.spans
    }
    assert {place: each.attributes for place, each in gold.spans.items()} == wanted
    assert len(review.gold.spans) == len(wanted)
    assert review.counts.open == review.counts.stale == 0
    assert not any(
        end not in review.gold.items
        for one in review.gold.relations
        for end in (one.source, one.target)
    )


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(("name", "far"), [("bob", "claim"), ("cyd", "actor")])
def test_of_relations_to_what_is_in_question_that_of_the_reading_taken_there_comes_along(
    order: tuple[int, int], name: str, far: str
) -> None:
    first, second = Span("s0", "claim", 0, 2, "ab"), Span("s1", "claim", 2, 3, "c")
    actor = Span("s3", "actor", 0, 1, "a")
    sets = [
        hand("ann", document=PLACE),
        hand("bob", first, second, Relation("r", "denies", "s1", "s0"), document=PLACE),
        hand("cyd", first, second, actor, Relation("r", "denies", "s1", "s3"), document=PLACE),
    ]
    review = review_of(*sets, document=PLACE)
    assert [len(one.readings) for one in review.differences] == [3, 2], "the second is bob's, too"
    for number in order:
        one = review.difference(review.differences[number].id)
        assert one is not None
        review = after(review, adjudication.take(review, one, reading_of(one, name)))
    (drawn,) = review.gold.relations
    spans = {span.id: span.label for span in review.gold.spans}
    assert (spans[drawn.source], spans[drawn.target]) == ("claim", far)


@given(sets_at_random(), st.data())
def test_to_take_one_annotator_throughout_gives_that_annotators_set(
    sets: list[AnnotationSet], data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from(sets))
    review = review_of(*sets, document=PLACE)
    review = after(review, accept_agreed(review))
    for one in data.draw(st.permutations(review.differences)):
        found = review.difference(one.id)
        assert found is not None
        reading = reading_of(found, whole.key.annotator)
        review = after(review, adjudication.take(review, found, reading))
    own, gold = hand_of(whole), hand_of(review.gold)
    assert gold.spans.keys() == own.spans.keys()
    assert gold.joins.keys() == own.joins.keys()


@given(sets_at_random(), st.data())
def test_any_run_of_decisions_can_be_undone_and_redecided(
    sets: list[AnnotationSet], data: st.DataObject
) -> None:
    review = review_of(*sets, document=PLACE)
    changes = []
    for _ in range(data.draw(st.integers(0, 8)) if review.differences else 0):
        one = data.draw(st.sampled_from(review.differences))
        reading = data.draw(st.sampled_from(one.readings))
        acts = [adjudication.take, adjudication.take_also]
        try:
            change = data.draw(st.sampled_from(acts))(review, one, reading)
        except adjudication.UnfitDecisionError:
            change = adjudication.nothing_here(review, one)
        changes.append((review.gold.items, change))
        review = after(review, change)
        found = review.difference(one.id)
        assert found is not None
        assert found.decision
        ids = [each.id for each in review.gold.spans]
        assert len({place_of(each) for each in review.gold.spans}) == len(ids)
    items = dict(review.gold.items)
    for before, change in reversed(changes):
        items = change.inverse().applied_to(items)
        assert items == dict(before)
    assert items == {}


def test_every_mark_says_what_stands_in_the_text() -> None:
    review = review_of(*_linked())
    for words in (LONG, "Tomas Reill"):
        found = only(review, words)
        review = after(review, adjudication.take(review, found, found.readings[0]))
    assert all(TEXT[one.start : one.end] == one.text for one in review.gold.spans)


def _changed(review: Review, *marks: Span, who: str = "cyd") -> Review:
    """The article after an annotator has other marks there."""
    sets = [one for one in review.sets if one.key.annotator != who]
    return review_of(*sets, hand(who, *marks), review.gold)


def _three() -> list[AnnotationSet]:
    return [
        hand("ann", span("claim", f"that {BEDS}")),
        hand("bob", span("claim", BEDS)),
        hand("cyd", span("claim", BEDS.removesuffix(" beds"))),
    ]


def _kept(review: Review) -> Decision:
    """The decision after stale gold was kept as it is; it stands as it was."""
    (found,) = review.differences
    assert found.stale
    change = adjudication.keep(review, found)
    assert change.name == "Keep gold"
    kept = after(review, change)
    assert (kept.counts.open, kept.counts.stale) == (0, 0)
    assert kept.gold.spans == review.gold.spans
    (decision,) = kept.gold.decisions
    return decision


def test_stale_gold_that_was_made_of_parts_is_so_still_when_it_is_kept() -> None:
    review = review_of(*_three())
    (found,) = review.differences
    ann, bob = (reading_of(found, name).spans[0] for name in ("ann", "bob"))
    review = after(review, adjudication.compose(review, found, Parts(ann, bob, bob)))
    decision = _kept(_changed(review, span("denial", DENIED)))
    assert (decision.outcome, decision.taken) == ("parts", ("ann", "bob"))


@pytest.mark.parametrize(
    ("who", "outcome", "taken"),
    [("cyd", "reading", ("ann",)), ("ann", "by hand", ("ann",))],
)
def test_stale_gold_that_was_a_reading_is_one_where_somebody_has_it_still(
    who: str, outcome: str, taken: tuple[str, ...]
) -> None:
    review = review_of(*_three())
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, reading_of(found, "ann")))
    decision = _kept(_changed(review, span("denial", DENIED), who=who))
    assert (decision.outcome, decision.taken) == (outcome, taken)


def test_stale_gold_that_was_nothing_or_several_readings_stays_so() -> None:
    review = review_of(hand("ann"), hand("bob", span("claim", BEDS)), hand("cyd"))
    (found,) = review.differences
    nothing = after(review, adjudication.nothing_here(review, found))
    decision = _kept(_changed(nothing, span("denial", BEDS)))
    assert (decision.outcome, decision.taken) == ("nothing", ("ann",))
    review = review_of(*_three())
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, reading_of(found, "ann")))
    (found,) = review.differences
    review = after(review, adjudication.take_also(review, found, reading_of(found, "bob")))
    decision = _kept(_changed(review, span("denial", DENIED)))
    assert (decision.outcome, decision.taken) == ("several", ("ann", "bob"))


def test_stale_relations_are_kept_as_somebodys_reading() -> None:
    def said(name: str, target: str) -> AnnotationSet:
        ends = [span("claim", SHORT, id="c"), span("actor", "Tomas Reill", id="t")]
        more = [span("actor", "growers", id="g")]
        drawn_ones = [Relation("r", "attributed_to", "c", target)] if target else []
        return hand(name, *ends, *more, *drawn_ones)

    review = review_of(said("ann", "t"), said("bob", ""), said("cyd", "g"))
    review = after(review, accept_agreed(review))
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, reading_of(found, "ann")))
    later = review_of(said("ann", "t"), said("bob", ""), said("cyd", ""), review.gold)
    found = next(one for one in later.differences if one.stale)
    kept = after(later, adjudication.keep(later, found))
    decision = next(one for one in kept.gold.decisions if one.outcome != "agreed")
    assert (decision.outcome, decision.taken) == ("reading", ("ann",))
    assert kept.gold.relations == later.gold.relations
