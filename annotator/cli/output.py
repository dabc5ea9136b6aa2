"""What the commands print: tables and JSON on the output, progress on the error stream."""

import json
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence

import click

PACE = 0.1  # seconds between two tellings of progress
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Return a text that cannot steer a terminal: controls show as a question mark in a diamond."""
    return "".join("\ufffd" if _steers(c) else c for c in text)


def say(text: str = "") -> None:
    """Print one line of words."""
    click.echo(plain(text))


def say_notices(notices: Iterable[str]) -> None:
    """Print what opening a project found, on the error stream, a line each."""
    for sentence in notices:
        click.echo(f"quoth: {plain(' '.join(sentence.split()))}", err=True)


def say_json(value: object) -> None:
    """Print a value as JSON, in ASCII where the output is not UTF-8: its escapes are no JSON."""
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower() in {"utf-8", "utf8"}
    click.echo(json.dumps(value, ensure_ascii=not unicode, indent=2, default=str))


def say_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns, two spaces between; the last column is as wide as it likes."""
    kept = [[plain(cell) for cell in row] for row in rows]
    if not kept:
        return
    widths = [max(len(cell) for cell in column) for column in zip(*kept, strict=True)]
    for row in kept:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 article, 2 articles."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shortened(text: str, width: int) -> str:
    """Return a text of at most `width` code points, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


class TerminalProgress:
    """Tells progress on one line of the error stream, a few times a second, where people look."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._last = 0.0
        self._width = 0

    def __call__(self, done: int, total: int, words: str) -> None:
        """Show how far the work is."""
        now = time.monotonic()
        if not self._shown or now - self._last < PACE:
            return
        self._last = now
        of = f"{done:,} of {total:,}" if total else f"{done:,}"
        line = shortened(plain(f"{of}  {words}"), 78)
        self._write(line.ljust(self._width))
        self._width = len(line)

    def __enter__(self) -> "TerminalProgress":
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the line."""
        if self._width:
            self._write(" " * self._width + "\r")

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line)
        sys.stderr.flush()


def _steers(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Zl", "Zp"} or character in _BIDI
