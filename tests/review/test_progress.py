import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from annotator.core.annotation import AnnotatedDocument, SetKey, Status
from annotator.core.change import Change
from annotator.core.document import new_document
from annotator.core.people import Annotator, Assignment, Role
from annotator.core.progress import CancelledError
from annotator.review.progress import Progress, articles_in, progress
from annotator.store.assignments import assign
from annotator.store.connection import open_store
from annotator.store.handle import Store
from annotator.store.journal import import_documents
from annotator.store.people import ensure_annotator
from tests.review.hands import ARTICLE, PLACE, hand, recorded, span, written

ANN, OTHER = SetKey(ARTICLE.id, "ann"), SetKey(PLACE.id, "ann")


@pytest.fixture
def living_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return what sets the computer's time zone, as POSIX writes it, until the test ends."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be set here")

    def live(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield live
    monkeypatch.undo()
    time.tzset()


def _of(store: Store, name: str) -> Progress:
    (found,) = [one for one in progress(store) if one.annotator == name]
    return found


def _at(clock: str, day: str = "2025-03-03") -> str:
    return f"{day}T{clock}+00:00"


def _work(store: Store) -> None:
    """Three minutes of work with a long pause in it, then done; another article on the next day."""
    first, second = span("actor", "growers"), span("claim", "two days after")
    recorded(store, ANN, Change("Mark", added=(first,)), _at("09:00:00"))
    recorded(store, ANN, Change("Mark", added=(second,)), _at("09:02:00"))
    recorded(store, ANN, Change("Unmark", removed=(second,)), _at("10:00:00"))
    recorded(store, ANN, Change("Done", added=(Status("done"),)), _at("10:01:00"))
    recorded(store, OTHER, Change("Done", added=(Status("done"),)), _at("08:00:00", "2025-03-04"))
    recorded(
        store,
        OTHER,
        Change("Reopen", removed=(Status("done"),)),
        _at("08:00:30", "2025-03-05"),
    )


def test_pace_and_minutes_leave_pauses_out(store: Store, living_in: Callable[[str], None]) -> None:
    living_in("UTC0")
    _work(store)
    found = _of(store, "ann")
    assert found.minutes_each == pytest.approx(3.0)
    assert found.per_day == pytest.approx(1 / 3)
    assert found.days == (
        (date(2025, 3, 3), 1),
        (date(2025, 3, 4), 2),
        (date(2025, 3, 5), 1),
    )
    assert (found.done, found.in_progress, found.discarded) == (1, 0, 0)


def test_a_day_begins_at_midnight_where_the_computer_is(
    store: Store, living_in: Callable[[str], None]
) -> None:
    living_in("PST8")
    recorded(store, ANN, Change("Done", added=(Status("done"),)), _at("07:30:00"))
    recorded(store, OTHER, Change("Done", added=(Status("done"),)), _at("08:30:00"))
    assert _of(store, "ann").days == ((date(2025, 3, 2), 1), (date(2025, 3, 3), 2))


def test_what_is_left_is_told_of_what_was_assigned(store: Store) -> None:
    assign(store, [Assignment(ARTICLE.id, "ann"), Assignment(PLACE.id, "ann", "second")])
    written(store, hand("ann", span("actor", "growers")))
    found = _of(store, "ann")
    assert (found.assigned, found.left, found.done) == (2, 1, 1)


def test_marks_without_a_state_are_in_progress_and_discarded_is_told(store: Store) -> None:
    written(store, hand("ann", span("actor", "growers"), state="none"))
    written(store, hand("ann", state="discarded", document=PLACE))
    found = _of(store, "ann")
    assert (found.done, found.in_progress, found.discarded) == (0, 1, 1)
    assert found.per_day is None
    assert found.minutes_each is None


def test_imports_count_as_done_and_as_no_work(store: Store) -> None:
    third = new_document("third", "Nobody said a word.")
    done = hand("ann", document=third)
    import_documents(store, [AnnotatedDocument(third, (), (done,))], author="ann", name="Import")
    found = _of(store, "ann")
    assert (found.done, found.days, found.per_day) == (1, (), None)


def test_edits_of_others_on_a_set_are_not_its_annotators_work(store: Store) -> None:
    recorded(store, ANN, Change("Done", added=(Status("done"),)), by="lead")
    assert _of(store, "ann").days == ()


def test_gold_and_models_are_left_out_and_so_are_leads_who_mark_nothing(store: Store) -> None:
    for name, role in (("mia", Role.MODEL), ("lea", Role.LEAD), ("zoe", Role.ANNOTATOR)):
        ensure_annotator(store, Annotator(name, role))
    written(store, hand("gold", span("actor", "growers")))
    assert [one.annotator for one in progress(store)] == ["zoe"]


def test_it_stops_when_asked(store: Store) -> None:
    _work(store)
    with pytest.raises(CancelledError):
        progress(store, cancelled=lambda: True)


def test_what_was_read_of_the_journal_before_is_as_if_it_were_read_anew(store: Store) -> None:
    _work(store)
    before = progress(store)
    recorded(store, OTHER, Change("Done", added=(Status("done"),)), _at("08:01:00", "2025-03-06"))
    after = progress(store)
    assert after != before
    with open_store(store.path, read_only=True) as again:
        assert progress(again) == after


def test_stopping_loses_nothing_of_what_was_read(store: Store) -> None:
    _work(store)
    with pytest.raises(CancelledError):
        progress(store, cancelled=lambda: True)
    assert _of(store, "ann").minutes_each == pytest.approx(3.0)


def test_behind_each_count_stand_as_many_articles(store: Store) -> None:
    assign(store, [Assignment(ARTICLE.id, "ann"), Assignment(PLACE.id, "ann", "second")])
    written(store, hand("ann", span("actor", "growers"), state="none"))
    written(store, hand("ann", state="discarded", document=PLACE))
    found = _of(store, "ann")
    counts = (found.assigned, found.done, found.in_progress, found.discarded)
    behind = [
        articles_in(store, "ann", state)
        for state in ("assigned", "done", "in progress", "discarded")
    ]
    assert tuple(map(len, behind)) == counts
    assert behind[2:] == [[ARTICLE.id], [PLACE.id]]
    assert sorted(behind[0]) == sorted([ARTICLE.id, PLACE.id])
