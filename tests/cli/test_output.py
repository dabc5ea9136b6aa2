import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli import output
from annotator.cli.output import TerminalProgress, counted, plain, say_table, shortened


class Terminal:
    """What people look at."""

    def __init__(self) -> None:
        self.said = ""

    def isatty(self) -> bool:
        return True

    def write(self, words: str) -> None:
        self.said += words

    def flush(self) -> None:
        """Show it."""


@given(text=st.text())
def test_no_text_can_steer_a_terminal(text: str) -> None:
    made = plain(text)
    assert len(made) == len(text)
    for sign in ("\x1b", "\r", "\x07", "\x9b", "\u202e", "\u2066", "\u2028", "\0"):
        assert sign not in made


def test_numbers_have_their_nouns() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(0, "article") == "0 articles"
    assert counted(12345, "entry", "entries") == "12,345 entries"


@given(text=st.text(), width=st.integers(1, 30))
def test_a_shortened_text_fits_on_one_line(text: str, width: int) -> None:
    made = shortened(text, width)
    assert len(made) <= width
    assert "\n" not in made


def test_a_table_stands_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    say_table([("a", "long words", "x"), ("bbb", "c", "")])
    assert capsys.readouterr().out == "a    long words  x\nbbb  c\n"
    say_table([])
    assert capsys.readouterr().out == ""


def test_progress_is_told_where_people_look_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(output, "PACE", 0.0)
    with TerminalProgress() as progress:
        progress(1, 1000, "a\x1b.txt")
        assert terminal.said.endswith("\r1 of 1,000 a\ufffd.txt")
        progress(50, 0, "b.txt")
        assert "\r50 b.txt" in terminal.said
    assert terminal.said.endswith(" \r")


def test_progress_is_told_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(output, "PACE", 1e9)
    with TerminalProgress() as progress:
        for number in range(1000):
            progress(number, 1000, "x")
    assert terminal.said.count("\r") <= 2


@pytest.mark.parametrize("stream", [None, sys.stdout])
def test_where_nobody_looks_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, stream: object, capsys: pytest.CaptureFixture[str]
) -> None:
    if stream is None:
        monkeypatch.setattr(sys, "stderr", None)
    with TerminalProgress() as progress:
        progress(1, 2, "x")
    assert capsys.readouterr().err == ""
