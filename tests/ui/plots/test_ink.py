"""Numbers in words, and ink that can be read on every fill."""

import pytest

from annotator.ui.plots.ink import (
    READABLE,
    agree_fill,
    contrast,
    differ_fill,
    ink_on,
    number,
    percent,
    short,
    signed,
)
from annotator.ui.theme import DARK, LIGHT, Theme, colour


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_a_fill_of_any_strength(theme: Theme) -> None:
    for fill in (agree_fill, differ_fill):
        for step in range(101):
            paper = fill(theme, step / 100)
            assert contrast(ink_on(paper, theme), paper) >= READABLE, (fill, step)


def test_black_on_white_has_the_most_contrast() -> None:
    assert contrast(colour("#000000"), colour("#ffffff")) == pytest.approx(21)
    assert contrast(colour("#777777"), colour("#777777")) == 1


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "n/a"), (0.0, "0.00"), (0.996, "1.00"), (-0.004, "0.00"), (-0.3, "−0.30")],
)
def test_a_number_has_two_decimals_and_a_real_minus(value: float | None, words: str) -> None:
    assert number(value) == words


def test_a_share_that_is_there_is_never_said_to_be_nothing() -> None:
    assert [percent(one) for one in (0.0, 0.001, 0.074, 1.0)] == ["0 %", "<1 %", "7 %", "100 %"]


def test_a_sign_stands_before_a_number() -> None:
    assert [signed(one) for one in (-2, 0, 3)] == ["−2", "0", "+3"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0"), (999, "999"), (1000, "1k"), (1531, "1.5k"), (44_345, "44k"), (2_100_000, "2.1M")],
)
def test_a_count_in_few_letters(count: int, words: str) -> None:
    assert short(count) == words
