from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.ui.text.heights import Heights

LISTS = st.lists(st.integers(1, 90), min_size=1, max_size=700)
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 900)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(LISTS, CHANGES)
def test_sums_are_those_of_a_plain_list(heights: list[int], changes: list[tuple[int, int]]) -> None:
    plain, made = list(heights), Heights(list(heights))
    for place, height in changes:
        block = place % len(plain)
        assert made.set(block, height) == height - plain[block]
        plain[block] = height
    tops = [sum(plain[:block]) for block in range(len(plain) + 1)]
    assert made.total == tops[-1]
    assert [made.top(block) for block in range(len(plain))] == tops[:-1]
    assert [made[block] for block in range(len(plain))] == plain


@settings(max_examples=60, deadline=None)
@given(LISTS, st.lists(st.floats(-50, 70_000), max_size=20))
def test_every_height_belongs_to_the_block_it_falls_in(heights: list[int], ys: list[float]) -> None:
    made = Heights(list(heights))
    for y in ys:
        block, top = made.at(y)
        assert top == made.top(block)
        if 0 <= y < made.total:
            assert top <= y < top + made[block]
        else:
            assert block == (0 if y < 0 else len(heights) - 1)


def test_the_edge_between_two_chunks_belongs_to_the_later_block() -> None:
    made = Heights([10] * (3 * Heights.SIZE))
    for block in (Heights.SIZE, 2 * Heights.SIZE, 3 * Heights.SIZE - 1):
        assert made.at(made.top(block)) == (block, 10 * block)
        assert made.at(made.top(block) - 0.5) == (block - 1, 10 * (block - 1))
