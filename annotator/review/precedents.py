"""How like cases were decided before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from typing import NamedTuple

from annotator.core.annotation import Decision, Span
from annotator.core.people import GOLD
from annotator.core.progress import Progress, silent
from annotator.review.article import Review
from annotator.review.gold import is_relation
from annotator.review.queue import reviews
from annotator.review.readings import AGREED, READY_MADE, Difference
from annotator.store.acts import acts
from annotator.store.handle import Store

UNMARKED = ""  # what stands for a label where gold has nothing
_LONG = 200  # code points: longer words are nobody's precedent


class Case(NamedTuple):
    """A decision that stands, as a precedent.

    `asked` are the labels that the readings had; `shown` are the words in question, on one line;
    `took` are the words of the longest span that gold took, "" for none.
    `marks` are the words, in lower case, and the label of each span that gold took, or the words
    in question and UNMARKED; a decision on relations has none. `number` grows with time. `time` is
    ISO 8601, "" for just now.
    """

    document: str
    title: str
    start: int
    end: int
    shown: str
    kind: str
    asked: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    outcome: str
    reason: str
    guideline: str
    number: int
    time: str
    took: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels that gold took; none where it left the words unmarked."""
        return tuple(dict.fromkeys(label for _, label in self.marks if label != UNMARKED))

    @property
    def words(self) -> frozenset[str]:
        """Return the words in question and those of the marks, in lower case."""
        return _plain([self.shown, *(words for words, _ in self.marks)])


class Found(NamedTuple):
    """What precedents a difference has, the newest first.

    `same_words` and `same_kind` (the same kind and labels, other words) are decisions that somebody
    made. `counts` says how often gold has the same words under each label, and UNMARKED, those
    included on which all agreed, the most frequent first.
    """

    same_words: tuple[Case, ...]
    same_kind: tuple[Case, ...]
    counts: tuple[tuple[str, int], ...]


class Precedents:
    """All decisions of a project, to be asked; `renew` keeps it true while one works."""

    def __init__(self) -> None:
        self._cases: dict[str, list[Case]] = {}
        self._pairs: dict[str, list[tuple[str, str]]] = {}
        self._by_words: dict[str, list[Case]] = {}
        self._by_kind: dict[tuple[str, tuple[str, ...]], list[Case]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self._guidelines: Counter[str] = Counter()
        self._newest = 0

    def renew(self, review: Review) -> None:
        """Take the decisions of an article anew; those that were not known are the latest."""
        known = {
            _key(case): (case.number, case.time) for case in self._cases.get(review.document.id, ())
        }
        latest = (self._newest + 1, "")
        cases = [
            case._replace(number=number, time=time)
            for case in cases_in(review)
            for number, time in [known.get(_key(case), latest)]
        ]
        self._forget(review.document.id)
        self.add(review, cases)

    def add(self, review: Review, cases: list[Case]) -> None:
        """Take in the decisions of an article that is not there yet."""
        document = review.document.id
        self._cases[document] = cases
        self._pairs[document] = [
            *_agreed_pairs(review),
            *(pair for one in cases for pair in one.marks),
        ]
        for words, label in self._pairs[document]:
            self._counts.setdefault(words, Counter())[label] += 1
        for case in cases:
            for words in case.words:
                self._by_words.setdefault(words, []).append(case)
            self._by_kind.setdefault((case.kind, case.asked), []).append(case)
            self._guidelines[case.guideline] += 1
            self._newest = max(self._newest, case.number)

    def like(self, difference: Difference, text: str, limit: int = 20) -> Found:
        """Return the precedents of a difference in a text, at most `limit` of each sort."""
        asked = words_in(difference, text)
        here = (difference.document, difference.start, difference.end)
        same = {
            case: None
            for words in sorted(asked)
            for case in self._by_words.get(words, ())
            if (case.document, case.start, case.end) != here
        }
        kin = [
            case
            for case in self._by_kind.get((difference.kind, difference.labels), ())
            if case not in same and (case.document, case.start, case.end) != here
        ]
        return Found(_newest(same, limit), _newest(kin, limit), self._counted(asked, here))

    def guidelines(self) -> list[tuple[str, int]]:
        """Return the parts of the guidelines that decisions name, the most used first."""
        named = [(name, count) for name, count in self._guidelines.items() if name and count > 0]
        return sorted(named, key=lambda one: (-one[1], one[0]))

    def _counted(
        self, asked: Iterable[str], here: tuple[str, int, int]
    ) -> tuple[tuple[str, int], ...]:
        """Return how often words stand under each label, but for the decision on them here."""
        own = Counter(
            pair
            for case in self._cases.get(here[0], ())
            if (case.document, case.start, case.end) == here
            for pair in case.marks
        )
        counts: Counter[str] = Counter()
        for words in asked:
            for label, count in self._counts.get(words, {}).items():
                counts[label] += count - own[words, label]
        found = [(label, count) for label, count in counts.items() if count > 0]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))

    def _forget(self, document: str) -> None:
        for words, label in self._pairs.pop(document, ()):
            self._counts[words][label] -= 1
        for case in self._cases.pop(document, ()):
            for words in case.words:
                self._by_words[words].remove(case)
            self._by_kind[case.kind, case.asked].remove(case)
            self._guidelines[case.guideline] -= 1


