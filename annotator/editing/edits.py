"""The edits an annotator can make. Each is a pure function that returns a Change."""

import os
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.core.annotation import (
    STATUS_ID,
    Acceptance,
    Attributes,
    Item,
    Items,
    Relation,
    Span,
    Status,
)
from annotator.core.change import Change, swap
from annotator.core.document import Region

if TYPE_CHECKING:
    from annotator.core.problem import Problem


class UnfitEditError(ValueError):
    """An edit cannot be made; the message says why in one sentence."""


def fresh_id(prefix: str) -> str:
    """Return an id that was never used: a letter and 40 random bits."""
    return prefix + os.urandom(5).hex()


def add_span(span: Span, title: str, items: Items) -> Change:
    """Mark a stretch of text; raise UnfitEditError where the same mark is there already."""
    for other in items.values():
        if (
            isinstance(other, Span)
            and (other.start, other.end) == (span.start, span.end)
            and other.label == span.label
        ):
            raise UnfitEditError("These words bear that label already.")
    return Change(f"Mark {title}", added=(span,))


def relabel(span: Span, label: str, title: str, attributes: Attributes) -> Change:
    """Give a span another label, with that label's attributes."""
    return swap(f"Relabel as {title}", span, replace(span, label=label, attributes=attributes))


def move_edges(
    span: Span, start: int, end: int, text: str, attributes: Attributes | None = None
) -> Change:
    """Let a span run from start to end, in code points; raise UnfitEditError for an empty one.

    Attributes that were guessed from the words may be guessed again; None leaves them.
    """
    if not 0 <= start < end <= len(text):
        raise UnfitEditError("A mark needs at least one letter.")
    kept = span.attributes if attributes is None else attributes
    moved = replace(span, start=start, end=end, text=text[start:end], attributes=kept)
    return swap("Move edge", span, moved)


def remove(items: Items, ids: Iterable[str]) -> Change:
    """Take marks away, and with them the relations that hung on them."""
    gone = set(ids)
    hanging = {
        item.id
        for item in items.values()
        if isinstance(item, Relation) and (item.source in gone or item.target in gone)
    }
    taken = tuple(item for key, item in items.items() if key in gone | hanging)
    return Change("Remove mark" if len(gone) == 1 else f"Remove {len(gone)} marks", removed=taken)


def set_attribute(span: Span, name: str, value: str) -> Change:
    """Set an attribute of a span; "" takes it away."""
    return swap(f"Set {name.replace('_', ' ')}", span, span.with_attribute(name, value))


def set_note(span: Span, note: str) -> Change:
    """Write a note on a span."""
    return swap("Note", span, replace(span, note=note))


def set_discuss(span: Span, why: str) -> Change:
    """Flag a span for discussion with a reason; "" takes the flag away."""
    return swap("Discuss" if why else "Settle", span, replace(span, discuss=why))


def relate(items: Items, label: str, source: str, target: str, words: str = "") -> Change:
    """Draw a relation; raise UnfitEditError where it is there already or an end is not.

    `words` are those that stand for its kind on screen.
    """
    for end in (source, target):
        if not isinstance(items.get(end), Span):
            raise UnfitEditError("One end of the relation is gone.")
    for item in items.values():
        if isinstance(item, Relation) and (item.label, item.source, item.target) == (
            label,
            source,
            target,
        ):
            raise UnfitEditError("These two are joined so already.")
    return Change(
        f"Relate: {words or label.replace('_', ' ')}",
        added=(Relation(fresh_id("r"), label, source, target),),
    )


def accept(problem: "Problem", reason: str) -> Change:
    """Accept a warning or a hint with a reason, so that it does not come back."""
    return Change("Accept", added=(Acceptance(problem.rule, problem.marks, reason),))


def unaccept(items: Items, problem: "Problem") -> Change:
    """Let an accepted problem speak again."""
    key = Acceptance(problem.rule, problem.marks, "").id
    return Change("Reopen", removed=(items[key],))


def set_status(items: Items, state: str, note: str = "") -> Change:
    """Say that an article is done, discarded, or ("none") neither."""
    old = items.get(STATUS_ID)
    new: tuple[Item, ...] = (Status(state, note),) if state != "none" or note else ()
    names = {"done": "Done", "discarded": "Discard article", "none": "Reopen article"}
    return Change(names[state], removed=(old,) if old else (), added=new)


def reopened(items: Items, change: Change) -> Change:
    """Return a change so that it also reopens the set, where it changes marks of a done one.

    The note on the article stays. A note on a mark is a remark and reopens nothing.
    """
    status = items.get(STATUS_ID)
    if not isinstance(status, Status) or status.state != "done" or not _moves_marks(change):
        return change
    if STATUS_ID in {item.id for item in (*change.removed, *change.added)}:
        return change
    kept = (Status("none", status.note),) if status.note else ()
    return replace(change, removed=(*change.removed, status), added=(*change.added, *kept))


def _moves_marks(change: Change) -> bool:
    """Tell whether spans or relations are not as they were, apart from their notes."""
    before, after = (
        {item.id: replace(item, note="") for item in side if isinstance(item, Span | Relation)}
        for side in (change.removed, change.added)
    )
    return before != after


def add_region(region: Region) -> Change:
    """Lay a region over the text."""
    return Change(f"Region: {region.kind}", added=(region,))


def remove_regions(regions: Iterable[Region]) -> Change:
    """Take regions off the text."""
    return Change("Take region off", removed=tuple(regions))
