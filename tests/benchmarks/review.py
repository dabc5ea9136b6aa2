"""Review: one article opened, one decision, the differences of a whole project."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Item,
    SetKey,
    Span,
    Status,
)
from annotator.core.document import Document, new_document
from annotator.projects.opening import make_project, open_project
from annotator.review.accepting import accept_agreed
from annotator.review.adjudication import take
from annotator.review.article import Review
from annotator.review.queue import review_of, reviews
from annotator.store.handle import Store
from annotator.store.journal import import_documents
from annotator.store.raw import raw_articles
from annotator.ui.models.differences_model import DifferenceRow
from annotator.ui.review.rows import difference_row
from tests.benchmarks.bench import Group, Row, Run, pairs, resident, timed
from tests.benchmarks.texts import News, chance, items_of, news
from tests.items import items_by_id

group = Group()
bench = group.bench
HANDS = ("ann", "bob", "cyd", "dan", "eve")
_SHIFTED, _DROPPED = 0.1, 0.15  # shares of an annotator's spans that are not as the others'


@bench("review-open")
def opening(run: Run) -> Iterator[Row]:
    """Measure a long article with five annotators, until its differences are known."""
    path = project_of(run.folder, 1, (60_000, 500), HANDS)
    with open_project(path) as project:
        store = project.store

        def ours() -> float:
            return timed(lambda: review_of(store, "news-000000").differences, time.perf_counter)

        walls = [ours() for _ in range(run.chosen(15, 5))]
        what = "open an article with 5 x 500 spans for review (wall)"
        yield Row(what, median(walls), "300 ms", 300, median(walls) / 300, "ms", 1)


@bench("review-decide")
def deciding(run: Run) -> Iterator[Row]:
    """Measure a decision in the same article, until it is known what stands open then."""
    path = project_of(run.folder, 1, (60_000, 500), HANDS)
    with open_project(path) as project:
        review = review_of(project.store, "news-000000")
        review = _after(review, accept_agreed(review).applied_to(review.gold.items))

        def ours(index: int) -> float:
            difference = review.differences[index]
            return timed(lambda: _decided(review, index), time.perf_counter) if difference else 0

        walls = [ours(index) for index in range(run.chosen(40, 10))]
        what = "decide a difference there, gold in memory (wall)"
        yield Row(what, median(walls), "50 ms", 50, median(walls) / 50, "ms", 1)


@bench("review-queue")
def queue(run: Run) -> Iterator[Row]:
    """Measure the differences of a whole project beside the reading of its articles alone."""
    count = run.chosen(10_000, 500)
    path = project_of(run.folder, count, (4000, 24), HANDS[:3])
    with open_project(path) as project:
        store = project.store
        names = [f"news-{number:06}" for number in range(count)]

        def theirs() -> float:
            return timed(lambda: [one.sets for one in raw_articles(store, names)])

        before = resident()
        found = _listed(store)
        grown = resident() - before
        mine, other, ratio = pairs(lambda: timed(lambda: _listed(store)), theirs, 3)
    what = f"{len(found):,} differences of {count:,} articles with 3 x 24 spans"
    yield Row(what, mine, "their bytes read", other, ratio, "ms", 20)
    yield Row("memory for that", grown, "400 MB", 400, grown / 400, "MB", 1)


def _listed(store: Store) -> list[DifferenceRow]:
    """Return the rows of the queue."""
    return [
        difference_row(one, review.document)
        for review in reviews(store)
        for one in review.differences
    ]


def _decided(review: Review, index: int) -> int:
    difference = review.differences[index]
    change = take(review, difference, difference.readings[0])
    return _after(review, change.applied_to(review.gold.items)).counts.open


def _after(review: Review, items: dict[str, Item]) -> Review:
    return review.with_gold(replace(review.gold, items=items))


def project_of(folder: Path, count: int, size: tuple[int, int], hands: tuple[str, ...]) -> Path:
    """Make a project of articles that all hands have finished."""
    path = folder / "news.quoth"
    with make_project(path) as project:
        found = (_article(number, size, hands) for number in range(count))
        import_documents(project.store, found, author="bench", name="Import")
    return path


def _article(number: int, size: tuple[int, int], hands: tuple[str, ...]) -> AnnotatedDocument:
    made = news(*size, number)
    document = new_document(f"news-{number:06}", made.text, title=f"Article {number}")
    sets = [_set(document, made, name, number) for name in hands]
    return AnnotatedDocument(document, (), tuple(sets))


def _set(document: Document, made: News, name: str, number: int) -> AnnotationSet:
    """Return what an annotator left: most of the marks, some with other edges."""
    accidents = chance(number * 100 + HANDS.index(name))
    items = items_of(made)
    for span in made.spans:
        turn = accidents.random()
        if turn < _SHIFTED and span.end - span.start > 1:
            items[span.id] = replace(span, end=span.end - 1, text=span.text[:-1])
        elif turn < _DROPPED:
            del items[span.id]
    kept = [one for one in items.values() if _stands(one, items)]
    return AnnotationSet(SetKey(document.id, name), items_by_id([*kept, Status("done")]))


def _stands(item: Item, items: dict[str, Item]) -> bool:
    ends = [getattr(item, end) for end in ("source", "target") if not isinstance(item, Span)]
    return all(end in items for end in ends)


if __name__ == "__main__":
    group.main()
