"""The sentences that stand above a report."""

from dataclasses import replace

import pytest

from annotator.agreement.report import Figure, LabelFigures, Report
from annotator.agreement.words import summary, verdict_of
from annotator.core.policy import Policy

NONE = Figure(None, why="Nobody marked this label here.")


def _line(label: str, exact: float | None) -> LabelFigures:
    figure = NONE if exact is None else Figure(exact)
    return LabelFigures(label, figure, figure, NONE, NONE, NONE, NONE)


def _report(**exact: float | None) -> Report:
    """Return a report on labels with these F1, and nothing that differs."""
    size = len(exact) + 1
    overall = LabelFigures("", Figure(0.67, 0.65, 0.69), Figure(0.84), NONE, NONE, NONE, NONE)
    return Report(
        annotators=("ann", "bob"),
        labels=tuple(exact),
        documents=46,
        overall=overall,
        by_label=tuple(_line(*one) for one in exact.items()),
        confusion=tuple((0,) * size for _ in range(size)),
        kinds=dict.fromkeys(("", *exact), (1, 0, 0, 0, 0)),
    )


def _mock_up() -> Report:
    report = _report(claim=0.48, denial=0.33, quote=0.85, actor=0.76)
    rows = (
        (1094, 106, 22, 0, 256),
        (106, 202, 6, 0, 104),
        (22, 6, 1144, 0, 30),
        (0, 0, 0, 1988, 162),
        (256, 104, 30, 162, 0),
    )
    kinds: dict[str, tuple[int, ...]] = {
        "": (900, 300, 80, 30, 552),
        "claim": (400, 300, 60, 20, 220),
        "denial": (80, 60, 60, 20, 104),
        "quote": (500, 40, 10, 0, 30),
        "actor": (800, 60, 0, 0, 162),
    }
    return Report(
        report.annotators,
        report.labels,
        report.documents,
        report.overall,
        report.by_label,
        confusion=rows,
        kinds=kinds,
    )


def test_the_sentences_of_the_mock_up_are_made_from_its_figures() -> None:
    headline, details = summary(_mock_up(), 0.8)
    assert headline == "Quotes meet the goal. Actors are close. Claims and denials do not."
    assert details == (
        "Overall 0.67 for same words (0.65 to 0.69) and 0.84 for overlapping words. "
        "Half of the trouble with claims is where they start and end; "
        "a quarter of denials were read as claims."
    )


@pytest.mark.parametrize(
    ("exact", "headline"),
    [
        ({"claim": 0.9, "quote": 0.8}, "All labels meet the goal."),
        ({"claim": 0.1, "quote": 0.2}, "No label meets the goal yet."),
        ({"claim": 0.9}, "Claims meet the goal."),
        ({"claim": 0.75, "quote": 0.2}, "Claims are close. Quotes do not meet the goal."),
        ({"claim": 0.9, "quote": None}, "Claims meet the goal. Quotes were not marked."),
        ({"claim": 0.799, "quote": 0.7499}, "Claims meet the goal. Quotes are close."),
        (
            {"claim": 0.9, "quote": 0.9, "actor": 0.9, "denial": 0.1},
            "Claims, quotes and actors meet the goal. Denials do not.",
        ),
    ],
)
def test_the_headline_says_how_labels_stand(exact: dict[str, float | None], headline: str) -> None:
    assert summary(_report(**exact), 0.8)[0] == headline


def test_nothing_to_compare_is_said_with_its_reason() -> None:
    why = Figure(None, why="No article was finished by two annotators.")
    overall = LabelFigures("", why, why, why, why, why, why)
    report = Report((), (), 0, overall)
    assert summary(report, 0.8) == [
        "There is nothing to compare yet.",
        "No article was finished by two annotators.",
    ]


def test_labels_are_called_by_their_titles() -> None:
    report = _report(ent=0.9, no_title=0.1, fr=0.1)
    titles = {"ent": "Entity", "fr": "NGO press"}
    assert summary(report, 0.8, titles)[0] == (
        "Entities meet the goal. No titles and NGO presses do not."
    )


def test_small_shares_are_given_in_hundredths() -> None:
    report = _report(claim=0.5, quote=0.9)
    rows = ((80, 12, 8), (12, 90, 0), (8, 0, 0))
    found = Report(
        report.annotators,
        report.labels,
        report.documents,
        report.overall,
        report.by_label,
        confusion=rows,
        kinds=report.kinds,
    )
    assert summary(found, 0.8)[1].endswith("12 % of claims were read as quotes.")


def test_all_of_a_label_is_said_to_be_all_of_it() -> None:
    report = _report(claim=0.0, quote=0.9)
    rows = ((0, 12, 0), (12, 90, 0), (0, 0, 0))
    kinds: dict[str, tuple[int, ...]] = {"claim": (0, 0, 12, 0, 0)}
    found = replace(report, confusion=rows, kinds={**report.kinds, **kinds})
    assert summary(found, 0.8)[1].endswith(
        "All of the trouble with claims is which label they bear; all claims were read as quotes."
    )


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure(0.85, 0.81, 0.9), "firm"),
        (Figure(0.85, 0.79, 0.9), "tentative"),
        (Figure(0.7, 0.66, 0.75), "not yet"),
        (Figure(0.85), "no interval"),
        (Figure(None), "n/a"),
    ],
)
def test_alpha_is_judged_by_the_lower_end_of_its_interval(figure: Figure, verdict: str) -> None:
    assert verdict_of(figure, Policy()) == verdict
