"""The report: against the same measures taken slowly, and what must not change it."""

from itertools import combinations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from annotator.agreement import caveats
from annotator.agreement.report import KINDS, Figure, LabelFigures, Report, Scope
from annotator.agreement.units import Article, Marked
from annotator.core.annotation import Attributes
from tests.agreement import slowly
from tests.agreement.made import (
    LABELS,
    NAMES,
    QUICK,
    Stretch,
    article,
    articles,
    hands,
    report_of,
)

Found = dict[str, list[Stretch]]

MEASURES = ("exact", "relaxed", "u_alpha", "cu_alpha", "coverage", "token_alpha")


def _near(found: Figure, wanted: float | None) -> bool:
    if found.value is None or wanted is None:
        return found.value is wanted is None and bool(found.why)
    return found.value == pytest.approx(wanted, abs=1e-9)


def _values(report: Report) -> dict[str, tuple[float | None, ...]]:
    """Return every value of the labels, rounded, so that reports can be compared."""
    return {one.label: _rounded(one) for one in (report.overall, *report.by_label)}


def _rounded(one: LabelFigures) -> tuple[float | None, ...]:
    values = [getattr(one, name).value for name in MEASURES]
    return tuple(None if value is None else round(value, 9) for value in values)


@given(articles())
def test_f1_is_what_set_arithmetic_says(many: list[Article]) -> None:
    report = report_of(many)
    assert _near(report.overall.exact, slowly.exact_f1(many))
    for one in report.by_label:
        assert _near(one.exact, slowly.exact_f1(many, one.label))


@given(articles(2))
@settings(max_examples=25)
def test_token_alpha_is_what_it_is_code_point_by_code_point(many: list[Article]) -> None:
    report = report_of(many)
    together = slowly.token_units(many)
    assert _near(report.overall.token_alpha, slowly.alpha(together, slowly.jaccard))
    for one in report.by_label:
        units = slowly.token_units(many, one.label)
        assert _near(one.token_alpha, slowly.alpha(units, slowly.nominal))


@given(articles(2))
def test_token_alpha_is_that_of_another_library(many: list[Article]) -> None:
    report = report_of(many)
    for one in report.by_label:
        columns = slowly.token_units(many, one.label)
        most = max(len(each.sets) for each in many)
        table = np.full((most, len(columns)), np.nan)
        for column, unit in enumerate(columns):
            table[: len(unit), column] = [float(bool(value)) for value in unit]
        if one.token_alpha.value is not None:
            wanted = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
            assert one.token_alpha.value == pytest.approx(wanted)


@given(hands(2, 2))
def test_token_kappa_is_that_of_another_library(
    found: dict[str, list[tuple[str, int, int]]],
) -> None:
    one = article("a", found)
    report = report_of([one])
    left, right = (slowly.line(one, side) for side in one.sets)
    for label, figure in zip(report.labels, report.by_pair[0].token_kappa, strict=True):
        sides = ([label in at for at in side] for side in (left, right))
        if figure.value is not None:
            assert figure.value == pytest.approx(cohen_kappa_score(*sides))


@given(articles())
def test_u_alpha_is_what_it_is_code_point_by_code_point(many: list[Article]) -> None:
    report = report_of(many)
    for one in report.by_label:
        if not any(_twice(each, one.label) for each in many):
            assert _near(one.u_alpha, slowly.u_alpha(many, one.label))


def _twice(one: Article, label: str) -> bool:
    """Tell whether a set has two spans of a label that overlap."""
    for side in one.sets:
        spans = [span for span in slowly.spans(side) if span[0] == label]
        if any(max(a[1], b[1]) < min(a[2], b[2]) for a, b in combinations(spans, 2)):
            return True
    return False


@given(articles())
def test_no_figure_is_nan_and_each_without_a_value_says_why(many: list[Article]) -> None:
    report = report_of(many)
    figures = [
        getattr(one, name) for one in (report.overall, *report.by_label) for name in MEASURES
    ]
    figures += [one.exact for one in report.by_pair] + [one.relaxed for one in report.by_article]
    figures += [figure for one in report.by_pair for figure in one.token_kappa]
    for figure in figures:
        assert (figure.value is None) == bool(figure.why)
        assert figure.value is None or figure.value <= 1 + 1e-9
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high


