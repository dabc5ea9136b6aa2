"""What happens to an article between file and store: whose, under which id, what is known."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.core.annotation import (
    DECISION_ID,
    STATUS_ID,
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Decision,
    Item,
    Items,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.document import Region, first_line, headline
from annotator.formats.naming import slug, unused
from annotator.store.annotations import sets_on
from annotator.store.documents import document_with_digest, taken_ids
from annotator.transfer.mapping import Mapper
from annotator.transfer.options import ImportOptions
from annotator.transfer.splitting import SplitError, children_of

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme
    from annotator.store.connection import Store

_RECENT = 512  # articles on their way whose sets are remembered; the store writes every hundred
_FORMS_WITH_REGIONS = ("dataset",)
_UNKNOWN = "und"  # as language tags say it
_LEXICONS = ("furniture", "byline", "caption", "updated")


class RefusedError(ValueError):
    """An article or its marks cannot come in; the message follows the name of the file."""


@dataclass(slots=True)
class _There:
    """An article that the project has or is about to have: its id, and the sets on it."""

    id: str
    sets: dict[str, Items] = field(default_factory=dict)


class Intake:
    """Makes articles ready for the store, one import long. It changes nothing in the store.

    `known`, `split` and `notes` are of the file at hand, until `settle` or `forget` ends it.
    """

    def __init__(self, store: "Store", scheme: "LabelScheme", options: "ImportOptions") -> None:
        """Take where articles go and what was asked for; raise MapError."""
        self.store = store
        self.scheme = scheme
        self.options = options
        self.mapper = Mapper(scheme, options.mapping)
        self._ids = taken_ids(store)
        self._new_ids: list[str] = []
        self._untold: set[str] = set()
        self._recent: OrderedDict[str, _There] = OrderedDict()
        self._fresh: list[str] = []
        self._joined: list[tuple[_There, str]] = []
        self._lexicon: Mapping[str, frozenset[str]] | None = None
        self.notes: list[str] = []
        self.known: list[tuple[str, str]] = []
        self.split: list[tuple[str, list[str]]] = []

    def ready(self, one: AnnotatedDocument, form: str, place: str) -> Iterator[AnnotatedDocument]:
        """Yield what the store is to take for an article: nothing, itself, or it and its children.

        Raise RefusedError, with the article's name where a file holds many.
        """
        sets = tuple(map(self._finished, map(self.mapper.mapped, self._owned(one))))
        one = replace(one, regions=self.mapper.mapped_regions(one.regions), sets=sets)
        there = self._there(one.document.sha256)
        if there is not None:
            yield from self._more_marks(one, there, place)
            return
        one = self._named(self._spoken(one), place)
        _refuse_shared_ids(one)
        if not one.regions and self.options.regions and form not in _FORMS_WITH_REGIONS:
            one = _titled(replace(one, regions=self._regions(one.document.text)))
        yield from map(self._of_known_kinds, self._stories(one))

    def is_new(self, id: str) -> bool:  # noqa: A002 the field's own name
        """Tell whether an id was given out in the file at hand; of each it is told once."""
        if id not in self._untold:
            return False
        self._untold.remove(id)
        return True

    def written(self) -> None:
        """Let go of older articles: what was made ready is in the store, but for a few hundred."""
        while len(self._recent) > _RECENT and not self.options.dry_run:
            self._recent.popitem(last=False)

    def settle(self) -> None:
        """Take what was made ready since the last time as done."""
        self._new_ids.clear()
        self._untold.clear()
        self._fresh.clear()
        self._joined.clear()
        self.notes.clear()
        self.known.clear()
        self.split.clear()

    def forget(self) -> None:
        """Forget what was made ready since the last time: it did not come in."""
        self._ids.difference_update(self._new_ids)
        for there, hand in self._joined:
            del there.sets[hand]
        for digest in self._fresh:
            self._recent.pop(digest, None)
        self.settle()

    def _owned(self, one: AnnotatedDocument) -> tuple[AnnotationSet, ...]:
        """Return the sets under the name that was asked for, or as they are."""
        hand = self.options.annotator
        if not hand or not one.sets:
            return one.sets
        same = [each for each in one.sets if each.key.annotator == hand]
        if same or len(one.sets) == 1:
            chosen = same or [one.sets[0]]
            return tuple(_keyed(each, one.document.id, hand) for each in chosen)
        names = ", ".join(each.key.annotator for each in one.sets)
        raise RefusedError(
            f"{one.document.id} has marks of {names}, and none of {hand}; name one of those."
        )

    def _of_known_kinds(self, one: AnnotatedDocument) -> AnnotatedDocument:
        """Return an article without regions that were proposed of kinds that the scheme lacks."""
        known = self.scheme.regions
        if not known or all(region.kind in known for region in one.regions):
            return one
        return replace(one, regions=tuple(each for each in one.regions if each.kind in known))

    def _finished(self, one: AnnotationSet) -> AnnotationSet:
        """Return a set as done, where that was asked for and its file says nothing of it."""
        if not self.options.done or not mark_ids(one.items) or STATUS_ID in one.items:
            return one
        return replace(one, items={**one.items, STATUS_ID: Status("done")})

    def _there(self, sha256: str) -> _There | None:
        """Return the article that has this text, from this import or from the project."""
        found = self._recent.get(sha256)
        if found is not None:
            return found
        known = document_with_digest(self.store, sha256)
        if known is None:
            return None
        sets = {each.key.annotator: each.items for each in sets_on(self.store, known)}
        return self._remember(sha256, _There(known, sets))

    def _remember(self, sha256: str, there: _There) -> _There:
        self._recent[sha256] = there
        self._fresh.append(sha256)
        return there

    def _more_marks(
        self, one: AnnotatedDocument, there: _There, place: str
    ) -> Iterator[AnnotatedDocument]:
        """Yield an article that is there already, if it brings sets that are not."""
        fresh = []
        for each in one.sets:
            hand, items = each.key.annotator, each.items
            if not items:
                continue
            if not there.sets.get(hand):
                moved = self._apart(_keyed(each, there.id, hand), there)
                there.sets[hand] = moved.items
                self._joined.append((there, hand))
                fresh.append(moved)
            elif not _are_same(there.sets[hand], items):
                raise RefusedError(
                    f"{hand} has other marks on {there.id} already, which is the same text: "
                    "name another annotator with --annotator."
                )
        if fresh:
            document = replace(one.document, id=there.id)
            yield AnnotatedDocument(document, (), tuple(fresh))
        else:
            self.known.append((place, there.id))

    def _apart(self, one: AnnotationSet, there: _There) -> AnnotationSet:
        """Return a set whose ids no other set on the article has."""
        taken = {key for items in there.sets.values() for key in mark_ids(items)}
        shared = taken.intersection(mark_ids(one.items))
        if not shared:
            return one
        taken.update(one.items)
        prefix, names = slug(one.key.annotator), {}
        for old in sorted(shared):
            names[old] = unused(f"{prefix}-{old}", taken.__contains__)
            taken.add(names[old])
        hand, many = one.key.annotator, len(shared)
        said = "1 id" if many == 1 else f"{many:,} ids"
        are, them = ("is", "it") if many == 1 else ("are", "them")
        self.notes.append(
            f"{there.id}: {said} of {hand} {are} taken there; {prefix}- was put before {them}."
        )
        return replace(one, items=renamed(one.items, names))

    def _named(self, one: AnnotatedDocument, place: str) -> AnnotatedDocument:
        """Return an article under an id that is free."""
        wanted = one.document.id
        name = unused(wanted, self._ids.__contains__)
        self._give_out(name)
        sets = one.sets
        if name != wanted:
            self.notes.append(f"{place}: the id {wanted} is taken; its article came in as {name}.")
            sets = tuple(_keyed(each, name, each.key.annotator) for each in sets)
        self._remember(
            one.document.sha256,
            _There(name, {each.key.annotator: each.items for each in sets}),
        )
        return replace(one, document=replace(one.document, id=name), sets=sets)

    def _spoken(self, one: AnnotatedDocument) -> AnnotatedDocument:
        """Return an article in the language that was said, where its file says none."""
        language = self.options.language
        if not language or one.document.language != _UNKNOWN:
            return one
        return replace(one, document=replace(one.document, language=language))

    def _give_out(self, name: str) -> None:
        self._ids.add(name)
        self._new_ids.append(name)
        self._untold.add(name)

    def _stories(self, one: AnnotatedDocument) -> Iterator[AnnotatedDocument]:
        ranges = self._story_ranges(one)
        if len(ranges) < 2:  # noqa: PLR2004 one story is no split
            yield one
            return
        name = one.document.id
        try:
            children = children_of(one, ranges, self._ids)
        except SplitError as error:
            raise RefusedError(str(error)) from error
        children = [child for child in children if self._is_fresh(child)]
        self.split.append((name, [child.document.id for child in children]))
        yield replace(one, sets=())
        yield from children

    def _is_fresh(self, child: AnnotatedDocument) -> bool:
        there = self._there(child.document.sha256)
        if there is not None:
            self.known.append((child.document.id, there.id))
            return False
        self._give_out(child.document.id)
        sets = {each.key.annotator: each.items for each in child.sets}
        self._remember(child.document.sha256, _There(child.document.id, sets))
        return True

    def _story_ranges(self, one: AnnotatedDocument) -> list[tuple[int, int]]:
        if not self.options.split_stories:
            return []
        from annotator.core.regions import split_stories

        return list(split_stories(one.document.text, one.regions))

    def _regions(self, text: str) -> tuple[Region, ...]:
        from annotator.core.regions import propose_regions

        if self._lexicon is None:
            self._lexicon = {name: self.scheme.words_in(name) for name in _LEXICONS}
        return tuple(propose_regions(text, self._lexicon))


def renamed(items: Items, names: Mapping[str, str]) -> dict[str, Item]:
    """Return items with some marks under other ids, in what speaks of them as well."""
    made = (_renamed(item, names) for item in items.values())
    return {item.id: item for item in made}


def _renamed(item: Item, names: Mapping[str, str]) -> Item:
    if isinstance(item, Relation):
        return replace(
            item,
            id=names.get(item.id, item.id),
            source=names.get(item.source, item.source),
            target=names.get(item.target, item.target),
        )
    if isinstance(item, Acceptance | Decision):
        return replace(item, marks=tuple(names.get(mark, mark) for mark in item.marks))
    if isinstance(item, Span) and item.id in names:
        return replace(item, id=names[item.id])
    return item


def _titled(one: AnnotatedDocument) -> AnnotatedDocument:
    """Return an article under its headline, where it bears no better name than its first line."""
    document = one.document
    found = headline(document.text, one.regions)
    if not found or document.title != first_line(document.text):
        return one
    return replace(one, document=replace(document, title=found))


def _keyed(one: AnnotationSet, document: str, hand: str) -> AnnotationSet:
    return replace(one, key=SetKey(document, hand))


def mark_ids(items: Items) -> set[str]:
    """Return the ids that must be its own in a document: those of spans and relations."""
    return {
        key for key in items if key != STATUS_ID and not key.startswith(("accept:", DECISION_ID))
    }


def _are_same(there: Items, items: Items) -> bool:
    """Tell whether a set brings nothing new; one that says nothing of its state leaves it alone."""
    silent = STATUS_ID not in items
    kept = {key: one for key, one in there.items() if not (silent and key == STATUS_ID)}
    return kept == dict(items)


def _refuse_shared_ids(one: AnnotatedDocument) -> None:
    if len(one.sets) < 2:  # noqa: PLR2004 one set shares with none
        return
    seen: set[str] = set()
    for each in one.sets:
        ids = mark_ids(each.items)
        shared = seen & ids
        if shared:
            raise RefusedError(f"{one.document.id}: two annotators share the id {min(shared)}.")
        seen |= ids
