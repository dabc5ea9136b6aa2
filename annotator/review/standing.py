"""Two who decide on one article: what the other decided while a refused edit was made."""

from dataclasses import replace
from typing import NamedTuple

from annotator.core.annotation import AnnotationSet, Decision, Items, Mark, Relation, SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.core.people import GOLD
from annotator.review.adjudication import settle_as
from annotator.review.article import Review
from annotator.review.keys import together
from annotator.review.readings import AGREED, Difference
from annotator.store import journal
from annotator.store.annotations import read_set
from annotator.store.handle import Store


class Clash(NamedTuple):
    """A decision of a refused edit, and what stands in its place by now.

    `mine` is None where the edit took a decision back; `theirs` is None where nobody else decided
    there: only something else of the article has changed. `by` and `time` tell who made theirs,
    and when (ISO 8601).
    """

    document: str
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
    """Return the change that puts my decision in the place of theirs; None where it is gone.

    `review` is the article as it stands now.
    """
    difference = _difference(review, clash)
    if difference is None or clash.mine is None:
        return None
    return settle_as(review, difference, clash.mine, clash.my_marks)


def _clashes(store: Store, part: Part, now: AnnotationSet) -> list[Clash]:
    before = _decisions(part.change.removed)
    after = _decisions(part.change.added)
    found = []
    for key in dict.fromkeys((*after, *before)):
        mine = after.get(key)
        theirs = _theirs(before.get(key), mine, now)
        if _beside_the_point(before.get(key), mine, theirs):
            continue
        added = {item.id: item for item in part.change.added}
        by, time = _maker(store, part.set, theirs)
        found.append(
            Clash(
                part.set.document,
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
    if mine is not None and mine.outcome == AGREED:
        return True
    if mine is None or before is None or theirs is not None:
        return False
    return replace(mine, marks=()) == replace(before, marks=())


def _theirs(before: Decision | None, mine: Decision | None, now: AnnotationSet) -> Decision | None:
    """Return the decision that another made at the place of mine."""
    one = mine or before
    assert one is not None  # noqa: S101 an id stands on one side at least
    same = now.items.get(one.id)
    if isinstance(same, Decision) and same != before:
        return same
    near = (
        each
        for each in now.decisions
        if each.id != one.id
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
    settled = (one for one in review.differences if one.decision and one.decision.id in ids)
    alike = (one for one in review.differences if one.basis in bases)
    return next(settled, None) or next(alike, None)


def _decisions(items: tuple[object, ...]) -> dict[str, Decision]:
    return {item.id: item for item in items if isinstance(item, Decision)}


def _marks(decision: Decision | None, items: Items) -> tuple[Mark, ...]:
    found = [items.get(each) for each in decision.marks] if decision is not None else []
    return tuple(item for item in found if isinstance(item, Span | Relation))
