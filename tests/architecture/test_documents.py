"""What the documents for people point to is there: files and pictures, commands and options."""

import re
import shlex
from pathlib import Path

import click
import pytest

from annotator.cli.app import quoth

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/benchmarks/README.md")
LINK = re.compile(r"\]\(([^)#:]+)\)")
COMMAND = re.compile(r"^(?:.*?`)?(quoth [a-z]+ [^`#\n]*)", re.MULTILINE)
OPTION = re.compile(r"--[a-z-]+")


def _command(words: list[str]) -> click.Command:
    """Return the command that some words begin with."""
    found: click.Command = quoth
    for word in words:
        if not isinstance(found, click.Group) or word not in found.commands:
            break
        found = found.commands[word]
    return found


def test_every_link_leads_to_a_file() -> None:
    links = [(name, link) for name in DOCUMENTS for link in LINK.findall(_text(name))]
    assert links
    assert [one for one in links if not (ROOT / one[0]).parent.joinpath(one[1]).exists()] == []


@pytest.mark.parametrize("line", COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8")))
def test_every_command_of_the_readme_has_the_options_that_it_is_given(line: str) -> None:
    command = _command(shlex.split(line)[1:])
    assert command is not quoth, "there is no such command"
    known = {name for option in command.params for name in option.opts}
    assert set(OPTION.findall(line)) <= known


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
