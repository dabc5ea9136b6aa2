"""The shadow log: every edit once more, in the person's own data folder, never beside the project.

One file for each project, a line of canonical JSON for each edit, appended and fsynced before the
edit is committed: what was acknowledged stands in both. An edit that was refused after all gets a
line {"refused": uuid} behind it, and is not replayed. Imports are left out: they can be done again,
and a backup is made before the first edit that builds on one.

Edits are appended while the project's write lock is held, so the order of the lines is the order of
the commits, and what a file lacks stands at the end.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import orjson

from annotator.core.canonical import canonical
from annotator.core.change import Edit
from annotator.core.codec import edit_from_json, edit_hash, edit_to_json

LIMIT = 4 * 1024 * 1024  # bytes; beyond this the older half goes once a backup holds it

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class ShadowLog:
    """The shadow log of one project; nothing is made on the disk before the first edit."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = -1

    def append(self, edit: Edit) -> None:
        """Write an edit and wait for the disk; raise OSError where that fails."""
        self._write(canonical(edit_to_json(edit)))

    def refuse(self, uuid: str) -> None:
        """Write that an edit was refused after all; raise OSError where that fails."""
        self._write(canonical({"refused": uuid}))

    def pending(self, known: Callable[[str], bool]) -> list[Edit]:
        """Return the edits behind the last one that is known, refused and torn ones left out.

        Raise OSError where the log cannot be read.
        """
        passed: set[str] = set()  # refused, or seen already
        found: list[Edit] = []
        for line in reversed(self._lines()):
            value = _parsed(line)
            if "refused" in value:
                passed.add(value["refused"])
            elif (edit := _edit(value)) is not None and edit.uuid not in passed:
                if known(edit.uuid):
                    break
                passed.add(edit.uuid)
                found.append(edit)
        return found[::-1]

    def set_aside(self) -> Path:
        """Rename the log so that it is kept and no longer replayed; return its new path."""
        self.close()
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.path.stem}.aside-{stamp}.log")
        self.path.rename(aside)
        return aside

    def is_long(self) -> bool:
        """Tell whether the log has grown beyond its limit."""
        return self.path.exists() and self.path.stat().st_size > LIMIT

    def trim(self) -> None:
        """Keep the newer half of the log; the caller holds the project's write lock and a backup.

        Raise OSError where that fails; the log stands as it was then.
        """
        data = self.path.read_bytes()
        start = len(data) - LIMIT // 2
        keep = data[data.find(b"\n", start) + 1 :] if start > 0 else data
        temporary = self.path.with_suffix(".tmp")
        with temporary.open("wb") as file:
            file.write(keep)
            file.flush()
            os.fsync(file.fileno())
        self.close()
        temporary.replace(self.path)
        sync_folder(self.path.parent)

    def close(self) -> None:
        """Close the file; the next edit opens it again."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, line: bytes) -> None:
        file = self._opened()
        _write_all(file, line + b"\n")
        os.fsync(file)

    def _opened(self) -> int:
        """Return the open file: a new one where another process has trimmed the log."""
        if self._file >= 0 and _same(self._file, self.path):
            return self._file
        self.close()
        new = not self.path.exists()
        if new:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self.path, _FLAGS, 0o600)
        if new:
            sync_folder(self.path.parent)
        else:
            self._end_torn_line()
        return self._file

    def _end_torn_line(self) -> None:
        size = os.fstat(self._file).st_size
        if not size:
            return
        os.lseek(self._file, size - 1, os.SEEK_SET)
        if os.read(self._file, 1) != b"\n":
            _write_all(self._file, b"\n")

    def _lines(self) -> list[bytes]:
        if not self.path.exists():
            return []
        return self.path.read_bytes().split(b"\n")


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _same(file: int, path: Path) -> bool:
    try:
        there = path.stat()
    except OSError:
        return False
    here = os.fstat(file)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def _parsed(line: bytes) -> dict[str, str]:
    """Return the object on a line; an empty one for a torn line."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def _edit(value: dict[str, str]) -> Edit | None:
    """Return the edit of a line, or None where it is none or its hash is not right."""
    try:
        edit = edit_from_json(value)
        return edit if edit_hash(edit) == edit.hash else None
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
