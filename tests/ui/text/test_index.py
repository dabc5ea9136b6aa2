"""What an index finds is what a look at every range finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.annotation import Acceptance, Relation, Span
from annotator.core.document import Region
from annotator.ui.text.index import Marks, RangeIndex

Act = tuple[str, int, int, int]  # "add" or "remove", which id, start, end
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "remove"]),
        st.integers(0, 30),
        st.integers(-5, 400),
        st.integers(-5, 400),
    ),
    max_size=60,
)
WINDOWS = st.lists(st.tuples(st.integers(0, 420), st.integers(0, 420)), min_size=1, max_size=20)


def _span(number: int, start: int, end: int) -> Span:
    return Span(f"s{number:02}", "quote", start, end, "")


def _found(spans: dict[str, Span], start: int, end: int) -> list[Span]:
    found = [s for s in spans.values() if 0 <= s.start < s.end and s.start < end and s.end > start]
    return sorted(found, key=lambda s: (s.start, -s.end, s.id))


@settings(max_examples=200, deadline=None)
@given(ACTS, WINDOWS, st.booleans())
def test_an_index_finds_what_a_plain_search_finds(
    acts: list[Act], windows: list[tuple[int, int]], at_once: bool
) -> None:
    plain: dict[str, Span] = {}
    index: RangeIndex[Span] = RangeIndex()
    for act, number, start, end in acts:
        span = _span(number, start, end)
        if act == "add":
            if span.id in plain:
                index.remove(span.id)
            plain[span.id] = span
            index.add(span)
        else:
            assert index.remove(span.id) == plain.pop(span.id, None)
    if at_once:
        index = RangeIndex(plain.values())
    assert index.by_id == plain
    for start, end in windows:
        assert index.between(start, end) == _found(plain, start, end)


def test_a_range_is_found_by_each_of_its_characters_and_by_no_other() -> None:
    for length in (1, 2, 3, 4, 7, 8, 9, 31, 32, 33, 1000):
        index = RangeIndex([_span(1, 50, 50 + length)])
        for offset in range(40, 60 + length):
            assert bool(index.between(offset, offset + 1)) == (50 <= offset < 50 + length)


def test_what_is_empty_or_before_the_text_is_kept_but_nowhere() -> None:
    index = RangeIndex([_span(1, 5, 5), _span(2, -3, 4), _span(3, 9, 2)])
    assert index.between(0, 100) == []
    assert set(index.by_id) == {"s01", "s02", "s03"}
    assert index.remove("s02") is not None
    assert index.remove("s02") is None


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 4), st.integers(0, 4)),
        max_size=40,
    )
)
def test_relations_are_found_from_both_ends(acts: list[tuple[bool, int, int, int]]) -> None:
    marks, plain = Marks(), dict[str, Relation]()
    for added, number, source, target in acts:
        relation = Relation(f"r{number}", "denies", f"s{source}", f"s{target}")
        if added and relation.id not in plain:
            plain[relation.id] = relation
            marks.add(relation)
        elif relation.id in plain:
            marks.remove(plain.pop(relation.id))
    for end in range(5):
        key = f"s{end}"
        wanted = {one.id for one in plain.values() if key in {one.source, one.target}}
        assert {one.id for one in marks.relations_of(key)} == wanted
    assert marks.relations == plain


def test_what_is_no_mark_is_left_alone() -> None:
    marks = Marks([_span(1, 0, 4)])
    for item in (Region("g1", 0, 4, "headline"), Acceptance("W01", ("s01",), "so it is")):
        marks.add(item)
        marks.remove(item)
    marks.remove(Relation("r9", "denies", "s01", "s02"))
    assert marks.span("s01") is not None
    assert marks.span(None) is None
    assert marks.relations_of("s01") == []
