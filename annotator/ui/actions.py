"""One table of all that can be done with a key: name, words, keys, group, where the key works."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.core.scheme import LabelScheme

TEXT, PAGE, WINDOW = "text", "page", "window"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done. `where`: in the text, on the page, or in the window."""

    name: str
    words: str
    keys: tuple[str, ...]
    group: str
    where: str = PAGE


MOVE, MARK, FIND, WORK = "Move and select", "Mark", "Find your way", "Work"
DECIDE = "Decide in review"
READINGS = 9  # that have a number key

ACTS: tuple[Act, ...] = (
    Act("word_left", "Word before", ("Left",), MOVE, TEXT),
    Act("word_right", "Word after", ("Right",), MOVE, TEXT),
    Act("line_up", "Line above", ("Up",), MOVE, TEXT),
    Act("line_down", "Line below", ("Down",), MOVE, TEXT),
    Act("sentence_left", "Sentence before", ("Ctrl+Left",), MOVE, TEXT),
    Act("sentence_right", "Sentence after", ("Ctrl+Right",), MOVE, TEXT),
    Act("paragraph_up", "Paragraph before", ("Ctrl+Up",), MOVE, TEXT),
    Act("paragraph_down", "Paragraph after", ("Ctrl+Down",), MOVE, TEXT),
    Act("line_start", "Start of the line", ("Home",), MOVE, TEXT),
    Act("line_end", "End of the line", ("End",), MOVE, TEXT),
    Act("page_up", "Page up", ("PgUp",), MOVE, TEXT),
    Act("page_down", "Page down", ("PgDown",), MOVE, TEXT),
    Act("top", "Start of the article", ("Ctrl+Home",), MOVE, TEXT),
    Act("bottom", "End of the article", ("Ctrl+End",), MOVE, TEXT),
    Act("more_word_left", "Extend by a word, left", ("Shift+Left",), MOVE, TEXT),
    Act("more_word_right", "Extend by a word, right", ("Shift+Right",), MOVE, TEXT),
    Act("more_line_up", "Extend by a line, up", ("Shift+Up",), MOVE, TEXT),
    Act("more_line_down", "Extend by a line, down", ("Shift+Down",), MOVE, TEXT),
    Act("more_sentence_left", "Extend by a sentence, left", ("Ctrl+Shift+Left",), MOVE, TEXT),
    Act("more_sentence_right", "Extend by a sentence, right", ("Ctrl+Shift+Right",), MOVE, TEXT),
    Act("more_line_start", "Extend to the start of the line", ("Shift+Home",), MOVE, TEXT),
    Act("more_line_end", "Extend to the end of the line", ("Shift+End",), MOVE, TEXT),
    Act("sentence", "Select the sentence", ("S",), MOVE),
    Act("expand", "Expand the selection", ("E",), MOVE),
    Act("shrink", "Shrink the selection", ("Shift+E",), MOVE),
    Act("fine", "Step by character, or by word", ("F",), MOVE),
    Act("end_more", "Move the end to the right", ("Alt+Right", "."), MARK),
    Act("end_less", "Move the end to the left", ("Alt+Left", ","), MARK),
    Act("start_less", "Move the start to the right", ("Alt+Shift+Right", ">"), MARK),
    Act("start_more", "Move the start to the left", ("Alt+Shift+Left", "<"), MARK),
    Act("relate", "Relation: the nearest fitting mark, then the next", ("L",), MARK),
    Act("accept", "Take what is offered", ("Return", "Enter"), MARK, TEXT),
    Act("remove", "Remove the mark", ("X", "Del", "Backspace"), MARK),
    Act("note", "Note on the mark", ("M",), MARK),
    Act("discuss", "Flag for discussion", ("T",), MARK),
    Act("undo", "Undo, across articles", ("Z", "Ctrl+Z"), MARK),
    Act("redo", "Redo", ("Shift+Z", "Ctrl+Shift+Z", "Ctrl+Y"), MARK),
    Act("escape", "Let go: offer, arming, selection, focus", ("Esc",), MARK),
    Act("next_span", "Next mark", ("N",), FIND),
    Act("previous_span", "Mark before", ("B", "Shift+N"), FIND),
    Act("next_problem", "Next problem", ("U",), FIND),
    Act("overlap", "Overlapping marks here, outward", ("O",), FIND),
    Act("hide", "Hide or show the marks", ("H",), FIND),
    Act("others", "Show or hide the marks of others", ("Y",), FIND),
    Act("find", "Find in the text", ("Ctrl+F",), FIND),
    Act("find_article", "Find an article", ("Ctrl+K",), FIND),
    Act("done", "Done, and on to the next unfinished article", ("Ctrl+Return", "Ctrl+Enter"), WORK),
    Act("next_article", "Next article", ("Ctrl+PgDown",), WORK),
    Act("previous_article", "Article before", ("Ctrl+PgUp",), WORK),
    Act("panes", "Next pane", ("F6",), WORK),
    Act("larger", "Larger text", ("Ctrl++", "Ctrl+="), WORK, WINDOW),
    Act("smaller", "Smaller text", ("Ctrl+-",), WORK, WINDOW),
    Act("usual", "Text in its usual size", ("Ctrl+0",), WORK, WINDOW),
    Act("calm", "Text alone, or with the panels", ("F11",), WORK, WINDOW),
    Act("page_annotate", "Page: Annotate", ("Ctrl+1",), WORK, WINDOW),
    Act("page_review", "Page: Review", ("Ctrl+2",), WORK, WINDOW),
    Act("page_agreement", "Page: Agreement", ("Ctrl+3",), WORK, WINDOW),
    Act("page_export", "Page: Export", ("Ctrl+4",), WORK, WINDOW),
    Act("keys", "All keys", ("?", "F1"), WORK, WINDOW),
)

