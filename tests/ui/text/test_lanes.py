"""The score: where lanes stand, what is paler, and what a click tells."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Span
from annotator.core.document import Region
from annotator.ui.text.lanes import CALM, PALE, TAG, Lane, Rail
from annotator.ui.text.measures import Measures
from annotator.ui.text.score import ScoreView
from annotator.ui.theme import Look
from tests.ui.hand import Hand

TEXT = (
    "Board rejects claim\n"
    "The board on Tuesday denied that winter work had killed the beds.\n"
    "Growers said they had lost half of their stock.\n"
)
DENIAL = ("denial", "denied that winter work had killed the beds")
CLAIM = ("claim", "winter work had killed the beds")
ACTOR = ("actor", "Growers")
Make = Callable[[str, Iterable[tuple[str, str]]], list[Span]]


@pytest.fixture
def score(qtbot: QtBot, look: Look) -> ScoreView:
    made = ScoreView()
    qtbot.addWidget(made)
    made.set_look(look)
    made.resize(800, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def show(score: ScoreView, spans_on: Make) -> Callable[..., ScoreView]:
    """A function that shows lanes: what each hand marked, gold last."""

    def made(
        *marks: Iterable[tuple[str, str]],
        text: str = TEXT,
        agreed: Iterable[tuple[str, str]] = (),
        regions: Iterable[Region] = (),
    ) -> ScoreView:
        lanes = []
        for number, wanted in enumerate(marks):
            spans = [
                replace(span, id=f"{number}-{span.id}") for span in spans_on(text, list(wanted))
            ]
            pale = frozenset(s.id for s in spans if (s.label, s.text) in set(agreed))
            firm = number == len(marks) - 1
            lanes.append(Lane(f"N{number}", f"N{number}", tuple(spans), pale, firm=firm))
        score.show_lanes(text, list(regions), lanes[-1].spans, lanes)
        return score

    return made


def _rails(view: ScoreView, words: str) -> list[Rail]:
    """Return the rails of the spans over some words, lane by lane."""
    block = view.article_layout.blocks.at(TEXT.index(words))
    found = view._score_painter.lanes.planner.rails(block)
    return [rail for rail in found if rail.span.text == words and rail.piece.first]


@pytest.mark.parametrize("px", [12, 17, 30])
@pytest.mark.parametrize("lanes", [1, 2, 4, 6])
def test_the_last_lane_lies_above_the_letters_of_the_next_line(px: int, lanes: int) -> None:
    sizes = Measures(px, lanes)
    next_letters = sizes.pitch - sizes.letters[0]
    assert sizes.lane(lanes - 1) + 2 < next_letters
    assert Measures(px, lanes + 1).pitch > sizes.pitch


def test_without_lanes_lines_stand_as_they_did() -> None:
    assert Measures(17).pitch == 44
    assert Measures(17).heading_pitch == 41


def test_each_hand_has_its_own_lane_in_order(show: Callable[..., ScoreView]) -> None:
    rails = _rails(show([ACTOR], [ACTOR], [ACTOR]), "Growers")
    heights = [rail.y for rail in rails]
    assert heights == sorted(heights)
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1], abs=1.1)
    assert heights[1] - heights[0] > 10


def test_lanes_lie_on_whole_pixels_so_that_all_rails_of_a_label_look_alike(
    show: Callable[..., ScoreView],
) -> None:
    rails = _rails(show([ACTOR], [ACTOR], [ACTOR]), "Growers")
    assert all(float(rail.y).is_integer() for rail in rails)


def test_letters_of_spans_that_begin_together_stand_side_by_side(
    show: Callable[..., ScoreView],
) -> None:
    inner = ("actor", DENIAL[1].split()[0])
    view = show([DENIAL, inner], [], [])
    outer = _rails(view, DENIAL[1])[0]
    (first,) = _rails(view, inner[1])
    assert outer.piece.left == first.piece.left
    assert first.tag - outer.tag >= TAG - 1


def test_a_span_inside_another_lies_under_it_in_the_same_lane(
    show: Callable[..., ScoreView],
) -> None:
    view = show([DENIAL, CLAIM], [CLAIM], [])
    outer = _rails(view, DENIAL[1])[0]
    inner, alone = _rails(view, CLAIM[1])
    assert outer.y < inner.y
    assert outer.nested
    assert inner.nested
    assert not alone.nested
    middle = (outer.y + inner.y) / 2
    assert alone.y - middle == pytest.approx(11.5, abs=0.6)


def test_what_all_agree_on_is_paler_and_signed_in_golds_lane_alone(
    show: Callable[..., ScoreView],
) -> None:
    first, second, gold = _rails(show([ACTOR], [ACTOR], [ACTOR], agreed=[ACTOR]), "Growers")
    assert (first.share, second.share, gold.share) == (PALE, PALE, CALM)
    assert not first.signed
    assert gold.signed
    (apart, *_) = _rails(show([ACTOR], [ACTOR], [ACTOR]), "Growers")
    assert apart.share == 1
    assert apart.signed


def test_right_to_left_begins_at_the_right(
    show: Callable[..., ScoreView], right_to_left: str
) -> None:
    words = right_to_left[5:20]
    view = show([("actor", words)], [("actor", words)], text=right_to_left)
    block = view.article_layout.blocks.at(5)
    first = next(rail for rail in view._score_painter.lanes.planner.rails(block))
    extent = view.text_geometry.pieces(block, 5, 20)[0]
    assert view.article_layout.laid(block).rtl
    assert (first.piece.left, first.piece.right) == (extent.left, extent.right)
    assert first.piece.right > view.article_layout.column / 2


def test_the_headline_has_room_for_lanes_only_where_somebody_marked_it(
    show: Callable[..., ScoreView],
) -> None:
    regions = [Region("g1", 0, 19, "headline")]
    view = show([ACTOR], [], regions=regions)
    plain = view.article_layout.heights[0]
    view = show([("claim", "Board rejects claim")], [], regions=regions)
    view.article_layout.laid(0)
    assert view.article_layout.heights[0] > plain


def test_gold_that_changed_is_planned_anew_where_it_changed(
    show: Callable[..., ScoreView], spans_on: Make
) -> None:
    view = show([ACTOR], [])
    assert len(_rails(view, "Growers")) == 1
    (new,) = spans_on(TEXT, [ACTOR])
    gold = replace(view.score.lanes[-1], spans=(new,))
    view.set_lanes([view.score.lanes[0], gold], [new])
    assert len(_rails(view, "Growers")) == 2
    view.set_lanes([view.score.lanes[0], replace(gold, spans=())], [new])
    assert len(_rails(view, "Growers")) == 1


def test_what_came_into_gold_is_no_longer_pale_wherever_it_stands(
    show: Callable[..., ScoreView], spans_on: Make
) -> None:
    view = show([ACTOR], [ACTOR])
    agreed = frozenset(one.id for one in view.score.lanes[-1].spans)
    gold = replace(view.score.lanes[-1], agreed=agreed, to_come=agreed)
    view.set_lanes([view.score.lanes[0], gold])
    pale = _rails(view, "Growers")[-1].share
    (elsewhere,) = spans_on(TEXT, [CLAIM])
    gold = replace(gold, spans=(*gold.spans, elsewhere), to_come=frozenset())
    view.set_lanes([view.score.lanes[0], gold], [elsewhere])
    assert _rails(view, "Growers")[-1].share > pale


def test_a_click_tells_the_place_and_picks_no_mark(
    show: Callable[..., ScoreView], qtbot: QtBot
) -> None:
    view = show([ACTOR], [ACTOR])
    at = TEXT.index("Growers") + 2
    with qtbot.waitSignal(view.place_picked) as told:
        Hand(view).click(Hand(view).on(at))
    assert told.args == [at]
    assert view.focused() is None


def test_while_gold_is_edited_its_marks_can_be_picked_and_drawn(
    show: Callable[..., ScoreView], qtbot: QtBot
) -> None:
    view = show([ACTOR], [ACTOR])
    view.set_editing(editing=True)
    at = TEXT.index("Growers") + 2
    with qtbot.waitSignal(view.picked) as told:
        Hand(view).click(Hand(view).on(at))
    assert told.args == [view.score.lanes[-1].spans[0].id]
    with qtbot.waitSignal(view.edge_dragged) as drawn:
        end = TEXT.index("Growers") + len("Growers")
        Hand(view).drag(Hand(view).gap(end), Hand(view).gap(TEXT.index(" they")))
    assert drawn.args[1:] == [TEXT.index("Growers"), TEXT.index(" they")]
    view.set_editing(editing=False)
    assert view.focused() is None


def test_no_caret_is_shown_while_one_decides(show: Callable[..., ScoreView]) -> None:
    view = show([ACTOR], [])
    view.setFocus()
    assert not view.scene.active
    view.set_editing(editing=True)
    assert view.scene.active == view.hasFocus()


def test_what_is_revealed_has_its_lanes_in_sight(show: Callable[..., ScoreView]) -> None:
    text = "\n".join(f"Line {number} of a long article." for number in range(40))
    view = show([("claim", "Line 30")], [], [], [], [], text=text)
    start = text.index("Line 30")
    view.reveal(start, start + 7)
    sizes = view.article_layout.measures
    foot = view.rect_of(start, start + 7).bottom() + sizes.lane(sizes.lanes - 1)
    assert 0 < foot < view.viewport().height()


def test_the_paragraphs_are_counted_as_beside_the_text(show: Callable[..., ScoreView]) -> None:
    view = show([], regions=[Region("g1", 0, 19, "headline")])
    assert [view.paragraph(TEXT.index(words)) for words in ("Board", "The", "Growers")] == [0, 1, 2]
