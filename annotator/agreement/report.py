"""What was measured, as plain values for pages, tables and files; nothing here needs numpy."""

from dataclasses import dataclass, field
from typing import NamedTuple

NOTHING = "Nothing"  # the column of the confusion table for what the other left out
KINDS = ("exact", "boundary", "label", "label and boundary", "missing")  # how a match differs


class Figure(NamedTuple):
    """One measured value with its interval.

    `value` is None where there is nothing to measure, and `why` says why in one sentence.
    `low` and `high` are None where no interval can be made. `n` is what the value rests on, in
    `unit`: "spans", "articles", "code points".
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    unit: str = "spans"
    why: str = ""


class Scope(NamedTuple):
    """What is measured: () and "" mean all. `confidence` is that of the intervals."""

    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    batch: str = ""
    confidence: float = 0.95
    resamples: int = 1000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """The agreement on one label, or on all of them where `label` is ""."""

    label: str
    exact: Figure  # F1 of spans with the same label and the same words
    relaxed: Figure  # F1 of spans with the same label and overlapping words
    u_alpha: Figure
    cu_alpha: Figure
    coverage: Figure  # the share of units that cu-alpha speaks of
    token_alpha: Figure  # for all labels: of label sets, with the Jaccard distance


@dataclass(frozen=True, slots=True)
class PairFigures:
    """The agreement of two annotators on all labels; `token_kappa` is by label, in their order."""

    left: str
    right: str
    exact: Figure
    relaxed: Figure
    token_kappa: tuple[Figure, ...]


class ArticleFigures(NamedTuple):
    """The agreement on one article: matches that are not exact count as `differing`."""

    document: str
    annotators: tuple[str, ...]
    exact: Figure
    relaxed: Figure
    differing: int


@dataclass(frozen=True, slots=True)
class AttributeFigures:
    """Cohen's kappa of an attribute over the spans that both annotators marked alike."""

    label: str
    attribute: str
    kappa: Figure


@dataclass(frozen=True, slots=True)
class RelationFigures:
    """F1 of a relation: its ends are matched spans."""

    relation: str
    f1: Figure


@dataclass(frozen=True, slots=True)
class Report:
    """All measures of one scope.

    `confusion[row][column]` counts matched pairs of spans over `labels` and then NOTHING, each
    pair of annotators both ways round, so it is symmetric, and a pair under one label counts twice.
    `others` is what each of its rows has besides under labels that were not asked for.
    `starts` and `ends` count by how many words an edge of a matched pair is later (+) or earlier
    (-) at the second annotator of a pair (by name); what is apart by less than a word is 0, what
    stands in one place is left out. `kinds` are counts over KINDS, for all labels ("") and for
    each; a match of two labels counts for both. `left_out` are
    articles that were not measured, with the reason. `warnings` are sentences for the reader.
    """

    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    documents: int
    overall: LabelFigures
    by_label: tuple[LabelFigures, ...] = ()
    by_pair: tuple[PairFigures, ...] = ()
    by_article: tuple[ArticleFigures, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()
    starts: tuple[tuple[int, int], ...] = ()  # (words later, how often), sorted
    ends: tuple[tuple[int, int], ...] = ()
    kinds: dict[str, tuple[int, ...]] = field(default_factory=dict)
    attributes: tuple[AttributeFigures, ...] = ()
    relations: tuple[RelationFigures, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    others: tuple[int, ...] = ()

    def row_total(self, row: int) -> int:
        """Return how many matches a row of the confusion has in all: what its shares are of."""
        return sum(self.confusion[row]) + (self.others[row] if self.others else 0)
