"""The outline follows each change of the marks as if it were made anew."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex

from annotator.core.annotation import Item, Relation, Span
from annotator.ui.models.marks_model import MarksModel, OutlineRow
from annotator.ui.theme import LIGHT, Look

EDGE = st.integers(0, 30)
SPANS = st.builds(
    lambda n, start, end: Span(f"s{n}", "claim", start, end, ""), st.integers(0, 9), EDGE, EDGE
)
TIES = st.builds(
    lambda n, source, target: Relation(f"r{n}", "denies", f"s{source}", f"s{target}"),
    st.integers(0, 3),
    st.integers(0, 9),
    st.integers(0, 9),
)
ITEMS = st.lists(st.one_of(SPANS, TIES), max_size=6)


def _model(items: Sequence[Item] = ()) -> MarksModel:
    made = MarksModel(Look(LIGHT))
    made.set_items({item.id: item for item in items})
    return made


@settings(max_examples=400, deadline=None)
@given(st.lists(ITEMS, max_size=8), st.data())
def test_a_changed_outline_is_the_one_made_anew(
    batches: list[list[Item]], data: st.DataObject
) -> None:
    items: dict[str, Item] = {}
    changing = _model()
    seen: list[OutlineRow] = []
    _mirror(changing, seen)
    for batch in batches:
        added = {item.id: item for item in batch}
        gone = data.draw(st.sets(st.sampled_from(sorted(items)))) if items else set()
        removed = [item for key, item in items.items() if key in gone or key in added]
        items = {key: item for key, item in items.items() if key not in gone} | added
        changing.change(removed, added.values())
        anew = _model(list(items.values()))
        assert list(changing.rows) == list(anew.rows)
        assert [changing.row_of(key) for key in items] == [anew.row_of(key) for key in items]
        assert seen == list(anew.rows), "what Qt was told of does not add up to the rows"


def _mirror(model: MarksModel, seen: list[OutlineRow]) -> None:
    """Keep rows by what the model tells Qt of them."""

    def inserted(_: QModelIndex, first: int, last: int) -> None:
        seen[first:first] = model.rows[first : last + 1]

    def removed(_: QModelIndex, first: int, last: int) -> None:
        del seen[first : last + 1]

    def changed(first: QModelIndex, last: QModelIndex) -> None:
        seen[first.row() : last.row() + 1] = model.rows[first.row() : last.row() + 1]

    model.rowsInserted.connect(inserted)
    model.rowsRemoved.connect(removed)
    model.dataChanged.connect(changed)
