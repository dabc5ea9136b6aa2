from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import (
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Region, new_document
from annotator.projects.opening import Project
from annotator.store.annotations import read_set, regions_on, sets_on
from annotator.store.documents import (
    document_ids,
    list_articles,
    read_document,
)
from annotator.store.errors import StaleSetError
from annotator.store.journal import final_acts, read_journal, record, verify_journal
from annotator.transfer.splitting import CutTiesError, SplitError, children_of, split_article

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put

ONE, TWO = "😀 First story\nThe mayor said no.\n", "Second story\nThe union said yes.\n"
TEXT = ONE + "\n" + TWO
RANGES = [(0, len(ONE)), (len(ONE) + 1, len(TEXT))]


def _span(name: str, words: str, label: str = "actor") -> Span:
    start = TEXT.index(words)
    return Span(name, label, start, start + len(words), words, (), "note", "why?", "model")


def _marks(prefix: str = "") -> list[Item]:
    return [
        _span(f"{prefix}a", "The mayor"),
        _span(f"{prefix}b", "said no"),
        _span(f"{prefix}c", "The union"),
        Relation(f"{prefix}r", "attributed_to", f"{prefix}b", f"{prefix}a", "n"),
        Acceptance("W01", (f"{prefix}c",), "fine"),
        Acceptance("W19", (), "all of it"),
        Status("done", "read"),
    ]


def _put(put: "Put", news: "News", **hands: list[Item]) -> None:
    start = len(ONE) + 1
    regions = (
        Region("x", 0, 13, "headline"),
        Region("y", start, start + 12, "headline"),
        Region("z", 0, 5, "byline"),
    )
    put(
        news.article("two", hands, text=TEXT, regions=regions, language="en", meta={"url": "x"}),
        news.article("other"),
    )


def test_an_article_becomes_its_stories_with_their_marks(
    project: Project, put: "Put", news: "News"
) -> None:
    _put(put, news, ann=_marks(), bob=_marks("b"))
    assert split_article(project.store, "two", RANGES, "ann") == ["two-1", "two-2"]
    for name, (start, end) in zip(("two-1", "two-2"), RANGES, strict=True):
        child = read_document(project.store, name)
        assert child.text == TEXT[start:end]
        assert child.parent is not None
        assert (child.parent.id, child.parent.base) == ("two", start)
        assert (child.language, child.meta) == ("en", {"url": "x"})
        for one in sets_on(project.store, name):
            for span in one.spans:
                assert child.text[span.start : span.end] == span.text
                assert (span.note, span.discuss, span.origin) == ("note", "why?", "model")
    first = read_set(project.store, SetKey("two-1", "bob"))
    second = read_set(project.store, SetKey("two-2", "bob"))
    assert set(first.items) == {"ba", "bb", "br", "status", "accept:W19:"}
    assert set(second.items) == {"bc", "status", "accept:W01:bc", "accept:W19:"}
    assert first.relations == (Relation("br", "attributed_to", "bb", "ba", "n"),)
    assert read_document(project.store, "two-2").title == "Second story"


def test_the_whole_stays_out_of_the_queue_without_its_marks(
    project: Project, put: "Put", news: "News"
) -> None:
    _put(put, news, ann=_marks())
    split_article(project.store, "two", RANGES, "ann")
    assert read_document(project.store, "two").text == TEXT
    listed = [one.id for one in list_articles(project.store)]
    assert listed == ["two-1", "two-2", "other"], "they stand where the whole stood"
    assert read_set(project.store, SetKey("two", "ann")).items == {}
    assert verify_journal(project.store) == []


def test_all_marks_move_in_one_act(project: Project, put: "Put", news: "News") -> None:
    _put(put, news, ann=_marks(), bob=_marks("b"))
    split_article(project.store, "two", RANGES, "ann")
    acts = project.store.rows("SELECT author, origin FROM journal WHERE author = 'ann'")
    assert ("ann", "import") in acts
    bodies = project.store.rows("SELECT body FROM journal_body ORDER BY number DESC LIMIT 1")
    assert bodies[0][0].count(b'"document"') == 6, "from two sets into four"


def test_no_mark_is_made_on_the_whole_any_more_and_what_was_made_stays(
    project: Project, put: "Put", news: "News"
) -> None:
    _put(put, news)
    key, span = SetKey("two", "ann"), _span("a", "The mayor")
    edit = Edit("e1", "ann", "", "Mark", (Part(key, Change("Mark", (), (span,))),))
    record(project.store, edit)
    assert final_acts(project.store, "ann") == set()
    split_article(project.store, "two", RANGES, "ann")
    assert "e1" in final_acts(project.store, "ann")
    assert final_acts(project.store, "bob") == set()
    with pytest.raises(StaleSetError, match="two was split into its stories"):
        record(project.store, replace(edit, uuid="e2"))
    assert read_set(project.store, key).items == {}
    assert record(project.store, edit).uuid == "e1", "what the journal has is not made twice"
    assert verify_journal(project.store) == []


def test_regions_go_with_their_story(project: Project, put: "Put", news: "News") -> None:
    _put(put, news)
    split_article(project.store, "two", RANGES, "ann")
    first = [(one.start, one.end, one.kind) for one in regions_on(project.store, "two-1")]
    assert first == [(0, 13, "headline"), (0, 5, "byline")]
    second = [(one.start, one.end, one.kind) for one in regions_on(project.store, "two-2")]
    assert second == [(0, 12, "headline")]


def test_a_split_that_would_cut_or_lose_a_mark_changes_nothing(
    project: Project, put: "Put", news: "News"
) -> None:
    lost: list[tuple[Item, str]] = [
        (_span("x", "no.\n\nSecond"), "1 mark lies across"),
        (Relation("y", "attributed_to", "c", "a"), "relations of ann join two stories"),
    ]
    for number, (extra, told) in enumerate(lost):
        name = f"two{number}"
        article = news.article(name, {"ann": [*_marks(), extra]}, text=TEXT + str(number))
        put(article)
        with pytest.raises(SplitError, match=told):
            split_article(project.store, name, RANGES, "ann")
        assert {one.id for one in list_articles(project.store)} >= {name}
        assert not [one for one in document_ids(project.store) if one.startswith(f"{name}-")]


@pytest.mark.parametrize(
    ("ranges", "told"),
    [
        ([], "holds one story"),
        ([(0, len(TEXT))], "holds one story"),
        ([(0, 20), (10, 30)], "are not in order"),
        ([(20, 30), (0, 10)], "are not in order"),
        ([(0, 10), (10, 10_000)], "are not in order"),
        ([(0, 10), (12, 12)], "are not in order"),
        ([(0, len(ONE)), (len(ONE), len(ONE) + 1)], "there is no text"),
    ],
)
def test_ranges_that_make_no_stories_are_refused(
    news: "News", ranges: list[tuple[int, int]], told: str
) -> None:
    with pytest.raises(SplitError, match=told):
        children_of(news.article("two", {}, text=TEXT), ranges, set())


def test_children_have_ids_that_are_free(news: "News") -> None:
    whole = news.article("two", {}, text=TEXT)
    names = [one.document.id for one in children_of(whole, RANGES, {"two-1"})]
    assert names == ["two-1-2", "two-2"]
    long = replace(whole, document=replace(whole.document, id="x" * 96))
    assert max(len(one.document.id) for one in children_of(long, RANGES, set())) <= 96


def test_a_split_that_was_broken_off_is_taken_up(
    project: Project, put: "Put", news: "News"
) -> None:
    _put(put, news, ann=_marks())
    whole = read_document(project.store, "two")
    children = children_of(news.article("two", {}, text=TEXT), RANGES, set())
    assert children[0].document.parent is not None
    assert children[0].document.parent.sha256 == whole.sha256
    put(children[1])
    assert split_article(project.store, "two", RANGES, "ann") == ["two-1", "two-2"]
    assert set(read_set(project.store, SetKey("two-2", "ann")).items) >= {"c"}
    assert document_ids(project.store) == ["two", "other", "two-2", "two-1"]


def test_a_story_that_is_there_as_an_article_of_its_own_is_not_taken(
    project: Project, put: "Put", news: "News"
) -> None:
    _put(put, news, ann=_marks())
    put(news.article("mine", {}, text=TWO))
    with pytest.raises(SplitError, match="is there already, as mine"):
        split_article(project.store, "two", RANGES, "ann")
    assert document_ids(project.store) == ["two", "other", "mine"]
    assert new_document("mine", TWO).sha256 == read_document(project.store, "mine").sha256


def test_relations_between_stories_may_be_cut_and_stay_in_the_journal(
    project: Project, put: "Put", news: "News"
) -> None:
    between = Relation("y", "attributed_to", "c", "a")
    put(news.article("two", {"ann": [*_marks(), between]}, text=TEXT))
    with pytest.raises(CutTiesError, match=r"“.*” attributed to “.*”"):
        split_article(project.store, "two", RANGES, "ann")
    children = split_article(project.store, "two", RANGES, "ann", cut_ties=True)
    kept = {
        item
        for child in children
        for one in sets_on(project.store, child)
        for item in one.items.values()
    }
    assert between not in kept
    assert {item.id for item in kept if isinstance(item, Span)} >= {"a", "c"}
    edits = [edit for edit in read_journal(project.store) if edit.name == "Split into stories"]
    removed = {item for edit in edits for part in edit.parts for item in part.change.removed}
    assert between in removed


def test_a_mark_that_ends_with_its_story_goes_along() -> None:
    text = "One said no.\nTwo said yes."
    span = Span("a", "claim", 17, len(text), text[17:])
    marks = AnnotationSet(SetKey("d", "ann"), {"a": span})
    whole = AnnotatedDocument(new_document("d", text), (), (marks,))
    children = children_of(whole, [(0, 13), (13, len(text))], set())
    assert [len(child.sets) for child in children] == [0, 1]
