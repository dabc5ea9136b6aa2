"""The panels around the text: they show core values and tell what was wanted; they edit nothing."""
