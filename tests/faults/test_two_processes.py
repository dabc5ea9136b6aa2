"""Two programs write into one project at a time: every edit of both is there."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.store import journal
from annotator.store.connection import open_store

PROGRAM = Path(__file__).with_name("busy_writer.py")
USUAL = 60  # edits of each


def test_every_edit_of_both_is_there(
    make_project: Callable[[], Path], rounds: Callable[[int], int]
) -> None:
    path, number = make_project(), rounds(USUAL)
    running = [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), str(path), name, str(number)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("ann", "bob")
    ]
    for one in running:
        assert one.communicate(timeout=600)[1] == ""
        assert one.returncode == 0
    with open_store(path) as store:
        assert store.notices == []
        for name in ("ann", "bob"):
            assert len(journal.acts_of(store, name)) == number
        assert journal.verify_journal(store) == []
