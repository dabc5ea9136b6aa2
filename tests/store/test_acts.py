from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from annotator.core.annotation import AnnotatedDocument, SetKey, Span, Status
from annotator.core.change import Edit
from annotator.core.document import new_document
from annotator.store.acts import Act, acts
from annotator.store.connection import Store
from annotator.store.journal import import_documents, record


def test_acts_come_in_order_with_their_parts_and_without_imports(
    store: Store, edit_of: Callable[..., Edit], span: Span, done: Status
) -> None:
    third = AnnotatedDocument(new_document("third", "Nothing at all."))
    import_documents(store, [third], author="ann", name="Import")
    record(store, edit_of(span))
    record(store, edit_of(done, time="2025-01-02T00:00:00+00:00", author="lea"))
    first, second = acts(store)
    assert (first.author, second.author) == ("ann", "lea")
    assert first.number < second.number
    assert [key for key, _ in first.parts] == [SetKey("harbour", "ann")]
    assert first.parts[0][1]["added"][0]["id"] == span.id
    assert second.moment() == datetime(2025, 1, 2, tzinfo=UTC)


def test_acts_on_the_sets_of_one_annotator_are_found_over_pages(
    store: Store, edit_of: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.store.acts._PAGE", 3)
    spans = [Span(f"s{number}", "quote", 0, 7, "Harbour") for number in range(14)]
    for number, one in enumerate(spans):
        record(store, edit_of(one, key=SetKey("harbour", ("ann", "gold")[number % 2])))
    found = list(acts(store, annotator="gold"))
    assert len(found) == 7
    assert {key.annotator for act in found for key, _ in act.parts} == {"gold"}
    assert len(list(acts(store))) == 14


def test_a_time_that_cannot_be_read_is_none() -> None:
    assert Act(1, "ann", "yesterday", ()).moment() is None
