"""A pattern in a sentence."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from annotator.core.scheme import LabelScheme
from annotator.review.edges import Edge
from annotator.review.pattern import Pattern, Step, Way
from annotator.review.readings import RELATION

_SAME: Mapping[str, str] = MappingProxyType({})


def sentence(pattern: Pattern, scheme: LabelScheme, names: Mapping[str, str] = _SAME) -> str:
    """Return what annotators do otherwise than gold, as a sentence.

    `names` are what annotators are called where that is not their name.
    """
    ways = [_way(one, pattern, scheme, names) for one in pattern.ways]
    return f"{'; '.join(ways)}."


def _way(way: Way, pattern: Pattern, scheme: LabelScheme, names: Mapping[str, str]) -> str:
    who = _joined(sorted(names.get(name, name) for name in way.annotators))
    words = _relation if pattern.kind == RELATION else _span
    many = len(way.annotators) > 1
    return f"{who} {_joined(words(step, scheme, many=many) for step in way.steps)}"


def _span(step: Step, scheme: LabelScheme, *, many: bool) -> str:
    s = "" if many else "s"
    gold, label = (_label(one, scheme) for one in (step.gold, step.label))
    if not step.label:
        return f"leave{s} {gold}{_told(step, 1)} out"
    if not step.gold:
        return f"mark{s} {label}{_told(step, 2)} where gold has nothing"
    said = [f"read{s} {gold} as {label}"] if gold != label else []
    said += [
        f"{_edge(edge, s)} at the {name} of {label}"
        for name, edge in (("start", step.start), ("end", step.end))
        if edge.side
    ]
    for name, ours, theirs in step.attributes:
        title = name.replace("_", " ")
        said.append(f"give{s} {label} {title} {_value(theirs)} for {_value(ours)}")
    return _joined(said)


def _relation(step: Step, scheme: LabelScheme, *, many: bool) -> str:
    s = "" if many else "s"
    known = scheme.relation_by_name.get(step.gold or step.label)
    words = known.words if known else step.gold or step.label
    return f"leave{s} “{words}” out" if step.gold else f"draw{s} “{words}” where gold does not"


def _edge(edge: Edge, s: str) -> str:
    verb = "take" if edge.side > 0 else "leave"
    if edge.words:
        what = "1 word" if edge.words == 1 else f"{edge.words} words"
        return f"{verb}{s} {what} {'more' if edge.side > 0 else 'out'}"
    what = "a space" if edge.signs == " " else f"the “{edge.signs}”"
    return f"{verb}{s} {what} {'in' if edge.side > 0 else 'out'}"


def _told(step: Step, place: int) -> str:
    values = [one[place].replace("_", " ") for one in step.attributes if one[place]]
    return f" ({', '.join(values)})" if values else ""


def _value(value: str) -> str:
    return f"“{value.replace('_', ' ')}”" if value else "nothing"


def _label(name: str, scheme: LabelScheme) -> str:
    known = scheme.label_by_name.get(name)
    return known.words if known else name


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
