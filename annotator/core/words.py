"""Words: what a selection snaps to and a key steps over. Offsets are code points, half-open.

A word is a run of letters, digits, marks and underscores, with the apostrophes, hyphens and soft
hyphens inside it; a number with its separators, currency and percent sign; a @name or a #tag; or
one emoji. In scripts that part no words by spaces each sign is a word, but a run of katakana is
one. Quotation marks and other punctuation belong to no word. But for `words` and `count_words`, the
functions look at the neighbourhood only, and cost the same in a text of any length.
"""

import re
from collections.abc import Iterator

import regex

from annotator.core.offsets import check_range, is_boundary, previous_boundary, snapped_out

Range = tuple[int, int]

_REACH = 1024  # code points: a run that is longer counts as several words
_SPACELESS = (
    r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}"
    r"\p{Script=Khmer}\p{Script=Myanmar}"
)
_KATAKANA = r"\p{Katakana}\u30FC\uFF70"
_JOINERS = r"\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\u200C\u200D"
_STACKERS = r"\p{InSC=Virama}\p{InSC=Invisible_Stacker}\u1CF5\u1CF6"
_EMOJI = r"\p{Extended_Pictographic}\p{Regional_Indicator}"
_SOFT = r"[\u00AD\u2060]"
_WORD = regex.compile(
    rf"""(?V1x)
    (?<! [{_STACKERS}] ) (?! \p{{GCB=SpacingMark}} )
    (?= [\p{{L}}\p{{N}}\p{{Sc}}_@\#*\p{{GCB=Prepend}}{_EMOJI}] )
    (?: (?= \p{{GCB=Prepend}}*+ (?: [{_EMOJI}] | [0-9\#*]\uFE0F?\u20E3 ) ) \X
      | \p{{GCB=Prepend}}*+ [{_KATAKANA}] [{_KATAKANA}\p{{M}}]{{0,{_REACH}}}+ (?&rest)
      | (?= \p{{GCB=Prepend}}*+ [{_SPACELESS}] ) \X \u30FC*+ (?&rest)
      | \p{{GCB=Prepend}}*+ (?: \p{{Sc}} (?=\p{{Nd}}) | [@\#] )?+ (?&run)
        (?: (?&inner) (?&run) ){{0,64}}+
        (?: (?<=\p{{Nd}}) [%‰٪°] | (?<= (?<!\p{{L}})\p{{L}}\.\p{{L}} ) \. )?+ (?&rest) )
    (?(DEFINE)
      (?<rest> [{_JOINERS}]*+ )
      (?<run> [\p{{L}}\p{{N}}_--[{_SPACELESS}{_KATAKANA}]]
              [\p{{L}}\p{{N}}_{_JOINERS}--[{_SPACELESS}{_KATAKANA}]]{{0,{_REACH}}}+ )
      (?<inner> {_SOFT}++ | {_SOFT}*+ (?: ['’ʼ＇·׳״@\-\u2010\u2011]
              | (?<=\p{{Nd}}) [.,٫٬] (?=\p{{Nd}})
              | (?<=[\p{{Ll}}\p{{Nd}}]) \. (?=[\p{{Ll}}\p{{Nd}}])
              | (?<= (?<!\p{{L}})\p{{L}} ) \. (?: (?= \p{{L}}(?!\p{{L}}) ) | [\-\u2010\u2011] )
              | (?<=\p{{Hebrew}}) " (?=\p{{Hebrew}}) ) {_SOFT}*+ )
    )"""
)
_NO_SPACES = regex.compile(rf"[{_SPACELESS}\p{{Script=Katakana}}\u30FC]")
_SPACELESS_LETTER = re.compile(
    "[\u0e01-\u0e30\u0e81-\u0eb0\u1000-\u102a\u1780-\u17b3\u3041-\u309f\u30a0-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\U00020000-\U0003ffff]"
)
_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}_\u00AD\u2060\u200C\u200D]")
_SIGN_BEFORE = regex.compile(rf"(?r)[\p{{L}}\p{{N}}\p{{Sc}}_@#*\p{{GCB=Prepend}}{_EMOJI}]")
_SPACE_BEFORE = regex.compile(r"(?r)\s")
_POSSESSIVE = regex.compile(r"['’ʼ＇][sS](?![\p{L}\p{N}])")
_APOSTROPHES = frozenset("'’ʼ＇")
_DECIMALS = frozenset(".,٫٬")


