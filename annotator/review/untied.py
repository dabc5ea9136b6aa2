"""Relations that one of two annotators made and the other did not: what the F1 of one leaves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.agreement.matching import Match
from annotator.core.annotation import AnnotationSet, Span

Ends = tuple[Span, Span]


class Untied(NamedTuple):
    """A relation of one side: where it begins at both (None: left out), and where it leads to.

    `said` are the words that it leads to, at the side that has it.
    """

    left: Span | None
    right: Span | None
    said: tuple[str, str]


def once(spans: Sequence[Span]) -> dict[str, Span]:
    """Return by id the spans of a set, those that say the same as one before being that one."""
    first: dict[tuple[str, int, int], Span] = {}
    for span in spans:
        first.setdefault((span.label, span.start, span.end), span)
    return {span.id: first[span.label, span.start, span.end] for span in spans}


def untied(
    left: AnnotationSet,
    right: AnnotationSet,
    matches: Sequence[Match],
    relation: str,
    *,
    symmetric: bool,
) -> Iterator[Untied]:
    """Yield the relations of a name that one side alone has; those without direction turn."""
    pairs = [(one.left, one.right) for one in matches if one.left and one.right]
    there = {one.id: other for one, other in pairs}
    back = {other.id: one for one, other in pairs}
    lefts, rights = (_ties(one, relation, symmetric=symmetric) for one in (left, right))
    for ends in lefts.values():
        if _answered(ends, there, rights, symmetric=symmetric):
            continue
        yield Untied(ends[0], there.get(ends[0].id), (ends[1].text, ""))
    for ends in rights.values():
        if not _answered(ends, back, lefts, symmetric=symmetric):
            yield Untied(back.get(ends[0].id), ends[0], ("", ends[1].text))


def _ties(one: AnnotationSet, relation: str, *, symmetric: bool) -> dict[tuple[str, ...], Ends]:
    """Return the relations of a name by the ids of their ends, each once."""
    spans = once(one.spans)
    found: dict[tuple[str, ...], Ends] = {}
    for tie in one.relations:
        if tie.label == relation and tie.source in spans and tie.target in spans:
            ends = spans[tie.source], spans[tie.target]
            found.setdefault(_key(ends, symmetric=symmetric), ends)
    return found


def _answered(
    ends: Ends,
    answers: Mapping[str, Span],
    others: Mapping[tuple[str, ...], Ends],
    *,
    symmetric: bool,
) -> bool:
    source, target = (answers.get(end.id) for end in ends)
    if source is None or target is None:
        return False
    return _key((source, target), symmetric=symmetric) in others


def _key(ends: Ends, *, symmetric: bool) -> tuple[str, ...]:
    ids = (ends[0].id, ends[1].id)
    return tuple(sorted(ids)) if symmetric else ids
