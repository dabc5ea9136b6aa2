"""The power goes away between any two writes: what was acknowledged is there when it is back.

SQLite and the shadow log really write, in a process that notes each write and each sync; what a
disk may hold after any of them is put together from the notes, and opened as projects are.
"""

# ruff: noqa: S311 chance, not secrets
import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import rmtree

import pytest

from annotator.store import journal
from annotator.store.connection import open_store
from tests.faults.disk import Disk, Files
from tests.faults.recorder import Event, works

USUAL, EDITS = 300, 25
Known = Callable[[Path, str], list[str]]
ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(not works(), reason="SQLite's functions cannot be reached here")


@pytest.fixture
def recorded(make_project: Callable[[], Path], tmp_path: Path) -> Callable[..., "Recording"]:
    """Record a writer at work, with settings of SQLite that take the place of ours."""

    def record(*settings: str) -> Recording:
        project = make_project()
        before = project.read_bytes()
        shadow, notes = tmp_path / f"{project.stem}.shadow", tmp_path / f"{project.stem}.json"
        command = [sys.executable, "-m", "tests.faults.recorded_writer"]
        given = [str(one) for one in (project, shadow, notes, EDITS)]
        subprocess.run([*command, *given, *settings], cwd=ROOT, check=True)
        events = json.loads(notes.read_text(encoding="utf-8"))
        after = project.read_bytes()
        project.unlink()  # beside it the states of the disk would be copies of it
        return Recording(project.name, before, after, events)

    return record


class Recording:
    """What a writer did to its files."""

    def __init__(self, name: str, before: bytes, after: bytes, events: list[Event]) -> None:
        self.name, self.before, self.after, self.events = name, before, after, events

    def states(self, number: int) -> Iterator[tuple[Files, list[str]]]:
        """Yield so many states that a disk may be in, with what was acknowledged by then."""
        disk = Disk({f"project/{self.name}": self.before})
        acknowledged: list[str] = []
        often, rest = divmod(number, len(self.events))
        also = set(random.sample(range(len(self.events)), rest))
        for place, event in enumerate(self.events):
            if event[0] == "ack":
                acknowledged.append(event[1])
            disk.take(event)
            for _ in range(often + (place in also)):
                yield disk.after_cut(), acknowledged

    def lost(self, number: int, folder: Path, known: Known, *, with_log: bool = False) -> int:
        """Return how many of so many states lack an edit that was acknowledged."""
        count = 0
        for files, acknowledged in self.states(number):
            for name, data in files.items():
                if with_log or name.startswith("project/"):
                    path = folder / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
            found = known(folder, self.name)
            count += found[: len(acknowledged)] != acknowledged
            assert len(found) <= len(acknowledged) + 1, "an edit that nobody made"
            rmtree(folder)
        return count


def by_us(folder: Path, name: str) -> list[str]:
    """Return the edits in a project as it is opened with its log."""
    with open_store(folder / "project" / name, shadow=folder / "shadow") as store:
        if random.random() < 0.1:
            assert journal.verify_journal(store) == []
        return [uuid for uuid, _, _ in journal.acts_of(store, "ann")]


def by_sqlite(folder: Path, name: str) -> list[str]:
    """Return the edits that SQLite finds, whatever way the file was written."""
    with closing(sqlite3.connect(folder / "project" / name)) as db:
        found = db.execute("SELECT uuid FROM journal WHERE author = 'ann' ORDER BY number")
        return [row[0] for row in found]


def test_no_edit_is_lost_by_the_project_alone(
    recorded: Callable[..., Recording], tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    assert recorded().lost(rounds(USUAL), tmp_path / "cut", by_us) == 0


def test_no_edit_is_lost_by_project_and_log(
    recorded: Callable[..., Recording], tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    assert recorded().lost(rounds(USUAL), tmp_path / "cut", by_us, with_log=True) == 0


def test_other_settings_are_seen_to_lose(
    recorded: Callable[..., Recording], tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    lax = recorded("journal_mode = WAL", "synchronous = NORMAL")
    lost = lax.lost(rounds(USUAL), tmp_path / "cut", by_sqlite)
    print(f"{lost} of {rounds(USUAL)} states lacked an edit")
    assert lost > rounds(USUAL) / 10


def test_the_log_makes_up_for_a_setting_that_loses(
    recorded: Callable[..., Recording], tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    usual = recorded("synchronous = FULL")
    lost = usual.lost(rounds(USUAL), tmp_path / "cut", by_us)
    print(f"{lost} of {rounds(USUAL)} states lacked an edit")
    assert usual.lost(rounds(USUAL), tmp_path / "cut", by_us, with_log=True) == 0


def test_what_was_noted_is_what_was_written(recorded: Callable[..., Recording]) -> None:
    found = recorded()
    disk = Disk({f"project/{found.name}": found.before})
    for event in found.events:
        disk.take(event)
    files = disk.after_cut()
    assert files.pop(f"project/{found.name}") == found.after
    (log,) = files.values()
    assert log.count(b"\n") == EDITS
