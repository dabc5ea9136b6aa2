"""A line of the queue: what can be told of an article without reading its text."""

from typing import NamedTuple


class SetSummary(NamedTuple):
    """One annotator's set in numbers. `flagged`: spans with an open discuss."""

    annotator: str
    state: str  # none, done, discarded
    spans: int
    relations: int
    flagged: int


class ArticleEntry(NamedTuple):
    """One article of a project; `length` in code points; `queued` is False for a split parent."""

    id: str
    title: str
    length: int
    words: int
    language: str
    queued: bool
    sets: tuple[SetSummary, ...] = ()

    def of(self, annotator: str) -> SetSummary:
        """Return an annotator's numbers; zeros where there is no set."""
        empty = SetSummary(annotator, "none", 0, 0, 0)
        return next((one for one in self.sets if one.annotator == annotator), empty)

    def state_for(self, annotator: str) -> str:
        """Return what the queue shows: done, discarded, flagged, in progress or new."""
        mine = self.of(annotator)
        if mine.state != "none":
            return mine.state
        if mine.flagged:
            return "flagged"
        return "in progress" if mine.spans or mine.relations else "new"
