"""An edit as a value: what it takes away and what it puts in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.core.annotation import Item, Items, SetKey


class StaleChangeError(Exception):
    """A change speaks of an item that does not stand as the change says."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of a set. A modification is a removal and an addition under the same id.

    Undo is the same change the other way round, so no edit needs code of its own to be undone.
    """

    name: str
    removed: tuple[Item, ...] = ()
    added: tuple[Item, ...] = ()

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(name=self.name, removed=self.added, added=self.removed)

    def applied_to(self, items: Items) -> dict[str, Item]:
        """Return the items after this change; those given stay as they are.

        Raise StaleChangeError where a removed item does not stand there just so, or where an
        added one would take the place of another.
        """
        # a dict copies itself in one piece even with gaps in it; dict(items) would not
        after = items.copy() if isinstance(items, dict) else dict(items)
        for item in self.removed:
            if after.get(item.id) != item:
                raise StaleChangeError(f"{self.name}: {item.id} is not as it was")
            del after[item.id]
        for item in self.added:
            if item.id in after:
                raise StaleChangeError(f"{self.name}: {item.id} is there already")
            after[item.id] = item
        return after

    def __bool__(self) -> bool:
        """Tell whether anything changes."""
        return self.removed != self.added


@dataclass(frozen=True, slots=True)
class Part:
    """The change of one set within an edit."""

    set: SetKey
    change: Change


@dataclass(frozen=True, slots=True)
class Edit:
    """One act of one person, in one set or in a thousand, as the journal keeps it for ever.

    `time` is ISO 8601 in UTC, for display only. `parents` are the hashes of the edits that the
    sets touched stood at before, one for each part, "" for a set's first edit. `undoes` is the
    uuid of the edit that this one takes back ("" for none); an edit that undoes an undo is a redo.
    `parents` and `hash` are "" or empty until the store seals the edit.
    """

    uuid: str
    author: str
    time: str
    name: str
    parts: tuple[Part, ...]
    undoes: str = ""
    origin: str = ""  # "import" for what undo must leave alone
    parents: tuple[str, ...] = field(default=())
    hash: str = ""

    def documents(self) -> tuple[str, ...]:
        """Return the documents that the edit touches, in its own order."""
        return tuple(dict.fromkeys(part.set.document for part in self.parts))


def swap(name: str, old: Item, new: Item) -> Change:
    """Return the change that puts one item in the place of another."""
    return Change(name, (old,), (new,))


def joined(name: str, changes: Iterable[Change]) -> Change:
    """Return several changes as one; what one adds and a later one removes is left out."""
    removed: dict[str, Item] = {}
    added: dict[str, Item] = {}
    for change in changes:
        for item in change.removed:
            if item.id in added:
                if added.pop(item.id) != item:
                    raise StaleChangeError(f"{name}: {item.id} is not as it was")
            else:
                removed[item.id] = item
        for item in change.added:
            added[item.id] = item
    for key in [key for key in added if removed.get(key) == added[key]]:
        del removed[key], added[key]
    return Change(name, tuple(removed.values()), tuple(added.values()))
