"""The first step of the program: a project that is named alone waits for no commands to load."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process by default) and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if is_for_the_window(given):
        code = _window(Path(given[0]) if given else None)
        if code is not None:
            return code
    from annotator.cli.app import run as run_command

    return run_command(given)


def is_for_the_window(given: Sequence[str]) -> bool:
    """Tell whether a command line can only mean the window: nothing, or a path written as one."""
    if len(given) != 1:
        return not given
    return not given[0].startswith("-") and any(sign in given[0] for sign in "/\\.")


def _window(project: Path | None) -> int | None:
    """Return the window's exit code, or None where it cannot be loaded, which the command says."""
    from annotator.projects.opening import refuse_missing

    try:
        if project is not None:
            refuse_missing(project)
        return _opened(project)
    except BaseException as error:  # noqa: BLE001 told in a sentence, as of any command
        from annotator.cli.guard import guarded

        return guarded(partial(_raise, error))


def _opened(project: Path | None) -> int | None:
    from annotator.core.collector import without_collector

    try:
        with without_collector():
            from annotator.ui.app import open_window
    except ImportError:
        return None
    return open_window(project)


def _raise(error: BaseException) -> NoReturn:
    raise error
