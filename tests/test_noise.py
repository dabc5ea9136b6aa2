"""The tool that makes annotators who err at known rates."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.annotation import Items, Relation, SetKey, Span, spans_of
from annotator.core.check import check
from annotator.core.document import Document, new_document
from annotator.core.problem import Severity
from annotator.core.scheme import LabelScheme
from annotator.core.words import words
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.journal import verify_journal
from tests.corpora import FIRST, SECOND, THIRD, gum_team, sample_team
from tests.items import items_by_id
from tests.noise import Noise, Rates, noisy, totals

WORDS = "the mayor of Odalys said on Monday that harbour fees would rise by a third next year"
TEXT = "\n".join(f"{WORDS}, and paragraph {number} went on." for number in range(60))
DOCUMENT = new_document("long", TEXT)
ALL = Rates(move=0.3, relabel=0.2, both=0.1, drop=0.2, add=0.3)


def _flat() -> Items:
    """Two spans a paragraph, a relation between them."""
    found = words(TEXT)
    items: list[Span | Relation] = []
    for number, start in enumerate(TEXT.index(line) for line in TEXT.split("\n")):
        inside = [one for one in found if one[0] >= start][:12]
        for name, label, first, last in (("a", "actor", 0, 3), ("c", "claim", 8, 11)):
            left, right = inside[first][0], inside[last][1]
            items.append(Span(f"{name}{number}", label, left, right, TEXT[left:right]))
        items.append(Relation(f"r{number}", "attributed_to", f"c{number}", f"a{number}"))
    return items_by_id(items)


FLAT = _flat()


def _ranges(items: Items) -> set[tuple[int, int, str]]:
    return {(one.start, one.end, one.label) for one in spans_of(items.values())}


def _recount(noise: Noise, items: Items) -> dict[str, int]:
    """Count the kinds of differences of flat spans anew, from where they overlap."""
    counts = dict.fromkeys(noise.kinds, 0)
    theirs = list(spans_of(noise.items.values()))
    for span in spans_of(items.values()):
        met = [one for one in theirs if one.start < span.end and span.start < one.end]
        assert len(met) <= 1
        if not met:
            counts["missing"] += 1
            continue
        theirs.remove(met[0])
        same_place = (met[0].start, met[0].end) == (span.start, span.end)
        if met[0].label == span.label:
            counts["exact" if same_place else "boundary"] += 1
        else:
            counts["label" if same_place else "label and boundary"] += 1
    counts["missing"] += len(theirs)
    return counts


def test_without_rates_nothing_but_the_ids_is_another(scheme: LabelScheme) -> None:
    noise = noisy(DOCUMENT, FLAT, scheme, Rates(), "ben-")
    assert _ranges(noise.items) == _ranges(FLAT)
    assert set(noise.items) == {f"ben-{name}" for name in FLAT}
    assert noise.kinds == {
        "exact": 120,
        "boundary": 0,
        "label": 0,
        "label and boundary": 0,
        "missing": 0,
    }


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_what_it_says_it_did_is_what_stands_there(scheme: LabelScheme, seed: int) -> None:
    rates = Rates(move=0.3, relabel=0.2, both=0.1, drop=0.2, add=0.3, seed=seed)
    noise = noisy(DOCUMENT, FLAT, scheme, rates)
    assert noise.kinds == _recount(noise, FLAT)
    for one in spans_of(noise.items.values()):
        assert TEXT[one.start : one.end] == one.text
    found = check(TEXT, noise.items, (), scheme)
    assert [one for one in found if one.severity is Severity.ERROR and one.rule != "E08"] == []


def test_a_moved_edge_is_as_many_words_on_as_it_says(scheme: LabelScheme) -> None:
    noise = noisy(DOCUMENT, FLAT, scheme, Rates(move=1.0))
    assert len(noise.moved) > 100
    found = words(TEXT)
    first = {start: number for number, (start, _) in enumerate(found)}
    last = {end: number for number, (_, end) in enumerate(found)}
    for name, (start, end) in noise.moved.items():
        old, new = FLAT[name], noise.items[f"n-{name}"]
        assert isinstance(old, Span)
        assert isinstance(new, Span)
        assert (first[new.start] - first[old.start], last[new.end] - last[old.end]) == (start, end)
        assert (start == 0) != (end == 0)


def test_the_rates_come_true_over_many_spans(scheme: LabelScheme) -> None:
    found = totals(
        noisy(DOCUMENT, FLAT, scheme, Rates(0.2, 0.15, 0.05, 0.1, 0.1, seed=seed))
        for seed in range(20)
    )
    spans = 20 * 120
    assert found["boundary"] / spans == pytest.approx(0.2, abs=0.03)
    assert found["label"] / spans == pytest.approx(0.15, abs=0.03)
    assert found["label and boundary"] / spans == pytest.approx(0.05, abs=0.02)
    assert found["missing"] / spans == pytest.approx(0.2, abs=0.04)


def test_the_same_seed_makes_the_same_and_another_another(scheme: LabelScheme) -> None:
    one, same = (noisy(DOCUMENT, FLAT, scheme, ALL) for _ in range(2))
    other = noisy(DOCUMENT, FLAT, scheme, Rates(0.3, 0.2, 0.1, 0.2, 0.3, seed=5))
    assert one == same
    assert one.items != other.items


def test_rates_of_more_than_everything_are_refused() -> None:
    with pytest.raises(ValueError, match="sum to more than 1"):
        Rates(move=0.6, drop=0.5)


def test_relations_stay_where_their_ends_do(scheme: LabelScheme) -> None:
    noise = noisy(DOCUMENT, FLAT, scheme, ALL)
    gone = set(noise.dropped) | set(noise.relabelled)
    lost = {f"r{name[1:]}" for name in gone}
    assert set(noise.lost_relations) == lost
    kept = [one for one in noise.items.values() if isinstance(one, Relation)]
    assert len(kept) == 60 - len(lost)
    assert all(one.source in noise.items and one.target in noise.items for one in kept)


def test_apart_leaves_alone_what_overlaps_a_touched_span(scheme: LabelScheme) -> None:
    text = "“No,” said Odalys Fenn, the mayor of the harbour town. " * 40
    document: Document = new_document("nested", text)
    items = items_by_id(
        span
        for number in range(40)
        for span in (
            Span(f"o{number}", "claim", 55 * number + 6, 55 * number + 53, ""),
            Span(f"i{number}", "actor", 55 * number + 11, 55 * number + 22, ""),
        )
    )
    noise = noisy(document, items, scheme, Rates(0.5, 0.2, 0.1, 0.2, apart=True))
    touched = {*noise.moved, *noise.relabelled, *noise.dropped}
    assert len(touched) > 30
    assert not any(f"i{name[1:]}" in touched for name in touched if name[0] == "o")


def test_three_annotators_have_finished_the_samples(tmp_path: Path) -> None:
    team = sample_team(tmp_path / "team.quoth")
    with team.project as project:
        store = project.store
        ids = document_ids(store)
        assert len(ids) == 5
        for one in ids:
            for name in (FIRST, SECOND, THIRD):
                assert read_set(store, SetKey(one, name)).status.state == "done"
        assert set(team.noise) == {SECOND, THIRD}
        first, third = (read_set(store, SetKey(ids[0], name)) for name in (FIRST, THIRD))
        assert _ranges(first.items) != _ranges(third.items)
        assert verify_journal(store) == []


def test_three_annotators_have_finished_forty_articles_of_the_corpus(
    tmp_path: Path, shared: Path
) -> None:
    team = gum_team(tmp_path / "gum.quoth", shared)
    with team.project as project:
        ids = document_ids(project.store)
        assert len(ids) == 40
        found = totals(team.noise[THIRD].values())
        spans = sum(found.values()) - sum(len(one.added) for one in team.noise[THIRD].values())
        assert spans > 3500
        assert found["label"] / spans == pytest.approx(0.05, abs=0.02)
        assert all(
            read_set(project.store, SetKey(one, name)).status.state == "done"
            for one in ids
            for name in (FIRST, SECOND, THIRD)
        )
        labels = {
            span.label for one in ids for span in read_set(project.store, SetKey(one, FIRST)).spans
        }
        assert labels == {label.name for label in project.scheme.enabled_labels}
