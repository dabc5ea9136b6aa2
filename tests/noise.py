"""A seeded annotator who errs at stated rates, so that the true disagreement is known.

What is done to the spans of a set is disjoint: a span is moved, relabelled, both, dropped or kept.
A moved span still overlaps what it was and nothing that it did not overlap before; an added one
overlaps nothing. So each difference is of one kind, and `Noise.kinds` is what a measure has to
find. Where spans nest, a dropped one may leave its inner one to be paired otherwise: `apart` keeps
a span's neighbours still, which makes the counts exact and the rates lower.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from annotator.agreement.report import KINDS
from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Items,
    Relation,
    SetKey,
    Span,
    Status,
    spans_of,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Document
from annotator.core.guess import default_attributes
from annotator.core.scheme import LabelScheme
from annotator.core.words import Range, words
from annotator.store.annotations import annotated
from annotator.store.documents import document_ids
from annotator.store.handle import Store
from annotator.store.journal import record

_FURTHEST = 2  # words that an edge moves
_LONGEST = 4  # words of an added span
_TRIES = 50
_BEGIN = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
_STEP = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Rates:
    """The probability of each thing for one span; `add` is how many are added for each there was.

    `move`, `relabel`, `both` and `drop` are disjoint and sum to 1 at most. `apart` leaves alone
    what overlaps a span that something was done to.
    """

    move: float = 0.0
    relabel: float = 0.0
    both: float = 0.0
    drop: float = 0.0
    add: float = 0.0
    apart: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if self.move + self.relabel + self.both + self.drop > 1:
            raise ValueError("the rates of what may happen to a span sum to more than 1")


@dataclass(slots=True)
class Noise:
    """Another's items, and what was done; ids are those of the set that it was made from.

    `moved` says by how many words (start, end) were moved, + for later. `relabelled` holds the new
    labels. A span that was moved and relabelled is in both. `added` are the new ids of what the
    first set does not have, `lost_relations` those whose ends no longer bear them.
    """

    items: dict[str, Item] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    moved: dict[str, tuple[int, int]] = field(default_factory=dict)
    relabelled: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    lost_relations: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> dict[str, int]:
        """Return how many matches of each kind a measure has to find."""
        both = len(self.moved.keys() & self.relabelled.keys())
        counts = (
            len(self.kept),
            len(self.moved) - both,
            len(self.relabelled) - both,
            both,
            len(self.dropped) + len(self.added),
        )
        return dict(zip(KINDS, counts, strict=True))


def noisy(
    document: Document, items: Items, scheme: LabelScheme, rates: Rates, prefix: str = "n-"
) -> Noise:
    """Return another annotator's items: `prefix` goes before the ids that they had."""
    return _Hand(document, items, scheme, rates).work(prefix)


def add_noisy_annotator(
    store: Store, scheme: LabelScheme, like: str, name: str, rates: Rates
) -> dict[str, Noise]:
    """Let a new annotator finish what another has marks on; return what was done by article.

    Each article is an edit of the journal, four minutes after the one before.
    """
    done: dict[str, Noise] = {}
    for article in list(annotated(store, document_ids(store, queued_only=True))):
        found = _set_of(article, like)
        if found is not None:
            noise = noisy(article.document, found.items, scheme, rates, f"{name}-")
            done[article.document.id] = noise
            key = SetKey(article.document.id, name)
            finish(store, key, noise.items.values(), len(done))
    return done


def finish(store: Store, key: SetKey, items: Iterable[Item], number: int = 1) -> None:
    """Record a finished set as one edit of its annotator, the number-th one of a long day."""
    change = Change("Mark", added=(*items, Status("done")))
    time = (_BEGIN + number * _STEP).isoformat(timespec="seconds")
    uuid = uuid5(NAMESPACE_URL, f"{key.annotator}/{key.document}")
    record(store, Edit(str(uuid), key.annotator, time, "Mark", (Part(key, change),)))


def _set_of(article: AnnotatedDocument, name: str) -> AnnotationSet | None:
    return next((one for one in article.sets if one.key.annotator == name and one.items), None)


