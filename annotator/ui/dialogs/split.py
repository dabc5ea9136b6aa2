"""Ask before an article is split: into which pieces, where each begins, and that it is for good."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from annotator.core.document import Region, headline
from annotator.core.regions import child_regions
from annotator.core.words import count_words
from annotator.ui.chips import counted, one_line
from annotator.ui.dialogs.message import Choice, MessageDialog
from annotator.ui.models.articles_model import ToldArticle
from annotator.ui.panels.article_rows import ArticleRows
from annotator.ui.theme import Look

FINAL = "A split cannot be taken back."
WHAT_COMES = (
    "Each piece becomes an article of its own, with its marks. The text as it came is kept, out of "
    f"the queue. {FINAL}"
)
BEGINNING = 60  # code points
WIDE = 620  # pixels


class SplitDialog(MessageDialog):
    """The question, and the pieces in their order: title, size, and the words each begins with."""

    def __init__(self, parent: QWidget | None, pieces: Sequence[ToldArticle], look: Look) -> None:
        choices = (Choice("no", "Cancel"), Choice("split", "Split"))
        question = f"Split this article into {len(pieces)} articles?"
        super().__init__(parent, question, WHAT_COMES, choices)
        self.setMinimumWidth(WIDE)
        self.pieces = ArticleRows("The pieces, and where each begins", look)
        self.pieces.show_rows(pieces)
        self.body.addWidget(self.pieces)


def pieces_of(
    text: str, stories: Sequence[tuple[int, int]], regions: Sequence[Region]
) -> list[ToldArticle]:
    """Return what is told of each piece of a text; the stories are ranges of code points."""
    return [
        _piece(number, text[start:end], list(child_regions(regions, start, end)))
        for number, (start, end) in enumerate(stories, start=1)
    ]


def _piece(number: int, text: str, regions: Sequence[Region]) -> ToldArticle:
    begins = one_line(text.strip().partition("\n")[0], BEGINNING)
    title = one_line(headline(text, regions)) or begins
    size = counted(count_words(text), "word")
    told = size if title.startswith(begins.rstrip("…")) else f"from “{begins}” · {size}"
    return ToldArticle(str(number), f"{number} · {title}", told)


def ask_split(parent: QWidget | None, pieces: Sequence[ToldArticle], look: Look) -> bool:
    """Ask, wait for the answer, and return whether it was yes; closing is no."""
    dialog = SplitDialog(parent, pieces, look)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen == "split"
