"""The command that tells how far annotators agree."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from annotator.cli.guard import FINE
from annotator.cli.options import PATH, json_option, names
from annotator.cli.output import (
    TerminalProgress,
    counted,
    say,
    say_json,
    say_notices,
    say_table,
)

if TYPE_CHECKING:
    from annotator.agreement.report import LabelFigures, Report
    from annotator.core.policy import Policy
    from annotator.projects.opening import Project

KEYS = (  # of what is told as JSON
    *("project", "sentences", "annotators", "labels", "articles", "overall", "by_label"),
    *("by_pair", "by_article", "confusion", "kinds", "starts", "ends", "attributes"),
    *("relations", "left_out", "warnings"),
)
_PAGE = b"<!DOCTYPE HTML"
SHOWN = 10  # articles of a list that the terminal shows; JSON and CSV have them all

Said = tuple[list[str], "Policy"]  # the sentences on a report, and what they go by


class Given(NamedTuple):
    """What was typed behind `agreement`."""

    project: Path
    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    batch: str
    seed: int
    html: Path | None
    csv: Path | None


@click.command("agreement")
@click.argument("project", type=PATH)
@click.option(
    "--annotators", default="", callback=names, metavar="A,B", help="Measure these alone."
)
@click.option("--label", "labels", multiple=True, help="Measure this label alone; may be repeated.")
@click.option("--batch", default="", help="Measure the articles of this batch alone.")
@click.option("--seed", default=0, show_default=True, help="The seed of the intervals.")
@click.option("--html", type=PATH, metavar="FILE", help="Write the report as one HTML page.")
@click.option(
    "--csv", type=PATH, metavar="DIR", help="Write its tables as CSV files into a folder."
)
@json_option(*KEYS)
def agreement_command(*, as_json: bool, **given: Any) -> int:  # noqa: ANN401 as click has them
    """Tell how far annotators agree.

    Only articles count that two or more annotators finished. F1 for same and for overlapping
    words, alpha and kappa, and how marks differ; intervals are 95 %, resampled by article. The
    HTML page says what each figure means and where it was published.
    """
    from annotator.agreement.report import Scope
    from annotator.agreement.words import summary
    from annotator.projects.opening import open_project
    from annotator.projects.policy import policy
    from annotator.review.measuring import measure

    what = Given(**given)
    _refuse_no_page(what.html)
    with open_project(what.project, read_only=True) as opened, TerminalProgress() as progress:
        say_notices(opened.notices)
        _refuse_unknown(what, opened)
        scope = Scope(what.annotators, what.labels, what.batch, seed=what.seed)
        report = measure(opened.store, opened.scheme, scope, progress=progress)
        wanted = policy(opened)
        titles = {one.name: one.words for one in opened.scheme.labels}
        said = summary(report, wanted.goal, titles)
        _write(what, report, opened, (said, wanted))
    if as_json:
        _tell_json(what.project, report, said)
        return FINE
    _tell(report, titles, said)
    for written in filter(None, (what.html, what.csv)):
        say(f"{written} is written.")
    return FINE


def _refuse_no_page(path: Path | None) -> None:
    """Raise BadParameter where a page would take the place of what is no page."""
    if path is None or not path.exists():
        return
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(_PAGE)).upper() == _PAGE:
                return
    raise click.BadParameter(
        f"{path} is there already and is no HTML page; choose another name.", param_hint="--html"
    )


def _refuse_unknown(what: Given, project: "Project") -> None:
    """Raise BadParameter where a name that was typed is not in the project."""
    from annotator.projects.articles import annotators
    from annotator.projects.assigning import batches

    for option, given, known in (
        ("annotator", what.annotators, [one.name for one in annotators(project)]),
        ("label", what.labels, list(project.scheme.label_by_name)),
        ("batch", (what.batch,) if what.batch else (), batches(project)),
    ):
        for name in given:
            if name not in known:
                there = f"there are {', '.join(known)}" if known else "there are none"
                raise click.BadParameter(f"{what.project} has no {option} {name!r}; {there}.")


def _write(what: Given, report: "Report", project: "Project", said: Said) -> None:
    from annotator.agreement.tables import tables
    from annotator.review.publishing import write_tables

    if what.html is not None:
        _write_html(what.html, report, project, said)
    if what.csv is not None:
        write_tables(what.csv, tables(report))


def _write_html(path: Path, report: "Report", project: "Project", said: Said) -> None:
    from annotator.agreement.html import Wording, html_page
    from annotator.projects.articles import articles
    from annotator.review.publishing import write_whole

    labels = {one.name: (one.words, one.colour.light) for one in project.scheme.labels}
    who = ", ".join(report.annotators) or "nobody"
    scope = f"{counted(report.documents, 'article')}; {who}; labels of {project.scheme.full_name}."
    entries = {entry.id: entry.title for entry in articles(project, queued_only=False)}
    wording = Wording(project.name, said[0], labels, said[1], scope, entries)
    write_whole(path, html_page(report, wording).encode())


def _tell_json(project: Path, report: "Report", said: list[str]) -> None:
    from annotator.agreement.tables import as_json

    say_json({"project": str(project), "sentences": said, **as_json(report)})


def _tell(report: "Report", titles: dict[str, str], said: list[str]) -> None:
    for sentence in said:
        say(sentence)
    if report.by_pair:
        _tell_figures(report, titles)
    _tell_rest(report)


def _tell_figures(report: "Report", titles: dict[str, str]) -> None:
    from annotator.agreement.report import KINDS
    from annotator.agreement.tables import shown

    say()
    rows = [["", "same words", "overlap", "u-alpha", "token alpha", "spans"]]
    rows += [_line(one, titles) for one in (*report.by_label, report.overall)]
    say_table(rows)
    say()
    rows = [["", "same words", "overlap"]]
    rows += [
        [f"{one.left} and {one.right}", shown(one.exact), shown(one.relaxed)]
        for one in report.by_pair
    ]
    say_table(rows)
    if counts := report.kinds.get(""):
        say()
        say(", ".join(f"{n:,} {kind}" for kind, n in zip(KINDS, counts, strict=True)) + ".")


def _line(one: "LabelFigures", titles: dict[str, str]) -> list[str]:
    from annotator.agreement.tables import shown

    figures = [shown(each) for each in (one.exact, one.relaxed, one.u_alpha, one.token_alpha)]
    return [titles.get(one.label, one.label) or "All labels", *figures, f"{one.exact.n:,}"]


def _tell_rest(report: "Report") -> None:
    for article, why in report.left_out[:SHOWN]:
        say(f"Left out: {article}. {why}")
    if (more := len(report.left_out) - SHOWN) > 0:
        say(f"Left out: {counted(more, 'more article')}.")
    for warning in report.warnings:
        say(warning)
