from typing import TYPE_CHECKING

from annotator.core.annotation import Item, Status
from annotator.formats.kept_items import KeptItem, KeptRelation, KeptSpan
from annotator.projects.opening import Project
from annotator.store.raw import raw_articles
from annotator.transfer.outgoing import Outgoing, outgoing
from annotator.transfer.views import UNFINISHED, UNMARKED

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put


def _going(project: Project, view: str, annotator: str = "") -> tuple[Outgoing, str]:
    (article,) = raw_articles(project.store, ["ferry"])
    return outgoing(article, view, annotator)


def _names(project: Project, view: str, annotator: str = "") -> tuple[list[str], str]:
    going, why = _going(project, view, annotator)
    return [one.annotator for one in going.sets], why


def _ids(items: list[KeptItem]) -> list[str]:
    return [item.id for item in items if isinstance(item, KeptSpan | KeptRelation)]


def test_only_sets_with_something_in_them_go_out(
    project: Project, put: "Put", news: "News"
) -> None:
    text = news.text("ferry")
    nothing: list[Item] = []
    hands = {"ann": news.marks(text), "bob": nothing, "gold": nothing}
    put(news.article("ferry", hands))
    assert _names(project, "all") == (["ann"], "")
    assert _names(project, "adjudicated") == (["ann"], ""), "gold has not begun"


def test_one_annotator_is_looked_at_alone(project: Project, put: "Put", news: "News") -> None:
    text = news.text("ferry")
    discarded: list[Item] = [Status("discarded")]
    hands = {"ann": news.marks(text), "bob": news.marks(text, prefix="b"), "gold": discarded}
    put(news.article("ferry", hands))
    assert _names(project, "adjudicated", "bob") == (["bob"], "")
    assert _names(project, "annotator", "bob") == (["bob"], "")
    assert _names(project, "annotator", "eve") == ([], UNMARKED)
    assert _names(project, "adjudicated", "eve") == ([], UNFINISHED)


def test_ids_are_changed_only_where_two_sets_share_them(
    project: Project, put: "Put", news: "News"
) -> None:
    text = news.text("ferry")
    put(news.article("ferry", {"ann": news.marks(text), "bob": news.marks(text)}))
    going, _ = _going(project, "all")
    assert going.renamed == 3
    ids = [name for _, items in going.hands for name in _ids(items)]
    assert len(set(ids)) == len(ids) == 6
    alone, _ = _going(project, "all", "bob")
    assert alone.renamed == 0
    assert set(_ids(alone.hands[0][1])) == {"a1", "c1", "r1"}


def test_values_are_those_that_were_put_in(project: Project, put: "Put", news: "News") -> None:
    article = news.article("ferry")
    put(article)
    going, _ = _going(project, "all")
    assert going.article.document == article.document
    assert going.regions == article.regions
    assert going.decoded(going.sets[0]).items == article.sets[0].items
