"""Rules about single relations: where they lead, doubles, chains, distance."""

from collections.abc import Iterator
from dataclasses import replace

from annotator.core.annotation import Relation, Span
from annotator.core.change import swap
from annotator.core.check.case import Case, paced, rule
from annotator.core.check.fixes import joint, unlink
from annotator.core.check.groups import Groups
from annotator.core.problem import Fix, Problem


@rule("E10")
def joins_what_it_may(case: Case) -> Iterator[Problem | None]:
    """Find relations that lead nowhere, to themselves, or between labels that they may not join."""
    joined, scheme = case.marks.joined, case.marks.scheme
    if not joined.loose and joined.kinds <= scheme.right_kinds:
        return
    for relation in paced(case.marks.relations):
        if relation is None:
            yield None
        elif message := _fault(case, relation):
            fixes = [_turned(case, relation), unlink(relation)]
            yield _at(case, message, relation, fixes)


@rule("E11")
def linked_once(case: Case) -> Iterator[Problem | None]:
    """Find relations that say what another says; a symmetric one may be turned round."""
    relations = case.marks.relations
    if case.marks.scheme.symmetric.isdisjoint({one.label for one in relations}) and len(
        {(one.label, one.source, one.target) for one in relations}
    ) == len(relations):
        return
    seen: dict[tuple[str, str, str], Relation] = {}
    for relation in paced(case.marks.relations):
        if relation is None:
            yield None
        elif seen.setdefault(joint(case.marks, relation), relation) is not relation:
            message = f"The relation “{_words(case, relation)}” is there twice"
            yield _at(case, message, relation, [unlink(relation, "Delete the double")])


@rule("E12")
def chains_run_straight(case: Case) -> Iterator[Problem]:
    """Find relations by which a chain branches or closes upon itself.

    The shortest links are taken to be right; each that does not fit beside them is told.
    """
    for kind in case.marks.scheme.relations:
        if not kind.chain:
            continue
        links = sorted(
            case.marks.ties.get(kind.name, ()), key=lambda link: (_gap(case, link), link.id)
        )
        leaving: set[str] = set()
        reached: set[str] = set()
        pieces = Groups()
        seen: set[tuple[str, str]] = set()
        for link in links:
            if (link.source, link.target) in seen:
                continue  # a double is another rule's business
            seen.add((link.source, link.target))
            if link.source in leaving or link.target in reached:
                yield _at(case, "A chain branches here", link, [unlink(link)])
            elif not pieces.join(link.source, link.target):
                yield _at(case, "A chain runs in a circle here", link, [unlink(link)])
            else:
                leaving.add(link.source)
                reached.add(link.target)


@rule("I17")
def not_far_away(case: Case) -> Iterator[Problem | None]:
    """Find relations between spans that stand more code points apart than the limit."""
    for link in paced(case.marks.ties.get(case.rule.relation, ())):
        if link is None:
            yield None
        elif (gap := _gap(case, link)) > case.rule.limit:
            message = f"The {_words(case, link)} stands {gap} characters away"
            yield _at(case, message, link, [])


def _at(case: Case, message: str, relation: Relation, fixes: list[Fix | None]) -> Problem:
    """Return a problem of a relation: it names the relation, then those of its ends that exist."""
    ids = dict.fromkeys([relation.source, relation.target])
    ends = [case.marks.by_id[name] for name in ids if name in case.marks.by_id]
    start, end = (ends[0].start, ends[0].end) if ends else (0, 0)
    return case.at(message, start, end, [relation, *ends], fixes)


def _fault(case: Case, relation: Relation) -> str:
    spans = case.marks.by_id
    if relation.source not in spans or relation.target not in spans:
        return f"The relation “{_words(case, relation)}” leads nowhere"
    if relation.source == relation.target:
        return f"The relation “{_words(case, relation)}” leads back to its own mark"
    kind = case.marks.scheme.relation_by_name.get(relation.label)
    source, target = spans[relation.source], spans[relation.target]
    if kind is None or kind.joins(source.label, target.label):
        return ""
    words = _words(case, relation)
    return f"The relation “{words}” may not lead from {case.name(source)} to {case.name(target)}"


def _turned(case: Case, relation: Relation) -> Fix | None:
    """Return the fix that turns a relation round, where it may stand so."""
    kind = case.marks.scheme.relation_by_name.get(relation.label)
    source = case.marks.by_id.get(relation.target)
    target = case.marks.by_id.get(relation.source)
    if kind is None or source is None or target is None or source is target:
        return None
    if not kind.joins(source.label, target.label):
        return None
    title = "Turn it round"
    return Fix(title, swap(title, relation, replace(relation, source=source.id, target=target.id)))


def _words(case: Case, relation: Relation) -> str:
    return case.marks.words_for_relation(relation.label)


def _gap(case: Case, relation: Relation) -> int:
    first, second = (_span(case, relation.source), _span(case, relation.target))
    return max(first.start - second.end, second.start - first.end, 0)


def _span(case: Case, name: str) -> Span:
    return case.marks.by_id[name]
