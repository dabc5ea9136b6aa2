"""Agreement: three annotators on many articles, counted cold, from kept sums, and after an edit."""

import os
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one that waits for another counts as CPU time

import numpy as np
from numpy.typing import NDArray

from annotator.agreement import unitizing
from annotator.agreement.alpha import alpha, nominal_distance
from annotator.agreement.cutting import cut
from annotator.agreement.exact import f1
from annotator.agreement.interval import draws
from annotator.agreement.pool import Pool, pooled
from annotator.agreement.report import KINDS, Scope
from annotator.agreement.sums import EXACT, SPANS
from annotator.agreement.units import Article, Marked, Units, Vocabulary, units_of
from annotator.agreement.vocabulary import vocabulary_of
from annotator.assets import default_scheme_bytes
from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Item,
    SetKey,
    Span,
    Status,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.document import new_document
from annotator.core.progress import silent
from annotator.core.scheme import LabelScheme
from annotator.core.schemes import read_scheme
from annotator.core.words import words
from annotator.projects.opening import Project, make_project, open_project
from annotator.review.counted import count as counted_now
from annotator.review.measuring import measure
from annotator.store.annotations import read_set
from annotator.store.handle import Store
from annotator.store.journal import import_documents, record
from annotator.store.sums import keep_sums, kept_sums
from annotator.ui.models.behind_model import MOST
from annotator.ui.pages.agreement.work import measured, pairs_behind
from tests.benchmarks.bench import Group, Row, Run, pairs, peak, resident, timed
from tests.benchmarks.texts import News, chance, news
from tests.items import items_by_id

group = Group()
bench = group.bench

NAMES = ("Anke", "Badr", "Chloe")
SIZE, SPANS_EACH, MADE = 3500, 24, 40  # code points, spans, and how many different texts there are
ALL = Scope()


@bench("token-alpha")
def token_alpha(run: Run) -> Iterator[Row]:
    """Measure alpha over code points of four labels, beside a package that has each as a column.

    It has to hold annotators x code points; with more articles than here it asks for gigabytes.
    """
    import krippendorff

    count = run.chosen(400, 100)
    articles = [_in_columns(one) for one in _articles(count)]
    vocabulary = Vocabulary(tuple(label.name for label in _scheme().labels))
    tables = _by_code_point(units_of(articles, vocabulary))
    found: dict[str, list[float]] = {}

    def ours() -> float:
        return timed(lambda: found.update(ours=_token_alphas(units_of(articles, vocabulary))))

    def theirs() -> float:
        return timed(
            lambda: found.update(
                theirs=[
                    float(krippendorff.alpha(table, level_of_measurement="nominal"))
                    for table in tables
                ]
            )
        )

    mine, other, ratio = pairs(ours, theirs, 3)
    if not np.allclose(found["ours"], found["theirs"]):
        raise SystemExit(f"the two do not agree: {found}")
    what = f"token alpha of 4 labels, 3 annotators x {count:,} articles"
    yield Row(what, mine, "krippendorff", other, ratio, "ms", 1 / 50, 1 / 5)


@bench("measure")
def measuring_a_project(run: Run) -> Iterator[Row]:
    """Measure a whole project: cold, from the sums that are kept, and after an edit."""
    count = run.chosen(10_000, 1000)
    path = _project(run.folder, count)
    size = f"3 annotators x {count:,} articles x {SPANS_EACH} spans"
    with open_project(path) as project:
        store = project.store
        before = resident()
        cold = timed(lambda: measure(store, _scheme(), ALL))
        limit = 6000 * count / 10_000
        what = f"all measures, cold: {size}"
        yield Row(what, cold, f"{limit:.0f} ms", limit, cold / limit, "ms", 1)
        more = peak() - before
        yield Row(f"the same, memory more: {size}", more, "400 MB", 400, more / 400, "MB", 1)
        yield from _from_sums(store, size)
        yield _one_edited(store)
        yield from _page(project, size)


