"""Commands on a project as a whole: new, list, backup, doctor."""

from dataclasses import asdict
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Literal

import click

from annotator.cli.guard import BAD_INPUT, FINE, PROBLEMS, exit_code_of
from annotator.cli.options import PATH, json_option
from annotator.cli.output import (
    counted,
    say,
    say_json,
    say_notices,
    say_table,
    shortened,
)
from annotator.core.articles import ArticleEntry


@click.command("new")
@click.argument("project", type=PATH)
@click.option("--name", default="", help="What the project is called; else the file's name.")
@click.option("--scheme", type=PATH, help="A label scheme (JSON); else the one that is shipped.")
@json_option("project", "name", "scheme")
def new_command(project: Path, name: str, scheme: Path | None, *, as_json: bool) -> int:
    """Make a project.

    It is one file that holds everything: articles, marks, labels, history.
    """
    from annotator.core.schemes import read_scheme
    from annotator.projects.opening import make_project, with_ending

    if not project.name:
        raise click.BadParameter(f"{project} is no name for a file.")
    project = with_ending(project)
    data = scheme.read_bytes() if scheme else None
    if scheme and data is not None:
        read_scheme(data, str(scheme))
    with make_project(project, name=name, scheme=data) as made:
        if as_json:
            say_json(
                {"project": str(made.path), "name": made.name, "scheme": made.scheme.full_name}
            )
        else:
            labels = ", ".join(label.words for label in made.scheme.enabled_labels)
            say(f"{made.path}: a new project, {made.name}, with the labels {labels}.")
    return FINE


@click.command("list")
@click.argument("project", type=PATH)
@json_option("project", "articles", "unqueued")
def list_command(project: Path, *, as_json: bool) -> int:
    """List the articles of the queue.

    A line each: id, title, words, and by annotator the status and the number of marks. Articles
    that were split into their stories are out of the queue; they are counted.
    """
    from annotator.projects.articles import articles, count_articles
    from annotator.projects.opening import open_project

    with open_project(project, read_only=True) as opened:
        say_notices(opened.notices)
        entries = articles(opened)
        unqueued = count_articles(opened, queued_only=False) - len(entries)
    if as_json:
        listed = [_entry_json(entry) for entry in entries]
        say_json({"project": str(project), "articles": listed, "unqueued": unqueued})
        return FINE
    say_table([_entry_row(entry) for entry in entries])
    rest = f", {unqueued:,} out of the queue" if unqueued else ""
    say(f"{counted(len(entries), 'article')}{rest}.")
    return FINE


@click.command("backup")
@click.argument("project", type=PATH)
@click.argument("out", type=PATH, required=False)
@json_option("project", "backup")
def backup_command(project: Path, out: Path | None, *, as_json: bool) -> int:
    """Write a proved copy of the project.

    It goes to OUT, a file or a folder, or beside the project.
    """
    from annotator.projects.articles import backup
    from annotator.projects.opening import open_project

    with open_project(project, read_only=True) as opened:
        say_notices(opened.notices)
        written = _backup_path(opened.path, out)
        backup(opened, written)
    if as_json:
        say_json({"project": str(project), "backup": str(written)})
    else:
        say(f"{written}: a copy of {project}.")
    return FINE


@click.command("doctor")
@click.argument("project", type=PATH, required=False)
@click.option(
    "--restore",
    is_flag=True,
    help="First put the newest automatic backup in PROJECT's place; what lies there is kept.",
)
@click.option(
    "--log-aside",
    is_flag=True,
    help="First set edits aside that the shadow log has and that do not continue PROJECT.",
)
@json_option("done", "findings", "problems")
def doctor_command(project: Path | None, *, restore: bool, log_aside: bool, as_json: bool) -> int:
    """Examine the installation and a project.

    Each finding comes with its cause and how to mend it. Nothing is changed unless an option says
    so. Leaves with 1 where something is wrong.
    """
    from annotator.doctor import examine
    from annotator.projects.opening import meant

    if project is None and (restore or log_aside):
        raise click.UsageError("Name the PROJECT that is to be mended.")
    done: list[str] = []
    if project is not None:
        project = meant(project)
        done = _mended(project, restore=restore, log_aside=log_aside)
        _refuse_no_project(project)
    found = examine(project)
    wrong = [one for one in found if not one.ok]
    if as_json:
        told = {"done": done, "findings": [asdict(one) for one in found], "problems": len(wrong)}
        say_json(told)
        return PROBLEMS if wrong else FINE
    for sentence in done:
        say(sentence)
    for one in found:
        say(f"{'ok' if one.ok else 'WRONG':<6}{one.subject}: {one.finding}")
        if not one.ok:
            say(f"      cause: {one.cause}\n      mend: {one.mend}")
    say(f"{counted(len(wrong), 'problem')}." if wrong else "All is well.")
    return PROBLEMS if wrong else FINE


def _mended(path: Path, *, restore: bool, log_aside: bool) -> list[str]:
    """Do to a project what was asked for; return it in sentences."""
    from annotator.projects.opening import open_project

    done = [_restored(path)] if restore else []
    if restore or log_aside:
        choice: Literal["ask", "keep aside"] = "keep aside" if log_aside else "ask"
        with open_project(path, shadow_choice=choice) as project:
            done.extend(project.notices)
    return done


def _restored(path: Path) -> str:
    from annotator.projects.articles import kept_backups, restore
    from annotator.projects.opening import DamagedProjectError, StoreError, open_project

    backups = kept_backups(path)
    try:
        open_project(path, read_only=True).close()
    except DamagedProjectError as error:
        backups = error.backups or backups
    except StoreError:  # whatever lies there, the backup is that of this path
        pass
    if not backups:
        raise click.UsageError(f"There is no automatic backup of {path}.")
    aside = restore(backups[0], path)
    kept = f"; what lay there is kept as {aside}" if aside else ""
    return f"{backups[0]} was put in the place of {path}{kept}."


def _refuse_no_project(path: Path) -> None:
    """Raise what opening raises where the path is bad input; what is damaged is to be examined."""
    from annotator.projects.opening import open_project

    try:
        open_project(path, read_only=True).close()
    except Exception as error:
        if exit_code_of(error) == BAD_INPUT:
            raise


def _backup_path(project: Path, out: Path | None) -> Path:
    if out is not None and not out.is_dir():
        return out
    stem = f"{project.stem} {datetime.now().astimezone():%Y-%m-%d %H%M%S}"
    names = chain([f"{stem}.quoth"], (f"{stem} {number}.quoth" for number in count(2)))
    paths = ((out or project.parent) / name for name in names)
    return next(path for path in paths if not path.exists())


def _entry_row(entry: ArticleEntry) -> tuple[str, ...]:
    sets = [
        f"{one.annotator}: {entry.state_for(one.annotator)}, {counted(one.spans, 'span')}, "
        f"{counted(one.relations, 'relation')}"
        for one in entry.sets
    ]
    return (
        entry.id,
        shortened(entry.title, 60),
        f"{entry.words:,} words",
        "; ".join(sets) or "new",
    )


def _entry_json(entry: ArticleEntry) -> dict[str, object]:
    sets = [
        {
            "annotator": one.annotator,
            "status": entry.state_for(one.annotator),
            "spans": one.spans,
            "relations": one.relations,
            "flagged": one.flagged,
        }
        for one in entry.sets
    ]
    return {
        "id": entry.id,
        "title": entry.title,
        "length": entry.length,
        "words": entry.words,
        "language": entry.language,
        "sets": sets,
    }
