"""What the agreement page asks for, done on a thread of its own."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from weakref import WeakKeyDictionary

from annotator.agreement.report import Figure, Report, Scope
from annotator.core.people import GOLD
from annotator.core.policy import Policy
from annotator.core.progress import Progress
from annotator.projects.opening import Project
from annotator.ui.models.articles_model import ToldArticle
from annotator.ui.models.behind_model import MOST, Pair
from annotator.ui.plots.drawing import Cell
from annotator.ui.plots.of_progress import Pace


@dataclass(frozen=True, slots=True)
class Measured:
    """A report with what stands beside it on the page.

    `sentences` say what it comes to, `titles` are those of all articles by id, `settled` are
    the articles whose gold is finished, `batches` are names with their numbers of articles.
    """

    report: Report
    scope: Scope
    policy: Policy
    sentences: tuple[str, ...]
    titles: dict[str, str]
    settled: frozenset[str]
    batches: tuple[tuple[str, int], ...]
    people: tuple[str, ...]
    paces: tuple[Pace, ...]
    time: datetime


class _Around(NamedTuple):
    """What stands beside a report on the page: read once, until the project changes."""

    moment: object
    titles: dict[str, str]
    settled: frozenset[str]
    batches: tuple[tuple[str, int], ...]
    people: tuple[str, ...]
    paces: tuple[Pace, ...]


_last: WeakKeyDictionary[object, _Around] = WeakKeyDictionary()


def measured(project: Project, scope: Scope, progress: Progress) -> Measured:
    """Return all that the page shows of a scope; raise CancelledError, or what reading raises."""
    from annotator.agreement.words import summary
    from annotator.projects.policy import policy
    from annotator.review.measuring import measure

    wanted = policy(project)
    titles = {label.name: label.words for label in project.scheme.labels}
    report = measure(project.store, project.scheme, scope, progress=progress)
    around = _around(project, progress)
    return Measured(
        report,
        scope,
        wanted,
        tuple(summary(report, wanted.goal, titles)),
        around.titles,
        around.settled,
        around.batches,
        around.people,
        around.paces,
        datetime.now().astimezone(),
    )


def _around(project: Project, progress: Progress) -> _Around:
    from annotator.projects import articles, assigning
    from annotator.projects.people import people
    from annotator.review.measuring import moment_of
    from annotator.review.progress import progress as paces

    def asked() -> bool:
        progress(0, 0, "Reading the journal")
        return False

    moment = moment_of(project.store)
    known = _last.get(project.store)
    if known is not None and known.moment == moment:
        return known
    pace = tuple(paces(project.store, cancelled=asked))
    at_work = {one.annotator for one in pace}  # a lead who marks nothing is not
    found = _last[project.store] = _Around(
        moment,
        articles.titles(project),
        articles.done_by(project, GOLD),
        tuple(assigning.batch_sizes(project)),
        tuple(one.name for one in people(project).people if one.name in at_work),
        pace,
    )
    return found


def pairs_behind(project: Project, scope: Scope, cell: Cell, progress: Progress) -> list[Pair]:
    """Return the places behind a number in reading order, at most MOST; raise CancelledError."""
    from annotator.review.measuring import each_behind

    found = each_behind(project.store, project.scheme, scope, cell, progress)
    return [
        Pair(
            one.document, (one.left_name, one.right_name), (one.left, one.right), one.kind, one.said
        )
        for one in islice(found, MOST)
    ]


def articles_behind(project: Project, cell: Cell, progress: Progress) -> list[ToldArticle]:
    """Return the articles behind a count of work, (WORK, annotator, state), in order."""
    from annotator.review.progress import articles_in

    _, annotator, state = cell
    titles = _around(project, progress).titles
    found = articles_in(project.store, str(annotator), str(state))
    return [ToldArticle(one, titles.get(one) or one, str(state)) for one in found]


def gamma_of(project: Project, scope: Scope, progress: Progress) -> Figure:
    """Return gamma on a sample of articles; raise CancelledError."""
    from annotator.review.measuring import gamma

    return gamma(project.store, project.scheme, scope, progress=progress)
