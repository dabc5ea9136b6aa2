"""Words: what a selection snaps to and a key steps over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import OffsetError, is_boundary
from annotator.core.words import (
    count_words,
    next_word_end,
    next_word_start,
    previous_word_end,
    previous_word_start,
    snap_to_words,
    splits_word,
    word_at,
    words,
)

WORDS = {
    "The mill closed.": ["The", "mill", "closed"],
    "They didn’t; it's Ines’s": ["They", "didn’t", "it's", "Ines’s"],
    "a Tarle-led well‑known plan": ["a", "Tarle-led", "well‑known", "plan"],
    "“Grim,” she said": ["Grim", "she", "said"],
    "1,500 men, 2.5% of $3 and 12:30": ["1,500", "men", "2.5%", "of", "$3", "and", "12", "30"],
    "U.S. troops, J. Smith": ["U.S.", "troops", "J", "Smith"],
    "@blue_gate_77 on #dam": ["@blue_gate_77", "on", "#dam"],
    "Ash\u00addale and cafe\u0301": ["Ash\u00addale", "and", "cafe\u0301"],
    "rained 🌧️. 👩🏽‍🚒 3️⃣ 🇫🇷🇩🇪": ["rained", "🌧️", "👩🏽‍🚒", "3️⃣", "🇫🇷", "🇩🇪"],
    "أيَّ بئر، وهذه": ["أيَّ", "بئر", "وهذه"],
    'צה"ל אמר': ['צה"ל', "אמר"],
    "政府は否定": ["政", "府", "は", "否", "定"],
    "トラム運転": ["トラム", "運", "転"],
    "𝗕𝗥𝗘𝗔𝗞 it": ["𝗕𝗥𝗘𝗔𝗞", "it"],
    "— … “” ": [],
    "": [],
}
PIECES = [
    *("a", "Z", "é", "e\u0301", "9", "1,5", "'", "’", "-", ".", ",", " ", "\n", "“", "”", "@", "#"),
    *(
        "_",
        "\u00ad",
        "\u2060",
        "\u200d",
        "👩🏽‍🚒",
        "🇫🇷",
        "🇩",
        "3\ufe0f\u20e3",
        "政",
        "ト",
        "ー",
        "ไ",
    ),
    *("ب", "\u064e", "\u0600", "%", "$", "\u0301", "א", '"', "*"),
]
TEXTS = st.one_of(
    st.text(st.characters(), max_size=30),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@pytest.mark.parametrize("text", WORDS)
def test_what_is_a_word(text: str) -> None:
    assert [text[start:end] for start, end in words(text)] == WORDS[text]


@given(TEXTS)
def test_words_stand_in_order_and_cut_no_sign(text: str) -> None:
    last = 0
    for start, end in words(text):
        assert last <= start < end <= len(text)
        assert is_boundary(text, start), "a sign is cut in two"
        assert is_boundary(text, end), "a sign is cut in two"
        last = end


@given(TEXTS, st.data())
def test_asked_for_one_by_one_they_are_the_same(text: str, data: st.DataObject) -> None:
    found = words(text)
    at = data.draw(st.integers(0, len(text)))
    starts, ends = [start for start, _ in found], [end for _, end in found]
    assert next_word_start(text, at) == min([x for x in starts if x > at], default=len(text))
    assert next_word_end(text, at) == min([x for x in ends if x > at], default=len(text))
    assert previous_word_start(text, at) == max([x for x in starts if x < at], default=0)
    assert previous_word_end(text, at) == max([x for x in ends if x < at], default=0)
    inside = [word for word in found if word[0] <= at < word[1]]
    touching = [word for word in found if word[1] == at]
    later = [word for word in found if word[0] > at]
    assert word_at(text, at) == next(iter([*inside, *touching, *later]), None)


@given(TEXTS, st.data())
def test_snapping_grows_to_words_and_never_shrinks(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    low, high = snap_to_words(text, start, end)
    assert low <= start
    assert end <= high
    assert snap_to_words(text, low, high) == (low, high)
    assert is_boundary(text, low)
    assert is_boundary(text, high)
    assert not any(first < edge < last for first, last in words(text) for edge in (low, high))


def test_where_two_words_meet_it_is_the_one_that_begins() -> None:
    assert word_at("政府", 1) == (1, 2)
    assert word_at("ab cd", 2) == (0, 2)
    assert word_at("ab, cd", 3) == (4, 6)
    assert word_at("ab …", 4) is None
    assert word_at("", 0) is None


def test_snapping_leaves_punctuation_as_the_range_has_it() -> None:
    text = "He said: “It rained,” twice."
    assert text[slice(*snap_to_words(text, text.index("t r"), text.index("ned")))] == "It rained"
    assert text[slice(*snap_to_words(text, text.index("“"), text.index("ned")))] == "“It rained"
    space = text.index(" “")
    assert snap_to_words(text, space, space) == (space, space)


def test_a_word_longer_than_any_window_counts_as_several() -> None:
    text = "x" * 5000 + " y"
    found = words(text)
    assert len(found) > 2
    assert found[-1] == (5001, 5002)
    assert "".join(text[start:end] for start, end in found[:-1]) == "x" * 5000


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("har", "bour", True),
        ("didn", "’t", True),
        ("didn’", "t", True),
        ("mill", "’s owner", False),
        ("Tarle", "-led", False),
        ("Tarle-", "led", False),
        ("1,", "500", True),
        ("1", ",500", True),
        ("cafe\u0301", "s", True),
        ("Ash\u00ad", "dale", True),
        ("政", "府", False),
        ("トラ", "ム", False),
        ("mill", " closed", False),
        ("mill", ".", False),
        ("", "mill", False),
        ("mill", "", False),
    ],
)
def test_an_edge_cuts_a_word_or_not(before: str, after: str, cut: bool) -> None:
    assert splits_word(before + after, len(before)) is cut


def test_words_are_counted_about() -> None:
    assert count_words("The mill closed — at last.") == 6
    assert count_words("政府は") == 3
    assert count_words("政府は said") == 4
    assert count_words(" \n") == 0


def test_an_offset_outside_is_refused() -> None:
    for ask in (word_at, next_word_start, next_word_end, previous_word_start, previous_word_end):
        for offset in (-1, 4):
            with pytest.raises(OffsetError):
                ask("abc", offset)


def test_a_dot_between_a_word_and_letters_parts_no_word() -> None:
    assert not splits_word("on reuters.com now", 10)
