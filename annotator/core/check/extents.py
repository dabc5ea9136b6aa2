"""Rules about how long a mark is, what it runs across, and what is still to be said about it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from annotator.core.change import swap
from annotator.core.check.case import Case, rule
from annotator.core.check.fixes import split
from annotator.core.problem import Fix, Problem
from annotator.core.words import count_words

_BREAK = regex.compile(r"\n[^\S\n]*\n\s*|\u2029\s*|(?<=[.!?…。！？؟۔\"'”’»)])[^\S\n]*\n\s*")
_LINE_FEED, _LINE_END = re.compile("\n"), re.compile("[\n\u2029]")
_STOP_BEFORE = regex.compile(r"(?:^|[\n.!?…。！？؟۔\"“”„‘«「『])\s*\Z")
_STOP_AFTER = regex.compile(r"[^\p{L}\p{N}\n.,;:!?…]*(?:\Z|[\n.!?…。！？؟۔]|[,،]?[\"”’»」』])")
_MOST = 9  # paragraphs that one fix parts
_LONG = 400  # code points beyond which nobody counts words


@rule("W11", alone=True)
def long_enough(case: Case) -> Iterator[Problem]:
    """Find spans of fewer words than the limit, unless they are a whole sentence ("It rained.")."""
    for span in case.spans():
        if span.end - span.start > _LONG:
            continue
        few = count_words(case.text[span.start : span.end]) < case.rule.limit
        if few and not _is_a_sentence(case.text, span.start, span.end):
            message = f"{case.name(span)} has fewer than {case.rule.limit} words"
            yield case.problem(message, span)


@rule("W12", alone=True)
@rule("W13", alone=True)
def short_enough(case: Case) -> Iterator[Problem]:
    """Find spans of more code points than the limit."""
    for span in case.spans():
        if span.end - span.start > case.rule.limit:
            message = f"{case.name(span)} is longer than {case.rule.limit} characters"
            yield case.problem(message, span)


@rule("W14", alone=True)
def in_one_paragraph(case: Case) -> Iterator[Problem]:
    """Find spans that run across the end of a paragraph."""
    text = case.text
    long = case.spans()
    if "\u2029" not in text:
        long = [one for one in long if text.find("\n", one.start, one.end) >= 0]
    starts, ends = _breaks(text) if long else ([], [])
    for span in long:
        at = bisect_left(starts, span.start)
        if at < len(starts) and ends[at] < span.end:
            last = bisect_left(ends, span.end)
            cuts = [span.start, *(x for i in range(at, last) for x in (starts[i], ends[i]))]
            pieces = list(zip(cuts[::2], [*cuts[1::2], span.end], strict=True))
            fix = split(case, span, pieces, "Split at the paragraph") if last - at < _MOST else None
            yield case.problem(f"{case.name(span)} crosses a paragraph", span, fixes=[fix])


@rule("W24", alone=True)
def settled(case: Case) -> Iterator[Problem]:
    """Find spans that were flagged to be talked about."""
    for span in case.spans():
        if span.discuss:
            fix = Fix("Settle", swap("Settle", span, replace(span, discuss="")))
            yield case.problem(f"{case.name(span)} is up for discussion", span, fixes=[fix])


def _is_a_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether a stop, a quotation mark or the line's end stands on either side of a range."""
    before, after = text[max(start - 8, 0) : start], text[end : end + 8]
    return bool(_STOP_BEFORE.search(before) and _STOP_AFTER.match(after))


@lru_cache(maxsize=2)
def _breaks(text: str) -> tuple[list[int], list[int]]:
    found = list(_places(text))
    return [start for start, _ in found], [end for _, end in found]


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield what `_BREAK` finds: it is asked where lines end, and not at each code point."""
    at = 0
    for line in (_LINE_END if "\u2029" in text else _LINE_FEED).finditer(text):
        start = line.start()
        if start < at:
            continue
        while start > at and text[start - 1].isspace():
            start -= 1
        found = _BREAK.match(text, start) or _BREAK.match(text, line.start())
        if found is not None:
            yield found.span()
        at = found.end() if found is not None else line.end()
