"""An article of several stories becomes several articles; the whole is kept, out of the queue."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from annotator.core.annotation import (
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Decision,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Document, Parent, headline, new_document
from annotator.formats.naming import MAX_ID, unused
from annotator.store.annotations import regions_on, sets_on
from annotator.store.documents import (
    document_with_digest,
    place_behind,
    read_document,
    set_queued,
    taken_ids,
)
from annotator.store.journal import import_documents, record

if TYPE_CHECKING:
    from annotator.store.connection import Store

Range = tuple[int, int]
NAME = "Split into stories"


class SplitError(ValueError):
    """An article cannot be split there; the message names the mark that would be cut or lost."""

    exit_code = 2


class CutTiesError(SplitError):
    """All spans lie in stories, but relations join one story to another; the message names them."""


def split_article(
    store: "Store",
    document_id: str,
    ranges: Sequence[Range],
    author: str,
    *,
    cut_ties: bool = False,
) -> list[str]:
    """Split an article of a project into children, move its marks along, return the new ids.

    Ranges are code points of the parent, in order, and do not overlap. All marks move in one edit,
    and the parent leaves the queue. Raise SplitError where a mark would be cut or left behind, and
    CutTiesError where these are relations between stories, unless `cut_ties` lets them go (the
    journal keeps them); nothing is changed then. A split that was broken off is taken up where it
    stands.
    """
    parent = AnnotatedDocument(
        read_document(store, document_id),
        regions_on(store, document_id),
        tuple(one for one in sets_on(store, document_id) if one.items),
    )
    children = children_of(parent, ranges, taken_ids(store), cut_ties=cut_ties)
    children = [_settled(store, parent.document, child) for child in children]
    fresh = [
        replace(child, sets=())
        for child in children
        if document_with_digest(store, child.document.sha256) is None
    ]
    refused = import_documents(store, fresh, author=author, name=NAME)
    if refused:
        raise SplitError(refused[0][1])
    if parent.sets:
        revisions = {one.key: one.revision for one in parent.sets}
        record(store, _move(parent, children, author), revisions)
    set_queued(store, document_id, False)  # noqa: FBT003 as agreed with the store
    names = [child.document.id for child in children]
    place_behind(store, document_id, names)
    return names


def children_of(
    parent: AnnotatedDocument,
    ranges: Sequence[Range],
    taken: Collection[str],
    *,
    cut_ties: bool = False,
) -> list[AnnotatedDocument]:
    """Return the children of an article, each with the regions and marks that lie in its range.

    Raise SplitError for ranges that are not in order, and for marks that would be cut or lost.
    """
    _refuse_ranges(parent.document, ranges)
    ids: set[str] = set()
    children = []
    for number, place in enumerate(ranges, start=1):
        wanted = f"{parent.document.id[: MAX_ID - 4]}-{number}"
        name = unused(wanted, lambda one: one in taken or one in ids)
        ids.add(name)
        children.append(_child(parent, place, name))
    _refuse_lost(parent, children, cut_ties=cut_ties)
    return children


def _refuse_ranges(document: Document, ranges: Sequence[Range]) -> None:
    if len(ranges) < 2:  # noqa: PLR2004 one story is no split
        raise SplitError(f"{document.id} holds one story; there is nothing to split.")
    last = 0
    for start, end in ranges:
        if not last <= start < end <= len(document.text):
            raise SplitError(f"{document.id}: the stories {start} to {end} are not in order.")
        if document.text[start:end].isspace():
            raise SplitError(f"{document.id}: there is no text from {start} to {end}.")
        last = end


def _child(parent: AnnotatedDocument, place: Range, name: str) -> AnnotatedDocument:
    from annotator.core.regions import child_regions

    start, end = place
    whole = parent.document
    regions = tuple(child_regions(parent.regions, start, end))
    text = whole.text[start:end]
    document = replace(
        new_document(name, text, title=headline(text, regions)),
        source_sha256=whole.source_sha256,
        language=whole.language,
        meta=dict(whole.meta),
        parent=Parent(whole.id, whole.sha256, start),
    )
    sets = tuple(_part_of(one, document.id, place) for one in parent.sets)
    return AnnotatedDocument(document, regions, tuple(one for one in sets if one.items))


def _part_of(one: AnnotationSet, child: str, place: Range) -> AnnotationSet:
    """Return the marks of a set that lie wholly in a range, moved into it."""
    start, end = place
    items: dict[str, Item] = {}
    for key, item in one.items.items():
        if isinstance(item, Span | Decision) and start <= item.start and item.end <= end:
            items[key] = replace(item, start=item.start - start, end=item.end - start)
    for key, item in one.items.items():
        ends = _ends(item)
        if ends and all(name in items for name in ends):
            items[key] = item
    items.update(_without_place(one))
    return AnnotationSet(SetKey(child, one.key.annotator), items)


def _without_place(one: AnnotationSet) -> dict[str, Item]:
    """Return what speaks of the article as a whole."""
    return {
        key: item
        for key, item in one.items.items()
        if isinstance(item, Status) or (isinstance(item, Acceptance) and not item.marks)
    }


def _ends(item: Item) -> tuple[str, ...]:
    if isinstance(item, Relation):
        return item.source, item.target
    return item.marks if isinstance(item, Acceptance) else ()


def _refuse_lost(
    parent: AnnotatedDocument, children: Sequence[AnnotatedDocument], *, cut_ties: bool
) -> None:
    """Raise SplitError where a span or relation has come into no child."""
    for one in parent.sets:
        hand = one.key.annotator
        here = {
            key
            for child in children
            for each in child.sets
            if each.key.annotator == hand
            for key in each.items
        }
        lost = [
            item
            for key, item in one.items.items()
            if key not in here and isinstance(item, Span | Relation)
        ]
        if not lost or (cut_ties and all(isinstance(item, Relation) for item in lost)):
            continue
        named = ", ".join(_words(item, one) for item in lost[:3]) + (" ..." if lost[3:] else "")
        name, some = parent.document.id, "mark lies" if len(lost) == 1 else "marks lie"
        if all(isinstance(item, Relation) for item in lost):
            raise CutTiesError(f"In {name}, relations of {hand} join two stories: {named}.")
        raise SplitError(
            f"{name} cannot be split there: {len(lost)} {some} across or outside the stories "
            f"({hand}): {named}."
        )


def _words(item: Span | Relation, one: AnnotationSet) -> str:
    if isinstance(item, Span):
        return f"{item.label} “{item.text[:40]}”"
    ends = [one.items.get(end) for end in (item.source, item.target)]
    said = [f"“{end.text[:40]}”" if isinstance(end, Span) else "?" for end in ends]
    return f"{said[0]} {item.label.replace('_', ' ')} {said[1]}"


def _settled(store: "Store", parent: Document, child: AnnotatedDocument) -> AnnotatedDocument:
    """Return a child under the id that it has already, where an earlier split was broken off.

    Raise SplitError where the same text is there as an article of its own.
    """
    known = document_with_digest(store, child.document.sha256)
    if known is None:
        return child
    there = read_document(store, known).parent
    if there is None or there.id != parent.id:
        raise SplitError(f"One of the stories of {parent.id} is there already, as {known}.")
    sets = tuple(replace(one, key=SetKey(known, one.key.annotator)) for one in child.sets)
    return replace(child, document=replace(child.document, id=known), sets=sets)


def _move(parent: AnnotatedDocument, children: Sequence[AnnotatedDocument], author: str) -> Edit:
    parts = [Part(one.key, Change(NAME, removed=tuple(one.items.values()))) for one in parent.sets]
    parts += [
        Part(one.key, Change(NAME, added=tuple(one.items.values())))
        for child in children
        for one in child.sets
    ]
    time = datetime.now(UTC).isoformat(timespec="seconds")
    return Edit(str(uuid4()), author, time, NAME, tuple(parts), origin="import")
