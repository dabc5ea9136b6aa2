import errno
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, TYPE_CHECKING

import click
import pytest

from annotator.assets import MissingAssetError
from annotator.cli.guard import exit_code_of, guarded, sentence_of
from annotator.core.progress import CancelledError
from annotator.core.schemes import SchemeError
from annotator.log import NAME, log_folder
from annotator.store.errors import DamagedProjectError, LockedProjectError, NewerProjectError

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes and signals")


def raises(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file", "a.txt"), 2, "a.txt: No such file."),
        (IsADirectoryError(errno.EISDIR, "Is a directory", "a"), 2, "a: Is a directory."),
        (OSError(errno.ENAMETOOLONG, "File name too long", "a"), 2, "a: File name too long."),
        (PermissionError(errno.EACCES, "Permission denied", "a"), 3, "a: Permission denied."),
        (OSError(errno.ENOSPC, "No space left on device"), 3, "No space left on device."),
        (SchemeError("the scheme: at labels: it is missing"), 2, "the scheme: at labels"),
        (NewerProjectError("x was made by a newer version"), 2, "newer version"),
        (LockedProjectError("x is in use\nby another"), 3, "x is in use by another"),
        (DamagedProjectError("x is damaged"), 3, "x is damaged"),
        (MissingAssetError("fonts are missing"), 3, "fonts are missing"),
        (click.UsageError("no such thing"), 2, "no such thing"),
        (click.ClickException("no such thing"), 2, "no such thing"),
        (KeyboardInterrupt(), 130, "Stopped."),
        (CancelledError(), 130, "Stopped."),
        (click.Abort(), 130, "Stopped."),
    ],
)
def test_an_error_is_one_sentence_and_an_exit_code(
    error: BaseException, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guarded(raises(error)) == code
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("quoth: ")
    assert words in line


def test_a_fault_of_ours_is_said_and_its_traceback_is_in_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = ZeroDivisionError("by\nnought")
    assert exit_code_of(error) is None
    assert guarded(raises(error)) == 3
    (line,) = capsys.readouterr().err.splitlines()
    log = log_folder() / NAME
    assert (
        line == f"quoth: Something went wrong in Quoth itself: by nought. The details are in {log}."
    )
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_an_error_without_words_is_called_by_its_kind() -> None:
    assert sentence_of(ValueError()) == "ValueError"


def test_what_a_sentence_holds_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    guarded(raises(SchemeError("a\x1b[31mred\u202eb")))
    assert capsys.readouterr().err == "quoth: a\ufffd[31mred\ufffdb\n"


def start(*words: str | Path, stdout: int | IO[str], stderr: int = PIPE) -> "Popen[str]":
    """Start the command; where the tests run in the background it would be deaf to SIGINT."""
    command = [sys.executable, "-m", "annotator", *map(str, words)]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return Popen(command, text=True, stdin=DEVNULL, stdout=stdout, stderr=stderr)
    finally:
        signal.signal(signal.SIGINT, before)


@posix
@pytest.mark.parametrize("words", [["list"], ["--help"]])
def test_a_pipe_that_is_closed_early_is_silent(words: list[str], project: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    given = [*words, str(project)] if words == ["list"] else words
    running = start(*given, stdout=writer)
    os.close(writer)
    assert running.communicate(timeout=60)[1] == ""
    assert running.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_under_the_output_is_one_sentence(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        running = start("list", project, stdout=full)
        said = running.communicate(timeout=60)[1]
    assert said == "quoth: No space left on device.\n"
    assert running.returncode == 3


@posix
def test_without_any_stream_the_work_is_done(project: Path, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m annotator backup "{project}" "{tmp_path}/b.quoth" >&- 2>&-'
    assert subprocess.run(["/bin/sh", "-c", command], check=False, timeout=60).returncode == 0
    assert (tmp_path / "b.quoth").stat().st_size > 4096


def drained(terminal: int) -> bytes:
    """Return what a terminal still has to say, and close it."""
    said = b""
    with suppress(OSError):  # so a terminal ends
        while more := os.read(terminal, 4096):
            said += more
    os.close(terminal)
    return said


MANY = 12_000  # more than come in before a busy computer has sent the signal


@posix
def test_stopping_an_import_leaves_what_came_in_whole(
    project: Path, tmp_path: Path, quoth: Quoth
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"a{number:05}.txt").write_text(f"Article {number}.\n\nShe said so.\n" * 9)
    master, slave = pty.openpty()  # progress is told where people look
    running = start("import", project, folder, stdout=PIPE, stderr=slave)
    os.close(slave)
    said = b""
    while b"a0" not in said:
        said += os.read(master, 4096)
    running.send_signal(signal.SIGINT)
    out = running.communicate(timeout=60)[0]
    said += drained(master)
    assert running.returncode == 130
    assert out == ""
    assert b"quoth: Stopped: what had come in by then is whole" in said
    entries = quoth("list", project, "--json").json["articles"]
    assert 2 <= len(entries) < MANY + 2
    assert quoth("doctor", project).code == 0
    some = {f"a{number:05}" for number in range(0, MANY, 40)}
    for path in folder.iterdir():
        if path.stem not in some:
            path.unlink()
    assert quoth("import", project, folder).code == 0
    assert some <= {one["id"] for one in quoth("list", project, "--json").json["articles"]}
