"""The tables below the fold."""

from dataclasses import replace

import pytest

from annotator.agreement.report import KINDS
from annotator.core.policy import Policy
from annotator.ui.plots.of_measures import (
    alphas_of,
    attributes_of,
    kappas_of,
    kinds_of,
    relations_of,
)
from annotator.ui.theme import Look
from tests.ui.plots.reports import LABELS, WHY, full_report


def test_alphas_come_for_all_labels_and_each(look: Look) -> None:
    table = alphas_of(full_report(), look, Policy())
    assert [name for name, _ in table.rows] == ["All labels", "Claim", "Denial", "Quote", "Actor"]
    first = table.rows[0][1]
    assert [value.words for value in first] == ["0.72", "tentative", "0.84", "0.80", "0.70"]
    assert first[0].quiet == "0.68 to 0.76"


def test_a_table_for_others_has_the_ends_of_intervals_as_numbers(look: Look) -> None:
    head, first, *_ = alphas_of(full_report(), look, Policy()).table
    assert head[:5] == ["Label", "u-alpha", "u-alpha low", "u-alpha high", "Reads as"]
    assert first[:5] == ["All labels", pytest.approx(0.72), 0.68, 0.76, "tentative"]
    assert len(head) == len(first)


def test_kappas_stand_under_their_labels_and_a_missing_one_says_why(look: Look) -> None:
    table = kappas_of(full_report(), look)
    assert table.columns == ("Pair", "Claim", "Denial", "Quote", "Actor")
    name, values = table.rows[0]
    assert name == "Anke Nowak and Badr Kassem"
    assert [value.words for value in values] == ["0.50", "0.40", "0.90", "n/a"]
    assert WHY in values[3].item.words
    assert len(table.columns) == 1 + len(LABELS)


def test_kinds_open_what_they_count_and_none_opens_nothing(look: Look) -> None:
    table = kinds_of(full_report(), look)
    every, claims = (values for _, values in table.rows)
    assert [value.words for value in every] == ["400", "90", "30", "10", "60"]
    assert [value.item.cell is not None for value in claims] == [True, True, True, True, False]
    assert len(table.columns) == 1 + len(KINDS)


def test_every_figure_opens_the_differences_behind_it(look: Look) -> None:
    report = full_report()
    every, claims, *_ = (values for _, values in alphas_of(report, look, Policy()).rows)
    assert {value.item.cell for value in every} == {("label", "")}
    assert {value.item.cell for value in claims} == {("label", "claim")}
    kappas = [value.item.cell for value in kappas_of(report, look).rows[0][1]]
    pair = ("pair", "Anke Nowak", "Badr Kassem")
    assert kappas == [(*pair, "claim"), (*pair, "denial"), (*pair, "quote"), None]
    attribute = attributes_of(report, look).rows[0][1][0].item.cell
    assert attribute == ("attribute", "claim", "modality")
    relation = relations_of(report, {}).rows[0][1][0].item.cell
    assert relation == ("relation", "attributed_to")


def test_a_label_on_which_all_agree_has_nothing_behind_it(look: Look) -> None:
    report = replace(full_report(), kinds={"": (9, 1, 0, 0, 0), "claim": (9, 0, 0, 0, 0)})
    every, claims, *_ = (values for _, values in alphas_of(report, look, Policy()).rows)
    assert every[0].item.cell == ("label", "")
    assert claims[0].item.cell is None


def test_attributes_and_relations_are_named_as_on_screen(look: Look) -> None:
    assert attributes_of(full_report(), look).rows[0][0] == "Claim, modality"
    assert relations_of(full_report(), {"attributed_to": "said by"}).rows[0][0] == "Said by"
    assert relations_of(full_report(), {}).rows[0][1][0].words == "0.70"
