"""The command `quoth`: its subcommands, and a project opened in the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from annotator import __version__
from annotator.cli.agreement import agreement_command
from annotator.cli.articles_in import import_command
from annotator.cli.dataset_out import check_command, export_command, verify_command
from annotator.cli.guard import ENVIRONMENT, FINE, guarded, say_error
from annotator.cli.options import PATH
from annotator.cli.people import assign_command, people_command, progress_command
from annotator.cli.project import backup_command, doctor_command, list_command, new_command

WINDOW = "window"


class ProjectOrCommand(click.Group):
    """A group that takes a project's path in the place of a command; `./new` is always a path."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was named, or the window on the path that was given."""
        first = args[0]
        if self.get_command(ctx, first) is not None or first.startswith("-"):
            return super().resolve_command(ctx, args)
        if not _is_a_path(first):
            raise click.UsageError(f"There is neither a command nor a project {first!r}.", ctx)
        return WINDOW, window_command, args

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are used, not by the alphabet."""
        return list(self.commands)


@click.group(
    cls=ProjectOrCommand,
    invoke_without_command=True,
    subcommand_metavar="[PROJECT | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="quoth")
@click.pass_context
def quoth(ctx: click.Context) -> int:
    """Mark who said what in the news: claims, denials, quotes, actors.

    Without a command the window opens, on PROJECT or on the project that was open last.
    A project that is named like a command opens by ./NAME.

    Every command leaves with 0 when all is well, 1 when problems were found, 2 for bad input or
    use, 3 when the computer is at fault (a full disk, a lock, rights, a missing library). What
    hinders a command altogether is one sentence on the error stream, and the output stays empty,
    with --json too.
    """
    return _open_window(None) if ctx.invoked_subcommand is None else FINE


@click.command(WINDOW, hidden=True)
@click.argument("project", type=PATH)
def window_command(project: Path) -> int:
    """Open a project in the window."""
    return _open_window(project)


for _command in (
    new_command,
    import_command,
    list_command,
    people_command,
    assign_command,
    progress_command,
    check_command,
    agreement_command,
    export_command,
    verify_command,
    backup_command,
    doctor_command,
):
    quoth.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process by default) and return its exit code.

    0 is fine, 1 problems found, 2 bad input or use, 3 the environment is at fault, 130 stopped.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names of files may hold what cannot be encoded
            stream.reconfigure(errors="backslashreplace")
    given = None if arguments is None else list(arguments)
    return guarded(lambda: _code(quoth.main(given, prog_name="quoth", standalone_mode=False)))


def _code(result: object) -> int:
    return result if isinstance(result, int) else FINE


def _is_a_path(word: str) -> bool:
    written_so = any(sign in word for sign in "/\\.")
    return written_so or any(os.path.exists(word + end) for end in ("", ".quoth"))  # noqa: PTH110 never raises


def _open_window(project: Path | None) -> int:
    from annotator.projects.opening import refuse_missing

    if project is not None:
        refuse_missing(project)
    try:
        from annotator.ui.app import open_window
    except ImportError as error:
        if (error.name or "").startswith("annotator"):
            raise
        say_error(f"The window needs Qt, which does not load here: {error}. Try `quoth doctor`.")
        return ENVIRONMENT
    return open_window(project)
