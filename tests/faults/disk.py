"""A disk that loses power: of what was written since the last sync, any part may be on it.

Each file's unsynced writes are there or not, each for itself, at times some of their sectors alone;
names that were made or taken away since their folder was synced are there up to some point.
"""

# ruff: noqa: S311 chance, not secrets
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECTOR = 512  # bytes that are written whole or not at all

Op = tuple[int, bytes | None]  # an offset and what is written there, or a new size and None
Files = dict[str, bytes]


@dataclass(slots=True)
class _Inode:
    """A file, whatever it is called: what is on the disk for sure, and what may be."""

    sure: bytearray
    waiting: list[Op] = field(default_factory=list)

    def settle(self) -> None:
        """Bring all to the disk."""
        for op in self.waiting:
            _apply(self.sure, op)
        self.waiting.clear()

    def after_cut(self, odds: float) -> bytes:
        """Return what may be found; `odds` are those of an unsynced write to be there."""
        found = bytearray(self.sure)
        for op in self.waiting:
            for piece in _torn(op) if random.random() < 0.2 else (op,):
                if random.random() < odds:
                    _apply(found, piece)
        return bytes(found)


class Disk:
    """Files as a program sees them, and as they may be once the power is back."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take what is on the disk at first."""
        self._names = {name: _Inode(bytearray(data)) for name, data in files.items()}
        self._sure = dict(self._names)
        self._waiting: list[tuple[str, _Inode | None]] = []  # names that were given or taken away

    def take(self, event: list[Any]) -> None:
        """Let happen what the recorder noted."""
        kind, name, *more = event
        if kind == "create":
            self._name(name, _Inode(bytearray()))
        elif kind == "delete":
            self._name(name, None)
        elif kind == "write":
            self._names[name].waiting.append((more[0], more[1].encode("latin-1")))
        elif kind == "truncate":
            self._names[name].waiting.append((more[0], None))
        elif kind == "sync":
            self._names[name].settle()
        elif kind == "sync folder":
            self._settle_names(name)

    def after_cut(self) -> Files:
        """Return the files that may be found after the power went away just now."""
        names = dict(self._sure)
        for name, inode in self._waiting[: random.randint(0, len(self._waiting))]:
            _rename(names, name, inode)
        odds = random.choice([0.0, 0.5, 0.5, 0.9, 1.0])
        return {name: inode.after_cut(odds) for name, inode in names.items()}

    def _name(self, name: str, inode: _Inode | None) -> None:
        _rename(self._names, name, inode)
        self._waiting.append((name, inode))

    def _settle_names(self, folder: str) -> None:
        for name, inode in self._waiting:
            if name.startswith(f"{folder}/"):
                _rename(self._sure, name, inode)
        self._waiting = [one for one in self._waiting if not one[0].startswith(f"{folder}/")]


def _rename(names: dict[str, _Inode], name: str, inode: _Inode | None) -> None:
    if inode is None:
        names.pop(name, None)
    else:
        names[name] = inode


def _apply(data: bytearray, op: Op) -> None:
    place, words = op
    if words is None:
        del data[place:]
        data.extend(bytes(place - len(data)))
        return
    data.extend(bytes(max(0, place - len(data))))
    data[place : place + len(words)] = words


def _torn(op: Op) -> list[Op]:
    """Return the parts of a write that lie in sectors of their own."""
    place, words = op
    if words is None:
        return [op]
    first = SECTOR - place % SECTOR
    starts = [0, *range(first, len(words), SECTOR)]
    ends = [*starts[1:], len(words)]
    return [(place + start, words[start:end]) for start, end in zip(starts, ends, strict=True)]
