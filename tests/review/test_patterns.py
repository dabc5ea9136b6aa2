from collections.abc import Sequence
from dataclasses import replace

import pytest

from annotator.core.annotation import AnnotationSet, Relation, SetKey, Span
from annotator.core.change import Change, Edit
from annotator.core.document import Document, new_document
from annotator.core.people import GOLD
from annotator.core.scheme import LabelScheme
from annotator.review import adjudication
from annotator.review.article import Review
from annotator.review.held import open_in
from annotator.review.pattern import Pattern
from annotator.review.pattern_words import sentence
from annotator.review.patterns import alike, alike_in, apply_pattern, pattern_of
from annotator.review.queue import review_of as read_review
from annotator.store.annotations import read_set
from annotator.store.handle import Store
from annotator.store.journal import record
from tests.items import add_document
from tests.review.hands import after, hand, marked, reading_of, recorded, review_of, span, written

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
DATA = "anyone who says otherwise has not looked at the data"


def _decided(*sets: AnnotationSet, take: int = 0) -> tuple[Review, Pattern]:
    review = review_of(*sets)
    one = review.differences[0]
    review = after(review, adjudication.take(review, one, one.readings[take]))
    found = pattern_of(review, review.differences[0])
    assert found is not None
    return review, found


@pytest.mark.parametrize(
    ("ann", "bob", "take", "words"),
    [
        (
            span("claim", DATA),
            span("claim", f"{DATA}."),
            0,
            "bob takes the “.” in at the end of Claim.",
        ),
        (
            span("claim", DATA),
            span("claim", f"{DATA}."),
            1,
            "ann leaves the “.” out at the end of Claim.",
        ),
        (
            span("claim", BEDS),
            span("claim", f"that {BEDS}"),
            0,
            "bob takes 1 word more at the start of Claim.",
        ),
        (
            span("claim", BEDS),
            span("claim", BEDS.removeprefix("winter dredging ")),
            0,
            "bob leaves 2 words out at the start of Claim.",
        ),
        (span("claim", BEDS), span("denial", BEDS), 0, "bob reads Claim as Denial."),
        (
            span("quote", BEDS, "direct"),
            span("quote", BEDS, "mixed"),
            0,
            "bob gives Quote form “mixed” for “direct”.",
        ),
        (
            span("claim", BEDS),
            span("denial", f"denied that {BEDS}"),
            0,
            "bob reads Claim as Denial and takes 2 words more at the start of Denial.",
        ),
    ],
)
def test_a_pattern_is_told_in_a_sentence(
    ann: Span, bob: Span, take: int, words: str, scheme: LabelScheme
) -> None:
    _, found = _decided(hand("ann", ann), hand("bob", bob), take=take)
    assert sentence(found, scheme) == words


def test_what_is_left_out_and_what_nobody_wants_is_told(scheme: LabelScheme) -> None:
    actor = span("actor", "the board").with_attribute("mention", "description")
    review, found = _decided(hand("ann", actor), hand("bob"))
    assert sentence(found, scheme, {"bob": "Annotator 2"}) == (
        "Annotator 2 leaves Actor (description) out."
    )
    (settled,) = review.differences
    review = after(review, adjudication.nothing_here(review, settled))
    other = pattern_of(review, review.differences[0])
    assert other is not None
    assert sentence(other, scheme) == ("ann marks Actor (description) where gold has nothing.")


def test_two_who_do_the_same_are_told_together(scheme: LabelScheme) -> None:
    stop = f"{DATA}."
    sets = [
        hand("ann", span("claim", stop)),
        hand("bob", span("claim", stop)),
        hand("cyd", span("claim", DATA)),
    ]
    _, found = _decided(*sets, take=1)
    assert sentence(found, scheme) == "ann and bob take the “.” in at the end of Claim."


def test_what_is_not_decided_and_several_marks_made_by_hand_tell_no_pattern() -> None:
    review = review_of(hand("ann", span("claim", BEDS)), hand("bob", span("claim", f"that {BEDS}")))
    (one,) = review.differences
    assert pattern_of(review, one) is None
    two = [span("claim", "winter dredging"), span("actor", "winter dredging", id="x")]
    items = {**review.gold.items, **{each.id: each for each in two}}
    by_hand = after(review, adjudication.by_hand(review, one, items))
    assert pattern_of(by_hand, by_hand.differences[0]) is None


OXEN = new_document(
    "oxen",
    "The mayor denied that the oxen had broken the fence of the park, and left. "
    "Growers said that the frost had broken the pipes of the mill, and sat down.",
)
FENCE, PIPES = "the oxen had broken the fence of the park", "the frost had broken the pipes"