def _from_sums(store: Store, size: str) -> Iterator[Row]:
    """Yield what reading off the sums takes."""
    bodies = {document: body for document, (_, body) in kept_sums(store).items()}
    pool = pooled(bodies, NAMES, vocabulary_of(_scheme()))
    exact = median(timed(lambda: _exact_slices(pool)) for _ in range(5))
    what = f"exact F1 of all articles, pairs and labels: {size}"
    yield Row(what, exact, "200 ms", 200, exact / 200, "ms", 1)

    def page() -> float:
        draws.cache_clear()
        return timed(lambda: measure(store, _scheme(), ALL))

    shown = median(page() for _ in range(5))
    what = f"page from sums in memory: {size}"
    yield Row(what, shown, "100 ms", 100, shown / 100, "ms", 1)

    def opened() -> float:
        draws.cache_clear()
        with open_project(store.path) as project:
            return timed(lambda: measure(project.store, _scheme(), ALL))

    first = median(opened() for _ in range(3))
    yield Row(f"page from sums in the file: {size}", first, "100 ms", 100, first / 100, "ms")


def _page(project: Project, size: str) -> Iterator[Row]:
    """Yield what the page as a whole takes: the figures, and what stands around them."""

    def filtered(label: str) -> float:
        draws.cache_clear()
        return timed(lambda: measured(project, Scope(labels=(label,)), silent))

    names = [label.name for label in _scheme().labels]
    measured(project, ALL, silent)
    one = median(filtered(name) for name in names)
    what = f"page as a whole, another filter: {size}"
    yield Row(what, one, "100 ms", 100, one / 100, "ms", 1)
    after = median(_edited(project, number) for number in range(3))
    what = f"page as a whole, after an edit: {size}"
    yield Row(what, after, "100 ms", 100, after / 100, "ms", 1)
    cell = ("kind", "", KINDS[-1])
    found = median(timed(lambda: pairs_behind(project, ALL, cell, silent)) for _ in range(3))
    what = f"places behind a number, {MOST:,} at most: {size}"
    yield Row(what, found, "2000 ms", 2000, found / 2000, "ms", 1)


def _edited(project: Project, number: int) -> float:
    """Return what the page takes after an annotator took a span away."""
    key = SetKey("news-000007", NAMES[0])
    gone = read_set(project.store, key).spans[-1:]
    part = Part(key, Change("Remove", gone, ()))
    time = f"2025-03-03T09:0{number}:00+00:00"
    record(project.store, Edit(f"bench-{number}", NAMES[0], time, "Remove", (part,)))
    return timed(lambda: measured(project, ALL, silent))


def _one_edited(store: Store) -> Row:
    """Return what it takes to count one article anew and keep its sums."""
    name = "news-000007"
    assert read_set(store, SetKey(name, NAMES[0])).spans

    def counted() -> None:
        keep_sums(store, counted_now(store, _scheme(), [name], frozenset(NAMES)))

    found = median(timed(counted) for _ in range(15))
    return Row("one edited article, all measures", found, "20 ms", 20, found / 20, "ms", 1)


def _exact_slices(pool: Pool) -> list[NDArray[np.float64]]:
    """Return F1 by article, pair and label, and its sums over each of the three."""
    side_of = np.full((len(pool.documents), len(pool.annotators)), -1)
    side_of[pool.side_article, pool.side_annotator] = np.arange(len(pool.sides))
    sides = [side_of[pool.row_article, one] for one in (pool.row_left, pool.row_right)]
    spans = np.stack([pool.sides[side, :, SPANS] for side in sides]).sum(axis=0).astype(np.float64)
    both = pool.pairs[..., EXACT].astype(np.float64)
    pair = pool.row_left * len(pool.annotators) + pool.row_right
    found = [f1(both, spans), f1(both.sum(axis=0), spans.sum(axis=0))]
    for number in (pair, pool.row_article):
        totals = [_grouped(one, number) for one in (both, spans)]
        found += [f1(*totals), f1(*(one.sum(axis=1) for one in totals))]
    return found


