"""The command that brings articles and marks in."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.guard import (
    BAD_INPUT,
    ENVIRONMENT,
    FINE,
    PROBLEMS,
    STOPPED,
    say_error,
)
from annotator.cli.options import PATH, json_option
from annotator.cli.output import (
    TerminalProgress,
    counted,
    plain,
    say,
    say_json,
    say_notices,
)

if TYPE_CHECKING:
    from annotator.transfer.importing import ImportOptions, ImportReport

FORMATS = ("auto", "text", "dataset", "jsonl", "csv")
KEYS = ("project", "dry_run", "added", "known", "marks", "split", "refused", "notes")


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed behind `import`."""

    project: Path
    paths: tuple[Path, ...]
    form: str
    text_column: str
    annotator: str
    split_stories: bool
    mapping: Path | None
    encoding: str
    language: str
    done: bool
    large: bool
    dry_run: bool
    as_json: bool


def _language(ctx: click.Context, option: click.Parameter, value: str) -> str:
    from annotator.core.languages import language_tag

    del ctx, option
    tag = language_tag(value)
    if value and not tag:
        raise click.BadParameter(f"{value!r} is no language tag (BCP 47), such as en or pt-BR.")
    return tag


def _encoding(ctx: click.Context, option: click.Parameter, value: str) -> str:
    from annotator.transfer.encodings import is_encoding

    del ctx, option
    if value and not is_encoding(value):
        raise click.BadParameter(f"there is no encoding {value!r}.")
    return value


@click.command("import")
@click.argument("project", type=PATH)
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="auto",
    show_default=True,
    help="What the files are; auto goes by name and content.",
)
@click.option("--text-column", default="", help="The column or key that holds the text.")
@click.option("--annotator", default="", help="Whose marks they are; else as the file says.")
@click.option("--split-stories", is_flag=True, help="Split files that hold several stories.")
@click.option(
    "--map",
    "mapping",
    type=PATH,
    help="JSON: what old labels, relations, attributes, values and regions are called here.",
)
@click.option(
    "--encoding",
    default="",
    callback=_encoding,
    help="The encoding of all files; else it is found out.",
)
@click.option(
    "--language",
    default="",
    metavar="TAG",
    callback=_language,
    help="The language of articles whose files do not say theirs: en, pt-BR, zh-Hant (BCP 47).",
)
@click.option(
    "--done", is_flag=True, help="The marks are finished work, where the files do not say how far."
)
@click.option("--large", is_flag=True, help="Take files above 200 MB without asking.")
@click.option("--dry-run", is_flag=True, help="Say what would come in; change nothing.")
@json_option(*KEYS)
def import_command(**typed: Any) -> int:  # noqa: ANN401 click gives one value an option
    """Bring articles in, with their marks.

    From files and folders: text, our datasets, JSON lines, tables. All or nothing for each file:
    one that is refused leaves no trace and is named. The same text comes in once.

    Leaves with 0 when all of it is in, 1 when some was refused, 2 when nothing came in because all
    of it was (3 where the computer would not let it be read).
    """
    return _import(Given(**typed))


def _import(given: Given) -> int:
    from annotator.projects.opening import open_project
    from annotator.transfer.importing import import_paths

    options = _options(given)
    try:
        with (
            open_project(given.project, read_only=given.dry_run) as project,
            TerminalProgress() as progress,
        ):
            paths, scheme = list(given.paths), project.scheme
            report = import_paths(project.store, scheme, paths, options, progress)
    except KeyboardInterrupt:
        say_error("Stopped: what had come in by then is whole, the rest left no trace.")
        return STOPPED
    say_notices(project.notices)
    if given.as_json:
        say_json(_report_json(given, report))
    else:
        _tell(given, report)
    return _code_of(report)


def _code_of(report: "ImportReport") -> int:
    if not report.refused:
        return FINE
    if report.added or report.known or report.marks:
        return PROBLEMS
    return ENVIRONMENT if report.hindered else BAD_INPUT


def _options(given: Given) -> "ImportOptions":
    from annotator.transfer.importing import ASKS_ABOVE, ImportOptions, read_map

    return ImportOptions(
        form=given.form,
        text_column=given.text_column,
        annotator=_name(given.annotator),
        split_stories=given.split_stories,
        mapping=read_map(given.mapping) if given.mapping else None,
        encoding=given.encoding,
        language=given.language,
        done=given.done,
        dry_run=given.dry_run,
        allow_large=given.large or _may_be_large(given, ASKS_ABOVE),
        max_bytes=ASKS_ABOVE,
    )


def _name(annotator: str) -> str:
    """Return the name that was typed; raise BadParameter where nobody can be called so."""
    fit = annotator[:1].isalpha() and annotator.isprintable() and annotator == annotator.strip()
    if annotator and not fit:
        raise click.BadParameter(
            f"{annotator!r} is no name, which begins with a letter.", param_hint="--annotator"
        )
    return annotator


def _may_be_large(given: Given, limit: int) -> bool:
    """Ask, where somebody sits at the terminal, whether large files are meant."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    from annotator.transfer.sources import find_sources

    large = [one for one in find_sources(given.paths, given.form, []) if one.size > limit]
    return all(
        click.confirm(f"{plain(str(one.path))} has {one.size / 1e6:,.0f} MB. Take it?", err=True)
        for one in large
    )


def _tell(given: Given, report: "ImportReport") -> None:
    for sentence in report.notes:
        say(" ".join(sentence.split()))
    for sentence in report.refused:
        say_error(sentence)
    verb = "would come in" if given.dry_run else "came in"
    wholes = {parent for parent, _ in report.split}
    stories = sum(len(names) for _, names in report.split)
    parts = [f"{counted(len(set(report.added) - wholes), 'article')} {verb}"]
    if report.marks:
        parts.append(counted(report.marks, "mark"))
    if report.split:
        kept = "the whole is" if len(wholes) == 1 else "the wholes are"
        of = f"{stories:,} of them stories of {len(wholes):,} that held several"
        parts.append(f"{of} ({kept} kept out of the queue)")
    if report.known:
        parts.append(f"{len(report.known):,} known already")
    if report.refused:
        parts.append(f"{len(report.refused):,} refused")
    say(f"{given.project}: {', '.join(parts)}.")


def _report_json(given: Given, report: "ImportReport") -> dict[str, object]:
    return {
        "project": str(given.project),
        "dry_run": given.dry_run,
        "added": report.added,
        "known": [{"file": name, "article": article} for name, article in report.known],
        "marks": report.marks,
        "split": [{"article": parent, "stories": names} for parent, names in report.split],
        "refused": report.refused,
        "notes": report.notes,
    }
