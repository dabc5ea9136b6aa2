import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.articles import ArticleEntry, SetSummary
from annotator.ui.panels.queue import QueuePanel
from annotator.ui.theme import DARK, Look, look_of

ME = "ann"
STATES = ("new", "in progress", "flagged", "done", "discarded")


def _entry(number: int, title: str, shown: str) -> ArticleEntry:
    state = shown if shown in {"done", "discarded"} else "none"
    spans, flagged = int(shown in {"in progress", "flagged"}) * 3, int(shown == "flagged")
    sets = (SetSummary(ME, state, spans, 0, flagged),)
    return ArticleEntry(f"a{number}", title, 900, 388, "en", queued=True, sets=sets)


@pytest.fixture
def queue(qtbot: QtBot, look: Look) -> QueuePanel:
    panel = QueuePanel(look)
    qtbot.addWidget(panel)
    panel.resize(268, 700)
    entries = [_entry(n, f"{state} article", state) for n, state in enumerate(STATES)]
    panel.set_entries(entries, ME)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def opened(queue: QueuePanel) -> list[str]:
    heard: list[str] = []
    queue.opened.connect(heard.append)
    return heard


def _words(panel: QueuePanel) -> str:
    return panel._left.text()


def test_what_is_left_is_counted(queue: QueuePanel) -> None:
    assert _words(queue) == "3 left of 5"
    queue.update_entry(_entry(0, "new article", "done"))
    assert _words(queue) == "2 left of 5"
    assert "3 of 5 articles done" in queue._strip.accessibleName()
    queue.set_entries([], ME)
    assert _words(queue) == ""
    assert "No articles yet" in queue._empty.text()


def test_each_state_looks_its_own_way_in_both_themes(queue: QueuePanel) -> None:
    pictures = []
    for look in (queue._delegate.look, look_of(None, DARK)):
        queue.set_look(look)
        whole = queue.list.viewport().grab().toImage()
        for row in range(len(STATES)):
            rect = queue.list.visualRect(queue.list.model().index(row, 0))
            pictures.append(whole.copy(rect.left() + 14, rect.top() + 4, 26, 60))
    same = [(a, b) for a in range(10) for b in range(a) if pictures[a] == pictures[b]]
    assert same == []


def test_typing_narrows_the_list_and_enter_opens_the_first(
    queue: QueuePanel, opened: list[str]
) -> None:
    queue.focus_search()
    QTest.keyClicks(queue.search, "DISCARDED")
    assert [row.id for row in queue.model.rows] == ["a4"]
    QTest.keyClick(queue.search, Qt.Key.Key_Return)
    assert opened == ["a4"]
    queue.search.setText("nothing")
    assert queue._empty.text() == "No article has that name."
    assert queue.list.isHidden()
    QTest.keyClick(queue.search, Qt.Key.Key_Return)
    assert opened == ["a4"]
    QTest.keyClick(queue.search, Qt.Key.Key_Escape)
    assert len(queue.model.rows) == 5


def test_enter_without_words_opens_nothing(queue: QueuePanel, opened: list[str]) -> None:
    QTest.keyClick(queue.search, Qt.Key.Key_Return)
    assert opened == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_choose_in_the_list(queue: QueuePanel, opened: list[str], key: Qt.Key) -> None:
    queue.set_current("a1")
    QTest.keyClick(queue.list, Qt.Key.Key_Down)
    QTest.keyClick(queue.list, key)
    assert opened == ["a2"]


def test_a_click_opens(queue: QueuePanel, opened: list[str]) -> None:
    place = queue.list.visualRect(queue.list.model().index(3, 0)).center()
    QTest.mouseClick(queue.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["a3"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (0, ["Open", "Discard article…"]),
        (3, ["Open", "Mark as not done", "Discard article…"]),
        (4, ["Open", "Bring back"]),
    ],
)
def test_the_menu_of_an_article_offers_what_fits(
    queue: QueuePanel, row: int, words: list[str]
) -> None:
    heard: list[tuple[str, str]] = []
    queue.discard_asked.connect(lambda key: heard.append(("discard", key)))
    queue.reopen_asked.connect(lambda key: heard.append(("reopen", key)))
    menu = queue.menu_for(queue.model.rows[row])
    assert [action.text() for action in menu.actions()] == words
    menu.actions()[-1].trigger()
    assert heard == [("reopen" if row == 4 else "discard", f"a{row}")]


def test_the_open_article_is_kept_in_sight(queue: QueuePanel, look: Look) -> None:
    entries = [_entry(n, f"Article {n}", "new") for n in range(400)]
    queue.set_entries(entries, ME)
    queue.set_current("a300")
    rect = queue.list.visualRect(queue.list.model().index(300, 0))
    assert queue.list.viewport().rect().contains(rect.center())
    queue.set_current("")
    assert not queue.list.currentIndex().isValid()


def test_a_long_list_is_painted_at_once(queue: QueuePanel) -> None:
    queue.set_entries([_entry(n, f"Article {n}", "new") for n in range(50_000)], ME)
    assert not queue.grab().isNull()
    assert _words(queue) == "50,000 left of 50,000"


def test_where_something_is_mine_it_is_shown_at_first_and_all_when_asked(
    queue: QueuePanel, qtbot: QtBot
) -> None:
    assert not queue.whose.isVisible()
    queue.set_mine(frozenset({"a0", "a3"}))
    assert queue.whose.isVisible()
    assert queue.whose.button("mine").isChecked()
    assert _words(queue) == "1 left of 2"
    QTest.mouseClick(queue.whose.button("all"), Qt.MouseButton.LeftButton)
    assert queue.whose.button("all").isChecked()
    assert _words(queue) == "3 left of 5"
    queue.set_mine(frozenset({"a0", "a3", "a4"}))
    assert _words(queue) == "3 left of 5", "the choice stays"
    QTest.keyClick(queue.whose.button("mine"), Qt.Key.Key_Space)
    assert _words(queue) == "1 left of 3"
    queue.set_mine(frozenset())
    assert not queue.whose.isVisible()
    assert _words(queue) == "3 left of 5"


def test_in_a_narrow_queue_the_numbers_stay_and_an_id_that_tells_nothing_goes(
    queue: QueuePanel,
) -> None:
    entry = _entry(1, "An article", "in progress")._replace(id="GUM_interview_ants")
    below = queue._delegate.numbers_in
    assert below(entry, 400) == "GUM_interview_ants · 388 words · 3 spans"
    assert below(entry, 190).startswith("GUM_i")
    assert below(entry, 190).endswith("… · 388 words · 3 spans")
    assert below(entry, 130) == "388 words · 3 spans"


def test_how_the_day_goes_is_shortened_by_whole_words(queue: QueuePanel) -> None:
    queue.set_pace("today 1 · under a minute each")
    strip = queue._strip
    assert strip.pace_in(300) == "today 1 · under a minute each"
    assert strip.pace_in(100) == "today 1"
    assert strip.pace_in(10) == ""
    assert strip.accessibleDescription() == "today 1 · under a minute each"
