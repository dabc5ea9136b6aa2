"""The table of who is to mark what."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from annotator.core.articles import ArticleEntry, SetSummary
from annotator.core.people import Assignment
from annotator.ui.models.work_model import WorkModel

ROLE = Qt.ItemDataRole


def _entry(number: int, *sets: SetSummary) -> ArticleEntry:
    return ArticleEntry(f"a{number}", f"Article <b>{number}</b>", 9, 2, "en", True, sets)


@pytest.fixture
def model() -> WorkModel:
    made = WorkModel()
    entries = [_entry(0, SetSummary("ann", "done", 3, 0, 0)), _entry(1), _entry(2)]
    made.set_work(entries, ["ann", "ben"], [Assignment("a0", "ann"), Assignment("a2", "ben")])
    made.set_practice(["a1"])
    return made


def _ticks(model: WorkModel) -> list[list[bool]]:
    columns = range(1, model.columnCount())
    return [[model.is_on(model.index(row, c)) for c in columns] for row in range(model.rowCount())]


def test_it_is_a_sound_model_with_a_column_for_each_person(
    model: WorkModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)
    heads = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
    assert heads == ["Article", "ann", "ben", "Practice"]
    assert _ticks(model) == [[True, False, False], [False, False, True], [False, True, False]]


def test_a_tick_asks_and_shows_only_what_came_of_it(model: WorkModel) -> None:
    asked: list[tuple[object, ...]] = []
    model.asked.connect(lambda *values: asked.append(values))
    model.practice_asked.connect(lambda *values: asked.append(values))
    before = _ticks(model)
    for row, column, on in ((0, 1, False), (1, 2, True), (1, 3, False)):
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        assert model.setData(model.index(row, column), state, ROLE.CheckStateRole)
    assert asked == [("a0", "ann", False), ("a1", "ben", True), ("a1", False)]
    assert _ticks(model) == before
    model.set_given("a1", "ben", on=True)
    model.set_given("a0", "ann", on=False)
    assert _ticks(model) == [[False, False, False], [False, True, True], [False, True, False]]
    title = model.index(0, 0)
    assert not model.setData(title, Qt.CheckState.Checked, ROLE.CheckStateRole)


def test_a_cell_tells_how_far_its_person_is(model: WorkModel) -> None:
    assert model.index(0, 1).data() == "done"
    assert model.index(0, 2).data() == ""
    aloud = ROLE.AccessibleTextRole
    assert model.index(0, 1).data(aloud) == "Article <b>0</b>, ann: given, done"
    assert model.index(0, 2).data(aloud) == "Article <b>0</b>, ben: not given, new"
    assert model.index(1, 3).data(aloud) == "Article <b>1</b>, for practice"
    assert "&lt;b&gt;" in str(model.index(0, 0).data(ROLE.ToolTipRole))


def test_articles_are_found_by_title_and_id(model: WorkModel) -> None:
    model.search("A2")
    assert [entry.id for entry in model.rows] == ["a2"]
    assert _ticks(model) == [[False, True, False]]
    model.search("article")
    assert model.rowCount() == 3


def test_ten_thousand_articles_change_by_one_cell_without_a_reset(qtbot: object) -> None:
    model = WorkModel()
    model.set_work([_entry(n) for n in range(10_000)], [f"p{n}" for n in range(8)], [])
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.set_given("a7000", "p3", on=True)
    assert model.is_on(model.index(7000, 4))
    assert resets == []
