"""The review page at work: an article opened with all its lanes, a decision until it is painted."""

import time
from collections.abc import Iterator
from statistics import median

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest

from annotator.settings import load_settings
from annotator.ui.house.house import House
from annotator.ui.house.menus import furnish
from annotator.ui.pages.review.page import ReviewPage
from tests.benchmarks.bench import Group, Row, Run
from tests.benchmarks.review import HANDS, project_of
from tests.benchmarks.screens import application, close, rest, until_painted

OPENED, DECIDED = 300.0, 50.0  # milliseconds that opening and deciding may take
SIZE = (60_000, 500)  # letters and spans of one annotator

group = Group()
bench = group.bench


class Lead:
    """A window on an article with five annotators, with review in front."""

    def __init__(self, run: Run) -> None:
        self.house = House(load_settings())
        furnish(self.house)
        self.house.window.resize(1440, 900)
        self.house.window.show()
        self.house.open_project(project_of(run.folder, 1, SIZE, HANDS))
        self.house.show_page("review")
        page = self.house.late.made("review")
        assert isinstance(page, ReviewPage)
        self.page, self.view = page, page.view
        self.paints = 0
        self._paint = self.view.article_layout._paint
        self.view.article_layout._paint = self._count
        rest(0.5)

    def _count(self, painter: QPainter, clip: QRectF) -> None:
        self._paint(painter, clip)
        self.paints += 1

    def open(self) -> float:
        """Go to the annotate page and back; return the milliseconds until review was painted."""
        self.house.show_page("annotate")
        rest(0.3)
        return until_painted(self, lambda: self.house.show_page("review"), time.perf_counter)

    def decide(self) -> float:
        """Take a reading by its key; return the milliseconds until that was painted."""
        self.page.walk(1, open_only=True)
        rest(0.3)
        before = self.page.deciding.current
        assert before is not None
        assert before.open
        took = until_painted(
            self, lambda: QTest.keyClick(self.view, Qt.Key.Key_1), time.perf_counter
        )
        after = self.page.deciding.current
        assert after is not None
        assert not after.open, "the key decided nothing"
        return took


@bench("review-painted")
def painted(run: Run) -> Iterator[Row]:
    """Measure review of a long article with five annotators, until it and a decision are seen."""
    lead = Lead(run)
    walls = [lead.open() for _ in range(run.chosen(9, 3))]
    what = "review of 5 x 500 spans opened and painted (wall)"
    yield Row(what, median(walls), "300 ms", OPENED, median(walls) / OPENED, "ms", 1)
    walls = [lead.decide() for _ in range(run.chosen(25, 5))]
    what = "one decision from key to painted, 5 x 500 spans (wall)"
    yield Row(what, median(walls), "50 ms", DECIDED, median(walls) / DECIDED, "ms", 1)
    close(lead.house.window)


if __name__ == "__main__":
    application()
    group.main()
