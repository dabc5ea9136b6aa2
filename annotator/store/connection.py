"""Make and open project files, with all that is looked at before one is trusted."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from annotator.store.backup import backups_of
from annotator.store.checks import (
    DamageError,
    refuse_cut_off,
    refuse_damage,
    refuse_other_databases,
    refuse_other_files,
    schema,
)
from annotator.store.copying import connect, copied_to_memory, copy_database
from annotator.store.errors import (
    SQLITE_ERRORS,
    UNFINISHED,
    DamagedProjectError,
    MissingProjectError,
    NotAProjectError,
    ProjectExistsError,
    StoreError,
    os_error,
    translated,
)
from annotator.store.handle import Store
from annotator.store.home import name_at, name_of, shadow_folder
from annotator.store.meta import NAME, PROJECT, SCHEME, put
from annotator.store.places import place_notice
from annotator.store.replay import Choice, replay
from annotator.store.shadow import ShadowLog, sync_folder
from annotator.store.upgrade import APPLICATION, STEPS, VERSION, upgrade

__all__ = ["Store", "create_store", "open_store"]

_CORRUPT, _NOTADB = 11, 26


def create_store(path: Path, *, name: str, scheme: bytes) -> Store:
    """Make an empty project and open it; raise ProjectExistsError where something lies there."""
    if path.exists() or path.is_symlink():
        raise ProjectExistsError(f"{path} is there already; choose another name.")
    if not path.parent.exists():
        raise MissingProjectError(f"There is no folder {path.parent}; make it first.")
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        temporary.touch(exist_ok=False)
        _fill(temporary, {PROJECT: str(uuid4()), NAME: name or path.stem, SCHEME: scheme})
        _put_in_place(temporary, path)
    except SQLITE_ERRORS as error:
        raise translated(error, path) from error
    except OSError as error:
        raise os_error(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)
    return open_store(path)


def open_store(
    path: Path,
    *,
    read_only: bool = False,
    shadow: Path | None = None,
    shadow_choice: Choice = "ask",
    timeout: float = 5.0,
) -> Store:
    """Open a project; where it cannot be written it is opened for reading, and says so.

    `shadow` is the folder of the shadow logs when it is not the usual one. Edits that the log has
    and the file lacks are made again, which is the only thing that opening writes. `timeout` is how
    many seconds another program is waited for. Raise MissingProjectError, NotAProjectError,
    NewerProjectError, DamagedProjectError, LockedProjectError, ReadOnlyProjectError, DiskError, or
    UnmergedShadowError unless the choice is "keep aside".
    """
    writable = not read_only and _writable(path)
    with _said(path):
        store = _opened(path, writable=writable, timeout=timeout)
    try:
        if not read_only and not writable:
            store.notices.append(f"{path.name} cannot be written, so it is open for reading only.")
        if writable and (warning := place_notice(path)):
            store.notices.append(warning)
        store.shadow = _shadow(store, shadow or shadow_folder())
        with _said(path):
            replay(store, shadow_choice)
    except BaseException:
        store.close()
        raise
    return store


def _fill(path: Path, values: dict[str, str | bytes]) -> None:
    db = connect(path, read_only=False)
    try:
        db.execute("PRAGMA journal_mode = DELETE")
        db.executescript(f"BEGIN; {schema()}")
        for key, value in values.items():
            put(db, key, value)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    finally:
        db.close()


def _put_in_place(temporary: Path, path: Path) -> None:
    """Give a file its name unless another has it; a hard link says so, where there are any."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise ProjectExistsError(f"{path} is there already; choose another name.") from None
    except OSError:
        if path.exists():
            raise ProjectExistsError(f"{path} is there already; choose another name.") from None
        temporary.rename(path)
    sync_folder(path.parent)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _opened(path: Path, *, writable: bool, timeout: float) -> Store:
    refuse_other_files(path)
    db = _connected(path, writable=writable, timeout=timeout)
    store = Store(path, db, read_only=not writable, shadow=None)
    try:
        version = refuse_other_databases(db, path)
        refuse_cut_off(db, path)
        if version < VERSION:
            _upgrade(store)
        if writable:
            db.execute("PRAGMA journal_mode = DELETE")
        with store.reading():
            refuse_damage(store.db, path)
            _read_meta(store)
            store.take_note()
    except BaseException:
        store.close()
        raise
    return store


