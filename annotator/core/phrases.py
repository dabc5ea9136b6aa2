"""Small turns of phrase that sentences for people share."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Return "a", "a and b", or "a, b and c"; at least one is given."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
