"""The spans behind a number of an agreement report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from annotator.agreement.matching import Match, matched
from annotator.agreement.report import KINDS, NOTHING
from annotator.core.annotation import AnnotatedDocument, Span

if TYPE_CHECKING:
    from annotator.agreement.pool import Pool
    from annotator.agreement.units import Flags

FURTHEST = 6  # words: an edge that is asked for by as many may be further off

Cell = Sequence[str | int]

_EXACT = KINDS[0]
_EDGES = {"start": ("start",), "end": ("end",), "both": ("start", "end")}


class Behind(NamedTuple):
    """Two annotators' spans that answer one another; None is what one of them left out.

    `kind` is of report.KINDS. The names are in order, unless a cell of the confusion table was
    asked for: then the left span has the label of the row.
    """

    document: str
    left_name: str
    right_name: str
    left: Span | None
    right: Span | None
    kind: str


class UnknownCellError(ValueError):
    """No number of a report is called so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which matches a number counts: all that is said must hold, "" says nothing.

    `labels` are those of a scope, none for all. `row` and `column` are labels or NOTHING, either
    way round; `label` is one of the two. `edges` lie `words` later at the right.
    """

    labels: tuple[str, ...] = ()
    row: str = ""
    column: str = ""
    label: str = ""
    kind: str = ""
    differing: bool = False
    edges: tuple[str, ...] = ()
    words: int = 0
    names: frozenset[str] = frozenset()
    document: str = ""

    def holds(self, match: Match, text: str) -> bool:
        """Tell whether a match is counted."""
        names = tuple(one.label if one else NOTHING for one in (match.left, match.right))
        return (
            (not self.labels or bool(set(names).intersection(self.labels)))
            and (not self.label or self.label in names)
            and (not self.row or (self.row, self.column) in {names, names[::-1]})
            and self.kind in {"", match.kind}
            and not (self.differing and match.kind == _EXACT)
            and (not self.edges or self._apart(match, text))
        )

    def _apart(self, match: Match, text: str) -> bool:
        from annotator.agreement.edges import words_between

        if match.left is None or match.right is None:
            return False
        places = [(getattr(match.left, one), getattr(match.right, one)) for one in self.edges]
        return any(_is(words_between(text, *two), self.words) for two in places if two[0] != two[1])

    def turned(self, match: Match) -> bool:
        """Tell whether the sides of a match have to be swapped for the row to be at the left."""
        left = match.left.label if match.left else NOTHING
        return bool(self.row) and left != self.row


def asked(cell: Cell, labels: tuple[str, ...] = ()) -> Asked:
    """Return which matches a number counts.

    Numbers are called ("confusion", row, column), ("label", label), ("pair", name, name),
    ("kind", label or "" for all, kind), ("edge", "start" or "end" or "both", words later) and
    ("article", id). Behind the figures of a label, a pair or an article stand the matches that are
    not exact. Raise UnknownCellError.
    """
    found: Asked | None = None
    match tuple(cell):
        case ("confusion", str(row), str(column)):
            found = Asked(labels, row=row, column=column)
        case ("label", str(label)):
            found = Asked(labels, label=label, differing=True)
        case ("pair", str(left), str(right)):
            found = Asked(labels, names=frozenset((left, right)), differing=True)
        case ("kind", str(label), str(kind)) if kind in KINDS:
            found = Asked(labels, label=label, kind=kind)
        case ("edge", str(edge), int(words)) if edge in _EDGES:
            found = Asked(labels, edges=_EDGES[edge], words=words)
        case ("article", str(document)):
            found = Asked(labels, document=document, differing=True)
    if found is None:
        raise UnknownCellError(f"There is no number called {cell!r}.")
    return found


def documents_behind(pool: "Pool", wanted: Asked) -> list[str]:
    """Return the articles that may have such matches, in order."""
    import numpy as np

    from annotator.agreement.sums import OUTCOME

    rows = pool.tables[OUTCOME][0, _may_hold(pool, wanted)]
    if wanted.names:
        numbers = [pool.annotators.index(one) for one in wanted.names if one in pool.annotators]
        both = np.isin(pool.row_left, numbers) & np.isin(pool.row_right, numbers)
        rows = rows[both[rows]]
    found = [pool.documents[one] for one in np.unique(pool.row_article[rows]).tolist()]
    return [one for one in found if wanted.document in {"", one}]


def _may_hold(pool: "Pool", wanted: Asked) -> "Flags":
    """Tell of each line of outcomes whether its matches may be wanted; edges are not looked at."""
    import numpy as np

    from annotator.agreement.sums import OUTCOME

    _, left, right, kind, _ = pool.tables[OUTCOME]
    numbers = {name: place for place, name in enumerate((*pool.vocabulary.labels, NOTHING))}
    holds = np.ones(len(left), dtype=np.bool_)
    for label in filter(None, (wanted.row, wanted.column, wanted.label)):
        number = numbers.get(label, -1)
        holds &= (left == number) | (right == number)
    if wanted.differing or wanted.edges:
        holds &= kind != KINDS.index(_EXACT)
    if wanted.kind:
        holds &= kind == KINDS.index(wanted.kind)
    return holds


def behind_in(article: AnnotatedDocument, names: Sequence[str], wanted: Asked) -> Iterator[Behind]:
    """Yield the matches in an article that are wanted, of some annotators who finished it."""
    spans = {
        one.key.annotator: _once(one.spans)
        for one in article.sets
        if one.status.state == "done" and one.key.annotator in names
    }
    found = []
    for left, right in combinations(sorted(spans), 2):
        if wanted.names and wanted.names != {left, right}:
            continue
        found += [
            _behind(article.document.id, (left, right), match, wanted)
            for match in matched(spans[left], spans[right])
            if wanted.holds(match, article.document.text)
        ]
    yield from sorted(found, key=_reading_order)


def _behind(document: str, names: tuple[str, str], match: Match, wanted: Asked) -> Behind:
    if wanted.turned(match):
        return Behind(document, names[1], names[0], match.right, match.left, match.kind)
    return Behind(document, *names, match.left, match.right, match.kind)


def _once(spans: Sequence[Span]) -> list[Span]:
    """Return spans without those that say the same as one before."""
    found = {(one.label, one.start, one.end): one for one in reversed(spans)}
    return list(reversed(found.values()))


def _reading_order(one: Behind) -> tuple[int, int]:
    spans = [span for span in (one.left, one.right) if span]
    return min(span.start for span in spans), -max(span.end for span in spans)


def _is(found: int, wanted: int) -> bool:
    if abs(wanted) < FURTHEST:
        return found == wanted
    return found >= wanted if wanted > 0 else found <= wanted
