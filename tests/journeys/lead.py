"""Someone who reviews, at the keyboard and with the mouse of the real window."""

from pytestqt.qtbot import QtBot

from annotator.core.annotation import Decision
from annotator.core.people import GOLD
from annotator.review.readings import Difference
from annotator.store.annotations import read_set
from annotator.store.journal import verify_journal
from annotator.ui.house.house import House
from annotator.ui.models.differences_model import DifferenceRow
from annotator.ui.pages.review.page import ReviewPage
from tests.journeys.person import CTRL, K, Person

LATE = 30_000  # milliseconds that work in the background may take on a busy machine


class Lead(Person):
    """Someone who reviews: the page in front is that of review."""

    @property
    def review(self) -> ReviewPage:
        made = self.house.late.made("review")
        assert isinstance(made, ReviewPage)
        return made

    @property
    def now(self) -> Difference:
        """What is decided on."""
        found = self.review.deciding.current
        assert found is not None
        return found

    @property
    def decision(self) -> Decision | None:
        return self.now.decision

    @property
    def gold(self) -> list[tuple[str, str]]:
        """The marks of gold in reading order: (label, words)."""
        review = self.review.deciding.review
        assert review is not None
        return [(span.label, span.text) for span in review.gold.spans]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The lines of the queue that tell a difference: (state, words)."""
        model = self.review.parts.differences.model
        return [(row.state, row.words) for row in model.rows if isinstance(row, DifferenceRow)]

    def wait_for(self, kind: str) -> None:
        """Go on with N until a difference of a kind is decided on."""
        for _ in range(len(self.rows) + 1):
            if self.now.kind == kind:
                return
            self.press(K.Key_N)
        raise AssertionError(f"no difference of kind {kind}")

    def settle_first(self) -> None:
        """Take the first reading of all six differences of the first article, and stay there."""
        for _ in range(6):
            self.press(K.Key_1)
            self.press(K.Key_Return)
        self.press(K.Key_PageUp, CTRL)

    def finish_first(self) -> None:
        """Settle the first article, finish it, and stay there."""
        self.settle_first()
        self.press(K.Key_Return, CTRL)
        self.press(K.Key_PageUp, CTRL)

    def assert_gold_is_stored(self) -> None:
        """What is on screen, what the desk holds and what the disk holds are the same.

        Screen and lane show besides what all agree on, where that is not in gold yet.
        """
        self.wait_until_saved()
        assert verify_journal(self.bridge.project.store) == []
        article = self.article
        assert article.hand == GOLD
        stored = read_set(self.bridge.project.store, article.key)
        assert stored.items == article.items
        coming = self.review.deciding.gold.to_come
        shown = self.review.view.scene.marks.spans.by_id.values()
        assert {one for one in shown if one.id not in coming} == set(article.marks.spans)
        lane = self.review.view.score.lanes[-1]
        in_gold = tuple(one for one in lane.spans if one.id not in lane.to_come)
        assert in_gold == article.marks.spans
        for span in article.marks.spans:
            assert article.text[span.start : span.end] == span.text


def at_review(qtbot: QtBot, house: House) -> Lead:
    """Someone on the review page of the harbour project, with the whole queue read."""
    someone = Lead(qtbot, house)
    with qtbot.waitSignal(house.window.topbar.page_picked):
        button = house.window.topbar.pages.button("review")
        someone.click(button, button.rect().center())
    qtbot.waitUntil(lambda: len(someone.rows) == 7, timeout=LATE)
    qtbot.waitUntil(someone.review.view.hasFocus)
    return someone
