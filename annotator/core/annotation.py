"""What an annotator leaves on a document: spans, relations, and what was said about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.core.document import Document, Region

STATUS_ID = "status"
DECISION_ID = "decide:"  # how the ids of decisions begin
NOTED = "noted"  # the outcome of a decision that decides nothing: it is a note on a difference
NO_HAND = ""  # the set that belongs to the document itself holds its regions

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of text: code points from the start of the text, half-open.

    `text` is what stands there, word for word. `attributes` are (name, value) pairs sorted by name.
    `discuss` is why the span should be talked about, "" when it need not be. `origin` says where
    the span came from when it was not made by hand. Nothing is checked here: marks that come from
    files are kept as they are, and `core.check` says what is wrong with them.
    """

    id: str
    label: str
    start: int
    end: int
    text: str
    attributes: Attributes = ()
    note: str = ""
    discuss: str = ""
    origin: str = ""

    def attribute(self, name: str) -> str:
        """Return the value of an attribute, or "" where it has none."""
        return next((value for key, value in self.attributes if key == name), "")

    def with_attribute(self, name: str, value: str) -> "Span":
        """Return the span with an attribute set, or taken away where the value is ""."""
        kept = {**dict(self.attributes), name: value}
        return replace(self, attributes=attributes({k: v for k, v in kept.items() if v}))


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled arrow from one span to another (from the words to who said them)."""

    id: str
    label: str
    source: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A problem that was looked at and accepted, with the reason; it does not come back."""

    rule: str
    marks: tuple[str, ...]
    reason: str

    @property
    def id(self) -> str:
        """Return the key: one acceptance for a rule and the marks that it speaks of."""
        return f"accept:{self.rule}:{','.join(self.marks)}"


@dataclass(frozen=True, slots=True)
class Status:
    """How far an annotator is with an article: state is "none", "done" or "discarded"."""

    state: str
    note: str = ""

    @property
    def id(self) -> str:
        """Return the key: a set has one status."""
        return STATUS_ID


@dataclass(frozen=True, slots=True)
class Decision:
    """How a difference was settled in the gold set, so that nothing settles it again unasked.

    It covers the code points from `start` to `end`. `kind` says how the readings differed
    ("agreed" where all marked the same), `outcome` what was done: "agreed", "reading", "several",
    "parts", "by hand", "nothing", or "ready made" where gold had come in finished. `taken` are the
    annotators whose reading went in (with "by hand": whose it was, before they changed it, while
    gold was kept), `marks` the ids of the gold marks that did. `basis` is a
    digest of the readings as they stood then: when they change later, the decision is stale. Ids
    begin with "decide:". With the outcome "noted" nothing was decided: `reason` is a note on the
    difference, which stays open; it has no marks.
    """

    id: str
    start: int
    end: int
    kind: str
    outcome: str
    taken: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    basis: str = ""
    reason: str = ""
    guideline: str = ""


Mark = Span | Relation
Item = Span | Relation | Region | Acceptance | Status | Decision
Items = Mapping[str, Item]


class SetKey(NamedTuple):
    """Which set: the document's id and the annotator's name ("" for the document's own regions)."""

    document: str
    annotator: str


@dataclass(frozen=True, slots=True)
class AnnotationSet:
    """All that one annotator left on one document, by id; `revision` counts the edits so far."""

    key: SetKey
    items: Items = field(default_factory=dict)
    revision: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the spans in reading order: by start, the longer first."""
        return spans_of(self.items.values())

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Return the relations by id."""
        return relations_of(self.items.values())

    @property
    def acceptances(self) -> tuple[Acceptance, ...]:
        """Return what was accepted, by key."""
        found = (item for item in self.items.values() if isinstance(item, Acceptance))
        return tuple(sorted(found, key=lambda item: item.id))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided in review, in reading order; notes are not among it."""
        return self._decisions(noted=False)

    @property
    def notes(self) -> tuple[Decision, ...]:
        """Return the notes on differences, in reading order."""
        return self._decisions(noted=True)

    @property
    def status(self) -> Status:
        """Return the status; "none" where nothing was said."""
        item = self.items.get(STATUS_ID)
        return item if isinstance(item, Status) else Status("none")

    def _decisions(self, *, noted: bool) -> tuple[Decision, ...]:
        found = [item for item in self.items.values() if isinstance(item, Decision)]
        wanted = (item for item in found if (item.outcome == NOTED) is noted)
        return tuple(sorted(wanted, key=lambda item: (item.start, -item.end, item.id)))


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its regions and the sets on it, as it travels between files and the store."""

    document: Document
    regions: tuple[Region, ...] = ()
    sets: tuple[AnnotationSet, ...] = ()


def attributes(values: Mapping[str, str]) -> Attributes:
    """Return attributes as pairs sorted by name."""
    return tuple(sorted(values.items()))


def spans_of(items: Iterable[Item]) -> tuple[Span, ...]:
    """Return the spans among some items in reading order: by start, the longer first, then id."""
    found = [item for item in items if isinstance(item, Span)]
    return tuple(sorted(found, key=lambda span: (span.start, -span.end, span.id)))


def relations_of(items: Iterable[Item]) -> tuple[Relation, ...]:
    """Return the relations among some items by id."""
    found = [item for item in items if isinstance(item, Relation)]
    return tuple(sorted(found, key=lambda relation: relation.id))
