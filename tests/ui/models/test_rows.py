"""What a list tells Qt of its changes is enough to follow them."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from annotator.ui.models.rows import RowsModel

LISTS = st.lists(st.lists(st.sampled_from("abcde"), max_size=7), min_size=1, max_size=8)


class Letters(RowsModel[str]):
    def words(self, row: str, role: int) -> object:
        return row.upper() if role == Qt.ItemDataRole.DisplayRole else None


class Follower:
    """Keeps a copy of a model's rows by what its signals tell alone."""

    def __init__(self, model: Letters) -> None:
        self.rows: list[str] = []
        self.told = 0
        self._model = model
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.dataChanged.connect(self._changed)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.rows[first:first] = [self._read(row) for row in range(first, last + 1)]
        self.told += last - first + 1

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.rows[first : last + 1]
        self.told += last - first + 1

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.rows[row] = self._read(row)
            self.told += 1

    def _read(self, row: int) -> str:
        return str(self._model.index(row, 0).data(Qt.ItemDataRole.UserRole))


@settings(max_examples=150, deadline=None)
@given(LISTS)
def test_a_follower_has_the_same_rows_after_any_change(lists: list[list[str]]) -> None:
    model = Letters()
    follower = Follower(model)
    for rows in lists:
        model.put(rows)
        assert follower.rows == rows == list(model.rows)


def test_rows_that_stay_are_not_told_again() -> None:
    model = Letters()
    model.put(list("abcdefgh"))
    follower = Follower(model)
    follower.rows = list("abcdefgh")
    model.put(list("abcXdefgh"))
    model.put(list("abcdefgh"))
    model.put(list("abcdYfgh"))
    model.put(list("abcdYfgh"))
    assert follower.told == 3


def test_the_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    model = Letters()
    model.put(list("abc"))
    qtmodeltester.check(model)
    assert model.index(1, 0).data() == "B"
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(model.index(9, 0)) is None
    heard: list[QModelIndex] = []
    model.dataChanged.connect(lambda first, _last: heard.append(first))
    model.touch(-5, -1)
    model.touch(7, 9)
    assert heard == []
