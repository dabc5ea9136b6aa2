"""The real commands, in this process and in one of their own, and a project to give to them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotator.assets import asset
from annotator.cli.app import run

TEXT = "Harbour fees will rise\n\n“No,” said Odalys Fenn, the mayor. The union denied it.\n"


class Answer(NamedTuple):
    """What a command said, and the exit code that it left with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Return the one JSON object that was printed."""
        value = json.loads(self.out)
        assert type(value) is dict
        return value

    @property
    def sentence(self) -> str:
        """Return the one sentence on the error stream, without the name of the program."""
        (line,) = self.err.splitlines()
        assert line.startswith("quoth: ")
        return line.removeprefix("quoth: ")


@pytest.fixture
def quoth(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command in this process; nobody ever sees a traceback."""

    def ran(*words: str | Path) -> Answer:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Answer(code, said.out, said.err)

    return ran


@pytest.fixture
def process() -> Callable[..., Answer]:
    """Run a command in a process of its own, `before` it words such as `nice`."""

    def ran(*words: str | Path, before: Sequence[str] = ()) -> Answer:
        done = subprocess.run(
            [*before, sys.executable, "-m", "annotator", *map(str, words)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=120,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert "Traceback" not in done.stdout + done.stderr
        return Answer(done.returncode, done.stdout, done.stderr)

    return ran


@pytest.fixture
def bound(process: Callable[..., Answer]) -> Callable[..., Answer]:
    """Run a command with rights that can be refused, which those of root cannot."""
    if os.name == "nt":
        pytest.skip("Windows keeps rights elsewhere")
    if os.geteuid():
        return process
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("whoever is root may read and write anywhere, and there is no setpriv here")
    prefix = (tool, "--bounding-set=-dac_override,-dac_read_search")
    return lambda *words: process(*words, before=prefix)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file with an article."""
    path = tmp_path / "harbour.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def project(tmp_path: Path, quoth: Callable[..., Answer], article: Path) -> Path:
    """A project with that article and one with marks."""
    path = tmp_path / "news.quoth"
    marked = tmp_path / "marked.jsonl"
    said = "“Never,” she said."
    marks = {
        "id": "marked",
        "text": said,
        "annotator": "gold",
        "spans": [
            {"id": "q", "label": "quote", "start": 0, "end": 8, "text": "“Never,”"},
            {"id": "a", "label": "actor", "start": 9, "end": 12, "text": "she"},
        ],
        "relations": [{"id": "r", "type": "attributed_to", "from": "q", "to": "a"}],
    }
    marked.write_text(json.dumps(marks), encoding="utf-8")
    assert quoth("new", path, "--name", "News").code == 0
    assert quoth("import", path, article, marked).code == 0
    return path


@pytest.fixture
def sample(tmp_path: Path, quoth: Callable[..., Answer]) -> Path:
    """A project with the sample articles and their gold marks."""
    path = tmp_path / "sample.quoth"
    assert quoth("new", path, "--name", "Sample").code == 0
    assert quoth("import", path, asset("resources", "samples", "samples.jsonl")).code == 0
    return path
