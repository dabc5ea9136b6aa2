from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import Acceptance, AnnotationSet, Relation
from annotator.transfer.views import (
    BEGUN,
    DISCARDED,
    SET_DISCARDED,
    SET_UNFINISHED,
    UNFINISHED,
    UNMARKED,
    UNSETTLED,
    WHY,
    apart,
    chosen_hands,
    pieces_of,
    stays_at_home,
)

if TYPE_CHECKING:
    from tests.transfer.conftest import News

NAMES = ("ann", "bob", "gold")


def _chosen(view: str, **states: str) -> tuple[list[str], str]:
    return chosen_hands(sorted(states.items()), view)


@pytest.mark.parametrize(
    ("states", "hands", "why"),
    [
        ({"gold": "done", "ann": "done", "bob": "done"}, ["gold"], ""),
        ({"gold": "none", "ann": "done"}, [], BEGUN),
        ({"gold": "none"}, [], BEGUN),
        ({"ann": "done", "bob": "none"}, ["ann"], ""),
        ({"ann": "done", "bob": "done"}, [], UNSETTLED),
        ({"ann": "none", "bob": "none"}, [], UNFINISHED),
        ({}, [], UNFINISHED),
        ({"gold": "discarded", "ann": "done"}, [], DISCARDED),
        ({"ann": "discarded"}, [], DISCARDED),
        ({"ann": "discarded", "bob": "done"}, ["bob"], ""),
    ],
)
def test_the_settled_set_is_gold_else_the_only_finished_one(
    states: dict[str, str], hands: list[str], why: str
) -> None:
    assert _chosen("adjudicated", **states) == (hands, why)


def test_views_of_each_and_of_all_hold_every_finished_set_or_every_set() -> None:
    states = {"ann": "done", "bob": "none", "carl": "discarded"}
    for view in ("annotator", "all"):
        assert _chosen(view, **states) == (["ann"], "")
        chosen = chosen_hands(sorted(states.items()), view, unfinished=True)
        assert chosen == (["ann", "bob", "carl"], "")
        assert _chosen(view, bob="none") == ([], UNFINISHED)
        assert _chosen(view, bob="none", carl="discarded") == ([], DISCARDED)
    assert (stays_at_home("none"), stays_at_home("discarded")) == (SET_UNFINISHED, SET_DISCARDED)


def test_an_article_without_marks_is_in_the_view_of_all_alone() -> None:
    assert _chosen("all") == ([], "")
    assert _chosen("annotator") == ([], UNMARKED)
    articles = {UNFINISHED, UNSETTLED, BEGUN, DISCARDED, UNMARKED}
    assert set(WHY) == {*articles, SET_UNFINISHED, SET_DISCARDED}


def test_a_record_is_made_of_each_set_or_of_all() -> None:
    assert list(pieces_of("abc", "annotator")) == [["a"], ["b"], ["c"]]
    assert list(pieces_of("abc", "all")) == [["a", "b", "c"]]
    assert list(pieces_of("", "all")) == [[]]
    assert list(pieces_of("a", "adjudicated")) == [["a"]]


def test_ids_that_two_bear_are_made_different_in_all_that_speaks_of_them(news: "News") -> None:
    text = news.text("ferry")
    accepted = Acceptance("W09", ("c1",), "fine")
    hands = {"ann": news.marks(text), "b o": [*news.marks(text), accepted]}
    article = news.article("ferry", hands)
    (first, second), changed = apart(article.sets)
    assert changed == 3
    assert first == article.sets[0]
    assert {"b-o-a1", "b-o-c1", "b-o-r1", "status"} <= set(second.items)
    link = second.items["b-o-r1"]
    assert isinstance(link, Relation)
    assert (link.source, link.target) == ("b-o-c1", "b-o-a1")
    assert second.acceptances == (Acceptance("W09", ("b-o-c1",), "fine"),)
    assert apart((first, second)) == ((first, second), 0)


def test_a_new_id_is_never_one_that_is_taken(news: "News") -> None:
    text = news.text("ferry")
    marks = news.marks(text)
    (actor,) = [one for one in news.marks(text, prefix="bob-") if one.id == "bob-a1"]
    sets = news.article("ferry", {"ann": marks, "bob": [*marks, actor]}).sets
    (_, second), changed = apart(sets)
    assert changed == 3
    assert {"bob-a1", "bob-a1-2", "bob-c1", "bob-r1", "status"} == set(second.items)


def test_sets_that_share_nothing_stay_as_they_are(news: "News") -> None:
    text = news.text("ferry")
    sets = news.article("ferry", {n: news.marks(text, prefix=n) for n in NAMES}).sets
    assert apart(sets) == (sets, 0)
    alone: tuple[AnnotationSet, ...] = sets[:1]
    assert apart(alone) == (alone, 0)
