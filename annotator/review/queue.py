"""The differences of a whole project, page by page, and what the review of one article needs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.core.annotation import AnnotationSet, SetKey
from annotator.core.change import Part
from annotator.core.people import GOLD, Role
from annotator.core.progress import Progress, silent
from annotator.review.accepting import accept_agreed
from annotator.review.article import Counts, Review, reviewed
from annotator.review.differences import PAIR
from annotator.review.readings import Difference
from annotator.store.annotations import every_set_on
from annotator.store.assignments import assignments
from annotator.store.documents import document_ids, read_document
from annotator.store.handle import Store
from annotator.store.people import annotators
from annotator.store.raw import RawArticle, raw_articles
from annotator.store.sums import Head, set_heads

COST, ARTICLE = "cost", "article"
OPEN, STALE, SETTLED = "open", "stale", "settled"
_SHOWN = 120  # code points of a line of the queue
_TOLD = 25  # articles between two words on progress


class Wanted(NamedTuple):
    """Which differences to list: () and "" mean all.

    `pair` are two annotators whose readings differ. `batch` is the name of a round of assignments.
    `states` are of OPEN, STALE and SETTLED. `order` is COST (the dearest first) or ARTICLE.
    """

    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    batch: str = ""
    states: tuple[str, ...] = ()
    order: str = COST
    alone: bool = False


class Entry(NamedTuple):
    """A line of the queue: a difference without its readings.

    `words` are those of the text from `start` to `end`, cut off after a line. `paragraph` counts
    lines of the text that are not blank, from 1.
    """

    document: str
    title: str
    id: str
    kind: str
    labels: tuple[str, ...]
    start: int
    end: int
    words: str
    paragraph: int
    cost: int
    state: str


class ArticleCounts(NamedTuple):
    """How far the review of an article is; `finished` tells that gold is done."""

    document: str
    title: str
    annotators: tuple[str, ...]
    counts: Counts
    finished: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """The lines of the queue, and the articles in review in the order of the project."""

    entries: list[Entry] = field(default_factory=list)
    articles: list[ArticleCounts] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        """Return how far the review of all is, whatever was asked for."""
        sums = [sum(column) for column in zip(*(one.counts for one in self.articles), strict=True)]
        return Counts(*sums) if sums else Counts(0, 0, 0, 0)


def review_of(store: Store, document_id: str, *, alone: bool = False) -> Review:
    """Return an article in review; raise UnknownDocumentError."""
    document = read_document(store, document_id)
    sets = every_set_on(store, document_id)
    return reviewed(document, sets, besides=models(store), alone=alone)


def reviews(
    store: Store,
    ids: Iterable[str] | None = None,
    *,
    alone: bool = False,
    progress: Progress = silent,
) -> Iterator[Review]:
    """Yield the articles in review in the order of the project, page by page.

    Left out are those where too few have finished, and those out of the queue. `ids` are those
    looked at, None for all. No lock is held between pages. Raise what `progress` raises.
    """
    besides = models(store)
    there = reviewable(store, set_heads(store), ids, besides=besides, alone=alone)
    for number, article in enumerate(raw_articles(store, there)):
        if number % _TOLD == 0:
            progress(number, len(there), "Comparing annotators")
        sets = _decoded(article)
        yield reviewed(article.document, sets, besides=besides, alone=alone)
    progress(len(there), len(there), "Comparing annotators")


def reviewable(
    store: Store,
    heads: Mapping[str, Sequence[Head]],
    ids: Iterable[str] | None = None,
    *,
    besides: frozenset[str] = frozenset(),
    alone: bool = False,
) -> list[str]:
    """Return the articles of the queue that can be reviewed, in order.

    `heads` are those of all sets, `ids` the articles looked at, None for all; `besides` are models.
    """
    chosen = None if ids is None else set(ids)
    return [
        one
        for one in document_ids(store, queued_only=True)
        if (chosen is None or one in chosen) and _reviewable(heads.get(one, ()), besides, alone)
    ]


def waiting(store: Store, wanted: Wanted = Wanted(), progress: Progress = silent) -> Waiting:  # noqa: B008 frozen
    """Return the queue of differences over the project, and how far each article is."""
    found = Waiting()
    for review in reviews(
        store, documents_in(store, wanted), alone=wanted.alone, progress=progress
    ):
        found.articles.append(counted(review))
        found.entries.extend(entries_in(review, wanted))
    if wanted.order == COST:
        found.entries.sort(key=lambda one: -one.cost)
    return found


def documents_in(store: Store, wanted: Wanted) -> set[str] | None:
    """Return the articles that are asked for, or None for all."""
    chosen = set(wanted.documents) if wanted.documents else None
    if not wanted.batch:
        return chosen
    batch = {one.document for one in assignments(store) if one.batch == wanted.batch}
    return batch if chosen is None else batch & chosen


def counted(review: Review) -> ArticleCounts:
    """Return how far the review of an article is."""
    document = review.document
    done = review.gold.status.state == "done"
    return ArticleCounts(document.id, document.title, review.annotators, review.counts, done)


def entries_in(review: Review, wanted: Wanted = Wanted()) -> list[Entry]:  # noqa: B008 frozen
    """Return the lines of one article, in reading order."""
    paragraph = _paragraphs(review.document.text)
    return [
        Entry(
            one.document,
            review.document.title,
            one.id,
            one.kind,
            one.labels,
            one.start,
            one.end,
            " ".join(review.document.text[one.start : one.end][:_SHOWN].split()),
            paragraph(one.start),
            one.cost,
            state_of(one),
        )
        for one in review.differences
        if _fits(one, wanted)
    ]


def state_of(difference: Difference) -> str:
    """Return whether a difference is open, stale or settled."""
    if difference.stale:
        return STALE
    return OPEN if difference.open else SETTLED


def acceptances(
    store: Store, ids: Iterable[str] | None = None, progress: Progress = silent
) -> Iterator[Part]:
    """Yield what all marked alike and gold lacks, as the parts of one edit, article by article."""
    for review in reviews(store, ids, progress=progress):
        change = accept_agreed(review)
        if change:
            yield Part(SetKey(review.document.id, GOLD), change)


def models(store: Store) -> frozenset[str]:
    """Return the annotators that are models: they take no part in agreement."""
    return frozenset(one.name for one in annotators(store) if one.role is Role.MODEL)


def _reviewable(heads: Iterable[Head], besides: frozenset[str], alone: bool) -> bool:  # noqa: FBT001 as reviews has it
    states = {one.annotator: one.state for one in heads if one.annotator not in besides}
    gold = states.pop(GOLD, None) is not None
    done = sum(state == "done" for state in states.values())
    return done >= (1 if gold or alone else PAIR)


def _decoded(article: RawArticle) -> list[AnnotationSet]:
    """Return the sets that review looks at: those that are done, and gold."""
    return [
        one.decoded(article.document.id)
        for one in article.sets
        if one.annotator == GOLD or one.state == "done"
    ]


def _fits(difference: Difference, wanted: Wanted) -> bool:
    return (
        (not wanted.kinds or difference.kind in wanted.kinds)
        and (not wanted.states or state_of(difference) in wanted.states)
        and (not wanted.labels or not set(wanted.labels).isdisjoint(difference.labels))
        and (not wanted.pair or _parts(difference, wanted.pair))
    )


def _parts(difference: Difference, pair: Iterable[str]) -> bool:
    """Tell whether some annotators are not all in one reading of a difference."""
    found = [difference.reading_of(name) for name in pair]
    return None not in found and any(one is not found[0] for one in found)


def _paragraphs(text: str) -> Callable[[int], int]:
    """Return the function that tells which paragraph an offset is in."""

    def of(offset: int) -> int:
        before = text[:offset].split("\n")
        return sum(not line.isspace() and line != "" for line in before[:-1]) + 1

    return of
