import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.people import Annotator, Assignment, Role
from annotator.store import annotations, journal, people
from annotator.store.assignments import assign, assignments
from annotator.store.connection import Store
from annotator.store.errors import UnknownDocumentError
from tests.store.test_raw import EditOf

ONE, TWO = Assignment("harbour", "ann", "Pilot"), Assignment("second", "bob", "Pilot")


def test_what_is_given_stands_in_the_order_of_the_articles(store: Store) -> None:
    assign(store, [TWO, ONE, Assignment("harbour", "Łukasz")])
    assert assignments(store) == [ONE, Assignment("harbour", "Łukasz"), TWO]
    assert Annotator("bob") in people.annotators(store)
    assert journal.verify_journal(store) == []


def test_what_is_given_again_comes_into_the_new_batch(store: Store) -> None:
    assign(store, [ONE])
    assign(store, [ONE._replace(batch="Main")])
    assert assignments(store) == [ONE._replace(batch="Main")]


def test_what_is_taken_leaves_the_marks_and_the_role(store: Store, edit_of: EditOf) -> None:
    people.ensure_annotator(store, Annotator("ann", Role.LEAD))
    journal.record(store, edit_of())
    assign(store, [ONE, TWO])
    assign(store, taken=[ONE])
    assert assignments(store) == [TWO]
    assert annotations.read_set(store, SetKey("harbour", "ann")).revision == 1
    assert Annotator("ann", Role.LEAD) in people.annotators(store)


def test_an_unknown_article_is_refused_and_nothing_is_given(store: Store) -> None:
    with pytest.raises(UnknownDocumentError, match="no article third"):
        assign(store, [ONE, Assignment("third", "ann")])
    assert assignments(store) == []


def test_a_row_that_was_changed_from_outside_is_found(store: Store) -> None:
    assign(store, [ONE])
    store.db.execute("UPDATE assignment SET batch = 'Other'")
    assert journal.verify_journal(store) == [
        "That harbour is assigned to 'ann' is not what was written."
    ]


def test_whoever_goes_leaves_what_they_were_to_mark_and_a_new_name_takes_it_along(
    store: Store,
) -> None:
    assign(store, [ONE, TWO, Assignment("second", "ann", "Main")])
    assert people.rename_annotator(store, "ann", Annotator("Anna", Role.LEAD))
    assert assignments(store) == [
        Assignment("harbour", "Anna", "Pilot"),
        Assignment("second", "Anna", "Main"),
        TWO,
    ]
    assert people.annotators(store) == [Annotator("Anna", Role.LEAD), Annotator("bob")]
    assert people.remove_annotator(store, "Anna")
    assert assignments(store) == [TWO]
    assert people.annotators(store) == [Annotator("bob")]
    assert journal.verify_journal(store) == []


def test_whoever_left_marks_neither_goes_nor_changes_the_name(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    journal.record(store, edit_of(span))
    assign(store, [ONE])
    assert not people.remove_annotator(store, "ann")
    assert not people.rename_annotator(store, "ann", Annotator("Anna"))
    assert people.annotators(store) == [Annotator("ann")]
    assert assignments(store) == [ONE]
    assert people.left_behind(store, "ann") == 1
    journal.record(store, edit_of(removed=(span,)))
    assert not people.remove_annotator(store, "ann"), "the history knows ann"
    assert not people.rename_annotator(store, "ann", Annotator("Anna"))
