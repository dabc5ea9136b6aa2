"""Rules about what a mark should be tied to: speakers, what a denial denies, who a pronoun is."""

from collections.abc import Iterator

from annotator.core.annotation import Span
from annotator.core.check.case import Case, rule
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


def _untied(case: Case, *, outgoing: bool) -> list[Span]:
    """Return the rule's spans to whose group no tie belongs.

    A group is what the relation `through` joins. A tie is the rule's relation or, where it names
    none, any other than `through`; for `outgoing` it counts only for the group it leads from.
    """
    marks, rule_, spans = case.marks, case.rule, case.spans()
    if not spans:
        return []
    groups = marks.groups_through(rule_.through)
    names = [rule_.relation] if rule_.relation else [n for n in marks.ties if n != rule_.through]
    links = [link for name in names for link in marks.ties.get(name, ())]
    tied = {link.source for link in links}
    if not outgoing:
        tied.update([link.target for link in links])
    if not groups.joined:
        return [span for span in spans if span.id not in tied]
    known = {groups.of(one) for one in tied}
    return [span for span in spans if groups.of(span.id) not in known]
