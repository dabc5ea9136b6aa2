"""The writer is killed at random moments; nothing that was acknowledged may be lost."""

# ruff: noqa: S311 chance, not secrets
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import IO

import pytest

from annotator.store import journal
from annotator.store.connection import open_store

USUAL = 200  # rounds
PROGRAM = Path(__file__).with_name("killed_writer.py")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


class Zygote:
    """The program that forks writers."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def round(self, path: Path, seconds: float) -> list[str]:
        """Let a writer work on a project, kill it, and return the edits that it acknowledged."""
        self._stdin.write(f"{path}\n".encode())
        child = int(self._line())
        said = [self._line()]  # the first edit is awaited, however slow the machine is
        until = monotonic() + seconds
        while (rest := until - monotonic()) > 0:
            if select.select([self._stdout], [], [], rest)[0]:
                said.append(self._line())
        os.kill(child, signal.SIGKILL)
        while (line := self._line()) != "gone":
            said.append(line)
        assert not [line for line in said if line.startswith("refused")]
        return said

    def close(self) -> None:
        self._stdin.close()
        self._process.wait(30)

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _stdout(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _line(self) -> str:
        """Return a line; read byte by byte, so that select knows of every line that waits."""
        found = b""
        while not found.endswith(b"\n"):
            more = self._stdout.read(1)
            assert more, "the program died"
            found += more
        return found.decode().strip()


@pytest.fixture
def zygote() -> Iterator[Zygote]:
    made = Zygote()
    yield made
    made.close()


def test_no_acknowledged_edit_is_lost(
    zygote: Zygote, make_project: Callable[[], Path], rounds: Callable[[int], int]
) -> None:
    random.seed()
    acknowledged, lost, wrong = 0, [], []
    path = make_project()
    for number in range(rounds(USUAL)):
        if number % 20 == 0:
            path = make_project()
        said = zygote.round(path, random.random() * 0.02)
        acknowledged += len(said)
        with open_store(path) as store:
            known = {uuid for uuid, _, _ in journal.acts_of(store, "ann")}
            lost += [uuid for uuid in said if uuid not in known]
            if number % 10 == 9:
                wrong += journal.verify_journal(store)
    print(f"{rounds(USUAL)} rounds, {acknowledged} edits acknowledged, {len(lost)} lost")
    assert (lost, wrong) == ([], [])
