"""What the keys do that edit the marks of an article, whichever page it is on."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from annotator.ui.pages.article.page import ArticlePage

if TYPE_CHECKING:
    from annotator.ui.text.motion import Unit

Slots = dict[str, Callable[[], object]]
Move = tuple["Unit | Literal['line edge']", int, bool]  # the unit, the direction, extend

MOVES: dict[str, Move] = {
    "word_left": ("word", -1, False),
    "word_right": ("word", 1, False),
    "line_up": ("line", -1, False),
    "line_down": ("line", 1, False),
    "sentence_left": ("sentence", -1, False),
    "sentence_right": ("sentence", 1, False),
    "paragraph_up": ("paragraph", -1, False),
    "paragraph_down": ("paragraph", 1, False),
    "line_start": ("line edge", -1, False),
    "line_end": ("line edge", 1, False),
    "page_up": ("page", -1, False),
    "page_down": ("page", 1, False),
    "top": ("document", -1, False),
    "bottom": ("document", 1, False),
    "more_word_left": ("word", -1, True),
    "more_word_right": ("word", 1, True),
    "more_line_up": ("line", -1, True),
    "more_line_down": ("line", 1, True),
    "more_sentence_left": ("sentence", -1, True),
    "more_sentence_right": ("sentence", 1, True),
    "more_line_start": ("line edge", -1, True),
    "more_line_end": ("line edge", 1, True),
}


def editing_slots(page: ArticlePage) -> Slots:
    """Return what to call for each act on the marks or the caret, by the act's name."""
    return {**_marks(page), **_labels(page), **_moves(page)}


def _marks(page: ArticlePage) -> Slots:
    marking, reading = page.marking, page.reading
    return {
        "end_more": lambda: marking.edge("end", 1),
        "end_less": lambda: marking.edge("end", -1),
        "start_less": lambda: marking.edge("start", 1),
        "start_more": lambda: marking.edge("start", -1),
        "relate": page.linking.walk,
        "remove": marking.remove,
        "sentence": reading.sentence,
        "expand": reading.expand,
        "shrink": reading.shrink,
        "next_span": lambda: reading.next_span(1),
        "previous_span": lambda: reading.next_span(-1),
        "overlap": reading.overlap,
    }


def _labels(page: ArticlePage) -> Slots:
    slots: Slots = {}
    for label in page.scheme.enabled_labels:
        slots[f"label:{label.name}"] = partial(page.marking.label, label.name)
        slots[f"lock:{label.name}"] = partial(page.marking.arm, label.name, lock=True)
    return slots


def _moves(page: ArticlePage) -> Slots:
    return {name: partial(_move, page, move) for name, move in MOVES.items()}


def _move(page: ArticlePage, move: Move) -> None:
    unit, direction, extend = move
    if page.view.focused() is not None:
        page.marking.focus(None)
    page.view.move_caret(unit, direction, extend=extend)
