"""Rules about marks that share words: doubles, crossings, nesting, regions. All are sweeps."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator

from annotator.core.annotation import Span
from annotator.core.check.case import PACE, Case, Cover, Marks, paced, rule
from annotator.core.check.fixes import merge, reshape, take_away
from annotator.core.problem import Fix, Problem


@rule("E04")
def marked_once(case: Case) -> Iterator[Problem | None]:
    """Find spans with the range and the label of another."""
    if len(case.marks.taken) == len(case.marks.spans):
        return
    seen: dict[tuple[int, int, str], Span] = {}
    for span in paced(case.spans()):
        if span is None:
            yield None
            continue
        first = seen.setdefault((span.start, span.end, span.label), span)
        if first is not span:
            fix = merge(case.marks, first, span)
            message = f"{case.name(span)} is marked twice"
            yield case.problem(message, first, span, fixes=[fix])


@rule("E07")
def same_label_does_not_cross(case: Case) -> Iterator[Problem | None]:
    """Find two spans of one label that share words while neither holds the other.

    Each span is told of one that began before it, so the findings are at most as many as the spans.
    """
    if not case.marks.shared.cross:
        return
    by_label: dict[str, list[Span]] = defaultdict(list)
    for span in case.spans():
        by_label[span.label].append(span)
    for spans in by_label.values():
        for pair in _crossings(spans):
            if pair is None:
                yield None
                continue
            first, second = pair
            message = f"{case.name(first)} crosses another"
            fixes = _cuts(case.marks, first, second)
            yield case.problem(message, first, second, fixes=fixes)


@rule("W21")
def other_labels_do_not_cross(case: Case) -> Iterator[Problem | None]:
    """Find two spans of different labels that share words while neither holds the other."""
    if not case.marks.shared.cross:
        return
    ends: dict[str, list[_End]] = {}
    for order, span in enumerate(case.spans()):
        if not order % PACE:
            yield None
        for label, known in ends.items():
            first = None if label == span.label else _crossed(known, span)
            if first is not None:
                message = f"{case.name(first)} and {case.name(span)} cross"
                yield case.problem(message, first, span)
        insort(ends.setdefault(span.label, []), (span.end, order, span))


@rule("W20")
def nested_as_the_scheme_likes(case: Case) -> Iterator[Problem | None]:
    """Find spans inside a span in which the scheme's nesting warns of them or never has them."""
    outers = case.marks.scheme.nesting.unwelcome
    if not case.marks.shared.may_hold(outers):
        return
    farthest: dict[str, Span] = {}
    for span in paced(case.spans()):
        if span is None:
            yield None
            continue
        for label in outers.get(span.label, ()):
            around = farthest.get(label)
            if around is not None and _holds(around, span):
                yield case.problem(_inside(case, span, around), span, around)
        if span.label not in farthest or span.end > farthest[span.label].end:
            farthest[span.label] = span


@rule("W15", alone=True)
def outside_furniture(case: Case) -> Iterator[Problem]:
    """Find marks in regions of the rule's kinds."""
    known = {region.kind for region in case.marks.regions}
    covers = [
        (kind, Cover((r.start, r.end) for r in case.marks.regions if r.kind == kind))
        for kind in case.rule.kinds
        if kind in known
    ]
    for span in case.spans() if covers else ():
        kind = next((name for name, cover in covers if cover.touches(span.start, span.end)), "")
        if kind:
            fix = take_away(case.marks, span)
            yield case.problem(f"{case.name(span)} in text set aside as {kind}", span, fixes=[fix])


_End = tuple[int, int, Span]  # where a span ends, its place in reading order, the span


def _crossings(spans: Iterable[Span]) -> Iterator[tuple[Span, Span] | None]:
    """Yield (earlier, later) that cross, one for each later span; spans come in reading order.

    None comes where whoever asks may pause.
    """
    ends: list[_End] = []
    for order, span in enumerate(spans):
        if not order % PACE:
            yield None
        first = _crossed(ends, span)
        if first is not None:
            yield first, span
        insort(ends, (span.end, order, span))


def _crossed(ends: list[_End], span: Span) -> Span | None:
    """Return the span that ends first inside another that began later, if there is one."""
    del ends[: bisect_right(ends, span.start, key=lambda end: end[0])]
    for end, _, other in ends:
        if end >= span.end:
            return None
        if other.start < span.start:
            return other
    return None


def _cuts(marks: Marks, first: Span, second: Span) -> list[Fix | None]:
    return [
        reshape(marks, first, first.start, second.start, "End the first where the second begins"),
        reshape(marks, second, first.end, second.end, "Begin the second where the first ends"),
    ]


def _holds(outer: Span, inner: Span) -> bool:
    larger = (outer.start, outer.end) != (inner.start, inner.end)
    return larger and outer.start <= inner.start and inner.end <= outer.end


def _inside(case: Case, inner: Span, outer: Span) -> str:
    if inner.label == outer.label:
        return f"{case.name(inner)} inside another"
    return f"{case.name(inner)} inside {case.name(outer)}"
