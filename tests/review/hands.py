"""Articles that several annotators have finished: by examples, and at random."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from hypothesis import strategies as st

from annotator.core.annotation import (
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Document, new_document
from annotator.core.people import GOLD
from annotator.review.accepting import accept_agreed
from annotator.review.article import Review, reviewed
from annotator.review.queue import reviews
from annotator.review.readings import Difference, Reading
from annotator.store.annotations import read_set
from annotator.store.handle import Store
from annotator.store.journal import record
from tests.items import items_by_id

TEXT = (
    "The Brackwater Harbour Board on Tuesday denied that winter dredging had caused the collapse "
    "of the town’s oyster beds, two days after growers said they had lost nearly half of their "
    "stock.\n“The sediment stayed inside the channel, and anyone who says otherwise has not looked "
    "at the data.” Tomas Reill said the board had ignored warnings since October."
)
ARTICLE = new_document("harbour", TEXT, title="Harbour board")
Marks = Sequence[tuple[str, str] | tuple[str, str, str]]  # label, words, attribute "form"


def span(label: str, words: str, form: str = "", *, id: str = "") -> Span:  # noqa: A002 its name
    """The first place of some words in TEXT, marked."""
    start = TEXT.index(words)
    attributes = (("form", form),) if form else ()
    return Span(id or f"s{start}{label}", label, start, start + len(words), words, attributes)


def hand(
    name: str, *marks: Span | Relation, state: str = "done", document: Document = ARTICLE
) -> AnnotationSet:
    """What an annotator left."""
    items: list[Item] = [*marks]
    if state != "none":
        items.append(Status(state))
    return AnnotationSet(SetKey(document.id, name), items_by_id(items))


def gold_of(*items: Item, document: Document = ARTICLE) -> AnnotationSet:
    return AnnotationSet(SetKey(document.id, GOLD), items_by_id(items))


def review_of(*sets: AnnotationSet, document: Document = ARTICLE, alone: bool = False) -> Review:
    return reviewed(document, sets, alone=alone)


def after(review: Review, change: Change) -> Review:
    """The review once a change of gold was made."""
    items = change.applied_to(review.gold.items)
    return review.with_gold(replace(review.gold, items=items, revision=review.gold.revision + 1))


def undone(review: Review, change: Change) -> Mapping[str, Item]:
    """The items of gold after a change and its inverse."""
    return change.inverse().applied_to(change.applied_to(review.gold.items))


def only(review: Review, words: str) -> Difference:
    """The one difference that lies on just these words."""
    start = TEXT.index(words)
    place = (start, start + len(words))
    (found,) = [one for one in review.differences if (one.start, one.end) == place]
    return found


def reading_of(difference: Difference, annotator: str) -> Reading:
    """The reading of an annotator who has finished."""
    return next(one for one in difference.readings if annotator in one.annotators)


def marks(one: AnnotationSet) -> set[tuple[str, str]]:
    """Labels and words of a set."""
    return {(each.label, each.text) for each in one.spans}


def drawn(one: AnnotationSet) -> set[tuple[str, str, str]]:
    """Relations of a set with the words of their ends."""
    words = {each.id: each.text for each in one.spans}
    return {(each.label, words[each.source], words[each.target]) for each in one.relations}


LINE = "abcdefghijklmnopqrstuvwxyz0123456789" * 2
PLACE = new_document("line", LINE)
LABELS = ("claim", "actor")


@st.composite
def spans_at_random(draw: st.DrawFn) -> list[Span]:
    found: dict[tuple[int, int, str], Span] = {}
    for number in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, len(LINE) - 1))
        end = min(len(LINE), start + draw(st.integers(1, 30)))
        label = draw(st.sampled_from(LABELS))
        form = draw(st.sampled_from(["", "", "direct"]))
        made = Span(f"s{number}", label, start, end, LINE[start:end])
        found[start, end, label] = made.with_attribute("form", form)
    return list(found.values())


@st.composite
def relations_at_random(draw: st.DrawFn, spans: Sequence[Span]) -> list[Relation]:
    found: dict[tuple[str, str], Relation] = {}
    for number in range(draw(st.integers(0, 3)) if len(spans) > 1 else 0):
        source, target = draw(
            st.lists(
                st.sampled_from([one.id for one in spans]), min_size=2, max_size=2, unique=True
            )
        )
        found[source, target] = Relation(f"r{number}", "attributed_to", source, target)
    return list(found.values())


@st.composite
def sets_at_random(draw: st.DrawFn, *, least: int = 2) -> list[AnnotationSet]:
    """Two to four annotators of LINE who share much: each leaves out and adds a little."""
    common = draw(spans_at_random())
    sets = []
    for name in ("ann", "bob", "cyd", "dan")[: draw(st.integers(least, 4))]:
        kept = [one for one in common if draw(st.integers(0, 4))]
        known = {(one.start, one.end, one.label) for one in kept}
        own = [
            replace(one, id=f"{one.id}{name}")
            for one in draw(spans_at_random())
            if (one.start, one.end, one.label) not in known and draw(st.booleans())
        ]
        spans = [*kept, *own]
        drawn_ones = draw(relations_at_random(spans))
        sets.append(hand(name, *spans, *drawn_ones, document=PLACE))
    return sets


def written(store: Store, *sets: AnnotationSet, time: str = "2025-03-03T09:00:00+00:00") -> None:
    """Record whole sets, each as one edit of its annotator."""
    for one in sets:
        change = Change("Mark", added=tuple(one.items.values()))
        recorded(store, one.key, change, time)


def accepted(store: Store) -> list[AnnotationSet]:
    """Put what all agree on into gold, article by article; return gold of those where any was."""
    found = []
    for review in reviews(store):
        change = accept_agreed(review)
        if change:
            recorded(store, review.gold.key, change, by="lead")
            found.append(read_set(store, review.gold.key))
    return found


def recorded(
    store: Store, key: SetKey, change: Change, time: str = "2025-03-03T09:00:00+00:00", by: str = ""
) -> Edit:
    part = Part(key, change)
    edit = Edit(str(uuid4()), by or key.annotator, time, change.name, (part,))
    return record(store, edit)


def marked(document: Document, label: str, words: str) -> Span:
    """The first place of some words in a document, marked."""
    start = document.text.index(words)
    return Span(f"m{start}{label}", label, start, start + len(words), words)