def words(text: str) -> list[Range]:
    """Return every word of a text as (start, end)."""
    return [found.span() for found in _WORD.finditer(text)]


def count_words(text: str) -> int:
    """Return about how many words a text has, fast: what white space parts.

    Each letter of a script without spaces counts as one; a dash on its own counts too.
    """
    if not text.isascii() and _SPACELESS_LETTER.search(text):
        text = _SPACELESS_LETTER.sub(" x ", text)
    return len(text.split())


def word_at(text: str, offset: int) -> Range | None:
    """Return the word that an offset is in or touches, else the next one, else None.

    Where two words meet at the offset it is the one that begins there.
    """
    check_range(text, offset, offset)
    touching = None
    for start, end in _words_from(text, _safe_start(text, offset)):
        if start > offset:
            return touching or (start, end)
        if end > offset:
            return start, end
        if end == offset:
            touching = (start, end)
    return touching


def next_word_start(text: str, offset: int) -> int:
    """Return where the first word after an offset starts, the text's end where there is none."""
    found = _words_from(text, _safe_start(text, offset))
    return next((start for start, _ in found if start > offset), len(text))


def next_word_end(text: str, offset: int) -> int:
    """Return where the first word that ends after an offset ends, else the text's end."""
    found = _words_from(text, _safe_start(text, offset))
    return next((end for _, end in found if end > offset), len(text))


def previous_word_start(text: str, offset: int) -> int:
    """Return where the last word that starts before an offset starts, else 0."""
    return max((start for start, _ in _words_before(text, offset)), default=0)


def previous_word_end(text: str, offset: int) -> int:
    """Return where the last word that ends before an offset ends, else 0."""
    found = (end for _, end in _words_before(text, offset, ended=True))
    return max(found, default=0)


def snap_to_words(text: str, start: int, end: int) -> Range:
    """Return a range grown to whole words and whole signs at both ends; it never shrinks.

    Only a word that an edge lies inside of is taken in whole: white space, punctuation and
    quotation marks stay as the range has them. An empty range stays empty between words.
    """
    start, end = snapped_out(text, start, end)
    first, last = _word_around(text, start), _word_around(text, end)
    return snapped_out(text, first[0] if first else start, last[1] if last else end)


def splits_word(text: str, offset: int) -> bool:
    """Tell whether an edge at this offset would cut a word in two.

    A cut beside a hyphen or before a possessive 's is none, nor is any in a script without spaces.
    """
    word = _word_around(text, offset)
    if word is None:
        return False
    before, after = text[offset - 1], text[offset]
    if _NO_SPACES.match(before) or _NO_SPACES.match(after):
        return False
    if _LETTER.match(before) and _LETTER.match(after):
        return True
    return _cuts_inside(text, offset) and not _POSSESSIVE.match(text, offset)


def _cuts_inside(text: str, offset: int) -> bool:
    around = {text[offset - 1], text[offset]}
    if around & _APOSTROPHES:
        return True
    return bool(around & _DECIMALS) and bool(
        regex.search(r"\p{Nd}[.,٫٬]\p{Nd}", text, pos=max(offset - 2, 0), endpos=offset + 2)
    )


def _word_around(text: str, offset: int) -> Range | None:
    """Return the word that an offset lies inside of, its edges excluded."""
    for start, end in _words_from(text, _safe_start(text, offset)):
        if start >= offset:
            return None
        if end > offset:
            return start, end
    return None


def _words_from(text: str, start: int) -> Iterator[Range]:
    return (found.span() for found in _WORD.finditer(text, start))


def _words_before(text: str, offset: int, *, ended: bool = False) -> list[Range]:
    """Return the nearest words that start (or have ended) before an offset, none at the start."""
    check_range(text, offset, offset)
    found: list[Range] = []
    sign = _SIGN_BEFORE.search(text, 0, offset)
    while sign and not found:
        low = _safe_start(text, sign.start())
        for word in _words_from(text, low):
            if (word[1] if ended else word[0]) >= offset:
                break
            found.append(word)
        sign = _SIGN_BEFORE.search(text, 0, low)
    return found


def _safe_start(text: str, offset: int) -> int:
    """Return a place at or before an offset at which no word is under way: behind white space."""
    check_range(text, offset, offset)
    low = max(offset - _REACH, 0)
    space = _SPACE_BEFORE.search(text, low, offset)
    if space:
        low = space.end()
    return low if is_boundary(text, low) else previous_boundary(text, low)
