"""Agreement over a project: sums are kept by article, so that an edit has one article counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from annotator.agreement.report import Figure, Report, Scope
from annotator.core.canonical import sha256_hex
from annotator.core.collector import without_collector
from annotator.core.progress import Progress, silent
from annotator.core.scheme import LabelScheme
from annotator.review.behind import (
    Behind,
    Cell,
    asked,
    behind_in,
    documents_behind,
)
from annotator.review.counted import Together, all_sums, counted_sums, finished_articles
from annotator.review.finished import Asked, Standing, asked_of
from annotator.store.annotations import annotated
from annotator.store.handle import Store
from annotator.store.sums import Place, holds, moment, newest_edit, set_heads

if TYPE_CHECKING:
    from annotator.agreement.pool import Pool
    from annotator.agreement.units import Vocabulary

GAMMA_ARTICLES = 20  # for more, one would wait long

_TOLD_EVERY = 20  # articles


def measure(store: Store, scheme: LabelScheme, scope: Scope, progress: Progress = silent) -> Report:
    """Return how far annotators agree, over the articles that two or more of them finished.

    Those of the scope are measured, else all who are annotators or leads. What is counted of an
    article is kept in the project until one of its finished sets changes; a project that cannot be
    written is measured all the same. Raise StoreError, or what `progress` raises: what was counted
    until then is kept.
    """
    from annotator.agreement.reporting import report_on  # late: it loads numpy

    known = _known(store, scheme, scope, progress)
    return replace(report_on(known.pool, scope, scheme), left_out=known.left_out)


def each_behind(
    store: Store, scheme: LabelScheme, scope: Scope, cell: Cell, progress: Progress = silent
) -> Iterator[Behind]:
    """Yield the spans behind a number as they are found, article by article, in reading order.

    How numbers are called is said at `review.behind.asked`. Raise UnknownCellError, StoreError, or
    what `progress` raises.
    """
    wanted = asked(cell, scope.labels)
    pool = _known(store, scheme, scope, progress).pool
    turns = dict(pool.vocabulary.relations).get(wanted.relation, False)
    wanted = replace(wanted, symmetric=turns)
    ids = documents_behind(pool, wanted)
    for number, article in enumerate(annotated(store, ids)):
        if number % _TOLD_EVERY == 0:
            progress(number, len(ids), "Looking for marks")
        yield from behind_in(article, pool.annotators, wanted)


def gamma(store: Store, scheme: LabelScheme, scope: Scope, progress: Progress = silent) -> Figure:
    """Return gamma over a sample of the articles; it takes a while, and the seed decides it.

    Raise StoreError, or what `progress` raises.
    """
    from annotator.agreement.gamma_sampling import gamma_of

    pool = _known(store, scheme, scope, progress).pool
    ids = sampled(pool.documents, GAMMA_ARTICLES, scope.seed)
    names = frozenset(pool.annotators)
    articles = [one for one, _ in finished_articles(store, ids, names)]
    return gamma_of(articles, scope, progress)


def moment_of(store: Store) -> object:
    """Return what is another whenever the project was changed since: so that one reads it once."""
    return moment(store)


def sampled(ids: Sequence[str], many: int, seed: int) -> list[str]:
    """Return some articles in their order, chosen by a seed; all where there are no more."""
    chosen = {*sorted(ids, key=lambda one: sha256_hex(f"{seed}/{one}".encode()))[:many]}
    return [one for one in ids if one in chosen]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was measured last: as long as the file and the question are the same, it stands.

    `moment` and `place` are those of the file before any of it was read, so that what changed
    meanwhile is looked at again.
    """

    question: tuple[object, ...]
    moment: object
    place: Place
    standing: Standing
    pool: "Pool"
    left_out: tuple[tuple[str, str], ...]


_last: WeakKeyDictionary[Store, _Known] = WeakKeyDictionary()  # so that filters answer at once


def _known(store: Store, scheme: LabelScheme, scope: Scope, progress: Progress) -> _Known:
    """Return the sums of a scope side by side: those known, or with what changed since, or all."""
    from annotator.agreement.vocabulary import vocabulary_of

    now = moment(store)
    vocabulary = vocabulary_of(scheme)
    question = (scope.annotators, scope.batch, vocabulary)
    known = _last.get(store)
    if known is not None and known.question != question:
        known = None
    if known is not None and known.moment == now:
        return known
    place = newest_edit(store)
    measuring = _Measuring(store, scheme, vocabulary, asked_of(store, scope), progress)
    with without_collector():
        found = measuring.renewed(known) if known is not None else None
        standing, pool = found or measuring.anew()
        left_out = tuple(standing.left_out(frozenset(pool.documents)))
    known = _last[store] = _Known(question, now, place, standing, pool, left_out)
    return known


@dataclass(frozen=True, slots=True)
class _Measuring:
    """One look at a project."""

    store: Store
    scheme: LabelScheme
    vocabulary: "Vocabulary"
    asked: Asked
    progress: Progress

    def anew(self) -> tuple[Standing, "Pool"]:
        """Return how all sets stand, and the sums of all articles."""
        from annotator.agreement.pool import pooled

        standing = Standing(self.asked, set_heads(self.store))
        together = standing.together(self.asked.articles)
        packed = all_sums(self.store, self.scheme, self.asked, together, self.progress)
        names = self.asked.wanted or {one.annotator for sets in together.values() for one in sets}
        return standing, pooled(packed, sorted(names), self.vocabulary)

    def renewed(self, known: _Known) -> tuple[Standing, "Pool"] | None:
        """Return the same as `anew`, of which only articles that changed since are counted.

        None where more than marks changed: who is asked, which articles there are, or names.
        """
        if self.asked != known.standing.asked or not holds(self.store, known.place):
            return None
        there, heads = known.standing.sets, set_heads(self.store, since=known.place)
        among = heads.keys() & set(self.asked.articles)
        changed = {one for one in among if heads[one] != there.get(one)}
        if not changed:
            return known.standing, known.pool
        standing = Standing(self.asked, {**there, **heads})
        pool = self._replaced(known.pool, changed, standing.together(changed))
        return (standing, pool) if pool is not None else None

    def _replaced(self, pool: "Pool", changed: set[str], together: Together) -> "Pool | None":
        from annotator.agreement.pool import replaced, taking_part

        people = {one.annotator for sets in together.values() for one in sets}
        if not self.asked.wanted and not people.issubset(pool.annotators):
            return None
        packed = counted_sums(self.store, self.scheme, self.asked, [*together], self.progress)
        found = replaced(pool, changed, packed, self.asked.articles, self.vocabulary)
        if found is None or self.asked.wanted or taking_part(found) == pool.annotators:
            return found
        return None
