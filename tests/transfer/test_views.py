from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import Acceptance, AnnotationSet, Relation, Status
from annotator.transfer.views import (
    DISCARDED,
    UNFINISHED,
    UNMARKED,
    UNSETTLED,
    WHY,
    apart,
    chosen_sets,
    pieces_of,
)

if TYPE_CHECKING:
    from tests.transfer.conftest import News

NAMES = ("ann", "bob", "gold")


def _chosen(news: "News", view: str, annotator: str = "", **states: str) -> tuple[list[str], str]:
    """Return whose sets go out and why none do; states are done, open, discarded or empty."""
    text = news.text("ferry")
    hands = {}
    for name, state in states.items():
        marks = [] if state == "empty" else news.marks(text, done=False, prefix=f"{name}-")
        hands[name] = marks if state in {"open", "empty"} else [*marks, Status(state)]
    sets, why = chosen_sets(news.article("ferry", hands), view, annotator)
    return [one.key.annotator for one in sets], why


@pytest.mark.parametrize(
    ("states", "hands", "why"),
    [
        ({"gold": "done", "ann": "done", "bob": "done"}, ["gold"], ""),
        ({"gold": "open", "ann": "done"}, ["gold"], ""),
        ({"ann": "done", "bob": "open"}, ["ann"], ""),
        ({"ann": "done", "gold": "empty"}, ["ann"], ""),
        ({"ann": "done", "bob": "done"}, [], UNSETTLED),
        ({"ann": "open", "bob": "open"}, [], UNFINISHED),
        ({}, [], UNFINISHED),
        ({"gold": "discarded", "ann": "done"}, [], DISCARDED),
        ({"ann": "discarded"}, [], DISCARDED),
        ({"ann": "discarded", "bob": "done"}, ["bob"], ""),
    ],
)
def test_the_settled_set_is_gold_else_the_only_finished_one(
    news: "News", states: dict[str, str], hands: list[str], why: str
) -> None:
    assert _chosen(news, "adjudicated", **states) == (hands, why)


def test_views_of_each_and_of_all_hold_every_set_that_has_something_in_it(news: "News") -> None:
    states = {"ann": "done", "bob": "open", "carl": "discarded", "dora": "empty"}
    for view in ("annotator", "all"):
        assert _chosen(news, view, **states) == (["ann", "bob", "carl"], "")


def test_an_article_without_marks_is_in_the_view_of_all_alone(news: "News") -> None:
    assert _chosen(news, "all") == ([], "")
    assert _chosen(news, "annotator") == ([], UNMARKED)
    assert set(WHY) == {UNFINISHED, UNSETTLED, DISCARDED, UNMARKED}


def test_one_annotator_is_looked_at_alone(news: "News") -> None:
    states = {"ann": "done", "bob": "done", "gold": "done"}
    assert _chosen(news, "adjudicated", "bob", **states) == (["bob"], "")
    assert _chosen(news, "all", "bob", **states) == (["bob"], "")
    assert _chosen(news, "annotator", "eve", **states) == ([], UNMARKED)


def test_a_record_is_made_of_each_annotator_or_of_the_article(news: "News") -> None:
    text = news.text("ferry")
    hands = {name: news.marks(text, prefix=name) for name in NAMES}
    article = news.article("ferry", hands)
    pieces = list(pieces_of(article, article.sets, "annotator"))
    assert [one.annotator for one in pieces] == list(NAMES)
    assert [one.article.sets for one in pieces] == [(one,) for one in article.sets]
    (whole,) = pieces_of(article, article.sets, "all")
    assert (whole.article, whole.annotator) == (article, "")


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
