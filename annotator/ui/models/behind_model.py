"""The places behind a number: in which article, which words, and what each of two marked there."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt

from annotator.agreement.report import KINDS
from annotator.core.annotation import Span
from annotator.core.document import Document
from annotator.review.behind import RELATION, VALUE
from annotator.ui.chips import counted, one_line
from annotator.ui.excerpts import Excerpt, excerpt
from annotator.ui.models.rows import RowsModel

ARTICLES = 64  # texts that are kept while one scrolls
MOST = 20_000  # places behind one number that are shown: nobody reads on
LONGEST = 80  # code points of a value, or of what a relation leads to
KIND_WORDS = dict(
    zip(
        (*KINDS, VALUE, RELATION),
        (
            *("Same", "Other edges", "Other label", "Other label and edges", "Left out"),
            *("Other value", "Not at both"),
        ),
        strict=True,
    )
)
SAID = {VALUE: ("{}", "no value"), RELATION: ("→ {}", "not related")}  # with words, without


class Pair(NamedTuple):
    """Two annotators and what each marked at a place; None where one left it out.

    Of values and relations `said` is what each gave, "" for nothing.
    """

    document: str
    names: tuple[str, str]
    spans: tuple[Span | None, Span | None]
    kind: str
    said: tuple[str, str] = ("", "")

    def beside(self, place: int) -> str:
        """Return what stands beside the words of the first (0) or the second (1) annotator."""
        if self.kind not in SAID or self.spans[place] is None:
            return ""
        given, none = SAID[self.kind]
        words = one_line(self.said[place].replace("_", " "), LONGEST)
        return given.format(words) if words else none

    @property
    def range(self) -> tuple[int, int]:
        """Return the code points that either marked, from start to end."""
        there = [span for span in self.spans if span is not None]
        return min(span.start for span in there), max(span.end for span in there)


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
            ", ".join(filter(None, (f"{name}: {self._said(span)}", row.beside(place))))
            for place, (name, span) in enumerate(zip(row.names, row.spans, strict=True))
        ]
        return ". ".join([self.title(row), KIND_WORDS.get(row.kind, row.kind), *sides])

    def _said(self, span: Span | None) -> str:
        return f"{self.titles(span.label)}, {one_line(span.text, 160)}" if span else "nothing"


def summary(pairs: list[Pair]) -> str:
    """Return how many places there are in how many articles."""
    articles = len({pair.document for pair in pairs})
    first = "The first " if len(pairs) == MOST else ""
    return f"{first}{counted(len(pairs), 'place')} in {counted(articles, 'article')}."
