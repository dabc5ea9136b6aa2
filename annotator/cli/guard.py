"""Turns what a command raises into one sentence and an exit code; nobody sees a traceback."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress

import click

FINE, PROBLEMS, BAD_INPUT, ENVIRONMENT = 0, 1, 2, 3
STOPPED, BROKEN_PIPE = 130, 141  # as a shell says of a program that was interrupted

_INPUT_ERRORS = {
    *(errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EINVAL),
    *(errno.ENAMETOOLONG, errno.ELOOP),
}


def guarded(work: Callable[[], int]) -> int:
    """Return the exit code of some work, or of the error that it raised, said in a sentence."""
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # so click leaves when the reader of a pipe has gone
        _hush()
        return BROKEN_PIPE
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 the last place before the person
        with suppress(OSError):  # nobody listens
            code = _told(error)
        _hush_unless_it_takes_words()
    return code


def exit_code_of(error: BaseException) -> int | None:
    """Return the exit code that an error stands for, or None where it is a fault of the program.

    Errors of ours carry a sentence and, where the environment is at fault, their own `exit_code`.
    """
    found = getattr(error, "exit_code", None)
    if isinstance(found, int):
        return found
    if isinstance(error, OSError):
        return BAD_INPUT if error.errno in _INPUT_ERRORS else ENVIRONMENT
    ours = type(error).__module__.startswith("annotator.")
    return BAD_INPUT if ours or isinstance(error, UnicodeError) else None


def sentence_of(error: BaseException) -> str:
    """Return what is wrong as one line."""
    if isinstance(error, OSError) and error.strerror:
        place = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        return f"{place}{error.strerror}."
    if isinstance(error, click.ClickException):
        words = error.format_message()
        stop = "" if words.endswith((".", "?", "!")) else "."
        return f"{words}{stop}{_where_help_is(error)}"
    return str(error) or type(error).__name__


def say_error(words: str) -> None:
    """Print one sentence on the error stream, on one line."""
    from annotator.cli.output import plain

    click.echo(f"quoth: {plain(' '.join(words.split()))}", err=True)


def _told(error: BaseException) -> int:
    from annotator.core.progress import CancelledError

    if isinstance(error, click.ClickException):
        say_error(sentence_of(error))
        return BAD_INPUT
    if isinstance(error, KeyboardInterrupt | click.Abort | CancelledError):
        say_error("Stopped.")
        return STOPPED
    code = exit_code_of(error)
    if code is not None:
        say_error(sentence_of(error))
        return code
    return _told_as_a_fault(error)


def _told_as_a_fault(error: BaseException) -> int:
    from annotator.log import log_exception

    path = log_exception("a command failed", error)
    where = f" The details are in {path}." if path else ""
    say_error(f"Something went wrong in Quoth itself: {sentence_of(error)}.{where}")
    return ENVIRONMENT


def _where_help_is(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f" Try `{context.command_path} --help`." if context else ""


def _hush_unless_it_takes_words() -> None:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _hush()


def _hush() -> None:
    """Let the interpreter's last flush go nowhere: nobody reads, or the disk is full."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # a stream that is no file
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
