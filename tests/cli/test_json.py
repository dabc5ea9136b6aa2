"""What is told as JSON: one object on the output, with the keys that the help names."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
WORDS: dict[str, list[str]] = {
    "new": ["{folder}/new.quoth"],
    "import": ["{project}", "{article}"],
    "list": ["{project}"],
    "people add": ["{project}", "ann"],
    "people list": ["{project}"],
    "assign": ["{project}", "--article", "marked", "--give", "ann"],
    "progress": ["{project}"],
    "check": ["{project}"],
    "agreement": ["{project}"],
    "export": ["{sample}", "{folder}/out"],
    "verify": ["{folder}/out"],
    "backup": ["{project}", "{folder}/b.quoth"],
    "doctor": ["{project}"],
}
REFUSED: dict[str, list[str]] = {
    "import": ["{project}", "{folder}/none.txt"],
    "export": ["{project}", "{folder}/refused", "--view", "all", "--unfinished"],
    "doctor": ["{folder}/damaged.quoth"],
}


def documented(quoth: Quoth, command: str) -> list[str]:
    """Return the keys that the help of a command names."""
    words = " ".join(quoth(*command.split(), "--help").out.split())
    found = re.search(r"--json Tell it as JSON: an object of ([a-z_, ]+)\.", words)
    assert found, words
    return found[1].split(", ")


@pytest.fixture
def places(project: Path, sample: Path, article: Path, tmp_path: Path) -> dict[str, Path]:
    damaged = tmp_path / "damaged.quoth"
    damaged.write_bytes(project.read_bytes()[:9000])
    return {"project": project, "sample": sample, "article": article, "folder": tmp_path}


@pytest.mark.parametrize("command", WORDS)
def test_the_answer_has_the_keys_that_the_help_names(
    quoth: Quoth, places: dict[str, Path], command: str
) -> None:
    if command == "verify":
        assert quoth("export", places["sample"], places["folder"] / "out").code == 0
    if command == "assign":
        assert quoth("people", "add", places["project"], "ann").code == 0
    words = (word.format(**places) for word in WORDS[command])
    answer = quoth(*command.split(), *words, "--json")
    assert answer.err == ""
    assert answer.code == (1 if command == "check" else 0)
    assert list(answer.json) == documented(quoth, command)


@pytest.mark.parametrize("command", REFUSED)
def test_the_keys_are_the_same_where_something_was_refused(
    quoth: Quoth, places: dict[str, Path], command: str
) -> None:
    answer = quoth(command, *(word.format(**places) for word in REFUSED[command]), "--json")
    assert answer.code in (1, 2)
    assert list(answer.json) == documented(quoth, command)


def test_nothing_to_export_is_told_as_json_too(quoth: Quoth, project: Path, tmp_path: Path) -> None:
    answer = quoth("export", project, tmp_path / "out", "--json")
    assert (answer.code, answer.err) == (1, "")
    assert list(answer.json) == documented(quoth, "export")
    assert answer.json["notes"][0].startswith("There is nothing to export.")
    assert sum(answer.json["left_out"].values()) == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_it_is_json_whatever_the_output_can_hold(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "é ’ 😀.quoth"
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "new", str(path), "--json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": encoding},
    )
    assert json.loads(done.stdout)["project"] == str(path)  # bytes: UTF-8 or nothing


def test_odd_names_and_letters_of_any_script_are_told_as_they_are(
    quoth: Quoth, tmp_path: Path
) -> None:
    path = tmp_path / "أخبار 😀.quoth"
    assert quoth("new", path, "--json").json["name"] == "أخبار 😀"
    assert "أخبار 😀" in quoth("list", path, "--json").out
