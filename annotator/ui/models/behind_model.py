"""The places behind a number: in which article, which words, and what each of two marked there."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt

from annotator.agreement.report import KINDS
from annotator.core.annotation import Span
from annotator.core.document import Document
from annotator.ui.chips import counted, one_line
from annotator.ui.models.rows import RowsModel

BEFORE, AFTER, LONG = 24, 120, 48  # code points around the words; words longer are cut inside
ARTICLES = 64  # texts that are kept while one scrolls
GAP = " … "
KIND_WORDS = dict(
    zip(
        KINDS,
        ("Same", "Other edges", "Other label", "Other label and edges", "Left out"),
        strict=True,
    )
)


class Pair(NamedTuple):
    """Two annotators and what each marked at a place; None where one left it out."""

    document: str
    names: tuple[str, str]
    spans: tuple[Span | None, Span | None]
    kind: str

    @property
    def range(self) -> tuple[int, int]:
        """Return the code points that either marked, from start to end."""
        there = [span for span in self.spans if span is not None]
        return min(span.start for span in there), max(span.end for span in there)


class Excerpt(NamedTuple):
    """Words with some of the text before and after them, on one line."""

    before: str
    words: str
    after: str


class BehindModel(RowsModel[Pair]):
    """Pairs as rows; the texts are read when a row comes in sight."""

    def __init__(self, read: Callable[[str], Document]) -> None:
        super().__init__()
        self._read = lru_cache(ARTICLES)(read)
        self.titles: Callable[[str], str] = lambda label: label

    def title(self, pair: Pair) -> str:
        """Return the article's title, or its id where it has none."""
        document = self._read(pair.document)
        return one_line(document.title) or document.id

    def excerpt(self, pair: Pair, span: Span) -> Excerpt:
        """Return the words of a span with what stands around them.

        Both sides of a pair begin at the same place, so that one sees which edge is another.
        """
        text = self._read(pair.document).text
        return excerpt(text, span.start, span.end, begin=pair.range[0])

    def words(self, row: Pair, role: int) -> object:
        """Return what is said of a pair."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        sides = [
            f"{name}: {self._said(span)}" for name, span in zip(row.names, row.spans, strict=True)
        ]
        return ". ".join([self.title(row), KIND_WORDS.get(row.kind, row.kind), *sides])

    def _said(self, span: Span | None) -> str:
        return f"{self.titles(span.label)}, {one_line(span.text, 160)}" if span else "nothing"


def excerpt(text: str, start: int, end: int, *, begin: int | None = None) -> Excerpt:
    """Return a stretch of a text with whole words around it; a long one is cut in its middle.

    What comes before is taken from before `begin`, where that lies before the start.
    """
    words = one_line(text[start:end], end - start + 1)
    if len(words) > LONG:
        words = f"{words[: LONG // 2].rstrip()}{GAP}{words[-LONG // 2 :].lstrip()}"
    first = max(0, min(start, start if begin is None else begin) - BEFORE)
    before, after = text[first:start], text[end : end + AFTER]
    if first:
        before = f"…{before[before.find(' ') :]}" if " " in before else f"… {before}"
    if len(before) > LONG:
        before = f"{before[: LONG // 2].rstrip()}{GAP}{before[-LONG // 2 :].lstrip()}"
    return Excerpt(_flat(before), words, _flat(after))


def summary(pairs: list[Pair]) -> str:
    """Return how many places there are in how many articles."""
    articles = len({pair.document for pair in pairs})
    return f"{counted(len(pairs), 'place')} in {counted(articles, 'article')}."


def _flat(text: str) -> str:
    """Return a text on one line that keeps a space at each end where it had white space."""
    line = " ".join(text.split())
    if not line:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{line}{' ' * text[-1].isspace()}"
