"""Backups: copies that were checked, some made by hand, some by themselves."""

import json
import logging
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from annotator.settings import data_folder
from annotator.store.copying import connect, copy_database
from annotator.store.errors import (
    SQLITE_ERRORS,
    MissingProjectError,
    ProjectExistsError,
    StoreError,
    translated,
)
from annotator.store.handle import Store

KEPT = 10  # automatic backups of a project
EVERY = 600.0  # seconds of work between them
_NOTE = "project.json"

log = logging.getLogger(__name__)


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
    folder = _folder(store.project_id)
    found = _sorted(folder)
    if not state or (found and found[0].stem.endswith(state)):
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"{stamp}-{state}.quoth"
    backup_to(store, path)
    _take_note(store, folder)
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
        sentence = f"No automatic backup could be made: {error}"
        if sentence not in store.notices:
            store.notices.append(sentence)


def backups_of(project: Path | str) -> list[Path]:
    """Return the automatic backups of a project, by its path or its id, the newest first."""
    if isinstance(project, str):
        return _sorted(_folder(project))
    known = project_at(project)
    return _sorted(_folder(known)) if known else []


def project_at(path: Path) -> str:
    """Return the id of the project that was last seen at a path, "" where none was."""
    for note in sorted((data_folder() / "backups").glob(f"*/{_NOTE}")):
        with suppress(OSError, ValueError, AttributeError):
            if json.loads(note.read_bytes()).get("path") == str(path.absolute()):
                return note.parent.name
    return ""


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


def shadow_folder() -> Path:
    """Return the folder of the shadow logs."""
    return data_folder() / "shadow"


def _folder(project_id: str) -> Path:
    return data_folder() / "backups" / project_id


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.quoth"), reverse=True)


def _state(store: Store) -> str:
    """Return a name for what the project holds, "" while it holds nothing."""
    documents, edits, head = store.rows(
        "SELECT (SELECT count(*) FROM document), (SELECT max(number) FROM journal), "
        "(SELECT hash FROM journal ORDER BY number DESC LIMIT 1)"
    )[0]
    return f"{documents}-{edits or 0}-{(head or 'none')[:8]}" if documents else ""


def _take_note(store: Store, folder: Path) -> None:
    note = {"path": str(store.path.absolute()), "name": store.name}
    temporary = folder / f".{_NOTE}.{uuid4().hex}"  # another process may take note as well
    try:
        temporary.write_text(json.dumps(note), encoding="ascii")  # paths may hold odd bytes
        temporary.replace(folder / _NOTE)
    finally:
        temporary.unlink(missing_ok=True)


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
