"""Blocks are laid out when they are first seen; what is read stays where it is meanwhile."""

from itertools import pairwise

import pytest
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock
from pytestqt.qtbot import QtBot

from annotator.core.document import Region
from annotator.ui.text.blocks import LONG
from annotator.ui.text.layout import KEPT, TOP
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import Look

SENTENCE = "The board on Tuesday denied that winter work had caused the collapse of the beds. "
PARAGRAPHS = "\n\n".join(f"{number}. " + SENTENCE * (1 + number % 7) for number in range(400))


def _paint(view: ArticleView) -> None:
    assert not view.grab().isNull()


def _line_top(view: ArticleView, offset: int) -> float:
    """Return where a line stands in the viewport, in pixels."""
    return view.text_geometry.caret(offset).top() - view.scroller.value


def _lay_out_all(view: ArticleView) -> None:
    for block in range(len(view.article_layout.blocks)):
        view.article_layout.laid(block)
    view.article_layout.announce()


def test_only_what_is_in_sight_is_laid_out(view: ArticleView) -> None:
    view.show_article(PARAGRAPHS)
    _paint(view)
    layout = view.article_layout
    laid = [block for block in range(len(layout.blocks)) if layout.is_laid(block)]
    assert laid[:4] == [0, 1, 2, 3]
    assert len(laid) < 40


def test_guessed_heights_become_real_ones(view: ArticleView) -> None:
    view.show_article(PARAGRAPHS)
    layout = view.article_layout
    _lay_out_all(view)
    tops = [layout.top(block) for block in range(len(layout.blocks))]
    assert tops[0] == TOP
    for block, (top, following) in enumerate(pairwise(tops)):
        lines = layout.laid(block).layout.lineCount()
        blank = layout.blocks.blank[block]
        high = layout.measures.blank if blank else lines * layout.measures.pitch
        assert following - top == high + (0 if blank else layout.measures.gap)
    assert layout.documentSize().height() == tops[-1] + layout.heights[len(tops) - 1] + layout.foot
    assert view.verticalScrollBar().maximum() == round(
        layout.documentSize().height() - view.viewport().height()
    )


@pytest.mark.parametrize(
    "text", [SENTENCE * 40, "سطر عربي طويل جدا " * 60, "😀 e\u0301 政府 x " * 80]
)
def test_letters_stand_on_a_grid_whatever_the_script(view: ArticleView, text: str) -> None:
    view.show_article(text)
    laid, pitch = view.article_layout.laid(0), view.article_layout.measures.pitch
    lines = [laid.layout.lineAt(number) for number in range(laid.layout.lineCount())]
    bases = [line.y() + line.ascent() for line in lines]
    assert len(bases) > 5
    assert all(b - a == pytest.approx(pitch) for a, b in pairwise(bases))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_a_line_that_is_read_stays_while_heights_above_become_known(
    view: ArticleView, share: float
) -> None:
    view.show_article(PARAGRAPHS)
    view.scroll_to_offset(int(len(PARAGRAPHS) * share))
    _paint(view)
    offset = view.first_visible_offset()
    before = _line_top(view, offset)
    bar = view.verticalScrollBar()
    for _ in range(30):
        bar.setValue(bar.value() - 200)
        _paint(view)
    for _ in range(30):
        bar.setValue(bar.value() + 200)
        _paint(view)
    assert _line_top(view, offset) == before


