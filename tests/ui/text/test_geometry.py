"""Where stretches of text stand, and what lies under a point: held against the painted ink."""

import random
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTextCharFormat, QTextLayout

from annotator.core.offsets import is_blank, is_boundary, next_boundary, snapped_out
from annotator.core.words import words
from annotator.ui.text.geometry import Segment
from annotator.ui.text.view import ArticleView

LTR = (
    "The office of the chief, afflicted: “fi ffl ffi” — e\u0301 Ünïcode, naïve.\r\n"
    "tab\there\nSoft\u00adhyphen no\u00a0break zero\u200bwidth 政府は 𝔘𝔫𝔦 end\n\n"
    + "A paragraph that is long enough to be broken into several lines, word by word. "
    * 4
)
DARK = bytes(1 if value < 96 else 0 for value in range(256))
COLOURED = re.compile("[\u200d\u20e3\u2600-\u27bf\ufe0f\U0001f000-\U0001ffff]")  # paints unasked
OVERHANG = 3.0  # pixels that letters may reach over their own advance


def _ink(view: ArticleView, block: int, line: int, low: int, high: int) -> set[int]:
    """Return the columns of pixels that the letters [low, high) of a block blacken on a line."""
    laid = view.article_layout.laid(block)
    image = QImage(view.article_layout.column + 80, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    clear, dark = QTextLayout.FormatRange(), QTextLayout.FormatRange()
    clear.start, clear.length, clear.format = 0, len(laid.units), _ink_of(0)
    dark.start, dark.length, dark.format = low, high - low, _ink_of(255)
    painter = QPainter(image)
    here = laid.layout.lineAt(line)
    painter.translate(-laid.layout.position() + QPointF(40, 8 - here.y()))
    painter.setClipRect(QRectF(laid.layout.position() + QPointF(-40, here.y() - 8), image.size()))
    laid.layout.draw(painter, QPointF(0, 0), [clear, dark])
    painter.end()
    width, found = image.bytesPerLine(), 0
    data = bytes(image.constBits())
    for row in range(8, 8 + int(here.height())):
        found |= int.from_bytes(data[row * width : row * width + image.width()].translate(DARK))
    return {at - 40 for at in range(image.width()) if found >> (8 * (image.width() - 1 - at)) & 1}


def _ink_of(alpha: int) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QBrush(QColor(0, 0, 0, alpha)))
    return made


def _ranges(text: str, count: int) -> Iterator[tuple[int, int]]:
    """Yield all words of a text, and ranges at random, on the edges of signs."""
    yield from words(text)
    dice = random.Random(7)  # noqa: S311 places, no secret
    for _ in range(count):
        start = dice.randrange(len(text))
        yield snapped_out(text, start, min(len(text), start + dice.randrange(1, 40)))


def _pieces_by_line(
    view: ArticleView, block: int, start: int, end: int
) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = {}
    for piece in view.text_geometry.pieces(block, start, end):
        found.setdefault(piece.line, []).append(piece)
    return found


@pytest.mark.parametrize("width", [800, 380])
def test_the_gap_under_a_caret_is_the_caret_s(view: ArticleView, width: int) -> None:
    view.resize(width, 600)
    view.show_article(LTR)
    offset = 0
    while offset < len(LTR):
        box = view.text_geometry.caret(offset)
        found = view.text_geometry.offset_at(box.center())
        same_x = abs(view.text_geometry.caret(found).left() - box.left()) < 0.1
        assert found == offset or same_x, f"{offset}: {LTR[offset - 3 : offset + 3]!r} -> {found}"
        offset = next_boundary(LTR, offset)


def test_the_character_under_a_point_is_the_one_that_is_painted_there(view: ArticleView) -> None:
    view.show_article(LTR)
    for start, end in words(LTR):
        for offset in range(start, end):
            if is_boundary(LTR, offset) and not is_blank(LTR[offset]):
                rects = view.text_geometry.rects(offset, offset + 1)
                found = view.text_geometry.character_at(rects[0].center())
                joined = found < offset and {*LTR[found:offset]} <= {"T", "f"}  # Th, ft, ffi ...
                assert found == offset or joined


