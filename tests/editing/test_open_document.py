from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.annotation import NO_HAND, Relation, SetKey, Span
from annotator.core.change import Change, Edit, Part, StaleChangeError, swap
from annotator.core.document import Region
from annotator.editing.open_document import OpenDocument
from annotator.store import journal
from annotator.store.connection import Store, open_store
from annotator.store.errors import UnknownDocumentError

FEES = Span("s1", "quote", 0, 7, "Harbour")
ALSO = Span("g1", "quote", 0, 12, "Harbour fees")


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as made:
        for hand, span in (("ann", FEES), ("gold", ALSO)):
            part = Part(SetKey("one", hand), Change("Mark", (), (span,)))
            journal.record(made, Edit(f"u-{hand}", hand, "2025-01-01T00:00:00", "Mark", (part,)))
        yield made


@pytest.fixture
def article(store: Store) -> OpenDocument:
    return OpenDocument(store, "one", "ann")


def test_ones_own_marks_can_be_edited_and_those_of_others_be_seen(article: OpenDocument) -> None:
    assert (article.id, article.text[:7]) == ("one", "Harbour")
    assert article.items == {"s1": FEES}
    assert article.span("s1") == FEES
    assert article.span("g1") is article.span(None) is None
    assert [one.key.annotator for one in article.others] == ["gold"]
    assert article.others[0].items == {"g1": ALSO}
    assert article.holds(SetKey("one", "ann"))
    assert article.holds(SetKey("one", NO_HAND))
    assert not article.holds(SetKey("one", "gold"))
    assert not article.holds(SetKey("two", "ann"))


def test_a_change_moves_the_revision_on(article: OpenDocument) -> None:
    key = article.key
    assert article.revision(key) == 1
    article.apply(key, swap("Note", FEES, ALSO))
    assert article.items == {"g1": ALSO}
    assert article.revision(key) == 2
    with pytest.raises(StaleChangeError):
        article.apply(key, swap("Note", FEES, ALSO))
    assert (article.items, article.revision(key)) == ({"g1": ALSO}, 2)


def test_what_came_to_nothing_is_taken_out_as_if_it_had_never_been(article: OpenDocument) -> None:
    key, change = article.key, swap("Note", FEES, ALSO)
    before = (dict(article.items), article.revision(key))
    article.apply(key, change)
    article.take_out(key, change)
    assert (dict(article.items), article.revision(key)) == before
    with pytest.raises(StaleChangeError):
        article.take_out(key, change)


def test_regions_are_told_in_reading_order(article: OpenDocument) -> None:
    key = SetKey("one", NO_HAND)
    added = (Region("b", 40, 49, "byline"), Region("s", 0, 60, "story"))
    article.apply(key, Change("Region", (), added))
    assert [one.id for one in article.regions] == ["s", "h", "b"]


def test_a_relation_is_no_span(article: OpenDocument) -> None:
    article.apply(article.key, Change("Relate", (), (Relation("r", "x", "s1", "s1"),)))
    assert article.span("r") is None


def test_an_article_that_is_not_there_cannot_be_opened(store: Store) -> None:
    with pytest.raises(UnknownDocumentError, match="nowhere"):
        OpenDocument(store, "nowhere", "ann")
