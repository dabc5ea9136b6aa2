"""A small bench for the rules: marks by their words, problems by rule."""

from collections.abc import Callable, Sequence

import pytest

from annotator.core.annotation import Item, Relation, Span, attributes
from annotator.core.check import check
from annotator.core.document import Region
from annotator.core.problem import Problem
from annotator.core.scheme import LabelScheme
from tests.items import items_by_id

GOOD = {
    "claim": {"voice": "author"},
    "quote": {"form": "direct"},
    "actor": {"type": "person", "mention": "name", "role": "subject"},
}


class Bench:
    """A text and marks on it, to be checked by one rule at a time."""

    def __init__(self, scheme: LabelScheme, text: str) -> None:
        self.scheme = scheme
        self.text = text
        self.items: list[Item] = []
        self.regions: list[Region] = []

    def span(self, label: str, words: str, name: str = "", **attrs: str) -> Span:
        start = self.text.index(words)
        return self.at(label, start, start + len(words), name, **attrs)

    def at(self, label: str, start: int, end: int, name: str = "", **attrs: str) -> Span:
        given = attributes({**GOOD.get(label, {}), **attrs})
        made = Span(name or f"s{len(self.items)}", label, start, end, self.text[start:end], given)
        self.items.append(made)
        return made

    def link(self, label: str, source: Span, target: Span) -> Relation:
        made = Relation(f"r{len(self.items)}", label, source.id, target.id)
        self.items.append(made)
        return made

    def all(self, **options: str | bool) -> list[Problem]:
        return check(
            self.text,
            items_by_id(self.items),
            self.regions,
            self.scheme,
            **options,  # type: ignore[arg-type]
        )

    def of(self, rule: str, **options: str | bool) -> list[Problem]:
        return [problem for problem in self.all(**options) if problem.rule == rule]

    def mended(self, problem: Problem, fix: int = 0) -> dict[str, Item]:
        after = problem.fixes[fix].change.applied_to(items_by_id(self.items))
        found: Sequence[Problem] = check(self.text, after, self.regions, self.scheme)
        assert (problem.rule, problem.marks) not in [(one.rule, one.marks) for one in found]
        return after

    def mended_text(self, problem: Problem, fix: int = 0) -> str:
        after = self.mended(problem, fix)[problem.marks[0]]
        assert isinstance(after, Span)
        assert self.text[after.start : after.end] == after.text
        return after.text


Maker = Callable[[str], Bench]


@pytest.fixture
def bench(scheme: LabelScheme) -> Maker:
    """Return a maker of benches over a text with the default scheme."""
    return lambda text: Bench(scheme, text)
