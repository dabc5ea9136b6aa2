"""Rules about what a mark should be tied to: speakers, what a denial denies, who a pronoun is."""

from collections.abc import Iterator

from annotator.core.annotation import Span
from annotator.core.check.case import Case, rule
from annotator.core.problem import Problem


@rule("W06")
@rule("W08")
@rule("W09")
def has_its_tie(case: Case) -> Iterator[Problem | None]:
    """Find spans from which the rule's relation does not lead, nor from one that they continue."""
    words = case.marks.words_for_relation(case.rule.relation)
    for span in _untied(case, outgoing=True):
        yield case.problem(f"{case.name(span)} has no {words}", span) if span else None


@rule("W07")
def denies_something(case: Case) -> Iterator[Problem | None]:
    """Find spans whose relation should lead to what they speak against, and does not."""
    words = case.marks.words_for_relation(case.rule.relation)
    for span in _untied(case, outgoing=True):
        yield case.problem(f"{case.name(span)} {words} nothing", span) if span else None


@rule("W10")
def bears_something(case: Case) -> Iterator[Problem | None]:
    """Find spans that no relation ties to anything but to others of their own group."""
    for span in _untied(case, outgoing=False):
        yield case.problem(f"{case.name(span)} is tied to nothing", span) if span else None


@rule("I16")
def stands_for_someone(case: Case) -> Iterator[Problem | None]:
    """Find spans, such as pronouns, without the relation that tells whom they mean."""
    for span in _untied(case, outgoing=False):
        yield case.problem(f"{case.name(span)} is tied to nobody", span) if span else None


def _untied(case: Case, *, outgoing: bool) -> Iterator[Span | None]:
    """Yield the rule's spans to whose group no tie belongs, and None where one may pause.

    A group is what the relation `through` joins. A tie is the rule's relation or, where it names
    none, any other than `through`; for `outgoing` it counts only for the group it leads from.
    """
    marks, rule_ = case.marks, case.rule
    groups = marks.groups_through(rule_.through)
    name_of = groups.of if groups.joined else str
    names = [rule_.relation] if rule_.relation else [n for n in marks.ties if n != rule_.through]
    tied: set[str] = set()
    for name in names:
        links = marks.ties.get(name, ())
        tied.update([name_of(link.source) for link in links])
        if not outgoing:
            tied.update([name_of(link.target) for link in links])
        yield None
    yield from (span for span in case.spans() if name_of(span.id) not in tied)
