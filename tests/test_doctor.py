import hashlib
import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from annotator import __version__, doctor
from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.doctor import Finding, examine
from annotator.projects.opening import make_project
from annotator.store import journal
from annotator.transfer.importing import import_text

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
WORDS = "Harbour fees will rise, the mayor said."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with one mark, and so with a backup."""
    path = tmp_path / "news.quoth"
    with make_project(path, name="News") as project:
        report = import_text(project.store, project.scheme, WORDS)
        span = Span("s1", "quote", 0, 7, "Harbour")
        part = Part(SetKey(report.added[0], "ann"), Change("Mark", (), (span,)))
        journal.record(
            project.store, Edit("u1", "ann", "2025-01-01T00:00:00+00:00", "Mark", (part,))
        )
    return path


def wrong(path: Path | None = None) -> list[Finding]:
    found = [one for one in examine(path) if not one.ok]
    assert all(one.finding and one.cause and one.mend for one in found)
    return found


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for one in statements:
            db.execute(one)


def test_a_sound_installation_is_told_part_by_part() -> None:
    found = {one.subject: one for one in examine()}
    assert found["Quoth"].finding == __version__
    for subject in (
        *("Python", "SQLite", "PySide6-Essentials", "orjson", "charset-normalizer", "formats"),
        *("fonts", "label scheme", "settings", "backups and shadow logs", "log"),
    ):
        assert found[subject].ok
        assert found[subject].finding
        assert found[subject].cause == found[subject].mend == ""
    assert all(font in found["fonts"].finding for font in ("Literata", "Inter", "Arabic", "Emoji"))


def test_every_library_that_is_needed_is_looked_at() -> None:
    needed = tomllib.loads(PYPROJECT.read_text())["project"]["dependencies"]
    looked_at = {one.subject for one in examine()}
    assert {re.split("[^A-Za-z0-9-]", one)[0] for one in needed} <= looked_at


def test_a_sound_project_is_proved_and_left_as_it_is(path: Path) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    words = [one.finding for one in examine(path) if one.subject == "project"]
    assert words[0].startswith("News (")
    assert "label scheme news-attribution@" in words[1]
    assert "hash chain" in words[2]
    (backups,) = [one for one in examine(path) if one.subject == "automatic backups"]
    assert backups.finding.startswith("1, the newest ")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE item SET label = 'claim'", "not what the journal says"),
        ("UPDATE document SET title = 'x'", "What is told of"),
        ("UPDATE meta SET value = 'x' WHERE key = 'name'", "The project's 'name'"),
        ("UPDATE annotation_set SET spans = 7", "What is told of the marks"),
    ],
)
def test_what_was_changed_by_hand_is_found(path: Path, statement: str, words: str) -> None:
    change(path, statement)
    found = wrong(path)
    assert any(words in one.finding for one in found)
    assert all(one.subject == "project" for one in found)
    assert f"quoth doctor --restore {path}" in found[0].mend


def test_many_faults_are_counted(path: Path) -> None:
    with make_project(path.with_name("many.quoth")) as project:
        for number in range(9):
            import_text(project.store, project.scheme, f"{WORDS} {number}")
    change(path.with_name("many.quoth"), "UPDATE document SET title = 'x'")
    found = wrong(path.with_name("many.quoth"))
    assert len(found) == 6
    assert found[-1].finding == "4 more"


@pytest.mark.parametrize(
    ("make", "words", "mend"),
    [
        (lambda path: path.unlink(), "There is no project", "quoth new"),
        (lambda path: path.write_text("words" * 999), "is damaged", "--restore"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "is damaged", "--restore"),
        (lambda path: change(path, "PRAGMA user_version = 9"), "newer version", "newest version"),
        (lambda path: change(path, "PRAGMA application_id = 9"), "another program", "quoth new"),
        (lambda path: change(path, "DROP TRIGGER text_stands"), "is damaged", "--restore"),
    ],
)
def test_what_cannot_be_opened_is_told_with_its_mend(
    path: Path, make: object, words: str, mend: str
) -> None:
    assert callable(make)
    make(path)
    before = path.read_bytes() if path.exists() else b""
    (found,) = wrong(path)
    assert words in found.finding
    assert mend in found.mend
    assert (path.read_bytes() if path.exists() else b"") == before


def test_a_scheme_that_is_no_scheme_is_found(tmp_path: Path) -> None:
    from annotator.store.connection import create_store

    create_store(tmp_path / "x.quoth", name="x", scheme=b"{}").close()
    (found,) = wrong(tmp_path / "x.quoth")
    assert "the scheme: at" in found.finding


def test_what_is_missing_of_the_installation_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("annotator.assets._PACKAGE", tmp_path / "a" / "b")
    monkeypatch.setattr(doctor, "_LIBRARIES", ("no-such-library",))
    monkeypatch.setattr(doctor, "_FORMATS", ("text", "xml"))
    monkeypatch.setattr(doctor, "_OLDEST_SQLITE", (99, 0, 0))
    monkeypatch.setenv("QUOTH_DATA_DIR", str(tmp_path / "file" / "data"))
    found = {one.subject: one for one in wrong()}
    assert found["no-such-library"].mend == "pip install no-such-library"
    assert found["formats"].finding == "xml cannot be found"
    assert (
        found["fonts"].finding == "Literata, Inter, Noto Naskh Arabic, Noto Emoji cannot be found"
    )
    assert "SQLite" in found
    assert "label scheme" in found
    assert "cannot be written" in found["backups and shadow logs"].finding


def test_a_library_of_the_window_that_is_missing_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(doctor, "_LINUX_LIBRARIES", {"libnone.so.1": "libnone1"})
    (found,) = wrong()
    assert (found.subject, found.mend) == ("libnone.so.1", "sudo apt install libnone1")
