"""Two who decide on one article: what the other decided while a refused edit was made."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from annotator.core.annotation import (
    NOTED,
    AnnotationSet,
    Decision,
    Items,
    Mark,
    Relation,
    SetKey,
    Span,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.people import GOLD
from annotator.review.adjudication import explained, reopen, settle_as
from annotator.review.article import Review
from annotator.review.gold import between
from annotator.review.keys import together
from annotator.review.queue import review_of
from annotator.review.readings import AGREED, Difference
from annotator.store import journal
from annotator.store.annotations import read_set
from annotator.store.handle import Store


class Clash(NamedTuple):
    """A decision, or a note, of a refused edit, and what stands in its place by now.

    `before` is what it was until then, None for nothing. `mine` is None where the edit took it
    back; `theirs` is None where nobody else decided there: only something else of the article has
    changed. `by` and `time` tell who made theirs, and when (ISO 8601).
    """

    document: str
    before: Decision | None
    mine: Decision | None
    my_marks: tuple[Mark, ...]
    theirs: Decision | None
    their_marks: tuple[Mark, ...]
    by: str = ""
    time: str = ""


def clashes(store: Store, edit: Edit) -> list[Clash]:
    """Return the decisions of an edit that the store refused, beside those that stand there now."""
    return [
        clash
        for part in edit.parts
        if part.set.annotator == GOLD
        for clash in _clashes(store, part, read_set(store, part.set))
    ]


def on_top(review: Review, clash: Clash) -> Change | None:
    """Return the change that puts mine in the place of theirs; None where that is gone.

    `review` is the article as it stands now. A note of mine becomes the reason of their decision.
    """
    difference, mine = _difference(review, clash), clash.mine
    if mine is None:
        return _taken_back(review, clash)
    if difference is None:
        return None
    if mine.outcome == NOTED:
        return explained(review, difference, mine.reason, mine.guideline)
    return None if difference.past else settle_as(review, difference, mine, clash.my_marks)


def again(store: Store, clashes: Iterable[Clash]) -> tuple[Part, ...]:
    """Return the parts of one edit that makes mine again where nobody else decided."""
    by_document: dict[str, list[Clash]] = {}
    for clash in clashes:
        by_document.setdefault(clash.document, []).append(clash)
    parts = []
    for document, here in by_document.items():
        before = after = review_of(store, document)
        for clash in here:
            change = on_top(after, clash)
            if change is not None:
                items = change.applied_to(after.gold.items)
                after = after.with_gold(replace(after.gold, items=items))
        whole = between("Decide again", before.gold.items, after.gold.items)
        if whole:
            parts.append(Part(before.gold.key, whole))
    return tuple(parts)


def _taken_back(review: Review, clash: Clash) -> Change | None:
    """Return the change that takes theirs back, or what I wanted to take back."""
    wanted = clash.theirs or clash.before
    if wanted is None or review.gold.items.get(wanted.id) != wanted:
        return None
    if wanted.outcome == NOTED:
        return Change("Note", removed=(wanted,))
    return reopen(review, wanted)


def _clashes(store: Store, part: Part, now: AnnotationSet) -> list[Clash]:
    before = _decisions(part.change.removed)
    after = _decisions(part.change.added)
    found = []
    for key in dict.fromkeys((*after, *before)):
        was, mine = before.get(key), after.get(key)
        theirs = _theirs(was, mine, now)
        if _beside_the_point(was, mine, theirs) or (was and after and _is_past(was, mine)):
            continue
        added = {item.id: item for item in part.change.added}
        by, time = _maker(store, part.set, theirs)
        found.append(
            Clash(
                part.set.document,
                was,
                mine,
                _marks(mine, {**now.items, **added}),
                theirs,
                _marks(theirs, now.items),
                by,
                time,
            )
        )
    return found


def _beside_the_point(
    before: Decision | None, mine: Decision | None, theirs: Decision | None
) -> bool:
    """Tell whether nobody decided: all had agreed, or a relation was added that had waited."""
    one = mine or before
    if one is not None and one.outcome == AGREED:
        return True
    if mine is None or before is None or theirs is not None:
        return False
    return replace(mine, marks=()) == replace(before, marks=())


def _is_past(before: Decision, mine: Decision | None) -> bool:
    """Tell whether a note went because its decision has a reason of its own now."""
    return mine is None and before.outcome == NOTED


def _theirs(before: Decision | None, mine: Decision | None, now: AnnotationSet) -> Decision | None:
    """Return the decision that another made at the place of mine."""
    one = mine or before
    assert one is not None  # noqa: S101 an id stands on one side at least
    same = now.items.get(one.id)
    if isinstance(same, Decision) and same != before:
        return same
    noted = one.outcome == NOTED
    if noted and mine is None:
        return None
    near = (
        each
        for each in (*(now.notes if noted else ()), *now.decisions)
        if each.id != one.id
        and (each.outcome != AGREED or each.basis == one.basis)
        and each.basis[:1] == one.basis[:1]
        and (each.basis == one.basis or together((each.start, each.end), (one.start, one.end)))
    )
    return min(near, key=lambda each: each.basis != one.basis, default=None)


def _maker(store: Store, key: SetKey, decision: Decision | None) -> tuple[str, str]:
    """Return who made a decision as it stands, and when."""
    found = ("", "")
    if decision is not None:
        for edit in journal.read_journal(store, key=key):
            if any(part.set == key and decision in part.change.added for part in edit.parts):
                found = (edit.author, edit.time)
    return found


def _difference(review: Review, clash: Clash) -> Difference | None:
    known = [one for one in (clash.theirs, clash.mine) if one is not None]
    ids, bases = {one.id for one in known}, {one.basis for one in known}
    settled = (
        one
        for one in review.differences
        if any(each.id in ids for each in (one.decision, *one.notes) if each is not None)
    )
    alike = (one for one in review.differences if one.basis in bases)
    return next(settled, None) or next(alike, None)


def _decisions(items: tuple[object, ...]) -> dict[str, Decision]:
    return {item.id: item for item in items if isinstance(item, Decision)}


def _marks(decision: Decision | None, items: Items) -> tuple[Mark, ...]:
    found = [items.get(each) for each in decision.marks] if decision is not None else []
    return tuple(item for item in found if isinstance(item, Span | Relation))
