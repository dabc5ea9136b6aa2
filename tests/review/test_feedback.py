import pytest

from annotator.agreement.report import NOTHING
from annotator.core.annotation import AnnotationSet, Relation
from annotator.core.policy import Policy
from annotator.core.progress import CancelledError
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed
from annotator.review.feedback import beside_gold, feedback, may_see_gold
from annotator.store.handle import Store
from tests.review.hands import (
    ARTICLE,
    PLACE,
    after,
    hand,
    only,
    reading_of,
    review_of,
    span,
    written,
)

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
DENIED = f"denied that {BEDS}"


@pytest.mark.parametrize(
    ("policy", "own", "gold", "may"),
    [
        (Policy(feedback=True), "done", "done", True),
        (Policy(feedback=True), "done", "none", False),
        (Policy(feedback=True), "none", "done", False),
        (Policy(), "done", "done", False),
        (Policy(practice=("a",)), "done", "none", True),
        (Policy(practice=("a",)), "none", "done", False),
        (Policy(practice=("b",)), "done", "done", False),
    ],
)
def test_gold_is_seen_once_the_own_marks_are_done_and_it_is_released(
    policy: Policy, own: str, gold: str, may: bool
) -> None:
    assert may_see_gold(policy, "a", own, gold) is may


def _sets() -> list[AnnotationSet]:
    actor = span("actor", "Tomas Reill", id="a")
    return [
        hand(
            "ann",
            actor,
            span("denial", DENIED, id="d"),
            span("claim", "two days after", "mixed"),
            span("actor", "growers"),
        ),
        hand(
            "bob",
            actor,
            span("denial", BEDS, id="d"),
            span("claim", "two days after", "direct"),
            Relation("r", "attributed_to", "d", "a"),
        ),
    ]


def test_own_marks_stand_beside_gold_with_the_reasons() -> None:
    review = review_of(*_sets())
    review = after(review, accept_agreed(review))
    for one in review.differences:
        reading = reading_of(one, "ann")
        review = after(review, adjudication.take(review, one, reading))
        (mine,) = [each for each in review.differences if each.basis == one.basis]
        why = adjudication.explained(review, mine, f"why {one.kind}", f"§ {one.kind}")
        review = after(review, why)
    found = beside_gold("Harbour", review.sets[1], review.gold)
    assert [(one.kind, one.reason, one.guideline) for one in found.remarks] == [
        ("boundary", "why boundary", "§ boundary"),
        ("attribute", "why attribute", "§ attribute"),
        ("missing", "why missing", "§ missing"),
    ]
    missing = found.remarks[2]
    assert missing.own is None
    assert missing.gold is not None
    assert missing.gold.text == "growers"
    assert [one.text for one in found.same] == ["Tomas Reill"]


def test_a_decision_for_nothing_tells_why_an_own_mark_is_not_in_gold() -> None:
    review = review_of(hand("ann", span("actor", "growers")), hand("bob"))
    found = only(review, "growers")
    review = after(review, adjudication.nothing_here(review, found))
    (found,) = review.differences
    why = adjudication.explained(review, found, "They say nothing here.", "2.3")
    review = after(review, why)
    (remark,) = beside_gold("", review.sets[0], review.gold).remarks
    assert (remark.gold, remark.reason, remark.guideline) == (None, "They say nothing here.", "2.3")


def test_a_relation_that_gold_has_otherwise_is_a_remark() -> None:
    ends = span("actor", "Tomas Reill", id="a"), span("claim", BEDS, id="c")
    own = hand("ann", *ends)
    gold = hand("gold", *ends, Relation("r", "attributed_to", "c", "a"))
    (remark,) = beside_gold("", own, gold).remarks
    assert (remark.kind, remark.relation, remark.own) == ("relation", "attributed_to", None)
    assert remark.gold is not None
    assert remark.target is not None
    assert (remark.gold.text, remark.target.text) == (BEDS, "Tomas Reill")


def _project(store: Store) -> None:
    actor = span("actor", "Tomas Reill")
    written(
        store,
        hand("ann", actor, span("claim", BEDS), span("actor", "growers")),
        hand("gold", actor, span("denial", BEDS), span("claim", "two days after")),
        hand("ann", document=PLACE),
        hand("gold", state="none", document=PLACE),
    )


def test_the_personal_table_counts_own_labels_against_those_of_gold(store: Store) -> None:
    _project(store)
    found = feedback(store, "ann", Policy(feedback=True), ("quote", "claim", "denial"))
    assert found.labels == ("quote", "claim", "denial", "actor")
    table = dict(zip((*found.labels, NOTHING), found.confusion, strict=True))
    assert table == {
        "quote": (0, 0, 0, 0, 0),
        "claim": (0, 0, 1, 0, 0),
        "denial": (0, 0, 0, 0, 0),
        "actor": (0, 0, 0, 1, 1),
        NOTHING: (0, 1, 0, 0, 0),
    }
    assert found.kinds == {"exact": 1, "label": 1, "missing": 2}
    assert [one.document for one in found.articles] == [ARTICLE.id]


def test_nothing_is_shown_before_it_is_released(store: Store) -> None:
    _project(store)
    found = feedback(store, "ann", Policy())
    assert (found.articles, found.labels, found.confusion) == ((), (), ((0,),))
    practice = Policy(practice=(PLACE.id,))
    assert [one.document for one in feedback(store, "ann", practice).articles] == []
    assert feedback(store, "bob", Policy(feedback=True)).articles == ()


def test_a_practice_article_is_shown_as_soon_as_it_is_done(store: Store) -> None:
    _project(store)
    practice = Policy(practice=(ARTICLE.id,))
    (found,) = feedback(store, "ann", practice).articles
    assert found.document == ARTICLE.id
    assert found == feedback(store, "ann", Policy(feedback=True)).articles[0]


def test_it_stops_when_asked(store: Store) -> None:
    _project(store)

    def stop(done: int, total: int, words: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        feedback(store, "ann", Policy(feedback=True), progress=stop)
