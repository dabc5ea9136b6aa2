from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from threading import current_thread

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Edit
from annotator.store import annotations, journal
from annotator.store.connection import Store
from annotator.store.errors import StaleSetError
from annotator.store.writer import Writer

EditOf = Callable[..., Edit]


class Heard:
    """What a writer said."""

    def __init__(self) -> None:
        self.saved: list[str] = []
        self.refused: list[tuple[str, Exception]] = []
        self.threads: set[str] = set()

    def on_saved(self, edit: Edit, time: datetime) -> None:
        assert edit.hash
        assert time.tzinfo
        self.saved.append(edit.uuid)
        self.threads.add(current_thread().name)

    def on_refused(self, edit: Edit, error: Exception) -> None:
        self.refused.append((edit.uuid, error))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def writer(store: Store, heard: Heard) -> Iterator[Writer]:
    made = Writer(store, saved=heard.on_saved, refused=heard.on_refused)
    yield made
    made.close()


def test_edits_are_saved_in_order_off_the_callers_thread(
    writer: Writer, heard: Heard, store: Store, edit_of: EditOf, span: Span
) -> None:
    key = SetKey("harbour", "ann")
    edits = [edit_of(replace(span, id=f"s{number}")) for number in range(20)]
    for revision, edit in enumerate(edits):
        writer.submit(edit, {key: revision})
    assert writer.flush(30)
    assert heard.saved == [edit.uuid for edit in edits]
    assert heard.threads == {"writer"}
    assert len(annotations.read_set(store, key).items) == 20


def test_behind_a_refusal_all_is_refused_until_resumed(
    writer: Writer, heard: Heard, store: Store, edit_of: EditOf, span: Span
) -> None:
    key = SetKey("harbour", "ann")
    with store.lock:  # so that all wait together
        writer.submit(edit_of(span), {key: 7})
        writer.submit(edit_of(replace(span, id="s2")))
    assert not writer.flush(30)
    assert [type(error) for _, error in heard.refused] == [StaleSetError, StaleSetError]
    assert heard.saved == []
    writer.resume()
    writer.submit(edit_of(span), {key: 0})
    assert writer.flush(30)
    assert len(heard.saved) == 1


def test_a_flush_gives_up_in_time(
    writer: Writer, store: Store, edit_of: EditOf, span: Span
) -> None:
    with store.lock:
        writer.submit(edit_of(span))
        assert not writer.flush(0.01)
    assert writer.flush(30)


def test_closing_waits_for_what_is_on_its_way(
    store: Store, heard: Heard, edit_of: EditOf, span: Span
) -> None:
    writer = Writer(store, saved=heard.on_saved, refused=heard.on_refused)
    edits = [edit_of(replace(span, id=f"s{number}")) for number in range(5)]
    for edit in edits:
        writer.submit(edit, {})
    writer.close()
    writer.close()
    assert len(heard.saved) == 5
    assert len(journal.acts_of(store, "ann")) == 5
    with pytest.raises(RuntimeError):
        writer.submit(edits[0], {})
