"""The articles of a project in review, page by page, or one of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.core.annotation import AnnotationSet
from annotator.core.people import GOLD, Role
from annotator.core.progress import Progress, silent
from annotator.review.article import Review, reviewed
from annotator.review.differences import PAIR
from annotator.store.annotations import every_set_on
from annotator.store.documents import document_ids, read_document
from annotator.store.handle import Store
from annotator.store.people import annotators
from annotator.store.raw import RawArticle, raw_articles
from annotator.store.sums import Head, set_heads

_TOLD = 25  # articles between two words on progress


def review_of(store: Store, document_id: str) -> Review:
    """Return an article in review; raise UnknownDocumentError."""
    document = read_document(store, document_id)
    sets = every_set_on(store, document_id)
    return reviewed(document, sets, besides=models(store))


def reviews(
    store: Store,
    ids: Iterable[str] | None = None,
    *,
    progress: Progress = silent,
) -> Iterator[Review]:
    """Yield the articles in review in the order of the project, page by page.

    Left out are those where too few have finished, and those out of the queue. `ids` are those
    looked at, None for all. No lock is held between pages. Raise what `progress` raises.
    """
    besides = models(store)
    there = reviewable(store, set_heads(store), ids, besides=besides)
    for number, article in enumerate(raw_articles(store, there)):
        if number % _TOLD == 0:
            progress(number, len(there), "Comparing annotators")
        sets = _decoded(article)
        yield reviewed(article.document, sets, besides=besides)
    progress(len(there), len(there), "Comparing annotators")


def reviewable(
    store: Store,
    heads: Mapping[str, Sequence[Head]],
    ids: Iterable[str] | None = None,
    *,
    besides: frozenset[str] = frozenset(),
) -> list[str]:
    """Return the articles of the queue that can be reviewed, in order.

    `heads` are those of all sets, `ids` the articles looked at, None for all; `besides` are models.
    """
    chosen = None if ids is None else set(ids)
    return [
        one
        for one in document_ids(store, queued_only=True)
        if (chosen is None or one in chosen) and _reviewable(heads.get(one, ()), besides)
    ]


def models(store: Store) -> frozenset[str]:
    """Return the annotators that are models: they take no part in agreement."""
    return frozenset(one.name for one in annotators(store) if one.role is Role.MODEL)


def _reviewable(heads: Iterable[Head], besides: frozenset[str]) -> bool:
    states = {one.annotator: one.state for one in heads if one.annotator not in besides}
    gold = states.pop(GOLD, None) is not None
    done = sum(state == "done" for state in states.values())
    return done >= (1 if gold else PAIR)


def _decoded(article: RawArticle) -> list[AnnotationSet]:
    """Return the sets that review looks at: those that are done, and gold."""
    return [
        one.decoded(article.document.id)
        for one in article.sets
        if one.annotator == GOLD or one.state == "done"
    ]
