"""Hold marks against their text and their scheme: what is wrong, where, how bad, how to mend it.

Each rule is a function, entered in RULES under its id; which rules run, on which labels and how
severely, is the scheme's data.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.core.annotation import Items
from annotator.core.check import (  # noqa: F401 importing them enters their rules
    echoes,
    edges,
    extents,
    integrity,
    overlaps,
    quotes,
    relations,
    ties,
)
from annotator.core.check.case import ALONE, RULES, Case, Marks
from annotator.core.document import Region
from annotator.core.problem import Problem, Severity
from annotator.core.scheme import ALWAYS, AT_EXPORT, LabelScheme, Rule

__all__ = ["RULES", "Marks", "check", "in_reading_order", "judged"]

_AT_A_TIME = 2000  # spans: some milliseconds' work for any rule


def check(  # noqa: PLR0913 all that a verdict rests on, the last three by name
    document_text: str,
    items: Items,
    regions: Sequence[Region],
    scheme: LabelScheme,
    *,
    language: str = "und",
    sha256: str = "",
    finishing: bool = False,
) -> list[Problem]:
    """Return all problems of one set of marks, in reading order.

    `items` are the set's, under their ids; `regions` the document's. `sha256` is the digest that
    the text should have ("" asks for none), `finishing` asks as well whether the annotator is done.
    What guards the data itself is always looked at, the rest as the scheme's rules say. Problems
    that were accepted come back with the reason; errors cannot be accepted, and an acceptance
    without marks speaks for all problems of its rule that have none.
    """
    marks = Marks(document_text, items, regions, scheme, language)
    marks.sha256 = sha256
    return in_reading_order(found for part in judged(marks, finishing=finishing) for found in part)


def judged(marks: Marks, *, finishing: bool = False) -> Iterator[list[Problem]]:
    """Yield the problems of some marks bit by bit, for who has other things to do in between."""
    yield from ([] for _ in marks.indexing())
    many = len(marks.items) > _AT_A_TIME
    for rule in _rules(marks.scheme, finishing=finishing):
        severity = rule.level
        if severity is None:
            continue
        whole = Case(marks, rule, severity)
        for case in whole.parts(_AT_A_TIME) if many and rule.id in ALONE else (whole,):
            found: list[Problem] = []
            for problem in RULES[rule.id](case):
                if problem is not None:
                    found.append(_with_reason(marks, problem))
                    continue
                yield found
                found = []
            yield found


def in_reading_order(found: Iterable[Problem]) -> list[Problem]:
    """Return problems by where they stand, in an order that does not hang on the rules'."""
    return sorted(found, key=lambda p: (p.start, p.end, p.rule, p.marks, p.message))


def _rules(scheme: LabelScheme, *, finishing: bool) -> list[Rule]:
    guards = [Rule(id=name, severity="error") for name in ALWAYS if name not in scheme.rule_by_id]
    chosen = [rule for rule in scheme.rules if finishing or rule.id != AT_EXPORT]
    return [*guards, *chosen]


def _with_reason(marks: Marks, problem: Problem) -> Problem:
    if problem.severity is Severity.ERROR:
        return problem
    reason = marks.reasons.get((problem.rule, problem.marks))
    return problem if reason is None else replace(problem, accepted=reason or "accepted")
