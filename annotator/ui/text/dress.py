"""The type that stretches of a block are set in: the headline's, and a larger one for Arabic."""

import re

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from annotator.ui.text.measures import Measures

_LETTERS = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_INSIDE = "\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f"
_BLANKS = " \u00a0\u2009\u202f"
# whole words, since letters of two sizes are not joined, and the blanks between them
ARABIC = re.compile(f"[{_LETTERS}](?:[{_LETTERS}{_INSIDE}{_BLANKS}]*[{_LETTERS}{_INSIDE}])?")


def dressed(
    units: str, sizes: Measures, *, headline: bool, mixed: bool
) -> list[QTextLayout.FormatRange]:
    """Return the formats of a block of UTF-16 units that differ from the text's own type.

    `mixed` says that right-to-left characters are in it; without, no Arabic is looked for.
    """
    formats = []
    if headline:
        formats.append(_range(0, len(units), _format(sizes.heading_font)))
    if mixed:
        look = _format(sizes.heading_arabic_font if headline else sizes.arabic_font)
        formats += [_range(*found.span(), look) for found in ARABIC.finditer(units)]
    return formats


def _format(font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    return look


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made
