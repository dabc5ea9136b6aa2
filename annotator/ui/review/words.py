"""What a difference is in words: its name, who marked what, and the rows of each reading."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.core.annotation import Attributes, Decision, Span
from annotator.core.scheme import LabelScheme
from annotator.review import readings as kinds
from annotator.review.readings import Difference, Reading
from annotator.ui.chips import one_line
from annotator.ui.names import label_title, relation_title
from annotator.ui.panels.review.readings import Row

NUMBERS = (
    *("none", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
OPEN = "Gold has nothing here yet. Press a number to take a reading, 0 for nothing here."
PAST = "All agree here by now: only the note is left. Without words it is gone."
EDGE = 2  # words that are shown of an edge
SHORT = 40  # code points of words that stand inside a sentence
END = 28  # code points of words at the end of a relation; of longer ones both edges are shown

_NUMBERED, _MANY = re.compile(r"Annotator (\d{1,4})"), "Annotators "
Names = Mapping[str, str]  # what annotators are called on screen


def words_of(difference: Difference, text: str) -> str:
    """Return the words that a difference is about: the longest that anyone marked there.

    Of relations they are those where they begin. Where nobody marks anything by now, they are those
    of the text.
    """
    spans = [span for one in difference.readings for span in one.spans]
    if not spans:
        ends = [span for one in difference.readings for span in one.ends]
        spans = [span for span in ends if span.start == difference.start] or ends
    longest = max(spans, key=lambda span: span.end - span.start, default=None)
    return one_line(longest.text if longest else text[difference.start : difference.end])


def rows_of(reading: Reading, difference: Difference, scheme: LabelScheme) -> tuple[Row, ...]:
    """Return the marks of a reading, the outer ones first, then the relations."""
    told = differing_attributes(difference)
    rows = []
    around: list[int] = []
    for span in sorted(reading.spans, key=lambda one: (one.start, -one.end)):
        while around and around[-1] < span.end:
            around.pop()
        rows.append(Row(len(around), span.label, one_line(span.text), _told(span, told)))
        around.append(span.end)
    return (*rows, *_relation_rows(reading, difference, scheme))


def differing_attributes(difference: Difference) -> frozenset[str]:
    """Return the names of attributes in which the readings part ways."""
    if difference.kind != kinds.ATTRIBUTE:
        return frozenset()
    sets = [{pair for span in one.spans for pair in span.attributes} for one in difference.readings]
    common = set.intersection(*sets) if sets else set()
    return frozenset(name for one in sets for name, _ in one - common)


def sentence_of(difference: Difference, names: Names, scheme: LabelScheme) -> str:
    """Return in a sentence or two who marked what."""
    people = sum(len(one.annotators) for one in difference.readings)
    if difference.kind == kinds.ATTRIBUTE:
        return _attributes(difference, names)
    if difference.kind == kinds.RELATION:
        return _relations(difference, names, scheme)
    if difference.kind == kinds.BOUNDARY:
        return _edges(difference, names, scheme)
    units = _units(difference)
    said = [_unit(unit, difference, names, scheme, people) for unit in units]
    nobody = [who for one in difference.readings if one.empty for who in one.annotators]
    if nobody:
        said.append(f"{_named(nobody, names)} {_verb(nobody, 'mark')} nothing here.")
    return " ".join(said)


def outcome_of(difference: Difference, names: Names, made: str = "") -> str:
    """Return what gold has now and how to go on, in a sentence or two.

    `made` are the marks of gold in words, which are told where no reading shows them.
    """
    decision, made = difference.decision, made or "nothing"
    if decision is None:
        return PAST if difference.past else OPEN
    if difference.stale:
        made = "its relations" if difference.kind == kinds.RELATION else made
        return f"Gold has {made} here, as before. Press Enter to keep it, or a number for another."
    if decision.outcome == kinds.READY_MADE:
        return f"Gold came in ready made, and has {made} here. Press a number to decide otherwise."
    return f"{_outcome(decision, names, made)} Press Enter to keep it, or E to edit it in the text."


def _outcome(decision: Decision, names: Names, made: str) -> str:
    taken = _named(decision.taken, names)
    one = f"{taken}’s reading" if len(decision.taken) == 1 else f"the reading of {taken}"
    by_hand = f"has what {taken} marked before" if decision.taken else "was edited by hand"
    return {
        "agreed": "Gold has what all agree on.",
        "reading": f"Gold takes {one}.",
        "several": f"Gold has the readings of {taken}: all are valid.",
        "parts": f"Gold is made of parts from {taken}: {made}.",
        "by hand": f"Gold {by_hand}: {made}.",
        "nothing": "Nothing is marked here in gold.",
    }.get(decision.outcome, "Gold was decided here.")


def reading_words(reading: Reading, scheme: LabelScheme) -> str:
    """Return a reading in a few words: "Actor “the board”"."""
    if reading.spans:
        return spans_words(reading.spans, scheme)
    said = [relation_title(relation.label, scheme) for relation in reading.relations]
    return ", ".join(said) or "nothing"


def spans_words(spans: Iterable[Span], scheme: LabelScheme) -> str:
    """Return spans in a few words, each with its label; "" for none."""
    return ", ".join(
        f"{label_title(span.label, scheme)} “{one_line(span.text, SHORT)}”" for span in spans
    )


class _Unit(NamedTuple):
    """A label over some words, and the readings that have it; `inside` an outer unit or None."""

    label: str
    readings: tuple[Reading, ...]
    outer: "tuple[Reading, ...] | None"


def _units(difference: Difference) -> list[_Unit]:
    """Return the labels in question, the longest words first, with the readings that have them."""
    longest: dict[str, Span] = {}
    for one in difference.readings:
        for span in one.spans:
            known = longest.get(span.label)
            if known is None or span.end - span.start > known.end - known.start:
                longest[span.label] = span
    order = sorted(longest.values(), key=lambda span: (span.start - span.end, span.start))
    units: list[_Unit] = []
    for span in order:
        having = _having(difference, span.label)
        around = next(
            (u for u, o in zip(units, order, strict=False) if o.start <= span.start < o.end), None
        )
        outer = around.readings if around else None
        units.append(_Unit(span.label, having, outer))
    return units


def _having(difference: Difference, label: str) -> tuple[Reading, ...]:
    return tuple(
        one for one in difference.readings if any(span.label == label for span in one.spans)
    )


def _unit(
    unit: _Unit, difference: Difference, names: Names, scheme: LabelScheme, people: int
) -> str:
    who = _people(unit.readings)
    label = _label(unit.label, scheme)
    both = [one for one in unit.readings if unit.outer and one in unit.outer]
    if difference.kind == kinds.NESTED and unit.outer is not None and both:
        inner, alone = _people(both), [one for one in who if one not in _people(both)]
        lone = f"; {_named(alone, names)} {_verb(alone, 'mark')} the {label} alone" if alone else ""
        return f"Only {_named(inner, names)} {_verb(inner, 'mark')} the {label} inside it{lone}."
    if len(who) == 1:
        return f"Only {_named(who, names)} marks the {label}."
    read = difference.kind in {kinds.LABEL, kinds.LABEL_AND_BOUNDARY}
    some = f"{_number(len(who)).capitalize()} of {_number(people)}"
    shown = "All" if len(who) == people else _named(who, names) if read else some
    return f"{shown} mark the {label}."


def _edges(difference: Difference, names: Names, scheme: LabelScheme) -> str:
    """Return whose edges differ and where, of the longest mark of which that is so."""
    order = _by_length(difference)
    apart = [label for label in order if any(_sides(difference, label))] or order[:1]
    if not apart:
        return ""
    label, *others = apart
    sides = _sides(difference, label)
    where = [words for words, on in zip(("starts", "ends"), sides, strict=True) if on]
    people: dict[str, list[str]] = {}
    for one in difference.readings:
        people.setdefault(_extent(_of(label, one), sides), []).extend(one.annotators)
    said = [f"{_named(who, names)}: {extent}" for extent, who in [*people.items()][:3]]
    differ = " and ".join(where) or "is cut"
    more = [_label(other, scheme) for other in others]
    too = f"; the {_listed(more)} {_verb(more, 'differ')}, too" if more else ""
    return (
        f"All mark the {_label(label, scheme)}, but differ in where it {differ}. "
        f"{'; '.join(said)}{too}"
    )


def _by_length(difference: Difference) -> list[str]:
    """Return the labels of spans, that of the longest first."""
    spans = [span for one in difference.readings for span in one.spans]
    spans.sort(key=lambda span: span.start - span.end)
    return list(dict.fromkeys(span.label for span in spans))


def _of(label: str, reading: Reading) -> list[Span]:
    return [span for span in reading.spans if span.label == label]


def _sides(difference: Difference, label: str) -> tuple[bool, bool]:
    """Tell whether the readings part ways where the marks of a label start, and where they end."""
    there = [spans for one in difference.readings if (spans := _of(label, one))]
    starts = {min(span.start for span in spans) for spans in there}
    ends = {max(span.end for span in spans) for spans in there}
    return len(starts) > 1, len(ends) > 1


def _extent(spans: Sequence[Span], sides: tuple[bool, bool]) -> str:
    """Return the words at the edges of marks that differ, or all where these are few."""
    if not spans:
        return "nothing"
    first, last = spans[0], max(spans, key=lambda span: span.end)
    begin, end = " ".join(first.text.split()[:EDGE]), " ".join(last.text.split()[-EDGE:])
    if first is last and len(first.text.split()) <= 2 * EDGE:
        return f"“{one_line(first.text, SHORT)}”"
    shown = {(True, False): f"{begin} …", (False, True): f"… {end}"}
    return f"“{shown.get(sides, f'{begin} … {end}')}”"


def _attributes(difference: Difference, names: Names) -> str:
    told = differing_attributes(difference)
    said = []
    for one in difference.readings:
        values = "; ".join(filter(None, (_told(span, told) for span in one.spans)))
        said.append(f"{_named(one.annotators, names)}: {values or 'no value'}.")
    return f"All mark the same words with the same label. {' '.join(said)}"


def _relations(difference: Difference, names: Names, scheme: LabelScheme) -> str:
    said = []
    for one in difference.readings:
        rows = _relation_rows(one, difference, scheme)
        drawn = "; ".join(row.more for row in rows) or "no relation"
        said.append(f"{_named(one.annotators, names)}: {drawn}.")
    return f"All mark the same words, but relate them otherwise. {' '.join(said)}"


def _relation_rows(
    reading: Reading, difference: Difference, scheme: LabelScheme
) -> tuple[Row, ...]:
    """Return the relations of a reading where they matter: where not all drew them."""
    shared = difference.shared
    sources = {join[1] for one in difference.readings for join in one.joins}
    own = frozenset(reading.places) if reading.spans else sources if len(sources) == 1 else ()
    ends = {span.id: span for span in (*reading.spans, *reading.ends)}
    rows = []
    for join, relation in sorted(reading.joins.items()):
        if join not in shared:
            words = relation_title(relation.label, scheme)
            shown = [_edges_of(ends[end].text) for end in (relation.source, relation.target)]
            rows.append(Row(0, "", "", _arrow(words, shown, [end in own for end in join[1:]])))
    return tuple(rows)


def _edges_of(text: str) -> str:
    """Return words, or where they are long those at their start and at their end."""
    words = text.split()
    if len(text) <= END or len(words) <= 2 * EDGE:
        return one_line(text, SHORT)
    return one_line(" ".join([*words[:EDGE], "…", *words[-EDGE:]]), SHORT)


def _arrow(words: str, ends: Sequence[str], own: Sequence[bool]) -> str:
    """Return a relation in words: what lies at the end that is not in question, else both ends."""
    source, target = ends
    if own[0]:
        return f"{words} → “{target}”"
    return f"{words} ← “{source}”" if own[1] else f"“{source}” {words} → “{target}”"


def _told(span: Span, wanted: Iterable[str]) -> str:
    return attributes_words(tuple(pair for pair in span.attributes if pair[0] in set(wanted)))


def attributes_words(attributes: Attributes) -> str:
    """Return attributes in words: "speech: direct, extent: full"."""
    pairs = ((name.replace("_", " "), value.replace("_", " ")) for name, value in attributes)
    return ", ".join(f"{name}: {value}" for name, value in pairs)


def _people(readings: Iterable[Reading]) -> list[str]:
    return [who for one in readings for who in one.annotators]


def _label(name: str, scheme: LabelScheme) -> str:
    return label_title(name, scheme).lower()


def people_of(people: Iterable[str], names: Names) -> list[str]:
    """Return what annotators are called, in order; of several numbers the first has the word."""
    shown = sorted(names.get(who, who) for who in people)
    found = [_NUMBERED.fullmatch(name) for name in shown]
    numbers = sorted(int(one[1]) for one in found if one)
    if len(shown) < 2 or len(numbers) < len(shown):  # noqa: PLR2004 one or none
        return shown
    return [f"{_MANY}{numbers[0]}", *map(str, numbers[1:])]


def _named(people: Sequence[str], names: Names) -> str:
    """Return names as "Anke, Badr and Chloé": the first word of each, where that is enough."""
    everyone = Counter(name.split(" ", maxsplit=1)[0] for name in names.values())
    shown = people_of(people, names)
    if shown and shown[0].startswith(_MANY):
        return _listed(shown)
    firsts = [name.split(" ", maxsplit=1)[0] for name in shown]
    return _listed(
        [name if everyone[first] > 1 else first for name, first in zip(shown, firsts, strict=True)]
    )


def _listed(shown: Sequence[str]) -> str:
    if len(shown) < 2:  # noqa: PLR2004 one or none
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _verb(people: Sequence[str], verb: str) -> str:
    return verb if len(people) > 1 else f"{verb}s"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
