"""Which finished gold is older than the marks it settles: as Review says of each article."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.annotation import STATUS_ID, Item, Items, SetKey, Span, Status
from annotator.core.people import GOLD, Annotator, Role
from annotator.projects.opening import Project
from annotator.review.gold import between
from annotator.review.queue import review_of, reviews
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.outdated import outdated_gold
from annotator.store.people import ensure_annotator
from tests.harbour import BADR, MILL, harbour_project
from tests.journeys.hands import act_as, settle

After = Callable[[dict[str, Item]], dict[str, Item]]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two articles, gold of both finished."""
    with harbour_project(tmp_path / "harbour.quoth") as made:
        for document in document_ids(made.store):
            settle(made, document)
        yield made


def _edit(project: Project, change: After, who: str = BADR) -> None:
    """Let somebody change a set on the second article."""
    key = SetKey(document_ids(project.store)[1], who)
    before = read_set(project.store, key).items
    act_as(project, who, key, between("Edit", before, change(dict(before))))


def _in_review(project: Project) -> list[str]:
    """The articles of which Review says that something waits, though gold is finished."""
    return [
        one.document.id
        for one in reviews(project.store)
        if one.gold.status.state == "done" and any(each.open for each in one.differences)
    ]


def _shortened(items: Items) -> dict[str, Item]:
    span = next(one for one in items.values() if isinstance(one, Span) and one.start > 20)
    return {**items, span.id: replace(span, end=span.end - 1, text=span.text[:-1])}


def _noted(items: Items) -> dict[str, Item]:
    noted = [replace(one, note="?") for one in items.values() if isinstance(one, Span)]
    return {**items, **{one.id: one for one in noted}}


def _renamed(items: Items) -> dict[str, Item]:
    """The same marks under other ids: taken away and made again."""
    made = [replace(one, id=f"n{one.id}") for one in items.values() if isinstance(one, Span)]
    return {**{one.id: one for one in made}, STATUS_ID: items[STATUS_ID]}


def _reopened(items: Items) -> dict[str, Item]:
    return {key: one for key, one in items.items() if key != STATUS_ID}


@pytest.mark.parametrize(
    ("change", "outdated"),
    [(_shortened, True), (_reopened, True), (_noted, False), (_renamed, False)],
)
def test_gold_is_outdated_where_an_annotator_has_marked_otherwise_since(
    project: Project, change: After, *, outdated: bool
) -> None:
    mill = document_ids(project.store)[1]
    assert outdated_gold(project.store) == _in_review(project) == []
    _edit(project, change)
    assert outdated_gold(project.store) == _in_review(project) == ([mill] if outdated else [])


def test_it_is_no_longer_once_that_is_taken_back(project: Project) -> None:
    before = read_set(project.store, SetKey(document_ids(project.store)[1], BADR)).items
    _edit(project, _shortened)
    _edit(project, _reopened)
    _edit(project, lambda _items: dict(before))
    assert outdated_gold(project.store) == _in_review(project) == []


def test_it_is_no_longer_once_gold_is_finished_anew(project: Project) -> None:
    _edit(project, _shortened)
    _edit(project, _reopened, GOLD)
    settle(project, document_ids(project.store)[1])
    assert outdated_gold(project.store) == _in_review(project) == []


def test_a_reason_that_is_given_later_hides_nothing(project: Project) -> None:
    mill = document_ids(project.store)[1]
    _edit(project, _shortened)
    decision = review_of(project.store, mill).gold.decisions[0]
    _edit(project, lambda items: {**items, decision.id: replace(decision, reason="so")}, GOLD)
    assert outdated_gold(project.store) == [mill]


def test_a_further_annotator_counts_a_model_does_not(project: Project) -> None:
    words = Span("x1", "claim", 0, 4, MILL[:4])
    ensure_annotator(project.store, Annotator("machine", role=Role.MODEL))
    for who, outdated in (("machine", 0), ("Dora", 1)):
        _edit(project, lambda items: {**items, "x1": words, STATUS_ID: Status("done")}, who)
        assert len(outdated_gold(project.store)) == len(_in_review(project)) == outdated


def test_gold_that_came_in_without_decisions_stands(project: Project) -> None:
    _edit(
        project,
        lambda items: {key: one for key, one in items.items() if isinstance(one, Span | Status)},
        GOLD,
    )
    _edit(project, _shortened)
    assert outdated_gold(project.store) == _in_review(project) == []


def test_where_nobody_has_the_article_finished_nothing_is_outdated(project: Project) -> None:
    for one in review_of(project.store, document_ids(project.store)[1]).annotators:
        _edit(project, _reopened, one)
    assert outdated_gold(project.store) == _in_review(project) == []
