from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import Acceptance, Status
from annotator.core.problem import Severity
from annotator.core.progress import CancelledError
from annotator.core.scheme import LabelScheme
from annotator.projects.opening import Project
from annotator.transfer.checking import (
    Finding,
    UnknownAnnotatorError,
    findings,
    judged_by,
    problems_of,
    refuse_stranger,
)

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put


def _rules(project: Project, annotator: str = "") -> list[tuple[str, str, str]]:
    found = findings(project.store, project.scheme, annotator=annotator)
    return [(one.document, one.annotator, one.problem.rule) for one in found if one.stands]


def test_good_marks_have_no_problems(project: Project, put: "Put", news: "News") -> None:
    put(news.article("ferry"), news.article("tram"))
    assert _rules(project) == []


def test_each_problem_is_told_with_its_article_and_whose_marks_it_speaks_of(
    project: Project, put: "Put", news: "News"
) -> None:
    text = news.text("ferry")
    bad = [*news.marks(text), news.blank_claim(text)]
    other = [one for one in news.marks(text, prefix="b-") if one.id != "b-r1"]
    put(news.article("ferry", {"ann": bad, "bob": other}), news.article("tram", {"ann": []}))
    assert ("ferry", "ann", "E06") in _rules(project)
    assert {rule for _, hand, rule in _rules(project) if hand == "bob"} == {"W09", "W10"}
    assert _rules(project, "bob") == [one for one in _rules(project) if one[1] == "bob"]


def test_what_was_accepted_does_not_stand_and_errors_cannot_be_accepted(
    project: Project, put: "Put", news: "News"
) -> None:
    text = news.text("ferry")
    loose = [one for one in news.marks(text) if one.id != "r1"]
    accepted = [Acceptance("W09", ("c1",), "nobody says it"), Acceptance("W10", ("a1",), "so what")]
    put(
        news.article("ferry", {"ann": [*loose, *accepted]}),
        news.article("tram", {"ann": [*news.marks(news.text("tram"))]}),
        news.article("mill", {"ann": [news.blank_claim(news.text("mill"))]}),
    )
    found = list(findings(project.store, project.scheme))
    assert {one.problem.accepted for one in found if one.document == "ferry"} >= {"nobody says it"}
    assert {one.document for one in found if one.stands} == {"mill"}


def test_articles_out_of_the_queue_are_not_looked_at(
    project: Project, put: "Put", news: "News"
) -> None:
    put(news.article("ferry", {"ann": [news.blank_claim(news.text("ferry"))]}), unqueued={"ferry"})
    assert _rules(project) == []


def test_whether_an_article_is_finished_is_asked_where_the_scheme_wants_it_and_at_export_only(
    project: Project, news: "News", scheme: LabelScheme
) -> None:
    wanting = news.scheme_with(scheme, E13="error")
    article = news.article("ferry", {"ann": news.marks(news.text("ferry"), done=False)})
    (one,) = article.sets
    assert [f.problem.rule for f in problems_of(article, one, wanting) if f.stands] == []
    finishing = problems_of(article, one, wanting, finishing=True)
    assert [f.problem.rule for f in finishing if f.stands] == ["E13"]


def test_only_what_can_hinder_an_export_is_judged_by_the_shorter_rules(
    news: "News", scheme: LabelScheme
) -> None:
    short = judged_by(scheme, warnings=True)
    assert {rule.level for rule in short.rules} == {Severity.ERROR, Severity.WARNING}
    assert {rule.level for rule in judged_by(scheme, warnings=False).rules} == {Severity.ERROR}
    text = news.text("ferry") + "He denied it. “Nobody at all asked us,” he said, he said.\n"
    article = news.article("ferry", {"ann": [*news.marks(text), news.blank_claim(text)]}, text=text)

    def standing(judge: LabelScheme) -> list[Finding]:
        return [one for one in problems_of(article, article.sets[0], judge) if one.stands]

    assert standing(short) == standing(scheme) != []
    assert any(
        one.problem.severity is Severity.HINT
        for one in problems_of(article, article.sets[0], scheme)
    )


def test_a_stranger_is_refused_with_the_names_that_there_are(
    project: Project, put: "Put", news: "News"
) -> None:
    with pytest.raises(UnknownAnnotatorError, match="nobody has marked yet"):
        refuse_stranger(project.store, "ann")
    put(news.article("ferry", {"ann": [Status("done")], "bob": [Status("done")]}))
    with pytest.raises(UnknownAnnotatorError, match=r"Nobody called carla .* ann, bob"):
        list(findings(project.store, project.scheme, annotator="carla"))


def test_checking_stops_when_it_is_told_to(project: Project, put: "Put", news: "News") -> None:
    put(*(news.article(f"ferry{number}") for number in range(3)))

    def stop(done: int, total: int, words: str) -> None:
        if done == 1:
            raise CancelledError(f"{words} {total}")

    with pytest.raises(CancelledError, match="3"):
        list(findings(project.store, project.scheme, progress=stop))
