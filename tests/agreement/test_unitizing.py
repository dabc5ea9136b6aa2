"""u-alpha, cu-alpha and coverage: against the same taken unit by unit, and where there is none."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import caveats
from annotator.agreement.report import Figure, Report, Scope
from annotator.agreement.units import SET_LABELS
from tests.agreement import by_segments
from tests.agreement.by_segments import Continuum, Unit
from tests.agreement.made import LABELS, LENGTH, NAMES, QUICK, article, made_scheme, report_of

Units = list[Unit]


@st.composite
def observers(draw: st.DrawFn) -> list[Units]:
    """Draw what two to four cut a text into, the later often much like the first."""
    first = draw(_units())
    found = [first]
    for _ in range(draw(st.integers(1, len(NAMES) - 1))):
        kept = [one for one in first if draw(st.booleans())]
        found.append(draw(st.one_of(st.just(kept), _units())))
    return found


@st.composite
def _units(draw: st.DrawFn) -> Units:
    steps = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5), st.sampled_from(LABELS))))
    found, at = [], 0
    for gap, length, label in steps:
        unit = Unit(at + gap, at + gap + length, label)
        if unit.end > LENGTH:
            break
        found.append(unit)
        at = unit.end
    return found


def _report(many: list[list[Units]], scope: Scope = QUICK) -> Report:
    return report_of(
        [
            article(
                f"a{number}",
                {
                    name: [(unit.value, unit.start, unit.end) for unit in units]
                    for name, units in zip(NAMES, each, strict=False)
                },
            )
            for number, each in enumerate(many)
        ],
        scope,
    )


def _near(found: Figure, wanted: Fraction | None) -> bool:
    if found.value is None or wanted is None:
        return found.value is None and wanted is None and bool(found.why)
    return found.value == pytest.approx(float(wanted), abs=1e-9)


@given(st.lists(observers(), min_size=1, max_size=3))
@settings(max_examples=150)
def test_the_family_of_u_alpha_is_what_it_is_unit_by_unit(many: list[list[Units]]) -> None:
    report = _report(many)
    whole = [Continuum(LENGTH, each) for each in many]
    assert _near(report.overall.u_alpha, by_segments.u_alpha(whole))
    assert _near(report.overall.cu_alpha, by_segments.cu_alpha(whole))
    for one in report.by_label:
        alone = [
            Continuum(
                LENGTH, [[unit for unit in units if unit.value == one.label] for units in each]
            )
            for each in many
        ]
        assert _near(one.u_alpha, by_segments.u_alpha(alone))
        assert _near(one.cu_alpha, by_segments.ku_alpha(whole, one.label))
        assert _near(one.coverage, by_segments.coverage(whole, one.label))


def test_too_little_in_common_gives_no_cu_alpha_rather_than_more_than_one() -> None:
    claim, quote = [Unit(0, 9, "claim")], [Unit(0, 9, "quote")]
    report = _report([[claim, quote, [], []]])
    assert report.overall.cu_alpha == Figure(None, n=6, unit="code points", why=caveats.TOO_ALIKE)


def test_what_rounding_leaves_of_nothing_is_nothing() -> None:
    claims = [Unit(at, at + 1, "claim") for at in range(3)]
    report = _report([[claims, [], [], [Unit(0, 1, "claim"), Unit(1, 3, "denial")]]])
    denials = next(one for one in report.by_label if one.label == "denial")
    assert denials.cu_alpha.value is None


def test_each_figure_that_is_none_says_what_is_the_matter() -> None:
    claim, later = [Unit(0, 5, "claim")], [Unit(9, 12, "claim")]
    apart = _report([[claim, later]])
    claims, denials = apart.by_label[:2]
    assert claims.cu_alpha.why == caveats.NOT_MET
    assert denials.cu_alpha.why == denials.coverage.why == caveats.NO_SPANS
    assert denials.u_alpha.why == denials.token_alpha.why == caveats.NO_VARIATION
    assert apart.overall.cu_alpha.why == caveats.NOT_MET_AT_ALL
    alike = _report([[claim, claim]])
    assert alike.overall.u_alpha.value == 1.0
    assert alike.overall.cu_alpha.why == caveats.TOO_ALIKE
    blank = _report([[[], []]]).overall
    assert (blank.u_alpha.why, blank.coverage.why) == (
        caveats.NO_VARIATION_AT_ALL,
        caveats.NO_SPANS_AT_ALL,
    )


def test_labels_that_lie_in_one_another_are_measured_one_by_one() -> None:
    nested = [Unit(0, 9, "quote"), Unit(2, 5, "claim")]
    whole = _report([[nested, nested]]).overall
    assert {whole.u_alpha.why, whole.cu_alpha.why, whole.coverage.why} == {caveats.NESTED}
    assert whole.token_alpha.value == 1.0


def test_some_of_the_labels_are_measured_one_by_one_and_one_alone_is_all() -> None:
    units = [Unit(0, 5, "claim"), Unit(6, 9, "quote"), Unit(10, 12, "denial")]
    some = _report([[units, units[:2]]], QUICK._replace(labels=("claim", "denial")))
    assert some.overall.u_alpha.why == caveats.SOME_LABELS
    one = _report([[units, units[:2]]], QUICK._replace(labels=("denial",)))
    for name in ("u_alpha", "cu_alpha", "coverage", "token_alpha"):
        assert getattr(one.overall, name) == getattr(one.by_label[0], name)
    assert one.overall.u_alpha.value is not None


def test_more_labels_than_sets_can_hold_are_measured_one_by_one() -> None:
    labels = [f"l{number:02}" for number in range(SET_LABELS + 1)]
    spans = [(label, place % 20, place % 20 + 2) for place, label in enumerate(labels)]
    both = dict.fromkeys(NAMES[:2], spans)
    report = report_of([article("a", both)], QUICK, made_scheme(labels))
    assert report.overall.token_alpha == Figure(
        None, n=LENGTH, unit="code points", why=caveats.TOO_MANY_LABELS
    )
    assert [one.u_alpha.value for one in report.by_label] == [1.0] * len(labels)


def test_a_scheme_without_labels_is_told() -> None:
    report = report_of([article("a", {"ann": [], "bob": []})], QUICK, made_scheme([]))
    assert report.overall.exact == Figure(None, why=caveats.NO_LABELS)