def _oxen(*sets: tuple[str, Sequence[tuple[str, str]]]) -> Review:
    made = []
    for who, marks in sets:
        spans = [marked(OXEN, label, words) for label, words in marks]
        made.append(hand(who, *spans, document=OXEN))
    return review_of(*made, document=OXEN)


def test_a_mark_made_by_hand_is_made_as_far_off_elsewhere(scheme: LabelScheme) -> None:
    review = _oxen(
        ("ann", [("claim", FENCE), ("claim", f"{PIPES} of the mill")]),
        ("bob", [("claim", f"that {FENCE},"), ("claim", f"that {PIPES} of the mill,")]),
    )
    one, other = review.differences
    wanted = marked(OXEN, "claim", FENCE.removeprefix("the "))
    items = {**review.gold.items, wanted.id: wanted}
    review = after(review, adjudication.by_hand(review, one, items))
    found = pattern_of(review, review.differences[0])
    assert found is not None
    assert sentence(found, scheme) == (
        "ann takes 1 word more at the start of Claim; bob takes 2 words more at the start of Claim "
        "and takes the “,” in at the end of Claim."
    )
    (like,) = alike_in(open_in(review), found)
    assert like.difference == other
    assert [mark.text for mark in like.reading.spans] == ["frost had broken the pipes of the mill"]
    review = after(review, like.settle(review, other))
    assert [mark.text for mark in review.gold.spans][1:] == [
        mark.text for mark in like.reading.spans
    ]
    assert review.differences[1].decision is not None
    assert review.counts.open == 0


def test_a_mark_made_of_parts_is_made_of_the_same_parts_elsewhere() -> None:
    review = _oxen(
        ("ann", [("claim", FENCE), ("claim", f"{PIPES} of the mill")]),
        ("bob", [("denial", f"that {FENCE}"), ("denial", f"that {PIPES} of the mill")]),
    )
    one, _ = review.differences
    ann, bob = (reading.spans[0] for reading in one.readings)
    parts = adjudication.Parts(start=bob, end=ann, label=ann)
    review = after(review, adjudication.compose(review, one, parts))
    found = pattern_of(review, review.differences[0])
    assert found is not None
    (like,) = alike_in(open_in(review), found)
    review = after(review, like.settle(review, like.difference))
    last = review.gold.spans[-1]
    assert (last.label, last.text) == ("claim", f"that {PIPES} of the mill")
    made = review.differences[1].decision
    assert made is not None
    assert made.outcome == "parts"


def test_two_valid_readings_are_both_valid_elsewhere() -> None:
    review = _oxen(
        ("ann", [("claim", FENCE), ("claim", PIPES)]),
        ("bob", [("denial", FENCE), ("denial", PIPES)]),
        ("cyd", [("claim", FENCE), ("claim", PIPES)]),
    )
    one, _ = review.differences
    review = after(review, adjudication.take(review, one, one.readings[0]))
    one = review.differences[0]
    review = after(review, adjudication.take_also(review, one, one.readings[1]))
    found = pattern_of(review, review.differences[0])
    assert found is not None
    (like,) = alike_in(open_in(review), found)
    review = after(review, like.settle(review, like.difference))
    assert {mark.label for mark in review.gold.spans if mark.text == PIPES} == {"claim", "denial"}
    made = review.differences[1].decision
    assert made is not None
    assert made.outcome == "several"


def test_of_the_same_spans_with_other_relations_those_of_the_same_annotator_are_taken() -> None:
    sets = []
    for who, label in (("ann", "denies"), ("bob", "attributed_to"), ("cyd", "")):
        items: list[Span | Relation] = []
        for number, (claim, actor) in enumerate(((FENCE, "The mayor"), (PIPES, "Growers"))):
            ends = (
                replace(marked(OXEN, "claim", claim), id=f"c{number}"),
                replace(marked(OXEN, "actor", actor), id=f"a{number}"),
            )
            items += ends if label else ends[1:]
            if label:
                items.append(Relation(f"r{number}", label, f"c{number}", f"a{number}"))
        sets.append(hand(who, *items, document=OXEN))
    review = review_of(*sets, document=OXEN)
    one, _ = review.differences
    reading = reading_of(one, "bob")
    review = after(review, adjudication.take(review, one, reading))
    found = pattern_of(review, review.differences[0])
    assert found is not None
    (like,) = alike_in(open_in(review), found)
    assert like.reading.annotators == ("bob",)


def test_readings_that_differ_in_relations_alone_tell_no_pattern_of_spans() -> None:
    ends = span("actor", "growers", id="a"), span("claim", BEDS, id="c")
    other = span("actor", "growers", id="a"), span("claim", f"that {BEDS}", id="c")
    sets = [
        hand("ann", *ends, Relation("r", "attributed_to", "c", "a")),
        hand("bob", *ends),
        hand("cyd", *other),
    ]
    _, found = _decided(*sets)
    assert [way.annotators for way in found.ways] == [("cyd",)]