@given(articles())
def test_naming_annotators_otherwise_changes_no_value(many: list[Article]) -> None:
    renamed = [_renamed(one, dict(zip(NAMES, reversed(NAMES), strict=True))) for one in many]
    assert _values(report_of(many)) == _values(report_of(renamed))
    assert report_of(many).kinds == report_of(renamed).kinds
    assert report_of(many).confusion == report_of(renamed).confusion


def _renamed(one: Article, names: dict[str, str]) -> Article:
    sets = [side._replace(annotator=names[side.annotator]) for side in one.sets]
    return one._replace(sets=tuple(sorted(sets, key=lambda side: side.annotator)))


@given(articles())
def test_the_order_of_articles_and_spans_changes_no_value(many: list[Article]) -> None:
    turned = [
        one._replace(sets=tuple(_reversed(side) for side in one.sets)) for one in reversed(many)
    ]
    assert _values(report_of(many)) == _values(report_of(turned))


def _reversed(side: Marked) -> Marked:
    return side._replace(labels=side.labels[::-1], starts=side.starts[::-1], ends=side.ends[::-1])


@given(hands(2, 2), hands(2, 2))
def test_an_article_in_two_parts_is_pooled_to_the_same(one: Found, two: Found) -> None:
    apart = [article("a", one), article("b", two)]
    length = len(apart[0].text)
    joined = {
        name: [*spans, *((label, start + length, end + length) for label, start, end in two[name])]
        for name, spans in one.items()
    }
    whole = [article("ab", joined, apart[0].text + apart[1].text)]
    assert _values(report_of(apart)) == _values(report_of(whole))


@given(articles())
def test_an_article_on_which_nobody_marked_changes_no_f1_and_no_cu_alpha(
    many: list[Article],
) -> None:
    blank = article("blank", {"ann": [], "bob": []})
    before, after = report_of(many), report_of([*many, blank])
    for one, two in zip(before.by_label, after.by_label, strict=True):
        for name in ("exact", "relaxed", "cu_alpha", "coverage"):
            assert _near(getattr(two, name), getattr(one, name).value)
    assert before.confusion == after.confusion
    assert after.by_article[-1].exact.value is None


@given(articles())
def test_the_rows_of_the_confusion_add_up_to_spans_once_for_each_other(many: list[Article]) -> None:
    report = report_of(many)
    table = np.array(report.confusion)
    assert (table == table.T).all()
    for label, row in zip(report.labels, table, strict=False):
        spans = (
            sum(one[0] == label for one in slowly.spans(side)) * (len(each.sets) - 1)
            for each in many
            for side in each.sets
        )
        assert row.sum() == sum(spans)


@given(articles(), st.sampled_from(LABELS))
def test_shares_of_a_row_are_the_same_whichever_labels_are_chosen(
    many: list[Article], label: str
) -> None:
    every, alone = report_of(many), report_of(many, QUICK._replace(labels=(label,)))
    place = every.labels.index(label)
    for there, here in ((place, 0), (len(every.labels), 1)):
        assert alone.row_total(here) == every.row_total(there) == sum(every.confusion[there])
        row = every.confusion[there]
        assert alone.confusion[here] == (row[place], row[-1])


@given(articles())
def test_kinds_count_each_match_once(many: list[Article]) -> None:
    report = report_of(many)
    every = dict(zip(KINDS, report.kinds[""], strict=True))
    table = np.array(report.confusion)
    assert 2 * (every["exact"] + every["boundary"]) == np.trace(table[:-1, :-1])
    assert every["missing"] == table[-1].sum()
    assert sum(one.differing for one in report.by_article) == sum(report.kinds[""]) - every["exact"]


@given(articles(), st.sampled_from(LABELS))
def test_one_label_alone_has_the_figures_that_it_has_among_others(
    many: list[Article], label: str
) -> None:
    every = {one.label: one for one in report_of(many).by_label}
    alone = report_of(many, Scope(labels=(label,), resamples=20))
    assert alone.labels == (label,)
    assert _rounded(alone.by_label[0]) == _rounded(every[label])
    assert alone.overall.exact.value == every[label].exact.value


@given(articles())
def test_leaving_annotators_out_is_as_if_they_had_not_been_there(many: list[Article]) -> None:
    names = ("ann", "bob")
    without = [
        one._replace(sets=tuple(side for side in one.sets if side.annotator in names))
        for one in many
    ]
    report = report_of(many, Scope(annotators=names, resamples=20))
    assert _values(report) == _values(report_of(without))
    assert report.annotators == names


