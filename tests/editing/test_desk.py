from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import (
    NO_HAND,
    AnnotatedDocument,
    AnnotationSet,
    Items,
    SetKey,
    Span,
    Status,
)
from annotator.core.change import Change, Edit, Part, StaleChangeError, swap
from annotator.core.document import Region
from annotator.editing import desk, edits
from annotator.editing.desk import BlockedDeskError
from annotator.store import annotations, documents, journal
from annotator.store.connection import open_store
from annotator.store.errors import StaleSetError, StoreError

if TYPE_CHECKING:
    from tests.editing.conftest import Room

Enter = Callable[..., "Room"]
ONE, TWO = SetKey("one", "ann"), SetKey("two", "ann")
FEES = Span("s1", "quote", 0, 7, "Harbour")
UNION = Span("s2", "actor", 40, 49, "The union")
NOBODY = Span("s3", "actor", 0, 6, "Nobody")


def mark(*spans: Span) -> Change:
    return Change("Mark", (), spans)


@pytest.fixture
def room(path: Path, enter: Enter) -> "Room":
    made = enter(open_store(path))
    made.desk.open("one")
    return made


def stored(room: "Room", key: SetKey = ONE) -> dict[str, object]:
    assert room.desk.flush()
    return dict(annotations.read_set(room.store, key).items)


def shown(room: "Room") -> dict[str, object]:
    assert room.desk.article is not None
    return dict(room.desk.article.items)


def shown_items(room: "Room") -> Items:
    assert room.desk.article is not None
    return room.desk.article.items


def test_an_edit_stands_at_once_and_is_saved_behind_it(room: "Room") -> None:
    room.desk.do(mark(FEES))
    assert shown(room) == {"s1": FEES}
    assert room.changes == [(ONE, mark(FEES))]
    assert stored(room) == {"s1": FEES}
    (edit,) = room.saved
    assert (edit.author, edit.name, edit.undoes, edit.origin) == ("ann", "Mark", "", "")
    assert edit.hash


def test_looking_writes_nothing(path: Path, enter: Enter) -> None:
    before = path.read_bytes()
    room = enter(open_store(path))
    room.desk.open("one")
    room.desk.open("two")
    assert room.desk.undo() is None
    assert room.desk.redo() is None
    assert room.desk.flush()
    assert path.read_bytes() == before


def test_a_change_of_nothing_is_no_edit(room: "Room") -> None:
    room.desk.do(mark(FEES))
    room.desk.do(swap("Note", FEES, FEES))
    room.desk.do_regions(Change("Nothing"))
    assert stored(room) == {"s1": FEES}
    assert len(room.saved) == 1


def test_regions_are_the_articles_own(room: "Room") -> None:
    region = Region("b", 24, 39, "byline")
    room.desk.do_regions(Change("Region", (), (region,)))
    assert room.desk.article is not None
    assert [one.id for one in room.desk.article.regions] == ["h", "b"]
    assert "b" in stored(room, SetKey("one", NO_HAND))
    assert stored(room) == {}


def test_undo_and_redo_go_back_and_forth(room: "Room") -> None:
    room.desk.do(mark(FEES))
    room.desk.do(mark(UNION))
    assert room.desk.undo() is not None
    assert shown(room) == {"s1": FEES}
    assert room.desk.undo() is not None
    assert room.desk.undo() is None
    assert shown(room) == stored(room) == {}
    assert room.desk.redo() is not None
    assert room.desk.redo() is not None
    assert room.desk.redo() is None
    assert shown(room) == stored(room) == {"s1": FEES, "s2": UNION}
    assert journal.verify_journal(room.store) == []


def test_undo_goes_back_beyond_what_is_kept_in_memory(
    room: "Room", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "RECENT", 3)
    made = [Span(f"s{at}", "actor", at, at + 1, "Harbour"[at]) for at in range(7)]
    for span in made:
        room.desk.do(mark(span))
        assert room.desk.flush()
        room.desk.waiting.clear()  # as whoever hears that it is saved does
    assert len(room.desk._recent) == 3
    for count in range(6, -1, -1):
        assert room.desk.undo() is not None
        assert shown(room) == {span.id: span for span in made[:count]}
    for _ in made:
        assert room.desk.redo() is not None
    assert shown(room) == stored(room) == {span.id: span for span in made}


