import orjson
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import (
    Acceptance,
    Decision,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
    attributes,
)
from annotator.core.canonical import canonical
from annotator.core.change import Change, Edit, Part
from annotator.core.codec import edit_from_json, edit_hash, edit_to_json
from annotator.core.document import Region

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.integers(-5, 10**7)
names = st.lists(words, max_size=3).map(tuple)
items: st.SearchStrategy[Item] = st.one_of(
    st.builds(
        Span,
        words,
        words,
        numbers,
        numbers,
        words,
        st.dictionaries(words, words, max_size=3).map(attributes),
        words,
        words,
        words,
    ),
    st.builds(Relation, words, words, words, words, words),
    st.builds(Region, words, numbers, numbers, words, words),
    st.builds(Acceptance, words, st.lists(words, max_size=3).map(tuple), words),
    st.builds(Status, words, words),
    st.builds(Decision, words, numbers, numbers, words, words, names, names, words, words, words),
)
changes = st.builds(
    Change, words, st.lists(items, max_size=3).map(tuple), st.lists(items, max_size=3).map(tuple)
)
edits = st.builds(
    Edit,
    words,
    words,
    words,
    words,
    st.lists(st.builds(Part, st.builds(SetKey, words, words), changes), max_size=3).map(tuple),
    words,
    words,
    st.lists(words, max_size=3).map(tuple),
    words,
)


@given(edits)
def test_an_edit_survives_its_json(edit: Edit) -> None:
    again = edit_from_json(orjson.loads(canonical(edit_to_json(edit))))
    assert again == edit
    assert edit_hash(again) == edit_hash(edit)


@given(edits)
def test_the_hash_is_over_all_but_itself(edit: Edit) -> None:
    value = edit_to_json(edit)
    value["hash"] = "other"
    assert edit_hash(edit_from_json(value)) == edit_hash(edit)
    value["name"] += "!"
    assert edit_hash(edit_from_json(value)) != edit_hash(edit)
