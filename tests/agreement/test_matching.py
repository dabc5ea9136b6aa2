"""Matching: identical twins first, then the best of the rest, whoever is at the left."""

from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from annotator.agreement import assignment
from annotator.agreement.assignment import best_assignment
from annotator.agreement.matching import Match, matched, matched_indexes, score
from annotator.core.annotation import Span
from tests.agreement.made import LABELS, Stretch, stretches

Scores = list[list[float]]


def _spans(found: list[Stretch], prefix: str = "s") -> list[Span]:
    return [Span(f"{prefix}{n}", *one, "") for n, one in enumerate(found)]


def _matrices(most: int) -> st.SearchStrategy[Scores]:
    size = st.tuples(st.integers(1, most), st.integers(1, most))
    value = st.one_of(st.sampled_from([0.0, 1.0, 1.5, 2.0]), st.floats(0, 4))
    return size.flatmap(
        lambda both: st.lists(
            st.lists(value, min_size=both[1], max_size=both[1]),
            min_size=both[0],
            max_size=both[0],
        )
    )


def test_each_kind_of_difference_is_told() -> None:
    left = _spans([("claim", 0, 5), ("claim", 10, 15), ("claim", 20, 25), ("claim", 30, 35)])
    right = _spans([("claim", 0, 5), ("claim", 11, 15), ("quote", 20, 25), ("quote", 31, 35)])
    kinds = [one.kind for one in matched(left, right)]
    assert kinds == ["exact", "boundary", "label", "label and boundary"]


def test_what_one_left_out_is_missing_and_comes_in_reading_order() -> None:
    left, right = _spans([("claim", 20, 25)]), _spans([("claim", 0, 5), ("claim", 40, 45)])
    assert matched(left, right) == [
        Match(None, right[0], "missing"),
        Match(left[0], None, "missing"),
        Match(None, right[1], "missing"),
    ]


def test_twins_are_put_together_even_where_another_way_scores_more() -> None:
    left = _spans([("a", 10, 20), ("a", 15, 40)])
    right = _spans([("a", 12, 40), ("a", 10, 20)])
    assert matched_indexes(left, right) == [(0, 1), (1, 0)]


def test_any_overlap_under_one_label_outweighs_the_same_words_under_two() -> None:
    left = _spans([("claim", 0, 20)])
    right = _spans([("quote", 0, 20), ("claim", 19, 40)])
    assert matched_indexes(left, right) == [(0, 1)]


def test_spans_that_only_touch_do_not_match() -> None:
    assert matched_indexes(_spans([("a", 0, 5)]), _spans([("a", 5, 9)])) == []


def test_a_span_that_comes_twice_needs_two_to_answer_it() -> None:
    left, right = _spans([("a", 0, 5), ("a", 0, 5)]), _spans([("a", 0, 5)])
    assert [one.kind for one in matched(left, right)] == ["exact", "missing"]


def test_empty_sets_have_no_matches() -> None:
    assert matched([], []) == []


@given(stretches(), stretches())
def test_swapping_the_sets_swaps_the_sides_and_changes_nothing_else(
    one: list[Stretch], two: list[Stretch]
) -> None:
    left, right = _spans(one, "l"), _spans(two, "r")
    there = {(match.left, match.right, match.kind) for match in matched(left, right)}
    back = {(match.right, match.left, match.kind) for match in matched(right, left)}
    assert there == back


@given(stretches(), stretches())
@example([("claim", 10, 16), ("claim", 10, 17)], [("claim", 15, 24), ("claim", 16, 24)])
def test_the_order_of_the_spans_decides_nothing(one: list[Stretch], two: list[Stretch]) -> None:
    left, right = _spans(one, "l"), _spans(two, "r")
    assert matched(left, right) == matched(left[::-1], right[::-1])


@given(stretches(), stretches())
def test_every_span_is_in_one_match_and_only_overlapping_ones_are_together(
    one: list[Stretch], two: list[Stretch]
) -> None:
    left, right = _spans(one, "l"), _spans(two, "r")
    found = matched(left, right)
    assert sorted(match.left.id for match in found if match.left) == sorted(s.id for s in left)
    assert sorted(match.right.id for match in found if match.right) == sorted(s.id for s in right)
    for match in found:
        if match.left and match.right:
            assert max(match.left.start, match.right.start) < min(match.left.end, match.right.end)


@given(stretches(LABELS[:2]), stretches(LABELS[:2]))
def test_exact_matches_are_what_the_sets_share(one: list[Stretch], two: list[Stretch]) -> None:
    kinds = [match.kind for match in matched(_spans(one), _spans(two))]
    assert kinds.count("exact") == len(set(one) & set(two))


@given(stretches(), stretches())
def test_no_other_way_to_match_the_rest_scores_more(one: list[Stretch], two: list[Stretch]) -> None:
    left = _spans([each for each in one if each not in two][:5])
    right = _spans([each for each in two if each not in one][:5])
    found = sum(score(left[i], right[j]) for i, j in matched_indexes(left, right))
    assert found == pytest.approx(_best_by_trying(left, right))


def _best_by_trying(left: list[Span], right: list[Span]) -> float:
    """Return the most that any one-to-one matching of overlapping spans scores."""
    if len(left) > len(right):
        left, right = right, left
    ways = permutations(right, len(left))
    return max(sum(map(_score, left, way)) for way in ways)


def _score(left: Span, right: Span) -> float:
    overlap = max(left.start, right.start) < min(left.end, right.end)
    return score(left, right) if overlap else 0.0


@given(_matrices(6))
def test_an_assignment_adds_up_to_as_much_as_that_of_scipy(scores: Scores) -> None:
    found = best_assignment(scores)
    rows, columns = linear_sum_assignment(scores, maximize=True)
    best = sum(scores[row][column] for row, column in zip(rows, columns, strict=True))
    assert sum(scores[row][column] for row, column in found) == pytest.approx(best)
    assert len(found) == min(len(scores), len(scores[0]))
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)


def test_large_clusters_are_assigned_too() -> None:
    size = assignment.SMALL + 5
    scores = [[float(row == (column + 3) % size) for column in range(size)] for row in range(size)]
    assert sum(scores[row][column] for row, column in best_assignment(scores)) == size
