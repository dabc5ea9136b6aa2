"""How marks go into gold: spans at their places, relations between the spans that stand there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.annotation import Decision, Item, Items, Relation, Span, spans_of
from annotator.core.change import Change
from annotator.review.article import Review
from annotator.review.keys import Join, Place, fresh_id, joins_of, overlap, place_of, together
from annotator.review.readings import RELATION, Difference, Reading

READING, SEVERAL, PARTS, BY_HAND, NOTHING = "reading", "several", "parts", "by hand", "nothing"
CARRIES = (READING, SEVERAL, PARTS)  # outcomes that bring relations of the readings along

Ends = tuple[str, Span, Span]  # a relation's label and its ends as an annotator marked them
Taken = Mapping[Place, Collection[str]]  # whose reading gold takes where a place is in question


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to stand in gold at a difference, and whose relations come along with it."""

    outcome: str
    taken: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    readings: tuple[Reading, ...] = ()
    drawn: tuple[Ends, ...] = ()  # relations besides those of the readings
    reason: str = ""
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """A relation that a decision brings along as soon as both its ends stand in gold."""

    ends: Ends
    decision: str  # its id


@dataclass
class Gold:
    """Gold on its way to another state: `items` are changed step by step.

    `near` are the marks that stand for what annotators left at a place where they differ. `laid`
    are ids of spans that the difference in question has, or had, in gold; `kept` are ids of
    those marks that stand there now.
    """

    before: Items
    text: str
    near: dict[Place, Collection[str]] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    laid: set[str] = field(default_factory=set)
    kept: dict[str, None] = field(default_factory=dict)  # in the order in which they came
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        self.items = dict(self.before)
        self.spans = spans_of(self.items.values())

    @property
    def joins(self) -> dict[Join, Relation]:
        """Return the relations as they stand by now."""
        return joins_of(self.items.values(), self.spans)

    def put_spans(self, wanted: Iterable[Span], stale: Collection[str]) -> None:
        """Put spans in and take `stale` ones away; one at the same place is used again."""
        there = {place_of(span): span for span in reversed(self.spans)}
        self.laid |= set(stale)
        for span in wanted:
            old = there.get(place_of(span))
            new = self._new(span) if old is None else replace(old, attributes=span.attributes)
            there[place_of(span)] = new
            self.items[new.id] = new
            self.laid.add(new.id)
            self.kept[new.id] = None
        for gone in set(stale) - self.kept.keys():
            del self.items[gone]
        self.spans = spans_of(self.items.values())

    def drop_relations(self, ids: Collection[str]) -> None:
        """Take those of some relations away that hang on the laid spans."""
        for one in list(self.items.values()):
            if isinstance(one, Relation) and one.id in ids and self._hangs(one):
                del self.items[one.id]

    def hang_over(self) -> None:
        """Let relations whose end went away run to the span in its place, or take them away."""
        gone = {one.id: one for one in spans_of(self.before.values()) if one.id not in self.items}
        if not gone:
            return
        for one in list(self.items.values()):
            if isinstance(one, Relation) and (one.source in gone or one.target in gone):
                self._hang_over(one, gone)

    def draw(self, ends: Ends, known: Mapping[tuple[str, str, str], Relation]) -> str:
        """Draw a relation between what stands in gold for its ends; return its id, "" if not drawn.

        `known` are relations by label and ends that may come back as they were.
        """
        label, *others = ends
        source, target = (self.counterpart(end) for end in others)
        if not source or not target or source == target:
            return ""
        key = (label, source, target)
        there = [one for one in self.items.values() if isinstance(one, Relation)]
        same = next((one for one in there if _key(one) == key), None)
        new = same or known.get(key) or Relation(fresh_id("r"), *key)
        self.items[new.id] = new
        return new.id

    def counterpart(self, end: Span) -> str:
        """Return the id of the span that stands in gold for one of an annotator's, "" for none.

        That is the span at its place; else, of those that a decision put in for it, the one of its
        label with which it shares most words.
        """
        same = next((one.id for one in self.spans if place_of(one) == place_of(end)), "")
        return same or self._nearest(end, self.near.get(place_of(end), ()))

    def change(self, name: str) -> Change:
        """Return how gold is changed by now."""
        return between(name, self.before, self.items)

    def _new(self, span: Span) -> Span:
        words = self.text[span.start : span.end]
        return Span(fresh_id("s"), span.label, span.start, span.end, words, span.attributes)

    def _nearest(self, end: Span, marks: Collection[str]) -> str:
        best, most = "", 0
        for span in self.spans:
            shared = overlap((span.start, span.end), (end.start, end.end))
            if span.id in marks and span.label == end.label and shared > most:
                best, most = span.id, shared
        return best

    def _hangs(self, one: Relation) -> bool:
        return one.source in self.laid or one.target in self.laid

    def _hang_over(self, one: Relation, gone: Mapping[str, Span]) -> None:
        ends = [
            self._nearest(gone[end], self.kept) if end in gone else end
            for end in (one.source, one.target)
        ]
        drawn = {_key(each) for each in self.items.values() if isinstance(each, Relation)}
        if not all(ends) or ends[0] == ends[1] or (one.label, *ends) in drawn:
            del self.items[one.id]
        else:
            self.items[one.id] = replace(one, source=ends[0], target=ends[1])


