"""Propose what the stretches of an article are: headline, repeats, furniture, body, stories.

What is proposed is laid over the text and can be changed by hand; the text itself stays as it is.
Offsets are code points, half-open. Everything here costs time by the length of the text, no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import regex

from annotator.core.document import HEADLINE, Region
from annotator.core.furniture import BODY, BOILERPLATE, SUMMARY, Lexicon
from annotator.core.offsets import snapped_out, trimmed
from annotator.core.stories import (
    DUPLICATE,
    Head,
    Page,
    head_of,
    story_bounds,
    title_parts,
)

Range = tuple[int, int]

STORY = "story"
_JOINED = frozenset({BODY, BOILERPLATE, SUMMARY})  # kinds of which neighbours are one region
_PLAIN = frozenset({BODY})
_LONG = 60  # code points; a shorter line comes twice by chance
_PLACE = regex.compile(r"(?<start>\d{1,12})-(?<end>\d{1,12})")


class _Piece(NamedTuple):
    """A line of a story with the kind that it has there; `value` as in Region."""

    place: int
    kind: str
    value: str = ""


def propose_regions(text: str, lexicon: Lexicon) -> list[Region]:
    """Return what the stretches of a text seem to be, in reading order; the same each time.

    `lexicon` holds the phrases of "furniture", "byline", "caption" and "updated". The value of a
    story is its number, that of a duplicate the range of the first occurrence ("0-48"). A text in
    which there is nothing but words to read gets no regions.
    """
    page = Page(text, lexicon)
    bounds = story_bounds(page)
    pieces = [piece for first, last in bounds for piece in _pieces(page, first, last)]
    if {piece.kind for piece in pieces} <= _PLAIN:
        return []
    found = list(_joined(page, pieces, {first for first, _ in bounds}))
    if len(bounds) > 1:
        found += _stories(page, bounds)
    found.sort(key=lambda one: (one.start, -one.end, one.kind, one.value))
    return [replace(one, id=f"region-{number}") for number, one in enumerate(found, start=1)]


def split_stories(text: str, regions: Sequence[Region]) -> list[Range]:
    """Return the ranges of a text's stories in reading order, fewer than two where it is one.

    They are those of the regions; a text without any regions is looked through.
    """
    if not regions:
        page = Page(text, {})
        regions = _stories(page, story_bounds(page))
    found = {(one.start, one.end) for one in regions if one.kind == STORY}
    return sorted(found)


def child_regions(regions: Iterable[Region], start: int, end: int) -> Iterator[Region]:
    """Yield the regions that lie wholly in a range, moved into it.

    The story that is the range itself is left out: a child is one story. A duplicate whose first
    occurrence lies outside loses its value.
    """
    for one in regions:
        whole = one.kind == STORY and (one.start, one.end) == (start, end)
        if start <= one.start and one.end <= end and not whole:
            value = _moved(one.value, start, end) if one.kind == DUPLICATE else one.value
            yield replace(one, start=one.start - start, end=one.end - start, value=value)


def _moved(value: str, start: int, end: int) -> str:
    """Return the range that a duplicate names, moved; other values as they are."""
    place = _PLACE.fullmatch(value)
    if place is None:
        return value
    first, last = int(place["start"]), int(place["end"])
    return f"{first - start}-{last - start}" if start <= first and last <= end else ""


def _stories(page: Page, bounds: Sequence[Range]) -> list[Region]:
    """Return the regions of the stories; each reaches to where the next begins."""
    text, lines = page.text, page.lines
    starts = [0, *(lines[first].start for first, _ in bounds[1:])]
    ranges = [
        _shown(text, start, end)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    return [Region("", *place, STORY, str(number)) for number, place in enumerate(ranges, start=1)]


def _pieces(page: Page, first: int, last: int) -> list[_Piece]:
    """Return the lines of one story, each with its kind."""
    head = head_of(page, first, last)
    found = [
        _Piece(place, HEADLINE if place == head.title else _kind_in_head(page, place, head))
        for place in range(first, head.body)
    ]
    found += [_Piece(place, page.kind(place, in_body=True)) for place in range(head.body, last)]
    found = [_Piece(one.place, _kind_beside(page, one, head)) for one in found]
    if not any(one.kind == BODY for one in found):
        found = [_Piece(one.place, BODY if one.kind == SUMMARY else one.kind) for one in found]
    return list(_with_repeats(page, found, head))


def _kind_in_head(page: Page, place: int, head: Head) -> str:
    kind = page.kind(place, in_body=False)
    return SUMMARY if kind == BODY and place > head.title else kind


def _kind_beside(page: Page, piece: _Piece, head: Head) -> str:
    """Return a line's kind in the light of the headline: its repeats, the browser's title."""
    if head.title < 0 or piece.place == head.title or piece.kind not in {BODY, SUMMARY}:
        return piece.kind
    line, key = page.lines[piece.place], page.lines[head.title].key
    if line.key == key:
        return DUPLICATE
    in_title = piece.place < head.body and key in line.key and key in title_parts(line.words)
    return BOILERPLATE if in_title else piece.kind


def _with_repeats(page: Page, pieces: Iterable[_Piece], head: Head) -> Iterator[_Piece]:
    """Yield the lines of a story; those that come a second time name their first occurrence."""
    first: dict[str, int] = {}
    for one in pieces:
        line = page.lines[one.place]
        if one.kind == DUPLICATE:
            yield _Piece(one.place, DUPLICATE, _range_of(page, head.title))
        elif one.kind == BODY and len(line.words) >= _LONG and line.key in first:
            yield _Piece(one.place, DUPLICATE, _range_of(page, first[line.key]))
        else:
            if one.kind == BODY:
                first[line.key] = one.place
            yield one


def _range_of(page: Page, place: int) -> str:
    line = page.lines[place]
    start, end = _shown(page.text, line.start, line.end)
    return f"{start}-{end}"


def _joined(page: Page, pieces: Sequence[_Piece], firsts: set[int]) -> Iterator[Region]:
    """Yield lines as regions; neighbours of one kind are joined where the kind allows it.

    `firsts` are the lines that begin a story: nothing is joined across them.
    """
    number = 0

    def run(one: _Piece) -> tuple[str, int]:
        nonlocal number
        number += one.place in firsts or one.kind not in _JOINED
        return one.kind, number

    for (kind, _), group in groupby(pieces, key=run):
        held = list(group)
        start, end = page.lines[held[0].place].start, page.lines[held[-1].place].end
        start, end = _shown(page.text, start, end)
        if start < end:
            yield Region("", start, end, kind, held[0].value)


def _shown(text: str, start: int, end: int) -> Range:
    """Return a range grown to whole signs, without blank at its edges."""
    return trimmed(text, *snapped_out(text, start, end))
