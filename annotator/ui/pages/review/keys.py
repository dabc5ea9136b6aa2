"""What each key of the review page does: while one decides, and while gold is edited."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.actions import (
    ACTS,
    PAGE,
    READINGS,
    REVIEW_ACTS,
    TEXT,
    Act,
    add_actions,
    label_acts,
    reading_acts,
)
from annotator.ui.pages.article.keys import Slots, editing_slots

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from annotator.ui.pages.review.page import ReviewPage

SCROLLS = {"line_up": -1, "line_down": 1, "page_up": -8, "page_down": 8}  # lines
ENDS = {"top": "minimum", "bottom": "maximum"}


class ReviewKeys:
    """Holds the actions; those that only decide or only edit are dead in the other state."""

    def __init__(self, page: ReviewPage) -> None:
        homes = {TEXT: page.view, PAGE: page}
        acts = [*REVIEW_ACTS, *reading_acts()]
        self.always = add_actions([*ACTS, *acts], homes, _always(page))
        self.deciding = add_actions(acts, homes, _deciding(page))
        self.scrolling = add_actions(ACTS, homes, _scrolling(page))
        self.editing = add_actions([*ACTS, *_letters(page)], homes, _editing(page))

    def set_editing(self, *, editing: bool) -> None:
        """Let the keys of one state work."""
        for action in (*self.deciding.values(), *self.scrolling.values()):
            action.setEnabled(not editing)
        for action in self.editing.values():
            action.setEnabled(editing)

    def action(self, name: str) -> QAction | None:
        """Return the action of an act that can be done now, or None."""
        for group in (self.always, self.deciding, self.scrolling, self.editing):
            found = group.get(name)
            if found is not None and found.isEnabled():
                return found
        return None


def _letters(page: ReviewPage) -> list[Act]:
    """Return the labels' acts without their digits: those take readings."""
    return [
        replace(act, keys=tuple(key for key in act.keys if not key.isdigit()))
        for act in label_acts(page.scheme)
    ]


def _always(page: ReviewPage) -> Slots:
    parts = page.parts
    slots: Slots = {
        "undo": page.undo,
        "redo": page.redo,
        "escape": page.let_go,
        "find": parts.find_bar.open,
        "find_difference": parts.differences.focus_search,
        "next_article": lambda: page.open_beside(1),
        "previous_article": lambda: page.open_beside(-1),
        "finish": page.finish,
        "panes": parts.next_pane,
        "next_problem": page.checks.next_problem,
        "reason": lambda: page.write(parts.reasons.reason),
        "guideline": lambda: page.write(parts.reasons.guideline),
    }
    for number in range(READINGS):
        slots[f"take:{number + 1}"] = partial(page.deciding.take, number)
        slots[f"also:{number + 1}"] = partial(page.deciding.take, number, also=True)
    return slots


def _deciding(page: ReviewPage) -> Slots:
    return {
        "nothing": page.deciding.nothing,
        "keep": page.keep,
        "next_difference": lambda: page.walk(1, open_only=False),
        "previous_difference": lambda: page.walk(-1, open_only=False),
        "skip": lambda: page.walk(1, open_only=True),
        "parts": page.open_parts,
        "edit_gold": lambda: page.set_editing(editing=True),
        "likes": page.likes.ask,
        "take_back": page.deciding.reopen,
    }


def _scrolling(page: ReviewPage) -> Slots:
    bar = page.view.verticalScrollBar()

    def scroll(lines: int) -> None:
        bar.setValue(bar.value() + lines * page.view.article_layout.measures.pitch)

    slots: Slots = {name: partial(scroll, lines) for name, lines in SCROLLS.items()}
    for name, end in ENDS.items():
        slots[name] = lambda end=end: bar.setValue(getattr(bar, end)())  # type: ignore[misc]
    return slots


def _editing(page: ReviewPage) -> Slots:
    return {
        **editing_slots(page),
        "accept": page.stop_editing,
        "fine": lambda: page.view.set_fine(not page.view.fine()),
    }
