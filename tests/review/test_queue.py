from dataclasses import replace

import pytest

from annotator.core.annotation import Item, SetKey, Status
from annotator.core.change import Change, Edit
from annotator.core.people import GOLD, Annotator, Assignment, Role
from annotator.core.progress import CancelledError
from annotator.review import adjudication
from annotator.review.blind import numbers, shuffled
from annotator.review.queue import Wanted, acceptances, entries_in, review_of, waiting
from annotator.store.annotations import read_set
from annotator.store.assignments import assign
from annotator.store.documents import set_queued
from annotator.store.errors import UnknownDocumentError
from annotator.store.handle import Store
from annotator.store.journal import read_journal, record
from annotator.store.people import ensure_annotator
from tests.review.hands import ARTICLE, PLACE, TEXT, hand, recorded, span, written

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"


@pytest.fixture(autouse=True)
def _marked(store: Store) -> None:
    agreed = span("actor", "Tomas Reill")
    written(
        store,
        hand("ann", agreed, span("claim", BEDS), span("claim", "ignored warnings since October")),
        hand("bob", agreed, span("denial", BEDS), span("actor", "the board")),
        hand("cyd", agreed, span("claim", BEDS), state="none"),
        hand("ann", document=PLACE),
    )


def test_the_queue_leads_through_all_differences_the_dearest_first(store: Store) -> None:
    found = waiting(store)
    assert [(one.kind, one.words, one.cost, one.paragraph) for one in found.entries] == [
        ("label", BEDS, 2, 1),
        ("missing", "the board", 1, 2),
        ("missing", "ignored warnings since October", 1, 2),
    ]
    assert found.counts == (3, 0, 0, 1)
    (article,) = found.articles
    assert (article.document, article.annotators, article.finished) == (
        ARTICLE.id,
        ("ann", "bob"),
        False,
    )


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(kinds=("missing",)), 2),
        (Wanted(labels=("denial",)), 1),
        (Wanted(labels=("actor",), kinds=("label",)), 0),
        (Wanted(pair=("ann", "bob")), 3),
        (Wanted(pair=("ann", "cyd")), 0),
        (Wanted(documents=(PLACE.id,)), 0),
        (Wanted(batch="first"), 3),
        (Wanted(batch="second"), 0),
        (Wanted(states=("stale", "settled")), 0),
    ],
)
def test_the_queue_is_filtered(store: Store, wanted: Wanted, count: int) -> None:
    assign(store, [Assignment(ARTICLE.id, "ann", "first")])
    assert len(waiting(store, wanted).entries) == count


def test_a_settled_difference_is_told_as_settled(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    label = next(one for one in review.differences if one.kind == "label")
    recorded(store, review.gold.key, adjudication.take(review, label, label.readings[0]), by="lead")
    found = waiting(store)
    assert [one.state for one in found.entries if one.kind == "label"] == ["settled"]
    assert found.counts == (2, 1, 0, 1)
    recorded(store, SetKey(ARTICLE.id, "cyd"), Change("Done", added=(Status("done"),)))
    assert [one.state for one in waiting(store).entries if one.kind == "label"] == ["stale"]


def test_the_lines_of_one_article_are_those_of_the_whole(store: Store) -> None:
    wanted = Wanted(order="article")
    assert entries_in(review_of(store, ARTICLE.id), wanted) == waiting(store, wanted).entries


def test_models_and_articles_out_of_the_queue_are_left_out(store: Store) -> None:
    ensure_annotator(store, Annotator("bob", Role.MODEL))
    assert waiting(store).articles == []
    assert review_of(store, ARTICLE.id).annotators == ("ann",)
    ensure_annotator(store, Annotator("bob", Role.ANNOTATOR))
    set_queued(store, ARTICLE.id, False)
    assert waiting(store).articles == []


def test_an_article_that_one_has_finished_is_offered_when_asked_for(store: Store) -> None:
    assert [one.document for one in waiting(store, Wanted(alone=True)).articles] == [
        ARTICLE.id,
        PLACE.id,
    ]


def test_all_that_is_agreed_goes_in_with_one_edit_and_comes_out_with_one(store: Store) -> None:
    written(store, hand("bob", document=PLACE))
    parts = tuple(acceptances(store))
    assert [part.set for part in parts] == [SetKey(ARTICLE.id, GOLD)]
    edit = record(store, Edit("e1", "lead", "2025-03-04T09:00:00+00:00", "Accept", parts))
    assert [one.text for one in read_set(store, parts[0].set).spans] == ["Tomas Reill"]
    assert list(acceptances(store)) == []
    back = tuple(replace(part, change=part.change.inverse()) for part in edit.parts)
    record(store, Edit("e2", "lead", "2025-03-04T09:01:00+00:00", "Accept", back, undoes="e1"))
    assert dict(read_set(store, parts[0].set).items) == {}


def test_what_is_stored_is_what_the_journal_replays_to(store: Store) -> None:
    for part in acceptances(store):
        recorded(store, part.set, part.change, by="lead")
    for index in range(3):
        review = review_of(store, ARTICLE.id)
        change = adjudication.take(
            review, review.differences[index], review.differences[index].readings[0]
        )
        recorded(store, review.gold.key, change, by="lead")
    review = review_of(store, ARTICLE.id)
    recorded(store, review.gold.key, adjudication.finish(review), by="lead")
    replayed: dict[str, Item] = {}
    for edit in read_journal(store, key=SetKey(ARTICLE.id, GOLD)):
        for part in edit.parts:
            replayed = part.change.applied_to(replayed)
    gold = read_set(store, SetKey(ARTICLE.id, GOLD))
    assert replayed == dict(gold.items)
    assert gold.status == Status("done")
    assert all(TEXT[one.start : one.end] == one.text for one in gold.spans)


def test_it_stops_when_asked(store: Store) -> None:
    def stop(done: int, total: int, words: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        waiting(store, progress=stop)


def test_an_article_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(UnknownDocumentError, match="nowhere"):
        review_of(store, "nowhere")


def test_numbers_in_the_place_of_names_are_shuffled_and_stay(store: Store) -> None:
    names = [f"person {number}" for number in range(5)]
    first = numbers("one", names, "seed")
    assert sorted(first.values()) == [1, 2, 3, 4, 5]
    assert numbers("one", names[::-1], "seed") == first
    orders = {tuple(numbers(f"article {each}", names, "seed").items()) for each in range(20)}
    assert len(orders) > 10
    others = {tuple(numbers("one", names, str(each)).items()) for each in range(20)}
    assert len(others) > 10
    review = review_of(store, ARTICLE.id)
    known = {"ann": 2, "bob": 1}
    assert [one.annotators for one in shuffled(review.differences[0].readings, known)] == [
        ("bob",),
        ("ann",),
    ]
