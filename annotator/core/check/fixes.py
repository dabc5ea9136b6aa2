"""Ways to mend: each is a Change that touches nothing but the marks that it is about."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from annotator.core.annotation import Item, Relation, Span
from annotator.core.canonical import canonical, sha256_hex
from annotator.core.change import Change, swap
from annotator.core.check.case import Case, Marks, Range
from annotator.core.guess import default_attributes
from annotator.core.offsets import snapped_out, trimmed
from annotator.core.problem import Fix


def reshape(marks: Marks, span: Span, start: int, end: int, title: str) -> Fix | None:
    """Return the fix that lets a span run elsewhere, trimmed and never through a character.

    None where nothing would be left, nothing would change, or the same mark stands there already.
    """
    if not 0 <= start < end <= len(marks.text):
        return None
    start, end = trimmed(marks.text, *snapped_out(marks.text, start, end))
    if start >= end or (start, end) == (span.start, span.end):
        return None
    if (start, end, span.label) in marks.taken:
        return None
    return Fix(title, swap(title, span, moved(marks.text, span, start, end)))


def moved(text: str, span: Span, start: int, end: int) -> Span:
    """Return a span over another range, with the words that stand there."""
    return replace(span, start=start, end=end, text=text[start:end])


def take_away(marks: Marks, span: Span, title: str = "Remove the mark") -> Fix:
    """Return the fix that removes a span and the relations that hang on it."""
    return Fix(title, Change(title, removed=(span, *marks.hanging.get(span.id, ()))))


def unlink(relation: Relation, title: str = "Unlink") -> Fix:
    """Return the fix that removes a relation."""
    return Fix(title, Change(title, removed=(relation,)))


def merge(marks: Marks, kept: Span, gone: Span) -> Fix:
    """Return the fix that removes a double; what hangs on it goes over to the one that is kept."""
    own = {joint(marks, relation) for relation in marks.hanging.get(kept.id, ())}
    removed: list[Item] = [gone]
    added: list[Item] = []
    for relation in marks.hanging.get(gone.id, ()):
        over = replace(
            relation,
            source=kept.id if relation.source == gone.id else relation.source,
            target=kept.id if relation.target == gone.id else relation.target,
        )
        removed.append(relation)
        if over.source != over.target and joint(marks, over) not in own:
            own.add(joint(marks, over))
            added.append(over)
    title = "Delete the double"
    return Fix(title, Change(title, tuple(removed), tuple(added)))


def split(case: Case, span: Span, pieces: Sequence[Range], title: str) -> Fix | None:
    """Return the fix that cuts a span into pieces, each tied to the one before where a chain may.

    The first piece keeps the span's id and relations. The ids of the others follow from the span
    and the place, so that the same cut always gives the same marks.
    """
    marks, text = case.marks, case.text
    ranges = [trimmed(text, *snapped_out(text, *piece)) for piece in pieces]
    if len(ranges) < 2 or any(start >= end for start, end in ranges):  # noqa: PLR2004 a cut
        return None
    spans = [moved(text, span, *ranges[0])]
    spans += [
        replace(moved(text, span, *piece), id=_new_id("s", span.id, *piece)) for piece in ranges[1:]
    ]
    chain = next(
        (
            kind
            for kind in marks.scheme.relations
            if kind.chain and kind.enabled and kind.joins(span.label, span.label)
        ),
        None,
    )
    links: list[Item] = []
    if chain is not None:
        links = [
            Relation(_new_id("r", later.id, before.id), chain.name, later.id, before.id)
            for before, later in pairwise(spans)
        ]
    added: list[Item] = [*spans, *links]
    if any(item.id in marks.items for item in added[1:]):
        return None
    if any((one.start, one.end, one.label) in marks.taken for one in spans):
        return None
    return Fix(title, Change(title, (span,), tuple(added)))


def fresh_span(case: Case, label: str, start: int, end: int, title: str) -> Fix | None:
    """Return the fix that marks words that bear no mark yet, with the attributes guessed."""
    marks = case.marks
    start, end = trimmed(case.text, *snapped_out(case.text, start, end))
    new = Span(
        _new_id("s", label, start, end),
        label,
        start,
        end,
        case.text[start:end],
        default_attributes(marks.scheme, label, case.text, start, end, marks.language),
    )
    if start >= end or new.id in marks.items or (start, end, label) in marks.taken:
        return None
    return Fix(title, Change(title, added=(new,)))


def joint(marks: Marks, relation: Relation) -> tuple[str, str, str]:
    """Return what two relations that say the same have in common, symmetric ones turned alike."""
    kind = marks.scheme.relation_by_name.get(relation.label)
    ends = (relation.source, relation.target)
    if kind is not None and kind.symmetric:
        ends = (min(ends), max(ends))
    return relation.label, *ends


def _new_id(prefix: str, *seed: str | int) -> str:
    return prefix + sha256_hex(canonical(list(seed)))[:12]
