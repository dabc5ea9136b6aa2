"""What an annotator did beside gold, in a form that can be known again in another text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.agreement.matching import matched
from annotator.core.annotation import Attributes, Span
from annotator.review.edges import Edge, edge_between
from annotator.review.gold import READING
from annotator.review.readings import RELATION, Difference, Reading


class Step(NamedTuple):
    """What one span, or one relation, is to an annotator beside what it is in gold.

    `gold` and `label` are the labels, "" where the one or the other has nothing. `attributes` are
    (name, gold's value, the annotator's), where they tell the two apart.
    """

    gold: str
    label: str
    start: Edge = Edge()
    end: Edge = Edge()
    attributes: tuple[tuple[str, str, str], ...] = ()


class Way(NamedTuple):
    """What some annotators alike did otherwise."""

    annotators: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How annotators part from what gold took, so that it can be known again in another text.

    `outcome` is how gold came by it: by one reading, by several, by parts of readings, by hand.
    `taken` are those whose reading it was: where others left the same spans with other relations,
    theirs counts.
    """

    kind: str
    nothing: bool  # gold took nothing
    ways: tuple[Way, ...]
    outcome: str = READING
    taken: tuple[str, ...] = field(default=(), compare=False)


def described(text: str, difference: Difference, taken: Reading, outcome: str) -> Pattern:
    """Return how annotators part from what gold has at a difference, or would have.

    Without ways, nothing tells them apart.
    """
    steps = _joins_apart if difference.kind == RELATION else _spans_apart
    ways = (
        Way(one.annotators, tuple(steps(text, taken, one)))
        for one in difference.readings
        if one is not taken
    )
    found = tuple(sorted(one for one in ways if one.steps))
    return Pattern(difference.kind, taken.empty, found, outcome)


def _spans_apart(text: str, taken: Reading, other: Reading) -> list[Step]:
    found = []
    for match in matched(taken.spans, other.spans):
        if match.left is None or match.right is None:
            found.append(_alone(match.left, match.right))
        else:
            step = _step(text, match.left, match.right)
            if step != Step(step.gold, step.gold):
                found.append(step)
    return found


def _alone(gold: Span | None, other: Span | None) -> Step:
    """Return the step of a span that one of the two lacks; its attributes tell which kind it is."""
    span = gold or other
    pairs = span.attributes if span else ()
    if gold:
        return Step(gold.label, "", attributes=tuple((key, value, "") for key, value in pairs))
    label = other.label if other else ""
    return Step("", label, attributes=tuple((key, "", value) for key, value in pairs))


def _step(text: str, gold: Span, other: Span) -> Step:
    same = (gold.start, gold.end, gold.label) == (other.start, other.end, other.label)
    return Step(
        gold.label,
        other.label,
        edge_between(text, gold.start, other.start, 1 if other.start < gold.start else -1),
        edge_between(text, gold.end, other.end, 1 if other.end > gold.end else -1),
        _apart(gold.attributes, other.attributes) if same else (),
    )


def _apart(gold: Attributes, other: Attributes) -> tuple[tuple[str, str, str], ...]:
    ours, theirs = dict(gold), dict(other)
    names = sorted(ours.keys() | theirs.keys())
    found = ((name, ours.get(name, ""), theirs.get(name, "")) for name in names)
    return tuple(one for one in found if one[1] != one[2])


def _joins_apart(text: str, taken: Reading, other: Reading) -> list[Step]:
    """Return the relations that one of the two lacks; the words they join tell nothing."""
    ours, theirs = taken.joins.keys(), other.joins.keys()
    lost: Sequence[Step] = [Step(join[0], "") for join in sorted(ours - theirs)]
    return [*lost, *(Step("", join[0]) for join in sorted(theirs - ours))]
