"""The spans behind a number of an agreement report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from annotator.agreement.matching import Match, matched
from annotator.agreement.report import KINDS, NOTHING
from annotator.core.annotation import AnnotatedDocument, AnnotationSet, Span
from annotator.review.untied import once, untied

if TYPE_CHECKING:
    from annotator.agreement.pool import Pool
    from annotator.agreement.sums import Lines
    from annotator.agreement.units import Flags

FURTHEST = 6  # words: an edge that is asked for by as many may be further off

VALUE, RELATION = "value", "relation"  # how what is alike may differ beside its words and label

Cell = Sequence[str | int]

_EXACT, _BOUNDARY = KINDS[:2]
_EDGES = {"start": ("start",), "end": ("end",), "both": ("start", "end")}


class Behind(NamedTuple):
    """Two annotators' spans that answer one another; None is what one of them left out.

    `kind` is of report.KINDS, or VALUE or RELATION: then `said` are the values of an attribute, or
    the words that a relation leads to, "" where there is none. The names are in order, unless a
    cell of the confusion table was asked for: then the left span has the label of the row.
    """

    document: str
    left_name: str
    right_name: str
    left: Span | None
    right: Span | None
    kind: str
    said: tuple[str, str] = ("", "")


class UnknownCellError(ValueError):
    """No number of a report is called so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which matches a number counts: all that is said must hold, "" says nothing.

    `labels` are those of a scope, none for all. `row` and `column` are labels or NOTHING, either
    way round; `label` is one of the two. `edges` lie `words` later at the right. Of an `attribute`
    the values differ. A `relation`, which may be `symmetric`, is at one alone: then no matches are
    counted but relations.
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
    attribute: str = ""
    relation: str = ""
    symmetric: bool = False

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
            and (not self.attribute or self._valued_apart(match))
        )

    def values(self, match: Match) -> tuple[str, str]:
        """Return the values of the attribute at both, "" where there is none."""
        sides = (one.attributes if one else () for one in (match.left, match.right))
        first, second = (dict(traits).get(self.attribute, "") for traits in sides)
        return first, second

    def _valued_apart(self, match: Match) -> bool:
        first, second = self.values(match)
        return match.kind in {_EXACT, _BOUNDARY} and first != second

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
    ("kind", label or "" for all, kind), ("edge", "start" or "end" or "both", words later),
    ("article", id), ("attribute", label, name) and ("relation", name). Behind the figures of a
    label ("" for all), a pair (and a label of it, as a fourth word) or an article stand the matches
    that are not exact; behind those of attributes and relations, what differs of them. Raise
    UnknownCellError.
    """
    found = _of_spans(tuple(cell), labels) or _of_others(tuple(cell), labels)
    if found is None:
        raise UnknownCellError(f"There is no number called {cell!r}.")
    return found


def _of_spans(cell: tuple[str | int, ...], labels: tuple[str, ...]) -> Asked | None:
    found: Asked | None = None
    match cell:
        case ("confusion", str(row), str(column)):
            found = Asked(labels, row=row, column=column)
        case ("label", str(label)):
            found = Asked(labels, label=label, differing=True)
        case ("kind", str(label), str(kind)) if kind in KINDS:
            found = Asked(labels, label=label, kind=kind)
        case ("edge", str(edge), int(words)) if edge in _EDGES:
            found = Asked(labels, edges=_EDGES[edge], words=words)
    return found


def _of_others(cell: tuple[str | int, ...], labels: tuple[str, ...]) -> Asked | None:
    found: Asked | None = None
    match cell:
        case ("pair", str(left), str(right)):
            found = Asked(labels, names=frozenset((left, right)), differing=True)
        case ("pair", str(left), str(right), str(label)):
            found = Asked(labels, names=frozenset((left, right)), label=label, differing=True)
        case ("article", str(document)):
            found = Asked(labels, document=document, differing=True)
        case ("attribute", str(label), str(attribute)):
            found = Asked(label=label, attribute=attribute)
        case ("relation", str(relation)):
            found = Asked(relation=relation)
    return found


def documents_behind(pool: "Pool", wanted: Asked) -> list[str]:
    """Return the articles that may have such matches, in order."""
    import numpy as np

    rows = _rows_behind(pool, wanted)
    if wanted.names:
        numbers = [pool.annotators.index(one) for one in wanted.names if one in pool.annotators]
        both = np.isin(pool.row_left, numbers) & np.isin(pool.row_right, numbers)
        rows = rows[both[rows]]
    found = [pool.documents[one] for one in np.unique(pool.row_article[rows]).tolist()]
    return [one for one in found if wanted.document in {"", one}]


def _rows_behind(pool: "Pool", wanted: Asked) -> "Lines":
    """Return the pairs of sides that may have what is wanted."""
    from annotator.agreement import sums

    found: Lines
    if wanted.relation:
        row, relation, *_ = pool.tables[sums.RELATION]
        names = [name for name, _ in pool.vocabulary.relations]
        found = row[relation == _place(names, wanted.relation)]
    elif wanted.attribute:
        row, attribute, left, right, _ = pool.tables[sums.ATTRIBUTE]
        called = [(label, name) for label, name, _ in pool.vocabulary.attributes]
        place = _place(called, (wanted.label, wanted.attribute))
        found = row[(attribute == place) & (left != right)]
    else:
        found = pool.tables[sums.OUTCOME][0, _may_hold(pool, wanted)]
    return found


def _place(names: Sequence[object], name: object) -> int:
    """Return where a name stands among others, -1 where it does not."""
    return names.index(name) if name in names else -1


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
    """Yield what is wanted in an article, of some annotators who finished it."""
    sets = {
        one.key.annotator: one
        for one in article.sets
        if one.status.state == "done" and one.key.annotator in names
    }
    spans = {name: list(dict.fromkeys(once(one.spans).values())) for name, one in sets.items()}
    found: list[Behind] = []
    for left, right in combinations(sorted(sets), 2):
        if not wanted.names or wanted.names == {left, right}:
            matches = matched(spans[left], spans[right])
            found += _between(article, (sets[left], sets[right]), matches, wanted)
    yield from sorted(found, key=_reading_order)


def _between(
    article: AnnotatedDocument,
    sides: tuple[AnnotationSet, AnnotationSet],
    matches: Sequence[Match],
    wanted: Asked,
) -> Iterator[Behind]:
    """Yield what is wanted between two annotators."""
    document = article.document
    names = (sides[0].key.annotator, sides[1].key.annotator)
    if wanted.relation:
        for one in untied(*sides, matches, wanted.relation, symmetric=wanted.symmetric):
            yield Behind(document.id, *names, one.left, one.right, RELATION, one.said)
        return
    for match in matches:
        if wanted.holds(match, document.text):
            yield _behind(document.id, names, match, wanted)


def _behind(document: str, names: tuple[str, str], match: Match, wanted: Asked) -> Behind:
    if wanted.turned(match):
        return Behind(document, names[1], names[0], match.right, match.left, match.kind)
    made = Behind(document, *names, match.left, match.right, match.kind)
    return made._replace(kind=VALUE, said=wanted.values(match)) if wanted.attribute else made


def _reading_order(one: Behind) -> tuple[int, int]:
    spans = [span for span in (one.left, one.right) if span]
    return min(span.start for span in spans), -max(span.end for span in spans)


def _is(found: int, wanted: int) -> bool:
    if abs(wanted) < FURTHEST:
        return found == wanted
    return found >= wanted if wanted > 0 else found <= wanted
