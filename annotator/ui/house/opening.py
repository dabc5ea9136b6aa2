"""Open a project from the window; where that fails, offer what can still be done."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.projects.articles import restore
from annotator.projects.opening import (
    DamagedProjectError,
    Project,
    UnmergedShadowError,
    open_project,
)
from annotator.ui.dialogs.message import Choice, ask, tell_error

OFFERED = 4  # backups, the newest


def opened(window: QWidget, path: Path) -> Project | None:
    """Return the project at a path, or None where it could not be opened and that was told."""
    try:
        return open_project(path)
    except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
        return mended(window, path, error)


def mended(window: QWidget, path: Path, error: Exception) -> Project | None:
    """Return a project that could not be opened, or None where that was told and so it stays.

    A damaged project can be replaced by a backup, the damaged file being kept; edits that do not
    continue the file can be kept aside.
    """
    if isinstance(error, DamagedProjectError):
        return _from_backup(window, path, error)
    if isinstance(error, UnmergedShadowError):
        return _without_shadow(window, path, error)
    tell_error(window, f"{path.name} could not be opened", error)
    return None


def _from_backup(window: QWidget, path: Path, error: DamagedProjectError) -> Project | None:
    backups = [one for one in error.backups if one.is_file()][:OFFERED]
    if not backups:
        tell_error(window, f"{path.name} is damaged", error)
        return None
    choices = [Choice(str(one), f"Backup of {_time_of(one)}") for one in reversed(backups)]
    log = " Edits made since are taken from the shadow log." if error.shadow else ""
    chosen = ask(
        window,
        f"{path.name} is damaged. Put a backup in its place?",
        [Choice("", "Leave it"), *choices],
        details=f"{error}\n\nThe damaged file is kept beside it.{log}",
    )
    if not chosen:
        return None
    try:
        kept = restore(Path(chosen), path)
        project = open_project(path)
    except Exception as fault:  # noqa: BLE001 told in a dialog, logged with its traceback
        tell_error(window, f"The backup of {path.name} could not be put back", fault)
        return None
    if kept is not None:
        project.notices.append(f"The damaged file is kept as {kept}.")
    return project


def _without_shadow(window: QWidget, path: Path, error: UnmergedShadowError) -> Project | None:
    chosen = ask(
        window,
        f"{path.name} lacks edits that you made",
        [Choice("", "Do not open"), Choice("aside", "Open, and keep those edits aside")],
        details=str(error),
    )
    if not chosen:
        return None
    try:
        return open_project(path, shadow_choice="keep aside")
    except Exception as fault:  # noqa: BLE001 told in a dialog, logged with its traceback
        tell_error(window, f"{path.name} could not be opened", fault)
        return None


def _time_of(backup: Path) -> str:
    return f"{datetime.fromtimestamp(backup.stat().st_mtime).astimezone():%d %b %H:%M}"
