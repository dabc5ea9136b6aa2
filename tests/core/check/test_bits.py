"""A check that is done bit by bit finds what one finds that is done at once, in short bits."""

import random

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import Relation, Span
from annotator.core.check import RULES, Marks, check, in_reading_order, judged
from annotator.core.check.case import ALONE, PACE, Cover
from annotator.core.lexicons import indexed, indexing
from annotator.core.scheme import LabelScheme
from tests.items import items_by_id

SENTENCE = "“It has shut,” said Ada Orsini, and the harbour denied that. "
RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


def _marks(scheme: LabelScheme, count: int) -> Marks:
    text, accidents = SENTENCE * count, random.Random(4)  # noqa: S311 the same for all
    spans = []
    for number in range(3 * count):
        start = accidents.randrange(len(text) - 20)
        end = start + accidents.randrange(1, 20)
        label = accidents.choice(scheme.labels).name
        spans.append(Span(f"s{number}", label, start, end, text[start:end]))
    links = [Relation(f"r{n}", "continues", f"s{n}", f"s{n + 1}") for n in range(0, count, 2)]
    return Marks(text, items_by_id([*spans, *links]), (), scheme, "en")


def test_all_bits_together_are_the_check(scheme: LabelScheme) -> None:
    marks = _marks(scheme, 900)
    bits = list(judged(marks))
    found = in_reading_order(problem for bit in bits for problem in bit)
    assert found == check(marks.text, marks.items, (), scheme, language="en") != []
    assert len({problem.rule for problem in found}) > 5


def test_more_marks_make_more_bits_not_longer_ones(scheme: LabelScheme) -> None:
    few, many = (len(list(judged(_marks(scheme, count)))) for count in (100, 4 * PACE))
    assert many > few + len(ALONE)


def test_every_rule_that_looks_at_spans_alone_is_a_rule() -> None:
    assert set(RULES) >= ALONE


def test_a_text_that_is_indexed_bit_by_bit_is_indexed_as_ever() -> None:
    text = "word other " * 9000
    bits = sum(1 for _ in indexing(text))
    assert bits > 1
    assert len(indexed(text).words) == 18_000
    assert len(list(indexed(text).occurrences(("word", "other")))) == 9000


@given(RANGES, st.integers(0, 30), st.integers(0, 30))
def test_a_cover_touches_what_any_of_its_ranges_shares_a_character_with(
    ranges: list[tuple[int, int]], start: int, end: int
) -> None:
    shared = any(max(a, start) < min(b, end) for a, b in ranges)
    if start < end:
        assert Cover(ranges).touches(start, end) == shared
