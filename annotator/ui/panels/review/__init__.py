"""Floor ui: the queue of differences, the card to decide on, reasons, notes."""
