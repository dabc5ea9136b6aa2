"""What the rules look at: the marks of one set over one text, indexed once, and one rule's data."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.core.annotation import (
    Acceptance,
    Item,
    Items,
    Relation,
    Span,
    relations_of,
    spans_of,
)
from annotator.core.document import Region
from annotator.core.problem import Fix, Problem, Severity
from annotator.core.scheme import LabelScheme, Rule

Range = tuple[int, int]


class Marks:
    """The marks of one set, the regions, the text and the scheme, with indexes built when asked."""

    def __init__(
        self, text: str, items: Items, regions: Iterable[Region], scheme: LabelScheme, language: str
    ) -> None:
        """Take what is checked; nothing is judged yet."""
        self.text = text
        self.items = items
        self.regions = sorted(regions, key=lambda r: (r.start, r.end, r.id, r.kind, r.value))
        self.scheme = scheme
        self.language = language
        self.sha256 = ""
        self.spans = spans_of(_in_order(items))
        self.relations = relations_of(_in_order(items))

    @cached_property
    def sound(self) -> list[Span]:
        """Return the spans that lie inside the text, in reading order."""
        length = len(self.text)
        return [span for span in self.spans if 0 <= span.start < span.end <= length]

    @cached_property
    def by_label(self) -> dict[str, list[Span]]:
        """Return the sound spans under their labels, in reading order."""
        found: dict[str, list[Span]] = defaultdict(list)
        for span in self.sound:
            found[span.label].append(span)
        return dict(found)

    @cached_property
    def by_id(self) -> dict[str, Span]:
        """Return the spans under their ids, the first in reading order where an id comes twice."""
        found: dict[str, Span] = {}
        for span in self.spans:
            found.setdefault(span.id, span)
        return found

    @cached_property
    def hanging(self) -> dict[str, list[Relation]]:
        """Return the relations that hang on each span's id, at either end."""
        found: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            for end in {relation.source, relation.target}:
                found[end].append(relation)
        return dict(found)

    @cached_property
    def ties(self) -> dict[str, list[Relation]]:
        """Return, by name, the relations whose two ends are two spans that are there."""
        found: dict[str, list[Relation]] = defaultdict(list)
        known = self.by_id
        for relation in self.relations:
            source, target = relation.source, relation.target
            if source in known and target in known and source != target:
                found[relation.label].append(relation)
        return dict(found)

    @cached_property
    def taken(self) -> frozenset[tuple[int, int, str]]:
        """Return the places that bear a label already, as (start, end, label)."""
        return frozenset((span.start, span.end, span.label) for span in self.spans)

    @cached_property
    def reasons(self) -> dict[tuple[str, tuple[str, ...]], str]:
        """Return why problems were accepted, under their rule and marks."""
        said = [item for item in self.items.values() if isinstance(item, Acceptance)]
        said.sort(key=lambda item: item.reason, reverse=True)
        return {(item.rule, item.marks): item.reason for item in said}

    def can(self, fix: Fix | None) -> bool:
        """Tell whether a fix could be applied: all that it removes stands under its own id."""
        return fix is not None and all(
            self.items.get(item.id) == item for item in fix.change.removed
        )

    def labelled(self, labels: Sequence[str]) -> list[Span]:
        """Return the sound spans of some labels (none named: all), in reading order."""
        if not labels:
            return self.sound
        if len(labels) == 1:
            return self.by_label.get(labels[0], [])
        named = frozenset(labels)
        return [span for span in self.sound if span.label in named]

    def words_for(self, label: str) -> str:
        """Return a label as it stands on screen, its own name where the scheme lacks it."""
        known = self.scheme.label_by_name.get(label)
        return known.words if known else label

    def words_for_relation(self, name: str) -> str:
        """Return a relation as it stands on screen, its own name where the scheme lacks it."""
        known = self.scheme.relation_by_name.get(name)
        return known.words if known else name


@dataclass(frozen=True, slots=True)
class Case:
    """One rule before the marks that it is to judge."""

    marks: Marks
    rule: Rule
    severity: Severity

    @property
    def text(self) -> str:
        """Return the text."""
        return self.marks.text

    def spans(self) -> list[Span]:
        """Return the sound spans that the rule speaks of, by label and by attribute."""
        found = self.marks.labelled(self.rule.labels)
        name = self.rule.attribute
        if not name or not self.rule.values:
            return found
        wanted = frozenset(self.rule.values)
        return [span for span in found if self.value_of(span, name) in wanted]

    def value_of(self, span: Span, name: str) -> str:
        """Return an attribute's value, its default where the span has none."""
        value = span.attribute(name)
        label = self.marks.scheme.label_by_name.get(span.label)
        if value or label is None:
            return value
        return next((a.default or "" for a in label.attributes if a.name == name), "")

    def words_in_lexicon(self) -> frozenset[str]:
        """Return the words of the rule's lexicon in the article's language."""
        return self.marks.scheme.words_in(self.rule.lexicon, self.marks.language)

    def name(self, span: Span) -> str:
        """Return the span's label as it stands on screen."""
        return self.marks.words_for(span.label)

    def problem(self, message: str, *spans: Span, fixes: Iterable[Fix | None] = ()) -> Problem:
        """Return a problem of some spans; it stands at the first of them."""
        return self.at(message, spans[0].start, spans[0].end, spans, fixes)

    def at(
        self,
        message: str,
        start: int,
        end: int,
        marks: Sequence[Span | Relation | Region] = (),
        fixes: Iterable[Fix | None] = (),
    ) -> Problem:
        """Return a problem at a place, which is brought inside the text."""
        length = len(self.text)
        start = min(max(start, 0), length)
        return Problem(
            rule=self.rule.id,
            severity=self.severity,
            message=message,
            marks=tuple(mark.id for mark in marks),
            start=start,
            end=min(max(end, start), length),
            fixes=tuple(fix for fix in fixes if fix and self.marks.can(fix)),
        )


Check = Callable[[Case], Iterable[Problem]]

RULES: dict[str, Check] = {}


def rule(name: str) -> Callable[[Check], Check]:
    """Enter a function under a rule's id, so that a scheme's rule of that id runs it."""

    def enter(check: Check) -> Check:
        RULES[name] = check
        return check

    return enter


class Cover:
    """Some ranges of the text, joined where they meet; tells at once what they touch."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        """Take the ranges in any order; empty ones cover nothing."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if end <= start:
                continue
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any covered code point lies in a range."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._ends[at - 1] > start


def _in_order(items: Items) -> list[Item]:
    """Return items so that what comes of them does not hang on the order of the mapping.

    Spans and relations are sorted by place and id afterwards, so that this matters only where an
    id is borne twice.
    """
    if all(key == item.id for key, item in items.items()):
        return list(items.values())
    return [item for _, item in sorted(items.items(), key=lambda pair: (pair[0], repr(pair[1])))]
