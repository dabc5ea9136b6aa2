"""A review as it is shown: rows for the queue, lanes for the text, the card, the notes."""

from collections.abc import Collection, Mapping, Sequence

from annotator.core.annotation import Span
from annotator.core.document import Document
from annotator.core.people import GOLD
from annotator.core.scheme import LabelScheme
from annotator.review.article import Review
from annotator.review.gold import is_relation, standing
from annotator.review.keys import overlap, place_of
from annotator.review.readings import READY_MADE, Difference, Reading
from annotator.ui.models.differences_model import ArticleRow, DifferenceRow
from annotator.ui.names import initials_of, title_of
from annotator.ui.panels.review.card import CardView
from annotator.ui.panels.review.notes import Remark
from annotator.ui.panels.review.readings import ReadingView
from annotator.ui.review.words import (
    outcome_of,
    people_of,
    rows_of,
    sentence_of,
    spans_words,
    words_of,
)
from annotator.ui.text.lanes import Lane

GOLD_WORDS = "Gold"


def article_row(review: Review) -> ArticleRow:
    """Return the line of an article above its differences."""
    counts = review.counts
    return ArticleRow(
        review.document.id,
        review.document.title,
        counts.open + counts.stale,
        counts.settled,
        counts.agreed,
        counts.stale,
        finished=review.gold.status.state == "done",
    )


def difference_row(one: Difference, document: Document, paragraph: int = 0) -> DifferenceRow:
    """Return the line of a difference of an article."""
    return DifferenceRow(
        document=one.document,
        key=one.id,
        title=document.title,
        words=words_of(one, document.text),
        start=one.start,
        end=one.end,
        kind=one.kind,
        labels=one.labels,
        parties=tuple(reading.annotators for reading in one.readings),
        cost=one.cost,
        state=state_of(one),
        paragraph=paragraph,
        noted=one.noted,
    )


def state_of(one: Difference) -> str:
    """Return "open", "stale" or "done"."""
    return "stale" if one.stale else "open" if one.open else "done"


def annotator_lanes(review: Review, names: Mapping[str, str]) -> list[Lane]:
    """Return a lane for each who has finished, in the order of the names on screen."""
    order = sorted(review.sets, key=lambda one: names.get(one.key.annotator, ""))
    shown = [names.get(one.key.annotator, one.key.annotator) for one in order]
    letters = initials_of(shown)
    known = {place: span.attributes for place, span in review.agreed.span_at.items()}
    lanes = []
    for one, name, short in zip(order, shown, letters, strict=True):
        spans = one.spans
        agreed = frozenset(
            span.id for span in spans if known.get(place_of(span)) == span.attributes
        )
        lanes.append(Lane(name, short, spans, agreed))
    return lanes


def gold_lane(review: Review, to_come: Collection[str] = ()) -> Lane:
    """Return gold's lane; `to_come` are ids of marks that are not in gold yet."""
    spans, places = review.gold.spans, review.agreed.span_at.keys()
    agreed = frozenset(span.id for span in spans if place_of(span) in places)
    return Lane(GOLD, GOLD_WORDS, spans, agreed, firm=True, to_come=frozenset(to_come))


def card_of(
    review: Review, one: Difference, names: Mapping[str, str], scheme: LabelScheme, paragraph: int
) -> CardView:
    """Return the card of a difference."""
    keys = [each.id for each in review.differences]
    readings = [
        ReadingView(
            str(number),
            ", ".join(people_of(reading.annotators, names)),
            rows_of(reading, one, scheme),
            is_taken(review, one, reading),
        )
        for number, reading in enumerate(one.readings, start=1)
    ]
    stale = "The annotators have changed this since it was decided. " if one.stale else ""
    return CardView(
        place=f"Decide {keys.index(one.id) + 1} of {len(keys)}",
        where=f"paragraph {paragraph}" if paragraph else "headline",
        title=title_of(one.kind),
        sentence=stale + sentence_of(one, names, scheme),
        readings=readings,
        outcome=outcome_of(one, names, spans_words(_marks(review, one), scheme)),
        decided=one.decided,
        past=one.past,
    )


def _marks(review: Review, one: Difference) -> list[Span]:
    """Return the spans that gold has by a decision, or ready made."""
    marks: Sequence[str] = one.decision.marks if one.decision is not None else ()
    if one.decision is not None and one.decision.outcome == READY_MADE:
        marks = standing(review, one)
    items = [review.gold.items.get(each) for each in marks]
    return [item for item in items if isinstance(item, Span)]


def is_taken(review: Review, difference: Difference, reading: Reading) -> bool:
    """Tell whether gold has a reading; a stale decision counts by the marks that it left there."""
    decision = difference.decision
    if decision is None:
        return difference.past and _has(review, reading)
    if difference.stale:
        marks = {place_of(span) for span in _marks(review, difference)}
        return not is_relation(difference) and marks == set(reading.places)
    if decision.outcome == "nothing":
        return reading.empty
    whole = decision.outcome in {"reading", "several"}
    return whole and bool(set(reading.annotators) & set(decision.taken))


def _has(review: Review, reading: Reading) -> bool:
    return set(reading.places) <= {place_of(span) for span in review.gold.spans}


def remarks_on(review: Review, one: Difference, names: Mapping[str, str]) -> list[Remark]:
    """Return what annotators wrote on their marks at a difference."""
    found = []
    for each in review.sets:
        who = names.get(each.key.annotator, each.key.annotator)
        near = [span for span in each.spans if _near(span, one)]
        found += [Remark(who, words) for words in _written(near)]
    return found


def _near(span: Span, one: Difference) -> bool:
    return bool(overlap((span.start, span.end), (one.start, one.end)))


def _written(spans: Sequence[Span]) -> list[str]:
    said = [words for span in spans for words in (span.note, _question(span)) if words]
    return list(dict.fromkeys(said))


def _question(span: Span) -> str:
    return f"To discuss: {span.discuss}" if span.discuss else ""
