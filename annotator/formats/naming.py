"""Names for articles and marks: they begin with a letter and go into files and web addresses."""

import re
import unicodedata
from collections.abc import Callable

MAX_ID = 96  # code points; records may add who marked
RECORD_ID = re.compile(r"[A-Za-z][A-Za-z0-9._:-]{0,127}", re.ASCII)
LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_OTHER = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)


def slug(name: str) -> str:
    """Return a name as an id: letters and digits of ASCII, "article-..." where no letter leads."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = _OTHER.sub("-", plain).strip("-._")[:MAX_ID].rstrip("-._")
    if not made:
        return "article"
    return made if made[0].isalpha() else f"article-{made}"


def unused(wanted: str, taken: Callable[[str], bool]) -> str:
    """Return an id that is not taken: the one that is wanted, or it with -2, -3 ... behind."""
    if not taken(wanted):
        return wanted
    number = 2
    while taken(f"{wanted}-{number}"):
        number += 1
    return f"{wanted}-{number}"


def language_or_none(tag: str) -> str:
    """Return a language tag as BCP 47 writes it ("en_GB" becomes "en-GB"), "" where it is none."""
    made = tag.strip().replace("_", "-")
    return made if LANGUAGE.fullmatch(made) else ""


def begins_with_letter(name: str) -> bool:
    """Tell whether a name begins with a letter of any script."""
    return bool(name) and name[0].isalpha()
