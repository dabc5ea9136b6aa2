"""Commands on what goes out: check, export, verify."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.guard import FINE, PROBLEMS, say_error
from annotator.cli.options import PATH, json_option
from annotator.cli.output import (
    TerminalProgress,
    counted,
    say,
    say_json,
    say_notices,
)

if TYPE_CHECKING:
    from annotator.transfer.checking import Finding
    from annotator.transfer.export_terms import ExportOptions, ExportRefusedError, ExportReport

VIEWS = ("adjudicated", "annotator", "all")
PARTS = 3
LET_OUT = "With --unfinished, marks that are not done go out, too."
SHOWN = 20  # problems that a refusal tells one by one; the rest is counted
KEYS = (  # of what export tells as JSON, whether it was done or refused
    *("project", "out", "view", "records", "spans", "relations", "files", "left_out", "losses"),
    *("notes", "errors", "warnings", "problems"),
)


@click.command("check")
@click.argument("project", type=PATH)
@click.option("--annotator", default="", help="Look at the marks of this annotator alone.")
@json_option("project", "errors", "warnings", "accepted", "hints", "problems")
def check_command(project: Path, annotator: str, *, as_json: bool) -> int:
    """Tell what is wrong with the marks.

    By article, with mark, rule and reason. Leaves with 1 while there are errors, or warnings that
    nobody accepted.
    """
    from annotator.projects.opening import open_project
    from annotator.transfer.checking import findings

    with open_project(project, read_only=True) as opened, TerminalProgress() as progress:
        say_notices(opened.notices)
        found = list(findings(opened.store, opened.scheme, annotator=annotator, progress=progress))
    if as_json:
        say_json({"project": str(project), **_counts(found), "problems": _as_json(found)})
    else:
        _tell(found)
    return PROBLEMS if any(one.stands for one in found) else FINE


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed behind `export`."""

    project: Path
    out: Path
    form: str
    view: str
    annotator: str
    split: tuple[int, int, int] | None
    seed: int
    force: bool
    allow_problems: bool
    parquet: bool
    unfinished: bool
    as_json: bool


def _shares(ctx: click.Context, option: click.Parameter, value: str) -> tuple[int, ...] | None:
    if not value:
        return None
    try:
        shares = tuple(int(part) for part in value.split(","))
    except ValueError:
        shares = ()
    if len(shares) != PARTS or min(shares) < 0 or sum(shares) != 100:  # noqa: PLR2004 per cent
        raise click.BadParameter(
            f"{value!r} is not three whole numbers that add up to 100, as 80,10,10."
        )
    return shares


@click.command("export")
@click.argument("project", type=PATH)
@click.argument("out", type=PATH)
@click.option("--format", "form", type=click.Choice(["dataset"]), default="dataset")
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="adjudicated",
    show_default=True,
    help="One settled set an article (finished gold, else the only finished set), a record for "
    "each annotator who finished, or the marks of all who finished in one record (articles that "
    "nobody began go out, too).",
)
@click.option("--annotator", default="", help="Only the marks of this annotator.")
@click.option("--split", default="", callback=_shares, help="Per cent: train,validation,test.")
@click.option("--seed", default=0, show_default=True, help="Another seed, another split.")
@click.option("--force", is_flag=True, help="Replace a dataset that was written before.")
@click.option(
    "--allow-problems", is_flag=True, help="Export in spite of warnings that nobody accepted."
)
@click.option("--parquet", is_flag=True, help="Write the records as Parquet too; it needs pyarrow.")
@click.option(
    "--unfinished",
    is_flag=True,
    help="With the views annotator and all: let out sets that nobody said done to, too. Their "
    "annotators are not among `annotators`.",
)
@json_option(*KEYS)
def export_command(**typed: Any) -> int:  # noqa: ANN401 click gives one value an option
    """Write a dataset folder.

    It is proved before it takes its name. Refused while problems stand in what goes out: they are
    named, and the exit code is 1. Errors are never let out.

    Only finished sets go out. What stays at home is counted, here and in the dataset's card.
    """
    given = Given(**typed)
    if given.unfinished and given.view == VIEWS[0]:
        raise click.UsageError("--unfinished is for --view annotator and all: say which.")
    return _export(given)


def _export(given: Given) -> int:
    from annotator.projects.opening import open_project
    from annotator.transfer.export_terms import ExportRefusedError, NothingToExportError
    from annotator.transfer.exporting import export_dataset

    options = _options(given)
    try:
        with open_project(given.project, read_only=True) as opened, TerminalProgress() as progress:
            say_notices(opened.notices)
            report = export_dataset(opened.store, opened.scheme, given.out, options, progress)
    except ExportRefusedError as error:
        _tell_refusal(given, error)
        return PROBLEMS
    except NothingToExportError as error:
        sentence = f"{error} {_way_out(given, error.left_out)}".rstrip()
        if given.as_json:
            say_json(_nothing_json(given, notes=[sentence], left_out=error.left_out))
        else:
            say_error(sentence)
        return PROBLEMS
    if given.as_json:
        say_json(_report_json(given, report))
    else:
        _tell_report(given, report)
    return FINE