def test_a_new_edit_ends_redo(room: "Room") -> None:
    room.desk.do(mark(FEES))
    room.desk.undo()
    room.desk.do(mark(UNION))
    assert room.desk.redo() is None
    assert shown(room) == {"s2": UNION}


def test_undo_crosses_articles_and_opens_the_one_that_it_touches(room: "Room") -> None:
    room.desk.do(mark(FEES))
    room.desk.open("two")
    room.desk.do(mark(NOBODY))
    room.desk.undo()
    assert room.desk.article is not None
    assert room.desk.article.id == "two"
    room.desk.undo()
    assert room.desk.article.id == "one"
    assert stored(room) == stored(room, TWO) == {}
    room.desk.redo()
    room.desk.redo()
    assert room.desk.article.id == "two"
    assert (stored(room), stored(room, TWO)) == ({"s1": FEES}, {"s3": NOBODY})


def test_undo_crosses_restarts(path: Path, enter: Enter) -> None:
    first = enter(open_store(path))
    first.desk.open("one")
    first.desk.do(mark(FEES))
    first.desk.do(mark(UNION))
    first.desk.undo()
    first.desk.close()
    first.store.close()
    second = enter(open_store(path))
    assert second.desk.redo() is not None
    assert second.desk.article is not None
    assert stored(second) == {"s1": FEES, "s2": UNION}
    second.desk.undo()
    second.desk.undo()
    assert second.desk.undo() is None
    assert stored(second) == {}
    assert journal.verify_journal(second.store) == []


def test_one_takes_back_ones_own_edits_alone(path: Path, enter: Enter) -> None:
    ann, bob = enter(open_store(path)), enter(open_store(path), "bob")
    for room in (ann, bob):
        room.desk.open("one")
        room.desk.do(mark(FEES))
        assert room.desk.flush()
    assert ann.desk.undo() is not None
    assert ann.desk.undo() is None
    assert stored(ann) == {}
    assert stored(bob, SetKey("one", "bob")) == {"s1": FEES}


def test_an_import_is_outside_undo(room: "Room") -> None:
    text = documents.read_document(room.store, "two")
    given = AnnotatedDocument(text, (), (AnnotationSet(TWO, {"s3": NOBODY}),))
    assert not journal.import_documents(room.store, [given], author="ann", name="Import")
    room.desk.forget()
    assert room.desk.undo() is None
    assert stored(room, TWO) == {"s3": NOBODY}


def test_an_edit_in_several_articles_is_one_act(room: "Room") -> None:
    room.desk.do(mark(FEES))
    parts = (
        Part(ONE, mark(UNION)),
        Part(TWO, mark(NOBODY)),
        Part(ONE, Change("Again", (UNION,), ())),
    )
    room.desk.do_parts("Many", parts)
    assert shown(room) == {"s1": FEES}
    assert stored(room, TWO) == {"s3": NOBODY}
    room.desk.undo()
    assert (shown(room), stored(room, TWO)) == ({"s1": FEES}, {})
    assert journal.verify_journal(room.store) == []


def test_what_does_not_fit_is_refused_before_anything_changes(room: "Room") -> None:
    parts = (Part(ONE, mark(FEES)), Part(TWO, Change("Remove", (NOBODY,), ())))
    with pytest.raises(StaleChangeError):
        room.desk.do_parts("Many", parts)
    assert shown(room) == stored(room) == {}
    assert not room.saved
    assert not room.changes


def test_without_an_open_article_nothing_can_be_marked(path: Path, enter: Enter) -> None:
    room = enter(open_store(path))
    with pytest.raises(StaleChangeError, match="No article is open"):
        room.desk.do(mark(FEES))


def test_marking_in_a_done_article_reopens_it_and_one_undo_takes_both_back(room: "Room") -> None:
    room.desk.do(mark(FEES))
    room.desk.do(edits.set_status(shown_items(room), "done"))
    room.desk.do(mark(UNION))
    assert stored(room) == shown(room) == {"s1": FEES, "s2": UNION}
    assert len(room.saved) == 3
    room.desk.undo()
    assert stored(room) == {"s1": FEES, "status": Status("done")}
    room.desk.redo()
    assert stored(room) == {"s1": FEES, "s2": UNION}
    assert journal.verify_journal(room.store) == []


def test_laying_a_region_on_a_done_article_leaves_it_done(room: "Room") -> None:
    room.desk.do(edits.set_status(shown_items(room), "done"))
    room.desk.do_regions(edits.add_region(Region("g9", 0, 7, "caption")))
    assert stored(room) == {"status": Status("done")}


