"""The best alignment of gamma: as little disorder as any way to part the units has."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.gamma import EVEN, Line, Weights, best_alignment, expected

Unit = tuple[int, int, int]  # label, start, end
Free = tuple[frozenset[int], ...]

WEIGHTS = (EVEN, Weights(3, 1), Weights(1, 2))


def _lines() -> st.SearchStrategy[list[list[Unit]]]:
    """Return a few units of two to four annotators; fewer where more annotators are."""
    unit = st.tuples(st.integers(0, 2), st.integers(0, 25), st.integers(1, 8)).map(
        lambda found: (found[0], found[1], found[1] + found[2])
    )
    most = {2: 4, 3: 3, 4: 2}
    return st.integers(2, 4).flatmap(
        lambda many: st.lists(
            st.lists(unit, max_size=most[many], unique=True), min_size=many, max_size=many
        )
    )


def _line(units: Sequence[Unit]) -> Line:
    label, start, end = np.array(units, dtype=np.int64).reshape(-1, 3).T
    return Line(label, start, end)


def _unlike(one: Unit | None, two: Unit | None, weights: Weights) -> float:
    if one is None or two is None:
        return 1.0
    moved = abs(one[1] - two[1]) + abs(one[2] - two[2])
    place = (moved / (one[2] - one[1] + two[2] - two[1])) ** 2
    return weights.position * place + weights.category * (one[0] != two[0])


def _least(lines: Sequence[Sequence[Unit]], weights: Weights) -> float:
    """Return the least by trying all: some unit that is free, with every choice of others."""

    def cost(chosen: Sequence[int | None]) -> float:
        units = [None if n is None else lines[place][n] for place, n in enumerate(chosen)]
        pairs = list(combinations(units, 2))
        return sum(_unlike(*pair, weights) for pair in pairs) / len(pairs)

    @cache
    def rest(free: Free) -> float:
        place = next((place for place, units in enumerate(free) if units), None)
        if place is None:
            return 0.0
        choices: list[list[int | None]] = [[None, *units] for units in free]
        choices[place] = [min(free[place])]
        return min(cost(one) + rest(_without(free, one)) for one in product(*choices))

    return rest(tuple(frozenset(range(len(units))) for units in lines))


def _without(free: Free, chosen: Sequence[int | None]) -> Free:
    return tuple(units - {one} for units, one in zip(free, chosen, strict=True))


@given(_lines(), st.sampled_from(WEIGHTS))
def test_no_other_way_to_align_has_less_disorder(lines: list[list[Unit]], weights: Weights) -> None:
    found = best_alignment([_line(units) for units in lines], weights)
    assert found == pytest.approx(_least(lines, weights))


@given(_lines())
def test_the_order_of_annotators_decides_nothing(lines: list[list[Unit]]) -> None:
    there, back = ([_line(units) for units in one] for one in (lines, lines[::-1]))
    assert best_alignment(there, EVEN) == pytest.approx(best_alignment(back, EVEN))


@given(_lines(), st.integers(0, 99))
def test_what_chance_gives_is_never_below_nothing(lines: list[list[Unit]], seed: int) -> None:
    some = [_line(units) for units in lines if units]
    if len(some) > 1:
        assert expected(some, 40, np.random.default_rng(seed)) >= 0
