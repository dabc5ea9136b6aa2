"""The assignment problem: each row to one column, so that the scores add up to the most."""

from collections.abc import Sequence

SMALL = 12  # rows and columns up to which Python alone is as fast as reaching for scipy

_TWO = 2
_FAR = float("inf")


def best_assignment(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return (row, column) pairs, each row or column at most once, with the highest total.

    `scores` is rows x columns, all finite; as many pairs come back as the shorter side has.
    """
    rows, columns = len(scores), len(scores[0])
    if rows > columns:
        turned = [list(one) for one in zip(*scores, strict=True)]
        return sorted((row, column) for column, row in best_assignment(turned))
    if rows == columns == _TWO:
        straight = scores[0][0] + scores[1][1] >= scores[0][1] + scores[1][0]
        return [(0, 0), (1, 1)] if straight else [(0, 1), (1, 0)]
    if columns <= SMALL:
        return _by_augmenting(scores)
    return _by_scipy(scores)


def _by_scipy(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment  # late: most windows never need it

    rows, columns = linear_sum_assignment(scores, maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _by_augmenting(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Solve by shortest augmenting paths with potentials (Kuhn 1955; Jonker & Volgenant 1987).

    Places are counted from 1, so that column 0 is where the row that is being placed waits.
    """
    rows, columns = len(scores), len(scores[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_at = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_at[0] = row
        came_from = _path(scores, row_at, row_price, column_price)
        column = came_from.pop()
        while column:
            before = came_from[column]
            row_at[column] = row_at[before]
            column = before
    return sorted((row_at[at] - 1, at - 1) for at in range(1, columns + 1) if row_at[at])


def _path(
    scores: Sequence[Sequence[float]],
    row_at: list[int],
    row_price: list[float],
    column_price: list[float],
) -> list[int]:
    """Return the column before each on the cheapest way to a free column, and that one at last."""
    columns = len(column_price)
    nearest, came_from = [_FAR] * columns, [0] * columns
    seen = [False] * columns
    column = 0
    while row_at[column]:
        seen[column] = True
        row = row_at[column]
        step, following = _FAR, 0
        for at in range(1, columns):
            if seen[at]:
                continue
            cost = -scores[row - 1][at - 1] - row_price[row] - column_price[at]
            if cost < nearest[at]:
                nearest[at], came_from[at] = cost, column
            if nearest[at] < step:
                step, following = nearest[at], at
        for at in range(columns):
            if seen[at]:
                row_price[row_at[at]] += step
                column_price[at] -= step
            else:
                nearest[at] -= step
        column = following
    return [*came_from, column]
