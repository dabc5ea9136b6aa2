"""What a dataset holds, counted record by record: the same for who writes it and who proves it."""

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from annotator.formats.record_checks import Json

_LABEL = itemgetter("label")
_HAND = itemgetter("annotator")


@dataclass(slots=True)
class FileTally:
    """One data file in numbers."""

    records: int = 0
    spans: int = 0
    relations: int = 0
    regions: int = 0

    def add(self, record: Json) -> None:
        """Count a record."""
        self.records += 1
        self.spans += len(record["spans"])
        self.relations += len(record["relations"])
        self.regions += len(record["regions"])

    def as_json(self) -> dict[str, int]:
        """Return the numbers as the manifest has them."""
        return {
            "records": self.records,
            "spans": self.spans,
            "relations": self.relations,
            "regions": self.regions,
        }


@dataclass(slots=True)
class Tally:
    """A whole dataset in numbers; `characters` are code points of all its records' texts."""

    whole: FileTally = field(default_factory=FileTally)
    characters: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    finished: Counter[str] = field(default_factory=Counter)
    spans_by: Counter[str] = field(default_factory=Counter)
    relations_by: Counter[str] = field(default_factory=Counter)

    def add(self, record: Json) -> None:
        """Count a record."""
        spans, relations = record["spans"], record["relations"]
        self.whole.add(record)
        self.characters += len(record["text"])
        self.labels.update(map(_LABEL, spans))
        self.relations.update(map(_LABEL, relations))
        self.splits[record["split"]] += 1
        self.languages[record["lang"]] += 1
        self.finished.update(record["annotators"])
        self.spans_by.update(map(_HAND, spans))
        self.relations_by.update(map(_HAND, relations))

    def as_json(self) -> dict[str, Any]:
        """Return the totals as the manifest has them; names are sorted."""
        return {
            **self.whole.as_json(),
            "characters": self.characters,
            "splits": _sorted(self.splits),
            "languages": _sorted(self.languages),
            "labels": _sorted(self.labels),
            "relation_labels": _sorted(self.relations),
            "annotators": {name: self._of(name) for name in self.annotators},
        }

    @property
    def annotators(self) -> list[str]:
        """Return those who finished an article or have a mark, by name."""
        return sorted({*self.finished, *self.spans_by, *self.relations_by})

    def _of(self, name: str) -> dict[str, int]:
        return {
            "finished": self.finished[name],
            "spans": self.spans_by[name],
            "relations": self.relations_by[name],
        }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
