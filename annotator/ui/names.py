"""What labels, kinds of differences and annotators are called on screen."""

from collections.abc import Sequence

from annotator.core.scheme import LabelScheme
from annotator.review import readings as kinds

TITLES = {
    kinds.RELATION: "Link",
    kinds.AGREED: "All agree by now",
    kinds.ALONE: "Only one annotator",
}


def title_of(kind: str) -> str:
    """Return a kind of difference as it stands on screen."""
    return TITLES.get(kind, kind.capitalize())


def label_title(name: str, scheme: LabelScheme) -> str:
    """Return a label as it stands on screen; where none has that name, a relation."""
    known = scheme.label_by_name.get(name) or scheme.relation_by_name.get(name)
    return known.words if known else name.replace("_", " ")


def relation_title(name: str, scheme: LabelScheme) -> str:
    """Return a relation as it stands on screen."""
    known = scheme.relation_by_name.get(name)
    return known.words if known else name


def initials_of(names: Sequence[str]) -> list[str]:
    """Return two or three letters for each name, no two alike."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        words = [word for word in name.replace(".", " ").replace("_", " ").split() if word]
        letters = words[0][:1] + words[-1][:1] if len(words) > 1 else "".join(words)[:2]
        letters = letters.upper() or str(number)
        longer = "".join(words)[:3].upper()
        options = (letters, longer, *(f"{letters[:1]}{n}" for n in range(1, len(names) + 2)))
        found.append(next(one for one in options if one not in found))
    return found
