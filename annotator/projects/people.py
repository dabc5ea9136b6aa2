"""Who sits at the computer."""

import getpass
from unicodedata import category, normalize

from annotator.core.people import GOLD, Annotator, role_for
from annotator.projects.opening import Project
from annotator.store import people

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


def ensure_person(project: Project, name: str) -> Annotator:
    """Return the annotator of a name; one that the project does not know is noted."""
    known = {one.name: one for one in people.annotators(project.store)}
    if name not in known:
        known[name] = Annotator(name, role_for(name))
        people.ensure_annotator(project.store, known[name])
    return known[name]


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
