"""What a screen reader is told while one marks with keys."""

import pytest

from annotator.ui.editing import marking
from tests.journeys.person import K, Person


def test_a_mark_that_gets_the_focus_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(marking, "speak", lambda _widget, words: said.append(words))
    person.mark("Odalys")
    person.press(K.Key_Escape)
    said.clear()
    person.press(K.Key_N)
    assert said == ["Actor: Odalys"]
