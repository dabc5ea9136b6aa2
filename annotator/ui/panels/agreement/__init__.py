"""The left side of the agreement page: what is measured, what to review first, what can go out."""

from annotator.ui.panels.agreement.panel import AgreementSide, Offer

__all__ = ["AgreementSide", "Offer"]
