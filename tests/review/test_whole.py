"""A lead settles a whole project, and an annotator sees the own work beside gold."""

from pathlib import Path

import pytest

from annotator.agreement.report import KINDS
from annotator.core.annotation import SetKey
from annotator.core.change import Edit
from annotator.core.people import GOLD
from annotator.core.policy import Policy
from annotator.review import adjudication
from annotator.review.differences import differences_in
from annotator.review.feedback import feedback
from annotator.review.keys import hand_of
from annotator.review.queue import acceptances, review_of, waiting
from annotator.store.annotations import read_set
from annotator.store.handle import Store
from annotator.store.journal import record, verify_journal
from tests.corpora import FIRST, gum_team, sample_team
from tests.noise import Rates, add_noisy_annotator, totals
from tests.review.hands import recorded

APART = Rates(move=0.15, relabel=0.1, both=0.05, drop=0.1, add=0.1, apart=True, seed=3)


def _settle_as(store: Store, name: str) -> None:
    """Accept what all agree on, take one annotator's reading everywhere else, finish."""
    parts = tuple(acceptances(store))
    record(store, Edit("accept", "lea", "2025-03-05T10:00:00+00:00", "Accept", parts))
    for article in waiting(store).articles:
        review = review_of(store, article.document)
        for one in review.differences:
            now = review_of(store, article.document)
            found = now.difference(one.id)
            assert found is not None
            reading = found.reading_of(name)
            assert reading is not None
            recorded(store, now.gold.key, adjudication.take(now, found, reading), by="lea")
        review = review_of(store, article.document)
        recorded(store, review.gold.key, adjudication.finish(review), by="lea")


def test_gold_of_a_project_becomes_what_the_lead_took(tmp_path: Path) -> None:
    team = sample_team(tmp_path / "news.quoth")
    with team.project as project:
        store = project.store
        noise = add_noisy_annotator(store, project.scheme, FIRST, "dora", APART)
        _settle_as(store, FIRST)
        found = waiting(store)
        assert (found.counts.open, found.counts.stale) == (0, 0)
        assert found.counts.settled == len(found.entries) > 0
        assert all(one.finished for one in found.articles)
        for article in found.articles:
            own, gold = (
                hand_of(read_set(store, SetKey(article.document, name))) for name in (FIRST, GOLD)
            )
            assert gold.spans.keys() == own.spans.keys()
            assert gold.joins.keys() == own.joins.keys()
            pairs = [
                (gold.spans[place].attributes, one.attributes) for place, one in own.spans.items()
            ]
            assert all(golden == mine for golden, mine in pairs)
        assert verify_journal(store) == []
        beside = feedback(store, "dora", Policy(feedback=True))
        wanted = totals(noise.values())
        assert {kind: beside.kinds.get(kind, 0) for kind in KINDS} == wanted
        assert sum(map(sum, beside.confusion)) == sum(wanted.values())


def test_differences_of_a_corpus_are_told_one_by_one(tmp_path: Path, shared: Path) -> None:
    """Where spans keep clear of one another, each thing that was done is one difference."""
    team = gum_team(tmp_path / "gum.quoth", shared, articles=4)
    with team.project as project:
        for entry in waiting(project.store).entries:
            review = review_of(project.store, entry.document)
            one = review.difference(entry.id)
            assert one is not None
            assert sum(len(each.annotators) for each in one.readings) == len(review.annotators)
            for name in ("ben", "cleo"):
                reading, noise = one.reading_of(name), team.noise[name][entry.document]
                assert reading is not None
                changed = {*noise.moved, *noise.relabelled, *noise.dropped}
                if reading is one.reading_of(FIRST):
                    first = {span.id for span in reading.spans}
                    assert first.isdisjoint(changed)


@pytest.mark.parametrize("kind", ["missing", "boundary", "label"])
def test_two_annotators_differ_as_often_as_the_noise_says(tmp_path: Path, kind: str) -> None:
    rates = {
        "missing": Rates(drop=0.3, apart=True, seed=5),
        "boundary": Rates(move=0.3, apart=True, seed=5),
        "label": Rates(relabel=0.3, apart=True, seed=5),
    }[kind]
    team = sample_team(tmp_path / "news.quoth")
    with team.project as project:
        store = project.store
        noise = add_noisy_annotator(store, project.scheme, FIRST, "dora", rates)
        count = 0
        for article in waiting(store).articles:
            sets = review_of(store, article.document).sets
            pair = [one for one in sets if one.key.annotator in {FIRST, "dora"}]
            gold = read_set(store, SetKey(article.document, GOLD))
            count += sum(one.kind == kind for one in differences_in(article.document, pair, gold))
        assert count == totals(noise.values())[kind] > 0