def test_pieces_lie_where_the_ink_is(view: ArticleView, difficult: str) -> None:
    difficult = COLOURED.sub("o", difficult)
    view.show_article(difficult)
    blocks = view.article_layout.blocks
    for start, end in _ranges(difficult, 60):
        for block in range(blocks.at(start), blocks.at(max(start, end - 1)) + 1):
            low, high = blocks.local(block, start), blocks.local(block, end)
            units = len(view.article_layout.laid(block).units)
            by_line = _pieces_by_line(view, block, start, end)
            for line, pieces in by_line.items():
                boxes = [(p.left - OVERHANG, p.right + OVERHANG) for p in pieces]
                inner = [(p.left + OVERHANG, p.right - OVERHANG) for p in pieces]
                mine = _ink(view, block, line, low, high)
                others = _ink(view, block, line, 0, low) | _ink(view, block, line, high, units)
                told = f"{difficult[start:end]!r} in line {line} of block {block}: {pieces}"
                assert all(any(a <= x <= b for a, b in boxes) for x in mine), told
                assert not any(a < x < b for a, b in inner for x in others - mine), told


def test_every_word_has_pieces_on_its_lines_and_ends_once(
    view: ArticleView, difficult: str
) -> None:
    view.resize(420, 600)
    view.show_article(difficult)
    for start, end in _ranges(difficult, 60):
        if not difficult[start:end].strip():
            continue
        blocks = view.article_layout.blocks
        pieces = [
            piece
            for block in range(blocks.at(start), blocks.at(max(start, end - 1)) + 1)
            for piece in view.text_geometry.pieces(block, start, end)
        ]
        assert pieces
        assert all(piece.right > piece.left for piece in pieces)
        assert sum(piece.first for piece in pieces) == 1
        assert sum(piece.last for piece in pieces) == 1
        assert pieces[0].first
        assert pieces[-1].last


@pytest.mark.parametrize("words", ["لا", "office", "الله"])
def test_a_letter_in_a_ligature_has_an_extent_inside_it(view: ArticleView, words: str) -> None:
    text = f"x {words} y" if words.isascii() else f"س {words} ص"
    view.show_article(text)
    start = text.index(words)
    whole = view.text_geometry.rects(start, start + len(words))[0]
    for offset in range(start, start + len(words)):
        piece = view.text_geometry.rects(offset, offset + 1)[0]
        assert piece.width() > 0.5
        assert whole.adjusted(-1, -1, 1, 1).contains(piece)


def test_a_right_to_left_paragraph_begins_at_the_right(
    view: ArticleView, right_to_left: str
) -> None:
    view.show_article(right_to_left)
    layout = view.article_layout
    assert layout.laid(0).rtl
    first = view.text_geometry.rects(0, 3)[0]
    assert first.right() > layout.left + layout.column - 12
    later = view.text_geometry.rects(20, 24)[0]
    assert later.right() < first.left()


def test_a_click_in_a_right_to_left_line_finds_the_letter(
    view: ArticleView, right_to_left: str
) -> None:
    view.show_article(right_to_left)
    for start, end in words(right_to_left):
        middle = (start + end) // 2
        rect = view.text_geometry.rects(start, end)[0]
        found = view.text_geometry.character_at(rect.center())
        assert start <= found < end, right_to_left[middle : middle + 5]


def test_places_beside_the_text_find_the_nearest_line(view: ArticleView) -> None:
    view.show_article("one\n\nthree")
    layout = view.article_layout
    assert view.text_geometry.offset_at(QPointF(-50, -50)) == 0
    assert view.text_geometry.offset_at(QPointF(9000, 9000)) == len("one\n\nthree")
    assert view.text_geometry.offset_at(QPointF(9000, layout.top(0) + 20)) == 3


def test_no_click_falls_between_a_carriage_return_and_its_line_feed(view: ArticleView) -> None:
    text = "one\r\ntwo\r\n"
    view.show_article(text)
    for x in range(0, 400, 7):
        found = view.text_geometry.offset_at(QPointF(x, view.article_layout.top(0) + 20))
        assert found != 4


def test_white_space_alone_has_no_pieces_but_counts_for_the_ends(view: ArticleView) -> None:
    text = "one  \ntwo"
    view.show_article(text)
    assert view.text_geometry.pieces(0, 3, 5) == []
    pieces = view.text_geometry.pieces(0, 0, 6)
    assert [(piece.first, piece.last) for piece in pieces] == [(True, True)]


def test_geometry_is_the_same_after_the_text_was_made_larger_and_smaller_again(
    view: ArticleView, difficult: str, measured: Callable[[ArticleView], list[QRectF]]
) -> None:
    view.show_article(difficult)
    before = measured(view)
    view.set_scale(31)
    assert measured(view) != before
    view.set_scale(17)
    assert measured(view) == before


@pytest.fixture
def measured() -> Callable[[ArticleView], list[QRectF]]:
    def measure(view: ArticleView) -> list[QRectF]:
        text = view.article_layout.blocks.text
        return [rect for word in words(text) for rect in view.text_geometry.rects(*word)]

    return measure
