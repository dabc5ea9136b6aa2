"""The panel as a whole: scope, the articles to review first, and the way to the export."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.chips import counted
from annotator.ui.controls import PlainLabel, Rule, SectionHeader, panel_frame, push_button
from annotator.ui.models.articles_model import most_differing
from annotator.ui.panels.agreement.differing import DifferingList
from annotator.ui.panels.agreement.scope import ScopeForm
from annotator.ui.theme import Look

WIDTH, MARGIN = 268, 18  # pixels
FIRST = 6  # articles to review first


class Offer(NamedTuple):
    """How many of the articles have finished gold."""

    settled: int
    articles: int

    @property
    def words(self) -> str:
        """Return what can be exported now, in a sentence."""
        if not self.articles:
            return "No articles yet."
        if not self.settled:
            return "No article has finished gold yet."
        have = "has" if self.settled == 1 else "have"
        return (
            f"{self.settled:,} of {counted(self.articles, 'article')} {have} finished gold and can "
            "be exported now."
        )


class AgreementSide(QFrame):
    """Tells what was chosen and clicked; it measures nothing and opens nothing itself."""

    review_asked = Signal(str)  # the id of an article
    export_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        panel_frame(self, edge="right")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Scope and what to do next")
        self.scope = ScopeForm()
        self.first = DifferingList("Review first", look)
        self._none = PlainLabel("No differences.", tone="quiet", px=12)
        self._offer = _sentence()
        self._since = _sentence()
        self.export = push_button("Export…", px=13, height=34)
        self.first.wanted.connect(self.review_asked)
        self.export.clicked.connect(self.export_asked)
        self._lay_out()
        self.first.hide()
        self._none.hide()  # until something was measured
        self.show_since("")

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.first.set_look(look)

    def show_first(self, articles: Sequence[tuple[str, str, int]]) -> None:
        """Show the articles that differ most, out of (id, title, differing spans)."""
        self.first.articles.put(most_differing(list(articles), FIRST))
        some = bool(self.first.articles.rows)
        self.first.setVisible(some)
        self.first.updateGeometry()
        self._none.setVisible(not some)

    def show_offer(self, offer: Offer) -> None:
        """Show what can be exported."""
        self._offer.setText(offer.words)

    def show_since(self, words: str) -> None:
        """Show since when the figures stand."""
        self._since.setText(words)

    @property
    def told(self) -> str:
        """Return what stands at the foot: what can go out, since when the figures stand."""
        return f"{self._offer.text()} {self._since.text()}".strip()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addWidget(self.scope)
        column.addWidget(Rule())
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 13, MARGIN, 4)
        head.addWidget(SectionHeader("Review first"))
        head.addStretch(1)
        head.addWidget(PlainLabel("differences of pairs", tone="quiet", px=11))
        column.addLayout(head)
        column.addWidget(_indented(self._none))
        column.addWidget(self.first)
        column.addSpacing(8)
        column.addWidget(Rule())
        column.addWidget(_indented(SectionHeader("Export"), top=13))
        column.addWidget(_indented(self._offer, top=8))
        column.addWidget(_indented(self.export, top=10))
        column.addStretch(1)
        column.addWidget(_indented(self._since, top=10))


def _sentence() -> PlainLabel:
    made = PlainLabel(tone="quiet", px=12)
    made.setWordWrap(True)
    return made


def _indented(widget: QWidget, *, top: int = 0) -> QWidget:
    box = QWidget()
    row = QVBoxLayout(box)
    row.setContentsMargins(MARGIN, top, MARGIN, 0)
    row.addWidget(widget)
    return box
