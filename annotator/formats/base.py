"""What a format is: a reader that yields articles one by one, and a writer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from annotator.core.annotation import AnnotatedDocument

Tell = Callable[[str], None]  # takes a sentence for the person: what was found or done


class FormatError(ValueError):
    """A file does not hold what its format promises: which file, which line, and why."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        """Take the path, the line (counted from 1; 0 for the file as a whole) and the reason."""
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {reason}")
        self.path = str(path)
        self.line = line
        self.reason = reason


class UnsureEncodingError(FormatError):
    """A text is in an encoding that nobody can be sure of: somebody has to say which."""


class NoTextColumnError(FormatError):
    """None of the columns has the usual name of the text; `columns` are those there are."""

    def __init__(self, path: Path | str, line: int, reason: str, columns: Iterable[str]) -> None:
        """Take what any such error takes, and the names of the columns."""
        super().__init__(path, line, reason)
        self.columns = tuple(columns)


class NobodysMarksError(FormatError):
    """A file holds marks and does not say whose they are."""


def no_text(sha256: str) -> str | None:
    """Know no text: the answer where nobody was asked."""
    return None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader may be told.

    `text_column` names where the text stands ("" for the usual name); `annotator` is given to
    marks that name nobody; `encoding` is what a text without a byte order mark is written in when
    it is not UTF-8; `chain` is the relation that joins the pieces of a broken span ("" refuses
    them); `text_of` finds a text by its SHA-256, for files that hold marks alone.
    """

    text_column: str = ""
    annotator: str = ""
    encoding: str = ""
    chain: str = ""
    text_of: Callable[[str], str | None] = no_text


class Format(Protocol):
    """A reader and writer of one format."""

    name: ClassVar[str]

    def read(self, path: Path, options: ReadOptions, tell: Tell) -> Iterator[AnnotatedDocument]:
        """Yield the articles of a file; raise FormatError or OSError."""

    def write(self, documents: Iterable[AnnotatedDocument], path: Path) -> list[str]:
        """Write articles into a file that is not there yet; return what it cannot hold."""
