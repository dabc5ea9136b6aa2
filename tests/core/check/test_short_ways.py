"""The short ways that rules go come to what the long ones come to, whatever the text and marks."""

from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import Span
from annotator.core.check import Marks, check
from annotator.core.check.extents import _BREAK, _places
from annotator.core.check.groups import Groups
from annotator.core.check.indexes import _PLAIN, unsure_edges
from annotator.core.offsets import is_boundary, trimmed
from annotator.core.quotations import Pairing, _marks_in, is_one_pair
from annotator.core.scheme import LabelScheme
from annotator.core.words import splits_word
from tests.items import items_by_id

LINES = st.text("ab. \n\n\u2029\t\r\x1c\x85”!", max_size=20)
QUOTES = st.text("ab  “”“”\n'’", max_size=16)
EDGES = st.text("ab1 .,“”’-\n\r\t\u00ad\u0301\u200d\u1160é日ا👩", min_size=1, max_size=12)
LABELS = st.sampled_from(["claim", "quote", "actor"])
RANGES = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=8)


@given(LINES)
def test_paragraphs_end_where_the_whole_pattern_finds_them(text: str) -> None:
    assert list(_places(text)) == [found.span() for found in _BREAK.finditer(text)]


@given(QUOTES, st.integers(0, 16), st.integers(0, 16))
def test_one_pair_of_marks_leaves_none_alone(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if is_one_pair(text, start, end):
        assert Pairing(text, start, end).alone == []


def test_one_pair_is_told_from_others() -> None:
    for text in ("", "it rained", "“it rained”", "he said “no” to us"):
        assert is_one_pair(text, 0, len(text)), text
    for text in ("“it rained", "rained”", "”no“", "“a” “b”", "“a\nb”", "“don’t”", '"no"'):
        assert not is_one_pair(text, 0, len(text)), text


@given(st.text(st.characters(max_codepoint=0x2100), min_size=2, max_size=2))
def test_signs_that_are_plain_join_no_other(text: str) -> None:
    if _PLAIN.fullmatch(text):
        assert is_boundary(text, 1)


@given(RANGES)
def test_marks_cross_where_any_two_of_them_do(
    scheme: LabelScheme, places: list[tuple[int, int]]
) -> None:
    text = "x" * 20
    spans = [
        Span(f"s{number}", "claim", start, start + size, text[:size])
        for number, (start, size) in enumerate(places)
    ]
    crossing = any(
        first.start < second.start < first.end < second.end
        for one, other in combinations(spans, 2)
        for first, second in ((one, other), (other, one))
    )
    assert Marks(text, items_by_id(spans), [], scheme, "und").shared.cross is crossing


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=6))
def test_where_nothing_was_joined_each_name_stands_for_itself(pairs: list[tuple[str, str]]) -> None:
    groups = Groups()
    for one, other in pairs:
        groups.join(one, other)
    if not groups.joined:
        assert [groups.of(name) for name in "abcde"] == list("abcde")


def test_attributes_that_were_right_once_are_right_for_that_label_alone(
    scheme: LabelScheme,
) -> None:
    given_ = (("voice", "author"),)
    claim, actor = (Span("s1", label, 0, 1, "x", given_) for label in ("claim", "actor"))
    for one, found in ((claim, False), (actor, True), (claim, False), (actor, True)):
        problems = check("xyz", items_by_id([one]), [], scheme)
        assert any(problem.rule == "E08" for problem in problems) is found


@given(EDGES, st.data())
def test_edges_that_are_sure_part_no_character_and_no_word_and_show(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if unsure_edges(text, [Span("s", "claim", start, end, text[start:end])]):
        return
    assert is_boundary(text, start)
    assert is_boundary(text, end)
    assert trimmed(text, start, end) == (start, end)
    assert not splits_word(text, start)
    assert not splits_word(text, end)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), LABELS), max_size=8))
def test_what_lies_in_what_is_known_by_labels(
    scheme: LabelScheme, places: list[tuple[int, int, str]]
) -> None:
    text = "x" * 20
    spans = [
        Span(f"s{number}", label, start, start + size, text[:size])
        for number, (start, size, label) in enumerate(places)
    ]
    shared = Marks(text, items_by_id(spans), [], scheme, "und").shared
    for outer, inner in permutations(spans, 2):
        if outer.start <= inner.start and inner.end <= outer.end:
            same = (outer.start, outer.end) == (inner.start, inner.end)
            assert same or shared.may_hold({inner.label: [outer.label]})
    if not shared.cross and not any(
        outer.start <= inner.start and inner.end <= outer.end
        for outer, inner in permutations(spans, 2)
    ):
        labels = ["claim", "quote", "actor"]
        assert not shared.may_hold(dict.fromkeys(labels, labels))


@given(st.text("ab  “”“”\n\"'’", max_size=16))
def test_pairs_that_need_no_thought_are_those_that_thought_finds(text: str) -> None:
    slow = Pairing("", 0, 0)
    slow._text = text
    for offset, mark in _marks_in(text, 0, len(text)):
        slow._take(mark, offset)
    slow._forget(0)
    quick = Pairing(text, 0, len(text))
    assert quick.found == sorted(slow.found, key=lambda one: (one.start, -one.end))
    assert quick.alone == sorted(slow.alone)
