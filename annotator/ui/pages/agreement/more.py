"""The measures below the fold: tables, articles one by one, and gamma when it is asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.agreement.definitions import DEFINITION_OF
from annotator.agreement.report import Figure, Report
from annotator.agreement.words import thresholds
from annotator.ui.chips import counted
from annotator.ui.controls import PlainLabel, push_button
from annotator.ui.models.articles_model import ToldArticle
from annotator.ui.pages.agreement.work import Measured
from annotator.ui.panels.article_rows import ArticleRows
from annotator.ui.plots.card import PlotCard
from annotator.ui.plots.figures import Figures
from annotator.ui.plots.ink import number
from annotator.ui.plots.of_measures import (
    alphas_of,
    attributes_of,
    kappas_of,
    kinds_of,
    relations_of,
)
from annotator.ui.plots.of_progress import paces_of
from annotator.ui.plots.of_report import figure_words
from annotator.ui.theme import Look

EMPTY = Figures(("",), ())
OPEN, SHUT = "Fewer measures", "More measures"
GAMMA = "Measure gamma"


class MoreMeasures(QWidget):
    """A button that opens the fold, and what is in it."""

    review_asked = Signal(str)  # the id of an article
    gamma_asked = Signal()
    gamma_stopped = Signal()

    def __init__(self, look: Look, relations: dict[str, str]) -> None:
        super().__init__()
        self._look, self._relations = look, relations
        self.button = push_button(SHUT, px=13, height=32)
        self.button.clicked.connect(lambda _on=False: self.toggle())
        self.alphas = PlotCard("Corrected for chance", EMPTY, look)
        self.kinds = PlotCard("How spans differ", EMPTY, look)
        self.kappas = PlotCard("Token kappa of each pair", EMPTY, look)
        self.attributes = PlotCard("Attributes", EMPTY, look)
        self.relations = PlotCard("Relations", EMPTY, look)
        self.paces = PlotCard("Who has done what", EMPTY, look)
        self.articles = ArticleRows("Articles, those that differ most first", look)
        self.left_out = ArticleRows("Articles left out, and why", look)
        self._gamma_runs = False
        self.gamma = push_button(GAMMA, px=12)
        self.gamma_words = PlainLabel(tone="quiet", px=12)
        self.gamma_words.setWordWrap(True)
        self.gamma.clicked.connect(lambda _on=False: self._gamma_clicked())
        self.articles.wanted.connect(self.review_asked)
        self.left_out.wanted.connect(self.review_asked)
        self._fold = QWidget()
        self._gamma_row = QWidget()
        self._lay_out()
        self.toggle(show=False)
        self.show_gamma(None)

    @property
    def cards(self) -> list[PlotCard]:
        """Return the tables, in order."""
        return [
            *(self.alphas, self.kinds, self.kappas),
            *(self.attributes, self.relations, self.paces),
        ]

    @property
    def shown(self) -> bool:
        """Tell whether the fold is open."""
        return not self._fold.isHidden()

    def set_look(self, look: Look) -> None:
        """Take another theme; the cards are told by the page."""
        self._look = look
        self.articles.set_look(look)
        self.left_out.set_look(look)

    def toggle(self, *, show: bool | None = None) -> None:
        """Open the fold, or shut it."""
        wanted = not self.shown if show is None else show
        self._fold.setVisible(wanted)
        self.button.setText(OPEN if wanted else SHUT)
        self.button.setAccessibleName(self.button.text())

    def show_measured(self, found: Measured, *, whole: bool) -> None:
        """Show what was measured; where there is nothing to compare, only who has done what."""
        report, look = found.report, self._look
        self.button.setVisible(whole)
        if not whole:
            self.toggle(show=True)
        tables = (
            (self.alphas, alphas_of(report, look, found.policy), thresholds(found.policy)),
            (
                self.kinds,
                kinds_of(report, look),
                "Matched pairs of spans, all pairs of annotators.",
            ),
            (self.kappas, kappas_of(report, look), DEFINITION_OF["token_kappa"].words),
            (self.attributes, attributes_of(report, look), DEFINITION_OF["attributes"].words),
            (
                self.relations,
                relations_of(report, self._relations),
                DEFINITION_OF["relations"].words,
            ),
        )
        for card, drawing, words in tables:
            card.setVisible(whole and bool(drawing.rows))
            missing = f"n/a: {drawing.reasons}" if drawing.reasons else ""
            card.show_drawing(drawing, f"{words} {missing}".strip())
        self.paces.setVisible(bool(found.paces))
        self.paces.show_drawing(paces_of(found.paces), "Pauses over five minutes are left out.")
        self._gamma_row.setVisible(whole)
        if not self._gamma_runs:
            self.show_gamma(None)
        self.articles.show_rows(_articles(report, found.titles))
        self.left_out.show_rows(
            [ToldArticle(one, found.titles.get(one, one), why) for one, why in report.left_out]
        )

    def show_gamma(self, figure: Figure | None) -> None:
        """Show gamma, or what it is where it was not measured yet."""
        self._gamma_runs = False
        self.gamma.setText(GAMMA)
        self.gamma.setAccessibleName(GAMMA)
        self.gamma_words.setText(
            "On a sample of articles: where spans lie and what they are called, at once."
            if figure is None
            else f"Gamma {figure_words(figure)}"
        )

    def show_gamma_runs(self, done: int, total: int) -> None:
        """Show that gamma is measured just now, and how far that is."""
        self._gamma_runs = True
        self.gamma.setText("Stop")
        self.gamma.setAccessibleName("Stop measuring gamma")
        so_far = f"  {done:,} of {counted(total, 'article')}" if total else ""
        self.gamma_words.setText(f"Measuring gamma …{so_far}")

    def _gamma_clicked(self) -> None:
        (self.gamma_stopped if self._gamma_runs else self.gamma_asked).emit()

    def _lay_out(self) -> None:
        gamma = QHBoxLayout(self._gamma_row)
        gamma.setContentsMargins(0, 0, 0, 0)
        gamma.setSpacing(12)
        gamma.addWidget(self.gamma)
        gamma.addWidget(self.gamma_words, 1)
        inside = QVBoxLayout(self._fold)
        inside.setContentsMargins(0, 18, 0, 0)
        inside.setSpacing(30)
        for part in (self.alphas, self._gamma_row, *self.cards[1:], self.articles, self.left_out):
            inside.addWidget(part)
        inside.addStretch(0)
        for card in self.cards:
            card.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._fold)


def _articles(report: Report, titles: dict[str, str]) -> list[ToldArticle]:
    rows = sorted(report.by_article, key=lambda one: -one.differing)
    return [
        ToldArticle(
            one.document,
            titles.get(one.document, one.document),
            f"F1 {number(one.exact.value)}  ·  {counted(one.differing, 'difference')}",
        )
        for one in rows
    ]
