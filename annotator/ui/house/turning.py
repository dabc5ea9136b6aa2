"""Which page shows the article that is open: one's own marks, or gold in review."""

from typing import Protocol

from annotator.ui.bridge import DeskBridge
from annotator.ui.window import MainWindow

OWN, GOLDS = "annotate", "review"


class Host(Protocol):
    """What is asked of the house."""

    window: MainWindow

    def show_page(self, name: str) -> None:
        """Bring a page of the project to the front."""


def turn_with_hand(house: Host, bridge: DeskBridge) -> None:
    """Bring the page to the front whose set was opened at the desk, as by an undo."""

    def turn(there: str, here: str) -> None:
        if house.window.page == there:
            house.show_page(here)

    bridge.gold_opened.connect(lambda _article: turn(OWN, GOLDS))
    bridge.opened.connect(lambda _article: turn(GOLDS, OWN))