def precedents(store: Store, progress: Progress = silent) -> Precedents:
    """Return all decisions of a project; raise what `progress` raises."""
    times = _times(store)
    found = Precedents()
    for review in reviews(store, progress=progress):
        found.add(review, list(cases_in(review, times)))
    return found


def cases_in(
    review: Review, times: Mapping[tuple[str, str], tuple[int, str]] | None = None
) -> Iterator[Case]:
    """Yield what was decided in an article and is not stale; `times` are by article and id.

    What all agreed on, and gold that came in ready made, is left out: nobody had to decide.
    """
    for difference in review.differences:
        decision = difference.decision
        if decision is not None and not difference.stale and decision.outcome != READY_MADE:
            key = (review.document.id, decision.id)
            yield _case(review, difference, decision, (times or {}).get(key, (0, "")))


def words_in(difference: Difference, text: str) -> frozenset[str]:
    """Return the words that a difference is about, in lower case, and those of its readings."""
    spans = [span.text for one in difference.readings for span in one.spans]
    return _plain([text[difference.start : difference.end], *spans])


def _case(
    review: Review, difference: Difference, decision: Decision, when: tuple[int, str]
) -> Case:
    text = review.document.text[decision.start : decision.end]
    shown = " ".join(text[:_LONG].split())
    taken = [review.gold.items.get(each) for each in decision.marks]
    spans = [mark for mark in taken if isinstance(mark, Span)]
    marks = [(_words(mark.text), mark.label) for mark in spans]
    longest = max(spans, key=lambda mark: mark.end - mark.start, default=None)
    return Case(
        document=review.document.id,
        title=review.document.title,
        start=decision.start,
        end=decision.end,
        shown=shown,
        kind=difference.kind,
        asked=difference.labels,
        marks=() if is_relation(difference) else tuple(marks) or ((_words(text), UNMARKED),),
        outcome=decision.outcome,
        reason=decision.reason,
        guideline=decision.guideline,
        number=when[0],
        time=when[1],
        took=" ".join(longest.text.split()) if longest is not None else "",
    )


def _agreed_pairs(review: Review) -> Iterator[tuple[str, str]]:
    """Yield the words and labels of what went into gold because all agreed."""
    for decision in review.gold.decisions:
        if decision.outcome == AGREED:
            for each in decision.marks:
                mark = review.gold.items.get(each)
                if isinstance(mark, Span):
                    yield _words(mark.text), mark.label


def _times(store: Store) -> dict[tuple[str, str], tuple[int, str]]:
    """Return when each decision was made or changed last: its edit's number and time."""
    found = {}
    for act in acts(store, annotator=GOLD):
        for key, change in act.parts:
            if key.annotator == GOLD:
                for item in change["added"]:
                    if item["kind"] == "decision":
                        found[key.document, item["id"]] = (act.number, act.time)
    return found


def _newest(cases: Iterable[Case], limit: int) -> tuple[Case, ...]:
    return tuple(nlargest(limit, cases, key=lambda case: (case.number, -case.start)))


def _key(case: Case) -> tuple[object, ...]:
    return case._replace(number=0, time="")


def _plain(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_words, texts)))


def _words(text: str) -> str:
    """Return words as they are compared: in lower case, cut off after a few lines."""
    return " ".join(text[:_LONG].split()).casefold()
