"""Agreement over a project: what counts, what is kept, and the spans behind each number."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.report import KINDS, NOTHING, Report, Scope
from annotator.assets import default_scheme_bytes
from annotator.core.annotation import AnnotatedDocument, SetKey, Span, Status
from annotator.core.change import Change, Edit, Part
from annotator.core.people import GOLD, Annotator, Assignment, Role
from annotator.core.progress import CancelledError
from annotator.core.scheme import LabelScheme
from annotator.review.behind import FURTHEST, RELATION, VALUE, Behind, Cell, UnknownCellError
from annotator.review.measuring import each_behind, gamma, measure, sampled
from annotator.store import people
from annotator.store.annotations import read_set
from annotator.store.assignments import assign
from annotator.store.connection import Store, create_store, open_store
from annotator.store.documents import document_ids, set_queued
from annotator.store.journal import import_documents, record
from annotator.store.sums import kept_sums
from tests.benchmarks.texts import article
from tests.noise import Rates, add_noisy_annotator, finish, totals

RATES = Rates(move=0.15, relabel=0.1, both=0.05, drop=0.1, add=0.1)
PLAIN = Scope(resamples=20)
FIRST, MANY = "news-0", 6


def behind(store: Store, scheme: LabelScheme, scope: Scope, cell: Cell) -> list[Behind]:
    return list(each_behind(store, scheme, scope, cell))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.quoth"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A project of six articles that ann finished."""
    with create_store(path, name="News", scheme=default_scheme_bytes()) as made:
        articles = [_by_ann(article(f"news-{n}", 1500, 12, n)) for n in range(MANY)]
        assert import_documents(made, articles, author="ann", name="Import") == []
        yield made


def _by_ann(made: AnnotatedDocument) -> AnnotatedDocument:
    (only,) = made.sets
    return replace(made, sets=(replace(only, key=SetKey(made.document.id, "ann")),))


@pytest.fixture
def team(store: Store, scheme: LabelScheme) -> Store:
    """The project, with two more who err."""
    for seed, name in enumerate(("bob", "cay")):
        add_noisy_annotator(store, scheme, "ann", name, replace(RATES, seed=seed))
    return store


def _edit(store: Store, key: SetKey, change: Change) -> None:
    uuid = f"{key.document}/{key.annotator}/{read_set(store, key).revision}"
    time = "2025-03-04T00:00:00+00:00"
    record(store, Edit(uuid, key.annotator, time, "Edit", (Part(key, change),)))


def _set_state(store: Store, key: SetKey, state: str) -> None:
    old = read_set(store, key).status
    removed = (old,) if old.state != "none" else ()
    _edit(store, key, Change("State", removed, (Status(state),) if state != "none" else ()))


def test_known_noise_comes_back_in_the_table_of_kinds(store: Store, scheme: LabelScheme) -> None:
    noises = add_noisy_annotator(store, scheme, "ann", "bob", replace(RATES, apart=True))
    report = measure(store, scheme, PLAIN)
    assert dict(zip(KINDS, report.kinds[""], strict=True)) == totals(noises.values())
    assert report.annotators == ("ann", "bob")
    assert report.documents == MANY
    moves = [step for noise in noises.values() for pair in noise.moved.values() for step in pair]
    told = [words for words, many in (*report.starts, *report.ends) for _ in range(many)]
    assert sorted(told) == sorted(filter(None, moves))


def test_a_second_look_and_another_filter_count_nothing_anew(
    team: Store, scheme: LabelScheme
) -> None:
    told: list[int] = []
    first = measure(team, scheme, PLAIN, lambda done, total, words: told.append(total))
    assert max(told) == MANY
    told.clear()
    assert measure(team, scheme, PLAIN, lambda done, total, words: told.append(total)) == first
    measure(team, scheme, PLAIN._replace(labels=("claim",)), lambda *said: told.append(said[1]))
    assert told == []


def test_an_edit_has_its_article_counted_anew_and_no_other(
    team: Store, scheme: LabelScheme, path: Path
) -> None:
    measure(team, scheme, PLAIN)
    before = kept_sums(team)
    key = SetKey(FIRST, "bob")
    _edit(team, key, Change("Remove", read_set(team, key).spans[:1]))
    told: list[int] = []
    report = measure(team, scheme, PLAIN, lambda done, total, words: told.append(total))
    assert max(told) == 1
    after = kept_sums(team)
    assert [one for one in after if after[one] != before[one]] == [FIRST]
    with open_store(path) as again:
        assert measure(again, scheme, PLAIN) == report


