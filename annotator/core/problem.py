"""What a check found: what is wrong, where, how bad, how to mend it."""

from dataclasses import dataclass

from annotator.core.change import Change
from annotator.core.severity import Severity

__all__ = ["Fix", "Problem", "Severity"]


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a problem: the words on its button, and the change that it makes."""

    title: str
    change: Change


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `marks` are the ids it speaks of (none where words are unmarked).

    `start` and `end` are code points, where to jump; `message` is one sentence for the annotator,
    plain text. `accepted` is the reason with which it was accepted, "" where it stands open.
    """

    rule: str
    severity: Severity
    message: str
    marks: tuple[str, ...]
    start: int
    end: int
    fixes: tuple[Fix, ...] = ()
    accepted: str = ""

    @property
    def blocks(self) -> bool:
        """Tell whether done is refused: errors that stand."""
        return self.severity is Severity.ERROR
