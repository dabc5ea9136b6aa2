from pathlib import Path

from annotator.core.annotation import NO_HAND, SetKey, Span, Status
from annotator.store import journal
from annotator.store.connection import Store, open_store
from annotator.store.sums import (
    Head,
    Place,
    holds,
    keep_sums,
    kept_sums,
    moment,
    newest_edit,
    set_heads,
)
from tests.store.test_raw import EditOf


def test_heads_tell_the_state_and_the_newest_edit_of_each_set(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    first = journal.record(store, edit_of(span))
    assert set_heads(store) == {"harbour": [Head("ann", "none", first.hash)]}
    second = journal.record(store, edit_of(Status("done")))
    other = journal.record(store, edit_of(key=SetKey("harbour", "Bob")))
    assert set_heads(store) == {
        "harbour": [Head("Bob", "none", other.hash), Head("ann", "done", second.hash)]
    }
    assert all(one.annotator != NO_HAND for heads in set_heads(store).values() for one in heads)


def test_heads_since_a_place_are_of_the_articles_that_changed_behind_it(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    journal.record(store, edit_of(key=SetKey("second", "ann")))
    before = newest_edit(store)
    assert set_heads(store, since=before) == {}
    journal.record(store, edit_of(span))
    between = newest_edit(store)
    journal.record(store, edit_of(key=SetKey("harbour", "Bob")))
    assert set_heads(store, since=before) == {"harbour": set_heads(store)["harbour"]}
    assert set_heads(store, since=between) == set_heads(store, since=before)
    assert set_heads(store, since=Place()) == set_heads(store)


def test_a_place_is_held_by_the_journal_that_has_its_edit(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    assert holds(store, Place())
    place = newest_edit(store)
    journal.record(store, edit_of(span))
    assert holds(store, place)
    assert holds(store, newest_edit(store))
    assert not holds(store, newest_edit(store)._replace(hash="of another file"))
    assert not holds(store, Place(99, "an edit that was lost"))


def test_what_is_kept_comes_back_and_gives_way_to_what_is_kept_later(store: Store) -> None:
    keep_sums(store, [("harbour", "h1", b"\x00one"), ("second", "h2", b""), ("third", "h", b"x")])
    assert kept_sums(store) == {"harbour": ("h1", b"\x00one"), "second": ("h2", b"")}
    keep_sums(store, [("harbour", "h3", b"two")])
    assert kept_sums(store)["harbour"] == ("h3", b"two")
    assert journal.verify_journal(store) == []


def test_the_moment_is_another_after_each_change_here_or_elsewhere(
    store: Store, path: Path, edit_of: EditOf, span: Span
) -> None:
    first = moment(store)
    assert moment(store) == first
    journal.record(store, edit_of(span))
    second = moment(store)
    assert second != first
    with open_store(path) as other:
        journal.record(other, edit_of(Status("done")))
    assert moment(store) not in {first, second}
