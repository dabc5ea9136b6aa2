import getpass
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.core.people import Annotator, Assignment, Role
from annotator.formats.naming import begins_with_letter
from annotator.projects.assigning import assigned, give
from annotator.projects.opening import Project
from annotator.projects.people import (
    KeptPersonError,
    People,
    PersonNameError,
    PersonRoleError,
    add_person,
    is_lead,
    known_names,
    may_see_others,
    people,
    remove_person,
    rename_person,
    who_am_i,
)
from annotator.store.documents import document_ids, read_document
from annotator.store.journal import record
from annotator.store.people import ensure_annotator


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


def test_a_person_is_noted_once_and_may_get_another_role(project: Project) -> None:
    assert add_person(project, " ann ") == Annotator("ann", Role.ANNOTATOR)
    before = project.path.read_bytes()
    assert add_person(project, "ann") == Annotator("ann", Role.ANNOTATOR)
    assert project.path.read_bytes() == before
    assert add_person(project, "ann", Role.LEAD).role is Role.LEAD
    assert people(project) == People((Annotator("ann", Role.LEAD),))


@pytest.mark.parametrize("name", ["", "  ", "2ann", "ann/lee", "a\nb", "x" * 65, "\u202eann"])
def test_a_name_that_cannot_stand_is_refused_and_nothing_is_noted(
    project: Project, name: str
) -> None:
    with pytest.raises(PersonNameError, match="begins with a letter"):
        add_person(project, name)
    assert people(project) == People()


@pytest.mark.parametrize("name", ["gold", "Gold"])
def test_nobody_is_called_gold(project: Project, name: str) -> None:
    with pytest.raises(PersonRoleError, match="filled in review"):
        add_person(project, name)


def test_gold_and_models_are_listed_apart(project: Project) -> None:
    add_person(project, "ann")
    add_person(project, "tagger", Role.MODEL)
    ensure_annotator(project.store, Annotator("gold", Role.ADJUDICATOR))
    found = people(project)
    assert [one.name for one in found.people] == ["ann"]
    assert [one.name for one in found.others] == ["gold", "tagger"]
    assert found.role_of("gold") is Role.ADJUDICATOR
    assert found.role_of("nobody") is None


def test_while_no_lead_is_named_everyone_may_do_and_see_all(project: Project) -> None:
    add_person(project, "ann")
    assert is_lead(project, "ann")
    assert is_lead(project, "somebody new")
    assert may_see_others(project, "somebody new")


def test_once_a_lead_is_named_the_others_are_blind(project: Project) -> None:
    add_person(project, "ann")
    add_person(project, "lea", Role.LEAD)
    add_person(project, "jo", Role.ADJUDICATOR)
    found = {
        name: (is_lead(project, name), may_see_others(project, name))
        for name in ("ann", "lea", "jo", "stranger")
    }
    assert found == {
        "ann": (False, False),
        "lea": (True, True),
        "jo": (False, True),
        "stranger": (False, False),
    }
    add_person(project, "lea")
    assert may_see_others(project, "ann"), "the last lead was taken back"


def test_names_are_known_or_refused_with_those_that_are(project: Project) -> None:
    with pytest.raises(PersonNameError, match="nobody called ann; there is nobody yet"):
        known_names(project, ["ann"])
    add_person(project, "ben")
    assert known_names(project, ["ben", "ben"]) == ["ben"]
    with pytest.raises(PersonNameError, match="nobody called ann; there are ben"):
        known_names(project, ["ben", "ann"])


def _has_marked(project: Project, name: str) -> None:
    document = document_ids(project.store)[0]
    words = read_document(project.store, document).text[:7]
    span = Span("s1", "actor", 0, 7, words)
    part = Part(SetKey(document, name), Change("Mark Actor", (), (span,)))
    record(project.store, Edit(str(uuid4()), name, "2025-03-03T09:00:00+00:00", "Mark", (part,)))


def test_who_has_not_begun_can_be_renamed_and_removed_with_what_was_given(
    project: Project,
) -> None:
    document = document_ids(project.store)[0]
    add_person(project, "an", Role.LEAD)
    give(project, [Assignment(document, "an")])
    assert rename_person(project, "an", " ann ") == Annotator("ann", Role.LEAD)
    assert people(project) == People((Annotator("ann", Role.LEAD),))
    assert assigned(project) == [Assignment(document, "ann")]
    assert rename_person(project, "ann", "ann").name == "ann"
    remove_person(project, "ann")
    assert people(project) == People()
    assert assigned(project) == []


def test_who_has_marks_stays_and_keeps_the_name(project: Project) -> None:
    _has_marked(project, "ann")
    add_person(project, "ann", Role.LEAD)
    with pytest.raises(KeptPersonError, match="ann stays: the history of 1 article holds"):
        remove_person(project, "ann")
    with pytest.raises(KeptPersonError, match="the history bears that name, so it stays"):
        rename_person(project, "ann", "anna")
    assert people(project) == People((Annotator("ann", Role.LEAD),))


@pytest.mark.parametrize(
    ("name", "new", "error", "told"),
    [
        ("zoe", "zoa", PersonNameError, "nobody called zoe; there are ann, ben"),
        ("gold", "silver", PersonRoleError, "it stays, under its name"),
        ("ann", "ben", PersonNameError, "ben is there already"),
        ("ann", "gold", PersonRoleError, "filled in review"),
        ("ann", "2nd", PersonNameError, "begins with a letter"),
    ],
)
def test_a_rename_that_cannot_be_changes_nothing(
    project: Project, name: str, new: str, error: type[Exception], told: str
) -> None:
    for one in ("ann", "ben"):
        add_person(project, one)
    before = project.path.read_bytes()
    with pytest.raises(error, match=told):
        rename_person(project, name, new)
    assert project.path.read_bytes() == before


@pytest.mark.parametrize("name", ["zoe", "gold"])
def test_nobody_and_gold_cannot_be_removed(project: Project, name: str) -> None:
    with pytest.raises((PersonNameError, PersonRoleError)):
        remove_person(project, name)
