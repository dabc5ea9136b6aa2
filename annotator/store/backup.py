"""Backups: copies that were checked, some made by hand, some by themselves."""

import logging
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TypeGuard

from annotator.store.copying import connect, copy_database
from annotator.store.errors import (
    SQLITE_ERRORS,
    MissingProjectError,
    ProjectExistsError,
    StoreError,
    translated,
)
from annotator.store.handle import Store
from annotator.store.home import backup_folder, name_at, take_note

KEPT = 10  # automatic backups of a project
EVERY = 600.0  # seconds of work between them

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # where no log is kept, the error stream is not for it


def backup_to(store: Store, path: Path) -> None:
    """Write a checked copy of the project; raise ProjectExistsError where something lies there."""
    if path.exists():
        raise ProjectExistsError(f"{path} is there already; choose another name for the backup.")
    store.refuse_replaced()
    try:
        with closing(connect(store.path, read_only=True)) as source:
            copy_database(source, path)
    except SQLITE_ERRORS as error:
        raise translated(error, store.path) from error


def automatic_backup(store: Store) -> Path | None:
    """Write a copy to the person's data folder and let the oldest go; None where it is not needed.

    A state that the newest backup holds is not copied again. Raise StoreError.
    """
    state = _state(store)
    store.backed_up, store.imported = monotonic(), False
    folder = backup_folder(store.kept_as)
    found = _sorted(folder)
    if state:
        take_note(store)
    if not state or (found and found[0].stem.endswith(state)):
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"{stamp}-{state}.quoth"
    backup_to(store, path)
    for old in _sorted(folder)[KEPT:]:
        old.unlink(missing_ok=True)
    _trim_shadow(store)
    return path


def backup_if_due(store: Store, *, importing: bool = False) -> None:
    """Make a backup before the first write, before an edit after an import, every 10 minutes.

    What hinders a backup does not hinder work: it is said in the store's notices.
    """
    due = monotonic() - store.backed_up >= EVERY or (store.imported and not importing)
    if store.read_only or not due:
        return
    try:
        store.refuse_replaced()
        automatic_backup(store)
    except (StoreError, OSError) as error:
        log.warning("no backup: %s", error)
        why = f"{error.filename}: {error.strerror}." if _names_a_file(error) else error
        sentence = f"No automatic backup could be made: {why}"
        if sentence not in store.notices:
            store.notices.append(sentence)


def _names_a_file(error: Exception) -> TypeGuard[OSError]:
    return isinstance(error, OSError) and bool(error.filename and error.strerror)


def backups_of(project: Path | str) -> list[Path]:
    """Return automatic backups, the newest first, by a path or by the name they are kept under."""
    kept_as = project if isinstance(project, str) else name_at(project)
    return _sorted(backup_folder(kept_as)) if kept_as else []


def restore_backup(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of a project; return where what lay there is kept, if anything did.

    The project must be closed. The shadow log is replayed when it is opened. Raise
    MissingProjectError where there is no such backup, StoreError where it is damaged.
    """
    if not backup.is_file():
        raise MissingProjectError(f"There is no backup {backup}.")
    aside = _aside(path)
    try:
        with closing(connect(backup, read_only=True)) as source:
            source.execute("SELECT count(*) FROM meta")
            _move(path, aside)
            copy_database(source, path)
    except SQLITE_ERRORS as error:
        raise translated(error, backup) from error
    except StoreError:
        _move(aside, path)
        raise
    return aside if aside.exists() else None


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.quoth"), reverse=True)


def _state(store: Store) -> str:
    """Return a name for what the project holds, "" while it holds nothing."""
    documents, edits, head = store.rows(
        "SELECT (SELECT count(*) FROM document), (SELECT max(number) FROM journal), "
        "(SELECT hash FROM journal ORDER BY number DESC LIMIT 1)"
    )[0]
    return f"{documents}-{edits or 0}-{(head or 'none')[:8]}" if documents else ""


def _trim_shadow(store: Store) -> None:
    if store.shadow is None or not store.shadow.is_long():
        return
    with store.writing():  # no other process appends meanwhile
        store.shadow.trim()


def _aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    return path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")


def _move(path: Path, aside: Path) -> None:
    """Move a project and the journal that belongs to it: that must not meet another database."""
    for end in ("", "-journal"):
        part = path.with_name(path.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