REVIEW_ACTS: tuple[Act, ...] = (
    Act("nothing", "Nothing here", ("0", "X", "Del"), DECIDE),
    Act("keep", "Keep it, and on to the next open one", ("Return", "Enter"), DECIDE, TEXT),
    Act("next_difference", "Next difference", ("N",), DECIDE),
    Act("previous_difference", "Difference before", ("B", "Shift+N"), DECIDE),
    Act("skip", "Skip: on to the next open one", ("K",), DECIDE),
    Act("parts", "Make it of parts", ("P",), DECIDE),
    Act("edit_gold", "Edit gold in the text", ("E",), DECIDE),
    Act("likes", "The same for all that are like it", ("W",), DECIDE),
    Act("take_back", "Take the decision back", ("R",), DECIDE),
    Act("reason", "Note, or reason of the decision", ("M",), DECIDE),
    Act("guideline", "Guideline", ("G",), DECIDE),
    Act("find_difference", "Find a difference", ("Ctrl+K",), DECIDE),
    Act("finish", "Finish the article, and on to the next", ("Ctrl+Return", "Ctrl+Enter"), DECIDE),
)

AGREEMENT_KEYS = (  # those of any list: no act claims them
    ("Tab", "Next picture"),
    ("←  →  ↑  ↓", "Next figure of a picture"),
    ("Enter", "What stands behind the figure"),
)


def reading_acts() -> list[Act]:
    """Return the acts of the readings: take one (its number), add another (Shift)."""
    acts = []
    for number in range(1, READINGS + 1):
        acts.append(Act(f"take:{number}", f"Take reading {number}", (str(number),), DECIDE))
        keys = (f"Shift+{number}",)
        acts.append(Act(f"also:{number}", f"Add reading {number}: both are valid", keys, DECIDE))
    return acts


def label_acts(scheme: LabelScheme) -> list[Act]:
    """Return the acts of the scheme's labels: mark (letter and digit), and lock (Shift+letter)."""
    acts = []
    for label in scheme.enabled_labels:
        keys = tuple(key for key in (label.key.upper(), label.digit) if key)
        acts.append(Act(f"label:{label.name}", label.words, keys, MARK))
        if label.key:
            lock = (f"Shift+{label.key.upper()}",)
            acts.append(Act(f"lock:{label.name}", f"Lock {label.words}", lock, MARK))
    return acts


def add_actions(
    acts: Iterable[Act], homes: dict[str, QWidget], slots: dict[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Give each act that has a slot its QAction, on the widget where its keys work."""
    made: dict[str, QAction] = {}
    for act in acts:
        if act.name not in slots or act.where not in homes:
            continue
        home, slot = homes[act.where], slots[act.name]
        action = QAction(act.words, home)
        action.setObjectName(act.name)
        action.setShortcuts([QKeySequence(key) for key in act.keys])
        action.setShortcutContext(_context(act.where))
        action.triggered.connect(lambda _checked=False, slot=slot: slot())
        home.addAction(action)
        made[act.name] = action
    return made


def _context(where: str) -> Qt.ShortcutContext:
    contexts = {
        TEXT: Qt.ShortcutContext.WidgetShortcut,
        PAGE: Qt.ShortcutContext.WidgetWithChildrenShortcut,
        WINDOW: Qt.ShortcutContext.WindowShortcut,
    }
    return contexts[where]
