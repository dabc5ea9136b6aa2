from hypothesis import given
from hypothesis import strategies as st

from annotator.core.finding import alike, places_of


def test_words_are_found_in_any_case_and_only_as_a_whole_in_the_range() -> None:
    text = "Boat, boats and a BOAT"
    assert list(places_of("boat", text, 0, len(text))) == [0, 6, 18]
    assert list(places_of("boat", text, 1, 21)) == [6]
    assert list(places_of("", text, 0, 5)) == []


@given(st.text("aİß😀 A"), st.text("aİß😀 A", min_size=1))
def test_what_is_found_are_the_words(text: str, words: str) -> None:
    for start in places_of(words, text, 0, len(text)):
        here = text[start : start + len(words)]
        assert alike(text, here)[1] == alike(text, words)[1]