def test_the_desk_knows_whether_there_is_something_to_undo_and_to_redo(room: "Room") -> None:
    desk = room.desk
    assert (desk.can_undo, desk.can_redo) == (False, False)
    desk.do(mark(FEES))
    assert (desk.can_undo, desk.can_redo) == (True, False)
    desk.undo()
    assert (desk.can_undo, desk.can_redo) == (False, True)


def test_what_the_store_refuses_is_taken_back_and_editing_stops(path: Path, enter: Enter) -> None:
    ann, twin = enter(open_store(path)), enter(open_store(path))
    ann.desk.open("one")
    twin.desk.open("one")
    ann.desk.do(mark(FEES))
    assert ann.desk.flush()
    twin.desk.do(mark(UNION))
    assert not twin.desk.flush()
    assert [type(error) for error in twin.refused] == [StaleSetError]
    assert shown(twin) == {"s2": UNION}
    twin.desk.take_back()
    assert shown(twin) == {"s1": FEES}
    for work in (lambda: twin.desk.do(mark(UNION)), twin.desk.undo):
        with pytest.raises(BlockedDeskError):
            work()
    twin.desk.resume()
    twin.desk.do(mark(UNION))
    assert stored(twin) == {"s1": FEES, "s2": UNION}
    twin.desk.undo()
    twin.desk.undo()
    assert stored(twin) == {}
    assert journal.verify_journal(twin.store) == []


def test_an_undo_that_no_longer_fits_leaves_the_open_article_open(path: Path, enter: Enter) -> None:
    ann, twin = enter(open_store(path)), enter(open_store(path))
    ann.desk.open("one")
    ann.desk.do(mark(FEES))
    assert ann.desk.flush()
    twin.desk.open("one")
    twin.desk.do(Change("Remove", (FEES,), ()))
    assert twin.desk.flush()
    ann.desk.open("two")
    before = ann.desk.article
    with pytest.raises(StaleChangeError):
        ann.desk.undo()
    assert ann.desk.article is before
    assert stored(ann) == {}
    ann.desk.do(mark(NOBODY))
    assert stored(ann, TWO) == {"s3": NOBODY}


def test_what_others_wrote_is_read_after_forgetting(path: Path, enter: Enter) -> None:
    ann, twin = enter(open_store(path)), enter(open_store(path))
    ann.desk.open("one")
    ann.desk.do(mark(FEES))
    assert ann.desk.flush()
    twin.desk.open("one")
    twin.desk.do(mark(UNION))
    assert twin.desk.flush()
    assert shown(ann) == {"s1": FEES}
    ann.desk.forget()
    assert shown(ann) == {"s1": FEES, "s2": UNION}
    edit = ann.desk.undo()
    assert edit is not None
    assert edit.parts[0].change.added == (UNION,)
    assert stored(ann) == {"s1": FEES}


def test_a_project_open_for_reading_only_refuses_in_a_sentence(path: Path, enter: Enter) -> None:
    room = enter(open_store(path, read_only=True))
    room.desk.open("one")
    room.desk.do(mark(FEES))
    assert not room.desk.flush()
    room.desk.take_back()
    assert shown(room) == {}
    (error,) = room.refused
    assert isinstance(error, StoreError)
    assert "reading only" in str(error)


def test_closing_waits_for_the_disk(path: Path, enter: Enter) -> None:
    room = enter(open_store(path))
    room.desk.open("one")
    for number in range(10):
        room.desk.do(mark(Span(f"m{number}", "quote", 0, 7, "Harbour")))
    room.desk.close()
    assert len(room.saved) == 10
    assert isinstance(room.saved[0], Edit)
    assert len(annotations.read_set(room.store, ONE).items) == 10


def test_undo_says_once_why_what_is_final_stays_and_then_goes_on_before_it(room: "Room") -> None:
    room.desk.do(mark(FEES))
    room.desk.note_final("That stays.")
    room.desk.do(mark(UNION))
    room.desk.undo()
    assert shown(room) == {FEES.id: FEES}
    assert room.desk.can_undo
    with pytest.raises(edits.UnfitEditError, match=r"That stays\."):
        room.desk.undo()
    assert shown(room) == {FEES.id: FEES}
    room.desk.undo()
    assert shown(room) == {}
    assert not room.desk.can_undo
