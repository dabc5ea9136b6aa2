"""Words looked for in a text, in any case of letters. Offsets are code points."""

from collections.abc import Iterator


def alike(text: str, words: str) -> tuple[str, str]:
    """Return a text and words in lower case; as they are where that would move offsets."""
    lower = text.lower()
    return (lower, words.lower()) if len(lower) == len(text) else (text, words)


def places_of(words: str, text: str, start: int, end: int) -> Iterator[int]:
    """Yield where words begin that lie in a range of a text as a whole."""
    here, wanted = alike(text[start:end], words)
    at = here.find(wanted) if wanted else -1
    while at >= 0:
        yield start + at
        at = here.find(wanted, at + len(wanted))
