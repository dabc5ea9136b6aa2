"""What an annotator does again and again, found in one decision, and settled alike elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.annotation import Attributes, Decision, SetKey, Span
from annotator.core.change import Part
from annotator.core.people import GOLD
from annotator.core.progress import Progress, silent
from annotator.review.accepting import with_agreed
from annotator.review.article import Review
from annotator.review.choices import Settle, choices
from annotator.review.gold import BY_HAND, NOTHING, PARTS, READING, SEVERAL, between
from annotator.review.held import Held, OpenArticle
from annotator.review.keys import Place, place_of
from annotator.review.pattern import Pattern, described
from annotator.review.queue import review_of
from annotator.review.readings import AGREED, ALONE, READY_MADE, RELATION, Difference, Reading
from annotator.store.handle import Store

_TOLD = 25  # articles between two words on progress


@dataclass(frozen=True, slots=True)
class Alike:
    """An open difference that fits a pattern, and what gold would have there.

    `settle` is the decision, to be made on the article as it stands then.
    """

    document: str
    title: str
    difference: Difference
    reading: Reading
    settle: Settle = field(compare=False, repr=False)


def pattern_of(review: Review, difference: Difference) -> Pattern | None:
    """Return the pattern of a settled difference, or None where its decision tells of none.

    What was edited by hand tells one where gold has a single span there, or none.
    """
    decision = difference.decision
    if decision is None or difference.stale or difference.kind in {AGREED, ALONE}:
        return None
    taken = _taken(review, difference, decision)
    if taken is None:
        return None
    outcome, reading = taken
    found = described(review.document.text, difference, reading, outcome)
    return replace(found, taken=reading.annotators) if found.ways else None


def alike_in(article: OpenArticle, pattern: Pattern) -> list[Alike]:
    """Return the open differences of an article that fit a pattern, in reading order."""
    found = []
    for one in article.differences:
        if one.kind == pattern.kind:
            fit = _fitting(article.text, one, pattern)
            if fit is not None:
                found.append(Alike(article.document, article.title, one, *fit))
    return found


def alike(
    store: Store,
    pattern: Pattern,
    progress: Progress = silent,
    ids: Iterable[str] | None = None,
    held: Held | None = None,
) -> list[Alike]:
    """Return all open differences of a project that fit a pattern, in its order.

    `ids` are the articles that are looked through, None for all; what is `held` of them is not
    read again. Raise what `progress` raises.
    """
    articles = (held or Held()).articles(store, ids, progress)
    found = []
    for number, article in enumerate(articles):
        if number % _TOLD == 0:
            progress(number, len(articles), "Comparing with the decision")
        found += alike_in(article, pattern)
    return found


def apply_pattern(
    store: Store,
    chosen: Iterable[Alike],
    why: tuple[str, str] = ("", ""),
    progress: Progress = silent,
    *,
    accepting: bool = False,
) -> tuple[Part, ...]:
    """Return the parts of one edit that settles differences, each as it says.

    With `accepting`, what all agree on in these articles goes into gold with that.
    `why` is the reason and the guideline; "" leaves what was noted there. What was settled since,
    or reads otherwise, is left out. Raise what `progress` raises.
    """
    by_document: defaultdict[str, list[Alike]] = defaultdict(list)
    for one in chosen:
        by_document[one.document].append(one)
    parts = []
    for number, (document, here) in enumerate(by_document.items()):
        if number % _TOLD == 0:
            progress(number, len(by_document), "Deciding alike")
        before = review_of(store, document)
        seen = after = with_agreed(before) if accepting else before
        for one in here:
            after = _settled(after, one, why)
        change = between("Decide alike", before.gold.items, after.gold.items)
        if change and after is not seen:
            parts.append(Part(SetKey(document, GOLD), change))
    return tuple(parts)


def _settled(review: Review, one: Alike, why: tuple[str, str]) -> Review:
    difference = review.difference(one.difference.id)
    if difference is None or difference.decision is not None:
        return review
    items = one.settle(review, difference).applied_to(review.gold.items)
    fresh = [
        item
        for item in items.values()
        if isinstance(item, Decision) and item.id not in review.gold.items
    ]
    for decision in fresh:
        reason, guideline = why[0] or decision.reason, why[1] or decision.guideline
        items[decision.id] = replace(decision, reason=reason, guideline=guideline)
    return review.with_gold(replace(review.gold, items=items))


def _fitting(text: str, difference: Difference, pattern: Pattern) -> tuple[Reading, Settle] | None:
    """Return what a pattern would have gold take, and how, or None where it does not fit."""
    parties = {one.annotators for one in difference.readings}
    if not all(way.annotators in parties for way in pattern.ways):
        return None
    found = choices(text, difference, pattern)
    fitting = (
        (reading, settle)
        for reading, settle in found
        if described(text, difference, reading, pattern.outcome) == pattern
    )
    return next(fitting, None)


def _taken(
    review: Review, difference: Difference, decision: Decision
) -> tuple[str, Reading] | None:
    """Return how gold came by what it has at a difference, and that as a reading."""
    if decision.outcome in {NOTHING, READING}:
        whole = _whole(difference, decision)
        return (READING, whole) if whole is not None else None
    marks = [review.gold.items.get(each) for each in decision.marks]
    if difference.kind == RELATION or None in marks or decision.outcome == READY_MADE:
        return None
    return _made(difference, decision.outcome, [one for one in marks if isinstance(one, Span)])


def _whole(difference: Difference, decision: Decision) -> Reading | None:
    if decision.outcome == NOTHING:
        return _empty(difference)
    names = set(decision.taken)
    return next((one for one in difference.readings if names <= set(one.annotators)), None)


def _made(
    difference: Difference, outcome: str, spans: Sequence[Span]
) -> tuple[str, Reading] | None:
    """Return what spans of gold are: a reading after all, several of them, or one of their own."""
    if not spans:
        return READING, _empty(difference)
    same = next((one for one in difference.readings if _said(one.spans) == _said(spans)), None)
    if same is not None:
        return READING, same
    made = Reading((), tuple(spans))
    if outcome in {PARTS, BY_HAND}:
        return (BY_HAND, made) if len(spans) == 1 else None
    return (SEVERAL, made) if outcome == SEVERAL else None


def _empty(difference: Difference) -> Reading:
    return next((one for one in difference.readings if one.empty), Reading(()))


def _said(spans: Sequence[Span]) -> list[tuple[Place, Attributes]]:
    return sorted((place_of(span), span.attributes) for span in spans)
