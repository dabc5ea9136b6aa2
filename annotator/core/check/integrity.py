"""Rules that guard the data: offsets, words, digests, names, ids, attributes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from annotator.core.annotation import Attributes, Relation, Span, Status
from annotator.core.attributes import MISSING, UNKNOWN, AttributeFault, attribute_faults
from annotator.core.canonical import text_digest
from annotator.core.change import swap
from annotator.core.check.case import Case, parts_of, rule
from annotator.core.check.fixes import moved, take_away, unlink
from annotator.core.document import Region
from annotator.core.guess import default_attributes
from annotator.core.problem import Fix, Problem
from annotator.core.scheme import Attribute

_IDENTIFIED = (Span, Relation, Region)  # what bears an id of its own
_NEARBY = 2000  # code points on either side in which lost words are looked for


@rule("E01")
def inside_the_text(case: Case) -> Iterator[Problem]:
    """Find ranges that are empty, turned round or outside the text."""
    marks = case.marks
    if len(marks.sound) == len(marks.spans) and not marks.regions:
        return
    for span in marks.spans:
        if not 0 <= span.start < span.end <= len(case.text):
            what = "is empty" if 0 <= span.start == span.end else "lies outside the text"
            fixes = [_to_its_words(case, span), take_away(case.marks, span)]
            yield case.problem(f"{case.name(span)} {what}", span, fixes=fixes)
    for region in marks.regions:
        if not 0 <= region.start < region.end <= len(case.text):
            message = f"Region {region.kind} lies outside the text or is empty"
            yield case.at(message, region.start, region.end, [region])


@rule("E02")
def same_words(case: Case) -> Iterator[Problem | None]:
    """Find a text that is not the one that was marked, and spans whose words are not its own."""
    if case.marks.sha256 and not _has_digest(case.text, case.marks.sha256):
        yield case.at("This is not the text that was marked: its digest differs", 0, 0)
    text = case.text
    for part in parts_of(case.marks.sound):
        for span in [
            one
            for one in part
            if len(one.text) != one.end - one.start or not text.startswith(one.text, one.start)
        ]:
            yield _other_words(case, span)
        yield None


@rule("E03")
def known_names(case: Case) -> Iterator[Problem | None]:
    """Find labels and relations that the scheme does not know."""
    scheme = case.marks.scheme
    strange = {one.label for one in case.marks.spans} - scheme.label_by_name.keys()
    for part in parts_of(case.marks.spans if strange else ()):
        for span in [one for one in part if one.label in strange]:
            message = f"The scheme has no label “{_short(span.label)}”"
            yield case.problem(message, span)
        yield None
    for relation in case.marks.relations:
        if relation.label not in scheme.relation_by_name:
            message = f"The scheme has no relation “{_short(relation.label)}”"
            place = case.marks.by_id.get(relation.source)
            start, end = (place.start, place.end) if place else (0, 0)
            yield case.at(message, start, end, [relation], [unlink(relation)])


@rule("E08", alone=True)
def attributes_as_in_the_scheme(case: Case) -> Iterator[Problem]:
    """Find required attributes that are missing, and names or values that the scheme lacks."""
    labels = case.marks.scheme.attributes_by_label
    right = case.marks.scheme.right_attributes
    judged: dict[tuple[str, Attributes], list[str]] = {}
    for span in [one for one in case.spans() if (one.label, one.attributes) not in right]:
        if span.label not in labels:
            continue
        faults = judged.get((span.label, span.attributes))
        known = labels[span.label]
        if faults is None:
            found = attribute_faults(span.attributes, known)
            faults = [_in_words(fault, known) for fault in found]
            judged[span.label, span.attributes] = faults
        if not faults:
            right.add((span.label, span.attributes))
        else:
            more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
            message = f"{case.name(span)} {faults[0]}{more}"
            yield case.problem(message, span, fixes=[_with_good_attributes(case, span, known)])


@rule("E09")
def ids_once(case: Case) -> Iterator[Problem | None]:
    """Find ids that two marks share."""
    marks = case.marks
    if marks.as_named and not marks.regions:
        return
    held = [i for i in marks.items.values() if isinstance(i, _IDENTIFIED)]
    yield None
    own = held + [region for region in marks.regions if marks.items.get(region.id) != region]
    if len({item.id for item in own}) == len(own):
        return
    count = Counter([item.id for item in own])
    for name in sorted(name for name, times in count.items() if times > 1):
        bearers = [item for item in own if item.id == name]
        ranged = [item for item in bearers if not isinstance(item, Relation)]
        first = min(ranged, key=lambda item: (item.start, item.end), default=None)
        start, end = (first.start, first.end) if first else (0, 0)
        message = f"The id {_short(name)} is borne twice"
        yield case.at(message, start, end, bearers[:1])


@rule("E13")
def finished(case: Case) -> Iterator[Problem]:
    """Find that the annotator has not finished; asked at export only."""
    states = [item.state for item in case.marks.items.values() if isinstance(item, Status)]
    if not {"done", "discarded"} & set(states):
        yield case.at("This article is not finished", 0, 0)


def _has_digest(text: str, sha256: str) -> bool:
    try:
        return text_digest(text) == sha256
    except UnicodeEncodeError:
        return False


def _other_words(case: Case, span: Span) -> Problem:
    keep = "Keep the place, take its words"
    new = moved(case.text, span, span.start, span.end)
    fixes = [_to_its_words(case, span), Fix(keep, swap(keep, span, new))]
    return case.problem(f"{case.name(span)} holds other words than the text", span, fixes=fixes)


def _to_its_words(case: Case, span: Span) -> Fix | None:
    """Return the fix that moves a span to the nearest place nearby where its words stand."""
    size = len(span.text)
    if not 0 < size <= _NEARBY:
        return None
    middle = min(max(span.start, 0), len(case.text))
    low = max(middle - _NEARBY, 0)
    before = case.text.rfind(span.text, low, middle + size)
    after = case.text.find(span.text, middle, middle + _NEARBY + size)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    start = min(places, key=lambda place: (abs(place - middle), place))
    if (start, start + size, span.label) in case.marks.taken:
        return None
    title = "Move it to its words"
    return Fix(title, swap(title, span, moved(case.text, span, start, start + size)))


def _in_words(fault: AttributeFault, known: dict[str, Attribute]) -> str:
    if fault.kind == UNKNOWN:
        return f"has an attribute that the scheme lacks: {_short(fault.name)}"
    words = _words(known[fault.name])
    if fault.kind == MISSING:
        return f"has no {words}"
    return f"has a {words} that the scheme lacks: {_short(fault.value)}"


def _with_good_attributes(case: Case, span: Span, known: dict[str, Attribute]) -> Fix:
    marks = case.marks
    guessed = dict(
        default_attributes(
            marks.scheme, span.label, case.text, span.start, span.end, marks.language
        )
    )
    good = {n: v for n, v in span.attributes if n in known and v in known[n].values}
    asked = {name for name, _ in span.attributes}
    for name, attribute in known.items():
        if name not in good and name in guessed and (attribute.required or name in asked):
            good[name] = guessed[name]
    title = "Set what the words suggest"
    return Fix(title, swap(title, span, replace(span, attributes=tuple(sorted(good.items())))))


def _words(attribute: Attribute) -> str:
    return (attribute.title or attribute.name.replace("_", " ")).lower()


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"  # noqa: PLR2004 what fits a line
