from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import AnnotatedDocument, Relation
from annotator.projects.opening import Project
from annotator.transfer.importing import ImportOptions
from annotator.transfer.intake import Intake, RefusedError, mark_ids, renamed

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put


def _intake(project: Project) -> Intake:
    return Intake(project.store, project.scheme, ImportOptions(regions=False))


def _ready(intake: Intake, *articles: AnnotatedDocument) -> list[AnnotatedDocument]:
    return [ready for one in articles for ready in intake.ready(one, "dataset", "in.jsonl")]


def test_an_id_that_was_given_out_is_told_once_as_new(project: Project, news: "News") -> None:
    intake = _intake(project)
    _ready(intake, news.article("ferry"))
    assert intake.is_new("ferry")
    assert not intake.is_new("ferry")
    assert not intake.is_new("tram")


def test_what_was_new_in_one_file_is_not_new_in_the_next(project: Project, news: "News") -> None:
    intake = _intake(project)
    text = news.text("ferry")
    _ready(intake, news.article("ferry", {}))
    intake.settle()
    (more,) = _ready(intake, news.article("other", {"ann": news.marks(text)}, text=text))
    assert more.document.id == "ferry"
    assert not intake.is_new("ferry")


def test_what_did_not_come_in_is_forgotten_with_its_id_and_its_marks(
    project: Project, news: "News"
) -> None:
    intake = _intake(project)
    text = news.text("ferry")
    _ready(intake, news.article("ferry", {}))
    intake.settle()
    marked = news.article("ferry", {"ann": news.marks(text)})
    _ready(intake, marked, news.article("tram"))
    intake.forget()
    assert not intake.is_new("tram")
    ready = _ready(intake, marked, news.article("tram"))
    assert [one.document.id for one in ready] == ["ferry", "tram"]
    assert [len(one.sets) for one in ready] == [1, 1]
    assert intake.is_new("tram")
    assert intake.known == []


def test_a_set_that_is_there_word_for_word_is_known(
    project: Project, put: "Put", news: "News"
) -> None:
    put(news.article("ferry"))
    intake = _intake(project)
    again = news.article("x", {"gold": news.marks(news.text("ferry"))}, text=news.text("ferry"))
    assert _ready(intake, again) == []
    assert intake.known == [("in.jsonl", "ferry")]


def test_of_many_articles_the_last_few_hundred_are_remembered_once_they_are_written(
    project: Project, put: "Put", news: "News"
) -> None:
    intake = _intake(project)
    articles = [news.article(f"n{number}", {}, text=f"Words of {number}") for number in range(600)]
    _ready(intake, *articles)
    assert _ready(intake, articles[0]) == [], "nothing is written yet, so all are remembered"
    put(*articles)
    intake.written()
    assert _ready(intake, articles[0]) == [], "it is found in the project"


def test_ids_are_changed_in_all_that_speaks_of_them(news: "News") -> None:
    items = {one.id: one for one in news.marks(news.text("ferry"))}
    found = renamed(items, {"a1": "x", "r1": "y"})
    assert set(found) == {"x", "c1", "y", "status"}
    link = found["y"]
    assert isinstance(link, Relation)
    assert (link.source, link.target) == ("c1", "x")
    assert mark_ids(found) == {"x", "c1", "y"}


def test_two_annotators_who_share_an_id_are_refused(project: Project, news: "News") -> None:
    text = news.text("ferry")
    hands = {"ann": news.marks(text), "bob": news.marks(text)}
    with pytest.raises(RefusedError, match="ferry: two annotators share the id a1"):
        _ready(_intake(project), news.article("ferry", hands))