def _options(given: Given) -> "ExportOptions":
    from annotator.transfer.export_terms import ExportOptions

    return ExportOptions(
        view=given.view,
        annotator=given.annotator,
        split=given.split,
        seed=given.seed,
        force=given.force,
        allow_problems=given.allow_problems,
        parquet=given.parquet,
        unfinished=given.unfinished,
    )


def _tell_refusal(given: Given, error: "ExportRefusedError") -> None:
    if given.as_json:
        told = {"errors": error.errors, "warnings": error.warnings}
        say_json(_nothing_json(given, **told, problems=_as_json(error.findings)))
        return
    _tell_findings(error.findings[:SHOWN])
    hidden = error.errors + error.warnings - len(error.findings[:SHOWN])
    if hidden:
        say(f"... and {counted(hidden, 'problem')} more: `quoth check` tells them all.")
    hint = "" if error.errors else " Accept them one by one, or all with --allow-problems."
    say_error(f"{error}{hint}")


def _nothing_json(given: Given, **said: object) -> dict[str, object]:
    """Return what is told as JSON where nothing was written; `said` is what there is to say."""
    nothing = {"out": "", "records": 0, "spans": 0, "relations": 0, "errors": 0, "warnings": 0}
    empty: dict[str, object] = {"files": {}, "left_out": {}, "losses": [], "notes": []}
    whole = {"project": str(given.project), "view": given.view, **nothing, **empty}
    whole |= {"problems": [], **said}
    return {key: whole[key] for key in KEYS}


def _way_out(given: Given, left_out: Mapping[str, int]) -> str:
    """Return how what was left out goes out, where an option lets it, else ""."""
    from annotator.transfer.export_terms import holds_unfinished

    may = given.view != VIEWS[0] and not given.unfinished
    return LET_OUT if may and holds_unfinished(left_out) else ""


def _tell_report(given: Given, report: "ExportReport") -> None:
    from annotator.transfer.export_terms import left_out_sentences

    for sentence in (*left_out_sentences(report.left_out), *report.losses, *report.notes):
        say(sentence)
    if way := _way_out(given, report.left_out):
        say(way)
    files = ", ".join(f"{path} {records:,}" for path, records in report.files.items())
    say(
        f"{report.out}: {counted(report.records, 'record')} ({files}) with "
        f"{counted(report.spans, 'span')} and {counted(report.relations, 'relation')}."
    )


def _report_json(given: Given, report: "ExportReport") -> dict[str, object]:
    return {
        "project": str(given.project),
        "out": str(report.out),
        "view": given.view,
        "records": report.records,
        "spans": report.spans,
        "relations": report.relations,
        "files": report.files,
        "left_out": report.left_out,
        "losses": report.losses,
        "notes": report.notes,
        "errors": 0,
        "warnings": 0,
        "problems": [],
    }


@click.command("verify")
@click.argument("path", type=PATH)
@json_option("path", "problems", "notes")
def verify_command(path: Path, *, as_json: bool) -> int:
    """Prove a dataset, without its project.

    Every span is sliced again, every digest, id, relation and split looked at, every label,
    attribute and region held against the scheme in the folder. A file of records alone is held
    against the scheme that comes with Quoth, if it names that one; what could not be looked at is
    said.
    """
    from annotator.transfer.verify import prove_path

    with TerminalProgress() as progress:
        found = prove_path(path, progress)
    problems, notes = found.problems, found.notes
    if as_json:
        say_json({"path": str(path), "problems": problems, "notes": notes})
    else:
        for sentence in (*problems, *notes):
            say(sentence)
        told = counted(len(problems), "problem") if problems else "all of it holds"
        say(f"{path}: {told}.")
    return PROBLEMS if problems else FINE


def _tell(found: Sequence["Finding"]) -> None:
    _tell_findings(found)
    counts = _counts(found)
    say(
        f"{counted(counts['errors'], 'error')}, {counted(counts['warnings'], 'open warning')}, "
        f"{counts['accepted']:,} accepted, {counted(counts['hints'], 'hint')}."
    )


def _tell_findings(found: Iterable["Finding"]) -> None:
    article = ("", "")
    for one in found:
        if article != (one.document, one.annotator):
            article = (one.document, one.annotator)
            say(f"{one.document} ({one.annotator})  {one.title}")
        problem = one.problem
        marks = ", ".join(problem.marks) or f"{problem.start}-{problem.end}"
        accepted = f" (accepted: {problem.accepted})" if problem.accepted else ""
        say(f"  {problem.severity:<8}{problem.rule}  {marks}  {problem.message}{accepted}")


def _counts(found: Iterable["Finding"]) -> dict[str, int]:
    kinds = Counter("accepted" if one.problem.accepted else one.problem.severity for one in found)
    return {
        "errors": kinds["error"],
        "warnings": kinds["warning"],
        "accepted": kinds["accepted"],
        "hints": kinds["hint"],
    }


def _as_json(found: Iterable["Finding"]) -> list[dict[str, object]]:
    return [
        {
            "article": one.document,
            "annotator": one.annotator,
            "rule": one.problem.rule,
            "severity": one.problem.severity.value,
            "marks": list(one.problem.marks),
            "start": one.problem.start,
            "end": one.problem.end,
            "message": one.problem.message,
            "accepted": one.problem.accepted,
        }
        for one in found
    ]
