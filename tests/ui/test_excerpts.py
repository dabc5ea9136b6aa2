"""Words in their line of text, cut to the room that a row has."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.excerpts import CUT, Excerpt, _wide, excerpt, fitted
from annotator.ui.theme import LIGHT

TINT = (LIGHT, "#1D6BC7")
TEXT = (
    "The harbour board on Tuesday denied that winter dredging had caused the collapse of the "
    "oyster beds, two days after growers said they had lost nearly half of their stock in a week."
)
ARABIC = "نفت وزارة المياه يوم الثلاثاء أن الآبار في الوادي قد جفت " * 3


@pytest.mark.parametrize("text", [TEXT, ARABIC])
@pytest.mark.parametrize("width", [600, 400, 250])
def test_what_has_no_room_is_cut_with_an_ellipsis(qtbot: QtBot, text: str, width: int) -> None:
    whole = excerpt(text, 29, 60)
    shown = fitted(whole, width, TINT)
    assert _wide(shown, TINT) <= width
    assert "".join(shown).endswith(CUT)
    assert shown.before == whole.before
    assert whole.words.startswith(shown.words)


def test_what_has_room_stays_as_it_is(qtbot: QtBot) -> None:
    short = Excerpt("The firm ", "denied", " it.")
    assert fitted(short, 600, TINT) is short
