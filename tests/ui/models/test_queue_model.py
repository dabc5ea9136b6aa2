from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from annotator.core.articles import ArticleEntry, SetSummary
from annotator.ui.models.queue_model import QueueModel

ME = "ann"


def _entry(number: int, title: str = "", state: str = "none", **counts: int) -> ArticleEntry:
    sets = (SetSummary(ME, state, counts.get("spans", 0), 0, counts.get("flagged", 0)),)
    return ArticleEntry(
        f"a{number:03}", title or f"Article {number}", 900, 150, "en", queued=True, sets=sets
    )


def _model(*entries: ArticleEntry) -> QueueModel:
    model = QueueModel()
    model.set_entries(entries, ME)
    return model


def test_titles_and_ids_are_searched_in_any_case(qtmodeltester: ModelTester) -> None:
    model = _model(_entry(1, "Ferry FIRM denies"), _entry(2, "Straße"), _entry(3))
    model.search("  firm   DENIES ")
    assert [row.id for row in model.rows] == ["a001"]
    model.search("strasse")
    assert [row.id for row in model.rows] == ["a002"]
    model.search("A003")
    assert [row.id for row in model.rows] == ["a003"]
    qtmodeltester.check(model)
    model.search("nowhere")
    assert model.rowCount() == 0
    model.search("")
    assert model.rowCount() == 3


def test_finished_ones_are_counted_as_they_change() -> None:
    model = _model(_entry(1), _entry(2, state="done"), _entry(3, state="discarded"))
    assert (model.finished, model.total) == (2, 3)
    model.update_entry(_entry(1, state="done"))
    assert model.finished == 3
    model.update_entry(_entry(2))
    assert model.finished == 2
    model.update_entry(_entry(9, state="done"))
    assert (model.finished, model.total) == (2, 3)


def test_an_entry_is_told_where_it_is_shown_and_only_there() -> None:
    model = _model(*(_entry(number) for number in range(50)))
    heard: list[int] = []
    model.dataChanged.connect(lambda first, _last: heard.append(first.row()))
    model.update_entry(_entry(7, spans=4))
    assert heard == [7]
    assert model.rows[7].of(ME).spans == 4
    model.search("article 4")
    heard.clear()
    model.update_entry(_entry(7, spans=5))
    model.update_entry(_entry(40, spans=5))
    assert heard == [model.row_of("a040")]
    model.search("")
    assert model.rows[7].of(ME).spans == 5


def test_a_new_title_is_found_after_the_change() -> None:
    model = _model(_entry(1), _entry(2))
    model.search("other")
    assert model.rowCount() == 0
    model.update_entry(_entry(2, "Another one"))
    model.search("other")
    assert [row.id for row in model.rows] == ["a002"]


def test_the_open_one_is_known_by_its_row() -> None:
    model = _model(_entry(1), _entry(2))
    heard: list[QModelIndex] = []
    model.dataChanged.connect(lambda first, _last: heard.append(first))
    model.set_current("a002")
    model.set_current("a001")
    assert sorted(index.row() for index in heard) == [0, 1, 1]
    assert model.row_of("gone") == -1


def test_a_screen_reader_hears_state_numbers_and_place() -> None:
    model = _model(_entry(1, spans=2, flagged=1), _entry(2, state="done"))
    model.set_current("a001")
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said[0] == "Article 1, open, flagged, 150 words · 2 spans, a001"
    assert said[1] == "Article 2, done, 150 words, a002"


def test_a_hundred_thousand_lines_are_taken_and_searched() -> None:
    model = _model(*(_entry(number) for number in range(100_000)))
    assert model.rowCount() == 100_000
    model.search("99999")
    assert [row.title for row in model.rows] == ["Article 99999"]


def test_while_only_mine_is_shown_the_others_are_neither_shown_nor_counted(
    qtmodeltester: ModelTester,
) -> None:
    model = _model(_entry(1), _entry(2, "Second", "done"), _entry(3, "Third", "done"))
    model.show_mine(frozenset({"a001", "a002"}), only=True)
    assert [row.id for row in model.rows] == ["a001", "a002"]
    assert (model.finished, model.total) == (1, 2)
    qtmodeltester.check(model)
    model.update_entry(_entry(3))
    model.update_entry(_entry(1, state="done"))
    assert (model.finished, model.total) == (2, 2)
    model.search("article")
    assert [row.id for row in model.rows] == ["a001"]
    model.show_mine(model.mine, only=False)
    assert (model.finished, model.total) == (2, 3)
    model.search("")
    assert model.rowCount() == 3
    assert model.row_of("a003") == 2
