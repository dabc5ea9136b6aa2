"""The mouse: what drags, clicks and handles tell. None of them changes text, marks or scrolling."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Span
from annotator.ui.text.paint import grips
from annotator.ui.text.view import ArticleView
from tests.ui.hand import FREE, Hand, send

TEXT = (
    "The harbour board denied it. Nobody asked, said Odalys Fenn of the union.\n\n"
    "“We have not found a single reading,” she said on Monday. It was a long day.\n"
    + "Further words follow here, line after line, so that the page can be scrolled.\n"
    * 40
)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Told:
    """What the view told, in order."""

    picked: list[object] = field(default_factory=list)
    selected: list[tuple[int, int]] = field(default_factory=list)
    finished: list[tuple[int, int]] = field(default_factory=list)
    edges: list[tuple[str, int, int]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


@pytest.fixture
def spans() -> list[Span]:
    wanted = [
        ("claim", "The harbour board denied it"),
        ("denial", "board denied it"),
        ("actor", "board"),
        ("quote", "“We have not found a single reading,”"),
    ]
    starts = [TEXT.index(words) for _, words in wanted]
    return [
        Span(f"s{n}", label, start, start + len(words), words)
        for n, ((label, words), start) in enumerate(zip(wanted, starts, strict=True))
    ]


@pytest.fixture
def told(view: ArticleView, spans: list[Span]) -> Iterator[Told]:
    """The article on screen; afterwards text, marks, height and scrolling must be as before."""
    view.show_article(TEXT, spans=spans)
    view.grab()
    heard = Told()
    view.picked.connect(heard.picked.append)
    view.selected.connect(lambda *at: heard.selected.append(at))
    view.drag_finished.connect(lambda *at: heard.finished.append(at))
    view.edge_dragged.connect(lambda *at: heard.edges.append(at))
    view.target_clicked.connect(heard.targets.append)
    before = view.document().toRawText()
    yield heard
    view.grab()
    assert view.document().toRawText() == before
    assert set(view.scene.marks.spans.by_id.values()) == set(spans)
    assert view.verticalScrollBar().value() == 0


def _at(words: str, *, end: bool = False) -> int:
    return TEXT.index(words) + (len(words) if end else 0)


def _selected(view: ArticleView) -> str:
    return TEXT[slice(*(view.selection() or (0, 0)))]


def test_a_sloppy_drag_takes_whole_words(view: ArticleView, hand: Hand, told: Told) -> None:
    hand.drag(hand.on(_at("dalys")), hand.on(_at("enn")))
    assert _selected(view) == "Odalys Fenn"
    assert told.finished == [view.selection()]
    assert told.selected[-1] == view.selection()


def test_a_drag_backwards_takes_the_same_and_keeps_its_head(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    hand.drag(hand.on(_at("enn")), hand.on(_at("dalys")))
    assert _selected(view) == "Odalys Fenn"
    assert view.caret() == _at("Odalys")


@pytest.mark.parametrize("keys", [ALT, CTRL])
def test_with_alt_or_ctrl_a_drag_goes_by_character(
    view: ArticleView, hand: Hand, told: Told, keys: Qt.KeyboardModifier
) -> None:
    hand.drag(hand.gap(_at("dalys")), hand.gap(_at("nn of")), keys)
    assert _selected(view) == "dalys Fe"
    hand.drag(hand.gap(_at("nn of")), hand.gap(_at("dalys")), keys)
    assert _selected(view) == "dalys Fe"


def test_where_steps_are_fine_a_drag_goes_by_character(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    view.set_fine(True)
    hand.drag(hand.gap(_at("dalys")), hand.gap(_at("nn of")))
    assert _selected(view) == "dalys Fe"


def test_a_drag_over_lines_and_paragraphs(view: ArticleView, hand: Hand, told: Told) -> None:
    hand.drag(hand.on(_at("dalys")), hand.on(_at("found") + 2))
    assert view.selection() == (_at("Odalys"), _at("have not found", end=True))


def test_a_drag_takes_the_focus_off_a_span(view: ArticleView, hand: Hand, told: Told) -> None:
    view.set_focus("s3")
    hand.drag(hand.on(_at("dalys")), hand.on(_at("enn")))
    assert view.focused() is None
    assert told.picked == [None]


def test_a_hand_that_shakes_still_clicks(view: ArticleView, hand: Hand, told: Told) -> None:
    at = hand.on(_at("Monday") + 2)
    hand.press(at)
    hand.move(at + QPoint(1, 1))
    hand.release(at + QPoint(1, 1))
    assert view.selection() is None
    assert view.caret() == _at("Monday")
    assert told.finished == []


def test_a_click_puts_the_caret_on_the_word(view: ArticleView, hand: Hand, told: Told) -> None:
    hand.click(hand.on(_at("Monday", end=True) - 1))
    assert view.caret() == _at("Monday")
    assert told.picked == [None]
    view.set_fine(True)
    hand.click(hand.gap(_at("nday")))
    assert view.caret() == _at("nday")


def test_a_click_lets_the_selection_go(view: ArticleView, hand: Hand, told: Told) -> None:
    view.select(_at("Odalys"), _at("Odalys Fenn", end=True))
    hand.click(hand.on(_at("long day")))
    assert view.selection() is None
    assert told.selected[-1][0] == told.selected[-1][1]


def test_shift_and_a_click_extend_to_the_word(view: ArticleView, hand: Hand, told: Told) -> None:
    hand.click(hand.on(_at("Nobody")))
    hand.click(hand.on(_at("dalys")), SHIFT)
    assert _selected(view) == "Nobody asked, said Odalys"
    hand.click(hand.on(_at("asked") + 2), SHIFT)
    assert _selected(view) == "Nobody asked"
    hand.click(hand.on(_at("harbour") + 2), SHIFT)
    assert _selected(view).startswith("harbour board")
    assert told.finished == []


def test_two_clicks_take_the_word(view: ArticleView, hand: Hand, told: Told) -> None:
    hand.double_click(hand.on(_at("nday")))
    assert _selected(view) == "Monday"
    assert told.finished == [view.selection()]


def test_three_clicks_take_the_sentence(view: ArticleView, hand: Hand, told: Told) -> None:
    hand.triple_click(hand.on(_at("nday")))
    assert _selected(view) == "“We have not found a single reading,” she said on Monday."


def test_a_click_in_the_same_place_goes_outward_through_the_spans(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    at = hand.on(_at("board") + 2)
    for _ in range(4):
        hand.click(at)
    assert told.picked == ["s2", "s1", "s0", "s2"]
    assert view.focused() == "s2"


def test_two_quick_clicks_in_different_places_are_two_clicks(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    first, second = hand.on(_at("board") + 2), hand.on(_at("single"))
    for at in (first, second):
        hand.press(at)
        hand.release(at)
    assert told.picked == ["s2", "s3"]


def test_a_tag_names_its_span_though_others_lie_within(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    tag = next(tag for tag in view.planner.plan(0).tags if tag.span.id == "s0")
    place = tag.rect.center().toPoint() + QPoint(
        view.article_layout.left, view.article_layout.top(0)
    )
    hand.click(place)
    assert told.picked == ["s0"]


def test_while_linking_a_click_names_the_other_end(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    view.set_focus("s3")
    view.set_linking(True)
    hand.click(hand.on(_at("board") + 2))
    assert told.targets == ["s2"]
    assert told.picked == []
    assert view.focused() == "s3"


def test_hidden_marks_are_not_there_for_the_mouse(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    view.set_hidden(True)
    hand.click(hand.on(_at("board") + 2))
    assert told.picked == [None]


def _grip(view: ArticleView, span_id: str, *, end: bool) -> QPoint:
    """Return the middle of a handle of the focused span, in the viewport."""
    span = view.scene.marks.span(span_id)
    assert span is not None
    for block, box in view.planner.boxes_of(span):
        if box.piece.last if end else box.piece.first:
            corner = QPoint(view.article_layout.left, view.article_layout.top(block))
            found = grips(box, rtl=view.article_layout.laid(block).rtl, scale=1.0)
            place = found[-1 if end else 0].center().toPoint() + corner
            return place - QPoint(0, view.scroller.value)
    raise AssertionError("no handle")


@pytest.mark.parametrize(
    "case",
    [
        (True, "she said", "“We have", "she said"),
        (True, "not fou", "“We have", "not found"),
        (False, "Odalys", "Odalys", "reading,”"),
        (False, "single", "single", "reading,”"),
    ],
)
def test_a_handle_draws_its_edge_to_whole_words(
    view: ArticleView, hand: Hand, told: Told, case: tuple[bool, str, str, str]
) -> None:
    end, words, first, last = case
    view.set_focus("s3")
    hand.drag(_grip(view, "s3", end=end), hand.gap(_at(words, end=end)))
    assert told.edges == [("s3", _at(first), _at(last, end=True))]


def test_a_handle_with_alt_goes_by_character(view: ArticleView, hand: Hand, told: Told) -> None:
    view.set_focus("s3")
    hand.drag(_grip(view, "s3", end=True), hand.gap(_at("ingle")), ALT)
    assert told.edges == [("s3", _at("“We"), _at("ingle"))]


def test_with_shift_a_press_on_a_handle_selects_and_leaves_the_edge(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    view.place_caret(_at("Odalys"))
    view.set_focus("s3")
    grip = _grip(view, "s3", end=True)
    hand.click(grip, SHIFT)
    assert _selected(view).startswith("Odalys Fenn of the union.")
    view.set_focus("s3")
    hand.drag(grip, hand.gap(_at("Monday")), SHIFT)
    assert told.edges == []


def test_while_a_handle_is_drawn_the_span_follows_and_esc_lets_it_go(
    view: ArticleView, hand: Hand, told: Told, spans: list[Span]
) -> None:
    view.set_focus("s3")
    hand.press(_grip(view, "s3", end=True))
    hand.move(hand.on(_at("Monday") + 2))
    shown = view.scene.marks.span("s3")
    assert shown is not None
    assert shown.end == _at("Monday", end=True)
    assert view.let_go()
    assert not view.let_go()
    assert view.scene.marks.span("s3") == spans[3]
    hand.release(hand.on(_at("Monday") + 2))
    assert told.edges == []


def test_a_span_that_is_taken_away_under_the_hand_stays_away(
    view: ArticleView, hand: Hand, told: Told, spans: list[Span]
) -> None:
    view.set_focus("s3")
    hand.press(_grip(view, "s3", end=True))
    hand.move(hand.on(_at("Monday") + 2))
    view.change_marks([spans[3]], [])
    hand.release(hand.on(_at("Monday") + 2))
    assert view.scene.marks.span("s3") is None
    assert told.edges == []
    view.change_marks([], [spans[3]])


def test_an_article_that_is_opened_under_the_hand_gets_no_foreign_span(
    view: ArticleView, hand: Hand, told: Told, spans: list[Span]
) -> None:
    view.set_focus("s3")
    hand.press(_grip(view, "s3", end=True))
    hand.move(hand.on(_at("Monday") + 2))
    view.show_article("Another article.")
    hand.release(QPoint(300, 40))
    assert view.scene.marks.spans.by_id == {}
    assert told.edges == []
    view.show_article(TEXT, spans=spans)


def test_a_handle_cannot_be_drawn_past_the_other_end(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    view.set_focus("s3")
    hand.drag(_grip(view, "s3", end=True), hand.on(_at("harbour")))
    assert all(start < end for _, start, end in told.edges)


def test_a_handle_that_comes_back_tells_nothing(view: ArticleView, hand: Hand, told: Told) -> None:
    view.set_focus("s3")
    grip = _grip(view, "s3", end=True)
    hand.press(grip)
    hand.move(hand.on(_at("Monday") + 2))
    hand.move(grip)
    hand.release(grip)
    assert told.edges == []


def test_the_pointer_tells_what_a_click_would_do(view: ArticleView, hand: Hand, told: Told) -> None:
    view.set_focus("s3")
    hand.hover(_grip(view, "s3", end=True))
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    tag = next(tag for tag in view.planner.plan(0).tags if tag.span.id == "s0")
    corner = QPoint(view.article_layout.left, view.article_layout.top(0))
    hand.hover(tag.rect.center().toPoint() + corner)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    hand.hover(hand.on(_at("long day")))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_other_buttons_and_stray_moves_do_nothing(
    view: ArticleView, hand: Hand, told: Told
) -> None:
    at, right = hand.on(_at("board")), Qt.MouseButton.RightButton
    send(view.viewport(), QEvent.Type.MouseButtonPress, at, right, right, FREE)
    send(view.viewport(), QEvent.Type.MouseButtonRelease, at, right, Qt.MouseButton.NoButton)
    hand.move(hand.on(_at("Monday")))
    hand.release(hand.on(_at("Monday")))
    assert told == Told()


@pytest.mark.parametrize("seed", range(6))
def test_no_gesture_moves_the_page(
    view: ArticleView,
    hand: Hand,
    told: Told,
    dice: Callable[[int], Callable[[int], int]],
    seed: int,
) -> None:
    """Any presses, moves and releases within the page, one after the other."""
    throw = dice(seed)
    view.set_focus("s1")
    width, height = view.viewport().width(), view.viewport().height()
    for _ in range(120):
        at = QPoint(throw(width), throw(height))
        keys = (FREE, FREE, ALT, CTRL, SHIFT)[throw(5)]
        act = (hand.press, hand.move, hand.move, hand.release)[throw(4)]
        act(at, keys)
        assert view.verticalScrollBar().value() == 0
    view.let_go()


@pytest.fixture
def dice() -> Callable[[int], Callable[[int], int]]:
    def seeded(seed: int) -> Callable[[int], int]:
        return random.Random(seed).randrange  # noqa: S311 places, no secret

    return seeded


def test_a_drag_held_below_the_page_scrolls_on(qtbot: QtBot, view: ArticleView, hand: Hand) -> None:
    view.show_article(TEXT)
    view.grab()
    start = hand.on(_at("Monday"))
    below = QPoint(start.x(), view.viewport().height() + 60)
    QCursor.setPos(view.viewport().mapToGlobal(below))
    hand.press(start)
    hand.move(below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)
    hand.release(below)
    assert (view.selection() or (0, 0))[0] == _at("Monday")
    assert (view.selection() or (0, 0))[1] > _at("Further") + 200
    value = view.verticalScrollBar().value()
    hand.hover(start)
    assert view.verticalScrollBar().value() == value
