"""Which sets of an article go out in which records: the three views."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.core.annotation import AnnotatedDocument, AnnotationSet
from annotator.core.people import GOLD
from annotator.formats.naming import slug, unused
from annotator.formats.record_writing import is_done
from annotator.transfer.intake import mark_ids, renamed

ADJUDICATED, BY_ANNOTATOR, ALL = "adjudicated", "annotator", "all"

UNFINISHED, UNSETTLED, DISCARDED, UNMARKED = "unfinished", "unsettled", "discarded", "unmarked"
WHY = {
    UNFINISHED: "nobody has finished",
    UNSETTLED: "several have finished, and no gold set settles it",
    DISCARDED: "discarded as bad",
    UNMARKED: "without marks",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes one record: an article with some of its sets; `annotator` where it is of one."""

    article: AnnotatedDocument
    annotator: str = ""


def chosen_sets(
    article: AnnotatedDocument, view: str, annotator: str = ""
) -> tuple[tuple[AnnotationSet, ...], str]:
    """Return the sets of an article that go out; or none, and why it is left out.

    Sets without anything in them are none. `annotator` looks at that one's set alone ("" at all).
    An article that nobody marked goes out in the view of all marks, without any.
    """
    sets = tuple(one for one in article.sets if one.items and annotator in {"", one.key.annotator})
    if view == ADJUDICATED:
        return _settled(sets)
    return sets, "" if sets or view == ALL else UNMARKED


def pieces_of(
    article: AnnotatedDocument, sets: Sequence[AnnotationSet], view: str
) -> Iterator[Piece]:
    """Yield what becomes a record each; ids of marks are unique among the sets that are given."""
    if view != BY_ANNOTATOR:
        yield Piece(replace(article, sets=tuple(sets)))
        return
    for one in sets:
        yield Piece(replace(article, sets=(one,)), one.key.annotator)


def apart(sets: Sequence[AnnotationSet]) -> tuple[tuple[AnnotationSet, ...], int]:
    """Return sets with no id of a mark in two of them, and how many ids had to be changed.

    The first set keeps its own; a later one has its annotator's name put before what is taken.
    """
    if len(sets) < 2:  # noqa: PLR2004 one set shares with none
        return tuple(sets), 0
    taken: set[str] = set()
    changed = 0
    made = []
    for one in sets:
        own = mark_ids(one.items)
        shared = sorted(taken & own)
        taken |= own
        if shared:
            changed += len(shared)
            one = _renamed(one, shared, taken)  # noqa: PLW2901 it goes on under other ids
        made.append(one)
    return tuple(made), changed


def _settled(sets: tuple[AnnotationSet, ...]) -> tuple[tuple[AnnotationSet, ...], str]:
    """Return the gold set, else the only finished one; or why there is neither."""
    gold = [one for one in sets if one.key.annotator == GOLD]
    if gold:
        return _unless_discarded(gold[0])
    done = [one for one in sets if is_done(one)]
    if len(done) == 1:
        return (done[0],), ""
    if done:
        return (), UNSETTLED
    discarded = any(one.status.state == "discarded" for one in sets)
    return (), DISCARDED if discarded else UNFINISHED


def _unless_discarded(one: AnnotationSet) -> tuple[tuple[AnnotationSet, ...], str]:
    return ((), DISCARDED) if one.status.state == "discarded" else ((one,), "")


def _renamed(one: AnnotationSet, shared: Sequence[str], taken: set[str]) -> AnnotationSet:
    names: dict[str, str] = {}
    for old in shared:
        names[old] = unused(f"{slug(one.key.annotator)}-{old}", taken.__contains__)
        taken.add(names[old])
    return replace(one, items=renamed(one.items, names))
