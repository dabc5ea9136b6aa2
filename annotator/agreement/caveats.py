"""Why there is no figure, and what a reader should mind: sentences."""

from collections.abc import Container, Iterator, Sequence

import numpy as np

from annotator.agreement.pairs import PairValues
from annotator.agreement.pool import Pool
from annotator.agreement.report import Scope
from annotator.agreement.sums import SPANS
from annotator.agreement.units import SET_LABELS
from annotator.core.phrases import listed

NO_ARTICLES = "No article was finished by two annotators."
ONE_ALONE = "One annotator alone agrees with nobody: choose two or more."
NO_LABELS = "None of these labels is in the project."
NO_COMMON = "The two finished no article in common."
NO_SPANS = "Nobody marked this label here."
NO_SPANS_AT_ALL = "Nobody marked anything here."
NO_VARIATION = "Nobody marked this label here, or it covers all of the text."
NO_VARIATION_AT_ALL = "Nobody marked anything here, or all of the text is marked alike."
NOT_MET = "Where one annotator marked this label, no other marked anything."
NOT_MET_AT_ALL = "Nowhere did two annotators mark anything in the same place."
TOO_ALIKE = "Where two annotators marked something, labels vary too little to tell it from chance."
NESTED = "Spans of several labels lie in one another, so this is measured label by label."
SOME_LABELS = "Only some of the labels are chosen, so this is measured label by label."
TOO_MANY_LABELS = f"Sets are measured for at most {SET_LABELS} labels."
ONE_VALUE = "All have the same value, so chance alone would agree."
NO_RELATIONS = "Nobody made this relation here."

FEW = 30  # articles under which intervals are not to be trusted
_FEW_COMMON = 5
_NAMED = 3


def warnings(pool: Pool, scope: Scope, pairs: Sequence[PairValues]) -> Iterator[str]:
    """Yield what a reader of the figures should mind."""
    articles = len(pool.documents)
    if 0 < articles < FEW and pool.sides[..., SPANS].any():
        why = "of one there is no interval"
        if articles > 1:
            why = f"with fewer than {FEW} the intervals are narrower than they should be"
        yield f"These figures rest on {_count(articles, 'article')}: {why}."
    known = pool.vocabulary.labels
    unknown = [label for label in scope.labels if label not in known]
    if unknown:
        yield f"There is no label {' or '.join(unknown)} in the project."
    if len(scope.annotators) != 1:
        yield from _idle(pool)
    yield from _few_common(pool, pairs)


def strangers(pool: Pool, known: Container[str]) -> Iterator[str]:
    """Yield a sentence on labels that spans bear and the scheme does not have."""
    borne = np.asarray(pool.sides[..., SPANS].any(axis=0)).tolist()
    found = [
        label
        for label, used in zip(pool.vocabulary.labels, borne, strict=True)
        if used and label not in known
    ]
    if found:
        yield f"The scheme does not have {listed(found)}, which spans here bear."


def _idle(pool: Pool) -> Iterator[str]:
    taking_part = {*np.unique(pool.side_annotator).tolist()}
    idle = [name for number, name in enumerate(pool.annotators) if number not in taking_part]
    if idle:
        verb = "has" if len(idle) == 1 else "have"
        yield f"{listed(idle)} {verb} finished no article that another finished too."


def _few_common(pool: Pool, pairs: Sequence[PairValues]) -> Iterator[str]:
    few = [one for one in pairs if 0 < one.articles < _FEW_COMMON]
    if few and len(pool.documents) >= FEW:
        names = [f"{pool.annotators[one.left]} and {pool.annotators[one.right]}" for one in few]
        shown = "; ".join(names[:_NAMED]) + ("; and others" if len(names) > _NAMED else "")
        yield f"Some pairs share fewer than {_FEW_COMMON} articles: {shown}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
