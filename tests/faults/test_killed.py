"""The writer is killed at random moments; nothing that was acknowledged may be lost."""

# ruff: noqa: S311 chance, not secrets
import os
import random
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from annotator.store import journal
from annotator.store.connection import open_store
from tests.faults.zygote import Zygote

USUAL = 200  # rounds
PROGRAM = Path(__file__).with_name("killed_writer.py")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


class Writers(Zygote):
    """The program that forks writers."""

    def round(self, path: Path, seconds: float) -> list[str]:
        """Let a writer work on a project, kill it, and return the edits that it acknowledged."""
        self._say(str(path))
        child = int(self._line())
        said = [self._line()]  # the first edit is awaited, however slow the machine is
        until = monotonic() + seconds
        while self._waits_until(until):
            said.append(self._line())
        os.kill(child, signal.SIGKILL)
        while (line := self._line()) != "gone":
            said.append(line)
        assert not [line for line in said if line.startswith("refused")]
        return said


@pytest.fixture
def zygote() -> Iterator[Writers]:
    made = Writers(PROGRAM)
    yield made
    made.close()


def test_no_acknowledged_edit_is_lost(
    zygote: Writers, make_project: Callable[[], Path], rounds: Callable[[int], int]
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
