"""The disk is full wherever a write could meet it: an edit is whole, or it never was."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core.change import Edit
from annotator.store import journal
from annotator.store.connection import open_store

PROGRAM = Path(__file__).with_name("full_disk.py")
PAGE = 4096

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and limits")


def test_an_edit_is_whole_or_never_was(
    make_project: Callable[[], Path], any_edit: Callable[..., Edit]
) -> None:
    path = make_project()
    with open_store(path) as store:
        journal.record(store, any_edit())  # so that the backup is made and the log is begun
    limits = [*range(0, path.stat().st_size + 8 * PAGE, PAGE // 2), 10**9]
    answers = subprocess.run(
        [sys.executable, str(PROGRAM)],
        input="".join(f"{path} {limit}\n" for limit in limits),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout.splitlines()
    assert len(answers) == len(limits)
    saved = [one.split()[1] for one in answers if one.startswith("saved")]
    refused = [one for one in answers if one.startswith("refused")]
    assert len(saved) + len(refused) == len(limits), answers
    assert saved
    assert refused
    for one in refused:
        _, code, sentence = one.split(" ", 2)
        assert code == "3"
        assert str(path) in sentence or ".log" in sentence
    with open_store(path) as store:
        assert store.notices == []
        known = [uuid for uuid, _, _ in journal.acts_of(store, "ann")]
        assert known[1:] == saved
        assert journal.verify_journal(store) == []