def test_who_did_not_finish_has_not_marked_nothing() -> None:
    both = {"ann": [("claim", 0, 9)], "bob": [("claim", 0, 9)]}
    report = report_of([article("a", both), article("b", {"ann": [("claim", 0, 9)]})])
    assert report.documents == 1
    assert report.overall.exact.value == 1.0
    assert [one.document for one in report.by_article] == ["a"]


def test_the_interval_is_there_with_two_articles_and_not_with_one() -> None:
    one, two = (
        article("a", {"ann": [("claim", 0, 9)], "bob": [("claim", 0, 9)]}),
        article("b", {"ann": [("claim", 0, 9)], "bob": [("quote", 0, 9)]}),
    )
    alone, both = report_of([one]).overall.exact, report_of([one, two]).overall.exact
    assert alone == Figure(1.0, None, None, 2, "spans", "")
    assert (both.value, both.low, both.high) == (0.5, 0.0, 1.0)


def test_the_same_seed_gives_the_same_interval_and_another_another() -> None:
    many = [
        article(f"a{n}", {"ann": [("claim", 0, 9)], "bob": [("claim", 0, 9 + n % 3)]})
        for n in range(40)
    ]
    first, again, other = (
        report_of(many, Scope(resamples=100, seed=seed)).overall.exact for seed in (1, 1, 2)
    )
    assert first == again
    assert first.value == other.value
    assert (first.low, first.high) != (other.low, other.high)


def test_relations_are_the_same_where_their_ends_are_matched() -> None:
    ends = [("quote", 0, 9), ("claim", 10, 14)]
    left = article("a", {"ann": ends, "bob": [("quote", 1, 9), ("claim", 10, 14)]})
    ties = {"ann": [("by", 0, 1), ("same", 0, 1)], "bob": [("by", 0, 1), ("same", 1, 0)]}
    sets = tuple(side._replace(relations=ties[side.annotator]) for side in left.sets)
    report = report_of([left._replace(sets=sets)])
    assert {one.relation: one.f1.value for one in report.relations} == {"by": 1.0, "same": 1.0}
    turned = sets[1]._replace(relations=[("by", 1, 0), ("same", 1, 0)])
    report = report_of([left._replace(sets=(sets[0], turned))])
    assert {one.relation: one.f1.value for one in report.relations} == {"by": 0.0, "same": 1.0}


def test_a_relation_whose_end_the_other_left_out_is_in_none() -> None:
    one = article("a", {"ann": [("quote", 0, 9), ("claim", 10, 14)], "bob": [("quote", 0, 9)]})
    sets = (one.sets[0]._replace(relations=[("by", 0, 1)]), one.sets[1])
    report = report_of([one._replace(sets=sets)])
    assert [(each.relation, each.f1.value, each.f1.n) for each in report.relations] == [
        ("by", 0.0, 1)
    ]


@given(
    st.lists(st.tuples(*[st.sampled_from(["", "calm", "loud", "odd"])] * 2), min_size=1, max_size=8)
)
def test_attributes_have_the_kappa_that_another_library_says(pairs: list[tuple[str, str]]) -> None:
    spans = [("claim", 2 * n, 2 * n + 2) for n in range(len(pairs))]
    one = article("a", {"ann": spans, "bob": spans})
    sets = tuple(
        side._replace(
            attributes=[(("tone", pair[place]),) if pair[place] else () for pair in pairs]
        )
        for place, side in enumerate(one.sets)
    )
    (found,) = report_of([one._replace(sets=sets)]).attributes
    assert (found.label, found.attribute, found.kappa.n) == ("claim", "tone", len(pairs))
    left, right = zip(*pairs, strict=True)
    if len({*left, *right}) == 1:
        assert found.kappa.value is None
    else:
        assert found.kappa.value == pytest.approx(cohen_kappa_score(left, right))


def _tone(value: str) -> Attributes:
    return (("tone", value),) if value else ()


