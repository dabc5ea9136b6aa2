"""What can go wrong with a project file: each error is one sentence, and knows its exit code."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path


class StoreError(Exception):
    """The store could not do what was asked; `exit_code` is 2 for bad input, 3 for the computer."""

    exit_code = 3


class NotAProjectError(StoreError):
    """What lies there is not a project of ours."""

    exit_code = 2


class NewerProjectError(StoreError):
    """The project was made by a newer version."""

    exit_code = 2


class ProjectExistsError(StoreError):
    """Something lies there already."""

    exit_code = 2


class MissingProjectError(StoreError):
    """Nothing lies there."""

    exit_code = 2


class UnknownDocumentError(StoreError):
    """The project has no article with this id."""

    exit_code = 2


class UnknownEditError(StoreError):
    """The journal has no edit with this uuid."""

    exit_code = 2


class MisplacedMarkError(StoreError):
    """A mark does not lie in the text where it says that it does."""

    exit_code = 2


class LockedProjectError(StoreError):
    """Another program holds the project."""


class ReadOnlyProjectError(StoreError):
    """The project can be looked at, not written."""


class DiskError(StoreError):
    """The disk is full, unwritable, or failed."""


class ReplacedProjectError(DiskError):
    """The file was moved, deleted or replaced while it was open."""


class StaleSetError(StoreError):
    """A set has moved on since it was read."""


class UnmergedShadowError(StoreError):
    """The shadow log holds edits that do not continue what is in the file."""


class DamagedProjectError(StoreError):
    """The file is damaged. `backups` are the newest first; `shadow` is the log of recent edits."""

    def __init__(
        self, message: str, *, backups: Sequence[Path] = (), shadow: Path | None = None
    ) -> None:
        super().__init__(message)
        self.backups = list(backups)
        self.shadow = shadow


_READONLY = 8
_MOVED = _READONLY | 4 << 8
UNFINISHED = _READONLY | 3 << 8  # a write was cut short, and must be taken back before reading


SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)  # the latter for damaged words, even in errors


def translated(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreError:
    """Return SQLite's error as one of ours, in a sentence that names the file and what to do."""
    code: int = getattr(error, "sqlite_errorcode", None) or 1
    if code & 0xFF == _READONLY:
        return _read_only(code, path)
    kind, words = _KINDS.get(code & 0xFF, (StoreError, "{path} could not be used ({error})."))
    return kind(words.format(path=path, error=error))


def replaced(path: Path) -> ReplacedProjectError:
    """Return the error for a file that is no longer the one that was opened."""
    return ReplacedProjectError(
        f"{path} was moved, deleted or replaced while it was open; "
        "close it, put it back and open it again: your edits are kept in the shadow log."
    )


def os_error(error: OSError, path: Path) -> DiskError:
    """Return an error of the file system as one of ours."""
    return DiskError(f"{path} could not be written: {error.strerror or error}.")


def _read_only(code: int, path: Path) -> StoreError:
    if code == _MOVED:
        return replaced(path)
    if code == UNFINISHED:
        return ReadOnlyProjectError(
            f"{path} was left in the middle of a write; copy it and {path.name}-journal to a "
            "folder that you can write, and open it there."
        )
    return ReadOnlyProjectError(f"{path} cannot be written; copy it to a folder of your own.")


_DAMAGED = (DamagedProjectError, "{path} is damaged ({error}); restore a backup of it.")
_BUSY = (
    LockedProjectError,
    "{path} is in use by another program; close it there and try again.",
)

_KINDS: dict[int, tuple[type[StoreError], str]] = {
    1: _DAMAGED,  # tables or columns are missing
    5: _BUSY,
    6: _BUSY,
    10: (DiskError, "The disk of {path} failed ({error}); nothing was changed."),
    11: _DAMAGED,
    13: (DiskError, "The disk of {path} is full; make room and try again."),
    14: (DiskError, "{path} could not be opened; look at the rights of the file and its folder."),
    18: (DiskError, "{path} cannot hold a text this long."),
    26: _DAMAGED,
}
