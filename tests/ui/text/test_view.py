"""The view as a whole: what is copied, what marking leaves alone, what a screen reader moves."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleTextInterface,
    QFocusEvent,
    QGuiApplication,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Relation, Span
from annotator.core.document import Region
from annotator.core.problem import Severity
from annotator.ui.text.scene import Proposal
from annotator.ui.text.view import ArticleView
from annotator.ui.theme import DARK, look_of
from tests.ui.hand import Hand

TEXT = (
    "The harbour board denied it. 😀 said Odalys Fenn, e\u0301.\r\n\n"
    "“We have not found\u00a0a single\u2028reading,” she said.\ufeff\n"
    + "Further words follow here, line after line, so that the page can be scrolled.\n"
    * 60
)
SpansOn = Callable[[str, Iterable[tuple[str, str]]], list[Span]]
Line = tuple[float, float]


def _lines(view: ArticleView) -> list[Line]:
    """Return where every line of the first blocks stands on the page."""
    layout = view.article_layout
    return [
        (layout.top(block) + line.y(), line.naturalTextWidth())
        for block in range(12)
        for line in map(
            layout.laid(block).layout.lineAt, range(layout.laid(block).layout.lineCount())
        )
    ]


@pytest.mark.parametrize(
    "words", ["found\u00a0a single\u2028reading", "😀 said", "e\u0301.\r\n\n“We"]
)
def test_what_is_copied_are_the_article_s_own_words(
    qtbot: QtBot, view: ArticleView, words: str
) -> None:
    view.show_article(TEXT)
    view.select(TEXT.index(words), TEXT.index(words) + len(words))
    view.copy()
    assert QGuiApplication.clipboard().text() == words
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == words


def test_nothing_selected_leaves_the_clipboard_alone(view: ArticleView) -> None:
    QGuiApplication.clipboard().setText("of another program")
    view.show_article(TEXT)
    view.copy()
    assert QGuiApplication.clipboard().text() == "of another program"


def test_the_process_ends_well_after_a_copy(tmp_path: Path) -> None:
    program = (
        "from annotator.ui.app import prepare\n"
        "prepare()\n"
        "from annotator.ui.text.view import ArticleView\n"
        "view = ArticleView()\n"
        "view.show_article('some words')\n"
        "view.select(0, 4)\n"
        "view.copy()\n"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QUOTH_CONFIG_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], check=False, env=env)
    assert done.returncode == 0


def test_all_is_selected_and_copied_as_it_is(qtbot: QtBot, view: ArticleView) -> None:
    view.show_article(TEXT)
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selection() == (0, len(TEXT))
    view.copy()
    assert QGuiApplication.clipboard().text() == TEXT


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_marking_neither_reflows_nor_scrolls(view: ArticleView, at: float) -> None:
    view.show_article(TEXT)
    view.scroll_to_offset(int(len(TEXT) * at))
    view.grab()
    before = (view.scroller.value, view.document().size(), _lines(view), view.selection())
    dice = random.Random(3)  # noqa: S311 places, no secret
    made: list[Span] = []
    for number in range(80):
        start = dice.randrange(len(TEXT) - 40)
        label = dice.choice(("claim", "denial", "quote", "actor"))
        made.append(Span(f"s{number}", label, start, start + 30, TEXT[start : start + 30]))
        view.change_marks(made[-3:-2] if number % 3 == 2 else [], made[-1:])
        view.set_focus(made[-1].id)
        view.set_problems({made[-1].id: Severity.WARNING})
        if number > 1:
            view.change_marks([], [Relation(f"r{number}", "denies", made[-1].id, made[-2].id)])
        view.grab()
    view.set_hidden(True)
    view.set_ghosts(made)
    view.set_proposal(Proposal("s79", "s70", "speaker?"))
    view.grab()
    after = (view.scroller.value, view.document().size(), _lines(view), view.selection())
    assert after == before


def test_another_article_starts_anew(view: ArticleView, spans_on: SpansOn) -> None:
    spans = spans_on(TEXT, [("quote", "“We have"), ("actor", "Odalys Fenn")])
    view.show_article(TEXT, [], spans, [Relation("r1", "attributed_to", "s0", "s1")])
    view.set_focus("s0")
    view.set_problems({"s0": Severity.ERROR})
    view.set_proposal(Proposal("s0", "s1", "speaker?"))
    view.set_ghosts(spans)
    view.scroll_to_offset(len(TEXT) - 200)
    view.select(3, 9)
    view.show_article("Short.")
    assert view.focused() is None
    assert view.selection() is None
    assert (view.caret(), view.scroller.value, view.first_visible_offset()) == (0, 0, 0)
    scene = view.scene
    assert (scene.problems, scene.proposal, scene.marks.relations) == ({}, None, {})
    assert scene.marks.spans.by_id == scene.ghosts.by_id == {}
    assert view.document().toRawText() == "Short."
    view.grab()


def test_a_screen_reader_s_moves_are_adopted(view: ArticleView) -> None:
    view.show_article(TEXT)
    cursor = QTextCursor(view.document())
    cursor.setPosition(TEXT.index("said") + 1)  # one unit more, for the emoji before it
    view.setTextCursor(cursor)
    assert view.caret() == TEXT.index("said")
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selection() == (TEXT.index("said"), TEXT.index("Odalys"))


def test_a_screen_reader_reads_and_selects_through_qt(view: ArticleView) -> None:
    view.show_article(TEXT)
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    assert found.text(QAccessible.Text.Name) == "Article"
    words: QAccessibleTextInterface = found.textInterface()
    start = TEXT.index("said") + 1
    assert words.text(start, start + 4) == "said"
    words.setSelection(0, start, start + 4)
    assert TEXT[slice(*(view.selection() or (0, 0)))] == "said"
    words.setCursorPosition(0)
    assert view.caret() == 0


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(), max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_places_are_told_in_code_points_whatever_the_text(
    view: ArticleView, text: str, a: int, b: int
) -> None:
    a, b = min(a, len(text)), min(b, len(text))
    view.show_article(text)
    view.select(a, b)
    assert view.selection() == ((min(a, b), max(a, b)) if a != b else None)
    assert view.caret() == b
    assert view.textCursor().position() == len(text[:b].encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize("beyond", [(-9, 4), (2, 10**6), (10**6, -1)])
def test_a_selection_beyond_the_text_ends_with_it(
    view: ArticleView, beyond: tuple[int, int]
) -> None:
    view.show_article("few words")
    view.select(*beyond)
    low, high = view.selection() or (0, 0)
    assert 0 <= low <= high <= len("few words")


def test_no_key_changes_the_text(qtbot: QtBot, view: ArticleView) -> None:
    view.show_article(TEXT)
    view.setFocus()
    view.select(0, 20)
    before = view.document().toRawText()
    for key in (*range(Qt.Key.Key_A, Qt.Key.Key_Z), Qt.Key.Key_Return, Qt.Key.Key_Backspace):
        QTest.keyClick(view, Qt.Key(key))
        QTest.keyClick(view, Qt.Key(key), Qt.KeyboardModifier.ControlModifier)
    view.paste()
    view.cut()
    view.undo()
    assert view.document().toRawText() == before
    assert view.isReadOnly() or not view.canPaste()


def test_tab_leaves_the_text(qtbot: QtBot, view: ArticleView) -> None:
    assert view.tabChangesFocus()
    assert not view.acceptDrops()
    assert not view.isUndoRedoEnabled()


def test_ctrl_and_the_wheel_ask_for_larger_text(view: ArticleView) -> None:
    view.show_article(TEXT)
    heard: list[int] = []
    view.zoomed.connect(heard.append)
    for turned, keys in (
        (120, Qt.KeyboardModifier.ControlModifier),
        (-120, Qt.KeyboardModifier.ControlModifier),
        (-120, Qt.KeyboardModifier.NoModifier),
    ):
        place = QPointF(50, 50)
        event = QWheelEvent(
            place,
            view.viewport().mapToGlobal(place),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
    assert heard == [1, -1]
    assert view.scroller.value > 0


def test_what_is_revealed_comes_into_sight_by_the_shortest_way(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.reveal(10, 20)
    assert view.scroller.value == 0
    far = TEXT.rindex("Further")
    view.reveal(far, far + 7)
    rect = view.rect_of(far, far + 7)
    assert view.viewport().rect().contains(rect.toRect())
    assert rect.center().y() > view.viewport().height() / 2, "it came from below"
    value = view.scroller.value
    view.reveal(far, far + 7)
    assert view.scroller.value == value
    view.reveal(0, 4)
    assert view.viewport().rect().contains(view.rect_of(0, 4).toRect())


def test_spans_at_an_offset_come_innermost_first(view: ArticleView, spans_on: SpansOn) -> None:
    wanted = [
        ("claim", "The harbour board denied"),
        ("actor", "harbour board"),
        ("denial", "board"),
    ]
    view.show_article(TEXT, spans=spans_on(TEXT, wanted))
    assert [span.id for span in view.spans_at(TEXT.index("board"))] == ["s2", "s1", "s0"]
    assert view.spans_at(TEXT.index("said")) == []


def test_what_lies_under_a_place_of_the_screen(
    view: ArticleView, hand: Hand, spans_on: SpansOn
) -> None:
    view.show_article(TEXT, spans=spans_on(TEXT, [("actor", "Odalys Fenn")]))
    view.grab()
    at = view.viewport().mapToGlobal(hand.on(TEXT.index("Fenn")))
    assert view.span_under(at) == "s0"
    assert view.span_under(view.viewport().mapToGlobal(hand.on(TEXT.index("board")))) is None
    assert view.span_under(view.viewport().mapToGlobal(QPoint(-40, -40))) is None


@pytest.mark.parametrize("scrolled", [120, 700])
def test_no_click_or_drag_scrolls_a_page_that_was_scrolled(
    view: ArticleView, hand: Hand, scrolled: int
) -> None:
    view.show_article(TEXT)
    view.grab()
    view.verticalScrollBar().setValue(scrolled)
    view.grab()
    for act in (hand.click, hand.double_click, hand.triple_click):
        act(QPoint(400, 300))
        assert view.scroller.value == scrolled
    hand.drag(QPoint(200, 120), QPoint(420, 520))
    assert view.scroller.value == scrolled
    assert view.selection() is not None
    view.select(0, len(TEXT))
    view.place_caret(0)
    assert view.scroller.value == scrolled


def test_every_state_is_painted_without_a_fault(
    view: ArticleView, spans_on: SpansOn, scheme: object
) -> None:
    spans = spans_on(TEXT, [("quote", "“We have"), ("rumour", "Odalys Fenn"), ("claim", "board")])
    relations = [
        Relation("r1", "attributed_to", "s0", "s1"),
        Relation("r2", "whispers", "s0", "nowhere"),
        Relation("r3", "denies", "s2", "s0"),
    ]
    regions = [Region("g1", 0, 20, "headline"), Region("g2", 60, 200, "boilerplate")]
    view.show_article(TEXT, regions, spans, relations)
    for look in (look_of(None, DARK), view.scene.look):
        view.set_look(look)
        for focus in ("s0", "s1", "s2", None):
            view.set_focus(focus)
            view.set_problems(dict.fromkeys(("s0", "s1", "s2"), Severity.ERROR))
            view.scene.suggested = frozenset({"s1"})
            for px in (9, 17, 48):
                view.set_scale(px)
                assert not view.grab().isNull()


def test_focus_shows_the_caret_and_takes_it_away(qtbot: QtBot, view: ArticleView) -> None:
    other = QTextEdit()
    qtbot.addWidget(other)
    view.show_article(TEXT)
    for kind, active in ((QEvent.Type.FocusIn, True), (QEvent.Type.FocusOut, False)):
        QApplication.sendEvent(view, QFocusEvent(kind, Qt.FocusReason.TabFocusReason))
        assert view.scene.active is active
        view.grab()


def test_the_word_at_the_caret_is_bracketed_unless_steps_are_fine(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.place_caret(TEXT.index("board"))
    assert view.scene.bracket == (TEXT.index("board"), TEXT.index(" denied"))
    view.set_fine(True)
    assert view.fine()
    assert view.scene.bracket is None
