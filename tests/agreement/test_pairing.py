"""Many articles at once are matched as each pair of sets is by itself."""

from itertools import combinations

from hypothesis import given

from annotator.agreement.matching import matched
from annotator.agreement.pairing import Matches, matches_of
from annotator.agreement.report import KINDS
from annotator.agreement.units import Article, Marked, Units, Vocabulary, units_of
from annotator.core.annotation import Span
from tests.agreement.made import LABELS, Stretch, articles

Line = tuple[Stretch | None, Stretch | None, str]


@given(articles())
def test_matches_are_those_of_each_pair_of_sets(many: list[Article]) -> None:
    units = units_of(many, Vocabulary(LABELS))
    found = _by_row(units, matches_of(units))
    wanted = [_matched(*two) for one in many for two in combinations(one.sets, 2)]
    assert [sorted(found.get(row, []), key=repr) for row in range(len(wanted))] == wanted


@given(articles())
def test_the_order_of_labels_in_the_scheme_decides_nothing(many: list[Article]) -> None:
    found = []
    for labels in (LABELS, LABELS[::-1]):
        units = units_of(many, Vocabulary(labels))
        rows = _by_row(units, matches_of(units), labels)
        found.append({row: sorted(lines, key=repr) for row, lines in rows.items()})
    assert found[0] == found[1]


def _by_row(
    units: Units, matches: Matches, labels: tuple[str, ...] = LABELS
) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    lines = (matches.row, matches.left, matches.right, matches.kind)
    for row, left, right, kind in zip(*(one.tolist() for one in lines), strict=True):
        sides = (_stretch(units, one, labels) for one in (left, right))
        found.setdefault(row, []).append((*sides, KINDS[kind]))  # type: ignore[arg-type]
    return found


def _stretch(units: Units, span: int, labels: tuple[str, ...]) -> Stretch | None:
    if span < 0:
        return None
    base = int(units.base[units.document[span]])
    return labels[units.label[span]], int(units.start[span]) - base, int(units.end[span]) - base


def _matched(left: Marked, right: Marked) -> list[Line]:
    sides = (
        [Span("s", *one, "") for one in zip(side.labels, side.starts, side.ends, strict=True)]
        for side in (left, right)
    )
    found: list[Line] = [
        (_of(match.left), _of(match.right), match.kind) for match in matched(*sides)
    ]
    return sorted(found, key=repr)


def _of(span: Span | None) -> Stretch | None:
    return (span.label, span.start, span.end) if span else None
