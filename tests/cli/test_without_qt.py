"""Every command works where neither Qt nor the libraries of a screen can be loaded."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.assets import asset

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
BARE = """
import ctypes, sys

class Refuses:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name}: libGL.so.1: cannot open shared object file", name=name)

def load(name, *args, **options):
    if name and "lib" in str(name):
        raise OSError(f"{name}: cannot open shared object file")
    return real(name, *args, **options)

sys.meta_path.insert(0, Refuses())
real, ctypes.CDLL = ctypes.CDLL, load
from annotator.cli.app import run
code = run(sys.argv[1:])
assert not [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
sys.exit(code)
"""


def bare(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command where Qt is not."""
    given = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    given.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-c", BARE, *map(str, words)],
        capture_output=True,
        check=False,
        timeout=120,
        encoding="utf-8",
        env={**given, "PYTHONUTF8": "1"},
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["new", "{folder}/new.quoth"],
        ["import", "{project}", "{article}"],
        ["list", "{project}"],
        ["people", "add", "{project}", "ann"],
        ["people", "list", "{project}"],
        ["assign", "{project}", "--per-article", "1", "--to", "ann"],
        ["progress", "{project}"],
        ["check", "{project}"],
        ["agreement", "{project}", "--html", "{folder}/r.html", "--csv", "{folder}/tables"],
        ["export", "{sample}", "{folder}/out"],
        ["verify", "{samples}"],
        ["backup", "{project}", "{folder}/b.quoth"],
        ["list", "{project}", "--json"],
    ],
    ids=lambda words: " ".join(words[:1]),
)
def test_a_command_works(
    words: list[str], project: Path, sample: Path, article: Path, tmp_path: Path
) -> None:
    places = {
        "project": project,
        "sample": sample,
        "article": article,
        "folder": tmp_path,
        "samples": asset("resources", "samples", "samples.jsonl"),
    }
    if words[0] == "assign":
        assert bare("people", "add", project, "ann").returncode == 0
    done = bare(*(word.format(**places) for word in words))
    assert done.returncode in ((0, 1) if words[0] == "check" else (0,)), done.stderr


def test_the_doctor_says_what_the_window_lacks(project: Path) -> None:
    done = bare("doctor", project)
    if sys.platform == "linux":
        assert done.returncode == 1
        assert "WRONG libGL.so.1: cannot be loaded" in done.stdout
        assert "sudo apt install libgl1" in done.stdout
    assert "hash chain" in done.stdout


def test_the_window_says_in_a_sentence_that_it_needs_qt(project: Path) -> None:
    for words in ([], [str(project)]):
        done = bare(*words)
        assert (done.returncode, done.stdout) == (3, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith("quoth: The window needs Qt, which does not load here: ")
        assert "libGL" in line
        assert line.endswith("Try `quoth doctor`.")