STOPS = [
    "The mayor said the fees will rise. Nobody else spoke.",
    "The ferry will be sold in spring. The crews were told.",
    "Reporters heard that the mill closed. It had stood for long.",
]
CLAIMS = ["the fees will rise", "The ferry will be sold in spring", "the mill closed"]


@pytest.fixture
def articles(store: Store) -> list[Document]:
    """Three articles in which bob takes the final stop, and one in which he leaves a word out."""
    made = [new_document(f"stop-{number}", text) for number, text in enumerate(STOPS)]
    for document, claim in zip(made, CLAIMS, strict=True):
        add_document(store, document)
        start = document.text.index(claim)
        plain = Span("c", "claim", start, start + len(claim), claim)
        long = replace(plain, end=plain.end + 1, text=f"{claim}.")
        written(store, hand("ann", plain, document=document), hand("bob", long, document=document))
    written(
        store,
        hand("ann", span("claim", BEDS)),
        hand("bob", span("claim", BEDS.removeprefix("winter "))),
    )
    return made


def _pattern(store: Store, document: Document) -> Pattern:
    review = read_review(store, document.id)
    (one,) = review.differences
    change = adjudication.take(
        review, one, next(r for r in one.readings if r.annotators == ("ann",))
    )
    _record(store, review.gold.key, change)
    review = read_review(store, document.id)
    found = pattern_of(review, review.differences[0])
    assert found is not None
    return found


def _record(store: Store, key: SetKey, change: Change) -> None:
    recorded(store, key, change, by="lead")


def test_one_decision_settles_all_that_are_like_it_with_one_undo(
    store: Store, articles: list[Document]
) -> None:
    found = alike(store, _pattern(store, articles[0]))
    assert [one.document for one in found] == ["stop-1", "stop-2"]
    parts = apply_pattern(store, found, ("Without the stop.", "1.3"))
    edit = record(store, Edit("e", "lead", "2025-03-04T09:00:00+00:00", "Decide alike", parts))
    for document, claim in zip(articles, CLAIMS, strict=True):
        gold = read_set(store, SetKey(document.id, GOLD))
        assert [one.text for one in gold.spans] == [claim]
    decision = read_set(store, SetKey("stop-2", GOLD)).decisions[0]
    assert (decision.taken, decision.reason, decision.guideline) == (
        ("ann",),
        "Without the stop.",
        "1.3",
    )
    back = tuple(replace(part, change=part.change.inverse()) for part in edit.parts)
    record(store, Edit("u", "lead", "2025-03-04T09:01:00+00:00", "Undo", back, undoes="e"))
    assert dict(read_set(store, SetKey("stop-1", GOLD)).items) == {}


def test_a_pattern_does_what_the_single_decisions_do(
    store: Store, articles: list[Document]
) -> None:
    found = alike(store, _pattern(store, articles[0]))
    for part in apply_pattern(store, found):
        review = read_review(store, part.set.document)
        (one,) = review.differences
        reading = reading_of(one, "ann")
        single = after(review, adjudication.take(review, one, reading))
        whole = after(review, part.change)
        assert _plain(single) == _plain(whole)


def _plain(review: Review) -> list[object]:
    spans = [(one.label, one.start, one.end, one.attributes) for one in review.gold.spans]
    made = [replace(one, id="", marks=()) for one in review.gold.decisions]
    return [*spans, *made]


def test_what_was_settled_since_is_left_out(store: Store, articles: list[Document]) -> None:
    found = alike(store, _pattern(store, articles[0]))
    review = read_review(store, "stop-1")
    change = adjudication.nothing_here(review, review.differences[0])
    _record(store, review.gold.key, change)
    assert [part.set.document for part in apply_pattern(store, found)] == ["stop-2"]


def test_another_sign_or_another_annotator_is_another_pattern() -> None:
    sets = [
        hand("ann", span("claim", BEDS), span("claim", DATA)),
        hand("bob", span("claim", f"{BEDS},"), span("claim", f"{DATA}.")),
    ]
    review = review_of(*sets)
    one, _ = review.differences
    review = after(review, adjudication.take(review, one, one.readings[1]))
    found = pattern_of(review, review.differences[0])
    assert found is not None
    assert alike_in(open_in(review), found) == []
    swapped = review_of(hand("bob", span("claim", BEDS)), hand("ann", span("claim", f"{BEDS},")))
    assert alike_in(open_in(swapped), found) == []
    again = review_of(*sets)
    (like,) = alike_in(open_in(again), found)
    assert like.reading.annotators == ("bob",)
