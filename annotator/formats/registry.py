"""Find the formats that are installed, ours and those of others alike."""

from functools import cache
from importlib.metadata import entry_points

from annotator.formats.base import Format

GROUP = "annotator.formats"


class UnknownFormatError(LookupError):
    """No installed format bears this name."""


@cache
def format_named(name: str) -> Format:
    """Return the format that is registered under a name; raise UnknownFormatError."""
    for entry in entry_points(group=GROUP, name=name):
        made: Format = entry.load()()
        return made
    raise UnknownFormatError(f"There is no format {name!r}; there are {', '.join(format_names())}.")


def format_names() -> list[str]:
    """Return the names of the formats that are installed, sorted."""
    return sorted(entry_points(group=GROUP).names)
