"""The measures again, code point by code point and pair by pair, as their papers put them."""

from collections.abc import Callable, Sequence
from itertools import combinations, permutations

from annotator.agreement.units import Article, Marked

Value = frozenset[str]
Distance = Callable[[Value, Value], float]


def spans(one: Marked) -> set[tuple[str, int, int]]:
    """Return a set's spans."""
    return set(zip(one.labels, one.starts, one.ends, strict=True))


def exact_f1(articles: Sequence[Article], label: str = "") -> float | None:
    """Return F1 of spans, the mean over pairs of annotators."""
    found: dict[tuple[str, str], list[int]] = {}
    for article in articles:
        for left, right in combinations(article.sets, 2):
            one, two = (
                {each for each in spans(side) if label in {"", each[0]}} for side in (left, right)
            )
            counts = found.setdefault((left.annotator, right.annotator), [0, 0])
            counts[0] += 2 * len(one & two)
            counts[1] += len(one) + len(two)
    values = [both / total for both, total in found.values() if total]
    return sum(values) / len(values) if values else None


def line(article: Article, one: Marked) -> list[Value]:
    """Return the labels at each code point."""
    found = spans(one)
    return [
        frozenset(label for label, start, end in found if start <= at < end)
        for at in range(len(article.text))
    ]


def alpha(units: Sequence[Sequence[Value]], distance: Distance) -> float | None:
    """Return Krippendorff's alpha over units that two or more gave a value."""
    observed = 0.0
    values: list[Value] = []
    for unit in units:
        if len(unit) > 1:
            values += unit
            observed += sum(distance(*two) for two in permutations(unit, 2)) / (len(unit) - 1)
    expected = sum(distance(*two) for two in permutations(values, 2))
    return 1 - observed * (len(values) - 1) / expected if expected else None


def nominal(one: Value, two: Value) -> float:
    """Return 1 where two values are not the same."""
    return float(one != two)


def jaccard(one: Value, two: Value) -> float:
    """Return 1 - what two sets share over what they have."""
    return 1 - len(one & two) / len(one | two) if one | two else 0.0


def token_units(articles: Sequence[Article], label: str = "") -> list[list[Value]]:
    """Return the values at each code point, of one label or of all."""
    return [
        [value & {label} if label else value for value in unit]
        for article in articles
        for unit in zip(*(line(article, one) for one in article.sets), strict=True)
    ]


def u_alpha(articles: Sequence[Article], label: str) -> float | None:
    """Return u-alpha of a label that covers no code point of a set twice (2016, eq. 4 to 8)."""
    apart = covered = size = own = 0.0
    for article in articles:
        many = len(article.sets)
        lines = [[label in at for at in line(article, one)] for one in article.sets]
        for left, right in permutations(lines, 2):
            pairs = zip(left, right, strict=True)
            apart += len([0 for one, two in pairs if one != two]) / (many - 1)
        covered += sum(map(sum, lines))
        size += many * len(article.text)
        units = [each for one in article.sets for each in spans(one) if each[0] == label]
        own += sum((end - start) ** 2 for _, start, end in units)
    gaps = size - covered
    expected = 2 * covered * gaps / (size**2 - own - gaps) if size**2 > own + gaps else 0.0
    return 1 - (apart / size) / expected if expected else None
