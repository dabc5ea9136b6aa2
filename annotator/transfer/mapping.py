"""Names of other schemes into ours, labels to values, by a file that says how."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.core.annotation import (
    Acceptance,
    AnnotationSet,
    Attributes,
    Decision,
    Item,
    Relation,
    Span,
)
from annotator.core.document import Region
from annotator.formats.strict_json import JsonError, load

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme

Names = Mapping[str, str | None]
_MOST_PLAIN = 4096  # labels with attributes that are remembered
_PARTS = ("labels", "relations", "attributes", "values", "regions")


class MapError(ValueError):
    """A map file is wrong, or maps to what the scheme does not know; the message says where."""


@dataclass(frozen=True, slots=True)
class LabelMap:
    """Old names to new ones; None leaves out what bears the name.

    An attribute is named alone ("type") or with its old label ("actor.type"), which goes first.
    `values` name an attribute so, with its old value ("type=org"). A label may be named with a
    value as well ("frame.polarity=negative"): that goes before the label alone. `regions` are
    kinds of them.
    """

    labels: Names = field(default_factory=dict)
    relations: Names = field(default_factory=dict)
    attributes: Names = field(default_factory=dict)
    values: Names = field(default_factory=dict)
    regions: Names = field(default_factory=dict)

    def joined(self, other: "LabelMap") -> "LabelMap":
        """Return the map that says what both say; where they differ, `other` holds."""
        return LabelMap(*({**getattr(self, part), **getattr(other, part)} for part in _PARTS))


def read_map(path: Path) -> LabelMap:
    """Return the map in a file; raise MapError or OSError."""
    try:
        value = load(path.read_bytes())
    except JsonError as error:
        raise MapError(f"{path}: {error}.") from error
    if type(value) is not dict or not set(value) <= set(_PARTS):
        raise MapError(f"{path}: a map is an object with {', '.join(_PARTS)}.")
    return LabelMap(*(_names(path, part, value.get(part, {})) for part in _PARTS))


def _names(path: Path, part: str, value: Any) -> Names:  # noqa: ANN401 whatever stands there
    if type(value) is not dict:
        raise MapError(f"{path}: {part} is no object.")
    for old, new in value.items():
        if new is not None and (type(new) is not str or not new):
            raise MapError(f"{path}: {part}.{old} is neither a name nor null.")
    return value


@dataclass(slots=True)
class Unknown:
    """Names that neither the scheme nor the map knows, as they were met."""

    labels: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    attributes: set[tuple[str, str]] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.labels or self.relations or self.attributes or self.regions)


class Mapper:
    """Turns marks into the names of a scheme; what it cannot, it gathers in `unknown`.

    `dropped` counts marks and attributes that the map leaves out.
    """

    def __init__(self, scheme: "LabelScheme", mapping: LabelMap | None) -> None:
        """Take the scheme and the map; raise MapError where the map leads to unknown names."""
        self.scheme = scheme
        self.mapping = mapping or LabelMap()
        self.unknown = Unknown()
        self.dropped = 0
        self._attributes = {
            label.name: {one.name for one in label.attributes} for label in scheme.labels
        }
        self._every = set().union(*self._attributes.values()) if self._attributes else set()
        self._plain: set[tuple[str, Attributes]] = set()  # what stays as it is
        self._refuse_lost()

    def _refuse_lost(self) -> None:
        labels = self.scheme.labels
        values = {value for one in labels for kind in one.attributes for value in kind.values}
        for part, known in (
            ("labels", set(self.scheme.label_by_name)),
            ("relations", set(self.scheme.relation_by_name)),
            ("attributes", self._every),
            ("values", values),
            ("regions", set(self.scheme.regions)),
        ):
            names: Names = getattr(self.mapping, part)
            for old, new in names.items():
                if new is not None and new not in known and (known or part != "regions"):
                    raise MapError(
                        f"The map turns {part}.{old} into {new!r}, which the scheme "
                        f"{self.scheme.full_name} does not have; it has {', '.join(sorted(known))}."
                    )

    def mapped(self, one: AnnotationSet) -> AnnotationSet:
        """Return a set in the names of the scheme; marks that hang on what is left out go too."""
        if self._stays(one.items.values()):
            return one
        items: dict[str, Item] = {}
        touched = False
        for key, item in one.items.items():
            new = self._item(item)
            touched = touched or new is not item
            if new is not None:
                items[key] = new
        return replace(one, items=self._whole(items)) if touched else one

    def mapped_regions(self, regions: tuple[Region, ...]) -> tuple[Region, ...]:
        """Return regions by the kinds of the scheme; one that names no kinds knows all."""
        names, known = self.mapping.regions, self.scheme.regions
        if not names and (not known or all(one.kind in known for one in regions)):
            return regions
        made = []
        for one in regions:
            kind = names.get(one.kind, one.kind)
            if kind is None:
                self.dropped += 1
                continue
            if known and kind not in known:
                self.unknown.regions.add(kind)
            made.append(replace(one, kind=kind))
        return tuple(made)

    def _stays(self, items: Collection[Item]) -> bool:
        """Tell whether all names are known to stay as they are; most sets are like those before."""
        kinds = {(one.label, one.attributes) for one in items if type(one) is Span}
        relations = {one.label for one in items if type(one) is Relation}
        return (
            kinds <= self._plain
            and relations <= self.scheme.relation_by_name.keys()
            and relations.isdisjoint(self.mapping.relations)
        )

    def _item(self, item: Item) -> Item | None:
        if type(item) is Span:
            return self._span(item)
        if type(item) is Relation:
            return self._relation(item)
        return item

    def _span(self, item: Span) -> Span | None:
        if (item.label, item.attributes) in self._plain:
            return item
        label = self._label(item)
        if label is None:
            self.dropped += 1
            return None
        pairs = self._pairs(item, label)
        if label == item.label and pairs == item.attributes:
            if not self.unknown and len(self._plain) < _MOST_PLAIN:
                self._plain.add((item.label, item.attributes))
            return item
        return replace(item, label=label, attributes=pairs)

    def _label(self, item: Span) -> str | None:
        """Return the new label: by one of the span's values, else by its old label alone."""
        names = self.mapping.labels
        for name, value in item.attributes:
            named = f"{item.label}.{name}={value}"
            if named in names:
                return names[named]
        return self._name("labels", item.label, self._attributes)

    def _relation(self, item: Relation) -> Relation | None:
        label = self._name("relations", item.label, self.scheme.relation_by_name)
        if label is None:
            self.dropped += 1
            return None
        return item if label == item.label else replace(item, label=label)

    def _name(self, part: str, old: str, known: Mapping[str, object]) -> str | None:
        names: Names = getattr(self.mapping, part)
        if old in names:
            return names[old]
        if old not in known:
            getattr(self.unknown, part).add(old)
        return old

    def _pairs(self, item: Span, label: str) -> Attributes:
        if not item.attributes:
            return item.attributes
        known = self._attributes.get(label, set())
        made: dict[str, str] = {}
        for old, value in item.attributes:
            names, values = self.mapping.attributes, self.mapping.values
            new = names.get(f"{item.label}.{old}", names.get(old, old))
            said = values.get(f"{item.label}.{old}={value}", values.get(f"{old}={value}", value))
            if new is None or said is None:
                self.dropped += 1
                continue
            if new not in known and f"{item.label}.{old}={value}" in self.mapping.labels:
                continue  # the new label says it
            if new not in known and label in self._attributes:
                self.unknown.attributes.add((item.label, old))
            made[new] = said
        return tuple(sorted(made.items()))

    def _whole(self, items: dict[str, Item]) -> dict[str, Item]:
        """Return items without relations and acceptances that speak of marks left out."""
        found = dict(items)
        for key, item in items.items():
            ends: tuple[str, ...] = ()
            if isinstance(item, Relation):
                ends = (item.source, item.target)
            elif isinstance(item, Acceptance):
                ends = item.marks
            elif isinstance(item, Decision):
                found[key] = replace(item, marks=tuple(one for one in item.marks if one in items))
            if any(end not in items for end in ends):
                del found[key]
                self.dropped += 1
        return found

    def forget(self) -> None:
        """Forget the names and marks that were met: the file that held them did not come in."""
        self.unknown = Unknown()
        self.dropped = 0

    def complaint(self) -> str:
        """Return the sentence on names that are unknown, with the map that would leave them out."""
        labels = sorted(self.unknown.labels)
        relations = sorted(self.unknown.relations)
        attributes = sorted({self._suggested(*pair) for pair in self.unknown.attributes})
        regions = sorted(self.unknown.regions)
        told = {"labels": labels, "relations": relations, "attributes": attributes}
        told["regions"] = regions
        parts = [f"{part} {', '.join(names)}" for part, names in told.items() if names]
        wanted = {part: dict.fromkeys(names) for part, names in told.items() if names}
        return (
            f"the scheme {self.scheme.full_name} does not know the {' and the '.join(parts)}; "
            "give --map a file that says what becomes of them (a name, or null to leave it out): "
            f"{json.dumps(wanted, ensure_ascii=False)}"
        )

    def _suggested(self, label: str, name: str) -> str:
        return f"{label}.{name}" if name in self._every else name
