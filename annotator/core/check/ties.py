"""Rules about what a mark should be tied to: speakers, what a denial denies, who a pronoun is."""

from collections.abc import Iterator

from annotator.core.annotation import Span
from annotator.core.check.case import Case, rule
from annotator.core.check.groups import Groups
from annotator.core.problem import Problem


@rule("W06")
@rule("W08")
@rule("W09")
def has_its_tie(case: Case) -> Iterator[Problem]:
    """Find spans from which the rule's relation does not lead, nor from one that they continue."""
    words = case.marks.words_for_relation(case.rule.relation)
    for span in _untied(case, outgoing=True):
        yield case.problem(f"{case.name(span)} has no {words}", span)


@rule("W07")
def denies_something(case: Case) -> Iterator[Problem]:
    """Find spans whose relation should lead to what they speak against, and does not."""
    words = case.marks.words_for_relation(case.rule.relation)
    for span in _untied(case, outgoing=True):
        yield case.problem(f"{case.name(span)} {words} nothing", span)


@rule("W10")
def bears_something(case: Case) -> Iterator[Problem]:
    """Find spans that no relation ties to anything but to others of their own group."""
    for span in _untied(case, outgoing=False):
        yield case.problem(f"{case.name(span)} is tied to nothing", span)


@rule("I16")
def stands_for_someone(case: Case) -> Iterator[Problem]:
    """Find spans, such as pronouns, without the relation that tells whom they mean."""
    for span in _untied(case, outgoing=False):
        yield case.problem(f"{case.name(span)} is tied to nobody", span)


def _untied(case: Case, *, outgoing: bool) -> Iterator[Span]:
    """Yield the rule's spans to whose group no tie belongs.

    A group is what the relation `through` joins. A tie is the rule's relation or, where it names
    none, any other than `through`; for `outgoing` it counts only for the group it leads from.
    """
    marks, rule_ = case.marks, case.rule
    groups = Groups()
    for link in marks.ties.get(rule_.through, ()) if rule_.through else ():
        groups.join(link.source, link.target)
    names = [rule_.relation] if rule_.relation else [n for n in marks.ties if n != rule_.through]
    tied: set[str] = set()
    for name in names:
        for link in marks.ties.get(name, ()):
            tied.add(groups.of(link.source))
            if not outgoing:
                tied.add(groups.of(link.target))
    return (span for span in case.spans() if groups.of(span.id) not in tied)
