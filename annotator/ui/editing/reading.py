"""Finding one's way in an article: marks, overlaps, wider and narrower, words looked for."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from annotator.core import sentences, stretches
from annotator.core.finding import alike
from annotator.core.problem import Problem
from annotator.core.scheme import LabelScheme
from annotator.ui.bridge import Bench
from annotator.ui.editing.marking import Marking
from annotator.ui.text.view import ArticleView

FEW = 80  # code points


class Reading(QObject):
    """Moves the focus and the selection; changes no mark."""

    def __init__(
        self, bridge: Bench, view: ArticleView, marking: Marking, scheme: LabelScheme
    ) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        self._marking = marking
        self._cues = stretches.Cues(
            scheme.words_in("reporting_verbs"), scheme.words_in("denial_cues")
        )
        self._chain: list[tuple[int, int]] = []

    def next_span(self, step: int) -> None:
        """Focus the next span (step 1) or the one before (-1), round the end."""
        article = self._bridge.article
        spans = article.marks.spans if article else ()
        if not spans:
            self._bridge.told.emit("You have no marks here yet.")
            return
        ids = [span.id for span in spans]
        focused = self._view.focused()
        if focused in ids:
            at = (ids.index(focused) + step) % len(ids)
        else:
            caret = self._view.caret()
            after = sum(span.start < caret for span in spans)
            at = (after if step > 0 else after - 1) % len(ids)
        self._marking.focus(ids[at])

    def next_problem(self, problems: Sequence[Problem]) -> Problem | None:
        """Go to the next problem after the caret that is not accepted, and return it."""
        standing = [one for one in problems if not one.accepted and one.severity.value != "hint"]
        standing = standing or [one for one in problems if not one.accepted]
        if not standing:
            self._bridge.told.emit("Nothing stands in the way.")
            return None
        here = self._marking.focused.start if self._marking.focused else self._view.caret() - 1
        standing.sort(key=lambda one: (one.start, one.end))
        found = next((one for one in standing if one.start > here), standing[0])
        self.show_problem(found)
        return found

    def show_problem(self, problem: Problem) -> None:
        """Focus the first mark that a problem speaks of, or select its words."""
        article = self._bridge.article
        span = next((s for s in map(article.span, problem.marks) if s), None) if article else None
        if span is not None:
            self._marking.focus(span.id)
        else:
            self._marking.focus(None)
            self._view.select(problem.start, problem.end)
            self._view.reveal(problem.start, problem.end)

    def overlap(self) -> None:
        """Focus the innermost span at the caret, then each one further out."""
        here = [span.id for span in self._view.spans_at(self._view.caret())]
        if not here:
            return
        focused = self._view.focused()
        at = (here.index(focused) + 1) % len(here) if focused in here else 0
        self._marking.focus(here[at], reveal=False)

    def sentence(self) -> None:
        """Select the sentence around the caret."""
        article = self._bridge.article
        found = sentences.sentence_at(article.text, self._view.caret()) if article else None
        if found is not None:
            self._chain = self._steps(self._view.caret(), *found)
            self._select(*found)

    def expand(self) -> None:
        """Widen the selection: word, clause, inside the marks, quote, sentence, paragraph."""
        article = self._bridge.article
        if article is None:
            return
        start, end = self._place()
        wider = stretches.expansions(article.text, start, end, self._cues)
        found = next((one for one in wider if one != (start, end)), None)
        if self._view.selection() is None and self._marking.focused is None and wider:
            found = wider[0]
        if found is not None:
            if not self._chain or self._chain[-1] != (start, end):
                self._chain = [(start, end)]
            self._chain.append(found)
            self._select(*found)
        else:
            self._bridge.told.emit("It is as wide as it can be.")

    def shrink(self) -> None:
        """Go back to the narrower selection; one that was not grown narrows to where it begins."""
        place = self._place()
        if not self._chain or self._chain[-1] != place:
            self._chain = self._steps(place[0], *place)
        if len(self._chain) > 1:
            self._chain.pop()
            start, end = self._chain[-1]
            if start < end:
                self._select(start, end)
            else:
                self._view.place_caret(start)

    def _steps(self, origin: int, start: int, end: int) -> list[tuple[int, int]]:
        """Return what a selection would have grown from at a place in it, itself last."""
        article = self._bridge.article
        if article is None or start >= end:
            return []
        grown = stretches.expansions(article.text, origin, origin, self._cues)
        inside = [one for one in grown if start <= one[0] and one[1] <= end and one != (start, end)]
        return [(origin, origin), *inside, (start, end)]

    def few_words(self) -> str:
        """Return the selected words where they are few and in one line, else ""."""
        article, chosen = self._bridge.article, self._view.selection()
        words = article.text[slice(*chosen)] if article is not None and chosen else ""
        return words if len(words) <= FEW and "\n" not in words else ""

    def find(self, words: str, step: int) -> tuple[int, int]:
        """Select the next place (0: from here on, -1: the one before) of words.

        Return which place that is, counted from 1, and how many there are; zeros for none.
        """
        article = self._bridge.article
        self._view.set_sought(words)
        if article is None or not words:
            return 0, 0
        text, wanted = alike(article.text, words)
        chosen = self._view.selection() or (self._view.caret(), self._view.caret())
        if step >= 0:
            at = text.find(wanted, chosen[1] if step else chosen[0])
            at = at if at >= 0 else text.find(wanted)
        else:
            at = text.rfind(wanted, 0, max(0, chosen[0]))
            at = at if at >= 0 else text.rfind(wanted)
        if at < 0:
            return 0, 0
        self._select(at, at + len(wanted))
        self._view.reveal(at, at + len(wanted))
        count = text.count(wanted)
        return min(text.count(wanted, 0, at) + 1, count), count

    def leave_find(self) -> None:
        """Tint nothing any more; what was found stays selected, in whole words."""
        chosen = self._view.selection()
        if self._bridge.article is not None and chosen is not None:
            self._view.select(*self._marking.whole_where_found(*chosen))
        self._view.set_sought("")

    def _place(self) -> tuple[int, int]:
        chosen, focused = self._view.selection(), self._marking.focused
        if chosen is not None:
            return chosen
        if focused is not None:
            return focused.start, focused.end
        return self._view.caret(), self._view.caret()

    def _select(self, start: int, end: int) -> None:
        self._marking.focus(None)
        self._view.select(start, end)
