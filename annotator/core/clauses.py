"""Clauses of news prose, by marks, punctuation and cue words. Offsets are code points, half-open.

What this finds is offered, not decided: a clause ends before its final stop, leaves out the words
that introduce it ("said on Monday that") and the reporting clause behind it (", she said").
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from annotator.core.quotations import Quoted

Range = tuple[int, int]

_SMALL, _MIDDLE, _LARGE = 1, 2, 3
_LEVELS = ((_SMALL, _SMALL), (_MIDDLE, _MIDDLE), (_MIDDLE, _LARGE), (_LARGE, _LARGE))
_MARKS = '“”„‟«»‹›「」『』‘’‚"'
_AT_THE_END = frozenset(".!?…,;:،؛؟。！？、—–- \t\u00a0" + _MARKS)
_AT_THE_START = frozenset(",;:،؛—–- \t\u00a0•*" + _MARKS)
_SPEAKING_STOP = frozenset(",.!?…،؟。！？")
_THAT = r"(?:that|whether|if|أن|أنّ|بأن|بأنّ|إن|إنّ|dass|daß|ob|que)"
_JOINT = regex.compile(
    rf"(?<also>[,،]?\s(?:and|but|und|et|y|و)\s{_THAT})(?=\s)"
    rf"|\b(?<that>{_THAT})(?=\s)"
    rf"|(?<stop>[;:؛]|\s[—–-]|—)(?=\s)"
    rf"|(?<comma>[,،、])(?=[\s{_MARKS}])(?:\s(?:and|but|so|or|while|because|although|though)\b)?"
    rf"|(?<and>\s(?:and|but|because(?!\sof)|while|although|though|whereas|unless)\b)(?=\s)",
    regex.IGNORECASE,
)
_WHEN = regex.compile(
    r"(?:\s(?:on\s\p{Lu}\p{L}+|(?:last|this|late|early)\s\p{L}+|yesterday|today|earlier|later"
    r"|in\sa\s(?:statement|tweet|letter|memo|report|speech|post|interview)))*+"
)
_HELPING = regex.compile(
    r"(?ri)(?:\b(?:has|have|had|was|were|is|are|been|be|did|does|do|also|again|repeatedly|flatly"
    r"|strongly|categorically|firmly|not|never|would|will|could|can|cannot)\s)*"
)
_TAIL = 80  # code points that a reporting clause behind a comma may have
_NEAR = 12  # code points between a comma and the verb that begins a reporting clause


class Cues(NamedTuple):
    """Words in lower case by which clauses are told: verbs that report, words that deny."""

    reporting: frozenset[str] = frozenset()
    denying: frozenset[str] = frozenset()


class _Edge(NamedTuple):
    offset: int
    strength: int


class Clauses:
    """Where clauses may begin and end within a stretch of one sentence.

    Joints inside the quotations `held` are not looked at: those that do not hold the selection.
    """

    def __init__(self, text: str, room: Range, held: Sequence[Quoted], cues: Cues) -> None:
        """Look for the edges."""
        self._text = text
        self._held = [each for each in held if each.start >= room[0] and each.end <= room[1]]
        self._room = room
        self._begins = [_Edge(room[0], _LARGE)]
        self._ends = [_Edge(room[1], _LARGE)]
        self._denials: list[int] = []
        self._take_joints()
        self._take_quotations()
        self._take_verbs(_pattern(cues.reporting | cues.denying))
        for found in self._outside(_pattern(cues.denying)):
            helping = _HELPING.match(text, room[0], found.start())
            self._denials.append(helping.start() if helping else found.start())

    def around(self, start: int, end: int) -> Iterator[Range]:
        """Yield the clauses that hold a selection within the stretch, in no order."""
        for at_start, at_end in _LEVELS:
            yield self._trimmed((self._begin(start, at_start), self._end(end, at_end)), start, end)
        denial = max((offset for offset in self._denials if offset <= start), default=None)
        if denial is not None:
            for at_end in (_MIDDLE, _LARGE):
                yield self._trimmed((denial, self._end(end, at_end)), start, end)

    def _begin(self, start: int, strength: int) -> int:
        return max(e.offset for e in self._begins if e.offset <= start and e.strength >= strength)

    def _end(self, end: int, strength: int) -> int:
        return min(e.offset for e in self._ends if e.offset >= end and e.strength >= strength)

    def _take_joints(self) -> None:
        for found in self._outside(_JOINT):
            kind = found.lastgroup
            strength = {"comma": _MIDDLE, "and": _SMALL}.get(kind or "", _LARGE)
            self._begins.append(_Edge(found.end(), strength))
            if kind != "that":
                self._ends.append(_Edge(found.start(), strength))

    def _take_quotations(self) -> None:
        """Take whole utterances apart from what reports them; quoted fragments stay inside."""
        for each in self._held:
            if self._text[each.inner_end - 1] in _SPEAKING_STOP:
                self._begins.append(_Edge(each.end, _LARGE))
                self._ends.append(_Edge(each.start, _LARGE))

    def _take_verbs(self, pattern: regex.Pattern[str]) -> None:
        for found in self._outside(pattern):
            when = _WHEN.match(self._text, found.end(), self._room[1])
            self._begins.append(_Edge(when.end() if when else found.end(), _LARGE))
            comma = max(self._text.rfind(mark, self._room[0], found.start()) for mark in ",،")
            if comma >= 0 and self._reports_behind(comma, found):
                self._ends.append(_Edge(comma, _LARGE))

    def _reports_behind(self, comma: int, verb: regex.Match[str]) -> bool:
        """Tell whether a comma begins a reporting clause: ", she said", ", said the mayor of"."""
        if verb.start() - comma <= _NEAR:
            return True
        rest = self._text[verb.end() : self._room[1]]
        following = rest.split(",")[0].strip(".!?… ")
        return verb.start() - comma <= _TAIL and not following.strip()

    def _outside(self, pattern: regex.Pattern[str]) -> Iterator[regex.Match[str]]:
        for found in pattern.finditer(self._text, *self._room):
            if not any(q.start < found.end() and found.start() < q.end for q in self._held):
                yield found

    def _trimmed(self, clause: Range, start: int, end: int) -> Range:
        """Return a clause without punctuation at its edges, but with the marks that it pairs."""
        low, high = clause
        starts = {each.start for each in self._held}
        ends = {each.end for each in self._held}
        while low < start and low not in starts and self._text[low] in _AT_THE_START:
            low += 1
        while high > end and high not in ends and self._text[high - 1] in _AT_THE_END:
            high -= 1
        return low, high


@lru_cache(maxsize=16)
def _pattern(words: frozenset[str]) -> regex.Pattern[str]:
    if not words:
        return regex.compile(r"(?!)")
    return regex.compile(r"(?<!\w)\L<words>(?!\w)", regex.IGNORECASE, words=sorted(words))
