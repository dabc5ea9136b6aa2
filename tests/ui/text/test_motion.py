"""Where the caret goes: by word, sign, line, sentence, paragraph, page; both ways of writing."""

import pytest

from annotator.core.offsets import next_boundary
from annotator.core.sentences import sentences
from annotator.core.words import words
from annotator.ui.text.blocks import LONG
from annotator.ui.text.view import ArticleView

TEXT = (
    "The board denied it. Nobody, said Odalys Fenn, had asked.\n\n"
    "“It rained all day,” she said. A second sentence follows here. "
    "And a third one is long enough to be broken into more than one line of the column.\n"
    "\n \n"
    "Last words.\r\n"
)
LINES = "\n".join(f"Line {number} has some words in it" for number in range(60))


def _walk(view: ArticleView, unit: str, direction: int, *, extend: bool = False) -> list[int]:
    """Return every place the caret stops at until it stays."""
    stops: list[int] = []
    while not stops or stops[-1] != view.caret():
        stops.append(view.caret())
        assert len(stops) < 999, "the caret goes round in circles"
        view.move_caret(unit, direction, extend=extend)  # type: ignore[arg-type]
    return stops


def test_word_by_word_goes_through_all_words_and_back(view: ArticleView) -> None:
    view.show_article(TEXT)
    starts = [start for start, _ in words(TEXT)]
    assert _walk(view, "word", 1) == [*starts, len(TEXT)]
    assert _walk(view, "word", -1)[1:] == starts[::-1]


def test_fine_steps_go_by_what_a_reader_sees_as_one_sign(view: ArticleView) -> None:
    text = "a👨‍👩‍👧e\u0301🇫🇷\r\nx"
    view.show_article(text)
    view.set_fine(True)
    stops, offset = [0], 0
    while offset < len(text):
        offset = next_boundary(text, offset)
        stops.append(offset)
    assert _walk(view, "word", 1) == stops
    assert _walk(view, "word", -1) == stops[::-1]
    view.place_caret(1)
    view.move_caret("word", 1, extend=True)
    assert view.selection() == (1, 6)


