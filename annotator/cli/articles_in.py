"""The command that brings articles and marks in."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.guard import FINE, PROBLEMS
from annotator.cli.output import TerminalProgress, counted, say, say_json

if TYPE_CHECKING:
    from annotator.transfer.importing import ImportOptions, ImportReport

PATH = click.Path(path_type=Path)
FORMATS = ("auto", "text", "dataset", "jsonl", "csv")


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
    dry_run: bool
    as_json: bool


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
@click.option("--map", "mapping", type=PATH, help="JSON: old names of labels and their new ones.")
@click.option("--encoding", default="", help="The encoding of all files; else it is found out.")
@click.option("--dry-run", is_flag=True, help="Say what would come in; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
def import_command(**typed: Any) -> int:  # noqa: ANN401 click gives one value an option
    """Bring articles in, with their marks.

    From files and folders: text, our datasets, JSONL, CSV. All or nothing for each file: one that
    is refused leaves no trace and is named.
    """
    return _import(Given(**typed))


def _import(given: Given) -> int:
    from annotator.projects.opening import open_project
    from annotator.transfer.importing import import_paths

    options = _options(given)
    with open_project(given.project) as project, TerminalProgress() as progress:
        report = import_paths(project.store, project.scheme, list(given.paths), options, progress)
    if given.as_json:
        say_json(_report_json(given, report))
    else:
        _tell(given, report)
    return PROBLEMS if report.refused else FINE


def _options(given: Given) -> "ImportOptions":
    from annotator.transfer.importing import ImportOptions, read_map

    return ImportOptions(
        form=given.form,
        text_column=given.text_column,
        annotator=given.annotator,
        split_stories=given.split_stories,
        mapping=read_map(given.mapping) if given.mapping else None,
        encoding=given.encoding,
        dry_run=given.dry_run,
    )


def _tell(given: Given, report: "ImportReport") -> None:
    for sentence in (*report.notes, *report.refused):
        say(sentence)
    verb = "would come in" if given.dry_run else "came in"
    parts = [f"{counted(len(report.added), 'article')} {verb}"]
    if report.known:
        parts.append(f"{len(report.known):,} known already")
    if report.refused:
        parts.append(f"{len(report.refused):,} refused")
    say(f"{given.project}: {', '.join(parts)}.")


def _report_json(given: Given, report: "ImportReport") -> dict[str, object]:
    return {
        "project": str(given.project),
        "dry_run": given.dry_run,
        "added": list(report.added),
        "known": list(report.known),
        "refused": list(report.refused),
        "notes": list(report.notes),
    }
