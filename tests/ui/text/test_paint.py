"""What is painted where: told by the colours in the picture, not by how they come there."""

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage

from annotator.core.annotation import Relation, Span
from annotator.core.document import Region
from annotator.core.problem import Severity
from annotator.core.scheme import LabelScheme
from annotator.ui.text.scene import Proposal
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import DARK, LIGHT, Theme, look_of

TEXT = (
    "Harbour board rejects claim\n\n"
    "The board on Tuesday denied that winter dredging had caused the collapse of the beds, "
    "two days after growers said that they had lost half of them in the cold of last winter.\n\n"
    "“Not a single reading,” said Ilse Marrow.\n"
)
QUOTE, ACTOR, CLAIM = "“Not a single reading,”", "Ilse Marrow", "winter dredging"
SpansOn = Callable[[str, Iterable[tuple[str, str]]], list[Span]]


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def theme(request: pytest.FixtureRequest, view: ArticleView, scheme: LabelScheme) -> Theme:
    """Both papers, on the view."""
    found: Theme = request.param
    view.set_look(look_of(scheme, found))
    return found


def _picture(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage()


def _count(image: QImage, rect: QRectF, tone: str, near: int = 40) -> int:
    """Return how many pixels of a rectangle are about of a colour."""
    wanted, box = QColor(tone), rect.toAlignedRect().intersected(image.rect())
    found = 0
    for y in range(box.top(), box.bottom() + 1):
        for x in range(box.left(), box.right() + 1):
            here = image.pixelColor(x, y)
            apart = (
                abs(here.red() - wanted.red()),
                abs(here.green() - wanted.green()),
                abs(here.blue() - wanted.blue()),
            )
            found += max(apart) <= near
    return found


def _tone(view: ArticleView, label: str) -> str:
    return view.scene.look.of(label).colour


def _words(view: ArticleView, words: str) -> QRectF:
    start = TEXT.index(words)
    return view.rect_of(start, start + len(words))


def _under(view: ArticleView, words: str) -> QRectF:
    """Return the strip under some words, where their rail is."""
    rect = _words(view, words)
    return QRectF(rect.left(), rect.bottom() - 4, rect.width(), 9)


@pytest.mark.usefixtures("theme")
def test_every_label_has_its_rail_in_its_colour(view: ArticleView, spans_on: SpansOn) -> None:
    for label in view.scene.look.labels:
        view.show_article(TEXT, spans=spans_on(TEXT, [(label, CLAIM)]))
        image = _picture(view)
        assert _count(image, _under(view, CLAIM), _tone(view, label)) > 40
        assert _count(image, _under(view, "two days after"), _tone(view, label)) < 4


def test_rails_are_told_apart_without_their_colours(
    view: ArticleView, spans_on: SpansOn, scheme: LabelScheme
) -> None:
    """On grey paper the patterns alone must tell which label it is."""
    grey = look_of(scheme, LIGHT)
    patterns = set()
    for label in grey.labels:
        view.show_article(TEXT, spans=spans_on(TEXT, [(label, CLAIM)]))
        image = _picture(view)
        rect, tone = _under(view, CLAIM).adjusted(20, 0, -6, 4), _tone(view, label)
        rows = [
            _count(image, QRectF(rect.left(), y, rect.width(), 0.5), tone, 60) > 20
            for y in range(round(rect.top()), round(rect.bottom()))
        ]
        columns = [
            _count(image, QRectF(rect.left() + x, rect.top(), 0.5, rect.height()), tone, 60)
            for x in range(16)
        ]
        patterns.add((tuple(rows), tuple(columns)))
    assert len(patterns) == len(grey.labels)


def test_an_arrow_runs_through_the_room_between_the_two_ends(
    view: ArticleView, spans_on: SpansOn, theme: Theme
) -> None:
    spans = spans_on(TEXT, [("quote", QUOTE), ("actor", ACTOR)])
    relation = Relation("r1", "attributed_to", "s0", "s1")
    view.show_article(TEXT, spans=spans, relations=[relation])
    over = _words(view, ACTOR).translated(0, -26).adjusted(0, 12, 0, -2)
    tone = _tone(view, "actor")
    bare = _count(_picture(view), over, tone)
    view.set_focus("s0")
    assert _count(_picture(view), over, tone) > bare + 15, "drawn for the focused span"
    view.set_focus(None)
    assert _count(_picture(view), over, tone) == bare, "and for no other"
    view.set_focus("s1")
    assert _count(_picture(view), over, tone) > bare + 15
    view.set_hidden(True)
    assert _count(_picture(view), over, tone) == 0
    assert theme is view.scene.look.theme


@pytest.mark.usefixtures("theme")
def test_an_offered_relation_is_drawn_and_goes_when_it_is_let_go(
    view: ArticleView, spans_on: SpansOn
) -> None:
    view.show_article(TEXT, spans=spans_on(TEXT, [("quote", QUOTE), ("actor", ACTOR)]))
    before = _picture(view)
    view.set_proposal(Proposal("s0", "s1", "speaker?"))
    assert _picture(view) != before
    view.set_proposal(None)
    assert _picture(view) == before
    view.set_proposal(Proposal("s0", "gone", "speaker?"))
    assert _picture(view) == before


def test_the_other_end_of_what_is_offered_is_ringed_and_what_does_not_fit_in_another_tone(
    view: ArticleView, spans_on: SpansOn, theme: Theme
) -> None:
    view.show_article(TEXT, spans=spans_on(TEXT, [("quote", QUOTE), ("claim", CLAIM)]))
    view.set_focus("s0")
    over = _words(view, CLAIM).adjusted(-6, -6, 6, -20)  # above the letters
    ink, error = theme.ink, theme.error
    bare = _picture(view)
    view.set_proposal(Proposal("s0", "s1", "speaker?"))
    offered = _picture(view)
    assert _count(offered, over, ink) > _count(bare, over, ink) + 40
    view.set_proposal(None, misfit="s1")
    refused = _picture(view)
    assert _count(refused, over, error) > _count(bare, over, error) + 40
    assert _count(refused, over, ink) < _count(offered, over, ink) - 40
    view.set_proposal(None)
    assert _picture(view) == bare


@pytest.mark.parametrize("far", [True, False])
def test_arrows_to_far_lines_go_round_the_words(
    view: ArticleView, spans_on: SpansOn, far: bool
) -> None:
    """No arrow strikes words out: it runs in the gaps and beside the column."""
    words = "The board" if far else "growers"
    spans = spans_on(TEXT, [("quote", QUOTE), ("actor", words)])
    view.show_article(TEXT, spans=spans, relations=[Relation("r", "attributed_to", "s0", "s1")])
    lines = [
        rect.translated(0, -view.scroller.value).adjusted(0, 8, 0, -7)
        for rect in view.text_geometry.rects(TEXT.index("The"), len(TEXT))
    ]
    tone = _tone(view, "actor")
    before = [_count(_picture(view), rect, tone, 20) for rect in lines]
    view.set_focus("s0")
    after = [_count(_picture(view), rect, tone, 20) for rect in lines]
    assert sum(after) - sum(before) < 12


def test_a_focused_span_has_an_outline_and_two_handles(
    view: ArticleView, spans_on: SpansOn, theme: Theme
) -> None:
    view.show_article(TEXT, spans=spans_on(TEXT, [("quote", QUOTE)]))
    rect = _words(view, QUOTE)
    ends = [QRectF(x - 6, rect.center().y() - 5, 10, 10) for x in (rect.left(), rect.right() + 3)]
    tone = _tone(view, "quote")
    bare = [_count(_picture(view), end, tone) for end in ends]
    view.set_focus("s0")
    held = [_count(_picture(view), end, tone) for end in ends]
    assert all(b > a + 15 for a, b in zip(bare, held, strict=True))
    assert theme is view.scene.look.theme


def test_the_selection_is_yellow_and_the_word_at_the_caret_bracketed(
    view: ArticleView, theme: Theme
) -> None:
    view.show_article(TEXT)
    rect = _words(view, CLAIM)
    start = TEXT.index(CLAIM)
    view.select(start, start + len(CLAIM))
    assert _count(_picture(view), rect, theme.pending, 24) > rect.width() * 4
    view.place_caret(start)
    assert _count(_picture(view), rect, theme.pending, 24) == 0
    beside = QRectF(rect.left() - 5, rect.top(), 4, rect.height())
    view.scene.active = False  # the keyboard is elsewhere
    assert _count(_picture(view), beside, theme.ink, 110) < 6
    view.scene.active = True
    assert _count(_picture(view), beside, theme.ink, 110) > 10


def test_boilerplate_is_dimmed_and_never_removed(view: ArticleView, theme: Theme) -> None:
    words = "two days after growers said"
    start = TEXT.index(words)
    view.show_article(TEXT)
    rect = _words(view, words)
    strong = _count(_picture(view), rect, theme.ink, 60)
    view.set_regions([Region("g1", start, start + len(words), "boilerplate")])
    image = _picture(view)
    assert _count(image, rect, theme.ink, 60) < strong / 3
    assert _count(image, rect, theme.ink3, 60) > strong / 3


def test_a_warning_stands_beside_the_line_of_its_span(
    view: ArticleView, spans_on: SpansOn, theme: Theme
) -> None:
    view.show_article(TEXT, spans=spans_on(TEXT, [("claim", CLAIM), ("quote", QUOTE)]))
    left, column = view.column()
    margin = {
        words: QRectF(left + column + 8, _words(view, words).top() - 4, 34, 34)
        for words in (CLAIM, QUOTE)
    }
    for severity, tone in ((Severity.WARNING, theme.warn), (Severity.ERROR, theme.error)):
        view.set_problems({"s1": severity})
        image = _picture(view)
        assert _count(image, margin[QUOTE], tone) > 20
        assert _count(image, margin[CLAIM], tone) == 0
    view.set_hidden(True)
    assert _count(_picture(view), margin[QUOTE], theme.error) == 0


@pytest.mark.usefixtures("theme")
def test_others_marks_are_outlines_with_their_letter(view: ArticleView, spans_on: SpansOn) -> None:
    view.show_article(TEXT)
    bare = _picture(view)
    view.set_ghosts(spans_on(TEXT, [("quote", QUOTE)]))
    assert _picture(view) != bare
    assert _count(_picture(view), _under(view, QUOTE), _tone(view, "quote"), 12) == 0, "no rail"
    view.set_hidden(True)
    assert _picture(view) == bare


def test_a_label_that_the_scheme_does_not_know_is_grey(
    view: ArticleView, spans_on: SpansOn, theme: Theme
) -> None:
    view.show_article(TEXT, spans=spans_on(TEXT, [("rumour", CLAIM)]))
    assert _count(_picture(view), _under(view, CLAIM), theme.unknown) > 40


@pytest.mark.usefixtures("theme")
def test_all_places_of_what_is_looked_for_are_tinted_until_it_is_over(view: ArticleView) -> None:
    view.show_article(TEXT)
    paper = view.scene.look.theme.paper
    before = _count(_picture(view), _words(view, ACTOR), paper, near=4)
    view.set_sought(ACTOR.upper())
    assert _count(_picture(view), _words(view, ACTOR), paper, near=4) < before / 2
    view.set_sought("")
    assert _count(_picture(view), _words(view, ACTOR), paper, near=4) == before


@pytest.mark.usefixtures("theme")
def test_a_sign_stands_over_the_place_of_what_cannot_be_seen(view: ArticleView) -> None:
    """A stroke between the letters with a dot on top, in the second paragraph as in the first."""
    text = "Plain words.\n\nThe zero\u200bwidth space parts them, the soft\u00adhyphen as well.\n"
    view.show_article(text.replace("\u200b", "").replace("\u00ad", ""))
    bare, corner = _picture(view), QPointF(view.article_layout.left, view.article_layout.top(2))
    view.show_article(text)
    image = _picture(view)
    for sign, words in zip(view.planner.plan(2).signs, ("zero", "soft"), strict=True):
        edge = view.rect_of(text.index(words), text.index(words) + 4).right()
        at = corner + QPointF(sign.x, sign.baseline)
        assert abs(at.x() - edge) < 4, "after the letters before it"
        stroke = QRectF(at.x() - 1, at.y() - 11, 2, 13)
        dot = QRectF(at.x() - 3, at.y() - 17, 6, 5)
        assert _red(image, stroke) > 10
        assert _red(image, dot) > 5
        assert _red(bare, stroke.united(dot)) == 0
        assert _red(image, stroke.united(dot).translated(-30, 0)) == 0, "there alone"


def _red(image: QImage, rect: QRectF) -> int:
    """Return how many pixels of a rectangle are clearly more red than green, as errors are."""
    box = rect.toAlignedRect().intersected(image.rect())
    places = product(range(box.left(), box.right() + 1), range(box.top(), box.bottom() + 1))
    tones = [image.pixelColor(x, y) for x, y in places]
    return sum(tone.red() - tone.green() > 30 for tone in tones)
