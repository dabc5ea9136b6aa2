"""Two programs write into one project at a time: every edit of both is there."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.store import journal
from annotator.store.connection import open_store

PROGRAM = Path(__file__).with_name("busy_writer.py")
USUAL = 60  # edits of each
NAMES = ("ann", "bob")


def test_every_edit_of_both_is_there(
    make_project: Callable[[], Path], rounds: Callable[[int], int]
) -> None:
    path, number = make_project(), rounds(USUAL)
    for one in _at_work(path, number):
        assert one.communicate(timeout=600)[1] == ""
        assert one.returncode == 0
    with open_store(path) as store:
        assert store.notices == []
        for name in NAMES:
            assert len(journal.acts_of(store, name)) == number
        assert journal.verify_journal(store) == []


def test_who_looks_while_both_write_finds_nothing_wrong(
    make_project: Callable[[], Path], rounds: Callable[[int], int]
) -> None:
    path, number = make_project(), rounds(USUAL)
    running = _at_work(path, number)
    looks = 0
    while any(one.poll() is None for one in running):
        with open_store(path, read_only=True, timeout=60) as seen:
            assert seen.notices == []
            assert journal.verify_journal(seen) == []
        looks += 1
    assert looks > 1
    assert [one.communicate()[1] for one in running] == ["", ""]


def _at_work(path: Path, number: int) -> list[subprocess.Popen[str]]:
    """Return two programs that make so many edits each."""
    return [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), str(path), name, str(number)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in NAMES
    ]
