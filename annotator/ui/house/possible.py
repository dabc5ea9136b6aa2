"""What can be done just now: by this an entry of the menu can be chosen, or is grey."""

from annotator.editing.open_document import OpenDocument
from annotator.ui.bridge import DeskBridge
from annotator.ui.house.house import House
from annotator.ui.pages.annotate.page import AnnotatePage


class Possible:
    """Questions about the house as it stands; nothing is changed by asking."""

    def __init__(self, house: House) -> None:
        self._house = house

    def project(self) -> bool:
        """Tell whether a project is open."""
        return self._house.project is not None

    def bring_in(self) -> bool:
        """Tell whether articles can come in."""
        return self._house.project is not None and not self._house.project.read_only

    def find(self) -> bool:
        """Tell whether there is a text to look for words in."""
        house = self._house
        reads = house.window.page in {"annotate", "review"}
        return reads and house.bridge is not None and house.bridge.article is not None

    def undo(self) -> bool:
        """Tell whether an edit is left to take back."""
        bridge = self._walked
        return bridge is not None and bridge.desk.can_undo

    def redo(self) -> bool:
        """Tell whether an edit can be made again."""
        bridge = self._walked
        return bridge is not None and bridge.desk.can_redo

    def edit(self) -> bool:
        """Tell whether something can be said of the open article."""
        return self._article is not None

    def finish(self) -> bool:
        """Tell whether the open article can be said to be done."""
        return self._state == "none"

    def discard(self) -> bool:
        """Tell whether the open article can be discarded."""
        return self._state in {"none", "done"}

    def reopen(self) -> bool:
        """Tell whether the open article is done or discarded."""
        return self._state in {"done", "discarded"}

    def split(self) -> bool:
        """Tell whether the open article holds several stories."""
        from annotator.core.regions import split_stories

        article = self._article
        return article is not None and len(split_stories(article.text, article.regions)) > 1

    def lay_region(self) -> bool:
        """Tell whether words are selected, of which one could say what they are."""
        page = self._page
        return self._article is not None and page is not None and page.view.selection() is not None

    def lift_region(self) -> bool:
        """Tell whether a region lies where one is."""
        page = self._page
        return self._article is not None and page is not None and page.hands.region_here is not None

    def see_feedback(self) -> bool:
        """Tell whether one's own work may be seen beside gold."""
        door = self._house.feedback
        return door is not None and door.open

    @property
    def _walked(self) -> DeskBridge | None:
        """Return the way to the desk on a page where edits can be taken back."""
        house = self._house
        front = house.window.page in {"annotate", "review"}
        return house.bridge if front and house.project and not house.project.read_only else None

    @property
    def _page(self) -> AnnotatePage | None:
        """Return the page for marking where it is in front."""
        return self._house.annotate if self._house.window.page == "annotate" else None

    @property
    def _bridge(self) -> DeskBridge | None:
        """Return the way to the desk where edits can be made there, on the page in front."""
        page = self._page
        return None if page is None or page.bridge.project.read_only else page.bridge

    @property
    def _article(self) -> OpenDocument | None:
        bridge = self._bridge
        return bridge.article if bridge is not None else None

    @property
    def _state(self) -> str:
        """Return how far the open article is; "" where none can be edited."""
        article = self._article
        return article.marks.status.state if article is not None else ""
