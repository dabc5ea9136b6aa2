from dataclasses import replace
from uuid import uuid4

import pytest

from annotator.core.annotation import Relation, SetKey
from annotator.core.change import Change, Edit, Part
from annotator.core.document import new_document
from annotator.core.people import GOLD
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed, with_agreed
from annotator.review.gold import between
from annotator.review.queue import review_of
from annotator.review.standing import clashes, on_top
from annotator.store.errors import StaleSetError
from annotator.store.handle import Store
from annotator.store.journal import record
from tests.items import add_document
from tests.review.hands import ARTICLE, TEXT, drawn, hand, marks, recorded, span, written

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
KEY = SetKey(ARTICLE.id, GOLD)


@pytest.fixture(autouse=True)
def _marked(store: Store) -> None:
    actor = span("actor", "Tomas Reill", id="t")
    written(
        store,
        hand("ann", actor, span("claim", BEDS), span("actor", "growers")),
        hand("bob", actor, span("denial", BEDS)),
    )


def _edit(change: Change, author: str) -> Edit:
    return Edit(str(uuid4()), author, "2025-03-05T10:00:00+00:00", "Decide", (Part(KEY, change),))


def _refused(store: Store, change: Change, revision: int) -> Edit:
    edit = _edit(change, "mia")
    with pytest.raises(StaleSetError):
        record(store, edit, {KEY: revision})
    return edit


def test_the_second_of_two_leads_is_told_what_the_first_decided(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    (label,) = [one for one in review.differences if one.kind == "label"]
    record(store, _edit(adjudication.take(review, label, label.readings[0]), "lea"))
    refused = _refused(store, adjudication.take(review, label, label.readings[1]), 0)
    (clash,) = clashes(store, refused)
    assert clash.mine is not None
    assert clash.theirs is not None
    assert (clash.mine.taken, clash.theirs.taken) == (("bob",), ("ann",))
    assert [one.label for one in clash.my_marks] == ["denial"]
    assert [one.label for one in clash.their_marks] == ["claim"]
    assert (clash.by, clash.time) == ("lea", "2025-03-05T10:00:00+00:00")


def test_mine_can_be_put_in_the_place_of_theirs(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    (label,) = [one for one in review.differences if one.kind == "label"]
    mine = adjudication.take(review, label, label.readings[1])
    record(store, _edit(adjudication.nothing_here(review, label), "lea"))
    (clash,) = clashes(store, _refused(store, mine, 0))
    now = review_of(store, ARTICLE.id)
    change = on_top(now, clash)
    assert change is not None
    record(store, _edit(change, "mia"), {KEY: now.gold.revision})
    after = review_of(store, ARTICLE.id)
    assert marks(after.gold) == {("denial", BEDS)}
    (decision,) = after.gold.decisions
    assert (decision.outcome, decision.taken) == ("reading", ("bob",))
    assert after.counts.stale == 0


def test_an_edit_by_hand_goes_on_top_with_its_relations(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    recorded(store, KEY, accept_agreed(review), by="lea")
    review = review_of(store, ARTICLE.id)
    (label,) = [one for one in review.differences if one.kind == "label"]

    (actor,) = review.gold.spans
    by_hand = {
        **review.gold.items,
        "mine": span("quote", BEDS, id="mine"),
        "tie": Relation("tie", "attributed_to", "mine", actor.id),
    }
    mine = adjudication.by_hand(review, label, by_hand)
    record(store, _edit(adjudication.take(review, label, label.readings[0]), "lea"))
    (clash,) = clashes(store, _refused(store, mine, review.gold.revision))
    now = review_of(store, ARTICLE.id)
    change = on_top(now, clash)
    assert change is not None
    recorded(store, KEY, change, by="mia")
    gold = review_of(store, ARTICLE.id).gold
    assert marks(gold) == {("quote", BEDS), ("actor", "Tomas Reill")}
    assert drawn(gold) == {("attributed_to", BEDS, "Tomas Reill")}


def test_a_change_elsewhere_in_the_article_leaves_mine_to_be_made_again(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    label, missing = sorted(review.differences, key=lambda one: one.kind)
    record(store, _edit(adjudication.nothing_here(review, missing), "lea"))
    (clash,) = clashes(
        store, _refused(store, adjudication.take(review, label, label.readings[0]), 0)
    )
    assert clash.theirs is None
    now = review_of(store, ARTICLE.id)
    change = on_top(now, clash)
    assert change is not None
    recorded(store, KEY, change, by="mia")
    assert review_of(store, ARTICLE.id).counts.open == 0


def test_a_decision_that_was_taken_back_meets_the_new_one(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    label = next(one for one in review.differences if one.kind == "label")
    record(store, _edit(adjudication.take(review, label, label.readings[0]), "lea"))
    review = review_of(store, ARTICLE.id)
    back = adjudication.reopen(review, review.gold.decisions[0])
    label = next(one for one in review.differences if one.kind == "label")
    record(store, _edit(adjudication.take(review, label, label.readings[1]), "lea"))
    (clash,) = clashes(store, _refused(store, back, review.gold.revision))
    assert clash.mine is None
    assert clash.theirs is not None
    assert clash.theirs.taken == ("bob",)
    change = on_top(review_of(store, ARTICLE.id), clash)
    assert change is not None
    recorded(store, KEY, change, by="mia")
    after = review_of(store, ARTICLE.id)
    assert after.gold.decisions == ()
    assert marks(after.gold) == set()


def test_a_decision_is_taken_back_also_where_somebody_decided_elsewhere(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    label, missing = sorted(review.differences, key=lambda one: one.kind)
    record(store, _edit(adjudication.take(review, label, label.readings[0]), "lea"))
    review = review_of(store, ARTICLE.id)
    back = adjudication.reopen(review, review.gold.decisions[0])
    record(store, _edit(adjudication.nothing_here(review, missing), "lea"))
    (clash,) = clashes(store, _refused(store, back, review.gold.revision))
    assert (clash.mine, clash.theirs) == (None, None)
    change = on_top(review_of(store, ARTICLE.id), clash)
    assert change is not None
    recorded(store, KEY, change, by="mia")
    after = review_of(store, ARTICLE.id)
    assert [one.kind for one in after.gold.decisions] == ["missing"]
    assert on_top(after, clash) is None


def test_what_all_agree_on_meets_nobody(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    accepted = accept_agreed(review)
    record(store, _edit(accept_agreed(review), "lea"))
    assert clashes(store, _refused(store, accepted, 0)) == []


def test_what_all_agree_on_near_by_is_nobodys_decision(store: Store) -> None:
    """Two leads begin an article: the first edit of each puts in what all agree on."""
    second = new_document("second", f"{TEXT}\n")
    add_document(store, second)
    inner, outer = span("claim", BEDS), span("denial", f"denied that {BEDS}")
    growers = span("actor", "growers")
    written(
        store,
        hand("ann", inner, outer, growers, document=second),
        hand("bob", inner, document=second),
    )
    review = with_agreed(review_of(store, second.id))
    first, last = review.differences
    edits = []
    for one in (last, first):
        change = adjudication.nothing_here(review, one)
        whole = between(change.name, {}, change.applied_to(review.gold.items))
        edits.append(replace(_edit(whole, "lea"), parts=(Part(review.gold.key, whole),)))
    theirs, mine = edits
    record(store, theirs)
    (clash,) = clashes(store, mine)
    assert clash.mine is not None
    assert clash.theirs is None