def gold_in(review: Review, difference: Difference | None = None) -> Gold:
    """Return gold as it stands, ready to be changed at a difference."""
    near: dict[Place, Collection[str]] = {
        place: one.decision.marks
        for one in review.differences
        if one.decision is not None
        for place in one.places
    }
    gold = Gold(review.gold.items, review.document.text, near)
    if difference is not None:
        near.update(dict.fromkeys(difference.places, gold.kept))
    return gold


def between(name: str, before: Items, after: Items) -> Change:
    """Return the change that leads from some items to others."""
    removed = tuple(item for key, item in before.items() if after.get(key) != item)
    added = tuple(item for key, item in after.items() if before.get(key) != item)
    return Change(name, removed, added)


def standing(review: Review, difference: Difference) -> list[str]:
    """Return the ids of the marks that gold has at a difference, in order of their ids.

    They are those of its decision, and those of nobody's decision, or of one that is settled with
    others by now, that lie at a place of a reading or near one with the same label.
    """
    own = set(difference.decision.marks) if difference.decision else set()
    others = {
        mark
        for one in review.gold.decisions
        if one != difference.decision and one.id not in review.superseded
        for mark in one.marks
        if mark not in own
    }
    items = review.gold.items
    if difference.basis.startswith("r"):
        free = _free_relations(review, difference, others)
    else:
        free = _free_spans(review, difference, others)
    return sorted((own & items.keys()) | free)


def carrying(
    review: Review, besides: Difference | None = None
) -> list[tuple[Difference, Decision]]:
    """Return the decisions that bring relations of readings along, but for one difference."""
    return [
        (one, one.decision)
        for one in review.differences
        if one.decision is not None
        and not one.stale
        and not (besides and one.id == besides.id)
        and one.decision.outcome in CARRIES
    ]


def taken_at(
    review: Review, difference: Difference | None = None, verdict: Verdict | None = None
) -> Taken:
    """Return whose readings gold takes, with the verdict that is made on one difference."""
    found: dict[Place, Collection[str]] = {}
    for one, decision in carrying(review, difference):
        found.update(dict.fromkeys(one.places, decision.taken))
    if difference is not None and verdict is not None and verdict.outcome in CARRIES:
        found.update(dict.fromkeys(difference.places, verdict.taken))
    return found


def owed(review: Review, besides: Difference | None, taken: Taken) -> list[Owed]:
    """Return the relations of all readings that were taken, but for one difference."""
    return [
        Owed(ends, decision.id)
        for one, decision in carrying(review, besides)
        for reading in one.readings
        if set(reading.annotators) & set(decision.taken)
        for ends in ends_in(reading, taken)
    ]


def pay(gold: Gold, review: Review, difference: Difference | None, taken: Taken) -> None:
    """Draw relations of other decisions that waited for the spans that were laid now."""
    known = relations_by_key(gold.before)
    for one in owed(review, difference, taken):
        if not {gold.counterpart(end) for end in one.ends[1:]} & gold.laid:
            continue
        drawn, decision = gold.draw(one.ends, known), gold.items[one.decision]
        if drawn and isinstance(decision, Decision) and drawn not in decision.marks:
            gold.items[decision.id] = replace(decision, marks=(*decision.marks, drawn))


def ends_in(reading: Reading, taken: Taken) -> list[Ends]:
    """Return the relations of a reading with their ends.

    Of readings that are alike but for ends in question elsewhere, those count whose ends gold takes
    there; where it takes none of theirs, the first does.
    """
    found: list[Ends] = []
    for number, one in enumerate(reading.alike or (reading,)):
        ends = {span.id: span for span in (*one.spans, *one.ends)}
        for each in one.relations:
            far = [end for end in one.ends if end.id in {each.source, each.target}]
            names = {name for end in far for name in taken.get(place_of(end), ())}
            theirs = names.intersection(reading.annotators)
            if theirs.intersection(one.annotators) or (not theirs and number == 0):
                found.append((each.label, ends[each.source], ends[each.target]))
    return found


def carried(decisions: Sequence[Decision]) -> frozenset[str]:
    """Return the ids of all marks that came in with readings."""
    return frozenset(mark for one in decisions if one.outcome in CARRIES for mark in one.marks)


def relations_by_key(items: Items) -> dict[tuple[str, str, str], Relation]:
    """Return relations by label and ends."""
    return {_key(one): one for one in items.values() if isinstance(one, Relation)}


def _free_spans(review: Review, difference: Difference, others: Collection[str]) -> set[str]:
    places = difference.places
    agreed = {place_of(span) for span in review.agreed.spans.values()} - places
    return {
        span.id
        for span in review.gold.spans
        if span.id not in others
        and place_of(span) not in agreed
        and any(
            span.label == place[2] and together((span.start, span.end), place[:2])
            for place in places
        )
    }


def _free_relations(review: Review, difference: Difference, others: Collection[str]) -> set[str]:
    wanted = {join for reading in difference.readings for join in reading.joins}
    drawn = joins_of(review.gold.items.values(), review.gold.spans)
    return {one.id for join, one in drawn.items() if join in wanted and one.id not in others}


def _key(one: Relation) -> tuple[str, str, str]:
    return one.label, one.source, one.target


def is_relation(difference: Difference) -> bool:
    """Tell whether a difference is about relations between spans that all marked alike."""
    return difference.kind == RELATION or difference.basis.startswith("r")
