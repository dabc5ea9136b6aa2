"""The head of a story, and the lines that a page is made of."""

from collections.abc import Mapping

import pytest

from annotator.core.stories import Page, head_of, story_bounds, title_parts

Phrases = Mapping[str, frozenset[str]]

PROSE = "The mill closed on Monday, and it will not open again before the spring."


def _head(text: str, phrases: Phrases) -> tuple[int, int, int, bool]:
    page = Page(text, phrases)
    head = head_of(page, 0, len(page))
    return head.title, head.body, head.repeats, head.dated


def test_a_head_ends_where_the_words_begin(phrases: Phrases) -> None:
    text = f"Short Url\nMill closes\nMill closes\nBy Ines Maddern\n• One\n\n{PROSE}\nMill closes\n"
    assert _head(text, phrases) == (1, 5, 1, True)


def test_an_unknown_line_between_repeats_belongs_to_the_head(phrases: Phrases) -> None:
    assert _head(f"Mill closes\nThe old wheel\nMill closes\n{PROSE}", phrases) == (0, 3, 1, False)
    assert _head(f"Mill closes\nThe old wheel\n{PROSE}", phrases) == (0, 1, 0, False)


def test_words_to_read_have_no_head(phrases: Phrases) -> None:
    assert _head(f"{PROSE}\n{PROSE}", phrases) == (-1, 0, 0, False)
    assert _head(f"Short Url\n{PROSE}", phrases) == (-1, 0, 0, False)
    assert _head("A line alone", phrases) == (-1, 0, 0, False)


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("The mill closed on Monday, said\nits owner.", True),
        ("It closed on Monday and so on and on and on, said Mr\nReed of the " + "x" * 50, True),
        ("Mill closes\nIts owner is sad", False),
        ("Mill closes\n\nits owner is sad", False),
        ("Mill closes\nBy Ines Maddern", False),
        ("Mill closes", False),
    ],
)
def test_a_broken_line_is_known_by_the_next(phrases: Phrases, text: str, wrapped: bool) -> None:
    assert Page(text, phrases).is_wrapped(0) is wrapped


def test_a_browsers_title_has_parts() -> None:
    assert title_parts("News &amp; Views | Mill closes - The Post") == [
        "news & views",
        "mill closes",
        "the post",
    ]
    assert title_parts("Mill-owner closes shop") == []


def test_the_stories_of_a_page_take_all_its_lines(phrases: Phrases) -> None:
    one, two = f"Mill closes\n\n{PROSE}", f"River rises again\nUpdated 3 May 2020\n\n{PROSE}"
    page = Page(f"{one}\n\n\n{two}\n\n\n{two.upper()}", phrases)
    assert story_bounds(page) == [(0, 2), (2, len(page))], "the third has the second's headline"
    assert story_bounds(Page("", phrases)) == []
    assert story_bounds(Page("\n \n", phrases)) == []
    assert story_bounds(Page("One", phrases)) == [(0, 1)]
