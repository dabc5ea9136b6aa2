"""What a line of a scraped page is: a button, a credit, a date, a bullet, a link, or words to read.

The phrases by which lines are known come from the scheme's lexicons "furniture", "byline",
"caption" and "updated"; without them only shapes are known (bullets, links, dates). A phrase alone
does not make furniture: "Related:" does, "Related parties will appeal." does not.
Nothing here alters a text.
"""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from annotator.core.document import lines

Lexicon = Mapping[str, frozenset[str]]

BODY, BOILERPLATE, BYLINE, CAPTION, DATELINE, SUMMARY = (
    "body",
    "boilerplate",
    "byline",
    "caption",
    "dateline",
    "summary",
)
_LONGEST = {BOILERPLATE: 160, BYLINE: 120, CAPTION: 400, DATELINE: 80}
_MOST_WORDS = {BYLINE: 12, CAPTION: 8, DATELINE: 10}
_FEW = 3  # words of a button: "Related stories now"
_AFTER_A_BUTTON = frozenset(":(|©·•–—-0123456789")
_SHORT_TITLE = 200  # code points; no headline is longer
_LONGEST_DATE = 48
_LAST = 40  # code points in which a final stop is looked for
_NOTHING: frozenset[str] = frozenset()
_ORNAMENT = regex.compile(r"[\s\p{Default_Ignorable_Code_Point}\[(<>»›«•·*|–—▶►▸→✉☰]*+")
_BULLET = regex.compile(r"\s*[•‣⁃◦▪▫●○·∙]\s*\S|\s*[*–-]\s+\S")
_LINK = regex.compile(r"\s*(?:https?://|www\.)\S+\s*", regex.IGNORECASE)
_DATE = regex.compile(
    r"(?=[\p{L}\p{M}\d\s.,:/|·–-]+$)(?!(?:.*?\p{L}++){5}).*?(?<!\d)"
    r"(?:(?:\d{1,2}(?:\.|st|nd|rd|th)?\s(?:de\s)?\p{L}[\p{L}\p{M}]+[.,]{0,2}\s(?:de\s)?"
    r"|\p{L}[\p{L}\p{M}]{2,}\.?\s\d{1,2},?\s)(?:19|20)\d\d"
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?!\d).*"
)
_FULL_STOPS = frozenset(".。۔।")
_STOPS = _FULL_STOPS | frozenset("!?…！？؟")
_BEHIND_A_STOP = '"”“’‘»›」』)] \t\r\n'
_CREDIT = 120  # code points at the end of a line in which a credit is looked for
_CLOCK = regex.compile(r"\d\s?[ap]\.m\.$", regex.IGNORECASE)
_AGENCY = regex.compile(
    r"\S\s*\((?=[^()]{2,60}\)$)(?:[^()]*/[^()]*|\p{Lu}{2,5}|(?<=[.!?…]\s?\()[^()]+)\)$"
)
_NUMBER = regex.compile(r"\d+\s*")
_PLACE = regex.compile(
    r"\s*+(?:\p{Lu}[\p{Lu}\p{M}’'.-]++|\p{Lu}{2,}+[\p{L}.]*+)(?:[\s,/]++[\p{L}.’'-]++){0,5}"
    r"(?:\s*+\([^()]{2,40}\))?\s*(?::|\s[–—-]++)\s+\S"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that shows something: its range without the white space behind it, and its words.

    `key` is what it is compared by: in one case, with single spaces, entities resolved; `gap` is
    how many blank lines stand before it.
    """

    start: int
    end: int
    words: str
    key: str
    gap: int


def shown_lines(text: str) -> list[Line]:
    """Return the lines of a text that have words, in order."""
    found: list[Line] = []
    gap = 0
    for start, _, whole in lines(text):
        words = whole.rstrip()
        key = line_key(words) if words else ""
        if not key:
            gap += 1
            continue
        found.append(Line(start, start + len(words), words, key, gap))
        gap = 0
    return found


def line_key(words: str) -> str:
    """Return what a line is compared by: "" for a line without a letter or digit."""
    plain = html.unescape(words) if "&" in words else words
    plain = " ".join(plain.casefold().split()).strip(" \u200b\ufeff\u00ad•·*–—-|:.")
    return plain if any(map(str.isalnum, plain)) else ""


def furniture_kind(words: str, lexicon: Lexicon, *, in_body: bool) -> str:
    """Return the kind of region that a line is by itself, BODY for words to read.

    `in_body` tells that the article's words have begun: lists and agencies' names are then no
    summaries and no credits.
    """
    if ("://" in words or "." in words[:8]) and _LINK.fullmatch(words):
        return BOILERPLATE
    if len(words) > _LONGEST[CAPTION]:
        return BODY
    kind = _kind_by_phrase(words.rstrip(), lexicon)
    return kind if kind != BODY or in_body else _kind_by_shape(words.strip())


def may_be_headline(words: str) -> bool:
    """Tell whether a line has the shape of a headline: short, and without a full stop."""
    return len(words) <= _SHORT_TITLE and not words.endswith(",") and not _has_full_stop(words)


def begins_at_a_place(words: str) -> bool:
    """Tell whether a paragraph begins as a report does: "KABUL: ", "PORTO CASSEL (AP) — "."""
    return bool(_PLACE.match(words[:_SHORT_TITLE]))


def ends_sentence(words: str) -> bool:
    """Tell whether a line ends with a stop of any kind, before closing marks or not."""
    return words[-_LAST:].rstrip(_BEHIND_A_STOP)[-1:] in _STOPS


def _kind_by_phrase(words: str, lexicon: Lexicon) -> str:
    bare = words[_end(_ORNAMENT, words) :]
    if _is_furniture(bare, lexicon.get("furniture", _NOTHING)):
        return BOILERPLATE
    if _names_a_writer(words, bare, lexicon.get("byline", _NOTHING)):
        return BYLINE
    if _is_dated(bare, lexicon.get("updated", _NOTHING)):
        return DATELINE
    return CAPTION if _is_credited(bare, lexicon.get("caption", _NOTHING)) else BODY


def _kind_by_shape(words: str) -> str:
    """Return the kind of a line before the article's words have begun."""
    if len(words) <= _LONGEST_DATE and _DATE.fullmatch(words):
        return DATELINE
    if words.endswith(")") and _AGENCY.search(words):
        return CAPTION
    return SUMMARY if _BULLET.match(words) else BODY


def _is_furniture(bare: str, entries: frozenset[str]) -> bool:
    """Tell whether a line is a button or a notice rather than a sentence that begins like one."""
    folded = bare.casefold() if len(bare) <= _LONGEST[BOILERPLATE] else ""
    if not _phrase(folded, entries):
        folded = folded[_end(_NUMBER, folded) :]
    phrase = _phrase(folded, entries)
    rest = folded[len(phrase) :].strip()
    if not phrase or not rest:
        return bool(phrase)
    if bare[0].islower():
        return False
    size = len(phrase.split())
    more = any(_phrase(tail, entries) for tail in _tails(rest))
    if _has_full_stop(bare):
        return more or size >= _FEW
    apart = not phrase[-1].isalnum() or rest[0] in _AFTER_A_BUTTON
    return more or apart or size > 1 or len(folded.split()) <= _FEW


def _names_a_writer(words: str, bare: str, entries: frozenset[str]) -> bool:
    """Tell whether a line says who wrote: what follows the phrase must look like names."""
    phrase = _phrase(bare.casefold(), entries) if len(words) <= _LONGEST[BYLINE] else ""
    if not phrase or bare[0].islower():
        return False
    names = bare.split()[len(phrase.split()) :]
    if not names:
        return not phrase.endswith(" ")
    if _has_full_stop(words) and not words.lstrip().startswith("("):
        return False
    return len(names) <= _MOST_WORDS[BYLINE] and _are_names(names)


def _are_names(words: list[str]) -> bool:
    """Tell whether the first word and most of the longer ones do not begin in lower case."""
    if not words[0][0].isalpha() or words[0][0].islower():
        return False
    long = [word for word in words if len(word) > _FEW and word[0].isalpha()] or words
    return sum(not word[0].islower() for word in long) * 2 > len(long)


def _is_dated(bare: str, entries: frozenset[str]) -> bool:
    """Tell whether a line says when it was written: a phrase, then a day or an hour."""
    folded = bare.casefold() if len(bare) <= _LONGEST[DATELINE] else ""
    phrase = _phrase(folded, entries)
    if not phrase or bare[0].islower() or len(folded.split()) > _MOST_WORDS[DATELINE]:
        return False
    if _has_full_stop(bare) and not _CLOCK.search(bare):
        return False
    rest = folded[len(phrase) :].split()
    return len(rest) <= 1 or any(map(str.isdigit, "".join(rest[:_FEW])))


def _is_credited(bare: str, entries: frozenset[str]) -> bool:
    """Tell whether a line begins like a caption, or ends by naming who took the picture."""
    phrase = _phrase(bare.casefold(), entries)
    if phrase and not bare[0].islower() and (" " in phrase or not phrase[-1].isalnum()):
        return True
    credit = _credits(entries).search(bare, max(len(bare) - _CREDIT, 0)) if entries else None
    return credit is not None and len(credit["who"].split()) <= _MOST_WORDS[CAPTION]


def _has_full_stop(words: str) -> bool:
    return words[-_LAST:].rstrip(_BEHIND_A_STOP)[-1:] in _FULL_STOPS


def _phrase(folded: str, entries: frozenset[str]) -> str:
    """Return the longest entry with which a line begins as whole words, or ""."""
    prepared = _prepared(entries)
    if not folded.startswith(prepared):
        return ""
    return next((entry for entry in prepared if _begins(folded, entry)), "")


def _begins(folded: str, entry: str) -> bool:
    after = folded[len(entry) : len(entry) + 1]
    return folded.startswith(entry) and not (entry[-1].isalnum() and after.isalnum())


@lru_cache(maxsize=16)
def _prepared(entries: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted((e.casefold() for e in entries if e.strip()), key=lambda e: (-len(e), e)))


@lru_cache(maxsize=16)
def _credits(entries: frozenset[str]) -> regex.Pattern[str]:
    """Return what finds a credit at the end of a line: "(Photo: A)", ". Image: B", "C Image: D"."""
    cues = sorted(entry.strip() for entry in entries if entry.strip())
    title = [entry[:1].upper() + entry[1:] for entry in cues if not entry[-1].isalnum()]
    return regex.compile(
        r"(?V0)(?:[.|•·!?…”\"'’)(]\s*+(?i:\L<cues>)(?!\w)|\s\L<title>)"
        r"\s*+(?<who>\p{Lu}[^()]{0,79})\)?$",
        cues=cues,
        title=title,
    )


def _tails(folded: str) -> list[str]:
    """Return a short text from each of its words on."""
    found = folded.split()
    return [" ".join(found[at:]) for at in range(len(found))]


def _end(pattern: regex.Pattern[str], words: str) -> int:
    found = pattern.match(words)
    return found.end() if found else 0
