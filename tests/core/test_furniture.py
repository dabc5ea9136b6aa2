"""What a line of a scraped page is by itself."""

from collections.abc import Mapping

import pytest

from annotator.core.furniture import (
    begins_at_a_place,
    ends_sentence,
    furniture_kind,
    line_key,
    may_be_headline,
    shown_lines,
)

Phrases = Mapping[str, frozenset[str]]

ANYWHERE = {
    "boilerplate": [
        "Short Url",
        "ADVERTISEMENT",
        "advertisement",
        "Share this article",
        "» Read more: Ten fairs to see",
        "3 min read",
        "12 Comments",
        "Comments (3)",
        "Related: Dam is safe, says mayor",
        "Subscribe to our newsletter",
        "Sign up for our newsletter.",
        "We use cookies to improve your experience. Accept all",
        "We use cookies to improve your experience.",
        "Copyright © 2020 The Inlet Post. All rights reserved.",
        "© The Inlet Post",
        "https://example.org/story/17",
        "  WWW.example.org/x",
        "Lesen Sie auch: Der Damm",
        "اقرأ أيضا: السد آمن",
    ],
    "byline": [
        "By Ines Maddern",
        "By INES MADDERN and TOMAS REED in Eastinlet",
        "By Staff Reporter · 3 min read · Updated 18:04",
        "Staff reporter",
        "(Reporting by Ines Maddern; editing by Tomas Reed)",
        "Von Klara Winter",
        "بقلم محمد علي",
    ],
    "dateline": [
        "Updated 28 May 2020",
        "Updated 29 min 46 sec ago",
        "Last updated at 9:30 a.m.",
        "Published: 4 May",
        "Updated yesterday",
        "Mis à jour le 4 mai 2020",
    ],
    "caption": [
        "Photo: Ines Maddern",
        "The dam seen from the bank. (Photo: Valley Wire/File)",
        "Ants at work in the nest. Image: Ines Maddern.",
        "The shed on the quay Image: Tomas Reed",
    ],
    "body": [
        "Related parties said on Friday that they would appeal.",
        "Comments by the minister spark row in parliament",
        "More in the city are homeless than ever.",
        "By Tuesday, the water had risen.",
        "By George, he has done it again",
        "by the time they came, Ines had left",
        "Published poet wins prize",
        "Updated guidance says masks are needed",
        "He showed a map: it was wrong.",
        "Man held over 3 May 2019 robbery",
        "share this with nobody, she told them",
        "Par ailleurs, le maire a dit non",
    ],
}
IN_THE_HEAD = {
    "dateline": [
        "Saturday, April 4, 2009",
        "May 28, 2020 09:41",
        "2020-05-28",
        "28.05.2020",
        "28 de junio de 2020",
        "السبت 28 يونيو 2020",
        "2020年6月28日",
    ],
    "caption": [
        "Troops at a base in the north. (Agency/File)",
        "Protesters in the square on Friday (AFP)",
    ],
    "summary": ["  • Engineers warned of seepage", "- The town hall says no", "* One more"],
    "body": ["Budget 2020: 5 things to know", "World Cup 2018 day 5", "Mayor resigns (Update)"],
}


def _pairs(kinds: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, words) for kind, lines in kinds.items() for words in lines]


@pytest.mark.parametrize(("kind", "words"), _pairs(ANYWHERE))
def test_a_line_is_known_by_its_phrase_wherever_it_stands(
    phrases: Phrases, kind: str, words: str
) -> None:
    assert furniture_kind(words, phrases, in_body=True) == kind
    assert furniture_kind(words, phrases, in_body=False) == kind


@pytest.mark.parametrize(("kind", "words"), _pairs(IN_THE_HEAD))
def test_a_line_is_known_by_its_shape_only_before_the_words_begin(
    phrases: Phrases, kind: str, words: str
) -> None:
    assert furniture_kind(words, phrases, in_body=False) == kind
    assert furniture_kind(words, phrases, in_body=True) == "body"


def test_without_lexicons_only_shapes_are_known() -> None:
    assert furniture_kind("Short Url", {}, in_body=False) == "body"
    assert furniture_kind("www.example.org/x", {}, in_body=True) == "boilerplate"
    assert furniture_kind("• One", {}, in_body=False) == "summary"


def test_a_long_paragraph_is_never_furniture(phrases: Phrases) -> None:
    words = "Read more than this and you will see. " * 20
    assert furniture_kind(words, phrases, in_body=True) == "body"


def test_a_phrase_must_stand_there_as_whole_words(phrases: Phrases) -> None:
    assert furniture_kind("Donated", phrases, in_body=True) == "body"
    assert furniture_kind("Donate", phrases, in_body=True) == "boilerplate"


def test_lines_that_show_nothing_count_as_a_gap() -> None:
    text = "\ufeff\nOne  \n\n \t\n* * *\nTwo\r\n\r\nThree"
    found = shown_lines(text)
    assert [(line.words, line.gap) for line in found] == [("One", 1), ("Two", 3), ("Three", 1)]
    assert all(text[line.start : line.end] == line.words for line in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roads &amp; Rails", "roads & rails"),
        ("  • It  rained", "IT RAINED."),
        ("Straße", "STRASSE"),
        ("\u200bIt rained —", "it rained"),
    ],
)
def test_lines_are_compared_without_case_entities_and_ornament(one: str, other: str) -> None:
    assert line_key(one) == line_key(other) != ""


@pytest.mark.parametrize("words", ["", " \t", "***", "— —", "👏👏"])
def test_a_line_without_letter_or_digit_has_no_key(words: str) -> None:
    assert line_key(words) == ""


def test_a_headline_is_short_and_has_no_full_stop() -> None:
    assert may_be_headline("Is the dam safe?")
    assert may_be_headline("Dam is ‘safe’")
    assert not may_be_headline("The dam is safe.")
    assert not may_be_headline("“The dam is safe.”")
    assert not may_be_headline("The dam is safe,")
    assert not may_be_headline("word " * 41)


def test_a_report_begins_at_a_place() -> None:
    for words in ("KABUL: The", "PORTO CASSEL (AP) — The", "PARIS, France - The", "  LIMA: X"):
        assert begins_at_a_place(words), words
    for words in ("Kabul fell", "The mayor: a life", "A: yes", "KABUL:", "NATO said on Monday"):
        assert not begins_at_a_place(words), words


def test_a_sentence_ends_with_a_stop_before_closing_marks_or_not() -> None:
    for words in ("It rained.", "“It rained!”", "Why?", "(It rained.)", "„Es regnet.“", "下雨了。"):
        assert ends_sentence(words), words
    for words in ("It rained", "“It rained”", "It rained. Then", ""):
        assert not ends_sentence(words), words
