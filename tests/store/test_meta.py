from annotator.core.people import Annotator, Role
from annotator.store import journal, meta, people
from annotator.store.connection import Store


def test_settings_and_scheme_are_kept(store: Store) -> None:
    assert meta.read_setting(store, "guidelines", "none") == "none"
    meta.write_setting(store, "guidelines", "Mark é.")
    assert meta.read_setting(store, "guidelines") == "Mark é."
    assert meta.read_scheme_bytes(store) == b'{"id": "x"}'
    assert journal.verify_journal(store) == []


def test_a_setting_that_stands_is_not_written_again(store: Store) -> None:
    meta.write_setting(store, "guidelines", "x")
    before = store.path.read_bytes()
    meta.write_setting(store, "guidelines", "x")
    assert store.path.read_bytes() == before


def test_people_have_roles(store: Store) -> None:
    people.ensure_annotator(store, Annotator("ann"))
    people.ensure_annotator(store, Annotator("ann", Role.LEAD))
    people.ensure_annotator(store, Annotator("bot", Role.MODEL))
    assert people.annotators(store) == [Annotator("ann", Role.LEAD), Annotator("bot", Role.MODEL)]
    assert journal.verify_journal(store) == []