def _grouped(values: NDArray[np.float64], number: NDArray[np.int64]) -> NDArray[np.float64]:
    columns = [np.bincount(number, weights=column) for column in values.T]
    return np.stack(columns, axis=1)


def _token_alphas(units: Units) -> list[float]:
    """Return alpha of each label from the spans: nothing else is counted."""
    both, _, _ = unitizing.shared(units, cut(units))
    covered = unitizing.covered(units, unitizing.unit_begins(units)).sum(axis=0)
    size = int((units.length * units.sides).sum())
    apart = 2 * (covered - both.sum(axis=0))  # 2 pairs / (m - 1), for three annotators
    margins = np.stack([covered, size - covered], axis=-1).astype(np.float64)
    return [float(one) for one in alpha(apart.astype(np.float64), margins, nominal_distance(2))]


def _by_code_point(units: Units) -> list[NDArray[np.float64]]:
    """Return for each label whether a code point lies under it: annotators x code points."""
    length = int(units.length.sum())
    begin = np.cumsum(units.length) - units.length
    tables = [np.zeros((units.slots, length)) for _ in range(units.labels)]
    for label, slot, document, start, end in zip(
        units.label.tolist(),
        units.slot.tolist(),
        units.document.tolist(),
        (units.start - units.base[units.document]).tolist(),
        (units.end - units.base[units.document]).tolist(),
        strict=True,
    ):
        tables[label][slot, begin[document] + start : begin[document] + end] = 1
    return tables


@cache
def _scheme() -> LabelScheme:
    return read_scheme(default_scheme_bytes())


def _project(folder: Path, count: int) -> Path:
    path = folder / "news.quoth"
    with make_project(path) as project:
        import_documents(project.store, _articles(count), author="bench", name="Import")
    return path


def _articles(count: int) -> Iterator[AnnotatedDocument]:
    """Yield articles that three annotators finished, who differ in about a third of their spans."""
    made = [news(SIZE, SPANS_EACH, seed) for seed in range(MADE)]
    steps = [words(one.text) for one in made]
    hand = chance(11)
    for number in range(count):
        name, one = f"news-{number:06}", made[number % MADE]
        document = new_document(name, f"{one.text}\n{number}")
        sets = []
        for annotator in NAMES:
            items: list[Item] = [*_noisy(one, steps[number % MADE], hand), Status("done")]
            sets.append(AnnotationSet(SetKey(name, annotator), items_by_id(items)))
        yield AnnotatedDocument(document, (), tuple(sets))


def _noisy(made: News, steps: Sequence[tuple[int, int]], hand: random.Random) -> list[Item]:
    """Return marks as one who errs makes them, with the relations whose ends are there."""
    kept = [one for one in made.spans if hand.random() >= 0.08]
    spans = [_moved(one, made.text, steps, hand) for one in kept]
    ids = {one.id for one in spans}
    ties = [one for one in made.relations if one.source in ids and one.target in ids]
    return [*spans, *ties]


def _moved(span: Span, text: str, steps: Sequence[tuple[int, int]], hand: random.Random) -> Span:
    """Return a span with another edge in 16 of 100 cases, and another label in 4."""
    case = hand.random()
    if case < 0.16:
        place = bisect_right(steps, (span.end, 0)) - 1
        end = steps[min(max(place + hand.choice((-2, -1, 1, 2)), 0), len(steps) - 1)][1]
        if end > span.start:
            return replace(span, end=end, text=text[span.start : end])
    if case > 0.96:
        labels = [label.name for label in _scheme().labels if label.name != span.label]
        return replace(span, label=hand.choice(labels), attributes=())
    return span


def _in_columns(one: AnnotatedDocument) -> Article:
    sets = (
        Marked(
            each.key.annotator,
            [span.label for span in each.spans],
            [span.start for span in each.spans],
            [span.end for span in each.spans],
            [()] * len(each.spans),
        )
        for each in one.sets
    )
    return Article(one.document.id, one.document.text, tuple(sets))


if __name__ == "__main__":
    group.main()
