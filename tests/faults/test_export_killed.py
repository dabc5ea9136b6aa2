"""An export that is killed, runs out of disk or may not write leaves a whole dataset or none."""

# ruff: noqa: S311 chance, not secrets
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    SetKey,
    Span,
    Status,
)
from annotator.core.document import new_document
from annotator.projects.opening import make_project, open_project
from annotator.store.bulk import import_documents
from annotator.store.errors import DiskError
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from tests.faults.zygote import Zygote
from tests.items import items_by_id
from tests.proofs import problems_in

USUAL = 25  # rounds
PROGRAM = Path(__file__).with_name("killed_export.py")
ARTICLES = 150

posix = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a closed project of some articles, each finished."""
    path = tmp_path / "news.quoth"

    def article(number: int) -> AnnotatedDocument:
        text = f"Fenn spoke. {number} " + " ".join(f"w{number * each}" for each in range(60))
        pairs = (("role", "subject"), ("type", "person"))
        items = items_by_id([Span("s1", "actor", 0, 4, "Fenn", pairs), Status("done")])
        name = f"n{number}"
        return AnnotatedDocument(
            new_document(name, text), (), (AnnotationSet(SetKey(name, "ann"), items),)
        )

    with make_project(path) as made:
        articles = (article(number) for number in range(ARTICLES))
        assert import_documents(made.store, articles, author="x", name="Import") == []
    return path


class Exports(Zygote):
    """The program that forks exports."""

    def round(self, project: Path, out: Path, seconds: float, *, force: bool) -> bool:
        """Let an export begin, kill it so many seconds later; tell whether it had ended by then."""
        self._say(f"{project}\t{out}\t{'force' if force else ''}")
        child = int(self._line())
        assert self._line() == "began"
        if self._waits_until(monotonic() + seconds):
            assert self._line() == "gone"
            return True
        with suppress(ProcessLookupError):  # it ended in this very moment
            os.kill(child, signal.SIGKILL)
        assert self._line() == "gone"
        return False


@pytest.fixture
def zygote() -> Iterator[Exports]:
    made = Exports(PROGRAM)
    yield made
    made.close()


def _export(project: Path, out: Path, *, force: bool = False) -> None:
    with open_project(project, read_only=True) as opened:
        options = ExportOptions(view="all", force=force, split=(50, 25, 25))
        export_dataset(opened.store, opened.scheme, out, options)


def _usual(zygote: Exports, project: Path, out: Path) -> float:
    """Return how many seconds an export takes that is let be, once what passed is known."""
    assert zygote.round(project, out, 60, force=True)
    started = monotonic()
    assert zygote.round(project, out, 60, force=True)
    return monotonic() - started


def _files(out: Path) -> dict[str, bytes]:
    return {str(x.relative_to(out)): x.read_bytes() for x in out.rglob("*") if x.is_file()}


@posix
def test_a_killed_export_leaves_a_whole_dataset_or_none(
    zygote: Exports, project: Path, tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    usual = _usual(zygote, project, folder / "whole")
    whole = _files(folder / "whole")
    ended = 0
    for number in range(rounds(USUAL)):
        out = folder / "out"
        ended += zygote.round(project, out, random.random() * usual * 1.1, force=False)
        if out.exists():
            assert _files(out) == whole, f"round {number}"
            out.rename(folder / f"kept {number}")
    print(f"{rounds(USUAL)} rounds, {ended} had ended")
    _export(project, folder / "out")
    left = [one.name for one in folder.iterdir() if one.name.startswith(".")]
    assert left == [], "the next export clears away what the killed ones left"


@posix
def test_a_killed_replacement_leaves_the_old_dataset_or_the_new_one(
    zygote: Exports, project: Path, tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "out"
    usual = _usual(zygote, project, out)
    whole = _files(out)
    for number in range(rounds(USUAL)):
        zygote.round(project, out, random.random() * usual * 1.1, force=True)
        aside = [one for one in folder.iterdir() if one.name.endswith(".replaced")]
        there = out if out.exists() else aside[0]
        assert _files(there) == whole, f"round {number}"
    _export(project, out, force=True)
    assert problems_in(out) == []
    assert [one.name for one in folder.iterdir()] == ["out"]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from annotator.cli.app import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(run(["export", sys.argv[2], sys.argv[3], "--view", "all"]))
"""


@posix
@pytest.mark.parametrize("size", [0, 1000, 30_000, 60_000])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    project: Path, tmp_path: Path, size: int
) -> None:
    out = tmp_path / "deep" / "out"
    command = [sys.executable, "-c", LIMITED, str(size), str(project), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    assert f"{out} could not be written: File too large." in done.stderr
    assert not (tmp_path / "deep").exists()


def _unwritable(tmp_path: Path) -> Path:
    """Return a folder in which nobody can write, not even root."""
    if os.geteuid() != 0:
        folder = tmp_path / "mine"
        folder.mkdir(mode=0o500)
        return folder
    if not Path("/proc/self").is_dir():
        pytest.skip("root can write everywhere here")
    return Path("/proc/self")


@posix
def test_a_folder_that_cannot_be_written_is_one_sentence(project: Path, tmp_path: Path) -> None:
    out = _unwritable(tmp_path) / "out"
    with pytest.raises(DiskError, match=r"out could not be written: [\w ]+\.$") as caught:
        _export(project, out)
    assert caught.value.exit_code == 3


@posix
def test_a_replacement_that_fails_puts_the_old_dataset_back(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    _export(project, out)
    whole = _files(out)
    real: Callable[[Path, Path], Path] = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name.endswith(".exporting"):
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(DiskError, match="No space left"):
        _export(project, out, force=True)
    assert _files(out) == whole
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
