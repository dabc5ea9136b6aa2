"""Which file a project lives in, so that what is done in a copy of it stays in the copy.

Backups and the shadow log lie in the person's data folder under the project's id. A copy of the
file bears the same id: as long as the file is there in which the project was worked on last, a
file elsewhere is a copy, and has backups and a log of its own.
"""

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from annotator.core.canonical import sha256_hex
from annotator.settings import data_folder
from annotator.store.copying import connect
from annotator.store.errors import SQLITE_ERRORS
from annotator.store.handle import Store, open_stores
from annotator.store.meta import PROJECT

_NOTE = "project.json"
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def backup_folder(kept_as: str) -> Path:
    """Return the folder of the automatic backups of a project, or of a copy of one."""
    return data_folder() / "backups" / kept_as


def shadow_folder() -> Path:
    """Return the folder of the shadow logs."""
    return data_folder() / "shadow"


def original_of(project_id: str, path: Path) -> Path | None:
    """Return the file of which the file at a path is a copy, None where it is none."""
    home = _home(project_id)
    if home is None or home == path.absolute() or not home.is_file():
        return None
    with suppress(OSError):
        if home.samefile(path):
            return None
    return home if _holds(home, project_id) else None


def name_of(project_id: str, path: Path) -> str:
    """Return the name under which backups and log of the project at a path are kept.

    It is the project's id; for a copy there is more to it.
    """
    if original_of(project_id, path) is None:
        return project_id
    return f"{project_id}-{sha256_hex(str(path.absolute()).encode(errors='surrogateescape'))[:12]}"


def name_at(path: Path) -> str:
    """Return the name under which is kept what was last seen at a path, "" where nothing was."""
    for note in sorted((data_folder() / "backups").glob(f"*/{_NOTE}")):
        if _path_in(note) == path.absolute():
            return note.parent.name
    return ""


def take_note(store: Store) -> None:
    """Write down where an open project lives; raise OSError where that cannot be done."""
    folder = backup_folder(store.kept_as)
    note = {"path": str(store.path.absolute()), "name": store.name}
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{_NOTE}.{uuid4().hex}"  # another process may take note as well
    try:
        temporary.write_text(json.dumps(note), encoding="ascii")  # paths may hold odd bytes
        temporary.replace(folder / _NOTE)
    finally:
        temporary.unlink(missing_ok=True)


def _home(project_id: str) -> Path | None:
    return _path_in(backup_folder(project_id) / _NOTE)


def _path_in(note: Path) -> Path | None:
    with suppress(OSError, ValueError, AttributeError, TypeError):
        return Path(json.loads(note.read_bytes())["path"])
    return None


def _holds(path: Path, project_id: str) -> bool:
    """Tell whether a file holds a project; one that is damaged beyond reading does not."""
    for store in open_stores():
        if store.path.absolute() == path:
            return store.project_id == project_id  # to open it again would drop its locks
    try:
        with closing(connect(path, read_only=True, timeout=0)) as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (PROJECT,)).fetchone()
            return row is not None and row[0] == project_id
    except SQLITE_ERRORS as error:
        return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in _BUSY
