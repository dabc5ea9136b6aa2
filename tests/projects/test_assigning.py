"""Who is to mark what: by a rule, again by the rule, and by hand."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.annotation import SetKey, Span, Status
from annotator.core.people import Assignment, Role
from annotator.projects import assigning
from annotator.projects.articles import given_to
from annotator.projects.assigning import Rule, TooFewPeopleError, Work, loads, plan
from annotator.projects.opening import Project
from annotator.projects.people import PersonNameError, add_person
from annotator.store.annotations import read_set
from tests.noise import finish

NAMES = ("ann", "ben", "cleo", "dan")
articles = st.integers(0, 25).map(lambda n: [f"a{i}" for i in range(n)])
seeds = st.integers(0, 10**6)


def _fresh(ids: list[str]) -> list[Work]:
    return [Work(one) for one in ids]


def _with(work: list[Work], given: list[Assignment]) -> list[Work]:
    theirs: dict[str, set[str]] = {}
    for one in given:
        theirs.setdefault(one.document, set()).add(one.annotator)
    return [one._replace(given=one.given | theirs.get(one.document, set())) for one in work]


def _spread(values: dict[str, int]) -> int:
    return max(values.values()) - min(values.values())


@given(ids=articles, count=st.integers(1, 4), seed=seeds)
def test_each_article_goes_to_just_so_many_people_and_all_have_as_much(
    ids: list[str], count: int, seed: int
) -> None:
    found = plan(_fresh(ids), NAMES, Rule(count, seed=seed, batch="one"))
    assert Counter(one.document for one in found) == dict.fromkeys(ids, count)
    assert len(set(found)) == len(found)
    assert all(one.batch == "one" for one in found)
    assert _spread(loads(found, NAMES)) <= 1


@given(ids=articles, share=st.floats(0, 1), seed=seeds)
def test_a_share_goes_to_several_and_the_rest_to_one(
    ids: list[str], share: float, seed: int
) -> None:
    found = plan(_fresh(ids), NAMES, Rule(3, overlap=share, seed=seed))
    counts = Counter(one.document for one in found)
    assert set(counts) == set(ids)
    assert sum(count == 3 for count in counts.values()) == int(share * len(ids) + 0.5)
    assert set(counts.values()) <= {1, 3}
    assert _spread(loads(found, NAMES)) <= 1


@given(ids=articles, seed=seeds, order=st.permutations(NAMES))
def test_the_same_seed_gives_the_same_whatever_the_order_of_names(
    ids: list[str], seed: int, order: list[str]
) -> None:
    rule = Rule(2, overlap=0.4, seed=seed)
    assert plan(_fresh(ids), order, rule) == plan(_fresh(ids), NAMES, rule)


def test_another_seed_gives_other_pairs() -> None:
    ids = [f"a{number}" for number in range(20)]
    one, other = (plan(_fresh(ids), NAMES, Rule(2, seed=seed)) for seed in (1, 2))
    assert one != other


def test_over_many_articles_everyone_meets_everyone() -> None:
    ids = [f"a{number}" for number in range(120)]
    found = plan(_fresh(ids), NAMES, Rule(2, seed=7))
    by_article: dict[str, list[str]] = {}
    for one in found:
        by_article.setdefault(one.document, []).append(one.annotator)
    pairs = Counter(tuple(sorted(names)) for names in by_article.values())
    assert set(pairs) == set(combinations(NAMES, 2))
    assert min(pairs.values()) >= 10


@given(ids=articles, more=st.integers(0, 10), share=st.floats(0, 1), seed=seeds)
def test_run_again_it_adds_only_what_is_missing(
    ids: list[str], more: int, share: float, seed: int
) -> None:
    rule = Rule(2, overlap=share, seed=seed)
    first = plan(_fresh(ids), NAMES, rule)
    stands = _with(_fresh(ids), first)
    assert plan(stands, NAMES, rule) == []
    new = [f"new{number}" for number in range(more)]
    second = plan([*stands, *_fresh(new)], NAMES, rule)
    counts = Counter(one.document for one in [*first, *second])
    wanted = int(share * (len(ids) + more) + 0.5)
    assert sum(count == 2 for count in counts.values()) == max(
        wanted, sum(count == 2 for count in Counter(one.document for one in first).values())
    )
    assert set(counts) == {*ids, *new}
    assert not set(first) & set(second)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_loads_are_as_even_as_any_other_way_could_make_them(data: st.DataObject) -> None:
    names = NAMES[:3]
    some = st.frozensets(st.sampled_from(names), max_size=2)
    work = [
        Work(f"a{number}", data.draw(some), data.draw(some), data.draw(some))
        for number in range(data.draw(st.integers(1, 5)))
    ]
    rule = Rule(2, seed=data.draw(seeds))
    try:
        found = plan(work, names, rule)
    except TooFewPeopleError:
        assert any(len(set(names) - one.begun | one.hands) < 2 for one in work)
        return
    had = Counter(name for one in work for name in one.given | one.adopted)
    new = [one for one in found if one.annotator not in _work_of(work, one.document).adopted]
    ours = sorted(had[name] + loads(new, names)[name] for name in names)
    assert max(ours) - min(ours) == _best(work, names, had)


@pytest.mark.parametrize("seed", range(12))
def test_articles_that_only_one_can_take_are_evened_out_by_the_others(seed: int) -> None:
    zoe, ben = frozenset({"zoe"}), frozenset({"ben"})
    bound = [Work(f"bound{number}", zoe, begun=ben) for number in range(3)]
    free = [Work(f"free{number}", zoe) for number in range(3)]
    found = plan([*bound, *free], ("ann", "ben"), Rule(2, seed=seed))
    assert loads(found) == {"ann": 3, "ben": 3}
    assert {one.annotator for one in found if one.document[:4] == "free"} == {"ben"}


def _work_of(work: list[Work], document: str) -> Work:
    return next(one for one in work if one.document == document)


def _best(work: list[Work], names: tuple[str, ...], had: Counter[str]) -> int:
    """Return the smallest difference between loads, of all ways to give what is missing."""
    ways = []
    for one in work:
        free = [name for name in names if name not in one.hands | one.begun]
        ways.append(list(combinations(free, max(2 - len(one.hands), 0))))
    spreads = []
    for chosen in product(*ways):
        count = had + Counter(name for group in chosen for name in group)
        values = [count[name] for name in names]
        spreads.append(max(values) - min(values))
    return min(spreads)


def test_what_was_begun_before_anything_was_assigned_becomes_theirs() -> None:
    work = [Work("a", begun=frozenset({"ann"})), Work("b", done=frozenset({"ben"})), Work("c")]
    found = plan(work, NAMES[:2], Rule(1))
    assert Assignment("a", "ann") in found
    assert Assignment("b", "ben") in found
    assert Counter(one.document for one in found) == {"a": 1, "b": 1, "c": 1}


def test_what_was_taken_from_one_who_began_it_does_not_come_back_to_them() -> None:
    work = [Work("a", given=frozenset({"ann"}), begun=frozenset({"ben"}))]
    assert plan(work, NAMES[:3], Rule(2)) == [Assignment("a", "cleo")]


def test_who_is_done_without_being_asked_counts() -> None:
    work = [Work("a", given=frozenset({"ann"}), done=frozenset({"ben"}))]
    assert plan(work, NAMES, Rule(2)) == []


def test_more_people_than_there_are_cannot_be_had() -> None:
    with pytest.raises(TooFewPeopleError, match="a1 is to be marked by 3 people, but only 2 can"):
        plan([Work("a1")], NAMES[:2], Rule(3))
    with pytest.raises(TooFewPeopleError, match="by 1 person, but nobody can"):
        plan([Work("a1")], (), Rule(1))


def test_ten_thousand_articles_are_spread_evenly() -> None:
    ids = [f"a{number}" for number in range(10_000)]
    found = plan(_fresh(ids), NAMES, Rule(2, overlap=0.2, seed=7))
    assert len(found) == 12_000
    assert loads(found) == dict.fromkeys(NAMES, 3_000)


# -- on a project


def test_a_rule_is_proposed_then_given_and_marks_stay(project: Project) -> None:
    for name in ("ann", "ben"):
        add_person(project, name)
    add_person(project, "lea", Role.LEAD)
    add_person(project, "tagger", Role.MODEL)
    found = assigning.proposed(project, Rule(2, batch="first"))
    assert assigning.assigned(project) == []
    assert loads(found) == {"ann": 2, "ben": 2}, "neither the lead nor the model is asked"
    assigning.give(project, found)
    assert assigning.assigned(project) == found
    ids = {one.document for one in found}
    assert given_to(project, "ann") == given_to(project, "ben") == ids
    assert given_to(project, "lea") == frozenset()
    assert assigning.proposed(project, Rule(2)) == []
    only = assigning.proposed(project, Rule(3), ["lea", "ann"])
    assert loads(only) == {"lea": 2}


def test_a_stranger_is_given_nothing(project: Project) -> None:
    with pytest.raises(PersonNameError, match="nobody called ann"):
        assigning.proposed(project, Rule(1), ["ann"])


def test_taking_an_article_away_keeps_the_marks_and_is_told(project: Project) -> None:
    add_person(project, "ann")
    assigning.give(project, assigning.proposed(project, Rule(1)))
    first, second = assigning.assigned(project)
    span = Span("s1", "claim", 0, 7, "Harbour")
    finish(project.store, SetKey(first.document, "ann"), [span])
    assert assigning.begun(project, [first, second]) == [first]
    assigning.give(project, taken=[first, second])
    assert assigning.assigned(project) == []
    stands = read_set(project.store, SetKey(first.document, "ann"))
    assert stands.spans == (span,)
    assert stands.status == Status("done")
