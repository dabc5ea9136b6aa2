"""The key L and the mouse: offer a relation, the nearest fitting span first, and draw it."""

from PySide6.QtCore import QObject

from annotator.core.scheme import LabelScheme
from annotator.editing import edits
from annotator.editing.linking import Offer, offers
from annotator.ui.bridge import Bench
from annotator.ui.text.scene import Proposal
from annotator.ui.text.view import ArticleView


class Linking(QObject):
    """A relation on offer: L walks on, Enter or a click takes, Esc lets go."""

    def __init__(self, bridge: Bench, view: ArticleView, scheme: LabelScheme) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        self._scheme = scheme
        self._offers: list[Offer] = []
        self._at = 0
        self._from = ""
        self._aimed: tuple[str, str] = ("", "")  # kind and span, as the mouse was last over them
        self._aim_fits = False

    @property
    def on(self) -> bool:
        """Tell whether a relation is on offer."""
        return bool(self._offers)

    def walk(self, only: str = "") -> None:
        """Offer the nearest fitting span, or the next one where an offer stands."""
        if self.on and not only:
            self._at = (self._at + 1) % len(self._offers)
        elif not self._begin(only):
            return
        self._show()

    def take(self) -> bool:
        """Draw the relation on offer; tell whether there was one."""
        if not self.on:
            return False
        offer = self._offers[self._at]
        self.let_go()
        article = self._bridge.article
        if article is not None:
            items, words = article.items, self._scheme.relation_by_name[offer.relation].words
            self._bridge.attempt(
                lambda: edits.relate(items, offer.relation, offer.source, offer.target, words)
            )
        return True

    def pick(self, span_id: str) -> None:
        """Draw the relation to the span that was clicked, where one fits."""
        fitting = [i for i, offer in enumerate(self._offers) if offer.other(self._from) == span_id]
        if not fitting:
            self._bridge.told.emit("No relation fits between these two.")
            return
        self._at = self._at if self._at in fitting else fitting[0]
        self.take()

    def aim(self, only: str, span_id: str | None) -> bool | None:
        """Show where a relation of one kind would lead that is dragged over a span.

        Return whether it may lead there; None where there is no span, or the one it starts from.
        """
        if span_id is None or span_id == self._view.focused():
            self._aimed = ("", "")
            self._view.set_proposal(None)
            return None
        if self._aimed != (only, span_id):
            self._aimed = (only, span_id)
            self._aim_fits = self._show_aim(only, span_id)
        return self._aim_fits

    def _show_aim(self, only: str, span_id: str) -> bool:
        article = self._bridge.article
        span = article.span(self._view.focused()) if article else None
        known = offers(article.items, span, self._scheme, only) if article and span else []
        offer = next((one for one in known if span and one.other(span.id) == span_id), None)
        if offer is None:
            self._view.set_proposal(None, misfit=span_id)
            return False
        self._propose(offer)
        return True

    def drop(self, only: str, span_id: str | None) -> None:
        """Draw a relation of one kind to the span where the mouse let go."""
        if self._begin(only) and span_id:
            self.pick(span_id)
        self.let_go()

    def let_go(self) -> bool:
        """Take the offer off the screen; tell whether there was one."""
        was = self.on
        if was:
            self._bridge.told.emit("")
        self._offers, self._aimed = [], ("", "")
        self._view.set_linking(False)
        self._view.set_proposal(None)
        return was

    def _begin(self, only: str) -> bool:
        article = self._bridge.article
        span = article.span(self._view.focused()) if article else None
        if article is None or span is None:
            self._bridge.told.emit("Focus a mark first: N goes to the next one.")
            return False
        self._offers = offers(article.items, span, self._scheme, only)
        self._at, self._from = 0, span.id
        if not self._offers:
            self._bridge.told.emit("No other mark here fits a relation.")
        return self.on

    def _show(self) -> None:
        offer = self._offers[self._at]
        words = self._scheme.relation_by_name[offer.relation].words
        self._view.set_linking(True)
        self._propose(offer)
        article = self._bridge.article
        other = article.span(offer.other(self._from)) if article else None
        if other is not None:
            self._view.reveal(other.start, other.end)
            words = words if offer.source == self._from else f"{words} of"
            told = f"{words}: {other.text[:60]}  ·  Enter takes, L goes on, Esc lets go"
            self._bridge.told.emit(told)

    def _propose(self, offer: Offer) -> None:
        words = self._scheme.relation_by_name[offer.relation].words
        self._view.set_proposal(Proposal(offer.source, offer.target, f"{words}?"))
