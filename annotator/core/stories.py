"""Where the stories of a scraped page begin, and what each of its lines is.

A line begins another story where it has the shape of a headline, stands after words to read, has
words to read after it, and two of these speak for it: it is repeated before those words, it is
dated or signed, those words begin at a place ("KABUL: "), it stands farther apart than lines do.
Offsets are code points, half-open.
"""

from dataclasses import dataclass

import regex

from annotator.core.furniture import (
    BODY,
    BOILERPLATE,
    BYLINE,
    DATELINE,
    Lexicon,
    begins_at_a_place,
    ends_sentence,
    furniture_kind,
    line_key,
    may_be_headline,
    shown_lines,
)
from annotator.core.words import count_words

DUPLICATE = "duplicate"
_HEAD = 12  # lines in which the head of a story ends
_ENOUGH = 2  # signs that speak for another story
_TITLE_WORDS = 3  # words of a headline in the middle of a page, at least
_PROSE = 120  # code points; a longer line is there to be read
_STORY = 60  # code points of words to read before and after another story's headline, at least
_WRAPPED = range(50, 100)  # code points of a line that a program broke
_SMALL_START = regex.compile(r"\P{L}*\p{Ll}")
_TITLE_PARTS = regex.compile(r"\s+[|–—»·•/-]+\s+")


class Page:
    """The lines of a text that show something, and what each is by itself."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        """Take the text and read it once."""
        self.text = text
        self.lines = shown_lines(text)
        self._lexicon = lexicon
        self._known: dict[tuple[str, bool], str] = {}
        self._in_body = [self._kind(line.words, in_body=True) for line in self.lines]
        gaps = sorted(line.gap for line in self.lines[1:])
        self._usual_gap = gaps[len(gaps) // 2] if gaps else 0

    def __len__(self) -> int:
        """Return how many lines show something."""
        return len(self.lines)

    def kind(self, place: int, *, in_body: bool) -> str:
        """Return what a line is by itself; see `furniture_kind`."""
        kind = self._in_body[place]
        if in_body or kind != BODY:
            return kind
        return self._kind(self.lines[place].words, in_body=False)

    def is_prose(self, place: int) -> bool:
        """Tell whether a line is there to be read: a sentence, a long line, a report."""
        words = self.lines[place].words
        return len(words) > _PROSE or ends_sentence(words) or begins_at_a_place(words)

    def is_title(self, place: int) -> bool:
        """Tell whether a line, by itself, could be a headline."""
        return self._in_body[place] == BODY and may_be_headline(self.lines[place].words)

    def is_apart(self, place: int) -> bool:
        """Tell whether a line stands after more blank lines than lines do here, or furniture."""
        if place and self._in_body[place - 1] == BOILERPLATE:
            return True
        return self.lines[place].gap > max(self._usual_gap, 1)

    def is_wrapped(self, place: int) -> bool:
        """Tell whether the line after this one goes on with its sentence."""
        if place + 1 >= len(self):
            return False
        line, after = self.lines[place], self.lines[place + 1]
        if after.gap or self._in_body[place + 1] != BODY or after.key == line.key:
            return False
        if _SMALL_START.match(after.words):
            return True
        return len(line.words) in _WRAPPED and len(after.words) in _WRAPPED

    def _kind(self, words: str, *, in_body: bool) -> str:
        kind = self._known.get((words, in_body))
        if kind is None:
            kind = furniture_kind(words, self._lexicon, in_body=in_body)
            self._known[words, in_body] = kind
        return kind


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over the words of a story: the headline's line (-1: none), and which lines.

    `repeats` counts the headline's repeats; `body` is the line with which the words begin, one
    behind the last where there are none.
    """

    title: int
    body: int
    repeats: int = 0
    dated: bool = False


def story_bounds(page: Page) -> list[tuple[int, int]]:
    """Return the stories of a page as half-open ranges of its lines; an empty one has none."""
    if not len(page):
        return []
    starts = [0]
    title = _title_key(page, head_of(page, 0, len(page)))
    read = place = 0
    while place < len(page):
        head = _head_of_another(page, place, title) if place and read >= _STORY else None
        if head is None:
            read += len(page.lines[place].words) if _is_read(page, place) else 0
            place += 1
            continue
        starts.append(place)
        title, read, place = page.lines[head.title].key, 0, head.body
    return list(zip(starts, [*starts[1:], len(page)], strict=True))


def head_of(page: Page, first: int, last: int) -> Head:
    """Return the head of the story whose lines are `first` to `last`."""
    title = _title_of(page, first, min(last, first + _HEAD))
    if title < 0:
        return Head(-1, first)
    key, body, repeats, dated = page.lines[title].key, title + 1, 0, False
    place = title + 1
    for place in range(title + 1, min(last, title + 1 + _HEAD)):
        kind = page.kind(place, in_body=False)
        if page.lines[place].key == key:
            repeats += 1
        elif kind == BODY and (page.is_prose(place) or not _repeats_below(page, place, last, key)):
            break
        dated = dated or kind in {BYLINE, DATELINE}
        body = place + 1
    return Head(title, body, repeats, dated)


def _title_of(page: Page, first: int, last: int) -> int:
    """Return the line that is the headline of a story, -1 where it begins with words to read."""
    for place in range(first, last):
        if page.kind(place, in_body=False) != BODY:
            continue
        if not may_be_headline(page.lines[place].words) or page.is_wrapped(place):
            return -1
        bare = next((at for at in range(place + 1, last) if _names(page, place, at)), place)
        return bare if bare + 1 < len(page) else -1
    return -1


def _names(page: Page, place: int, other: int) -> bool:
    """Tell whether a line is the browser's title: another line with the site's name beside it."""
    key = page.lines[other].key
    if key not in page.lines[place].key or count_words(key) < _TITLE_WORDS:
        return False
    return key in title_parts(page.lines[place].words)


def title_parts(words: str) -> list[str]:
    """Return the parts of a browser's title as they are compared: "News | It rained | The Post"."""
    parts = [line_key(part) for part in _TITLE_PARTS.split(words)]
    return parts if len(parts) > 1 else []


def _repeats_below(page: Page, place: int, last: int, key: str) -> bool:
    """Tell whether the headline comes once more before words to read."""
    for at in range(place + 1, min(last, place + _HEAD)):
        if page.lines[at].key == key:
            return True
        if page.kind(at, in_body=False) == BODY and page.is_prose(at):
            return False
    return False


def _head_of_another(page: Page, place: int, title: str) -> Head | None:
    """Return the head of the story that a line begins, None where it begins none."""
    line = page.lines[place]
    if not page.is_title(place) or begins_at_a_place(line.words) or line.key == title:
        return None
    if not (line.gap or page.is_apart(place)) or count_words(line.words) < _TITLE_WORDS:
        return None
    head = head_of(page, place, len(page))
    if head.title != place:
        return None
    signs = [head.repeats > 0, head.dated, page.is_apart(place)]
    below = range(head.body, min(head.body + _ENOUGH, len(page)))
    body = next((page.lines[at].words for at in below if page.is_prose(at)), "")
    signs.append(begins_at_a_place(body))
    return head if len(body) >= _STORY and sum(signs) >= _ENOUGH else None


def _title_key(page: Page, head: Head) -> str:
    return page.lines[head.title].key if head.title >= 0 else ""


def _is_read(page: Page, place: int) -> bool:
    return page.kind(place, in_body=True) == BODY and page.is_prose(place)
