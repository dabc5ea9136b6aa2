"""Rules about quotation marks: do they match, do they lie inside, what stands between them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from annotator.core.annotation import Span
from annotator.core.check.case import Case, Cover, Range, rule
from annotator.core.check.echoes import set_aside
from annotator.core.check.fixes import fresh_span, reshape, split
from annotator.core.lexicons import has_phrase
from annotator.core.problem import Fix, Problem
from annotator.core.stretches import Quoted, quoted_stretches, unbalanced_marks
from annotator.core.words import count_words

_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』〝〞＂❝❞"
_AT_THE_END = ".,;:!?…،؛؟。，！？"
_LONGEST = 20_000  # code points; nobody overlooks a mark in less, and longer ones cost time
_MOST = 50  # quoted stretches in one span that are looked at
_CLAUSE = 300  # code points between quotation marks that may be a reporting clause


@rule("W02", alone=True)
def marks_match(case: Case) -> Iterator[Problem]:
    """Find spans in which a quotation mark opens and does not close, or the other way round."""
    for span in case.spans():
        if span.end - span.start > _LONGEST:
            continue
        alone = unbalanced_marks(case.text, span.start, span.end)
        if alone:
            message = f"Quotation marks of this {case.name(span)} do not match"
            yield case.problem(message, span, fixes=[_matched(case, span, alone)])


@rule("W03", alone=True)
def has_marks(case: Case) -> Iterator[Problem]:
    """Find spans that neither begin nor end with a quotation mark, nor have one just outside."""
    known = _stretches(case.text)
    for span in case.spans():
        text = case.text
        if text[span.start] in _MARKS or text[span.end - 1] in _MARKS:
            continue
        tail = text[max(span.start, span.end - 4) : span.end].rstrip(_AT_THE_END)[-1:]
        if tail and tail in _MARKS:
            continue
        if known.around(span) is None:
            yield case.problem(f"{case.name(span)} has no quotation marks", span)


@rule("W04", alone=True)
def marks_lie_inside(case: Case) -> Iterator[Problem]:
    """Find spans over quoted words whose quotation marks were left just outside."""
    known = _stretches(case.text)
    for span in case.spans() if known.all else ():
        around = known.around(span)
        if around is not None:
            start, end = min(span.start, around.start), max(span.end, around.end)
            fix = reshape(case.marks, span, start, end, "Take in the marks")
            message = f"The marks of this {case.name(span)} were left outside"
            yield case.problem(message, span, fixes=[fix])


@rule("W05", alone=True)
def no_reporting_clause(case: Case) -> Iterator[Problem]:
    """Find spans that hold, between or beside their quotation marks, words that report."""
    verbs = case.words_in_lexicon()
    known = _stretches(case.text)
    for span in case.spans():
        held = _held(known, span)
        if not held:
            continue
        if any(has_phrase(gap, verbs) for gap in _gaps(case, span, held)):
            pieces = [(one.start, one.end) for one in held]
            if len(held) == 1:
                fix = reshape(case.marks, span, *pieces[0], "Keep the quoted words")
            else:
                fix = split(case, span, pieces, "Split round the reporting clause")
            message = f"{case.name(span)} holds the reporting clause"
            yield case.problem(message, span, fixes=[fix])


@rule("I18")
def quoted_words_are_marked(case: Case) -> Iterator[Problem]:
    """Find quoted stretches of at least as many words as the limit that no span touches."""
    label = case.rule.labels[0]
    name = case.marks.words_for(label)
    marked = Cover((s.start, s.end) for s in case.marks.labelled(case.rule.labels))
    aside = set_aside(case)
    for one in _stretches(case.text).all:
        if marked.touches(one.start, one.end) or aside.touches(one.start, one.end):
            continue
        if count_words(case.text[one.inner_start : one.inner_end]) < case.rule.limit:
            continue
        fix = fresh_span(case, label, one.start, one.end, f"Mark as {name}")
        yield case.at(f"Quoted words without a {name}", one.start, one.end, fixes=[fix])


class _Stretches:
    """The quoted stretches of a text, and which begins or ends with the words at an edge."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.all = sorted(quoted_stretches(text), key=lambda one: (one.start, -one.end))
        self.starts = [one.start for one in self.all]
        self.by_start = {one.inner_start: one for one in reversed(self.all)}
        self.by_end = {_last_word(text, one.inner_start, one.inner_end): one for one in self.all}

    def around(self, span: Span) -> Quoted | None:
        """Return the quotation whose first or last words a span holds without their mark."""
        before = self.by_start.get(span.start)
        if before is not None and span.end <= before.end:
            return before
        after = self.by_end.get(_last_word(self._text, span.start, span.end))
        if after is not None and after.start <= span.start and span.end <= after.inner_end:
            return after
        return None

    @cached_property
    def by_mark(self) -> dict[int, Quoted]:
        """Return the quotations under the offsets of their two marks."""
        return {at: one for one in self.all for at in (one.start, one.end - 1)}


@lru_cache(maxsize=2)
def _stretches(text: str) -> _Stretches:
    """Return a text's stretches. Ask once for all spans: it may take comparing whole texts."""
    return _Stretches(text)


def _matched(case: Case, span: Span, alone: Sequence[int]) -> Fix | None:
    """Return the fix that takes the partners of marks in, or leaves out marks that hold no word.

    None where that is not sure: a mark has no partner, it stands in another paragraph, or the
    marks would not match then either.
    """
    text, start, end = case.text, span.start, span.end
    title = "Take in the matching mark"
    for at in alone:
        pair = _stretches(text).by_mark.get(at)
        if pair is None:
            return None
        if pair.start == at and not _has_words(text[at : span.end]):
            end, title = min(end, at), "Leave out the mark"
        elif pair.start < at and not _has_words(text[span.start : at]):
            start, title = max(start, at + 1), "Leave out the mark"
        else:
            start, end = min(start, pair.start), max(end, pair.end)
    grown = text[start : span.start] + text[span.end : end]
    if start >= end or "\n" in grown or unbalanced_marks(text, start, end):
        return None
    return reshape(case.marks, span, start, end, title)


def _has_words(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _held(known: _Stretches, span: Span) -> list[Quoted]:
    """Return the quoted stretches that lie inside a span, in order."""
    first = bisect_left(known.starts, span.start)
    last = min(bisect_left(known.starts, span.end), first + _MOST)
    return [one for one in known.all[first:last] if one.end <= span.end]


def _gaps(case: Case, span: Span, held: list[Quoted]) -> Iterator[str]:
    edges: list[Range] = [(span.start, held[0].start)]
    edges += [(one.end, other.start) for one, other in pairwise(held)]
    edges.append((held[-1].end, span.end))
    return (case.text[start : min(end, start + _CLAUSE)] for start, end in edges if start < end)


def _last_word(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1] in _AT_THE_END or text[end - 1].isspace()):
        end -= 1
    return end
