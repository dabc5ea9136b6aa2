"""Agreement over a project: sums are kept by article, so that an edit has one article counted."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from annotator.agreement.report import Figure, Report, Scope
from annotator.core.canonical import sha256_hex
from annotator.core.collector import without_collector
from annotator.core.people import Role
from annotator.core.progress import Progress, silent
from annotator.core.scheme import LabelScheme
from annotator.review.behind import (
    Behind,
    Cell,
    asked,
    behind_in,
    documents_behind,
)
from annotator.store.annotations import annotated
from annotator.store.assignments import assignments
from annotator.store.documents import document_ids
from annotator.store.errors import StoreError
from annotator.store.handle import Store
from annotator.store.people import annotators
from annotator.store.span_columns import SetColumns, span_columns
from annotator.store.sums import Head, keep_sums, kept_sums, moment, set_heads

if TYPE_CHECKING:
    from annotator.agreement.pool import Pool
    from annotator.agreement.units import Article

PAGE = 250  # articles that are counted at once

GAMMA_ARTICLES = 20  # for more, one would wait long

_TOLD_EVERY = 20  # articles

_MEASURED = (Role.ANNOTATOR, Role.LEAD)
_TOGETHER = 2  # annotators without whom there is nothing to compare


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


def behind(
    store: Store, scheme: LabelScheme, scope: Scope, cell: Cell, progress: Progress = silent
) -> list[Behind]:
    """Return the spans behind a number, article by article, in reading order.

    How numbers are called is said at `review.behind.asked`. Raise UnknownCellError, StoreError, or
    what `progress` raises.
    """
    return list(each_behind(store, scheme, scope, cell, progress))


def each_behind(
    store: Store, scheme: LabelScheme, scope: Scope, cell: Cell, progress: Progress = silent
) -> Iterator[Behind]:
    """Yield what `behind` returns, as it is found."""
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
    return gamma_of([one for one, _ in _articles(store, ids, names)], scope, progress)


def moment_of(store: Store) -> object:
    """Return what is another whenever the project was changed since: so that one reads it once."""
    return moment(store)


def sampled(ids: Sequence[str], many: int, seed: int) -> list[str]:
    """Return some articles in their order, chosen by a seed; all where there are no more."""
    chosen = {*sorted(ids, key=lambda one: sha256_hex(f"{seed}/{one}".encode()))[:many]}
    return [one for one in ids if one in chosen]


class _Known(NamedTuple):
    """What was measured last: as long as the file and the question are the same, it stands."""

    question: tuple[object, ...]
    pool: "Pool"
    left_out: tuple[tuple[str, str], ...]


_last: WeakKeyDictionary[Store, _Known] = WeakKeyDictionary()  # so that filters answer at once


def _known(store: Store, scheme: LabelScheme, scope: Scope, progress: Progress) -> _Known:
    from annotator.agreement.pool import pooled
    from annotator.agreement.vocabulary import vocabulary_of

    vocabulary = vocabulary_of(scheme)
    asked = (scope.annotators, scope.batch, vocabulary)
    known = _last.get(store)
    if known is not None and known.question == (moment(store), *asked):
        return known
    with without_collector():
        standing = standing_of(store, scope)
        packed = packed_sums(store, scheme, standing, progress)
        question = (moment(store), *asked)
        pool = pooled(packed, standing.names, vocabulary)
    known = _last[store] = _Known(question, pool, tuple(standing.left_out()))
    return known


@dataclass(frozen=True, slots=True)
class Standing:
    """Who finished what: the articles of a scope in order, with the sets on each.

    `names` are those who are measured; `counted` those whose sets are in the sums, which are more.
    `asked` are those who might be measured, had they finished something together.
    `usual` tells whether these are the same as for every other scope, so that sums are kept.
    """

    articles: Mapping[str, Sequence[Head]]
    names: tuple[str, ...]
    counted: frozenset[str]
    usual: bool
    asked: frozenset[str]

    def finished(self, document: str) -> list[Head]:
        """Return the finished sets on an article that are in its sums."""
        return [
            one
            for one in self.articles[document]
            if one.state == "done" and one.annotator in self.counted
        ]

    def together(self) -> dict[str, str]:
        """Return the articles that two or more finished, with what tells of a change of them."""
        found = ((document, self.finished(document)) for document in self.articles)
        return {document: heads_of(sets) for document, sets in found if len(sets) >= _TOGETHER}

    def left_out(self) -> Iterator[tuple[str, str]]:
        """Yield the articles that are not measured, each with a sentence on why."""
        for document, sets in self.articles.items():
            mine = [one for one in sets if one.annotator in self.asked]
            done = [one.annotator for one in mine if one.state == "done"]
            if len(done) < _TOGETHER:
                gone = [one.annotator for one in mine if one.state == "discarded"]
                yield document, _why_left_out(done, gone)


def standing_of(store: Store, scope: Scope) -> Standing:
    """Return who finished what among the articles of a scope."""
    roles = {one.name: one.role for one in annotators(store)}
    usual = {name for name, role in roles.items() if role in _MEASURED}
    counted = frozenset(usual.union(scope.annotators))
    heads = set_heads(store)
    ids = document_ids(store, queued_only=True)
    if scope.batch:
        batch = {one.document for one in assignments(store) if one.batch == scope.batch}
        ids = [one for one in ids if one in batch]
    articles = {one: heads.get(one, []) for one in ids}
    asked_of = frozenset(scope.annotators) or counted
    is_usual = usual.issuperset(scope.annotators)
    standing = Standing(articles, (), counted, is_usual, asked_of)
    if scope.annotators:
        return replace(standing, names=tuple(sorted(set(scope.annotators))))
    finished = [standing.finished(one) for one in standing.together()]
    return replace(
        standing, names=tuple(sorted({one.annotator for sets in finished for one in sets}))
    )


def heads_of(sets: Sequence[Head | SetColumns]) -> str:
    """Return what tells whether the finished sets on an article are as they were."""
    return "\n".join(f"{one.head} {one.annotator}" for one in sets)


def packed_sums(
    store: Store, scheme: LabelScheme, standing: Standing, progress: Progress = silent
) -> dict[str, bytes]:
    """Return the sums of the articles that two or more finished; what was kept is not counted."""
    from annotator.agreement.sums import is_readable

    wanted = standing.together()
    kept = kept_sums(store) if standing.usual else {}
    found: dict[str, bytes] = {}
    missing: list[str] = []
    for document, heads in wanted.items():
        known, body = kept.get(document, ("", b""))
        if known == heads and is_readable(body):
            found[document] = body
        else:
            missing.append(document)
    for begin in range(0, len(missing), PAGE):
        progress(begin, len(missing), "Comparing marks")
        page = missing[begin : begin + PAGE]
        counted = count(store, scheme, page, standing.counted)
        if standing.usual:
            _keep(store, counted)
        found.update((document, body) for document, _, body in counted)
    progress(len(missing), len(missing), "Comparing marks")
    return {document: found[document] for document in wanted if document in found}


def count(
    store: Store, scheme: LabelScheme, ids: Sequence[str], names: frozenset[str]
) -> list[tuple[str, str, bytes]]:
    """Return the id, the heads and the packed sums of articles that two or more finished."""
    with without_collector():
        return list(_counted(store, scheme, ids, names))


def _counted(
    store: Store, scheme: LabelScheme, ids: Sequence[str], names: frozenset[str]
) -> Iterator[tuple[str, str, bytes]]:
    from annotator.agreement.counting import count_articles
    from annotator.agreement.sums import pack
    from annotator.agreement.vocabulary import by_vocabulary, vocabulary_of

    found = dict(zip(ids, _articles(store, ids, names), strict=True))
    together = [one for one, _ in found.values() if len(one.sets) >= _TOGETHER]
    for vocabulary, run in by_vocabulary(together, vocabulary_of(scheme)):
        for article, sums in zip(run, count_articles(run, vocabulary), strict=True):
            yield article.document, found[article.document][1], pack(sums)


def _articles(
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


def _keep(store: Store, counted: Sequence[tuple[str, str, bytes]]) -> None:
    """Keep sums in the project, if it can be written: to lose them costs time alone."""
    if not store.read_only:
        with suppress(StoreError):
            keep_sums(store, counted)


def _why_left_out(done: Sequence[str], discarded: Sequence[str]) -> str:
    finished = f"Only {done[0]} finished it" if done else "Nobody finished it"
    if not discarded:
        return f"{finished}."
    return f"{finished}; {' and '.join(discarded)} discarded it."
