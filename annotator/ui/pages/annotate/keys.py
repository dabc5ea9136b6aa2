"""What each key of the annotate page does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.pages.article.keys import Slots, editing_slots

if TYPE_CHECKING:
    from annotator.ui.pages.annotate.page import AnnotatePage


def key_slots(page: AnnotatePage) -> Slots:
    """Return what to call for each act of the page, by the act's name."""
    parts = page.parts
    return {
        **editing_slots(page),
        "accept": page.linking.take,
        "note": parts.inspector.focus_note,
        "discuss": page.marking.toggle_discuss,
        "undo": page.undo,
        "redo": page.redo,
        "escape": page.let_go,
        "done": page.done,
        "fine": page.toggle_fine,
        "next_problem": page.next_problem,
        "hide": page.toggle_marks,
        "others": page.toggle_others,
        "find": page.find_words,
        "find_article": parts.queue.focus_search,
        "next_article": lambda: page.open_beside(1),
        "previous_article": lambda: page.open_beside(-1),
        "panes": parts.next_pane,
    }
