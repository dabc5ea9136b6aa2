"""Which spans a relation may run to: what the key L offers, the nearest first."""

from dataclasses import dataclass

from annotator.core.annotation import Items, Relation, Span, spans_of
from annotator.core.scheme import LabelScheme, RelationLabel


@dataclass(frozen=True, slots=True)
class Offer:
    """A relation that could be drawn."""

    relation: str
    source: str
    target: str

    def other(self, span_id: str) -> str:
        """Return the end that is not this span."""
        return self.target if self.source == span_id else self.source


def offers(items: Items, span: Span, scheme: LabelScheme, only: str = "") -> list[Offer]:
    """Return the relations that a span could bear, in the scheme's order, the nearest span first.

    Kinds that the span bears already come after those that it lacks; `only` names a single kind.
    """
    drawn = [item for item in items.values() if isinstance(item, Relation)]
    kinds = [kind for kind in scheme.relations if kind.enabled and only in {"", kind.name}]
    busy = {item.label for item in drawn if span.id in {item.source, item.target}}
    kinds.sort(key=lambda kind: kind.name in busy)
    known = {(item.label, frozenset((item.source, item.target))) for item in drawn}
    others = sorted(
        (other for other in spans_of(items.values()) if other.id != span.id),
        key=lambda other: (_gap(span, other), other.start),
    )
    return [
        offer
        for kind in kinds
        for other in others
        if (kind.name, frozenset((span.id, other.id))) not in known
        for offer in _fitting(kind, span, other)
    ]


def _fitting(kind: RelationLabel, span: Span, other: Span) -> list[Offer]:
    if kind.chain:  # a later piece points back to an earlier one
        late, early = (span, other) if span.start > other.start else (other, span)
        fits = late is span and kind.joins(late.label, early.label)
        return [Offer(kind.name, late.id, early.id)] if fits else []
    if kind.joins(span.label, other.label):
        return [Offer(kind.name, span.id, other.id)]
    if kind.joins(other.label, span.label):
        return [Offer(kind.name, other.id, span.id)]
    return []


def _gap(a: Span, b: Span) -> int:
    return max(0, b.start - a.end, a.start - b.end)
