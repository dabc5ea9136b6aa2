"""One table of all that can be done with a key: name, words, keys, group, where the key works."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.scheme import LabelScheme

TEXT, PAGE, WINDOW = "text", "page", "window"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done. `where`: in the text, on the page, or in the window.

    A key that is held down does it again and again only where `repeats` says so.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    group: str
    where: str = PAGE
    repeats: bool = False


MOVE, MARK, FIND, WORK = "Move and select", "Mark", "Find your way", "Work"
DECIDE = "Decide in review"
READINGS = 9  # that have a number key

_step = partial(Act, group=MOVE, where=TEXT, repeats=True)
_edge = partial(Act, group=MARK, repeats=True)
_again = partial(Act, where=PAGE, repeats=True)

ACTS: tuple[Act, ...] = (
    _step("word_left", "Word before", ("Left",)),
    _step("word_right", "Word after", ("Right",)),
    _step("line_up", "Line above", ("Up",)),
    _step("line_down", "Line below", ("Down",)),
    _step("sentence_left", "Sentence before", ("Ctrl+Left",)),
    _step("sentence_right", "Sentence after", ("Ctrl+Right",)),
    _step("paragraph_up", "Paragraph before", ("Ctrl+Up",)),
    _step("paragraph_down", "Paragraph after", ("Ctrl+Down",)),
    _step("line_start", "Start of the line", ("Home",)),
    _step("line_end", "End of the line", ("End",)),
    _step("page_up", "Page up", ("PgUp",)),
    _step("page_down", "Page down", ("PgDown",)),
    _step("top", "Start of the article", ("Ctrl+Home",)),
    _step("bottom", "End of the article", ("Ctrl+End",)),
    _step("more_word_left", "Extend by a word, left", ("Shift+Left",)),
    _step("more_word_right", "Extend by a word, right", ("Shift+Right",)),
    _step("more_line_up", "Extend by a line, up", ("Shift+Up",)),
    _step("more_line_down", "Extend by a line, down", ("Shift+Down",)),
    _step("more_sentence_left", "Extend by a sentence, left", ("Ctrl+Shift+Left",)),
    _step("more_sentence_right", "Extend by a sentence, right", ("Ctrl+Shift+Right",)),
    _step("more_line_start", "Extend to the start of the line", ("Shift+Home",)),
    _step("more_line_end", "Extend to the end of the line", ("Shift+End",)),
    Act("sentence", "Select the sentence", ("S",), MOVE),
    _again("expand", "Expand the selection", ("E",), MOVE),
    _again("shrink", "Shrink the selection", ("Shift+E",), MOVE),
    Act("fine", "Step by character, or by word", ("F",), MOVE),
    _edge("end_more", "Move the end to the right", ("Alt+Right", ".")),
    _edge("end_less", "Move the end to the left", ("Alt+Left", ",")),
    _edge("start_less", "Move the start to the right", ("Alt+Shift+Right", ">")),
    _edge("start_more", "Move the start to the left", ("Alt+Shift+Left", "<")),
    Act("relate", "Relation: the nearest fitting mark, then the next", ("L",), MARK),
    Act("accept", "Take what is offered", ("Return", "Enter"), MARK, TEXT),
    Act("remove", "Remove the mark", ("X", "Del", "Backspace"), MARK),
    Act("note", "Note on the mark", ("M",), MARK),
    Act("discuss", "Flag for discussion", ("T",), MARK),
    _again("undo", "Undo, across articles", ("Z", "Ctrl+Z"), MARK),
    _again("redo", "Redo", ("Shift+Z", "Ctrl+Shift+Z", "Ctrl+Y"), MARK),
    Act("escape", "Let go: offer, arming, selection, focus", ("Esc",), MARK),
    _again("next_span", "Next mark", ("N",), FIND),
    _again("previous_span", "Mark before", ("B", "Shift+N"), FIND),
    Act("next_problem", "Next problem", ("U",), FIND),
    Act("overlap", "Overlapping marks here, outward", ("O",), FIND),
    Act("hide", "Hide or show the marks", ("H",), FIND),
    Act("others", "Show or hide the marks of others", ("Y",), FIND),
    Act("find", "Find in the text", ("Ctrl+F",), FIND),
    Act("find_article", "Find an article", ("Ctrl+K",), FIND),
    Act("done", "Done, and on to the next unfinished article", ("Ctrl+Return", "Ctrl+Enter"), WORK),
    _again("next_article", "Next article", ("Ctrl+PgDown",), WORK),
    _again("previous_article", "Article before", ("Ctrl+PgUp",), WORK),
    Act("panes", "Next pane", ("F6",), WORK),
    Act("larger", "Larger text", ("Ctrl++", "Ctrl+="), WORK, WINDOW, repeats=True),
    Act("smaller", "Smaller text", ("Ctrl+-",), WORK, WINDOW, repeats=True),
    Act("usual", "Text in its usual size", ("Ctrl+0",), WORK, WINDOW),
    Act("calm", "Text alone, or with the panels", ("F11",), WORK, WINDOW),
    Act("page_annotate", "Page: Annotate", ("Ctrl+1",), WORK, WINDOW),
    Act("page_review", "Page: Review", ("Ctrl+2",), WORK, WINDOW),
    Act("page_agreement", "Page: Agreement", ("Ctrl+3",), WORK, WINDOW),
    Act("page_export", "Page: Export", ("Ctrl+4",), WORK, WINDOW),
    Act("menu", "The menu", ("F10",), WORK, WINDOW),
    Act("keys", "All keys", ("?", "F1"), WORK, WINDOW),
)

REVIEW_ACTS: tuple[Act, ...] = (
    Act("nothing", "Nothing here", ("0", "X", "Del"), DECIDE),
    Act("keep", "Keep it, and on to the next open one", ("Return", "Enter"), DECIDE, TEXT),
    _again("next_difference", "Next difference", ("N",), DECIDE),
    _again("previous_difference", "Difference before", ("B", "Shift+N"), DECIDE),
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
        action.setAutoRepeat(act.repeats)
        action.setShortcutContext(_context(act.where))
        action.triggered.connect(lambda _checked=False, slot=slot: _do(slot))
        home.addAction(action)
        made[act.name] = action
    return made


def _do(slot: Callable[[], object]) -> None:
    """Do what a key does, but not under a menu or a list that is open: keys are theirs."""
    if QApplication.activePopupWidget() is None:
        slot()


def _context(where: str) -> Qt.ShortcutContext:
    contexts = {
        TEXT: Qt.ShortcutContext.WidgetShortcut,
        PAGE: Qt.ShortcutContext.WidgetWithChildrenShortcut,
        WINDOW: Qt.ShortcutContext.WindowShortcut,
    }
    return contexts[where]
