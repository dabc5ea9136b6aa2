"""After any run of edits the report that counts what changed is the one counted from nothing."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.report import Report, Scope
from annotator.assets import default_scheme_bytes
from annotator.core.annotation import Item, SetKey, Status
from annotator.core.change import Change, Edit, Part
from annotator.core.people import Annotator, Assignment, Role
from annotator.core.scheme import LabelScheme
from annotator.review.measuring import measure
from annotator.store.annotations import read_set
from annotator.store.assignments import assign
from annotator.store.connection import Store, create_store, open_store
from annotator.store.documents import article_entry, document_ids, set_queued
from annotator.store.journal import import_documents, record
from annotator.store.people import ensure_annotator
from annotator.store.sums import kept_sums
from tests.benchmarks.texts import article
from tests.noise import Rates, add_noisy_annotator

MANY = 5
ARTICLES = tuple(f"news-{number}" for number in range(MANY))
PEOPLE = ("ann", "bob", "cay", "dee")  # dee has done nothing yet
SCOPES = (
    Scope(resamples=20),
    Scope(resamples=20, annotators=("ann", "bob")),
    Scope(resamples=20, batch="pilot"),
)


@pytest.fixture(scope="module")
def team(scheme: LabelScheme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a project that three finished, who err."""
    path = tmp_path_factory.mktemp("team") / "team.quoth"
    with pytest.MonkeyPatch.context() as own:
        own.setenv("QUOTH_DATA_DIR", str(path.parent / "data"))
        with create_store(path, name="News", scheme=default_scheme_bytes()) as store:
            made = [article(name, 900, 8, seed) for seed, name in enumerate(ARTICLES)]
            import_documents(
                store,
                [
                    replace(one, sets=(replace(one.sets[0], key=SetKey(one.document.id, "ann")),))
                    for one in made
                ],
                author="ann",
                name="Import",
            )
            for seed, name in enumerate(("bob", "cay")):
                rates = Rates(move=0.15, relabel=0.1, both=0.05, drop=0.1, add=0.1, seed=seed)
                add_noisy_annotator(store, scheme, "ann", name, rates)
            assign(store, [Assignment(one, "ann", "pilot") for one in ARTICLES[:3]])
    return path


MARKS = ("drop", "relabel", "strange label", "value", "strange value")
STATES = ("none", "discarded", "done")
OTHERS = ("out of the queue", "queue", "model", "annotator", "import", "pilot")
Act = tuple[str, str, str]  # what, of which article, by or of whom
ACTS = st.tuples(
    st.sampled_from(MARKS) | st.sampled_from(STATES) | st.sampled_from(OTHERS),
    st.sampled_from(ARTICLES),
    st.sampled_from(PEOPLE),
)
RUNS = st.lists(
    st.tuples(st.lists(ACTS, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=5
)


@pytest.mark.parametrize("scope", SCOPES, ids=["all", "two of them", "a batch"])
@given(runs=RUNS)
@settings(max_examples=25)
def test_what_is_counted_after_edits_is_as_if_all_were_counted_anew(
    team: Path, scheme: LabelScheme, scope: Scope, runs: list[tuple[list[Act], bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, log = Path(folder) / "news.quoth", Path(folder) / "log"
        shutil.copyfile(team, path)
        with open_store(path, shadow=log) as store:
            measure(store, scheme, scope)
            for acts, elsewhere in runs:
                if elsewhere:
                    with open_store(path, shadow=log) as other:
                        _do(other, acts)
                else:
                    _do(store, acts)
                assert measure(store, scheme, scope) == _anew(path, scheme, scope)


def test_an_edit_has_the_rows_of_its_article_replaced_and_no_other_sums_read(
    team: Path, scheme: LabelScheme, tmp_path: Path
) -> None:
    path = tmp_path / "news.quoth"
    shutil.copyfile(team, path)
    with open_store(path, shadow=tmp_path / "log") as store:
        measure(store, scheme, SCOPES[0])
        with store.writing() as db:
            db.execute("DELETE FROM agreement_sums")
        _do(store, [("drop", ARTICLES[1], "bob"), ("none", ARTICLES[2], "cay")])
        told: list[int] = []
        report = measure(store, scheme, SCOPES[0], lambda *said: told.append(said[1]))
        assert max(told) == 2
        assert [*kept_sums(store)] == [ARTICLES[1], ARTICLES[2]]
    assert report == _anew(path, scheme, SCOPES[0])


def _anew(path: Path, scheme: LabelScheme, scope: Scope) -> Report:
    """Return the report on a copy of the project in which no sums are kept."""
    folder = path.with_name(str(uuid4()))
    folder.mkdir()
    shutil.copyfile(path, folder / "copy.quoth")
    with open_store(folder / "copy.quoth", shadow=folder) as store:
        with store.writing() as db:
            db.execute("DELETE FROM agreement_sums")
        return measure(store, scheme, scope)


def _do(store: Store, acts: list[Act]) -> None:
    for act, document, name in acts:
        key = SetKey(document, name)
        if act == "import":
            made = article(str(uuid4()), 600, 5, len(document_ids(store)))
            of_two = [
                replace(made.sets[0], key=SetKey(made.document.id, one)) for one in ("ann", name)
            ]
            import_documents(
                store,
                [replace(made, sets=tuple(of_two[: 1 + (name != "ann")]))],
                author=name,
                name="Import",
            )
        elif act in {"queue", "out of the queue"}:
            set_queued(store, document, act == "queue")
        elif act == "pilot":
            assign(store, [Assignment(document, name, "pilot")])
        elif act in {"model", "annotator"}:
            ensure_annotator(store, Annotator(name, Role(act)))
        elif not article_entry(store, document).queued:
            pass  # an article that left the queue takes no marks
        elif act in STATES:
            _set_state(store, key, act)
        else:
            _edit(store, key, act)


def _set_state(store: Store, key: SetKey, state: str) -> None:
    now = read_set(store, key).status
    if state != now.state:
        before = (now,) if now.state != "none" else ()
        _record(store, key, before, (Status(state),) if state != "none" else ())


def _edit(store: Store, key: SetKey, act: str) -> None:
    spans = read_set(store, key).spans
    if spans:
        one = spans[0]
        other = {
            "drop": (),
            "relabel": (replace(one, label="claim", attributes=()),),
            "strange label": (replace(one, label="rumour", attributes=()),),
            "value": (replace(one, label="actor", attributes=(("type", "person"),)),),
            "strange value": (replace(one, label="actor", attributes=(("type", "ghost"),)),),
        }[act]
        _record(store, key, (one,), other)


def _record(store: Store, key: SetKey, before: tuple[Item, ...], after: tuple[Item, ...]) -> None:
    part = Part(key, Change("Edit", before, after))
    record(store, Edit(str(uuid4()), key.annotator, "2025-03-04T00:00:00+00:00", "Edit", (part,)))
