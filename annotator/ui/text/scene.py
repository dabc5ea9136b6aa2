"""What is to be seen besides the text: marks, focus, caret, problems, how it all looks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.core.annotation import Span
from annotator.core.document import Region
from annotator.core.severity import Severity
from annotator.ui.text.index import Marks, RangeIndex
from annotator.ui.theme import LIGHT, Look

DIMMED = frozenset({"boilerplate", "duplicate"})


class Proposal(NamedTuple):
    """A relation that is offered: the ends' ids and the words on it."""

    source: str
    target: str
    words: str


@dataclass(slots=True)
class Scene:
    """The state that the painters read; offsets are code points."""

    look: Look = field(default_factory=lambda: Look(LIGHT))
    marks: Marks = field(default_factory=Marks)
    ghosts: RangeIndex[Span] = field(default_factory=RangeIndex)
    regions: RangeIndex[Region] = field(default_factory=RangeIndex)
    focus: str | None = None
    problems: Mapping[str, Severity] = field(default_factory=dict)
    suggested: frozenset[str] = frozenset()
    proposal: Proposal | None = None
    misfit: str = ""  # the id of a span that a dragged relation may not lead to
    words: Callable[[str], str] = str
    hidden: bool = False
    fine: bool = False
    active: bool = False
    height: int = 0  # of what is in sight, in pixels
    ranks: Mapping[str, int] = field(default_factory=dict)  # of labels, in the scheme's order
    caret: int = 0
    selection: tuple[int, int] | None = None
    bracket: tuple[int, int] | None = None
    sought: str = ""  # words whose places are tinted
