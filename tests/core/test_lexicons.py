"""Words of a lexicon found in a text: whole words, in any case, with or without vowel signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.lexicons import (
    find_phrases,
    folded,
    folded_entries,
    has_phrase,
    indexed,
    words_of,
)

FOUND = {
    "in any case": ("Denied. DENIED. denied.", {"denied"}, ["Denied", "DENIED", "denied"]),
    "whole words only": ("undenied denieds denied-it", {"denied"}, ["denied"]),
    "of several words": ("That is not true.", {"not true"}, ["not true"]),
    "over a line break": ("That is not\ntrue.", {"not true"}, ["not\ntrue"]),
    "over a hyphen": ("a not-true thing", {"not true"}, ["not-true"]),
    "not over a comma": ("It was not, true to form.", {"not true"}, []),
    "not over a wide gap": ("It was not     true.", {"not true"}, []),
    "the longer wins": ("no such thing", {"no such thing", "thing", "no"}, ["no such thing"]),
    "one after the other": ("not true, not true", {"not true"}, ["not true", "not true"]),
    "with either apostrophe": ("It isn’t. It isn't.", {"isn't"}, ["isn’t", "isn't"]),
    "with vowel signs": ("عاريةٌ تمامًا من الصحة", {"عارية تماما"}, ["عاريةٌ تمامًا"]),
    "with a soft hyphen": ("It was de\u00adnied.", {"denied"}, ["de\u00adnied"]),
    "nothing": ("It rained.", {"denied"}, []),
    "nothing in nothing": ("", {"denied"}, []),
    "without entries": ("It rained.", set(), []),
    "an entry without words": ("It rained …", {"…", ""}, []),
}


@pytest.mark.parametrize("name", FOUND)
def test_phrases_are_found(name: str) -> None:
    text, entries, wanted = FOUND[name]
    assert [text[start:end] for start, end in find_phrases(text, entries)] == wanted


@pytest.mark.parametrize("name", FOUND)
def test_a_short_text_is_told_to_hold_one(name: str) -> None:
    text, entries, wanted = FOUND[name]
    if name not in {"not over a comma", "not over a wide gap"}:
        assert has_phrase(text, entries) is bool(wanted)


def test_words_are_compared_alike_however_they_are_written() -> None:
    assert folded("IT") == "it"
    assert folded("تمامًا") == folded("تماما")
    assert folded("isn’t") == folded("Isn't")
    assert folded("שָׁלוֹם") == folded("שלום")
    assert words_of("It isn’t “so”.") == ["it", "isn't", "so"]
    assert folded_entries(["Not  true", "", "—"]) == {"not true"}


def test_an_index_is_kept_for_the_same_text() -> None:
    text = "It rained all day."
    assert indexed(text) is indexed("".join(text))
    assert list(indexed(text).occurrences(("all", "day"))) == [(10, 17)]
    assert list(indexed(text).occurrences(())) == []


def test_a_sign_is_a_letter_or_none_whatever_else_the_text_has() -> None:
    for sign in map(chr, range(0x3000)):
        alone, among = indexed(f"a{sign}b"), indexed(f"a{sign}b \u0939\u093f")
        assert alone.words == among.words[:-1], hex(ord(sign))
        assert alone.starts == among.starts[:-1], hex(ord(sign))


WORDS = st.sampled_from(["not", "Not", "true", "TRUE", "no", "thing", "ليس", "لَيْسَ", "x"])
GAPS = st.sampled_from([" ", "\n", "-", ", ", "  ", "    ", "\u00a0", ". "])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=25), st.lists(WORDS, min_size=1, max_size=3))
def test_what_is_found_is_the_phrase_and_lies_apart(
    pairs: list[tuple[str, str]], phrase: list[str]
) -> None:
    text = "".join(word + gap for word, gap in pairs)
    last = 0
    for start, end in find_phrases(text, {" ".join(phrase)}):
        assert last <= start < end
        assert words_of(text[start:end]) == words_of(" ".join(phrase))
        last = end
    alone = [word for word, _ in pairs if folded(word) == folded(phrase[0])]
    assert len(find_phrases(text, {phrase[0]})) == len(alone)
