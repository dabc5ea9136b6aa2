import pytest

from annotator.core.annotation import Item, SetKey, Status
from annotator.core.change import Change
from annotator.core.people import GOLD, Annotator, Role
from annotator.core.progress import CancelledError
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed
from annotator.review.blind import numbers, shuffled
from annotator.review.queue import review_of, reviews
from annotator.store.annotations import read_set
from annotator.store.documents import set_queued
from annotator.store.errors import UnknownDocumentError
from annotator.store.handle import Store
from annotator.store.journal import read_journal
from annotator.store.people import ensure_annotator
from tests.review.hands import ARTICLE, PLACE, TEXT, accepted, hand, recorded, span, written

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


def test_an_article_is_in_review_once_two_have_finished_it(store: Store) -> None:
    (found,) = reviews(store)
    assert (found.document, found.annotators) == (ARTICLE, ("ann", "bob"))
    assert [(one.kind, TEXT[one.start : one.end], one.cost) for one in found.differences] == [
        ("label", BEDS, 2),
        ("missing", "the board", 1),
        ("missing", "ignored warnings since October", 1),
    ]
    assert found.counts == (3, 0, 0, 1)
    assert list(reviews(store, [PLACE.id])) == []


def test_a_settled_difference_is_told_as_settled(store: Store) -> None:
    review = review_of(store, ARTICLE.id)
    label = next(one for one in review.differences if one.kind == "label")
    recorded(store, review.gold.key, adjudication.take(review, label, label.readings[0]), by="lead")
    (found,) = reviews(store)
    settled = found.difference(label.id)
    assert settled is not None
    assert (settled.open, settled.stale) == (False, False)
    assert found.counts == (2, 1, 0, 1)
    recorded(store, SetKey(ARTICLE.id, "cyd"), Change("Done", added=(Status("done"),)))
    (found,) = reviews(store)
    assert [one.stale for one in found.differences if one.kind == "label"] == [True]


def test_models_and_articles_out_of_the_queue_are_left_out(store: Store) -> None:
    ensure_annotator(store, Annotator("bob", Role.MODEL))
    assert list(reviews(store)) == []
    assert review_of(store, ARTICLE.id).annotators == ("ann",)
    ensure_annotator(store, Annotator("bob", Role.ANNOTATOR))
    set_queued(store, ARTICLE.id, False)
    assert list(reviews(store)) == []


def test_all_that_is_agreed_goes_in_once_and_comes_out_again(store: Store) -> None:
    written(store, hand("bob", document=PLACE))
    review = review_of(store, ARTICLE.id)
    change = accept_agreed(review)
    recorded(store, review.gold.key, change, by="lead")
    assert [one.text for one in read_set(store, review.gold.key).spans] == ["Tomas Reill"]
    assert accepted(store) == []
    recorded(store, review.gold.key, change.inverse(), by="lead")
    assert dict(read_set(store, review.gold.key).items) == {}


def test_what_is_stored_is_what_the_journal_replays_to(store: Store) -> None:
    accepted(store)
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
        list(reviews(store, progress=stop))


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