def test_edges_are_counted_in_words_at_the_second_by_name() -> None:
    text = "one two three four five six."
    claims = {"ann": [("claim", 4, 18)], "bob": [("claim", 0, 28)]}
    report = report_of([article("a", claims, text)])
    assert report.starts == ((-1, 1),)
    assert report.ends == ((2, 1),)
    stop = {"ann": [("claim", 0, 27)], "bob": [("claim", 0, 28)]}
    report = report_of([article("a", stop, text)])
    assert report.starts == ()
    assert report.ends == ((0, 1),)


def test_many_annotators_with_few_articles_each_are_measured() -> None:
    names = [f"n{number:02}" for number in range(12)]
    spans = [("claim", 0, 9)]
    many = [
        article(f"{one}-{two}", {one: spans, two: spans}) for one, two in combinations(names, 2)
    ]
    report = report_of(many)
    assert (report.documents, len(report.by_pair)) == (66, 66)
    assert report.overall.exact.value == report.by_label[0].token_alpha.value == 1.0
    assert any("share fewer than 5 articles" in one for one in report.warnings)


def test_more_articles_than_are_drawn_one_by_one_have_about_the_same_interval(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = [
        article(f"a{n}", {"ann": [("claim", 0, 9)], "bob": [("claim", 0, 9 + (n * 7) % 3)]})
        for n in range(600)
    ]
    one_by_one = report_of(many, Scope()).overall.exact
    monkeypatch.setattr("annotator.agreement.interval.BUNDLES", 150)
    in_bundles = report_of(many, Scope(seed=1)).overall.exact
    assert one_by_one.value == in_bundles.value
    assert one_by_one.low is not None
    assert one_by_one.low == pytest.approx(in_bundles.low, abs=0.01)
    assert one_by_one.high == pytest.approx(in_bundles.high, abs=0.01)


@pytest.mark.parametrize("labels", [LABELS[:1], LABELS])
def test_an_empty_project_and_a_lone_annotator_give_reasons(labels: tuple[str, ...]) -> None:
    lone = article("a", {"ann": [("claim", 0, 9)]})
    for many in ([], [lone]):
        report = report_of(many, QUICK._replace(labels=labels))
        assert report.documents == 0
        assert report.overall.exact == Figure(
            None, why="No article was finished by two annotators."
        )


def test_no_overlap_between_annotators_gives_zero_and_not_an_error() -> None:
    report = report_of([article("a", {"ann": [("claim", 0, 9)], "bob": [("claim", 12, 20)]})])
    assert report.overall.exact.value == report.overall.relaxed.value == 0.0
    assert report.by_label[0].cu_alpha.value is None
    assert report.by_label[0].coverage.value == 0.0


def test_labels_that_the_scheme_does_not_have_are_measured_and_named() -> None:
    both = {name: [("claim", 0, 9), ("rumour", 10, 14)] for name in ("ann", "bob")}
    report = report_of([article("a", both)])
    assert report.labels == (*LABELS, "rumour")
    assert any("does not have rumour" in one for one in report.warnings)


def test_a_label_that_nobody_knows_is_said_and_not_measured() -> None:
    both = {name: [("claim", 0, 9)] for name in ("ann", "bob")}
    report = report_of([article("a", both)], Scope(labels=("clam",)))
    assert report.labels == ()
    assert report.overall.exact.value is None
    assert any("no label clam" in one for one in report.warnings)
    mixed = report_of([article("a", both)], Scope(labels=("clam", "claim")))
    assert mixed.labels == ("claim",)


def test_few_articles_are_said() -> None:
    both = {name: [("claim", 0, 9)] for name in ("ann", "bob")}
    blank = report_of([article("a", {"ann": [], "bob": []})])
    one, few, many = (
        report_of([article(f"a{n}", both) for n in range(count)]) for count in (1, 29, 30)
    )
    assert one.warnings == ("These figures rest on 1 article: of one there is no interval.",)
    assert any("with fewer than 30" in one for one in few.warnings)
    assert not many.warnings
    assert not blank.warnings


def test_someone_named_who_finished_nothing_is_said() -> None:
    both = {name: [("claim", 0, 9)] for name in ("ann", "bob")}
    report = report_of([article("a", both)], Scope(annotators=("ann", "bob", "cay")))
    assert any("cay has finished no article" in one for one in report.warnings)
    lines = {(one.left, one.right): one.exact for one in report.by_pair}
    assert lines["ann", "cay"] == Figure(None, why=caveats.NO_COMMON)