def _connected(path: Path, *, writable: bool, timeout: float) -> sqlite3.Connection:
    """Return a connection; a write that was cut short is taken back first, if that can be done."""
    try:
        return connect(path, read_only=not writable, timeout=timeout)
    except SQLITE_ERRORS as error:
        if getattr(error, "sqlite_errorcode", 0) != UNFINISHED or not _writable(path):
            raise
    connect(path, read_only=False, timeout=timeout).close()
    return connect(path, read_only=True, timeout=timeout)


def _read_meta(store: Store) -> None:
    values: dict[str, Any] = dict(
        store.rows("SELECT key, value FROM meta WHERE key IN (?, ?)", (PROJECT, NAME))
    )
    try:
        store.project_id = str(UUID(values[PROJECT]))
        store.kept_as = name_of(store.project_id, store.path)
        store.name = str(values[NAME])
    except (KeyError, ValueError, AttributeError):
        raise DamageError("it does not say which project it is") from None


def _upgrade(store: Store) -> None:
    """Bring an older project up to ours; one that is only read stays, and a copy is upgraded."""
    if store.read_only:
        older, store.db = store.db, copied_to_memory(store.db)
        older.close()
        upgrade(store.db, STEPS)
        store.db.execute("PRAGMA query_only = ON")
        return
    _read_meta(store)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    kept = store.path.with_name(f"{store.path.stem}.before-upgrade-{stamp}{store.path.suffix}")
    copy_database(store.db, kept)
    upgrade(store.db, STEPS)
    store.notices.append(f"The project was made by an older version; {kept.name} is how it was.")


def _shadow(store: Store, folder: Path) -> ShadowLog | None:
    """Return the shadow log, or None, said in the notices, where its folder cannot be written."""
    standing = folder.absolute()
    while not standing.exists() and standing != standing.parent:
        standing = standing.parent
    if standing.is_dir() and os.access(standing, os.W_OK):
        return ShadowLog(folder / f"{store.kept_as}.log")
    store.notices.append(f"{folder} cannot be written, so edits are kept in the project alone.")
    return None


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what is wrong with a file into a sentence that names the backups and the shadow log."""
    try:
        yield
    except DamageError as error:
        raise _damaged(path, str(error)) from error
    except MissingProjectError as error:
        raise MissingProjectError(f"{error} {_kept(name_at(path))}".strip()) from None
    except DamagedProjectError as error:
        told = str(error).removeprefix(f"{path} is damaged (").split("); restore")[0]
        raise (error if error.backups or error.shadow else _damaged(path, told)) from error
    except SQLITE_ERRORS as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code not in (_CORRUPT, _NOTADB, 0, 1):
            raise translated(error, path) from error
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, what: str) -> StoreError:
    """Return the error for a damaged file; one that was never seen as a project is none."""
    ours, kept_as = _project_in(path)
    if not ours:
        return NotAProjectError(f"{path} is not a project of Quoth: {what}.")
    shadow = shadow_folder() / f"{kept_as}.log"
    return DamagedProjectError(
        f"{path} is damaged: {what}. {_kept(kept_as)}".strip(),
        backups=backups_of(kept_as),
        shadow=shadow if kept_as and shadow.exists() else None,
    )


def _project_in(path: Path) -> tuple[bool, str]:
    """Return whether a damaged file is a project, and under what name things are kept of it."""
    seen = name_at(path)
    ours, found = bool(seen), ""
    with suppress(*SQLITE_ERRORS, OSError):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
        with closing(db), suppress(ValueError, TypeError):
            db.execute("PRAGMA writable_schema = ON")  # so that a file without its end is read
            ours = ours or db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
            row = db.execute("SELECT value FROM meta WHERE key = ?", (PROJECT,)).fetchone()
            found = name_of(str(UUID(row[0])), path)
    return ours, found or seen


def _kept(kept_as: str) -> str:
    """Return a sentence on what is kept of a project elsewhere, "" where nothing is."""
    if not kept_as:
        return ""
    backups = backups_of(kept_as)
    shadow = shadow_folder() / f"{kept_as}.log"
    kept = []
    if backups:
        kept.append(
            f"{len(backups)} backup{'' if len(backups) == 1 else 's'} (the newest is {backups[0]})"
        )
    if shadow.exists():
        kept.append(f"the newest edits ({shadow})")
    return f"There {_be(len(backups))} {' and '.join(kept)}." if kept else ""


def _be(backups: int) -> str:
    return "is" if backups == 1 else "are"
