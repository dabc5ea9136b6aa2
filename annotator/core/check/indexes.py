"""What is found out about all marks at once, so that most rules need not look at each."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.core.annotation import Relation, Span

_APART_SEEN = frozenset('!"():;?[]{}/“”„«»‹›…—–،؛؟。、，')
_APART = _APART_SEEN | frozenset(" \t\r\n")  # what no word holds inside it
_FILLERS = "\u1100"  # from here on there are letters that show nothing
_PLAIN = re.compile("[^\r\u0300-\u200f\u2028-\u202f\u2060-\U0010ffff]*+")  # none join another
_NOTHING: frozenset[str] = frozenset()
_EDGES = 20_000  # pairs of signs that are kept in mind

Kind = tuple[str, str, str]  # a relation's name and the labels of its two ends


@dataclass(frozen=True, slots=True)
class Joined:
    """What relations join.

    `ties` are by name those whose two ends are two spans that are there, `kinds` what these join,
    `loose` tells whether there are others.
    """

    ties: dict[str, list[Relation]]
    kinds: set[Kind]
    loose: bool

    @classmethod
    def of(cls, relations: Sequence[Relation], spans: Mapping[str, Span]) -> "Joined":
        """Return what some relations join; `spans` are under their ids."""
        ties: dict[str, list[Relation]] = defaultdict(list)
        kinds: set[Kind] = set()
        count = 0
        for relation in relations:
            source, target = spans.get(relation.source), spans.get(relation.target)
            if source is not None and target is not None and relation.source != relation.target:
                ties[relation.label].append(relation)
                kinds.add((relation.label, source.label, target.label))
                count += 1
        return cls(dict(ties), kinds, count < len(relations))


@dataclass(frozen=True, slots=True)
class Shared:
    """How spans share words: whether any two `cross`, and which labels lie within which.

    `within` are pairs of labels that spans hold which lie around, and of the label inside; where
    spans cross it is not complete. A span with the range of another counts as inside it.
    """

    cross: bool
    within: set[tuple[frozenset[str], str]]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Shared":
        """Return how spans share words; they come in reading order."""
        within: set[tuple[frozenset[str], str]] = set()
        around: list[tuple[int, frozenset[str]]] = []  # ends, and the labels up to there
        for span in spans:
            start, end, label = span.start, span.end, span.label
            while around and around[-1][0] <= start:
                around.pop()
            reach, held = around[-1] if around else (end, _NOTHING)
            if reach < end:
                return cls(cross=True, within=within)
            if held:
                within.add((held, label))
            around.append((end, held if label in held else held | {label}))
        return cls(cross=False, within=within)

    def may_hold(self, outers: Mapping[str, Collection[str]]) -> bool:
        """Tell whether a label may lie inside one of those that `outers` names for it."""
        return self.cross or any(
            not held.isdisjoint(outers.get(label, ())) for held, label in self.within
        )


def unsure_edges(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans at whose edges the two signs leave open whether all is well.

    Elsewhere an edge parts no character and no word, and what stands inside it shows.
    """
    return [
        span
        for span in spans
        if _unsure_start(text[span.start - 1 : span.start + 1])
        or _unsure_end(text[span.end - 1 : span.end + 1])
    ]


def shows(char: str) -> bool:
    """Tell whether a character shows for certain; False leaves it open."""
    return char in _APART_SEEN or (char < _FILLERS and char.isalnum())


def apart(before: str, after: str) -> bool:
    """Tell whether two signs beside one another part words for certain; False leaves it open."""
    if before in _APART or after in _APART:
        return True
    return (before in ".," and not after.isdigit()) or (after in ".," and not before.isdigit())


@lru_cache(_EDGES)
def _unsure_start(around: str) -> bool:
    return _unsure_seam(around) or not shows(around[1])


@lru_cache(_EDGES)
def _unsure_end(around: str) -> bool:
    return _unsure_seam(around) or not shows(around[0])


def _unsure_seam(around: str) -> bool:
    if len(around) != 2 or not _is_plain(around):  # noqa: PLR2004 the signs before and after
        return True
    return not apart(around[0], around[1])


def _is_plain(signs: str) -> bool:
    """Tell whether no sign joins another for certain; False leaves it open."""
    return _PLAIN.fullmatch(signs) is not None
