"""What the agreement page asks for, done on a thread of its own."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from annotator.agreement.report import Figure, Report, Scope
from annotator.core.people import GOLD
from annotator.core.policy import Policy
from annotator.core.progress import Progress
from annotator.projects.opening import Project
from annotator.ui.models.behind_model import Pair
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


def measured(project: Project, scope: Scope, progress: Progress) -> Measured:
    """Return all that the page shows of a scope; raise CancelledError, or what reading raises."""
    from annotator.agreement.words import summary
    from annotator.projects import articles, assigning
    from annotator.projects.people import people
    from annotator.projects.policy import policy
    from annotator.review.measuring import measure
    from annotator.review.progress import progress as paces

    def asked() -> bool:
        progress(0, 0, "Reading the journal")
        return False

    wanted = policy(project)
    titles = {label.name: label.words for label in project.scheme.labels}
    report = measure(project.store, project.scheme, scope, progress=progress)
    entries = articles.articles(project)
    given = {(one.batch, one.document) for one in assigning.assigned(project) if one.batch}
    return Measured(
        report,
        scope,
        wanted,
        tuple(summary(report, wanted.goal, titles)),
        {entry.id: entry.title for entry in entries},
        frozenset(entry.id for entry in entries if entry.of(GOLD).state == "done"),
        tuple(sorted(Counter(batch for batch, _ in given).items())),
        tuple(one.name for one in people(project).people),
        tuple(paces(project.store, cancelled=asked)),
        datetime.now().astimezone(),
    )


def pairs_behind(project: Project, scope: Scope, cell: Cell, progress: Progress) -> list[Pair]:
    """Return the places behind a number in reading order; raise CancelledError."""
    from annotator.review.measuring import behind

    found = behind(project.store, project.scheme, scope, cell, progress)
    return [
        Pair(one.document, (one.left_name, one.right_name), (one.left, one.right), one.kind)
        for one in found
    ]


def gamma_of(project: Project, scope: Scope, progress: Progress) -> Figure:
    """Return gamma on a sample of articles; raise CancelledError."""
    from annotator.review.measuring import gamma

    return gamma(project.store, project.scheme, scope, progress=progress)
