"""Who sits at the computer, who marks in a project, and who may see what others marked."""

import getpass
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category, normalize

from annotator.core.people import GOLD, Annotator, Role
from annotator.projects.opening import Project
from annotator.store import people as store_people

_LONGEST = 64  # code points
_ALLOWED = frozenset(" ._-")


def who_am_i(name: str = "") -> str:
    """Return an annotator's name made of a chosen one, or of the computer's account.

    It begins with a letter, holds letters (of any script), digits, spaces, dots, hyphens and
    underscores, and is never that of the gold set.
    """
    kept = _cleaned(name) or _cleaned(_account())
    if not kept or kept.lower() == GOLD:
        return "annotator"
    return kept


class PersonNameError(ValueError):
    """Nobody can be called so, or nobody is."""


class PersonRoleError(ValueError):
    """An annotator cannot have this role."""


class KeptPersonError(ValueError):
    """Somebody stays in the project as they are: what they did bears their name."""


@dataclass(frozen=True, slots=True)
class People:
    """Those who mark in a project: people, and apart from them the gold set and models."""

    people: tuple[Annotator, ...] = ()
    others: tuple[Annotator, ...] = ()

    @property
    def leads(self) -> tuple[str, ...]:
        """Return the names of those who lead; while there are none, everyone does."""
        return tuple(one.name for one in self.people if one.role is Role.LEAD)

    def is_lead(self, name: str) -> bool:
        """Tell whether somebody may hand out work and see all: a lead, or anyone without leads."""
        return not self.leads or name in self.leads

    def may_see_others(self, name: str) -> bool:
        """Tell whether the app shows somebody the marks of others: leads and adjudicators."""
        judges = {one.name for one in self.people if one.role is Role.ADJUDICATOR}
        return self.is_lead(name) or name in judges

    def role_of(self, name: str) -> Role | None:
        """Return somebody's role, or None where nobody is called so."""
        found = (one.role for one in (*self.people, *self.others) if one.name == name)
        return next(found, None)


def people(project: Project) -> People:
    """Return those who mark in a project, by name."""
    known = store_people.annotators(project.store)
    apart = [one for one in known if one.name == GOLD or one.role is Role.MODEL]
    return People(tuple(one for one in known if one not in apart), tuple(apart))


def is_lead(project: Project, name: str) -> bool:
    """Tell whether somebody leads the project; while no lead is named, everyone does."""
    return people(project).is_lead(name)


def may_see_others(project: Project, name: str) -> bool:
    """Tell whether the app shows somebody the marks of others and gold."""
    return people(project).may_see_others(name)


def add_person(project: Project, name: str, role: Role = Role.ANNOTATOR) -> Annotator:
    """Note somebody who marks, or give one who is known another role; return that annotator.

    Raise PersonNameError for a name that cannot stand, PersonRoleError for gold, what writing
    raises.
    """
    made = Annotator(_proper(name), role)
    store_people.ensure_annotator(project.store, made)
    return made


def has_work(project: Project, name: str) -> bool:
    """Tell whether somebody did something on any article, be it undone since."""
    return bool(store_people.left_behind(project.store, name))


def remove_person(project: Project, name: str) -> None:
    """Take somebody off the project's list who has done nothing on any article.

    What they were given is free again. Raise PersonNameError where nobody is called so,
    PersonRoleError for gold, KeptPersonError where the history holds work of theirs.
    """
    _role_there(project, name)
    if not store_people.remove_annotator(project.store, name):
        count = store_people.left_behind(project.store, name)
        places = "1 article" if count == 1 else f"{count:,} articles"
        raise KeptPersonError(
            f"{name} stays: the history of {places} holds their work. What is still to do can be "
            "taken back, and given to others."
        )


def rename_person(project: Project, name: str, new: str) -> Annotator:
    """Give somebody who has not begun another name, and what they were given with it; return them.

    Raise PersonNameError where nobody is called so or the new name cannot stand or is there,
    PersonRoleError for gold, KeptPersonError where the history bears the old name.
    """
    role = _role_there(project, name)
    made = Annotator(_proper(new), role)
    if made.name == name:
        return made
    if people(project).role_of(made.name) is not None:
        raise PersonNameError(f"{made.name} is there already.")
    if not store_people.rename_annotator(project.store, name, made):
        raise KeptPersonError(
            f"{name} has begun, and the history bears that name, so it stays. Add {made.name}, "
            "and give them what is still to do."
        )
    return made


def known_names(project: Project, names: Iterable[str]) -> list[str]:
    """Return names of people, each once; raise PersonNameError for one that nobody has."""
    there = [one.name for one in people(project).people]
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in there:
            known = f"there are {', '.join(there)}" if there else "there is nobody yet"
            raise PersonNameError(f"There is nobody called {name}; {known}.")
    return wanted


def _role_there(project: Project, name: str) -> Role:
    """Return the role of a person or a model; raise PersonNameError, PersonRoleError for gold."""
    if name == GOLD:
        raise PersonRoleError("The gold set is nobody's own: it stays, under its name.")
    role = people(project).role_of(name)
    if role is None:
        known_names(project, [name])
        raise PersonNameError(f"There is nobody called {name}.")
    return role


def _proper(name: str) -> str:
    """Return a name without white space around it; raise PersonNameError, PersonRoleError."""
    wanted = normalize("NFC", name).strip()
    if wanted.lower() == GOLD:
        raise PersonRoleError("The gold set is nobody's own; it is filled in review.")
    if not wanted or _cleaned(wanted) != wanted:
        raise PersonNameError(
            f"{name!r} is no name: it begins with a letter and holds letters, digits, spaces, "
            f"dots, hyphens and underscores, {_LONGEST} at most."
        )
    return wanted


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _cleaned(name: str) -> str:
    kept = "".join(char for char in normalize("NFC", name) if _may_stand(char))
    first = next((place for place, char in enumerate(kept) if char.isalpha()), len(kept))
    return kept[first:][:_LONGEST].strip()


def _may_stand(char: str) -> bool:
    return char in _ALLOWED or category(char)[0] in "LMN"
