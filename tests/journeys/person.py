"""Someone at work: keys go to where the keyboard is, the mouse to what is on screen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Relation, Span
from annotator.core.problem import Problem
from annotator.editing.open_document import OpenDocument
from annotator.store import annotations, journal
from annotator.ui.bridge import DeskBridge
from annotator.ui.house.house import House
from annotator.ui.pages.annotate.page import AnnotatePage
from annotator.ui.text.view import ArticleView
from tests.ui.hand import Hand

K = Qt.Key
FREE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Person:
    """Presses keys, looks at the screen, and at what the disk holds."""

    def __init__(self, qtbot: QtBot, house: House) -> None:
        self.qtbot = qtbot
        self.house = house
        self.heard: list[str] = []
        self.bridge.told.connect(self.heard.append)

    # -- what there is

    @property
    def page(self) -> AnnotatePage:
        assert self.house.annotate is not None
        return self.house.annotate

    @property
    def view(self) -> ArticleView:
        return self.page.view

    @property
    def hand(self) -> Hand:
        return Hand(self.view)

    @property
    def bridge(self) -> DeskBridge:
        assert self.house.bridge is not None
        return self.house.bridge

    @property
    def article(self) -> OpenDocument:
        assert self.bridge.article is not None
        return self.bridge.article

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def spans(self) -> list[tuple[str, str]]:
        """The spans in reading order: (label, words)."""
        return [(span.label, span.text) for span in self.article.marks.spans]

    @property
    def relations(self) -> list[tuple[str, str, str]]:
        """The relations: (kind, words of the source, words of the target)."""
        words = {span.id: span.text for span in self.article.marks.spans}
        return sorted(
            (one.label, words[one.source], words[one.target])
            for one in self.article.marks.relations
        )

    @property
    def chosen(self) -> str:
        """The selected words, "" where nothing is selected."""
        found = self.view.selection()
        return self.text[slice(*found)] if found else ""

    @property
    def focused(self) -> str:
        """The words of the focused span, "" for none."""
        span = self.article.span(self.view.focused())
        return span.text if span else ""

    @property
    def word(self) -> str:
        """The word at the caret, as it is bracketed."""
        found = self.view.scene.bracket
        return self.text[slice(*found)] if found else ""

    @property
    def problems(self) -> list[Problem]:
        return self.page.checks.now()

    # -- what can be done

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = FREE, *, times: int = 1) -> None:
        """Press a key where the keyboard is."""
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.house.window, key, keys)

    def type(self, words: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget() or self.house.window, words)

    def dialog(self) -> QDialog:
        """Wait until a dialog has the keyboard, and return it."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
        found = QApplication.activeWindow()
        assert isinstance(found, QDialog)
        return found

    def back(self) -> None:
        """Give the keyboard back to the window, as a desktop does when a dialog has closed."""
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self.house.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.house.window)

    def go_to(self, words: str) -> None:
        """Put the caret on the first of some words."""
        self.view.place_caret(self.text.index(words))

    def mark(self, words: str, label: Qt.Key = K.Key_A) -> None:
        """Mark words with the keys that select them one by one."""
        self.press(K.Key_Escape, times=3)
        self.go_to(words)
        self.press(K.Key_Right, SHIFT, times=len(words.split()))
        self.press(label)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, FREE, at or QPoint())

    def wait_until_saved(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bridge.waiting, timeout=10_000)

    def leave(self) -> None:
        """Close the window."""
        self.house.window.close()

    # -- the same in three places

    def assert_screen_desk_store_and_journal_agree(self) -> None:
        """What is painted, what the desk holds, what is stored, and what the journal replays to."""
        self.wait_until_saved()
        article, scene = self.article, self.view.scene
        marks = article.marks
        assert set(scene.marks.spans.by_id.values()) == set(marks.spans)
        assert set(scene.marks.relations.values()) == set(marks.relations)
        listed = [row.span for row in self.page.parts.marks.model.rows]
        assert listed == list(marks.spans)
        assert set(scene.regions.by_id.values()) == set(article.regions)
        store = self.bridge.project.store
        stored = annotations.read_set(store, article.key)
        assert stored.items == marks.items
        assert stored.revision == marks.revision
        replayed: dict[str, object] = {}
        for edit in journal.read_journal(store, key=article.key):
            for part in edit.parts:
                if part.set == article.key:
                    replayed = part.change.applied_to(replayed)  # type: ignore[assignment, arg-type]
        assert replayed == dict(marks.items)
        for item in marks.items.values():
            if isinstance(item, Span):
                assert article.text[item.start : item.end] == item.text
            elif isinstance(item, Relation):
                assert {item.source, item.target} <= set(marks.items)
