"""Who finished what: the articles that are measured, and what tells of a change of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.agreement.report import Scope
from annotator.core.people import Role
from annotator.core.phrases import listed
from annotator.store.assignments import assignments
from annotator.store.documents import document_ids
from annotator.store.handle import Store
from annotator.store.people import annotators
from annotator.store.span_columns import SetColumns
from annotator.store.sums import Head

TOGETHER = 2  # annotators without whom there is nothing to compare

_MEASURED = (Role.ANNOTATOR, Role.LEAD)


class Asked(NamedTuple):
    """The articles of a scope in order, and whose sets on them are asked for.

    `wanted` are those who are measured, () for all who finished something together; `counted` those
    whose sets are in the sums, which are more. `usual` tells whether these are the same as for
    every other scope, so that sums are kept.
    """

    articles: tuple[str, ...]
    wanted: tuple[str, ...]
    counted: frozenset[str]
    usual: bool


def asked_of(store: Store, scope: Scope) -> Asked:
    """Return what a scope comes to in a project as it is now."""
    usual = {one.name for one in annotators(store) if one.role in _MEASURED}
    ids = document_ids(store, queued_only=True)
    if scope.batch:
        batch = {one.document for one in assignments(store) if one.batch == scope.batch}
        ids = [one for one in ids if one in batch]
    return Asked(
        tuple(ids),
        tuple(sorted(set(scope.annotators))),
        frozenset(usual.union(scope.annotators)),
        usual.issuperset(scope.annotators),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How the sets stand on the articles that are asked for: those of each article by name."""

    asked: Asked
    sets: Mapping[str, Sequence[Head]]

    def together(self, among: Collection[str]) -> dict[str, list[Head]]:
        """Return the finished sets that are in the sums, of the articles that two or more finished.

        `among` are the articles to look at; the order is theirs.
        """
        counted = self.asked.counted
        found = {
            document: [
                one
                for one in self.sets.get(document, ())
                if one.state == "done" and one.annotator in counted
            ]
            for document in among
        }
        return {document: sets for document, sets in found.items() if len(sets) >= TOGETHER}

    def left_out(self, measured: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the articles that are not measured, each with a sentence on why."""
        names = self.asked.wanted or self.asked.counted
        for document in self.asked.articles:
            if document not in measured:
                sets = self.sets.get(document, ())
                mine = [one for one in sets if one.annotator in names]
                done = [one.annotator for one in mine if one.state == "done"]
                gone = [one.annotator for one in mine if one.state == "discarded"]
                beside = [one.annotator for one in sets if one.state == "done" and one not in mine]
                yield document, _why_left_out(done, gone, beside)


def heads_of(sets: Sequence[Head | SetColumns]) -> str:
    """Return what tells whether the finished sets on an article are as they were."""
    return "\n".join([f"{one.head} {one.annotator}" for one in sets])


def _why_left_out(done: Sequence[str], discarded: Sequence[str], beside: Sequence[str]) -> str:
    words = f"Only {done[0]} finished it" if done else "No annotator finished it"
    if discarded:
        words += f"; {listed(discarded)} discarded it"
    if beside:
        verb = "is" if len(beside) == 1 else "are"
        words += f"; {listed(beside)} {verb} finished, and not measured"
    return f"{words}."
