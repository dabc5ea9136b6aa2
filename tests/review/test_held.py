"""What was read once is not read again until a set of the article changes."""

import pytest

from annotator.core.annotation import SetKey
from annotator.core.people import GOLD, Annotator, Role
from annotator.core.progress import CancelledError
from annotator.review import adjudication
from annotator.review.held import Held
from annotator.review.patterns import alike, pattern_of
from annotator.review.queue import review_of
from annotator.store.documents import set_queued
from annotator.store.handle import Store
from annotator.store.people import ensure_annotator
from tests.review.hands import ARTICLE, PLACE, hand, marked, recorded, span, written

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
DATA = "anyone who says otherwise has not looked at the data"


@pytest.fixture(autouse=True)
def _marked(store: Store) -> None:
    for name, stop in (("ann", ""), ("bob", ".")):
        claims = span("claim", f"{DATA}{stop}"), span("claim" if stop else "denial", BEDS)
        written(store, hand(name, *claims))
    written(store, hand("ann", marked(PLACE, "claim", "abc"), document=PLACE))
    written(store, hand("bob", marked(PLACE, "claim", "abcd"), document=PLACE))


def _decide(store: Store, document: str, number: int = 0) -> None:
    review = review_of(store, document)
    one = review.differences[number]
    recorded(store, SetKey(document, GOLD), adjudication.take(review, one, one.readings[0]))


def test_only_what_has_changed_is_read_again(store: Store) -> None:
    held = Held()
    assert held.unread([ARTICLE.id, PLACE.id]) == 2
    first = held.articles(store)
    assert [one.document for one in first] == [ARTICLE.id, PLACE.id]
    assert [len(one.differences) for one in first] == [2, 1]
    assert held.unread([ARTICLE.id, PLACE.id]) == 0
    _decide(store, ARTICLE.id)
    second = held.articles(store)
    assert [len(one.differences) for one in second] == [1, 1]
    assert second[1] is first[1]
    assert held.articles(store, [PLACE.id]) == [first[1]]


def test_articles_out_of_the_queue_and_those_of_a_model_are_left_out(store: Store) -> None:
    held = Held()
    held.articles(store)
    set_queued(store, PLACE.id, queued=False)
    assert [one.document for one in held.articles(store)] == [ARTICLE.id]
    ensure_annotator(store, Annotator("bob", Role.MODEL))
    assert held.articles(store) == []


def test_a_search_that_was_stopped_holds_what_it_had_read(store: Store) -> None:
    def stop(done: int, total: int, words: str) -> None:
        if done == total:
            raise CancelledError

    held = Held()
    with pytest.raises(CancelledError):
        held.articles(store, progress=stop)
    assert held.unread([ARTICLE.id, PLACE.id]) == 0
    assert len(held.articles(store)) == 2


def test_a_pattern_finds_the_same_in_what_is_held(store: Store) -> None:
    held = Held()
    _decide(store, ARTICLE.id, 1)
    review = review_of(store, ARTICLE.id)
    pattern = pattern_of(review, review.differences[1])
    assert pattern is not None
    for _ in range(2):
        found = alike(store, pattern, held=held)
        assert found == alike(store, pattern)
    _decide(store, PLACE.id)
    assert alike(store, pattern, held=held) == []
