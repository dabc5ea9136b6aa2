"""Rules about where a mark begins and ends."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from annotator.core.annotation import Span
from annotator.core.check.case import Case, rule
from annotator.core.check.fixes import reshape, take_away
from annotator.core.check.indexes import apart, shows, unsure_edges
from annotator.core.lexicons import folded, folded_entries
from annotator.core.offsets import is_boundary, snapped_out, trimmed
from annotator.core.problem import Fix, Problem
from annotator.core.words import snap_to_words, splits_word

_STOPS = ".!?…。！？｡؟۔"
_COMMA = regex.compile(r"[,،、，](?!\d)")
_ABBREVIATION = regex.compile(r"(?:\b\w|\.\w)\.$")
_FIRST_WORD = regex.compile(r"\w+")
_NEXT_WORD = regex.compile(r"\s+([\w'’]+)")


@rule("E05", alone=True)
def whole_characters(case: Case) -> Iterator[Problem]:
    """Find edges inside what a reader sees as one character."""
    text = case.text
    for span in _unsure(case):
        if _whole(text, span.start) and _whole(text, span.end):
            continue
        where = "Ends" if is_boundary(text, span.start) else "Starts"
        start, end = snapped_out(text, span.start, span.end)
        fix = reshape(case.marks, span, start, end, "Take in the whole character")
        message = f"{where} inside a character"
        yield case.problem(message, span, fixes=[fix or take_away(case.marks, span)])


@rule("E06", alone=True)
def no_blank_edges(case: Case) -> Iterator[Problem]:
    """Find white space and invisible characters at the edges."""
    text = case.text
    for span in _unsure(case):
        if shows(text[span.start]) and shows(text[span.end - 1]):
            continue
        start, end = trimmed(text, span.start, span.end)
        if (start, end) == (span.start, span.end):
            continue
        where = "Starts" if start > span.start else "Ends"
        message = f"{where} with a space or an invisible character"
        if start >= end:
            message = f"{case.name(span)} holds nothing but blank"
        fix = _trim(case, span, start, end) or take_away(case.marks, span)
        yield case.problem(message, span, fixes=[fix])


@rule("W01", alone=True)
def whole_words(case: Case) -> Iterator[Problem]:
    """Find edges inside a word, save in scripts that put no spaces between words."""
    text = case.text
    for span in _unsure(case):
        starts, ends = _splits(text, span.start), _splits(text, span.end)
        if starts or ends:
            start, end = snap_to_words(text, span.start, span.end)
            start, end = (start if starts else span.start), (end if ends else span.end)
            fix = reshape(case.marks, span, start, end, "Take in the whole word")
            where = "Starts" if starts else "Ends"
            where += " and ends" if starts and ends else ""
            yield case.problem(f"{where} inside a word", span, fixes=[fix])


@rule("W22", alone=True)
def no_introducing_word(case: Case) -> Iterator[Problem]:
    """Find claims that begin with the word that introduces them; a capital is left alone.

    Before an auxiliary it is a pronoun: "that was untrue" says of something that it was untrue.
    """
    elided, whole, heads = _introducing(case.words_in_lexicon())
    verbs = case.marks.scheme.words_in(case.rule.unless, case.marks.language)
    for span in case.spans():
        head = case.text[span.start]
        if head.isascii() and head not in heads:
            continue
        piece = case.text[span.start : min(span.end, span.start + 40)]
        size = _introducing_size(piece, whole)
        if size and _next_word(piece, size) in verbs:
            continue
        if not size and elided and case.text.startswith(elided, span.start, span.end):
            size = next(len(e) for e in elided if case.text.startswith(e, span.start))
        if not size:
            continue
        word = case.text[span.start : span.start + size]
        fix = reshape(case.marks, span, span.start + size, span.end, f"Leave out “{word}”")
        yield case.problem(f"{case.name(span)} begins with “{word}”", span, fixes=[fix])


@rule("I13", alone=True)
def no_comma(case: Case) -> Iterator[Problem]:
    """Find commas inside a mark that should hold no apposition."""
    for span in case.spans():
        found = _COMMA.search(case.text, span.start, span.end)
        if found and found.start() > span.start:
            fix = reshape(case.marks, span, span.start, found.start(), "End before the comma")
            yield case.problem(f"{case.name(span)} holds a comma", span, fixes=[fix])


@rule("I23", alone=True)
def no_final_stop(case: Case) -> Iterator[Problem]:
    """Find marks that take in the stop at the end of the sentence."""
    text = case.text
    for span in case.spans():
        if text[span.end - 1] not in _STOPS:
            continue
        end = span.end
        while end > span.start and text[end - 1] in _STOPS:
            end -= 1
        if _is_abbreviation(text, span.end):
            continue
        fix = reshape(case.marks, span, span.start, end, "Leave out the stop")
        yield case.problem(f"{case.name(span)} takes in the final stop", span, fixes=[fix])


def _unsure(case: Case) -> list[Span]:
    """Return the rule's spans whose edges must be looked at closely."""
    spans = case.spans()
    return case.marks.unsure if spans is case.marks.sound else unsure_edges(case.text, spans)


def _whole(text: str, offset: int) -> bool:
    around = text[max(offset - 1, 0) : offset + 1]
    return (around.isascii() and around != "\r\n") or is_boundary(text, offset)


def _trim(case: Case, span: Span, start: int, end: int) -> Fix | None:
    return reshape(case.marks, span, start, end, "Trim") if start < end else None


def _splits(text: str, offset: int) -> bool:
    """Tell whether an offset lies inside a word; the signs beside it answer most often."""
    if offset <= 0 or offset >= len(text):
        return False
    return not apart(text[offset - 1], text[offset]) and splits_word(text, offset)


@lru_cache(maxsize=8)
def _introducing(entries: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """Return the entries that lean on the next word ("qu'"), the others, folded, and all heads."""
    elided = tuple(sorted(word for word in entries if word.endswith(("'", "’"))))
    whole = folded_entries(entries - set(elided))
    return elided, whole, frozenset(word[:1] for word in (*elided, *whole))


def _introducing_size(piece: str, whole: frozenset[str]) -> int:
    found = _FIRST_WORD.match(piece)
    if not found or not piece[found.end() : found.end() + 1].isspace():
        return 0
    word = found.group()
    return len(word) if word == word.lower() and folded(word) in whole else 0


def _next_word(piece: str, start: int) -> str:
    """Return the word after a space as it is compared, "" for none and for a capital (“May”)."""
    found = _NEXT_WORD.match(piece, start)
    word = found.group(1) if found else ""
    return folded(word) if word == word.lower() else ""


def _is_abbreviation(text: str, end: int) -> bool:
    """Tell whether the stop before an offset belongs to a word: U.S., J. Smith, "etc. and"."""
    if text[end - 1] != ".":
        return False
    if _ABBREVIATION.search(text, max(end - 12, 0), end):
        return True
    following = text[end : end + 3].lstrip(" \u00a0")
    return following[:1].islower()
