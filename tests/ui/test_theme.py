"""The fonts that we give to Qt show what articles are written in, on a bare computer too."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QTextLayout

from annotator.ui.theme import load_fonts, reading_font, ui_font


@pytest.mark.parametrize("font", [reading_font, ui_font])
@pytest.mark.parametrize("words", ["Fenn said “no”", "الوزارة تنفي", "🚨 👨‍👩‍👧 👍🏽 ✅"])
@pytest.mark.usefixtures("qapp")
def test_no_letter_is_a_box(words: str, font: Callable[[], QFont]) -> None:
    load_fonts()
    layout = QTextLayout(words, font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs
    assert all(glyphs), "glyph 0 is the box for what a font lacks"