class _Hand:
    """One who errs, at work on one article."""

    def __init__(self, document: Document, items: Items, scheme: LabelScheme, rates: Rates) -> None:
        self._name = document.id
        self._text = document.text
        self._language = document.language
        self._items = items
        self._spans = spans_of(items.values())
        self._scheme = scheme
        self._labels = [label.name for label in scheme.enabled_labels]
        self._rates = rates
        self._chance = Random()  # noqa: S311 no secret
        self._words = words(document.text)
        self._taken = [(one.start, one.end) for one in self._spans]  # grows by what is made
        self._noise = Noise()

    def work(self, prefix: str) -> Noise:
        """Go through the spans in reading order."""
        self._chance.seed(f"{self._rates.seed}/{prefix}/{self._name}")
        names: dict[str, str] = {}
        touched: list[Range] = []
        for span in self._spans:
            range_ = (span.start, span.end)
            still = self._rates.apart and any(_overlap(range_, one) for one in touched)
            made = span if still else self._treated(span)
            if made is not span:
                touched.append(range_)
            else:
                self._noise.kept.append(span.id)
            if made is not None:
                names[span.id] = f"{prefix}{span.id}"
                self._noise.items[names[span.id]] = replace(made, id=names[span.id])
        for _ in self._spans:
            if self._chance.random() < self._rates.add:
                self._add(prefix)
        self._relate(names, prefix)
        return self._noise

    def _treated(self, span: Span) -> Span | None:
        """Return the span as the other marks it: itself, another, or None where it is dropped."""
        rates = self._rates
        acts = ("move", "relabel", "both", "drop", "keep")
        weights = [rates.move, rates.relabel, rates.both, rates.drop]
        (act,) = self._chance.choices(acts, [*weights, max(1 - sum(weights), 0)])
        if act == "drop":
            self._noise.dropped.append(span.id)
            return None
        made = span
        if act in {"move", "both"}:
            made = self._moved(made)
        if act in {"relabel", "both"} and (act == "relabel" or made is not span):
            made = self._relabelled(made)
        return made

    def _moved(self, span: Span) -> Span:
        """Return a span with one edge moved by words; itself where there is no room to."""
        choices = [step for step in self._steps() if self._fits(span, *step) is not None]
        if not choices:
            return span
        start, end = self._chance.choice(choices)
        found = self._fits(span, start, end)
        assert found is not None
        self._noise.moved[span.id] = (start, end)
        self._taken.append(found)
        return replace(
            span, start=found[0], end=found[1], text=self._text[found[0] : found[1]], discuss=""
        )

    def _steps(self) -> list[tuple[int, int]]:
        far = [step for step in range(-_FURTHEST, _FURTHEST + 1) if step]
        return [(step, 0) for step in far] + [(0, step) for step in far]

    def _fits(self, span: Span, start: int, end: int) -> Range | None:
        """Return the range of a span with its edges so many words on, if it may be there."""
        inside = [
            number
            for number, (left, right) in enumerate(self._words)
            if span.start <= left and right <= span.end
        ]
        if not inside:
            return None
        first, last = inside[0] + start, inside[-1] + end
        if not 0 <= first <= last < len(self._words):
            return None
        left = self._words[first][0] if start else span.start
        right = self._words[last][1] if end else span.end
        if "\n" in self._text[min(left, span.start) : max(right, span.end)] and (
            "\n" not in self._text[span.start : span.end]
        ):
            return None
        return (left, right) if self._is_free(span, (left, right)) else None

    def _is_free(self, span: Span, wanted: Range) -> bool:
        """Tell whether a range overlaps its span, and nothing else but what it nests with."""
        old = (span.start, span.end)
        if not _overlap(old, wanted) or wanted in self._taken:
            return False
        others = [one for one in self._taken if one != old and _overlap(wanted, one)]
        return all(_overlap(old, one) and _nested(wanted, one) for one in others)

    def _relabelled(self, span: Span) -> Span:
        made = spans_of(self._noise.items.values())
        stand = {(one.start, one.end, one.label) for one in (*self._spans, *made)}
        others = [
            name
            for name in self._labels
            if name != span.label and (span.start, span.end, name) not in stand
        ]
        if not others:
            return span
        label = self._chance.choice(others)
        self._noise.relabelled[span.id] = label
        return replace(span, label=label, attributes=self._attributes(label, span.start, span.end))

    def _attributes(self, label: str, start: int, end: int) -> tuple[tuple[str, str], ...]:
        return default_attributes(self._scheme, label, self._text, start, end, self._language)

    def _add(self, prefix: str) -> None:
        """Add a span of a few words where none is; nothing where there is no room."""
        for _ in range(_TRIES if self._words else 0):
            first = self._chance.randrange(len(self._words))
            last = min(first + self._chance.randrange(_LONGEST), len(self._words) - 1)
            start, end = self._words[first][0], self._words[last][1]
            if "\n" in self._text[start:end]:
                continue
            if any(_overlap((start, end), one) for one in self._taken):
                continue
            label = self._chance.choice(self._labels)
            name = f"{prefix}new{len(self._noise.added) + 1}"
            pairs = self._attributes(label, start, end)
            self._noise.items[name] = Span(name, label, start, end, self._text[start:end], pairs)
            self._noise.added.append(name)
            self._taken.append((start, end))
            return

    def _relate(self, names: Mapping[str, str], prefix: str) -> None:
        """Keep the relations whose ends are there and may still bear them."""
        for relation in self._items.values():
            if not isinstance(relation, Relation):
                continue
            ends = (relation.source, relation.target)
            if any(end not in names or end in self._noise.relabelled for end in ends):
                self._noise.lost_relations.append(relation.id)
                continue
            name = f"{prefix}{relation.id}"
            source, target = (names[end] for end in ends)
            self._noise.items[name] = replace(relation, id=name, source=source, target=target)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _nested(one: Range, other: Range) -> bool:
    inner, outer = sorted((one, other), key=lambda each: each[1] - each[0])
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def totals(noises: Iterable[Noise]) -> dict[str, int]:
    """Return the sums of what was done in many articles, by kind."""
    found = dict.fromkeys(KINDS, 0)
    for noise in noises:
        for kind, count in noise.kinds.items():
            found[kind] += count
    return found
