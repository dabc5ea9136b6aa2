"""Stretches of a text that belong together: quotations, and what a selection may grow to.

Offsets are code points, half-open. `expansions` looks only at the lines around the selection and
costs the same in a text of any length.
"""

from collections.abc import Iterator

from annotator.core.clauses import Clauses, Cues
from annotator.core.offsets import check_range, trimmed
from annotator.core.quotations import Pairing, Quoted, is_one_pair
from annotator.core.sentences import paragraph_at, sentence_at
from annotator.core.words import snap_to_words, word_at

__all__ = [
    "Cues",
    "Quoted",
    "expansions",
    "quotations_near",
    "quoted_stretches",
    "unbalanced_marks",
    "with_marks",
]

Range = tuple[int, int]

_AT_THE_END = ".,;:!?…،؛؟。，！？ "
_LINES_AROUND = 12
_REACH = 4096
NO_CUES = Cues()


def quoted_stretches(text: str) -> list[Quoted]:
    """Return the paired quotations of a text in reading order, the outer before the inner."""
    return Pairing(text, 0, len(text)).found


def unbalanced_marks(text: str, start: int, end: int) -> list[int]:
    """Return where quotation marks stand in a range that have no partner in it.

    Apostrophes and straight single marks are never named. Raise OffsetError outside the text.
    """
    if 0 <= start <= end <= len(text) and is_one_pair(text, start, end):
        return []
    return Pairing(text, start, end).alone


def quotations_near(text: str, start: int, end: int) -> list[Quoted]:
    """Return the quotations in the lines around a range; raise OffsetError outside the text."""
    check_range(text, start, end)
    low, high = start, end
    for _ in range(_LINES_AROUND):
        low = max(text.rfind("\n", 0, max(low - 1, 0)) + 1, start - _REACH, 0)
        found = text.find("\n", high + 1, end + _REACH)
        high = found if found >= 0 else min(end + _REACH, len(text))
    return Pairing(text, low, high).found


def with_marks(text: str, start: int, end: int) -> Range:
    """Return a range over all words of a quotation with the marks around it; any other as it is.

    What punctuation stands before the closing mark may be missing. Raise OffsetError outside the
    text.
    """
    for one in sorted(quotations_near(text, start, end), key=lambda each: each.end - each.start):
        words_end = one.start + len(text[one.start : one.inner_end].rstrip(_AT_THE_END))
        if one.start <= start <= one.inner_start and words_end <= end <= one.end:
            return one.start, one.end
    return start, end


def expansions(text: str, start: int, end: int, cues: Cues = NO_CUES) -> list[Range]:
    """Return ever larger stretches that hold the selection and are larger than it.

    Word, clauses, inside the quotation marks, with the marks, sentence, paragraph; each holds the
    one before it. A clause goes without its final stop, quotation marks and introducing "that";
    without cues clauses are told by marks and punctuation alone. Raise OffsetError outside the
    text.
    """
    check_range(text, start, end)
    chain: list[Range] = []
    held = (start, end)
    found = {trimmed(text, *each) for each in _candidates(text, held, cues)}
    for each in sorted(found, key=lambda each: (each[1] - each[0], each)):
        if each != held and each[0] <= held[0] and each[1] >= held[1]:
            chain.append(each)
            held = each
    return chain


def _candidates(text: str, chosen: Range, cues: Cues) -> Iterator[Range]:
    start, end = chosen
    yield (word_at(text, start) or chosen) if start == end else snap_to_words(text, start, end)
    near = quotations_near(text, start, end)
    around = [each for each in near if each.start <= start and end <= each.end]
    for each in sorted(around, key=lambda each: each.end - each.start):
        inner = (each.inner_start, each.inner_end)
        if inner[0] <= start and end <= inner[1]:
            yield from _within(text, (start, end), inner, near, cues)
        yield inner
        start, end = each.start, each.end
        yield start, end
    yield from _within(text, (start, end), (0, len(text)), near, cues)
    yield paragraph_at(text, start)[0], paragraph_at(text, end)[1]


def _within(
    text: str, chosen: Range, room: Range, near: list[Quoted], cues: Cues
) -> Iterator[Range]:
    """Yield the sentences that a selection touches, as far as the room goes, and the clauses."""
    start, end = chosen
    first, last = sentence_at(text, start), sentence_at(text, max(end - 1, start))
    low, high = max(first[0], room[0]), min(last[1], room[1])
    if low > start or high < end:
        return
    yield low, high
    if first == last:
        held = [q for q in near if not (q.inner_start <= start and end <= q.inner_end)]
        yield from Clauses(text, (low, high), held, cues).around(start, end)
