import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.naming import (
    LANGUAGE,
    MAX_ID,
    RECORD_ID,
    begins_with_letter,
    language_or_none,
    slug,
    unused,
)


@given(name=st.text())
def test_any_name_gives_an_id_and_the_id_gives_itself(name: str) -> None:
    made = slug(name)
    assert RECORD_ID.fullmatch(made)
    assert len(made) <= MAX_ID + len("article-")
    assert slug(made)[:MAX_ID] == made[:MAX_ID].rstrip("-._")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("A day in May.v2", "A-day-in-May.v2"),
        ("000_92a1", "article-000_92a1"),
        ("Ünïcode", "Unicode"),
        ("../../etc/passwd", "etc-passwd"),
        ("نص", "article"),
        ("", "article"),
        ("x" * 500, "x" * MAX_ID),
    ],
)
def test_what_a_name_becomes(name: str, made: str) -> None:
    assert slug(name) == made


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken: set[str] = set()
    for _ in range(3):
        taken.add(unused("a", taken.__contains__))
    assert taken == {"a", "a-2", "a-3"}


@pytest.mark.parametrize(
    ("said", "tag"),
    [("en", "en"), ("en_GB", "en-GB"), (" ar ", "ar"), ("English!", ""), ("", ""), ("e", "")],
)
def test_a_language_is_a_tag_or_none(said: str, tag: str) -> None:
    assert language_or_none(said) == tag


@given(said=st.text(max_size=12))
def test_what_is_taken_for_a_language_can_stand_in_a_record(said: str) -> None:
    tag = language_or_none(said)
    assert tag == "" or LANGUAGE.fullmatch(tag)


def test_names_of_people_begin_with_a_letter_of_any_script() -> None:
    assert begins_with_letter("Łukasz")
    assert begins_with_letter("مريم")
    assert not any(begins_with_letter(one) for one in ("", "1a", "_a", " a", "-"))
