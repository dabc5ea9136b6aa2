"""Who is to mark what: by a rule that can be run again, and by hand; marks are never touched."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.core.articles import ArticleEntry
from annotator.core.canonical import sha256_hex
from annotator.core.people import Assignment, Role
from annotator.projects import articles
from annotator.projects.opening import Project
from annotator.projects.people import People, known_names, people
from annotator.store import assignments as kept
from annotator.store import counts

_PEOPLE = ("person", "people")  # one, more


class TooFewPeopleError(ValueError):
    """There are not as many people as an article is to be marked by."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How articles are spread: `overlap` is the share of them that goes to `per_article` people.

    The others go to one. `seed` chooses which, and between people who have as much as each other.
    """

    per_article: int = 2
    overlap: float = 1.0
    seed: int = 0
    batch: str = ""


class Work(NamedTuple):
    """How an article stands: who was given it, who has marks on it, who is done with it."""

    document: str
    given: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()

    @property
    def adopted(self) -> frozenset[str]:
        """Return those who began an article that nobody was given: it becomes theirs."""
        return frozenset() if self.given else self.begun | self.done

    @property
    def hands(self) -> frozenset[str]:
        """Return those who count among the people that the article needs."""
        return self.given | self.done | self.adopted


def plan(work: Sequence[Work], names: Sequence[str], rule: Rule) -> list[Assignment]:
    """Return what is to be given besides what was given, in the order of the articles.

    Nothing is taken from anybody. Loads differ by one at most wherever that can be, what people
    have already counting too. The same seed gives the same; run again it adds what is missing.
    Raise TooFewPeopleError.
    """
    spread = _Spread(work, sorted(set(names)), rule)
    spread.give()
    spread.level()
    return list(spread.assignments())


def proposed(project: Project, rule: Rule, to: Sequence[str] = ()) -> list[Assignment]:
    """Return what a rule would give; `to` are names, by default those of all annotators.

    Raise PersonNameError or TooFewPeopleError.
    """
    team = people(project)
    names = known_names(project, to) or markers(team)
    entries = articles.articles(project)
    return plan(
        _work(entries, kept.assignments(project.store), {*names, *markers(team)}), names, rule
    )


def markers(team: People) -> list[str]:
    """Return the names of those whose work it is to mark."""
    return [one.name for one in team.people if one.role is Role.ANNOTATOR]


def assigned(project: Project) -> list[Assignment]:
    """Return who is to mark what, in the order of the articles, then by name."""
    return kept.assignments(project.store)


def batches(project: Project) -> list[str]:
    """Return the names of the batches, in the order in which articles come in them."""
    return list(dict.fromkeys(one.batch for one in assigned(project) if one.batch))


def batch_sizes(project: Project) -> list[tuple[str, int]]:
    """Return how many articles are in each batch, by name."""
    return counts.batch_sizes(project.store)


def loads(given: Iterable[Assignment], names: Iterable[str] = ()) -> dict[str, int]:
    """Return how many articles each was given; those of `names` come first, with 0 at least."""
    found = dict.fromkeys(names, 0)
    for one in given:
        found[one.annotator] = found.get(one.annotator, 0) + 1
    return found


def give(
    project: Project, given: Iterable[Assignment] = (), taken: Iterable[Assignment] = ()
) -> None:
    """Give articles to people and take others from them, all or nothing; marks stay where they are.

    Raise UnknownDocumentError, or what writing raises.
    """
    kept.assign(project.store, given, taken)


def begun(project: Project, taken: Iterable[Assignment]) -> list[Assignment]:
    """Return those of some assignments on which the annotator has left something already.

    Raise UnknownDocumentError.
    """
    return [
        one
        for one in taken
        if articles.article_entry(project, one.document).state_for(one.annotator) != "new"
    ]


def _work(
    entries: Sequence[ArticleEntry], given: Sequence[Assignment], names: set[str]
) -> list[Work]:
    """Return how the articles stand, as far as certain people are concerned."""
    theirs: dict[str, set[str]] = {}
    for one in given:
        theirs.setdefault(one.document, set()).add(one.annotator)
    return [
        Work(
            entry.id,
            frozenset(theirs.get(entry.id, ())),
            frozenset(
                one.annotator
                for one in entry.sets
                if one.annotator in names and (one.spans or one.relations)
            ),
            frozenset(
                one.annotator
                for one in entry.sets
                if one.annotator in names and one.state != "none"
            ),
        )
        for entry in entries
    ]


@dataclass(slots=True)
class _Spread:
    """A rule at work: what is given anew, and how much each has with it."""

    work: Sequence[Work]
    names: Sequence[str]
    rule: Rule
    new: dict[str, set[str]] = field(default_factory=dict)  # article -> who is given it now
    load: dict[str, int] = field(default_factory=dict)
    at: dict[str, Work] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.load = dict.fromkeys(self.names, 0)
        for one in self.work:
            self.at[one.document] = one
            self.new[one.document] = set()
            for name in one.given | one.adopted:
                self.load[name] = self.load.get(name, 0) + 1

    def give(self) -> None:
        """Give each article what it lacks, always to those who have least."""
        for one, wanted in self._wanted():
            missing = wanted - len(one.hands)
            free = [name for name in self.names if name not in one.hands | one.begun]
            if missing > len(free):
                able = len(free) + len(one.hands)
                raise TooFewPeopleError(
                    f"{one.document} is to be marked by {wanted} {_PEOPLE[wanted > 1]}, but "
                    f"{f'only {able}' if able else 'nobody'} can: add people, or ask for fewer."
                )
            free.sort(key=lambda name: (self.load[name], self._lot(one.document, name)))
            for name in free[: max(missing, 0)]:
                self.new[one.document].add(name)
                self.load[name] += 1

    def level(self) -> None:
        """Move what is new from those who have most to those who have least, as far as it goes."""
        while any(self._moved(name) for name in sorted(self.names, key=self._heaviest_first)):
            pass

    def assignments(self) -> Iterator[Assignment]:
        """Yield what is new, and what is adopted."""
        for one in self.work:
            for name in sorted(self.new[one.document] | one.adopted):
                yield Assignment(one.document, name, self.rule.batch)

    def _wanted(self) -> list[tuple[Work, int]]:
        """Return the articles with how many people each wants; those for several come first.

        What has several already is among those, then come articles that nobody has.
        """
        shared = int(self.rule.overlap * len(self.work) + 0.5)
        order = sorted(
            self.work,
            key=lambda one: (*_rank(len(one.hands)), self._lot(one.document)),
        )
        return [
            (one, self.rule.per_article if place < shared else 1) for place, one in enumerate(order)
        ]

    def _lot(self, *values: str) -> str:
        return sha256_hex("\n".join((str(self.rule.seed), *values)).encode())

    def _heaviest_first(self, name: str) -> tuple[int, str]:
        return -self.load[name], name

    def _moved(self, heavy: str) -> bool:
        """Move an article on, from hand to hand, to one who has two less; tell whether one was."""
        lightest = min(self.load[name] for name in self.names)
        if self.load[heavy] - lightest < 2:  # noqa: PLR2004 one is as even as can be
            return False
        steps: dict[str, tuple[str, str]] = {}  # name -> whose article came, and which
        waiting = deque([heavy])
        while waiting:
            giver = waiting.popleft()
            for document, taker in self._gifts(giver, {heavy, *steps}):
                steps[taker] = (giver, document)
                if self.load[heavy] - self.load[taker] >= 2:  # noqa: PLR2004
                    self._walk(taker, heavy, steps)
                    return True
                waiting.append(taker)
        return False

    def _gifts(self, giver: str, met: set[str]) -> Iterator[tuple[str, str]]:
        """Yield new articles of somebody with those who could take them, each of these once."""
        rest = [name for name in self.names if name not in met]
        for document, new in self.new.items():
            if not rest:
                return
            if giver not in new:
                continue
            one = self.at[document]
            for name in [name for name in rest if name not in one.hands | one.begun | new]:
                rest.remove(name)
                yield document, name

    def _walk(self, taker: str, heavy: str, steps: dict[str, tuple[str, str]]) -> None:
        self.load[heavy] -= 1
        self.load[taker] += 1
        while taker != heavy:
            giver, document = steps[taker]
            self.new[document].remove(giver)
            self.new[document].add(taker)
            taker = giver


def _rank(hands: int) -> tuple[int, int]:
    """Return where an article stands among those that are to go to several people."""
    if hands > 1:
        return 0, -hands
    return (1, 0) if hands == 0 else (2, 0)
