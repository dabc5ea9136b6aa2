"""Boxes, rails and tags: each on a level of its own where spans lie over the same words."""

import random
from collections.abc import Callable, Iterable
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPointF

from annotator.core.annotation import Span
from annotator.ui.text.plan import Box, boxes_under, tag_under
from annotator.ui.text.view import ArticleView

TEXT = (
    "The harbour board denied on Tuesday that it had said the dredging would kill the beds.\n\n"
    "“We have not found a single reading,” said Ilse Marrow, “and the sediment stayed inside.”\n\n"
    "قال المتحدث «لم نجد شيئا» ثم مضى.\n"
)
LABELS = ("claim", "denial", "quote", "actor")
SpansOn = Callable[[str, Iterable[tuple[str, str]]], list[Span]]


def _nest(depth: int) -> list[Span]:
    """Return spans that each lie within the one before, over the first line."""
    ends = [TEXT.index(word) for word in ("beds.", "kill", "the dred", "had", "it had", "that it")]
    made = []
    for level in range(depth):
        end = ends[level % len(ends)] - (level // len(ends))
        made.append(Span(f"n{level}", LABELS[level % 4], level // 6, end, TEXT[level // 6 : end]))
    return made


def _any_spans(seed: int) -> list[Span]:
    dice = random.Random(seed)  # noqa: S311 places, no secret
    made = []
    for number in range(dice.randrange(1, 14)):
        start = dice.randrange(len(TEXT) - 1)
        end = min(len(TEXT), start + dice.choice((1, 3, 9, 30, 120)))
        made.append(Span(f"s{number:02}", dice.choice(LABELS), start, end, TEXT[start:end]))
    return made


def _share(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _boxes(view: ArticleView) -> list[tuple[int, list[Box]]]:
    return [(n, view.planner.plan(n).boxes) for n in range(len(view.article_layout.blocks))]


def test_six_nested_spans_lie_on_six_levels_and_each_encloses_the_next(view: ArticleView) -> None:
    spans = _nest(6)
    view.show_article(TEXT, spans=spans)
    boxes = view.planner.plan(0).boxes
    level = {box.span.id: box.level for box in boxes}
    order = sorted(spans, key=lambda span: span.start - span.end)
    assert [level[span.id] for span in order] == [5, 4, 3, 2, 1, 0]
    first = {box.span.id: box.rect for box in boxes if box.piece.first}
    for outer, inner in pairwise(order):
        assert first[outer.id].top() < first[inner.id].top()
        assert first[outer.id].bottom() - first[inner.id].bottom() >= 2.5, "rails stand apart"


@pytest.mark.parametrize("depth", [1, 3, 6, 12])
def test_however_deep_the_boxes_stay_out_of_the_line_below(view: ArticleView, depth: int) -> None:
    view.show_article(TEXT * 3, spans=_nest(depth))
    pitch, metrics = view.article_layout.measures.pitch, view.article_layout.measures.metrics
    for box in view.planner.plan(0).boxes:
        below = box.piece.baseline + pitch - metrics.xHeight()
        assert box.rect.bottom() < below
        assert box.rect.top() > box.piece.baseline - pitch + metrics.descent() / 2


@pytest.mark.parametrize("seed", range(60))
def test_no_two_spans_of_one_level_share_words(view: ArticleView, seed: int) -> None:
    spans = _any_spans(seed)
    view.show_article(TEXT, spans=spans)
    blocks = view.article_layout.blocks
    for number, boxes in _boxes(view):
        low, high = blocks.starts[number], blocks.end(number)
        clipped = {
            box.span.id: (max(box.span.start, low), min(box.span.end, high), box.level)
            for box in boxes
        }
        for a, b in combinations(clipped.values(), 2):
            assert a[2] != b[2] or a[1] <= b[0] or b[1] <= a[0]


@pytest.mark.parametrize("seed", range(60))
def test_the_longer_span_lies_outside_and_is_painted_first(view: ArticleView, seed: int) -> None:
    spans = _any_spans(seed)
    view.show_article(TEXT, spans=spans)
    for _, boxes in _boxes(view):
        assert [box.level for box in boxes] == sorted((box.level for box in boxes), reverse=True)
        for a, b in combinations({box.span.id: box for box in boxes}.values(), 2):
            if _share(a.span, b.span) and a.span.end - a.span.start > b.span.end - b.span.start:
                assert a.level > b.level


@pytest.mark.parametrize("seed", range(30))
def test_tags_do_not_cover_one_another_and_every_start_has_one(
    view: ArticleView, seed: int
) -> None:
    spans = _any_spans(seed)
    view.show_article(TEXT, spans=spans)
    tagged = []
    for number in range(len(view.article_layout.blocks)):
        tags = view.planner.plan(number).tags
        tagged += [tag.span.id for tag in tags]
        for a, b in combinations(tags, 2):
            assert not a.rect.intersects(b.rect)
    shown = [span.id for span in spans if TEXT[span.start : span.end].strip()]
    assert sorted(tagged) == sorted(shown)


def test_over_the_same_words_the_later_label_lies_closer(
    view: ArticleView, spans_on: SpansOn
) -> None:
    words = "the sediment stayed inside"
    spans = spans_on(TEXT, [(label, words) for label in ("denial", "actor", "claim")])
    view.show_article(TEXT, spans=spans)
    levels = {box.span.label: box.level for box in view.planner.plan(2).boxes}
    assert levels == {"actor": 0, "denial": 1, "claim": 2}


def test_one_span_more_changes_the_plan_of_its_own_block_only(
    view: ArticleView, spans_on: SpansOn
) -> None:
    view.show_article(TEXT, spans=spans_on(TEXT, [("actor", "Ilse Marrow")]))
    before = [view.planner.plan(number) for number in range(5)]
    new = Span("x", "quote", 0, 17, TEXT[:17])
    view.change_marks([], [new])
    after = [view.planner.plan(number) for number in range(5)]
    assert [box.span for box in after[0].boxes] == [new]
    assert all(a is b for a, b in zip(before[1:], after[1:], strict=True))
    view.change_marks([new], [])
    assert view.planner.plan(0).boxes == []


def test_a_span_over_several_blocks_has_one_first_and_one_last_box(view: ArticleView) -> None:
    start, end = TEXT.index("Tuesday"), TEXT.index("said Ilse")
    view.show_article(TEXT, spans=[Span("s", "quote", start, end, TEXT[start:end])])
    found = [box for number, boxes in _boxes(view) for box in boxes if number in {0, 2}]
    assert [box.piece.first for box in found].count(True) == 1
    assert [box.piece.last for box in found].count(True) == 1
    assert found[0].piece.first
    assert found[-1].piece.last
    assert {number for number, boxes in _boxes(view) if boxes} == {0, 2}
    assert next(number for number, _ in view.planner.boxes_of(found[0].span)) == 0


def test_what_lies_under_a_point_comes_innermost_first(view: ArticleView) -> None:
    view.show_article(TEXT, spans=_nest(4))
    plan = view.planner.plan(0)
    inner = min(plan.boxes, key=lambda box: box.level)
    found = boxes_under(plan, inner.rect.center())
    sizes = [span.end - span.start for span in found]
    assert sizes == sorted(sizes)
    assert len(found) == 4
    assert tag_under(plan, plan.tags[0].rect.center()) == plan.tags[0].span
    assert tag_under(plan, QPointF(-500, -500)) is None


def test_characters_that_cannot_be_seen_get_a_sign(view: ArticleView) -> None:
    text = (
        "soft\u00adhyphen, zero\u200bwidth, left\u200emark, \u202eturned\u202c, bom\ufeff.\nplain"
    )
    view.show_article(text)
    assert len(view.planner.plan(0).signs) == 6
    assert view.planner.plan(1).signs == []


def test_others_marks_are_ghosts_on_one_level(view: ArticleView, spans_on: SpansOn) -> None:
    ghosts = spans_on(TEXT, [("quote", "“We have not found a single reading,”"), ("actor", "We")])
    view.show_article(TEXT)
    view.set_ghosts(ghosts)
    plan = view.planner.plan(2)
    assert {box.span.id for box in plan.ghosts} == {"s0", "s1"}
    assert plan.boxes == []
    assert plan.tags == []
