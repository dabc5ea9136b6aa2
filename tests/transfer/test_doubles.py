from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from annotator.transfer.doubles import Doubles


@given(st.lists(st.sampled_from("abcdefgh") | st.text(max_size=3)))
def test_each_thing_that_came_before_is_told_with_where_it_first_came(names: list[str]) -> None:
    doubles = Doubles()
    for name in names:
        doubles.add_name(name)
    expected = [
        (number, names.index(name))
        for number, name in enumerate(names)
        if names.index(name) < number
    ]
    assert list(doubles.pairs()) == expected


def test_digests_are_taken_as_they_are() -> None:
    doubles = Doubles()
    for words in (b"a", b"b", b"a", b"b", b"a"):
        doubles.add(sha256(words).digest())
    assert list(doubles.pairs()) == [(2, 0), (3, 1), (4, 0)]


def test_of_nothing_nothing_comes_twice() -> None:
    assert list(Doubles().pairs()) == []
