"""Where sentences of news end, and which one an offset is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import OffsetError, is_blank, is_boundary
from annotator.core.sentences import (
    next_sentence,
    paragraph_at,
    previous_sentence,
    sentence_at,
    sentences,
)

# Each example with a bar where one sentence ends and the next begins.
MARKED = {
    "two sentences": "The mill closed.| It will not open again.",
    "a quotation and who said it": "“It rained all day,” Ines said.| “Nobody was told.”",
    "a stop inside the marks": "“It rained.”| Ines left.| «Il pleut.»| She stayed.",
    "who said it behind a question": "“Did it rain?” she asked.| “It did!” he said.",
    "a question before a new sentence": "“Did it rain?”| Reed asked nobody.",
    "titles": "Dr. Maddern met Mrs. Reed and Gen. Vale.| Lt. Col. Bram came.",
    "initials": "The writer J. R. Maddern left.| George W. Reed stayed.",
    "a country within": "The U.S. Senate and the U.N. council met.| They left the U.S.| He stayed.",
    "a firm": "Skelwith Inc. said no.| It was sold to Skelwith Inc.| The price is unknown.",
    "hours": "It began at 9 a.m. on Monday and at 10 p.m. ended.| At 11 p.m.| They left.",
    "months and numbers": "On Sept. 3 it rained.| No. 5 was lost on Jan. 1, 2020.| It was.",
    "numbers": "It fell by 2.5 per cent to 1.200 metres.| Then it rose.",
    "an ellipsis": "He was not sure … and left.| “Well…”| Nobody spoke.",
    "many stops": "What?!| No!!| Never...| Yes.",
    "a numbered line": "1. The mill closed.| It was old.",
    "a bracket": "It rained (a lot.)| (Nobody knew.)| It hailed.",
    "the word I": "So did I.| Then we left.",
    "lower case goes on": "He saw it on example.org today. and left.",
    "Arabic": "هل أمطرت؟| نعم، أمطرت.| قال د. سمير ذلك.",
    "Chinese": "政府否认。|「没有污染！」|他说。|居民怀疑。",
    "Japanese words behind the marks": "「雨だ。」と言った。|彼は去った。",
    "Hindi": "बारिश हुई।| वह गया।",
    "German": "Er sagte z.B. nichts.| „Es regnet.“| Sie ging.",
    "lines": "The mill closed|\nIt was old.|\r\nNobody came|\u2029The end",
    "blank lines": "One.|\n\n \n Two.",
}
PIECES = [
    *(
        "A word",
        "a word",
        "Dr",
        "U.S",
        "p.m",
        "No",
        "5",
        ".",
        ". ",
        "? ",
        "…",
        "!",
        " ",
        "\n",
        "\r\n",
    ),
    *(
        "”",
        "“",
        ")",
        "。",
        "「",
        "」",
        "と",
        "؟ ",
        "\u2029",
        "\u00a0",
        "\u200b",
        "e\u0301",
        "👩‍👩‍👧",
    ),
]
TEXTS = st.one_of(
    st.text(st.characters(), max_size=30),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@pytest.mark.parametrize("name", MARKED)
def test_sentences_end_where_a_reader_ends_them(name: str) -> None:
    text = MARKED[name].replace("|", "")
    wanted = [part.strip() for part in MARKED[name].split("|")]
    assert [text[start:end] for start, end in sentences(text)] == wanted


@given(TEXTS)
def test_sentences_hold_all_that_shows_and_cut_no_sign(text: str) -> None:
    found = sentences(text)
    last = 0
    for start, end in found:
        assert last <= start < end
        assert all(map(is_blank, text[last:start]))
        assert not any(char in "\n\r\u2028\u2029" for char in text[start:end])
        last = end
    assert all(map(is_blank, text[last:]))
    assert all(is_boundary(text, edge) for sentence in found for edge in sentence)


@given(TEXTS, st.data())
def test_asked_for_one_by_one_they_are_the_same(text: str, data: st.DataObject) -> None:
    found = sentences(text)
    at = data.draw(st.integers(0, len(text)))
    after = [one for one in found if one[0] > at]
    before = [one for one in found if one[0] < at]
    assert next_sentence(text, at) == (after[0] if after else (len(text), len(text)))
    assert previous_sentence(text, at) == (before[-1] if before else (0, 0))
    inside = [one for one in found if one[0] <= at < one[1]]
    assert not inside or sentence_at(text, at) == inside[0]


@given(TEXTS, st.data())
def test_a_stretch_has_the_sentences_that_lie_in_it(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    for low, high in sentences(text, start, end):
        assert start <= low < high <= end


def test_the_sentence_at_an_offset_is_the_one_that_begins_there_or_was_left_last() -> None:
    text = "One. Two.\n\nThree."
    assert sentence_at(text, 0) == sentence_at(text, 4) == (0, 4)
    assert sentence_at(text, 5) == sentence_at(text, 9) == (5, 9)
    assert sentence_at(text, 10) == (10, 10)
    assert sentence_at(text, len(text)) == (11, 17)
    assert sentence_at("。。", 1)[0] in (0, 1)
    assert sentence_at("", 0) == (0, 0)


def test_a_paragraph_is_a_line_without_its_break() -> None:
    text = "One.\r\nTwo.\n\nThree\u2029four"
    assert paragraph_at(text, 2) == paragraph_at(text, 4) == paragraph_at(text, 5) == (0, 4)
    assert paragraph_at(text, 6) == (6, 10)
    assert paragraph_at(text, 11) == (11, 11)
    assert paragraph_at(text, 13) == (12, 17)
    assert paragraph_at(text, len(text)) == (18, 22)


def test_a_very_long_line_is_looked_at_in_part() -> None:
    text = "It rained all day. " * 2000
    at = len(text) // 2
    start, end = sentence_at(text, at)
    assert start <= at <= end
    assert text[start:end] == "It rained all day."
    assert next_sentence(text, start)[0] == end + 1
    assert previous_sentence(text, start) == (start - 19, end - 19)


def test_an_offset_outside_is_refused() -> None:
    for ask in (sentence_at, paragraph_at, next_sentence, previous_sentence):
        with pytest.raises(OffsetError):
            ask("abc", 4)
    with pytest.raises(OffsetError):
        sentences("abc", 2, 1)
