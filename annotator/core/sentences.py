"""Sentences and paragraphs, by rules. Offsets are code points, half-open.

A paragraph is a line. Within it a sentence ends at a stop with its closing marks, unless what comes
before is an abbreviation or what comes after goes on in lower case ("Why?" she asked). Whether a
stop ends a sentence depends on its neighbourhood only, so all but `sentences` cost the same in a
text of any length; a sentence is looked for within 4,096 code points.
"""

from collections.abc import Iterator

import regex

from annotator.core.offsets import check_range, trimmed

Range = tuple[int, int]

_REACH = 4096


def _listed(short_forms: str) -> frozenset[str]:
    return frozenset(short_forms.split())


_LINE = regex.compile(r"[^\n\r\u2028\u2029]++")
_BLANK_BEFORE = regex.compile(r"(?r)\s*+")
_BREAKS = "\n\r\u2028\u2029"
_CLOSING = r"[”’»›\"'\)\]）】』」]"
_STOP = regex.compile(
    rf"(?<stop>[.!?…؟۔।॥]++)(?<marks>(?:{_CLOSING}|[“‘])*+)(?=\s|$)"
    rf"|[。！？｡]++(?:{_CLOSING}++(?!\p{{Hiragana}})|(?!{_CLOSING}))",
)
_NEXT_WORD = regex.compile(r"\s*(?<opening>[“‘„‚«‹\"'(\[¿¡]*+)(?<word>[\p{L}\p{M}\p{N}’']*+)")
_WORD_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\p{N}_.’]{1,24}")
_INITIAL = regex.compile(r"\p{Lu}\p{M}*")
_TITLES = _listed(
    "dr mr mrs ms mx prof gen col lt sgt capt cpl maj cmdr adm rev hon gov sen rep pres st ft mt "
    "messrs vs v e.g i.e cf viz approx ca bzw z.b d.h u.a mme mlle sr sra د أ م"
)
_BEFORE_NUMBERS = _listed(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos nr fig vol p pp sec ch art"
)
_BEFORE_CAPITALS = _listed("a.m p.m am pm etc")
_WITHIN_NAMES = _listed("inc ltd co corp dept bros jr al u.s u.n u.k e.u d.c u.s.a u.a.e")
_OPENERS = _listed(
    "a an the this that these those he she it they we i you his her its their our my there here in "
    "on at by for from with to of as if when while after before since during although but and or "
    "so yet however meanwhile last earlier both some many most all no not one two what who how why "
    "where according police officials"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Range]:
    """Return the sentences of a text, or of the stretch of it from `start` to `end`.

    They carry no white space at their edges; a sentence that an edge cuts is given as far as the
    stretch goes. Raise OffsetError where the stretch lies outside the text.
    """
    end = len(text) if end is None else end
    check_range(text, start, end)
    found = []
    for line in _LINE.finditer(text, start, end):
        found.extend(_sentences_in(text, *line.span()))
    return found


def paragraph_at(text: str, offset: int) -> Range:
    """Return the line that an offset stands in, without its line break; the break belongs to it."""
    check_range(text, offset, offset)
    if text[max(offset - 1, 0) : offset + 1] == "\r\n":
        offset -= 1
    start, end = 0, len(text)
    for mark in _BREAKS:
        start = max(start, text.rfind(mark, start, offset) + 1)
        found = text.find(mark, offset, end)
        end = end if found < 0 else found
    return start, end


def sentence_at(text: str, offset: int) -> Range:
    """Return the sentence that an offset is in or touches, else the next of its paragraph.

    After the last sentence of a paragraph it is that one; in an empty paragraph the range is empty.
    Where two sentences meet it is the one that begins there.
    """
    found = _around(text, offset)
    later = [each for each in found if each[1] > offset]
    touching = [each for each in found if each[1] == offset]
    if touching and (not later or later[0][0] > offset):
        return touching[-1]
    return [*later, *found[-1:], (offset, offset)][0]


def next_sentence(text: str, offset: int) -> Range:
    """Return the first sentence that starts after an offset, an empty range at the end if none."""
    for each in _around(text, offset):
        if each[0] > offset:
            return each
    line = _LINE.search(text, paragraph_at(text, offset)[1])
    while line:
        low = line.start()
        found = _sentences_in(text, low, min(line.end(), low + _REACH))
        if found:
            return found[0]
        line = _LINE.search(text, line.end())
    return len(text), len(text)


def previous_sentence(text: str, offset: int) -> Range:
    """Return the last sentence that starts before an offset, an empty range at 0 if none."""
    while True:
        before = [each for each in _around(text, offset) if each[0] < offset]
        if before:
            return before[-1]
        blank = _BLANK_BEFORE.search(text, 0, paragraph_at(text, offset)[0])
        offset = blank.start() if blank else 0
        if offset == 0:
            return 0, 0


def _around(text: str, offset: int) -> list[Range]:
    """Return the sentences of the paragraph, or of a window of it where it is very long."""
    start, end = paragraph_at(text, offset)
    low, high = max(start, offset - _REACH), min(end, offset + _REACH)
    ends = [] if low == start else [stop for stop in _ends(text, low, offset) if stop > low]
    if len(ends) > 1:
        low = ends[0]
    return _sentences_in(text, low, high, end)


def _sentences_in(text: str, start: int, end: int, line_end: int = -1) -> list[Range]:
    """Return the sentences of one line from `start` to `end`."""
    found = []
    for stop in [*_ends(text, start, end, line_end), end]:
        each = trimmed(text, start, stop)
        if each[0] < each[1]:
            found.append(each)
        start = stop
    return found


def _ends(text: str, start: int, end: int, line_end: int = -1) -> Iterator[int]:
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < max(end, line_end) and _ends_sentence(text, stop, max(end, line_end)):
            yield stop.end()


def _ends_sentence(text: str, stop: regex.Match[str], line_end: int) -> bool:
    after = _NEXT_WORD.match(text, stop.end(), line_end)
    if after is None or (after.end() == line_end and not after["word"]):
        return False
    if stop["stop"] and after["word"][:1].islower():
        return False
    return stop["stop"] != "." or bool(stop["marks"]) or _stop_ends(text, stop.start(), after)


def _stop_ends(text: str, offset: int, after: regex.Match[str]) -> bool:
    """Tell whether the single full stop at an offset ends a sentence rather than a short form."""
    before = _WORD_BEFORE.search(text, max(offset - 24, 0), offset)
    word = before[0] if before and before.end() == offset else ""
    short, follows = word.lower(), after["word"]
    if short in _TITLES or (word.isdigit() and _begins_line(text, offset - len(word))):
        return False
    if short in _BEFORE_NUMBERS or short in _BEFORE_CAPITALS:
        return not follows[:1].isdigit()
    if word != "I" and (short in _WITHIN_NAMES or _INITIAL.fullmatch(word)):
        return bool(after["opening"]) or follows.lower() in _OPENERS
    return True


def _begins_line(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] in _BREAKS
