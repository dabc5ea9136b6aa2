from annotator.core.annotation import SetKey, Span, Status
from annotator.core.people import Assignment
from annotator.store import journal
from annotator.store.assignments import assign
from annotator.store.connection import Store
from annotator.store.counts import batch_sizes, done_by, loads, loads_ended, set_states, titles
from annotator.store.documents import set_queued
from tests.store.test_raw import EditOf

BOB, ANN_AGAIN = SetKey("harbour", "bob"), SetKey("second", "ann")


def test_sets_are_counted_by_annotator_and_state(store: Store, edit_of: EditOf, span: Span) -> None:
    assert set_states(store) == {}  # the regions of an article are nobody's
    journal.record(store, edit_of(span))
    journal.record(store, edit_of(Status("done"), key=BOB))
    journal.record(store, edit_of(Status("discarded"), key=ANN_AGAIN))
    journal.record(store, edit_of(key=SetKey("second", "bob")))
    assert set_states(store) == {
        ("ann", "in progress"): 1,
        ("ann", "discarded"): 1,
        ("bob", "done"): 1,
        ("bob", ""): 1,
    }
    assert done_by(store, "bob") == {"harbour"}
    assert done_by(store, "ann") == frozenset()


def test_what_is_out_of_the_queue_is_not_counted_but_remains_assigned(
    store: Store, edit_of: EditOf
) -> None:
    journal.record(store, edit_of(Status("done"), key=BOB))
    assign(store, [Assignment("harbour", "bob", "pilot"), Assignment("second", "bob", "pilot")])
    assign(store, [Assignment("second", "ann")])
    assert (loads(store), loads_ended(store)) == ({"ann": 1, "bob": 2}, {"bob": 1})
    assert batch_sizes(store) == [("pilot", 2)]
    set_queued(store, "harbour", False)
    assert (loads(store), loads_ended(store)) == ({"ann": 1, "bob": 2}, {})
    assert done_by(store, "bob") == set()
    assert ("bob", "done") not in set_states(store)
    assert [*titles(store)] == ["second"]


def test_titles_stand_in_order_of_import(store: Store) -> None:
    assert [*titles(store).items()] == [
        ("harbour", "Harbour fees"),
        ("second", "Nobody said a word."),
    ]
