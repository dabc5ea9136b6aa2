from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Status
from annotator.core.document import Parent, Region, new_document
from annotator.ui.pages.article.heading import ArticleHeading
from annotator.ui.theme import DARK, LIGHT, Look, look_of

ARTICLE = new_document("BW-0047", "Words.\nMore words.")
ELLIPSIS = Qt.TextElideMode.ElideRight
STORIES = [Region(f"g{n}", n, n + 3, "story", str(n)) for n in range(2)]


@pytest.fixture
def heading(qtbot: QtBot, look: Look) -> ArticleHeading:
    made = ArticleHeading(look)
    qtbot.addWidget(made)
    made.resize(700, 50)
    return made


def _said(heading: ArticleHeading) -> str:
    return heading._line.text()


def test_it_says_where_the_article_comes_from(heading: ArticleHeading) -> None:
    article = replace(ARTICLE, meta={"outlet": "The Courier", "date": "14  March", "other": "x"})
    heading.show_article(article, Status("none"), [])
    assert _said(heading) == "The Courier  ·  14 March  ·  BW-0047"
    heading.show_article(ARTICLE, Status("none"), [])
    assert _said(heading) == "BW-0047"


def test_it_says_how_far_one_is_and_of_what_it_is_a_part(heading: ArticleHeading) -> None:
    part = replace(ARTICLE, parent=Parent("BW-0001", "0" * 64, 40))
    heading.show_article(part, Status("discarded", "two stories"), [])
    assert _said(heading) == "BW-0047  ·  part of BW-0001  ·  discarded: two stories"
    heading.show_article(ARTICLE, Status("done"), [])
    assert _said(heading).endswith("done")


def test_several_stories_offer_to_be_split(qtbot: QtBot, heading: ArticleHeading) -> None:
    heading.show_article(ARTICLE, Status("none"), STORIES[:1])
    assert heading.split_button.isHidden()
    heading.show_article(ARTICLE, Status("none"), STORIES)
    assert not heading.split_button.isHidden()
    assert heading.split_button.text() == "2 stories in this file: split…"
    with qtbot.waitSignal(heading.split_asked):
        heading.split_button.click()


def test_it_stands_over_the_column_in_both_themes(qtbot: QtBot, heading: ArticleHeading) -> None:
    heading.show_article(ARTICLE, Status("none"), STORIES)
    heading.show()
    heading.set_column(125, 140)
    light = heading.grab().toImage()
    qtbot.waitUntil(lambda: heading._line.x() == 125)
    heading.set_look(look_of(None, DARK))
    assert heading.grab().toImage() != light


def test_what_does_not_fit_ends_in_an_ellipsis(heading: ArticleHeading) -> None:
    heading.show_article(replace(ARTICLE, id="reservoir-" * 7), Status("none"), [])
    heading.resize(400, 50)
    heading.show()
    heading.set_column(125, 140)
    narrow = heading._line
    whole = narrow.grab().toImage()
    narrow.setText(narrow.fontMetrics().elidedText(narrow.text(), ELLIPSIS, narrow.width()))
    assert narrow.text().endswith("…")
    assert narrow.grab().toImage() == whole


def test_a_hairline_parts_it_from_the_text_while_some_lies_under_it(
    heading: ArticleHeading,
) -> None:
    heading.show_article(ARTICLE, Status("none"), [])
    line = look_of(None, LIGHT).theme.line.lower()

    def foot() -> str:
        image = heading.grab().toImage()
        return image.pixelColor(3, image.height() - 1).name()

    assert foot() != line
    heading.set_scrolled(1)
    assert foot() == line
    heading.set_scrolled(0)
    assert foot() != line
