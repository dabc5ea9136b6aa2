"""A lead settles a whole project, and an annotator sees the own work beside gold."""

from pathlib import Path

import pytest

from annotator.agreement.report import KINDS
from annotator.core.annotation import SetKey
from annotator.core.people import GOLD
from annotator.core.policy import Policy
from annotator.review import adjudication
from annotator.review.article import reviewed
from annotator.review.feedback import feedback
from annotator.review.keys import hand_of
from annotator.review.queue import review_of, reviews
from annotator.store.annotations import read_set
from annotator.store.handle import Store
from annotator.store.journal import verify_journal
from tests.corpora import FIRST, gum_team, sample_team
from tests.noise import Rates, add_noisy_annotator, totals
from tests.review.hands import accepted, reading_of, recorded

APART = Rates(move=0.15, relabel=0.1, both=0.05, drop=0.1, add=0.1, apart=True, seed=3)


def _settle_as(store: Store, name: str) -> None:
    """Accept what all agree on, take one annotator's reading everywhere else, finish."""
    accepted(store)
    for review in list(reviews(store)):
        for one in review.differences:
            now = review_of(store, review.document.id)
            found = now.difference(one.id)
            assert found is not None
            reading = reading_of(found, name)
            recorded(store, now.gold.key, adjudication.take(now, found, reading), by="lea")
        now = review_of(store, review.document.id)
        recorded(store, now.gold.key, adjudication.finish(now), by="lea")


def test_gold_of_a_project_becomes_what_the_lead_took(tmp_path: Path) -> None:
    team = sample_team(tmp_path / "news.quoth")
    with team.project as project:
        store = project.store
        noise = add_noisy_annotator(store, project.scheme, FIRST, "dora", APART)
        _settle_as(store, FIRST)
        found = list(reviews(store))
        assert {(one.counts.open, one.counts.stale) for one in found} == {(0, 0)}
        assert sum(one.counts.settled for one in found) > 0
        assert all(one.counts.settled == len(one.differences) for one in found)
        assert {one.gold.status.state for one in found} == {"done"}
        for article in found:
            own, gold = (
                hand_of(read_set(store, SetKey(article.document.id, name)))
                for name in (FIRST, GOLD)
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
        found = [(one, review) for review in reviews(project.store) for one in review.differences]
        assert found
        for one, review in found:
            assert sum(len(each.annotators) for each in one.readings) == len(review.annotators)
            for name in ("ben", "cleo"):
                reading, noise = reading_of(one, name), team.noise[name][one.document]
                changed = {*noise.moved, *noise.relabelled, *noise.dropped}
                if reading is reading_of(one, FIRST):
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
        for review in reviews(store):
            pair = [one for one in review.sets if one.key.annotator in {FIRST, "dora"}]
            two = reviewed(review.document, [*pair, review.gold])
            count += sum(one.kind == kind for one in two.differences)
        assert count == totals(noise.values())[kind] > 0
