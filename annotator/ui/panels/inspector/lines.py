"""Which relations stand beside a span, and which kinds could: lines for the inspector."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.annotation import Items, Relation, Span
from annotator.core.scheme import LabelScheme, RelationLabel

MOST = 4  # relations of one kind that are shown one by one


@dataclass(frozen=True, slots=True)
class Line:
    """A relation of the span, or ("" as id) a kind that it has none of yet.

    `spare`: a kind that only needs a small button, as another kind has the empty row.
    `incoming`: the arrow comes from the other span. `first`: the first line of its kind, `last`
    the last. `more`: how many further relations of the kind are left out after this line.
    """

    kind: str
    words: str
    incoming: bool = False
    relation: str = ""
    other: Span | None = None
    first: bool = True
    last: bool = True
    more: int = 0
    spare: bool = False


def lines_for(span: Span, items: Items, scheme: LabelScheme) -> list[Line]:
    """Return the lines of a span, in the scheme's order; kinds that it does not know come last.

    The first kind that fits the span keeps a row even when empty; further empty kinds are spare.
    """
    drawn = [
        item
        for item in items.values()
        if isinstance(item, Relation) and span.id in {item.source, item.target}
    ]
    found: list[Line] = []
    kinds = [kind for kind in scheme.relations if kind.enabled]
    first = next((kind for kind in kinds if fits(kind, span.label)), None)
    for kind in kinds:
        of_kind = [one for one in drawn if one.label == kind.name]
        if of_kind:
            found += _drawn(span, of_kind, items, kind.words, symmetric=kind.symmetric)
        elif fits(kind, span.label):
            incoming = span.label not in kind.source
            found.append(Line(kind.name, kind.words, incoming, spare=kind is not first))
    strange = dict.fromkeys(one.label for one in drawn if one.label not in scheme.relation_by_name)
    for name in strange:
        of_kind = [one for one in drawn if one.label == name]
        found += _drawn(span, of_kind, items, name.replace("_", " "), symmetric=False)
    return found


def fits(kind: RelationLabel, label: str) -> bool:
    """Tell whether a relation may start or end at a label."""
    return label in kind.source or (isinstance(kind.target, list) and label in kind.target)


def _drawn(
    span: Span, relations: list[Relation], items: Items, words: str, *, symmetric: bool
) -> Iterable[Line]:
    shown = sorted(relations, key=lambda one: one.id)[:MOST]
    for number, one in enumerate(shown):
        far = items.get(one.target if one.source == span.id else one.source)
        last = number == len(shown) - 1
        yield Line(
            one.label,
            words,
            incoming=one.source != span.id and not symmetric,
            relation=one.id,
            other=far if isinstance(far, Span) else None,
            first=number == 0,
            last=last,
            more=len(relations) - len(shown) if last else 0,
        )
