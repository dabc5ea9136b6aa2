"""Relations that one side alone has: as many as the F1 of the relation leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.counting import count_articles
from annotator.agreement.matching import matched
from annotator.agreement.sums import RELATION
from annotator.agreement.units import Article, Marked, Vocabulary
from annotator.core.annotation import AnnotationSet, Relation, SetKey, Span
from annotator.review.untied import Untied, once, untied
from tests.agreement.made import LABELS, LENGTH, Stretch, stretches
from tests.items import items_by_id

NAMES = (("by", False), ("same", True))
Ties = list[tuple[str, int, int]]


@st.composite
def sides(draw: st.DrawFn) -> tuple[list[Stretch], Ties]:
    """Draw spans, some of them twice, and relations between them."""
    spans = draw(stretches())
    spans += [one for one in spans if draw(st.booleans())]
    place = st.integers(0, max(0, len(spans) - 1))
    names = st.sampled_from([name for name, _ in NAMES])
    ties = draw(st.lists(st.tuples(names, place, place), max_size=6)) if spans else []
    return spans, [(name, one, two) for name, one, two in ties if spans[one] != spans[two]]


def _set(name: str, side: tuple[list[Stretch], Ties]) -> AnnotationSet:
    spans = [Span(f"{name}{n:02}", *one, "x") for n, one in enumerate(side[0])]
    ties = [
        Relation(f"{name}r{n}", label, spans[one].id, spans[two].id)
        for n, (label, one, two) in enumerate(side[1])
    ]
    return AnnotationSet(SetKey("a", name), items_by_id([*spans, *ties]))


def _found(left: AnnotationSet, right: AnnotationSet, name: str) -> list[Untied]:
    lists = [list(dict.fromkeys(once(one.spans).values())) for one in (left, right)]
    return list(untied(left, right, matched(*lists), name, symmetric=dict(NAMES)[name]))


def _marked(name: str, side: tuple[list[Stretch], Ties]) -> Marked:
    spans, ties = side
    labels, starts, ends = ([one[place] for one in spans] for place in range(3))
    return Marked(name, labels, starts, ends, [()] * len(spans), ties)  # type: ignore[arg-type]


@given(sides(), sides())
def test_they_are_as_many_as_the_sums_leave(
    one: tuple[list[Stretch], Ties], two: tuple[list[Stretch], Ties]
) -> None:
    article = Article("a", "x" * LENGTH, (_marked("l", one), _marked("r", two)))
    (sums,) = count_articles([article], Vocabulary(LABELS, (), NAMES))
    left, right = _set("l", one), _set("r", two)
    for number, (name, _) in enumerate(NAMES):
        lines = [line for line in sums.lines.tolist() if line[:3] == [RELATION, 0, number]]
        both, at_left, at_right = (
            sum(many for *_, what, _, many in lines if what == wanted) for wanted in range(3)
        )
        assert len(_found(left, right, name)) == at_left + at_right - 2 * both


@pytest.mark.parametrize(("name", "many"), [("by", 2), ("same", 0)])
def test_one_without_direction_is_the_same_when_turned(name: str, many: int) -> None:
    spans: list[Stretch] = [("claim", 0, 5), ("quote", 6, 9)]
    left, right = _set("l", (spans, [(name, 0, 1)])), _set("r", (spans, [(name, 1, 0)]))
    assert len(_found(left, right, name)) == many


def test_it_begins_at_a_span_and_says_what_it_leads_to() -> None:
    spans: list[Stretch] = [("claim", 0, 5), ("quote", 6, 9)]
    left, right = _set("l", (spans, [("by", 0, 1)])), _set("r", (spans[:1], []))
    (found,) = _found(left, right, "by")
    assert (found.left, found.right) == (left.spans[0], right.spans[0])
    assert found.said == ("x", "")
