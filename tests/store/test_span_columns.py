from dataclasses import replace

import pytest

from annotator.core.annotation import Relation, SetKey, Span, Status
from annotator.core.document import Document
from annotator.store import journal
from annotator.store.connection import Store
from annotator.store.errors import UnknownDocumentError
from annotator.store.span_columns import ArticleColumns, SetColumns, span_columns
from tests.store.test_raw import EditOf


def test_a_finished_set_comes_in_columns_with_its_head(
    store: Store, article: Document, edit_of: EditOf, span: Span
) -> None:
    other = Span("t1", "actor", 24, 33, "the mayor")
    relation = Relation("r1", "attributed_to", "s1", "t1")
    dangling = Relation("r2", "attributed_to", "s1", "gone")
    edit = journal.record(store, edit_of(span, other, relation, dangling, Status("done")))
    columns = SetColumns(
        "ann",
        edit.hash,
        ("quote", "actor"),
        (0, 24),
        (7, 33),
        [(("certainty", "sure"),), ()],
        [("attributed_to", 0, 1)],
    )
    assert span_columns(store, ["second", "harbour"]) == [
        ArticleColumns("second", "Nobody said a word.", ()),
        ArticleColumns("harbour", article.text, (columns,)),
    ]


def test_sets_that_are_not_done_and_the_regions_are_left_out(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    journal.record(store, edit_of(span))
    journal.record(store, edit_of(Status("discarded"), key=SetKey("harbour", "Bob")))
    journal.record(store, edit_of(Status("done"), key=SetKey("harbour", "zoe")))
    (found,) = span_columns(store, ["harbour"])
    assert [one.annotator for one in found.sets] == ["zoe"]
    assert found.sets[0].labels == ()


def test_attributes_are_read_whatever_stands_in_them(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    values = ("a}b", "a}c", '"}', "ünï", "plain", "plain")
    spans = [
        replace(span, id=f"s{number}", attributes=(("odd", value), ("z", "1")))
        for number, value in enumerate(values)
    ]
    journal.record(store, edit_of(*spans, Status("done")))
    (found,) = span_columns(store, ["harbour"])
    assert found.sets[0].attributes == [one.attributes for one in spans]


def test_nothing_is_read_of_no_articles_and_a_stranger_is_refused(store: Store) -> None:
    assert span_columns(store, []) == []
    with pytest.raises(UnknownDocumentError, match="no article nowhere"):
        span_columns(store, ["nowhere"])
