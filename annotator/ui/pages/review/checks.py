"""What stands in the way of gold, once all differences of an article are settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.core.problem import Problem, Severity
from annotator.editing import edits
from annotator.ui.editing.live_checks import LiveChecks, warnings_left

if TYPE_CHECKING:
    from annotator.core.problem import Fix
    from annotator.ui.pages.review.page import ReviewPage


class ReviewChecks(QObject):
    """Holds gold against the rules; while differences wait it says nothing."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._panel = page.parts.problems
        self._live = LiveChecks(page.bench, self)
        self._wanted = (0, 0)  # words whose problem is to be shown first
        self._live.checked.connect(self._checked)
        self._live.outdated.connect(self._panel.set_outdated)
        page.deciding.opened.connect(self._soon)
        page.deciding.changed.connect(lambda _change: self._soon())
        self._panel.picked.connect(self._show)
        self._panel.fixed.connect(self._fix)
        self._panel.accepted.connect(self._accept)
        self._panel.unaccepted.connect(self._unaccept)

    def hindrance(self) -> Problem | None:
        """Return an error of gold as it stands now, and show it; None where there is none."""
        found = next((one for one in self._now() if one.blocks), None)
        if found is not None:
            self._panel.show()
            self._panel.set_current(found)
        return found

    def warnings(self) -> int:
        """Return how many warnings stand in gold that nobody accepted."""
        return warnings_left(self._now())

    def look_for(self, start: int, end: int) -> None:
        """Show the problem of some words first, as soon as the problems are known."""
        self._wanted = (start, end)
        self._soon()

    def next_problem(self) -> None:
        """Go to the next problem of gold and show it."""
        if self._waiting:
            self._page.bridge.told.emit("Settle the differences of this article first.")
            return
        found = self._page.reading.next_problem(self._now())
        if found is not None:
            self._panel.set_current(found)
            self._show(found)

    @property
    def _waiting(self) -> bool:
        review = self._page.deciding.review
        return review is None or any(one.open for one in review.differences)

    def _now(self) -> list[Problem]:
        self._live.soon()
        return self._live.now()

    def _soon(self) -> None:
        if self._waiting:
            self._panel.hide()
        else:
            self._live.soon()

    def _checked(self, problems: list[Problem]) -> None:
        review = self._page.deciding.review
        if review is None:
            return
        self._panel.set_problems(problems, review.document.text)
        told = [one for one in problems if one.severity is not Severity.HINT]
        self._panel.setVisible(bool(told) and not self._waiting)
        wanted = next((one for one in told if (one.start, one.end) == self._wanted), None)
        if wanted is not None:
            self._wanted = (0, 0)
            self._panel.set_current(wanted)

    def _show(self, problem: Problem) -> None:
        """Let gold be edited at the mark that a problem speaks of."""
        self._page.set_editing(editing=True)
        self._page.reading.show_problem(problem)
        self._page.view.setFocus()

    def _fix(self, _problem: Problem, fix: Fix) -> None:
        self._page.bench.do(fix.change)
        self._page.view.setFocus()

    def _accept(self, problem: Problem, reason: str) -> None:
        self._page.deciding.decide(edits.accept(problem, reason))
        self._page.view.setFocus()

    def _unaccept(self, problem: Problem) -> None:
        review = self._page.deciding.review
        if review is not None:
            self._page.deciding.decide(edits.unaccept(review.gold.items, problem))
        self._page.view.setFocus()
