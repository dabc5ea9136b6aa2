"""One person at the desk, two hands: one's own marks, and gold in review."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.core.people import GOLD
from annotator.editing.desk import Desk
from annotator.projects.opening import Project, make_project
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.journal import read_journal
from annotator.transfer.importing import import_text

ME = "lena"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "trial.quoth") as made:
        for name in ("First", "Second"):
            import_text(made.store, made.scheme, f"{name} article with words.\n", title=name)
        yield made


@pytest.fixture
def desk(project: Project) -> Iterator[Desk]:
    made = _desk(project)
    yield made
    made.close()


def _desk(project: Project) -> Desk:
    return Desk(project.store, ME, lambda _edit, _time: None, lambda _edit, _error: None)


def _mark(desk: Desk, key: str) -> None:
    assert desk.article is not None
    text = desk.article.text
    desk.do(Change("Mark", added=(Span(key, "claim", 0, 5, text[:5]),)))


def test_gold_is_edited_by_the_person_at_the_desk(desk: Desk, project: Project) -> None:
    first = document_ids(project.store)[0]
    article = desk.open(first, GOLD)
    assert article.hand == GOLD
    _mark(desk, "g1")
    desk.flush()
    assert set(read_set(project.store, SetKey(first, GOLD)).items) == {"g1"}
    assert read_set(project.store, SetKey(first, ME)).items == {}
    assert [edit.author for edit in read_journal(project.store, key=SetKey(first, GOLD))] == [ME]


def test_ones_own_marks_are_among_the_others_then(desk: Desk, project: Project) -> None:
    first = document_ids(project.store)[0]
    desk.open(first)
    _mark(desk, "m1")
    article = desk.open(first, GOLD)
    assert [one.key.annotator for one in article.others] == [ME]


def test_undo_walks_through_both_hands_and_opens_the_one_that_it_changes(
    desk: Desk, project: Project
) -> None:
    first, second = document_ids(project.store)
    desk.open(first)
    _mark(desk, "m1")
    desk.open(first, GOLD)
    _mark(desk, "g1")
    desk.open(second)
    hands = []
    for _ in range(2):
        assert desk.undo() is not None
        assert desk.article is not None
        hands.append((desk.article.id, desk.article.hand, len(desk.article.items)))
    assert hands == [(first, GOLD, 0), (first, ME, 0)]
    assert desk.undo() is None
    again = []
    for _ in range(2):
        assert desk.redo() is not None
        assert desk.article is not None
        again.append((desk.article.hand, len(desk.article.items)))
    assert again == [(ME, 1), (GOLD, 1)]


def test_what_was_done_elsewhere_is_undone_from_where_one_is(desk: Desk, project: Project) -> None:
    import_text(project.store, project.scheme, "Third article with words.\n", title="Third")
    first, second, third = document_ids(project.store)
    words = {first: "First", second: "Secon", third: "Third"}

    def made_in(*documents: str) -> None:
        spans = [Span("g1", "claim", 0, 5, words[one]) for one in documents]
        changes = [Change("Decide alike", added=(one,)) for one in spans]
        keys = [SetKey(one, GOLD) for one in documents]
        desk.do_parts("Decide alike", list(map(Part, keys, changes)))

    def at() -> str:
        assert desk.article is not None
        return desk.article.id

    desk.open(first, GOLD)
    made_in(second)
    assert desk.undo() is not None
    assert at() == first, "it was done from here"
    assert desk.redo() is not None
    assert at() == first
    desk.flush()
    assert set(read_set(project.store, SetKey(second, GOLD)).items) == {"g1"}
    desk.undo()
    desk.open(second, GOLD)
    made_in(first, second)
    desk.open(third, GOLD)
    desk.undo()
    assert at() == third, "of several none is more in question than this one"
    made_in(first)
    desk.open(second, GOLD)
    desk.undo()
    assert at() == first, "it was done from elsewhere"


def test_undo_of_gold_goes_on_after_a_restart(desk: Desk, project: Project) -> None:
    first = document_ids(project.store)[0]
    desk.open(first, GOLD)
    _mark(desk, "g1")
    desk.close()
    later = _desk(project)
    edit = later.undo()
    assert isinstance(edit, Edit)
    assert later.article is not None
    assert later.article.hand == GOLD
    later.close()
    assert read_set(project.store, SetKey(first, GOLD)).items == {}


def test_what_is_read_again_stays_under_the_same_hand(desk: Desk, project: Project) -> None:
    first = document_ids(project.store)[0]
    desk.open(first, GOLD)
    desk.forget()
    assert desk.article is not None
    assert desk.article.hand == GOLD
