"""An open project file: one connection, one lock, and the guards around each write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any
from weakref import WeakSet

from annotator.store.errors import SQLITE_ERRORS, ReadOnlyProjectError, replaced, translated
from annotator.store.shadow import ShadowLog

_HASH = "SELECT hash FROM journal WHERE number = ?"

Rows = list[tuple[Any, ...]]


class Store:
    """One open project file.

    `lock` is held around every use of `db`; it is re-entrant. `notices` are sentences for the
    person: what opening found or did. No other descriptor of the file may be opened and closed in
    this process while it is open, for that would drop the locks that POSIX keeps by process.
    """

    def __init__(
        self, path: Path, db: sqlite3.Connection, *, read_only: bool, shadow: ShadowLog | None
    ) -> None:
        self.path = path
        self.db = db
        self.read_only = read_only
        self.shadow = shadow
        self.lock = RLock()
        self.notices: list[str] = []
        self.project_id = ""
        self.kept_as = ""  # the name of its backups and its log in the person's data folder
        self.name = ""
        self.backed_up = float("-inf")  # seconds of the monotonic clock
        self.imported = False  # since the last backup: the log lacks what came in
        self.lost = False  # the file went away, and the edit made then is in the shadow log
        self._identity = _identity(path)
        self._newest = (0, "")  # number and hash of the newest edit that was seen in the file
        self._text: tuple[str, int, str] = ("", 0, "")
        _open.add(self)

    def __enter__(self) -> "Store":
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self.lock:
            _open.discard(self)
            self.db.close()
            if self.shadow is not None:
                self.shadow.close()

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> Rows:
        """Return all rows of one SELECT, so that no lock on the file outlives it."""
        with self.lock:
            try:
                return self.db.execute(sql, values).fetchall()
            except SQLITE_ERRORS as error:
                raise translated(error, self.path) from error

    def written_elsewhere(self) -> int:
        """Return a number that is another once other programs wrote into the file."""
        return int(self.rows("PRAGMA data_version")[0][0])

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hold one state of the file for several SELECTs; keep it short: writers wait."""
        with self.lock:
            if self.db.in_transaction:
                yield self.db
                return
            try:
                self.db.execute("BEGIN")
                try:
                    yield self.db
                finally:
                    self.roll_back()
            except SQLITE_ERRORS as error:
                raise translated(error, self.path) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold a transaction that is committed at the end, or taken back where anything is raised.

        Raise ReadOnlyProjectError, ReplacedProjectError, LockedProjectError, DiskError or
        DamagedProjectError; nothing was written then.
        """
        with self.lock:
            self.refuse_unwritable()
            self.refuse_replaced()
            try:
                self.db.execute("BEGIN IMMEDIATE")
                self.refuse_rolled_back()
                yield self.db
                newest = self._last_edit()
                self.refuse_replaced()
                self.db.execute("COMMIT")
                self._newest = newest
            except sqlite3.Error as error:
                self.roll_back()
                raise translated(error, self.path) from error
            except BaseException:
                self.roll_back()
                raise

    def roll_back(self) -> None:
        """Take back an open transaction, if there is one."""
        if self.db.in_transaction:
            try:
                self.db.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise translated(error, self.path) from error

    def refuse_unwritable(self) -> None:
        """Raise ReadOnlyProjectError where the project was opened to be looked at."""
        if self.read_only:
            raise ReadOnlyProjectError(f"{self.path} is open for reading only; nothing was saved.")

    def refuse_replaced(self) -> None:
        """Raise ReplacedProjectError where the path no longer leads to the file that was opened."""
        try:
            same = _identity(self.path) == self._identity
        except OSError:
            same = False
        if not same:
            raise replaced(self.path)

    def refuse_rolled_back(self) -> None:
        """Raise ReplacedProjectError where the file no longer holds the newest edit it held."""
        with self.lock:
            number, digest = self._newest
            if number and self.rows(_HASH, (number,)) != [(digest,)]:
                raise replaced(self.path)

    def take_note(self) -> None:
        """Take note of the newest edit in the file, as it is at opening."""
        with self.lock:
            self._newest = self._last_edit()

    def _last_edit(self) -> tuple[int, str]:
        found = self.rows("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
        return found[0] if found else (0, "")

    def text_of(self, document: str) -> tuple[int, str]:
        """Return a document's number and text, the last one from memory; texts never change.

        Raise KeyError where there is no such document.
        """
        with self.lock:
            if self._text[0] != document or not document:
                found = self.rows(
                    "SELECT d.number, t.text FROM document d JOIN document_text t USING (number) "
                    "WHERE d.id = ?",
                    (document,),
                )
                if not found:
                    raise KeyError(document)
                self._text = (document, *found[0])
            return self._text[1], self._text[2]


_open: "WeakSet[Store]" = WeakSet()


def open_stores() -> list[Store]:
    """Return the stores that are open in this process."""
    return list(_open)


def _identity(path: Path) -> tuple[int, int]:
    there = os.stat(path)  # noqa: PTH116 a microsecond matters before every edit
    return there.st_dev, there.st_ino
