"""Golden pictures of the text view: what is painted changes only where someone meant it.

To write them anew: python -m pytest tests/golden/pictures --renew-pictures, then look at each.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtGui import QImage, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.assets import asset
from annotator.core.annotation import Relation, Span
from annotator.core.document import Region
from annotator.core.problem import Severity
from annotator.core.scheme import LabelScheme
from annotator.ui.app import prepare
from annotator.ui.style import style_sheet
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import DARK, LIGHT, Theme, look_of
from tests.golden.pictures.kept import SHARE, compare, difference

SIZE = (760, 470)
FONTS = ("literata-latin-400-normal.ttf", "NotoNaskhArabic-Regular.ttf", "Inter-Regular.otf")

NESTED = (
    "Harbour board rejects claim that dredging killed beds\n\n"
    "The Brackwater Harbour Board on Tuesday denied that winter dredging had caused the "
    "collapse of the town’s oyster beds, two days after growers said they had lost half.\n\n"
    "“We have not found a single reading,” said Ilse Marrow, the board’s chief engineer. “The "
    "sediment stayed inside the channel, and anyone who says otherwise has not looked.”\n"
)
RIGHT_TO_LEFT = (
    "الوزارة تنفي إغلاق الآبار في وادي حليم\n\n"
    "نفت وزارة المياه يوم الثلاثاء أن الآبار في الوادي قد جفت، بعد يومين من شكوى المزارعين.\n\n"
    "وقال المهندس سامر حداد من شركة Orbit Ltd: «لم نجد بئرا واحدة جافة من 45 بئرا».\n"
)
DENSE = "\n".join(
    f"Line {number} was denied by the mayor, who said that it was not so." for number in range(1, 9)
)


class Picture(NamedTuple):
    """What is shown: a text, its spans as (id, label, words), relations, focus and selection."""

    text: str
    spans: list[tuple[str, str, str]]
    relations: tuple[tuple[str, str, str], ...] = ()
    focus: str = ""
    selected: str = ""
    problems: tuple[str, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()


PICTURES = {
    "nested": Picture(
        NESTED,
        [
            ("a1", "actor", "The Brackwater Harbour Board"),
            ("d1", "denial", "denied that winter dredging had caused the collapse of"),
            ("c1", "claim", "winter dredging had caused the collapse"),
            ("a2", "actor", "growers"),
            ("q1", "quote", "“We have not found a single reading,”"),
            ("d2", "denial", "We have not found a single reading"),
            ("a3", "actor", "Ilse Marrow"),
            ("q2", "quote", NESTED[NESTED.index("“The") : NESTED.index("”\n") + 1]),
            ("c2", "claim", "The sediment stayed inside the channel"),
        ],
        (("attributed_to", "q2", "a3"), ("attributed_to", "q1", "a3"), ("continues", "q2", "q1")),
        focus="q2",
        problems=("d1",),
        regions=(("headline", "Harbour board rejects claim that dredging killed beds"),),
    ),
    "right-to-left": Picture(
        RIGHT_TO_LEFT,
        [
            ("a1", "actor", "وزارة المياه"),
            ("d1", "denial", "نفت وزارة المياه يوم الثلاثاء أن الآبار في الوادي قد جفت"),
            ("c1", "claim", "الآبار في الوادي قد جفت"),
            ("a2", "actor", "المهندس سامر حداد"),
            ("a3", "actor", "شركة Orbit Ltd"),
            ("q1", "quote", "«لم نجد بئرا واحدة جافة من 45 بئرا»"),
        ],
        (("attributed_to", "q1", "a2"),),
        focus="q1",
        problems=("q1",),
        regions=(("headline", "الوزارة تنفي إغلاق الآبار في وادي حليم"),),
    ),
    "dense": Picture(
        DENSE,
        [
            *((f"d{n}", "denial", f"Line {n} was denied by the mayor") for n in range(1, 9)),
            *((f"c{n}", "claim", f"Line {n} was") for n in range(1, 9, 2)),
            *((f"q{n}", "quote", f"Line {n} was denied by the mayor, who said") for n in (2, 3)),
            *((f"a{n}", "actor", f"{n} was denied") for n in (3, 4)),
        ],
        selected="said that it was not so.\nLine 7 was denied",
        problems=("d2", "d5"),
        regions=(("boilerplate", "Line 8 was denied by the mayor, who said that it was not so."),),
    ),
}


def _find(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _marks(picture: Picture) -> Iterable[Span]:
    for key, label, words in picture.spans:
        start, end = _find(picture.text, words)
        yield Span(key, label, start, end, words)


@pytest.fixture
def painted(
    qtbot: QtBot, qapp: QApplication, scheme: LabelScheme
) -> Callable[[Picture, Theme], QImage]:
    """A function that paints a picture on a paper."""
    prepare()
    qapp.setStyleSheet(style_sheet(LIGHT))  # as in the window: it sets how wide a scroll bar is

    def paint(picture: Picture, theme: Theme) -> QImage:
        view = ArticleView()
        qtbot.addWidget(view)
        view.resize(*SIZE)
        view.set_look(look_of(scheme, theme))
        view.set_relation_words({one.name: one.words for one in scheme.relations})
        regions = [
            Region(f"g{n}", *_find(picture.text, words), kind)
            for n, (kind, words) in enumerate(picture.regions)
        ]
        relations = [Relation(f"r{n}", *one) for n, one in enumerate(picture.relations)]
        view.show_article(picture.text, regions, _marks(picture), relations)
        view.set_problems(dict.fromkeys(picture.problems, Severity.WARNING))
        view.set_focus(picture.focus or None)
        if picture.selected:
            view.select(*_find(picture.text, picture.selected))
        image = view.viewport().grab().toImage()
        assert image.devicePixelRatio() == 1
        return image.convertToFormat(QImage.Format.Format_RGB32)

    return paint


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", list(PICTURES))
def test_the_text_is_painted_as_it_was(
    painted: Callable[[Picture, Theme], QImage],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    name: str,
    theme: Theme,
) -> None:
    compare(request, tmp_path, f"{name}-{theme.name}", painted(PICTURES[name], theme))


def test_the_pictures_use_no_font_but_ours(qtbot: QtBot) -> None:
    fonts = [QRawFont(str(asset("resources", "fonts", name)), 17) for name in FONTS]
    for picture in PICTURES.values():
        for char in set(picture.text) - {"\n"}:
            assert any(font.supportsCharacter(ord(char)) for font in fonts), repr(char)


def test_a_change_of_one_mark_is_seen(painted: Callable[[Picture, Theme], QImage]) -> None:
    """The tolerance is no blindness: a span less is another picture."""
    whole = PICTURES["nested"]
    less = whole._replace(spans=[one for one in whole.spans if one[0] != "q1"])
    share, _ = difference(painted(whole, LIGHT), painted(less, LIGHT))
    assert share > SHARE


def test_the_same_is_painted_twice(painted: Callable[[Picture, Theme], QImage]) -> None:
    share, _ = difference(painted(PICTURES["dense"], DARK), painted(PICTURES["dense"], DARK))
    assert share == 0
