"""Hold records against a label scheme: labels, attributes, relations with their ends, regions."""

from collections.abc import Collection, Iterator, Mapping

from annotator.assets import default_scheme_bytes
from annotator.core.attributes import MISSING, UNKNOWN, AttributeFault, attribute_faults
from annotator.core.canonical import sha256_hex
from annotator.core.problem import Severity
from annotator.core.scheme import LabelScheme
from annotator.core.schemes import read_scheme
from annotator.formats.dataset_manifest import SCHEME
from annotator.formats.record_structs import NO_ATTRIBUTES, Record, RecordSpan, pairs_of

_ATTRIBUTES = "E08"  # the rule on attributes
_MOST = 10_000  # spans that were right and are remembered by label and attributes
_WHAT = "labels, attributes, relations and regions were not held against a scheme"


class SchemeProof:
    """Finds what a scheme does not know in sound records that name it."""

    def __init__(self, scheme: LabelScheme) -> None:
        """Take the scheme; attributes are looked at where its rule makes them errors."""
        rule = scheme.rule_by_id.get(_ATTRIBUTES)
        self.scheme = scheme
        self.with_attributes = rule is not None and rule.level is Severity.ERROR
        self._right: set[tuple[str, bytes]] = set()

    def faults(self, record: Record) -> Iterator[str]:
        """Yield what is wrong with a record: the field, and why."""
        kinds = self.scheme.regions
        for number, region in enumerate(record.regions):
            if kinds and region.kind not in kinds:
                yield f"regions[{number}].kind: the scheme has no {_shown(region.kind)}"
        right = self._right
        for number, span in enumerate(record.spans):
            key = span.label, bytes(span.attributes)
            if key not in right:
                found = [f"spans[{number}].{fault}" for fault in self._of_span(span)]
                yield from found
                if not found and len(right) < _MOST:
                    right.add(key)
        if record.relations:
            yield from self._of_relations(record)

    def _of_span(self, span: RecordSpan) -> Iterator[str]:
        known = self.scheme.attributes_by_label.get(span.label)
        if known is None:
            yield f"label: the scheme has no {_shown(span.label)}"
        elif self.with_attributes:
            for fault in attribute_faults(pairs_of(span.attributes), known):
                yield f"attributes: {_in_words(fault, span.label)}"

    def _of_relations(self, record: Record) -> Iterator[str]:
        labels = {one.id: one.label for one in record.spans}
        known = self.scheme.label_by_name
        for number, one in enumerate(record.relations):
            place = f"relations[{number}]"
            if one.attributes != NO_ATTRIBUTES:
                yield f"{place}.attributes: relations have none in the scheme"
            ends = labels[one.head], labels[one.tail]
            if (one.label, *ends) in self.scheme.right_kinds:
                continue
            if one.label not in self.scheme.relation_by_name:
                yield f"{place}.label: the scheme has no {_shown(one.label)}"
            elif ends[0] in known and ends[1] in known:  # else it was told
                yield f"{place}: {one.label} does not run from {ends[0]} to {ends[1]}"


def shipped_scheme() -> LabelScheme:
    """Return the scheme that comes with the program."""
    return read_scheme(default_scheme_bytes())


def is_shipped(sha256: object) -> bool:
    """Tell whether a digest is that of the scheme that comes with the program."""
    return sha256 == sha256_hex(default_scheme_bytes())


def without_scheme() -> str:
    """Return the sentence on a folder that holds no scheme."""
    return f"{SCHEME}: there is none, so {_WHAT}."


def unheld(proofs: Mapping[str, SchemeProof], named: Collection[str]) -> Iterator[str]:
    """Yield sentences on what could not be held against a scheme.

    `proofs` are those of the schemes that are known, by name; `named` are those that records name.
    """
    strange = sorted(set(named) - proofs.keys())
    if strange:
        said = " or ".join(_shown(name) for name in strange)
        yield f"The scheme {said} is not known here, so {_WHAT}."
    for name in sorted(proofs.keys() & named):
        if not proofs[name].with_attributes:
            yield f"Attributes were not held against {name}, which makes them no errors."


def _in_words(fault: AttributeFault, label: str) -> str:
    if fault.kind == UNKNOWN:
        return f"{label} has no {_shown(fault.name)} in the scheme"
    if fault.kind == MISSING:
        return f"{label} needs {_shown(fault.name)}"
    return f"{fault.name}: the scheme has no value {_shown(fault.value)}"


def _shown(name: str, limit: int = 40) -> str:
    return repr(name if len(name) <= limit else name[:limit] + "…")