def test_the_reading_place_is_kept_on_resize(view: ArticleView) -> None:
    view.show_article(PARAGRAPHS)
    view.scroll_to_offset(len(PARAGRAPHS) // 3)
    offset = view.first_visible_offset()
    before = _line_top(view, offset)
    for width, height in ((420, 600), (420, 380), (1000, 700), (800, 600)):
        view.resize(width, height)
        _paint(view)
        assert abs(_line_top(view, offset) - before) <= 1
    assert view.first_visible_offset() == offset


def test_the_reading_place_is_kept_on_zoom(view: ArticleView) -> None:
    view.show_article(PARAGRAPHS)
    view.scroll_to_offset(len(PARAGRAPHS) // 2)
    offset = view.first_visible_offset()
    before = _line_top(view, offset)
    width = view.article_layout.laid(view.article_layout.blocks.at(offset)).layout.boundingRect()
    for px in (24, 11, 40, 17):
        view.set_scale(px)
        _paint(view)
        assert abs(_line_top(view, offset) - before) <= 1
    assert view.article_layout.measures.px == 17
    again = view.article_layout.laid(view.article_layout.blocks.at(offset)).layout.boundingRect()
    assert again == width


def test_the_column_keeps_its_measure_and_stands_in_the_middle(view: ArticleView) -> None:
    view.show_article(PARAGRAPHS)
    layout = view.article_layout
    for width in (480, 800, 1600):
        view.resize(width, 600)
        assert layout.column <= width - 2 * 56
        left, column = view.column()
        assert abs(left - (view.viewport().width() - left - column)) <= 1
    line = layout.laid(0).layout.lineAt(0)
    assert 60 <= line.textLength() <= 84, "a line of about 67 to 74 characters"


def test_a_long_paragraph_is_cut_without_a_seam(view: ArticleView) -> None:
    text = SENTENCE * 150
    view.show_article(text)
    layout = view.article_layout
    assert len(text) > 2 * LONG
    assert len(layout.blocks) > 2
    pitch = layout.measures.pitch
    for block in range(1, len(layout.blocks)):
        above, below = layout.laid(block - 1).layout, layout.laid(block).layout
        last, first = above.lineAt(above.lineCount() - 1), below.lineAt(0)
        base = layout.top(block - 1) + last.y() + last.ascent()
        assert layout.top(block) + first.y() + first.ascent() - base == pytest.approx(pitch)


def test_lines_of_blocks_that_are_far_away_are_let_go(view: ArticleView) -> None:
    text = "\n".join(f"Line {number}" for number in range(3 * KEPT))
    view.show_article(text)
    _lay_out_all(view)
    layout = view.article_layout
    kept = sum(layout.is_laid(block) for block in range(len(layout.blocks)))
    assert kept <= KEPT
    assert not layout.is_laid(0)
    assert layout.laid(0).layout.lineCount() == 1
    assert layout.heights[0] == layout.measures.pitch + layout.measures.gap


def test_the_headline_is_larger_and_more_tightly_set(view: ArticleView) -> None:
    text = "A headline that is long enough to be broken into two lines at this size\n\n" + SENTENCE
    view.show_article(text, [Region("g1", 0, text.index("\n"), "headline")])
    layout = view.article_layout
    lines = layout.laid(0).layout
    assert lines.lineCount() == 2
    gap = lines.lineAt(1).y() + lines.lineAt(1).ascent() - lines.lineAt(0).y()
    assert gap - lines.lineAt(0).ascent() == pytest.approx(layout.measures.heading_pitch)
    view.set_regions([])
    assert layout.laid(0).layout.lineCount() == 1
    assert layout.laid(0).layout.formats() == []


def test_an_article_starts_at_its_very_top_though_its_headline_is_higher_than_guessed(
    qtbot: QtBot, look: Look
) -> None:
    text = "A headline that is long enough to be broken into two lines at this size\n\n" + SENTENCE
    view = ArticleView()  # not shown as yet, as when a project is opened with the window
    qtbot.addWidget(view)
    view.set_look(look)
    view.resize(760, 470)
    for _ in range(2):
        view.show_article(text * 30, [Region("g1", 0, text.index("\n"), "headline")])
        assert view.scroller.value == 0
        _paint(view)
        assert view.article_layout.laid(0).layout.lineCount() == 2
        assert view.scroller.value == 0


def test_qt_may_ask_for_any_block_and_any_place(view: ArticleView) -> None:
    view.show_article("one\ntwo\nthree")
    layout = view.article_layout
    last = view.document().lastBlock()
    assert layout.blockBoundingRect(last).top() == layout.top(2)
    assert layout.blockBoundingRect(QTextBlock()).isValid()
    far = QPointF(10_000, 10_000)
    assert layout.hitTest(far, Qt.HitTestAccuracy.FuzzyHit) == len("one\ntwo\nthree")
    assert layout.hitTest(far, Qt.HitTestAccuracy.ExactHit) == -1
    inside = QPointF(layout.left + 4, layout.top(1) + layout.measures.drop)
    assert layout.hitTest(inside, Qt.HitTestAccuracy.ExactHit) in {4, 5}
    assert layout.pageCount() == 1


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", " ", "\r\n", "x"])
def test_the_smallest_texts_are_shown(view: ArticleView, text: str) -> None:
    view.show_article(text)
    _paint(view)
    view.resize(300, 200)
    view.set_scale(30)
    _paint(view)
    assert view.verticalScrollBar().value() == 0


def test_a_resize_does_not_break_the_column_anew_where_its_width_stays(
    view: ArticleView,
) -> None:
    view.show_article(PARAGRAPHS)
    view.resize(1000, 600)
    _paint(view)
    before = view.article_layout.laid(0).layout
    lines = [before.lineAt(n).textLength() for n in range(before.lineCount())]
    view.resize(1300, 640)
    _paint(view)
    after = view.article_layout.laid(0).layout
    assert [after.lineAt(n).textLength() for n in range(after.lineCount())] == lines
    assert view.article_layout.is_laid(0)


def test_a_view_that_goes_lets_go_of_what_qt_deletes_with_it(qtbot: QtBot, look: Look) -> None:
    """A kept wrapper would be handed out again for whatever Qt puts at the same address."""
    made = ArticleView()
    made.set_look(look)
    made.resize(600, 400)
    made.show_article(PARAGRAPHS)
    _paint(made)
    layout = made.article_layout
    assert layout._laid
    shiboken6.delete(made)
    assert not layout._laid
