"""Writes down in which order files are written, synced, made and deleted, SQLite's among them.

SQLite reaches files through a table of functions, its VFS. A copy of the usual table, with four
functions that take a note and call the usual ones, is made SQLite's own choice; what the program
does is the same. `os.write` and `os.fsync` are wrapped alike, for the shadow log.
"""

import ctypes
import json
import os
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

Event = list[Any]  # what happened, the file's name, and more as it needs; see Recorder

OPEN_CREATE = 0x4
OF_ITS_OWN = 0x800 | 0x80000  # a rollback journal, a write-ahead log: new ones sync their folder
OK = 0


class _File(Structure):
    pass


_WRITE = CFUNCTYPE(c_int, POINTER(_File), c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, POINTER(_File), c_int64)
_SYNC = CFUNCTYPE(c_int, POINTER(_File), c_int)


class _Methods(Structure):
    _fields_ = [
        ("iVersion", c_int),
        ("xClose", c_void_p),
        ("xRead", c_void_p),
        ("xWrite", _WRITE),
        ("xTruncate", _TRUNCATE),
        ("xSync", _SYNC),
        *((f"other{number}", c_void_p) for number in range(13)),
    ]


_File._fields_ = [("methods", POINTER(_Methods))]
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class _Vfs(Structure):
    _fields_ = [
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        ("xOpen", _OPEN),
        ("xDelete", _DELETE),
        *((f"other{number}", c_void_p) for number in range(12)),
    ]


def library() -> ctypes.CDLL | None:
    """Return SQLite as this Python has it, or None where its functions cannot be reached."""
    try:
        import _sqlite3

        found = ctypes.CDLL(_sqlite3.__file__)
        found.sqlite3_vfs_find.restype = POINTER(_Vfs)
        found.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
    except (AttributeError, ImportError, OSError):
        return None
    return found