def test_extending_takes_the_word_at_the_caret_first_then_further_ones(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.place_caret(TEXT.index("board") + 2)
    grown = []
    for _ in range(3):
        view.move_caret("word", 1, extend=True)
        grown.append(TEXT[slice(*(view.selection() or (0, 0)))])
    assert grown == ["board", "board denied", "board denied it"]
    view.move_caret("word", -1, extend=True)
    assert view.selection() == (TEXT.index("board"), TEXT.index(" it"))


def test_extending_back_past_the_anchor_leaves_nothing_selected(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.place_caret(TEXT.index("denied"))
    view.move_caret("word", 1, extend=True)
    view.move_caret("word", -1, extend=True)
    assert view.selection() is None
    view.move_caret("word", -1, extend=True)
    assert TEXT[slice(*(view.selection() or (0, 0)))] == "denied"
    view.move_caret("word", -1, extend=True)
    assert TEXT[slice(*(view.selection() or (0, 0)))] == "board denied"


def test_a_plain_move_leaves_a_selection_at_the_side_it_goes_to(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.select(TEXT.index("board"), TEXT.index(" it."))
    view.move_caret("word", 1, extend=False)
    assert view.caret() == TEXT.index("it.")
    view.select(TEXT.index("board"), TEXT.index(" it."))
    view.move_caret("word", -1, extend=False)
    assert view.caret() == TEXT.index("The")
    view.set_fine(True)
    view.select(4, 9)
    view.move_caret("word", 1, extend=False)
    assert view.caret() == 9
    view.select(4, 9)
    view.move_caret("word", -1, extend=False)
    assert view.caret() == 4


def test_up_and_down_keep_to_their_column_over_shorter_lines(view: ArticleView) -> None:
    text = "a fairly long line of words\nshort\nanother fairly long line of words\n"
    view.show_article(text)
    start = text.index("line")
    view.place_caret(start)
    x = view.text_geometry.rects(start, start + 4)[0].center().x()
    view.move_caret("line", 1, extend=False)
    assert view.caret() == text.index("short")
    view.move_caret("line", 1, extend=False)
    landed = next(word for word in words(text) if word[0] == view.caret())
    rect = view.text_geometry.rects(*landed)[0]
    assert rect.left() - 8 <= x <= rect.right() + 8
    view.move_caret("line", -1, extend=False)
    view.move_caret("line", -1, extend=False)
    assert view.caret() == start


def test_lines_without_words_are_stepped_over_but_not_by_fine_steps(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.place_caret(TEXT.index("column"))
    view.move_caret("line", 1, extend=False)
    assert view.caret() >= TEXT.index("Last")
    view.set_fine(True)
    view.place_caret(TEXT.index("Last"))
    view.move_caret("line", -1, extend=False)
    assert view.caret() < TEXT.index("Last")
    assert view.caret() > TEXT.index("column.")


def test_the_first_and_the_last_line_hold_the_caret(view: ArticleView) -> None:
    view.show_article("one two\nthree four")
    view.place_caret(4)
    view.move_caret("line", -1, extend=False)
    assert view.caret() == 4
    view.place_caret(len("one two\nthree"))
    view.move_caret("line", 1, extend=False)
    assert view.caret() == len("one two\nthree")


def test_sentences_are_gone_through_and_selected(view: ArticleView) -> None:
    view.show_article(TEXT)
    starts = [start for start, _ in sentences(TEXT)]
    stops = _walk(view, "sentence", 1)
    assert stops[: len(starts)] == starts
    view.place_caret(starts[1] + 3)
    view.move_caret("sentence", -1, extend=False)
    assert view.caret() == starts[1]
    view.move_caret("sentence", -1, extend=False)
    assert view.caret() == starts[0]
    view.place_caret(0)
    view.move_caret("sentence", 1, extend=True)
    assert TEXT[slice(*(view.selection() or (0, 0)))] == "The board denied it."
    view.move_caret("sentence", 1, extend=True)
    assert TEXT[slice(*(view.selection() or (0, 0)))].endswith("had asked.")


def test_lines_are_extended_to_whole_words(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.place_caret(TEXT.index("second"))
    view.move_caret("line", 1, extend=True)
    start, end = view.selection() or (0, 0)
    assert start == TEXT.index("second")
    assert end in {word[1] for word in words(TEXT)} | {word[0] for word in words(TEXT)}


def test_a_paragraph_that_is_cut_for_qt_is_still_one_paragraph(view: ArticleView) -> None:
    text = "Short one.\n" + "many words " * (LONG // 5) + "\nThe last."
    view.show_article(text)
    assert len(view.article_layout.blocks) > 3
    assert _walk(view, "paragraph", 1)[:3] == [0, text.index("many"), text.index("The last")]
    view.place_caret(text.index("many") + 6000)
    view.move_caret("paragraph", -1, extend=False)
    assert view.caret() == text.index("many")


@pytest.mark.parametrize("cut", [False, True])
def test_the_edges_of_a_line(view: ArticleView, cut: bool) -> None:
    text = ("word " * 60 if cut else "first line\r") + "\nend"
    view.show_article(text)
    view.place_caret(6)
    view.move_caret("line edge", -1, extend=False)
    assert view.caret() == 0
    view.move_caret("line edge", 1, extend=False)
    line = view.article_layout.laid(0).layout.lineAt(0)
    assert view.caret() == (line.textLength() - 1 if cut else len("first line"))
    view.move_caret("line edge", -1, extend=True)
    assert view.selection() == (0, line.textLength() - 1)


def test_pages_and_the_whole_document(view: ArticleView) -> None:
    view.show_article(LINES)
    view.move_caret("page", 1, extend=False)
    lines_gone = LINES[: view.caret()].count("\n")
    assert 5 < lines_gone < 14
    view.move_caret("page", -1, extend=False)
    assert LINES[: view.caret()].count("\n") <= 1
    view.move_caret("document", 1, extend=False)
    assert view.caret() == len(LINES)
    view.move_caret("document", -1, extend=True)
    assert view.selection() == (0, len(LINES))


def test_left_goes_on_in_a_right_to_left_paragraph(view: ArticleView, right_to_left: str) -> None:
    view.show_article(right_to_left)
    starts = [start for start, _ in words(right_to_left)]
    assert _walk(view, "word", -1) == [*starts, len(right_to_left)]
    assert _walk(view, "word", 1)[1:] == starts[::-1]
    view.set_fine(True)
    assert _walk(view, "word", -1)[-1] == len(right_to_left)
    view.set_fine(False)
    view.place_caret(starts[2])
    view.move_caret("word", 1, extend=False)
    assert view.caret() == starts[1]
    view.move_caret("word", -1, extend=True)
    assert view.selection() == words(right_to_left)[1]


def test_a_move_brings_the_caret_into_sight_and_no_further(view: ArticleView) -> None:
    view.show_article(LINES)
    view.move_caret("document", 1, extend=False)
    box = view.text_geometry.caret(view.caret()).translated(0, -view.scroller.value)
    assert view.viewport().rect().contains(box.toRect())
    value = view.scroller.value
    view.move_caret("line", -1, extend=False)
    assert view.scroller.value == value


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\r\n"])
def test_no_move_fails_where_there_are_no_words(view: ArticleView, text: str) -> None:
    view.show_article(text)
    units = ("word", "line", "sentence", "paragraph", "page", "document", "line edge")
    for fine in (False, True):
        view.set_fine(fine)
        for unit in units:
            for direction in (-1, 1):
                for extend in (False, True):
                    view.move_caret(unit, direction, extend=extend)  # type: ignore[arg-type]
                    assert 0 <= view.caret() <= len(text)


def test_from_the_second_paragraph_one_comes_to_the_first(view: ArticleView) -> None:
    text = "First one here.\nSecond one here."
    view.show_article(text)
    view.place_caret(text.index("Second"))
    view.move_caret("paragraph", -1, extend=False)
    assert view.caret() == 0
