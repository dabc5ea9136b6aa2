"""Language tags as BCP 47 has them: en, pt-BR, zh-Hant-TW."""

import re

_TAG = re.compile(  # language, script, region, variants, extensions, private use
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.ASCII,
)


def language_tag(tag: str) -> str:
    """Return a language tag in the usual letters ("EN_gb" becomes "en-GB"), "" where it is none.

    Unlike in files of others, a name of a language ("english") is none: BCP 47 has no such.
    """
    made = tag.strip().replace("_", "-").lower()
    if not _TAG.fullmatch(made):
        return ""
    first, *rest = made.split("-")
    return "-".join([first, *_in_usual_letters(rest)])


def _in_usual_letters(parts: list[str]) -> list[str]:
    """Return the parts behind a language: Latn, GB; behind a single letter all stays small."""
    single = next((n for n, part in enumerate(parts) if len(part) == 1), len(parts))
    shown = {2: str.upper, 4: str.title}
    front = [shown.get(len(part), str)(part) for part in parts[:single]]
    return [*front, *parts[single:]]