class Recorder:
    """Notes what is done to the files in some folders; `events` are in the order of time.

    ["create", name], ["delete", name], ["write", name, offset, bytes as latin-1],
    ["truncate", name, size], ["sync", name], ["sync folder", name of the folder], ["ack", words].
    Names begin with that of the folder.
    """

    def __init__(self, folders: dict[str, Path]) -> None:
        """Take the folders, by the name that they shall have."""
        self.events: list[Event] = []
        self._folders = {str(path.resolve()): name for name, path in folders.items()}
        self._names: dict[int, str] = {}  # of SQLite's open files, by address
        self._fresh: set[str] = set()  # made, and not synced yet
        self._kept: list[Any] = []  # so that nothing that C points to goes away
        self._tables: dict[int, Any] = {}
        self._record_sqlite()
        self._record_os()

    def ack(self, words: str) -> None:
        """Note that something was acknowledged."""
        self.events.append(["ack", words])

    def save(self, path: Path) -> None:
        """Write the events down."""
        path.write_text(json.dumps(self.events), encoding="utf-8")

    def _name(self, path: str) -> str:
        """Return the name of a file or folder, "" where it is not looked at."""
        folder, _, file = path.rpartition("/")
        if path in self._folders:
            return self._folders[path]
        return f"{self._folders[folder]}/{file}" if folder in self._folders else ""

    # -- SQLite

    def _record_sqlite(self) -> None:
        found = library()
        assert found is not None
        found.sqlite3_initialize()
        usual = found.sqlite3_vfs_find(None)
        ours = _Vfs.from_buffer_copy(usual.contents)
        ours.zName = b"recorder"
        ours.xOpen = _OPEN(self._opener(usual))
        ours.xDelete = _DELETE(self._deleter(usual))
        self._kept += [ours, usual, found]
        assert found.sqlite3_vfs_register(byref(ours), 1) == OK

    def _opener(self, usual: Any) -> Callable[..., int]:  # noqa: ANN401 ctypes
        address = ctypes.addressof(usual.contents)

        def opened(_: int, path: int | None, file: Any, flags: int, told: Any) -> int:  # noqa: ANN401
            words = ctypes.string_at(path).decode() if path else ""
            there = bool(words) and Path(words).exists()
            done: int = usual.contents.xOpen(address, path, file, flags, told)
            name = self._name(words)
            if done == OK and name and file.contents.methods:
                if not there and flags & OPEN_CREATE:
                    self.events.append(["create", name])
                    if flags & OF_ITS_OWN:
                        self._fresh.add(name)
                self._names[ctypes.addressof(file.contents)] = name
                file.contents.methods = ctypes.pointer(self._table(file.contents.methods))
            return done

        return opened

    def _deleter(self, usual: Any) -> Callable[..., int]:  # noqa: ANN401 ctypes
        address = ctypes.addressof(usual.contents)

        def deleted(_: int, path: int, folder_too: int) -> int:
            done: int = usual.contents.xDelete(address, path, folder_too)
            name = self._name(ctypes.string_at(path).decode())
            if done == OK and name:
                self.events.append(["delete", name])
                if folder_too:
                    self.events.append(["sync folder", name.partition("/")[0]])
            return done

        return deleted

    def _table(self, usual: Any) -> _Methods:  # noqa: ANN401 ctypes
        """Return SQLite's functions for a file, with ours among them."""
        address = ctypes.addressof(usual.contents)
        if address not in self._tables:
            methods = _Methods.from_buffer_copy(usual.contents)
            methods.xWrite = _WRITE(self._writer(usual))
            methods.xTruncate = _TRUNCATE(self._truncater(usual))
            methods.xSync = _SYNC(self._syncer(usual))
            self._tables[address] = methods
            self._kept.append(usual)
        made: _Methods = self._tables[address]
        return made

    def _writer(self, usual: Any) -> Callable[..., int]:  # noqa: ANN401 ctypes
        write = usual.contents.xWrite

        def written(file: Any, data: int, size: int, offset: int) -> int:  # noqa: ANN401
            words = ctypes.string_at(data, size).decode("latin-1")
            self.events.append(["write", self._of(file), offset, words])
            done: int = write(file, data, size, offset)
            return done

        return written

    def _truncater(self, usual: Any) -> Callable[..., int]:  # noqa: ANN401 ctypes
        truncate = usual.contents.xTruncate

        def truncated(file: Any, size: int) -> int:  # noqa: ANN401
            self.events.append(["truncate", self._of(file), size])
            done: int = truncate(file, size)
            return done

        return truncated

    def _syncer(self, usual: Any) -> Callable[..., int]:  # noqa: ANN401 ctypes
        sync = usual.contents.xSync

        def synced(file: Any, flags: int) -> int:  # noqa: ANN401
            done: int = sync(file, flags)
            name = self._of(file)
            self.events.append(["sync", name])
            if name in self._fresh:
                self._fresh.remove(name)
                self.events.append(["sync folder", name.partition("/")[0]])
            return done

        return synced

    def _of(self, file: Any) -> str:  # noqa: ANN401 ctypes
        return self._names[ctypes.addressof(file.contents)]

    # -- Python's own

    def _record_os(self) -> None:
        write, sync, opened = os.write, os.fsync, os.open

        def noted_open(path: Any, flags: int, *more: Any, **named: Any) -> int:  # noqa: ANN401
            there = os.path.lexists(path)
            file = opened(path, flags, *more, **named)
            name = self._name(str(path))
            if name and not there:
                self.events.append(["create", name])
            return file

        def noted_write(file: int, data: Any) -> int:  # noqa: ANN401
            name = self._name(str(Path(f"/proc/self/fd/{file}").readlink()))
            offset = os.fstat(file).st_size
            done = write(file, data)
            if name:
                self.events.append(["write", name, offset, bytes(data[:done]).decode("latin-1")])
            return done

        def noted_sync(file: int) -> None:
            sync(file)
            name = self._name(str(Path(f"/proc/self/fd/{file}").readlink()))
            if name:
                self.events.append(["sync folder" if "/" not in name else "sync", name])

        os.write, os.fsync, os.open = noted_write, noted_sync, noted_open  # type: ignore[assignment]


def works() -> bool:
    """Tell whether files can be looked at here in this way."""
    return library() is not None and Path("/proc/self/fd").is_dir()
