from collections.abc import Callable

import pytest

from annotator.core.annotation import (
    NO_HAND,
    Acceptance,
    Decision,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.change import Edit
from annotator.core.document import new_document
from annotator.store import annotations, documents, journal
from annotator.store.connection import Store
from annotator.store.errors import UnknownDocumentError
from annotator.store.raw import raw_articles
from tests.items import add_document

EditOf = Callable[..., Edit]


def _mark(store: Store, edit_of: EditOf, span: Span) -> None:
    others = (
        Relation("l1", "speaker", "s1", "s1"),
        Acceptance("W01", ("s1",), "“fine”, 😀\n"),
        Decision("decide:1", 0, 7, "label", "reading", ("ann",), ("s1",), "f" * 64, "so", "4.2"),
    )
    journal.record(store, edit_of(span, *others, Status("done", "read")))
    journal.record(store, edit_of(Status("discarded"), key=SetKey("harbour", "bob")))


def test_raw_articles_hold_what_whole_ones_hold(store: Store, edit_of: EditOf, span: Span) -> None:
    _mark(store, edit_of, span)
    ids = documents.document_ids(store)
    whole = list(annotations.annotated(store, ids))
    raw = list(raw_articles(store, ids))
    assert [one.document for one in raw] == [one.document for one in whole]
    assert [one.decoded_regions() for one in raw] == [one.regions for one in whole]
    for one, other in zip(raw, whole, strict=True):
        decoded = [each.decoded(one.document.id) for each in one.sets]
        assert [each.key for each in decoded] == [each.key for each in other.sets]
        assert [each.items for each in decoded] == [each.items for each in other.sets]
    assert [each.state for each in raw[0].sets] == ["done", "discarded"]


def test_a_set_from_which_all_was_taken_has_no_body(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    journal.record(store, edit_of(span))
    journal.record(store, edit_of(removed=(span,)))
    (one,) = raw_articles(store, ["harbour"])
    (ann,) = one.sets
    assert (ann.annotator, ann.state, ann.body, ann.items()) == ("ann", "none", b"", [])


def test_an_article_without_regions_has_a_set_of_none(store: Store) -> None:
    (one,) = raw_articles(store, ["second"])
    assert one.regions == (NO_HAND, "none", b"")
    assert (one.sets, one.decoded_regions()) == ((), ())


def test_articles_come_in_the_order_that_is_asked_page_by_page(store: Store) -> None:
    count = annotations.PAGE + 3
    for number in range(count):
        add_document(store, new_document(f"n{number}", f"Words of {number}"))
    ids = [f"n{number}" for number in range(count)][::-1]
    assert [one.document.id for one in raw_articles(store, iter(ids))] == ids


def test_an_article_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(UnknownDocumentError, match="nowhere"):
        list(raw_articles(store, ["harbour", "nowhere"]))
