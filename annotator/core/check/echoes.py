"""Rules about words that bear no mark: denial cues, and words that are marked elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from annotator.core.annotation import Span
from annotator.core.check.case import Case, Cover, rule
from annotator.core.check.fixes import fresh_span
from annotator.core.lexicons import find_phrases, indexed, words_of
from annotator.core.problem import Problem

_LONGEST = 120  # code points; longer stretches do not recur by chance
_MOST = 200  # places told of one stretch of words


@rule("I19")
def cues_are_marked(case: Case) -> Iterator[Problem]:
    """Find words of the lexicon that lie in no span of the rule's labels."""
    marked = Cover((s.start, s.end) for s in case.marks.labelled(case.rule.labels))
    aside = set_aside(case)
    label = case.marks.words_for(case.rule.labels[0])
    for start, end in find_phrases(case.text, case.words_in_lexicon()):
        if not marked.touches(start, end) and not aside.touches(start, end):
            message = f"“{case.text[start:end]}” may need a {label}"
            yield case.at(message, start, end)


@rule("I25")
def same_words_alike(case: Case) -> Iterator[Problem]:
    """Find words that the rule's spans mark, where they bear another label or none elsewhere."""
    spans = list(case.spans())
    yield from _labelled_otherwise(case, {_words(case, span) for span in spans if _short(span)})
    yield from _unmarked(case, [span for span in spans if _short(span)])


def set_aside(case: Case) -> Cover:
    """Return what lies in regions of the rule's kinds, where nothing need be marked."""
    kinds = frozenset(case.rule.kinds)
    return Cover((r.start, r.end) for r in case.marks.regions if r.kind in kinds)


def _labelled_otherwise(case: Case, wanted: set[str]) -> Iterator[Problem]:
    places: dict[str, dict[tuple[int, int], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in case.marks.sound:
        if _short(span) and (words := _words(case, span)) in wanted:
            places[words][span.start, span.end].append(span)
    for borne in places.values():
        count = Counter(name for spans in borne.values() for name in {s.label for s in spans})
        usual = min(count, key=lambda name: (-count[name], name))
        for spans in borne.values():
            if len(borne) > 1 and usual not in {span.label for span in spans}:
                words = case.marks.words_for(usual)
                yield case.problem(f"The same words are marked {words} elsewhere", spans[0])


def _unmarked(case: Case, spans: list[Span]) -> Iterator[Problem]:
    """Yield the places where the words of spans stand on their own without any mark of theirs."""
    index = indexed(case.text)
    aside = set_aside(case)
    labels = {_words(case, span): span.label for span in reversed(spans)}
    marked = {
        label: Cover((s.start, s.end) for s in case.marks.by_label[label])
        for label in set(labels.values())
    }
    for words, label in sorted(labels.items()):
        told = 0
        for start, end in index.occurrences(tuple(words_of(words))):
            if told >= _MOST:
                break
            if case.text[start:end] != words or aside.touches(start, end):
                continue
            if not marked[label].touches(start, end):
                told += 1
                yield _marked_elsewhere(case, label, start, end)


def _marked_elsewhere(case: Case, label: str, start: int, end: int) -> Problem:
    name = case.marks.words_for(label)
    fix = fresh_span(case, label, start, end, f"Mark as {name}")
    return case.at(f"Marked {name} elsewhere, but not here", start, end, fixes=[fix])


def _short(span: Span) -> bool:
    return span.end - span.start <= _LONGEST


def _words(case: Case, span: Span) -> str:
    return case.text[span.start : span.end]
