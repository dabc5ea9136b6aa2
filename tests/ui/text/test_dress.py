"""Arabic is set larger than the rest, to look as large; where lines and marks stand stays right."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QTextLayout, QTextLine
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Span
from annotator.core.document import Region
from annotator.core.offsets import next_boundary
from annotator.core.words import words
from annotator.ui.text.score import ScoreView
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import Look

JOINED = "می\u200cخواهم الزَّيْدَقي شر\u200fكة لا\u0301 ﷲ"  # with signs inside, which part no word
MIXED = f"He said «{JOINED}» 𝔘 in 2019, and وقال ٤٥ then left 😀 الآبار (wells) جفت. "
LATIN = "The board — “not so” — said naïve 政府 𝔘 😀 שלום no. "
SENTENCE = "وقالت المتحدثة باسم الوزارة رُبى السُّهيلان وأضافت أن الآبار جفت ونفت ذلك مرارا "
PARAGRAPHS = f"{SENTENCE * 4}\n\nThe board denied it. The growers did not.\n\n{SENTENCE[7:] * 3}"
SIZES = (11, 13, 17, 24, 40)
FLAGS = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufdff"


def _sizes(view: ArticleView, block: int = 0) -> Iterator[tuple[str, float]]:
    """Yield each character that has a glyph in a block, with the size that it is set in."""
    laid = view.article_layout.laid(block)
    for line in laid.lines:
        for run in line.line.glyphRuns(line.start, line.end - line.start, FLAGS):
            for unit in run.stringIndexes():
                yield laid.units[unit], run.rawFont().pixelSize()


def _steps(text: str, offset: int, end: int) -> Iterator[int]:
    while offset < end:
        yield offset
        offset = next_boundary(text, offset)


@pytest.mark.parametrize("px", SIZES)
@pytest.mark.parametrize("headline", [False, True])
def test_arabic_is_larger_and_the_lines_stand_where_they_stood(
    view: ArticleView, px: int, *, headline: bool
) -> None:
    text = MIXED * 8
    view.set_scale(px)
    view.show_article(text, [Region("g1", 0, len(text), "headline")] if headline else [])
    laid, sizes = view.article_layout.laid(0), view.article_layout.measures
    pitch = sizes.heading_pitch if headline else sizes.pitch
    usual = (sizes.heading_font if headline else sizes.font).pixelSize()
    assert len(laid.lines) > 4
    steps = {round(b.baseline - a.baseline, 3) for a, b in pairwise(laid.lines)}
    assert steps == {pitch}
    assert (
        len(view.article_layout.laid(0).lines) * pitch + sizes.gap == view.article_layout.heights[0]
    )
    seen = dict(_sizes(view))
    assert {seen[letter] for letter in "Hsd2(«."} == {usual}
    for char, size in seen.items():
        if _is_arabic(char):
            assert 1.15 <= size / usual <= 1.25, char


@pytest.mark.parametrize("text", ["plain words only", LATIN, LATIN * 200])
def test_a_block_without_arabic_has_no_format(view: ArticleView, text: str) -> None:
    view.show_article(text)
    for block in range(len(view.article_layout.blocks)):
        assert view.article_layout.laid(block).layout.formats() == []


def test_no_word_is_set_in_two_sizes_and_a_stretch_is_one(view: ArticleView) -> None:
    view.show_article(MIXED)
    laid = view.article_layout.laid(0)
    found = [laid.units[form.start : form.start + form.length] for form in laid.layout.formats()]
    assert found == [JOINED, "وقال ٤٥", "الآبار", "جفت"]


def test_a_format_goes_with_the_article_that_it_was_for(view: ArticleView) -> None:
    view.show_article(MIXED)
    assert view.article_layout.laid(0).layout.formats()
    view.show_article(LATIN)
    assert not view.article_layout.laid(0).layout.formats()
    view.show_article(MIXED)
    before = list(_sizes(view))
    view.set_scale(24)
    assert list(_sizes(view)) != before
    view.set_scale(17)
    assert list(_sizes(view)) == before


@pytest.mark.parametrize("px", SIZES)
def test_a_click_on_a_letter_finds_it(view: ArticleView, px: int) -> None:
    view.set_scale(px)
    view.show_article(PARAGRAPHS)
    geometry = view.text_geometry
    for start, end in words(PARAGRAPHS):
        if PARAGRAPHS[start].isascii():
            continue
        for offset in _steps(PARAGRAPHS, start, end):
            rect = geometry.rects(offset, next_boundary(PARAGRAPHS, offset))[0]
            found = geometry.character_at(rect.center())
            again = geometry.rects(found, next_boundary(PARAGRAPHS, found))[0]
            told = f"{PARAGRAPHS[start:end]!r}: {found - start} for {offset - start}"
            assert found == offset or again.adjusted(1, 0, -1, 0).intersects(rect), told


@pytest.mark.parametrize("px", SIZES)
def test_the_gap_under_a_caret_is_the_caret_s(view: ArticleView, px: int) -> None:
    view.set_scale(px)
    view.show_article(PARAGRAPHS)
    geometry, pitch = view.text_geometry, view.article_layout.measures.pitch
    for offset in _steps(PARAGRAPHS, 0, len(PARAGRAPHS)):
        box = geometry.caret(offset)
        found = geometry.caret(geometry.offset_at(box.center()))
        assert abs(found.left() - box.left()) < 0.1, offset
        assert found.top() == box.top()
        assert box.height() < pitch


def test_any_range_is_boxed_on_lines_inside_the_column(view: ArticleView) -> None:
    text, dice = MIXED * 6, random.Random(5)  # noqa: S311 places, no secret
    view.show_article(text)
    layout = view.article_layout
    for _ in range(200):
        start = dice.randrange(len(text) - 1)
        end = min(len(text), start + dice.randrange(1, 60))
        for rect in view.text_geometry.rects(start, end):
            assert rect.left() >= layout.left - 2
            assert rect.right() <= layout.left + layout.column + 2


def _depth_of_ink(view: ArticleView, words_: str) -> float:
    """Return how far the glyphs of some words reach below their line, in pixels."""
    text = view.article_layout.blocks.text
    start = text.index(words_)
    line: QTextLine = view.article_layout.laid(0).line_at(start)
    boxes = [
        run.rawFont().pathForGlyph(glyph).boundingRect()
        for run in line.glyphRuns(start, len(words_))
        for glyph in run.glyphIndexes()
    ]
    return max(box.bottom() for box in boxes)


@pytest.mark.parametrize("px", SIZES)
def test_rails_leave_the_dots_of_arabic_to_be_read(view: ArticleView, px: int) -> None:
    text = "نفى الوزير بيان ربيع أمس.\n\nThe minister denied it."
    latin = text.index("minister")
    marks = [
        Span("a", "claim", 4, 10, text[4:10]),
        Span("b", "claim", latin, latin + 8, "minister"),
    ]
    view.set_scale(px)
    view.show_article(text, spans=marks)
    (mine,), (other,) = view.planner.plan(0).boxes, view.planner.plan(2).boxes
    below = [box.rect.bottom() - box.piece.baseline for box in (mine, other)]
    scale = view.article_layout.measures.scale
    assert below[0] - 2.0 * scale > _depth_of_ink(view, "بيان")
    assert below[0] > below[1] > 0


def test_marks_that_lie_deep_in_one_another_still_end_before_the_next_line(
    view: ArticleView,
) -> None:
    text = SENTENCE * 2
    for depth in (1, 3, 8):
        spans = [Span(f"n{n}", "claim", 0, 40 - n, text[: 40 - n]) for n in range(depth)]
        view.show_article(text, spans=spans)
        boxes = view.planner.plan(0).boxes
        measures = view.article_layout.measures
        assert len({round(box.rect.bottom(), 2) for box in boxes}) >= depth
        foot = max(box.rect.bottom() - box.piece.baseline for box in boxes)
        assert foot < measures.pitch - measures.letters[0]


def test_beside_lanes_the_boxes_stay_above_the_first(qtbot: QtBot, look: Look) -> None:
    score = ScoreView()
    qtbot.addWidget(score)
    score.set_look(look)
    score.resize(700, 500)
    score.show_article(SENTENCE, spans=[Span("a", "claim", 0, 12, SENTENCE[:12])])
    (box,) = score.planner.plan(0).boxes
    assert box.rect.bottom() - box.piece.baseline < score.article_layout.measures.lane(0)
