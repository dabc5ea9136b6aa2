"""Which sets of an article go out in which records: the three views."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.core.annotation import AnnotationSet
from annotator.core.people import GOLD
from annotator.formats.naming import slug, unused
from annotator.transfer.intake import mark_ids, renamed

ADJUDICATED, BY_ANNOTATOR, ALL = "adjudicated", "annotator", "all"

UNFINISHED, UNSETTLED, BEGUN = "unfinished", "unsettled", "begun"
DISCARDED, UNMARKED = "discarded", "unmarked"
SET_UNFINISHED, SET_DISCARDED = "sets_unfinished", "sets_discarded"  # count sets, not articles
WHY = {
    UNFINISHED: "nobody has finished",
    UNSETTLED: "several have finished, and no gold set settles it",
    BEGUN: "gold is begun and not finished",
    DISCARDED: "discarded as bad",
    UNMARKED: "without marks",
    SET_UNFINISHED: "not finished",
    SET_DISCARDED: "their article was discarded as bad",
}

_T = TypeVar("_T")


def chosen_hands(
    states: Sequence[tuple[str, str]], view: str, *, unfinished: bool = False
) -> tuple[list[str], str]:
    """Return whose sets go out; or nobody's, and why the article is left out.

    `states` are annotators by name, with the state of their sets: "none", "done" or "discarded".
    Only finished sets go out, but that `unfinished` lets out all of them where a view holds more
    than one settled set. An article that nobody marked goes out in the view of all marks, without
    any.
    """
    if view == ADJUDICATED:
        return _settled(states)
    if not states:
        return [], "" if view == ALL else UNMARKED
    chosen = [hand for hand, state in states if unfinished or state == "done"]
    return chosen, "" if chosen else _why_nobody(states)


def stays_at_home(state: str) -> str:
    """Return why a set of this state does not go out where all finished ones do."""
    return SET_DISCARDED if state == "discarded" else SET_UNFINISHED


def pieces_of(sets: Sequence[_T], view: str) -> Iterator[list[_T]]:
    """Yield the sets that go into one record each time: each alone in the view of annotators."""
    if view != BY_ANNOTATOR:
        yield list(sets)
        return
    for one in sets:
        yield [one]


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


def _settled(states: Sequence[tuple[str, str]]) -> tuple[list[str], str]:
    """Return gold, else the only one who has finished; or why there is neither.

    Gold that is not finished does not go out: differences may be open in it.
    """
    known = dict(states)
    done = [hand for hand, state in states if state == "done"]
    if GOLD in known:
        done = [GOLD] if GOLD in done else []
        why = DISCARDED if known[GOLD] == "discarded" else BEGUN
    elif done:
        why = UNSETTLED
    else:
        why = _why_nobody(states)
    return (done, "") if len(done) == 1 else ([], why)


def _why_nobody(states: Sequence[tuple[str, str]]) -> str:
    return DISCARDED if any(state == "discarded" for _, state in states) else UNFINISHED


def _renamed(one: AnnotationSet, shared: Sequence[str], taken: set[str]) -> AnnotationSet:
    names: dict[str, str] = {}
    for old in shared:
        names[old] = unused(f"{slug(one.key.annotator)}-{old}", taken.__contains__)
        taken.add(names[old])
    return replace(one, items=renamed(one.items, names))
