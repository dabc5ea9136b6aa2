import getpass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.people import Annotator, Role
from annotator.formats.naming import begins_with_letter
from annotator.projects.opening import Project
from annotator.projects.people import ensure_person, who_am_i


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ("ann", "ann"),
        ("ann.lee-2_x", "ann.lee-2_x"),
        ("HERALD\\ann", "HERALDann"),
        ("2ann", "ann"),
        ("Łukasz", "Łukasz"),
        ("مريم", "مريم"),
        ("हिन्दी", "हिन्दी"),
        ("gold", "annotator"),
        ("GOLD", "annotator"),
        ("", "annotator"),
        ("1234", "annotator"),
        ("a\n\tb/c:d\u202e", "abcd"),
        ("x" * 500, "x" * 64),
    ],
)
def test_the_name_comes_from_the_account(
    monkeypatch: pytest.MonkeyPatch, account: str, name: str
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: account)
    assert who_am_i() == name


def test_a_name_that_was_chosen_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "account")
    assert who_am_i(" Ann Lee ") == "Ann Lee"
    assert who_am_i("…") == "account"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_an_account_without_a_name_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert who_am_i() == "annotator"


@given(name=st.text())
def test_any_name_becomes_one_that_can_stand_in_a_record(name: str) -> None:
    made = who_am_i(f"a{name}")
    assert begins_with_letter(made)
    assert made == made.strip()
    assert made.isprintable()
    assert len(made) <= 64


def test_a_person_is_noted_once_with_a_role(project: Project) -> None:
    assert ensure_person(project, "ann") == Annotator("ann", Role.ANNOTATOR)
    before = project.path.read_bytes()
    assert ensure_person(project, "ann") == Annotator("ann", Role.ANNOTATOR)
    assert project.path.read_bytes() == before
    assert ensure_person(project, "gold").role is Role.ADJUDICATOR
