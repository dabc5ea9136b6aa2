"""What a project says of itself: its scheme and its settings."""

import sqlite3

from annotator.store.handle import Store
from annotator.store.sealing import seal

PROJECT, NAME, SCHEME = "project", "name", "scheme"
_PREFIX = "setting:"


def read_setting(store: Store, key: str, default: str = "") -> str:
    """Return a setting of the project."""
    found = store.rows("SELECT value FROM meta WHERE key = ?", (_PREFIX + key,))
    return str(found[0][0]) if found else default


def write_setting(store: Store, key: str, value: str) -> None:
    """Write a setting of the project; one that stands so already is not written."""
    if read_setting(store, key, "\0") == value:
        return
    with store.writing() as db:
        put(db, _PREFIX + key, value)


def read_scheme_bytes(store: Store) -> bytes:
    """Return the label scheme of the project as it was given."""
    return bytes(store.rows("SELECT value FROM meta WHERE key = ?", (SCHEME,))[0][0])


def put(db: sqlite3.Connection, key: str, value: str | bytes) -> None:
    """Write a value in the open transaction."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", (key, value, seal(key, value)))
