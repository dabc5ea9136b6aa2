"""What each key of the annotate page does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.ui.pages.annotate import AnnotatePage
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


def key_slots(page: AnnotatePage) -> Slots:
    """Return what to call for each act of the page, by the act's name."""
    return {**_marking(page), **_finding(page), **_labels(page), **_moving(page)}


def _marking(page: AnnotatePage) -> Slots:
    marking = page.marking
    return {
        "end_more": lambda: marking.edge("end", 1),
        "end_less": lambda: marking.edge("end", -1),
        "start_less": lambda: marking.edge("start", 1),
        "start_more": lambda: marking.edge("start", -1),
        "relate": page.linking.walk,
        "accept": page.linking.take,
        "remove": marking.remove,
        "note": page.parts.inspector.focus_note,
        "discuss": marking.toggle_discuss,
        "undo": page.undo,
        "redo": page.redo,
        "escape": page.let_go,
        "done": page.done,
    }


def _finding(page: AnnotatePage) -> Slots:
    reading, parts = page.reading, page.parts
    return {
        "sentence": reading.sentence,
        "expand": reading.expand,
        "shrink": reading.shrink,
        "fine": page.toggle_fine,
        "next_span": lambda: reading.next_span(1),
        "previous_span": lambda: reading.next_span(-1),
        "next_problem": page.next_problem,
        "overlap": reading.overlap,
        "hide": page.toggle_marks,
        "others": page.toggle_others,
        "find": page.find_words,
        "find_article": parts.queue.focus_search,
        "next_article": lambda: page.open_beside(1),
        "previous_article": lambda: page.open_beside(-1),
        "panes": parts.next_pane,
    }


def _labels(page: AnnotatePage) -> Slots:
    slots: Slots = {}
    for label in page.scheme.enabled_labels:
        slots[f"label:{label.name}"] = partial(page.marking.label, label.name)
        slots[f"lock:{label.name}"] = partial(page.marking.arm, label.name, lock=True)
    return slots


def _moving(page: AnnotatePage) -> Slots:
    return {name: partial(_move, page, move) for name, move in MOVES.items()}


def _move(page: AnnotatePage, move: Move) -> None:
    unit, direction, extend = move
    if page.view.focused() is not None:
        page.marking.focus(None)
    page.view.move_caret(unit, direction, extend=extend)
