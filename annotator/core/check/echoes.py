"""Rules about words that bear no mark: denial cues, and words that are marked elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

from annotator.core.annotation import Span
from annotator.core.check.case import Case, Cover, paced, rule
from annotator.core.check.fixes import fresh_span
from annotator.core.lexicons import find_phrases, indexed, indexing, words_of
from annotator.core.problem import Problem

_LONGEST = 120  # code points; longer stretches do not recur by chance
_MOST = 200  # places told of one stretch of words


@rule("I19")
def cues_are_marked(case: Case) -> Iterator[Problem | None]:
    """Find words of the lexicon that lie in no span of the rule's labels."""
    yield from indexing(case.text)
    marked = Cover((s.start, s.end) for s in case.marks.labelled(case.rule.labels))
    aside = set_aside(case)
    label = case.marks.words_for(case.rule.labels[0])
    for start, end in find_phrases(case.text, case.words_in_lexicon()):
        if not marked.touches(start, end) and not aside.touches(start, end):
            message = f"“{case.text[start:end]}” may need a {label}"
            yield case.at(message, start, end)


@rule("I25")
def same_words_alike(case: Case) -> Iterator[Problem | None]:
    """Find words that the rule's spans mark, where they bear another label or none elsewhere."""
    yield from indexing(case.text)
    labels: dict[str, str] = {}  # what the words bear where they come first
    for span in paced(case.spans()):
        if span is None:
            yield None
        elif _short(span):
            labels.setdefault(_words(case, span), span.label)
    yield from _labelled_otherwise(case, labels)
    yield from _unmarked(case, labels)


def set_aside(case: Case) -> Cover:
    """Return what lies in regions of the rule's kinds, where nothing need be marked."""
    kinds = frozenset(case.rule.kinds)
    return Cover((r.start, r.end) for r in case.marks.regions if r.kind in kinds)


def _labelled_otherwise(case: Case, wanted: Container[str]) -> Iterator[Problem | None]:
    places: dict[str, dict[tuple[int, int], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in paced(case.marks.sound):
        if span is None:
            yield None
        elif _short(span) and (words := _words(case, span)) in wanted:
            places[words][span.start, span.end].append(span)
    for borne in places.values():
        if len(borne) > 1:
            yield from _odd_ones(case, borne.values())
            yield None


def _odd_ones(case: Case, borne: Collection[list[Span]]) -> Iterator[Problem]:
    """Yield the places of some words that lack the label which they bear most often."""
    count = Counter(name for spans in borne for name in {s.label for s in spans})
    usual = min(count, key=lambda name: (-count[name], name))
    for spans in borne:
        if usual not in {span.label for span in spans}:
            name = case.marks.words_for(usual)
            yield case.problem(f"The same words are marked {name} elsewhere", spans[0])


def _unmarked(case: Case, labels: Mapping[str, str]) -> Iterator[Problem | None]:
    """Yield the places where words stand on their own that bear a label elsewhere."""
    aside = set_aside(case)
    marked: dict[str, Cover] = {}
    for label in set(labels.values()):
        marked[label] = Cover((s.start, s.end) for s in case.marks.by_label[label])
        yield None
    told: Counter[str] = Counter()
    for place in paced(_places(case.text, labels, told)):
        if place is None:
            yield None
            continue
        words, start, end = place
        label = labels[words]
        alone = not (aside.touches(start, end) or marked[label].touches(start, end))
        if alone:
            told[words] += 1
            yield _marked_elsewhere(case, label, start, end)


def _places(
    text: str, wanted: Iterable[str], told: Mapping[str, int]
) -> Iterator[tuple[str, int, int]]:
    """Yield (words, start, end) wherever some words stand just so, until enough were told."""
    index = indexed(text)
    for words in sorted(wanted):
        for start, end in index.occurrences(tuple(words_of(words))):
            if told.get(words, 0) >= _MOST:
                break
            if text[start:end] == words:
                yield words, start, end


def _marked_elsewhere(case: Case, label: str, start: int, end: int) -> Problem:
    name = case.marks.words_for(label)
    fix = fresh_span(case, label, start, end, f"Mark as {name}")
    return case.at(f"Marked {name} elsewhere, but not here", start, end, fixes=[fix])


def _short(span: Span) -> bool:
    return span.end - span.start <= _LONGEST


def _words(case: Case, span: Span) -> str:
    return case.text[span.start : span.end]
