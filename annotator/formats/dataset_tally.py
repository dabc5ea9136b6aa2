"""What a dataset holds, counted record by record: the same for who writes it and who proves it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from annotator.formats.record_structs import Record

_LABEL = attrgetter("label")
_HAND = attrgetter("annotator")
_KIND = attrgetter("kind")
_MANY = 10_000  # names that wait to be counted


@dataclass(slots=True)
class FileTally:
    """One data file in numbers."""

    records: int = 0
    spans: int = 0
    relations: int = 0
    regions: int = 0

    def add(self, record: Record) -> None:
        """Count a record."""
        self.records += 1
        self.spans += len(record.spans)
        self.relations += len(record.relations)
        self.regions += len(record.regions)

    def as_json(self) -> dict[str, int]:
        """Return the numbers as the manifest has them."""
        return {
            "records": self.records,
            "spans": self.spans,
            "relations": self.relations,
            "regions": self.regions,
        }

    def __str__(self) -> str:
        """Return the numbers in words: 2 records with 5 spans and 1 relation."""
        records, spans = _counted(self.records, "record"), _counted(self.spans, "span")
        return f"{records} with {spans} and {_counted(self.relations, 'relation')}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Count:
    """How often each name came; names are gathered first, for counting few at a time is slow."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._waiting: list[str] = []

    def take(self, names: Iterable[str]) -> None:
        """Count some names."""
        self._waiting.extend(names)
        if len(self._waiting) > _MANY:
            self._settle()

    def __getitem__(self, name: str) -> int:
        """Return how often a name came."""
        self._settle()
        return self._counted[name]

    def as_json(self) -> dict[str, int]:
        """Return all names, sorted, with how often each came."""
        self._settle()
        return dict(sorted(self._counted.items()))

    def _settle(self) -> None:
        self._counted.update(self._waiting)
        self._waiting.clear()


@dataclass(slots=True)
class Tally:
    """A whole dataset in numbers; `characters` are code points of all its records' texts.

    `kinds` are those of regions; the manifest does not have them.
    """

    whole: FileTally = field(default_factory=FileTally)
    characters: int = 0
    labels: Count = field(default_factory=Count)
    relations: Count = field(default_factory=Count)
    kinds: Count = field(default_factory=Count)
    splits: Count = field(default_factory=Count)
    languages: Count = field(default_factory=Count)
    finished: Count = field(default_factory=Count)
    spans_by: Count = field(default_factory=Count)
    relations_by: Count = field(default_factory=Count)

    def add(self, record: Record) -> None:
        """Count a record."""
        spans, relations = record.spans, record.relations
        self.whole.add(record)
        self.characters += len(record.text)
        self.labels.take(map(_LABEL, spans))
        self.relations.take(map(_LABEL, relations))
        self.kinds.take(map(_KIND, record.regions))
        self.splits.take((record.split,))
        self.languages.take((record.lang,))
        self.finished.take(record.annotators)
        self.spans_by.take(map(_HAND, spans))
        self.relations_by.take(map(_HAND, relations))

    def as_json(self) -> dict[str, Any]:
        """Return the totals as the manifest has them; names are sorted."""
        return {
            **self.whole.as_json(),
            "characters": self.characters,
            "splits": self.splits.as_json(),
            "languages": self.languages.as_json(),
            "labels": self.labels.as_json(),
            "relation_labels": self.relations.as_json(),
            "annotators": {name: self._of(name) for name in self.annotators},
        }

    @property
    def annotators(self) -> list[str]:
        """Return those who finished an article or have a mark, by name."""
        counts = (self.finished, self.spans_by, self.relations_by)
        return sorted({name for count in counts for name in count.as_json()})

    def _of(self, name: str) -> dict[str, int]:
        return {
            "finished": self.finished[name],
            "spans": self.spans_by[name],
            "relations": self.relations_by[name],
        }
