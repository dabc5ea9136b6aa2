"""Which figures of a report stand in which drawing, and what is said of them."""

from dataclasses import replace

import pytest

from annotator.agreement.report import Figure, LabelFigures
from annotator.core.policy import Policy
from annotator.ui.plots.of_report import (
    Edge,
    Match,
    confusion_of,
    edges_of,
    figure_words,
    forest_of,
    pairs_of,
    short_names,
)
from annotator.ui.theme import Look
from tests.ui.plots.reports import CONFUSION, NONE, PEOPLE, WHY, figure, full_report


def test_a_figure_in_words_has_its_interval_and_what_it_rests_on() -> None:
    assert figure_words(Figure(0.475, 0.44, 0.5161, 1204)) == "0.47 (0.44 to 0.52), 1,204 spans"
    assert figure_words(Figure(1.0, n=3, unit="articles")) == "1.00, 3 articles"
    assert figure_words(Figure(-0.123, n=1)) == "−0.12, 1 span"
    assert figure_words(NONE) == f"n/a. {WHY}"


def test_the_chosen_match_is_filled_and_the_other_stands_beside_it(look: Look) -> None:
    report, policy = full_report(), Policy()
    exact = forest_of(report, look, Match.EXACT, policy).rows[0]
    relaxed = forest_of(report, look, Match.RELAXED, policy).rows[0]
    alpha = forest_of(report, look, Match.ALPHA, policy).rows[0]
    assert (exact.main.value, exact.beside.value) == (0.48, 0.74)
    assert (relaxed.main.value, relaxed.beside.value) == (0.74, 0.48)
    assert (alpha.main.value, alpha.beside.value) == (0.53, 0.7)
    assert exact.main_item.words == "Claim, same words: 0.48 (0.44 to 0.52), 500 spans"


def test_the_goal_is_the_projects_and_alpha_has_its_own_thresholds(look: Look) -> None:
    policy = Policy(goal=0.7, firm=0.9, tentative=0.6)
    bands = forest_of(full_report(), look, Match.EXACT, policy).bands
    assert [(band.low, band.high, band.words) for band in bands] == [(0.7, 1.0, "project goal")]
    bands = forest_of(full_report(), look, Match.ALPHA, policy).bands
    assert [(band.low, band.words) for band in bands] == [(0.6, "tentative"), (0.9, "firm")]


def test_a_label_without_a_figure_says_why_and_opens_nothing(look: Look) -> None:
    nothing = LabelFigures("claim", NONE, NONE, NONE, NONE, NONE, NONE)
    report = replace(full_report(), by_label=(nothing,))
    row = forest_of(report, look, Match.EXACT, Policy()).rows[0]
    assert row.main_item.words == f"Claim, same words: n/a. {WHY}"
    assert row.main_item.cell is None
    assert row.beside_item.cell is None


def test_shares_of_the_confusion_are_of_their_row_and_counts_are_pairs(look: Look) -> None:
    cells = confusion_of(full_report(), look).cells
    assert (cells[0][0].words, cells[0][0].small) == ("74 %", "547")  # both ways round: 1094
    assert (cells[0][1].words, cells[0][1].small) == ("7 %", "106")
    assert (cells[2][1].words, cells[2][1].small) == ("<1 %", "2")
    assert cells[0][4].item is not None
    assert cells[0][4].item.words == "Claim that the other left out: 256 times, 17 % of the row"
    assert cells[4][0].item is not None
    assert cells[4][0].item.words.startswith("Left out by one, Claim at the other: 256 times")


def test_what_never_happened_can_be_reached_and_opens_nothing(look: Look) -> None:
    matrix = confusion_of(full_report(), look)
    never = matrix.cells[0][3].item
    assert never is not None
    assert (never.words, never.cell) == ("Claim at one, Actor at the other: never", None)
    assert matrix.cells[4][4].item is None
    assert len(matrix.items) == 24
    assert len({item.cell for item in matrix.items if item.cell}) == 18


def test_the_table_of_the_confusion_holds_the_counts(look: Look) -> None:
    table = confusion_of(full_report(), look).table
    assert table[0] == ["", "Claim", "Denial", "Quote", "Actor", "Nothing"]
    assert table[1] == ["Claim", 547, 106, 22, 0, 256]
    assert table[5] == ["Nothing", 256, 104, 30, 162, None]


def test_nothing_but_zeros_is_no_share(look: Look) -> None:
    zeros = tuple(tuple(0 for _ in row) for row in CONFUSION)
    matrix = confusion_of(replace(full_report(), confusion=zeros), look)
    assert {cell.words for row in matrix.cells for cell in row} == {""}


def test_below_the_diagonal_stand_same_words_and_above_overlapping_ones() -> None:
    cells = pairs_of(full_report()).cells
    assert [cell.words for cell in cells[0]] == ["", "0.84", "0.86"]
    assert [cell.words for cell in cells[2]] == ["0.69", "0.66", ""]
    assert cells[1][0].item is not None
    assert cells[1][0].item.words.startswith(f"{PEOPLE[1]} and {PEOPLE[0]}, same words: 0.65")


def test_a_pair_without_a_common_article_is_not_zero() -> None:
    report = full_report()
    lonely = replace(report.by_pair[0], exact=NONE, relaxed=NONE)
    cells = pairs_of(replace(report, by_pair=(lonely, *report.by_pair[1:]))).cells
    assert cells[1][0].words == cells[0][1].words == "n/a"
    assert cells[1][0].item is not None
    assert WHY in cells[1][0].item.words


@pytest.mark.parametrize(
    ("edge", "bars"),
    [
        (Edge.BOTH, [(-6, 3), (-2, 12), (-1, 91), (0, 63), (1, 95), (2, 21), (6, 15)]),
        (Edge.START, [(-6, 3), (-2, 12), (-1, 50), (0, 22), (1, 55), (6, 15)]),
        (Edge.END, [(-1, 41), (0, 41), (1, 40), (2, 21)]),
    ],
)
def test_edges_far_off_are_counted_at_the_last_bar_and_final_stops_in_the_middle(
    edge: Edge, bars: list[tuple[int, int]]
) -> None:
    drawing = edges_of(full_report(), edge)
    assert [(bar.words, bar.count) for bar in drawing.bars] == bars


def test_an_edge_says_which_way() -> None:
    words = [bar.item.words for bar in edges_of(full_report(), Edge.START).bars]
    assert words[0] == "−6: 3 starts 6 or more words earlier"
    assert words[3] == "0: 22 starts less than a word apart"
    assert words[4] == "+1: 55 starts 1 word later"


def test_first_names_do_where_they_tell_people_apart() -> None:
    assert short_names(PEOPLE) == ("Anke", "Badr", "Chloé")
    assert short_names(("Kim A", "Kim B")) == ("Kim A", "Kim B")
    assert short_names(("bot.v2", "Ana")) == ("bot.v2", "Ana")


def test_the_scale_begins_lower_only_where_a_value_does(look: Look) -> None:
    assert forest_of(full_report(), look, Match.EXACT, Policy()).lowest == 0.2
    low = replace(full_report().by_label[0], exact=figure(0.15, 0.2))
    report = replace(full_report(), by_label=(low,))
    assert forest_of(report, look, Match.EXACT, Policy()).lowest == -0.2
