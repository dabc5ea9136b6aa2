"""What the rules look at: the marks of one set over one text, indexed once, and one rule's data."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeVar

from annotator.core.annotation import (
    Acceptance,
    Item,
    Items,
    Relation,
    Span,
    relations_of,
    spans_of,
)
from annotator.core.check.groups import Groups
from annotator.core.check.indexes import Joined, Shared, unsure_edges
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
        self._groups: dict[str, Groups] = {}
        self._labelled: dict[tuple[str, ...], list[Span]] = {}
        self._valued: dict[tuple[tuple[str, ...], str, tuple[str, ...]], list[Span]] = {}

    def indexing(self) -> Iterator[None]:
        """Build what most rules need bit by bit, for who has other things to do in between."""
        if len(self.items) <= PACE:
            return  # it is built where it is asked for
        for build in (
            *(lambda: self._ordered, lambda: self.spans, lambda: self.relations),
            *(lambda: self.sound, lambda: self.by_label, lambda: self.by_id),
            *(lambda: self.joined, lambda: self.shared),
        ):
            build()
            yield
        taken = set()
        for part in parts_of(self.spans):
            taken.update([(span.start, span.end, span.label) for span in part])
            yield
        self.taken = taken

    @cached_property
    def as_named(self) -> bool:
        """Tell whether each item stands under its own id, so that no two share one."""
        return list(self.items) == [item.id for item in self.items.values()]

    @cached_property
    def _ordered(self) -> list[Item]:
        """Return items so that what comes of them does not hang on the order of the mapping.

        Spans and relations are sorted by place and id afterwards, so that this matters only where
        an id is borne twice.
        """
        if self.as_named:
            return list(self.items.values())
        by_name = sorted(self.items.items(), key=lambda pair: (pair[0], repr(pair[1])))
        return [item for _, item in by_name]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return the spans in reading order, sound or not."""
        return spans_of(self._ordered)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Return the relations in order."""
        return relations_of(self._ordered)

    @cached_property
    def sound(self) -> list[Span]:
        """Return the spans that lie inside the text, in reading order."""
        length = len(self.text)
        return [span for span in self.spans if 0 <= span.start < span.end <= length]

    @cached_property
    def shared(self) -> Shared:
        """Return how the sound spans share words."""
        return Shared.of(self.sound)

    @cached_property
    def unsure(self) -> list[Span]:
        """Return the sound spans at whose edges the signs beside them leave something open."""
        return unsure_edges(self.text, self.sound)

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
        return {span.id: span for span in reversed(self.spans)}

    @cached_property
    def hanging(self) -> dict[str, list[Relation]]:
        """Return the relations that hang on each span's id, at either end."""
        found: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            for end in {relation.source, relation.target}:
                found[end].append(relation)
        return dict(found)

    @cached_property
    def joined(self) -> Joined:
        """Return what the relations join."""
        return Joined.of(self.relations, self.by_id)

    @property
    def ties(self) -> dict[str, list[Relation]]:
        """Return, by name, the relations whose two ends are two spans that are there."""
        return self.joined.ties

    def groups_through(self, name: str) -> Groups:
        """Return the groups of spans that a relation joins, "" for none; each stands for itself."""
        found = self._groups.get(name)
        if found is None:
            found = self._groups[name] = Groups()
            for link in self.ties.get(name, ()) if name else ():
                found.join(link.source, link.target)
        return found

    @cached_property
    def taken(self) -> AbstractSet[tuple[int, int, str]]:
        """Return the places that bear a label already, as (start, end, label)."""
        return {(span.start, span.end, span.label) for span in self.spans}

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
        key = tuple(labels)
        found = self._labelled.get(key)
        if found is None:
            found = self._labelled[key] = [span for span in self.sound if span.label in key]
        return found

    def valued(self, labels: tuple[str, ...], name: str, values: tuple[str, ...]) -> list[Span]:
        """Return the sound spans of some labels whose attribute has one of some values."""
        found = self._valued.get((labels, name, values))
        if found is None:
            spans = self.labelled(labels)
            found = [span for span in spans if self.value_of(span, name) in values]
            self._valued[labels, name, values] = found
        return found

    def value_of(self, span: Span, name: str) -> str:
        """Return an attribute's value, its default where the span has none."""
        for key, value in span.attributes:
            if key == name and value:
                return value
        known = self.scheme.attributes_by_label.get(span.label, {}).get(name)
        return (known.default or "") if known else ""

    def words_for(self, label: str) -> str:
        """Return a label as it stands on screen, its own name where the scheme lacks it."""
        known = self.scheme.label_by_name.get(label)
        return known.words if known else label

    def words_for_relation(self, name: str) -> str:
        """Return a relation as it stands on screen, its own name where the scheme lacks it."""
        known = self.scheme.relation_by_name.get(name)
        return known.words if known else name


class Case(NamedTuple):
    """One rule before the marks that it is to judge, or before a part of its spans."""

    marks: Marks
    rule: Rule
    severity: Severity
    low: int = 0
    high: int | None = None

    @property
    def text(self) -> str:
        """Return the text."""
        return self.marks.text

    def spans(self) -> list[Span]:
        """Return the sound spans that the rule speaks of, by label and by attribute."""
        rule = self.rule
        if not rule.attribute or not rule.values:
            found = self.marks.labelled(rule.labels)
        else:
            found = self.marks.valued(tuple(rule.labels), rule.attribute, tuple(rule.values))
        return found if self.low == 0 and self.high is None else found[self.low : self.high]

    def parts(self, size: int) -> Iterator["Case"]:
        """Yield the rule before so many of its spans at a time."""
        count = len(self.spans())
        if count <= size:
            yield self
            return
        for low in range(0, count, size):
            yield self._replace(low=low, high=low + size)

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


Check = Callable[[Case], Iterable[Problem | None]]
T = TypeVar("T")

RULES: dict[str, Check] = {}
PACE = 1000  # spans or relations: some milliseconds' work for any rule
ALONE: set[str] = set()  # the rules that look at each span for itself


def rule(name: str, *, alone: bool = False) -> Callable[[Check], Check]:
    """Enter a function under a rule's id, so that a scheme's rule of that id runs it.

    It yields problems, and None where it may be left for a while. One that judges each span `alone`
    need not: it is given a part of the spans at a time.
    """

    def enter(check: Check) -> Check:
        RULES[name] = check
        if alone:
            ALONE.add(name)
        return check

    return enter


def parts_of(things: Sequence[T], size: int = PACE) -> Iterator[Sequence[T]]:
    """Yield so many things at a time, for who may pause after each part."""
    if len(things) <= size:
        yield things
        return
    for low in range(0, len(things), size):
        yield things[low : low + size]


def paced(things: Iterable[T]) -> Iterator[T | None]:
    """Yield things, and None after each PACE of them, when whoever looks at them may pause."""
    for count, thing in enumerate(things, 1):
        yield thing
        if not count % PACE:
            yield None


class Cover:
    """Some ranges of the text; tells at once what they touch."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        """Take the ranges in any order; empty ones cover nothing."""
        known = sorted(range_ for range_ in ranges if range_[0] < range_[1])
        self._starts = [start for start, _ in known]
        self._reach = list(accumulate((end for _, end in known), max))  # the farthest end so far

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any covered code point lies in a range."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._reach[at - 1] > start
