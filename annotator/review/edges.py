"""How far the edge of one mark lies off that of another, and where an edge as far off lies."""

from typing import NamedTuple

from annotator.core.words import words

_REACH = 600  # code points in which the words of a moved edge are looked for


class Edge(NamedTuple):
    """How far out a start or an end lies beside that of gold: so many words, or only signs.

    `side` is 1 where the span is longer there, -1 where it is shorter, 0 where they are the same.
    """

    side: int = 0
    words: int = 0
    signs: str = ""  # what lies between, where it holds no word; " " where that is blank


def edge_between(text: str, gold: int, other: int, side: int) -> Edge:
    """Return how far an edge lies off gold's, both in code points."""
    if gold == other:
        return Edge()
    between = text[min(gold, other) : max(gold, other)]
    count = len(words(between))
    return Edge(side, count) if count else Edge(side, 0, between.strip() or " ")


def start_off(text: str, other: int, edge: Edge) -> int:
    """Return where gold starts when an annotator starts at `other`, as far off as `edge` says.

    What is returned is `other` itself where the text does not go on so far.
    """
    if not edge.side:
        return other
    if edge.side > 0:
        return _word_start(text, other, edge) if edge.words else _past(text, other, edge.signs)
    return _before(text, other, edge, start=True)


def end_off(text: str, other: int, edge: Edge) -> int:
    """Return where gold ends when an annotator ends at `other`, as far off as `edge` says."""
    if not edge.side:
        return other
    if edge.side > 0:
        return _before(text, other, edge, start=False)
    return _after(text, other, edge)


def _after(text: str, other: int, edge: Edge) -> int:
    """Return the end some words or signs behind an end."""
    after = text[other : other + _REACH]
    if edge.words:
        found = list(words(after))
        return other + found[edge.words - 1][1] if len(found) >= edge.words else other
    rest = after.lstrip()
    signs = "" if edge.signs == " " else edge.signs
    return other + len(after) - len(rest) + len(signs) if rest.startswith(signs) else other


def _word_start(text: str, other: int, edge: Edge) -> int:
    found = list(words(text[other : other + _REACH]))
    return other + found[edge.words][0] if len(found) > edge.words else other


def _past(text: str, other: int, signs: str) -> int:
    """Return where the text goes on behind some signs, and the blanks around them."""
    after = text[other : other + _REACH]
    rest = after.lstrip()
    if signs != " ":
        if not rest.startswith(signs):
            return other
        rest = rest[len(signs) :].lstrip()
    return other + len(after) - len(rest)


def _before(text: str, other: int, edge: Edge, *, start: bool) -> int:
    """Return the place some words or signs before an edge: at a word's start, or at an end."""
    low = max(0, other - _REACH)
    before = text[low:other]
    if edge.words:
        found = list(words(before))
        place = edge.words if start else edge.words + 1
        return low + found[-place][0 if start else 1] if len(found) >= place else other
    rest = before.rstrip()
    if edge.signs != " ":
        if not rest.endswith(edge.signs):
            return other
        rest = rest.removesuffix(edge.signs)
    elif start:
        return low + len(rest)
    return low + len(rest if start else rest.rstrip())
