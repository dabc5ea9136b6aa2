"""Hold a whole project against its scheme: every problem of every set, article by article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.core.annotation import AnnotatedDocument, AnnotationSet
from annotator.core.problem import Problem, Severity
from annotator.core.progress import Progress, silent
from annotator.core.scheme import AT_EXPORT
from annotator.store.annotations import annotated
from annotator.store.connection import Store
from annotator.store.documents import document_ids
from annotator.store.people import annotators

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme


SHOWN = 120  # code points of the words that a problem is about


class UnknownAnnotatorError(LookupError):
    """Nobody of this name marks in the project."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and whose marks on which article it speaks of; `words` are the first it is about.

    They are as they stand in the text, "" where it is about no words.
    """

    document: str
    title: str
    annotator: str
    problem: Problem
    words: str = ""

    @property
    def stands(self) -> bool:
        """Tell whether it hinders an export: an error, or a warning that nobody accepted."""
        return self.problem.severity is not Severity.HINT and not self.problem.accepted


def findings(
    store: Store, scheme: "LabelScheme", *, annotator: str = "", progress: Progress = silent
) -> Iterator[Finding]:
    """Yield all problems of one annotator ("" for all) in the order of the articles.

    Raise UnknownAnnotatorError for a name that is not in the project.
    """
    refuse_stranger(store, annotator)
    ids = document_ids(store, queued_only=True)
    for number, article in enumerate(annotated(store, ids)):
        progress(number, len(ids), article.document.title)
        for one in article.sets:
            if annotator in {"", one.key.annotator}:
                yield from problems_of(article, one, scheme)
    progress(len(ids), len(ids), "checked")


def problems_of(
    article: AnnotatedDocument,
    one: AnnotationSet,
    scheme: "LabelScheme",
    *,
    finishing: bool = False,
) -> Iterator[Finding]:
    """Yield all problems of one set on an article; `finishing` asks as well whether it is done."""
    from annotator.core.check import check

    document = article.document
    found = check(
        document.text,
        one.items,
        article.regions,
        scheme,
        language=document.language,
        sha256=document.sha256,
        finishing=finishing,
    )
    for problem in found:
        words = document.text[problem.start : min(problem.end, problem.start + SHOWN)]
        yield Finding(document.id, document.title, one.key.annotator, problem, words)


def judged_by(scheme: "LabelScheme", *, warnings: bool) -> "LabelScheme":
    """Return a scheme with those rules alone that can hinder an export: no hints, which cost time.

    Without `warnings` the errors are left.
    """
    wanted = {"error", "warning"} if warnings else {"error"}
    return replace(scheme, rules=[rule for rule in scheme.rules if rule.severity in wanted])


def refuses_unfinished(scheme: "LabelScheme") -> bool:
    """Tell whether a project's rules speak against sets that go out unfinished.

    Then an export does not leave them at home in silence, but finds the problem.
    """
    rule = scheme.rule_by_id.get(AT_EXPORT)
    return rule is not None and rule.level is not None


def refuse_stranger(store: Store, annotator: str) -> None:
    """Raise UnknownAnnotatorError for a name ("" for none) that marks nothing in a project."""
    names = [one.name for one in annotators(store)]
    if annotator and annotator not in names:
        there = "there is" if len(names) == 1 else "there are"
        known = f"{there} {', '.join(names)}" if names else "nobody has marked yet"
        raise UnknownAnnotatorError(f"Nobody called {annotator} marks in this project; {known}.")
