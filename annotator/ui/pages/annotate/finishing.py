"""What is said and done when an article is finished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.core.problem import Problem, Severity
from annotator.editing import edits
from annotator.ui.chips import counted
from annotator.ui.editing.live_checks import warnings_left
from annotator.ui.pages.annotate.walk import beside

if TYPE_CHECKING:
    from annotator.ui.pages.annotate.page import AnnotatePage

ALL_DONE = "All is done."
FOUND_DONE = "What you looked for is done; the queue is whole again."


def finish(page: AnnotatePage) -> None:
    """Finish the article and open the next unfinished one; refused while errors stand."""
    article, bridge = page.bridge.article, page.bridge
    if article is None:
        return
    problems = page.checks.now()
    standing = next((one for one in problems if one.blocks), None)
    if standing is not None:
        page.reading.show_problem(standing)
        page.parts.problems.set_current(standing)
        bridge.told.emit(f"Not done yet: {standing.message}")
        return
    if article.marks.status.state != "done":
        bridge.do(edits.set_status(article.items, "done"))
    if article.marks.status.state != "done":
        return  # it could not be said, and why was told
    words = done_words(problems, marks=len(article.marks.spans))
    following, said = next_open(page)
    words = f"{words} {said}".strip()
    if following:
        bridge.open(following)
        if words:
            bridge.told.emit(f"{words} Z goes back.")
    else:
        bridge.told.emit(f"{words} {ALL_DONE}".strip())


def next_open(page: AnnotatePage) -> tuple[str, str]:
    """Return the id of the next unfinished article, "" for none, and what is to be said with it.

    Once nothing is left of what was looked for in the queue, the whole of it is shown again.
    """
    queue = page.parts.queue
    found = beside(page.bridge, queue.model, 1, unfinished=True)
    if found or not queue.model.searching:
        return found, ""
    queue.search.clear()
    found = beside(page.bridge, queue.model, 1, unfinished=True)
    return found, FOUND_DONE if found else ""


def done_words(problems: Sequence[Problem], *, marks: int) -> str:
    """Return what was left open in a finished article, in a sentence; "" where nothing was."""
    warnings = warnings_left(problems)
    hints = sum(one.severity is Severity.HINT and not one.accepted for one in problems)
    open_ones = [counted(warnings, "warning")] if warnings else []
    if not marks:
        open_ones += [counted(hints, "hint")] if hints else []
        said = f", and {' and '.join(open_ones)} left open" if open_ones else ""
        return f"Done, with nothing marked{said}."
    return f"Done, with {open_ones[0]} left open." if open_ones else ""
