"""An article view in a window of its own, and texts to show in it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Span
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import Look
from tests.ui.hand import Hand

ARABIC = (
    "نفت وزارة المياه يوم الثلاثاء أن الآبار قد جفت.\n\n"
    "وقال المهندس سامر حداد: «لم نجد بئرا واحدة جافة، وكل ما يقال غير صحيح».\n"
)
MIXED = (
    "He said “שלום עולם” in 2024 and then left.\n"
    "قالت شركة Orbit Ltd إن 45% من الآبار (wells) جفت في 2019.\n"
    "abc אבג 123 דהו xyz.\n"
)
EMOJI = "Fans 👨‍👩‍👧 sang 🇫🇷🇩🇪 loud: “é e\u0301 ñ 𝔘𝔫𝔦” 😀!\nNext 👍🏽 line.\n"


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> ArticleView:
    """A view of 800 x 600 pixels on screen."""
    made = ArticleView()
    qtbot.addWidget(made)
    made.set_look(look)
    made.resize(800, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def hand(view: ArticleView) -> Hand:
    return Hand(view)


@pytest.fixture
def spans_on() -> Callable[[str, Iterable[tuple[str, str]]], list[Span]]:
    """A function that makes spans from words of a text: (label, words), ids s0, s1 ..."""

    def make(text: str, wanted: Iterable[tuple[str, str]]) -> list[Span]:
        made = []
        for number, (label, words) in enumerate(wanted):
            start = text.index(words)
            made.append(Span(f"s{number}", label, start, start + len(words), words))
        return made

    return make


@pytest.fixture
def right_to_left() -> str:
    return ARABIC


@pytest.fixture(params=["ours", "sample_04_stadium_emoji", "sample_05_wells_arabic"])
def difficult(request: pytest.FixtureRequest) -> str:
    """A text with right-to-left lines, emoji or both."""
    if request.param == "ours":
        return ARABIC + MIXED + EMOJI
    shared: Path = request.getfixturevalue("shared")
    return (shared / "samples" / f"{request.param}.txt").read_bytes().decode()
