"""An annotator's own finished marks beside gold, with the reasons of those who decided."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.agreement.matching import EXACT, matched
from annotator.agreement.report import NOTHING
from annotator.core.annotation import AnnotationSet, Decision, Span
from annotator.core.people import GOLD
from annotator.core.policy import Policy
from annotator.core.progress import Progress, silent
from annotator.review.keys import hand_of, overlap, together
from annotator.review.readings import ATTRIBUTE, RELATION
from annotator.store.documents import document_ids
from annotator.store.handle import Store
from annotator.store.raw import RawArticle, raw_articles
from annotator.store.sums import Head, set_heads

_TOLD = 25  # articles between two words on progress


class Remark(NamedTuple):
    """One mark of the annotator beside that of gold, where they are not the same.

    `own` or `gold` is None where the one or the other has nothing. `kind` is "boundary", "label",
    "label and boundary", "missing", "attribute" or "relation". `reason` and `guideline` are those
    of the decision that settled the place, "" where there is none. A remark on a relation, between
    spans that are the same, names it and its target; its source stands for the side that has it.
    """

    kind: str
    own: Span | None
    gold: Span | None
    reason: str = ""
    guideline: str = ""
    relation: str = ""
    target: Span | None = None

    @property
    def start(self) -> int:
        """Return where it begins in the text."""
        return min(one.start for one in (self.own, self.gold) if one is not None)


class Beside(NamedTuple):
    """An article's own marks beside gold: what is the same, and remarks in reading order."""

    document: str
    title: str
    same: tuple[Span, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """An annotator's work beside gold over several articles.

    `confusion[own][gold]` counts marks over `labels` and then NOTHING; its last cell is always 0.
    `kinds` counts matches and remarks by kind, "exact" for what is the same.
    """

    labels: tuple[str, ...]
    articles: tuple[Beside, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()
    kinds: dict[str, int] = field(default_factory=dict)


def may_see_gold(policy: Policy, document_id: str, own: str, gold: str) -> bool:
    """Tell whether an annotator may see an article's gold; `own` and `gold` are states of sets.

    Only once the own marks are done: in a practice article at once, elsewhere when the lead has
    released feedback and gold is done.
    """
    if own != "done":
        return False
    return document_id in policy.practice or (policy.feedback and gold == "done")


def beside_gold(title: str, own: AnnotationSet, gold: AnnotationSet) -> Beside:
    """Return an annotator's marks on an article beside gold."""
    same: list[Span] = []
    remarks = []
    for left, right, kind in matched(own.spans, gold.spans):
        if kind == EXACT and left and right and left.attributes == right.attributes:
            same.append(left)
            continue
        why = _decision_on((left, right), gold.decisions)
        remarks.append(Remark(ATTRIBUTE if kind == EXACT else kind, left, right, *why))
    remarks += _relations(own, gold)
    remarks.sort(key=lambda one: one.start)
    return Beside(own.key.document, title, tuple(same), tuple(remarks))


def feedback(
    store: Store,
    annotator: str,
    policy: Policy,
    labels: Sequence[str] = (),
    progress: Progress = silent,
) -> Feedback:
    """Return all own work of an annotator that may be seen beside gold, in the project's order.

    Articles whose gold is empty and not done are left out. `labels` come first in the table, in
    their order; others that were used follow. Raise what `progress` raises.
    """
    heads = set_heads(store)
    seen = [one for one in document_ids(store) if _seen(policy, one, annotator, heads.get(one, ()))]
    found = []
    for number, article in enumerate(raw_articles(store, seen)):
        if number % _TOLD == 0:
            progress(number, len(seen), "Comparing with gold")
        beside = _beside(article, annotator)
        if beside is not None:
            found.append(beside)
    return summed(found, labels)


def summed(articles: Sequence[Beside], labels: Sequence[str] = ()) -> Feedback:
    """Return several articles with their confusion table and counts."""
    same = [span for article in articles for span in article.same]
    remarks = [one for article in articles for one in article.remarks]
    spans = [one for one in remarks if one.kind != RELATION]
    cells = Counter((_label(one.own), _label(one.gold)) for one in spans)
    cells += Counter((span.label, span.label) for span in same)
    used = {label for cell in cells for label in cell} - {NOTHING, *labels}
    names = (*labels, *sorted(used))
    rows = tuple(
        tuple(cells[row, column] for column in (*names, NOTHING)) for row in (*names, NOTHING)
    )
    kinds = {EXACT: len(same), **Counter(one.kind for one in remarks)}
    return Feedback(names, tuple(articles), rows, kinds)


def _seen(policy: Policy, document_id: str, annotator: str, heads: Iterable[Head]) -> bool:
    states = {one.annotator: one.state for one in heads}
    if GOLD not in states:
        return False
    return may_see_gold(policy, document_id, states.get(annotator, ""), states[GOLD])


def _beside(article: RawArticle, annotator: str) -> Beside | None:
    """Return an article's marks beside gold, or None where nothing was ever put into gold."""
    document = article.document
    sets = {
        one.annotator: one.decoded(document.id)
        for one in article.sets
        if one.annotator in {annotator, GOLD}
    }
    gold = sets[GOLD]
    if len(gold.items) == len(gold.notes):
        return None
    return beside_gold(document.title, sets[annotator], gold)


def _relations(own: AnnotationSet, gold: AnnotationSet) -> list[Remark]:
    """Return remarks on relations that one of the two lacks although both have the ends."""
    ours, theirs = hand_of(own), hand_of(gold)
    found = []
    for join in sorted(ours.joins.keys() ^ theirs.joins.keys()):
        label, source, target = join
        if not all(end in ours.spans and end in theirs.spans for end in (source, target)):
            continue
        mine = ours.spans[source] if join in ours.joins else None
        golden = theirs.spans[source] if join in theirs.joins else None
        drawn = theirs.joins.get(join)
        settled = (
            one
            for one in gold.decisions
            if (drawn is not None and drawn.id in one.marks)
            or (one.basis.startswith("r") and (one.start, one.end) == source[:2])
        )
        why = _why(next(settled, None))
        found.append(Remark(RELATION, mine, golden, *why, label, ours.spans[target]))
    return found


def _decision_on(
    spans: tuple[Span | None, Span | None], decisions: Sequence[Decision]
) -> tuple[str, str]:
    """Return why a place was settled so: by what put gold's mark in, else by what lies nearest."""
    gold = spans[1]
    owner = (one for one in decisions if gold is not None and gold.id in one.marks)
    ranges = [(one.start, one.end) for one in spans if one is not None]
    near = sorted(
        (
            one
            for one in decisions
            if not one.basis.startswith("r")
            and any(together(place, (one.start, one.end)) for place in ranges)
        ),
        key=lambda one: -max(_share(place, (one.start, one.end)) for place in ranges),
    )
    return _why(next(owner, near[0] if near else None))


def _why(decision: Decision | None) -> tuple[str, str]:
    return (decision.reason, decision.guideline) if decision is not None else ("", "")


def _share(a: tuple[int, int], b: tuple[int, int]) -> float:
    return overlap(a, b) / max(a[1] - a[0], b[1] - b[0])


def _label(span: Span | None) -> str:
    return span.label if span is not None else NOTHING