def test_sums_are_kept_for_the_next_time_the_project_is_opened(
    team: Store, scheme: LabelScheme, path: Path
) -> None:
    report = measure(team, scheme, PLAIN)
    team.close()
    with open_store(path) as again:
        told: list[int] = []
        assert measure(again, scheme, PLAIN, lambda *said: told.append(said[1])) == report
        assert max(told) == 0


def test_a_project_that_cannot_be_written_is_measured_all_the_same(
    team: Store, scheme: LabelScheme, path: Path
) -> None:
    team.close()
    with open_store(path, read_only=True) as shown:
        assert measure(shown, scheme, PLAIN).documents == MANY
        assert kept_sums(shown) == {}


def test_stopping_keeps_what_was_counted(
    team: Store, scheme: LabelScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.review.counted.PAGE", 2)

    def stop(done: int, total: int, words: str) -> None:
        if done >= 4:
            raise CancelledError

    with pytest.raises(CancelledError):
        measure(team, scheme, PLAIN, stop)
    assert list(kept_sums(team)) == [f"news-{number}" for number in range(4)]


def test_who_reopens_an_article_or_discards_it_does_not_count_there(
    team: Store, scheme: LabelScheme
) -> None:
    _set_state(team, SetKey(FIRST, "bob"), "none")
    _set_state(team, SetKey(FIRST, "cay"), "discarded")
    _set_state(team, SetKey("news-1", "ann"), "discarded")
    report = measure(team, scheme, PLAIN)
    assert report.documents == MANY - 1
    assert report.left_out == ((FIRST, "Only ann finished it; cay discarded it."),)
    people_of = {one.document: one.annotators for one in report.by_article}
    assert people_of["news-1"] == ("bob", "cay")
    _set_state(team, SetKey(FIRST, "bob"), "done")
    assert measure(team, scheme, PLAIN).documents == MANY


def test_gold_and_models_are_measured_only_when_they_are_named(
    team: Store, scheme: LabelScheme
) -> None:
    before = measure(team, scheme, PLAIN)
    for name in (GOLD, "robot"):
        for document in document_ids(team):
            items = read_set(team, SetKey(document, "ann")).spans
            finish(team, SetKey(document, name), items)
    people.ensure_annotator(team, Annotator("robot", Role.MODEL))
    after = measure(team, scheme, PLAIN)
    assert after == before
    kept = kept_sums(team)
    named = measure(team, scheme, PLAIN._replace(annotators=("ann", GOLD)))
    assert named.annotators == ("ann", GOLD)
    assert named.overall.exact.value == 1.0
    assert kept_sums(team) == kept


def test_a_batch_is_measured_by_itself(team: Store, scheme: LabelScheme) -> None:
    given = [Assignment(one, "ann", "pilot") for one in ("news-1", "news-3")]
    assign(team, given)
    report = measure(team, scheme, PLAIN._replace(batch="pilot"))
    assert [one.document for one in report.by_article] == ["news-1", "news-3"]
    assert measure(team, scheme, PLAIN._replace(batch="none")).documents == 0
    assert measure(team, scheme, PLAIN).documents == MANY


def test_articles_out_of_the_queue_are_not_measured(team: Store, scheme: LabelScheme) -> None:
    measure(team, scheme, PLAIN)
    set_queued(team, FIRST, False)
    report = measure(team, scheme, PLAIN)
    assert report.documents == MANY - 1
    assert report.left_out == ()


def test_one_annotator_alone_is_told_why_there_is_nothing(
    store: Store, scheme: LabelScheme
) -> None:
    report = measure(store, scheme, PLAIN)
    assert report.overall.exact.value is None
    assert report.overall.exact.why == "No article was finished by two annotators."
    assert report.left_out[0] == (FIRST, "Only ann finished it.")
    assert len(report.left_out) == MANY


def test_one_annotator_who_is_chosen_alone_is_told_to_choose_another(
    team: Store, scheme: LabelScheme
) -> None:
    report = measure(team, scheme, PLAIN._replace(annotators=("ann",)))
    assert report.overall.exact.why == (
        "One annotator alone agrees with nobody: choose two or more."
    )
    assert not any("finished no article" in one for one in report.warnings)


def test_an_empty_project_is_told_why_there_is_nothing(path: Path, scheme: LabelScheme) -> None:
    with create_store(path, name="News", scheme=default_scheme_bytes()) as empty:
        report = measure(empty, scheme, PLAIN)
        assert report.left_out == ()
        assert report.overall.exact.value is None
        assert behind(empty, scheme, PLAIN, ("label", "claim")) == []
        assert gamma(empty, scheme, PLAIN).value is None


def test_a_scheme_that_changed_in_between_needs_nothing_counted_anew(
    team: Store, scheme: LabelScheme
) -> None:
    before = measure(team, scheme, PLAIN)
    kept = kept_sums(team)
    fewer = replace(
        scheme,
        labels=[label for label in reversed(scheme.labels) if label.name != "denial"],
        relations=[],
        nesting=replace(scheme.nesting, allowed=[], warn=[], never=[]),
        rules=[],
    )
    after = measure(team, fewer, PLAIN)
    assert kept_sums(team) == kept
    assert after.labels == (*(label.name for label in fewer.labels), "denial")
    old, new = ({one.label: one for one in report.by_label} for report in (before, after))
    for label, line in old.items():
        assert new[label].exact.value == line.exact.value
        assert new[label].u_alpha.value == pytest.approx(line.u_alpha.value)
    assert any("does not have denial" in one for one in after.warnings)


def test_behind_each_number_stand_as_many_spans_as_it_counts(
    team: Store, scheme: LabelScheme
) -> None:
    report = measure(team, scheme, PLAIN)
    for cell, count in _counts(report):
        assert len(behind(team, scheme, PLAIN, cell)) == count, cell
    in_pairs = [("pair", one.left, one.right) for one in report.by_pair]
    found = sum(len(behind(team, scheme, PLAIN, cell)) for cell in in_pairs)
    assert found == sum(one.differing for one in report.by_article)


def _counts(report: Report) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Yield what numbers are called, and what they are."""
    names = (*report.labels, NOTHING)
    for row, counts in zip(names, report.confusion, strict=True):
        for column, count in zip(names, counts, strict=True):
            yield ("confusion", row, column), count // (2 if row == column else 1)
    for label, kinds in report.kinds.items():
        yield from ((("kind", label, kind), n) for kind, n in zip(KINDS, kinds, strict=True))
        if label:
            yield ("label", label), sum(kinds[1:])
    yield ("label", ""), sum(report.kinds[""][1:])
    for edge, shifts in (("start", report.starts), ("end", report.ends)):
        yield from (
            (("edge", edge, words), count) for words, count in shifts if abs(words) < FURTHEST
        )
    yield from ((("article", one.document), one.differing) for one in report.by_article)


def test_a_pair_and_a_label_have_their_differences_behind_them(
    team: Store, scheme: LabelScheme
) -> None:
    report = measure(team, scheme, PLAIN)
    for label in report.labels:
        found = [
            one
            for pair in report.by_pair
            for one in behind(team, scheme, PLAIN, ("pair", pair.left, pair.right, label))
        ]
        assert len(found) == sum(report.kinds[label][1:])
        labels = [{span.label for span in (one.left, one.right) if span} for one in found]
        assert all(label in each for each in labels)


def test_behind_an_attribute_stand_the_spans_whose_values_differ(
    team: Store, scheme: LabelScheme
) -> None:
    key = SetKey(FIRST, "bob")
    mine = next(one for one in read_set(team, key).spans if one.label == "actor")
    label = scheme.label_by_name["actor"]
    attribute = next(one for one in label.attributes if len(one.values) > 1)
    value = next(
        one for one in attribute.values if one != dict(mine.attributes).get(attribute.name)
    )
    traits = {**dict(mine.attributes), attribute.name: value}
    other = replace(mine, attributes=tuple(sorted(traits.items())))
    _edit(team, key, Change("Value", (mine,), (other,)))
    cell = ("attribute", "actor", attribute.name)
    found = behind(team, scheme, PLAIN, cell)
    assert found
    assert {one.kind for one in found} == {VALUE}
    assert other in [span for one in found for span in (one.left, one.right)]
    for one in found:
        assert one.left is not None
        assert one.right is not None
        values = tuple(
            dict(side.attributes).get(attribute.name, "") for side in (one.left, one.right)
        )
        assert one.said == values
        assert values[0] != values[1]
    assert behind(team, scheme, PLAIN, ("attribute", "actor", "unheard of")) == []


def test_behind_a_relation_stand_those_that_one_side_alone_has(
    team: Store, scheme: LabelScheme
) -> None:
    pair = PLAIN._replace(annotators=("ann", "bob"))
    for one in measure(team, scheme, pair).relations:
        assert one.f1.value is not None
        found = behind(team, scheme, pair, ("relation", one.relation))
        assert len(found) == round(one.f1.n * (1 - one.f1.value))
        assert found
        assert {each.kind for each in found} == {RELATION}
        for each in found:
            assert sum(bool(words) for words in each.said) == 1
            begins = each.left if each.said[0] else each.right
            assert begins is not None
    assert behind(team, scheme, pair, ("relation", "unheard of")) == []


def test_the_spans_behind_a_number_are_those_of_the_annotators_in_reading_order(
    team: Store, scheme: LabelScheme
) -> None:
    found = behind(team, scheme, PLAIN, ("confusion", NOTHING, "actor"))
    assert found
    assert all(one.left is None and one.right is not None for one in found)
    for one in found:
        assert one.right in read_set(team, SetKey(one.document, one.right_name)).spans
    places = [(one.document, one.right.start) for one in found if one.right]
    assert places == sorted(places)


def test_an_edge_far_off_is_asked_for_as_six_words_or_more(
    store: Store, scheme: LabelScheme
) -> None:
    mine = read_set(store, SetKey(FIRST, "ann"))
    span = next(one for one in mine.spans if one.end - one.start > 60)
    short = replace(span, end=span.start + 4, text=span.text[:4])
    finish(store, SetKey(FIRST, "bob"), [short])
    (found,) = behind(store, scheme, PLAIN, ("edge", "end", -6))
    assert (found.left, found.right) == (span, short)
    assert behind(store, scheme, PLAIN, ("edge", "both", -5)) == []


def test_a_label_that_is_filtered_for_is_in_all_that_stands_behind(
    team: Store, scheme: LabelScheme
) -> None:
    scope = PLAIN._replace(labels=("quote",))
    found = behind(team, scheme, scope, ("kind", "", "missing"))
    labels = {one.label for each in found for one in (each.left, each.right) if one}
    assert labels == {"quote"}
    assert len(found) == measure(team, scheme, scope).kinds[""][-1]


@pytest.mark.parametrize("cell", [("kind", "claim", "odd"), ("edge", "middle", 1), ("x",), ()])
def test_a_number_that_is_none_is_refused(
    store: Store, scheme: LabelScheme, cell: tuple[str | int, ...]
) -> None:
    with pytest.raises(UnknownCellError, match="no number"):
        behind(store, scheme, PLAIN, cell)


def test_gamma_is_taken_from_a_sample_and_stops_when_asked(
    team: Store, scheme: LabelScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.review.measuring.GAMMA_ARTICLES", 2)
    monkeypatch.setattr("annotator.agreement.gamma_sampling.SAMPLES", 3)
    found = gamma(team, scheme, PLAIN)
    assert found.value is not None
    assert 0 < found.value < 1
    assert found == gamma(team, scheme, PLAIN)

    def stop(done: int, total: int, words: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        gamma(team, scheme, PLAIN, stop)


def test_a_sample_keeps_the_order_and_is_the_same_for_the_same_seed() -> None:
    ids = [f"a{number}" for number in range(30)]
    found = sampled(ids, 5, 1)
    assert found == sorted(found, key=ids.index)
    assert found == sampled(ids, 5, 1) != sampled(ids, 5, 2)
    assert sampled(ids, 50, 1) == ids


def test_marks_that_say_the_same_twice_count_once(store: Store, scheme: LabelScheme) -> None:
    mine = read_set(store, SetKey(FIRST, "ann")).spans
    double: list[Span] = [*mine, replace(mine[0], id="again")]
    finish(store, SetKey(FIRST, "bob"), double)
    report = measure(store, scheme, PLAIN)
    assert report.overall.exact.value == 1.0
    assert behind(store, scheme, PLAIN, ("kind", "", "missing")) == []


def test_nothing_that_counts_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, annotator.review.measuring, annotator.agreement.words;"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'scipy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
