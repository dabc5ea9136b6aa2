"""What agreement is counted from, article by article: kept in the project, or counted now."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from annotator.core.collector import without_collector
from annotator.core.progress import Progress, silent
from annotator.core.scheme import LabelScheme
from annotator.review.finished import TOGETHER, Asked, heads_of
from annotator.store.errors import StoreError
from annotator.store.handle import Store
from annotator.store.span_columns import span_columns
from annotator.store.sums import Head, keep_sums, kept_sums

if TYPE_CHECKING:
    from annotator.agreement.units import Article

PAGE = 250  # articles that are counted at once

Together = Mapping[str, Sequence[Head]]  # the finished sets of articles that several finished


def all_sums(
    store: Store, scheme: LabelScheme, asked: Asked, together: Together, progress: Progress = silent
) -> dict[str, bytes]:
    """Return the packed sums of articles in their order; what was kept is not counted.

    Raise StoreError, or what `progress` raises.
    """
    from annotator.agreement.sums import is_readable

    kept = kept_sums(store) if asked.usual else {}
    found: dict[str, bytes] = {}
    for document, sets in together.items():
        heads, body = kept.get(document, ("", b""))
        if heads == heads_of(sets) and is_readable(body):
            found[document] = body
    missing = [document for document in together if document not in found]
    found |= counted_sums(store, scheme, asked, missing, progress)
    return {document: found[document] for document in together if document in found}


def counted_sums(
    store: Store,
    scheme: LabelScheme,
    asked: Asked,
    ids: Sequence[str],
    progress: Progress = silent,
) -> dict[str, bytes]:
    """Return the packed sums of articles, counted and kept; fewer where sets were reopened.

    Raise StoreError, or what `progress` raises: what was counted until then is kept.
    """
    found: dict[str, bytes] = {}
    for begin in range(0, len(ids), PAGE):
        progress(begin, len(ids), "Comparing marks")
        sums = count(store, scheme, ids[begin : begin + PAGE], asked.counted)
        if asked.usual:
            _keep(store, sums)
        found.update((document, body) for document, _, body in sums)
    progress(len(ids), len(ids), "Comparing marks")
    return found


def count(
    store: Store, scheme: LabelScheme, ids: Sequence[str], names: frozenset[str]
) -> list[tuple[str, str, bytes]]:
    """Return the id, the heads and the packed sums of articles that two or more finished."""
    with without_collector():
        return list(_counted(store, scheme, ids, names))


def finished_articles(
    store: Store, ids: Sequence[str], names: frozenset[str]
) -> Iterator[tuple["Article", str]]:
    """Yield articles with the finished sets of some annotators, and the heads of these."""
    from annotator.agreement.units import Article, Marked

    for one in span_columns(store, ids):
        sets = [columns for columns in one.sets if columns.annotator in names]
        marked = (
            Marked(name, labels, starts, ends, traits, relations)
            for name, _, labels, starts, ends, traits, relations in sets
        )
        yield Article(one.id, one.text, tuple(marked)), heads_of(sets)


def _counted(
    store: Store, scheme: LabelScheme, ids: Sequence[str], names: frozenset[str]
) -> Iterator[tuple[str, str, bytes]]:
    from annotator.agreement.counting import count_articles
    from annotator.agreement.sums import pack
    from annotator.agreement.vocabulary import by_vocabulary, vocabulary_of

    found = dict(zip(ids, finished_articles(store, ids, names), strict=True))
    together = [one for one, _ in found.values() if len(one.sets) >= TOGETHER]
    for vocabulary, run in by_vocabulary(together, vocabulary_of(scheme)):
        for article, sums in zip(run, count_articles(run, vocabulary), strict=True):
            yield article.document, found[article.document][1], pack(sums)


def _keep(store: Store, counted: Sequence[tuple[str, str, bytes]]) -> None:
    """Keep sums in the project, if it can be written: to lose them costs time alone."""
    if not store.read_only:
        with suppress(StoreError):
            keep_sums(store, counted)
