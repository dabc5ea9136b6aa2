"""Whatever is wrong with what is given: one sentence, an exit code, and nothing is changed."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from annotator.core.canonical import text_digest
from annotator.core.record import RECORD_SCHEMA

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
SAID = "“Maybe,” he said."
SPAN = {"id": "q", "label": "quote", "start": 0, "end": 8, "text": "“Maybe,”"}


def jsonl(**values: object) -> bytes:
    return json.dumps({"text": SAID, "annotator": "gold", **values}).encode() + b"\n"


def record(**values: object) -> bytes:
    span = {
        **SPAN,
        "fragments": [],
        "annotator": "ann",
        "certainty": "",
        "note": "",
        "attributes": [],
    }
    made = {
        "schema": RECORD_SCHEMA,
        "id": "one",
        "split": "none",
        "lang": "en",
        "text": SAID,
        "text_sha256": text_digest(SAID),
        "regions": [],
        "spans": [{**span, **values.pop("span", {})}],  # type: ignore[dict-item]
        "relations": [],
        "annotators": ["ann"],
        "view": "all",
        "scheme": "x@1",
        "meta_json": "{}",
        "provenance_json": "{}",
    }
    return json.dumps({**made, **values}, separators=(",", ":")).encode() + b"\n"


def relation(**values: object) -> dict[str, object]:
    made = {"id": "r", "label": "attributed_to", "head": "q", "tail": "q", "annotator": "ann"}
    return {**made, "note": "", "attributes": [], **values}


class Bad(NamedTuple):
    """A file that cannot come in, and what its sentence says."""

    name: str
    data: bytes | None  # None: there is no such file
    says: tuple[str, ...]
    options: tuple[str, ...] = ()


FILES = [
    Bad("none.txt", None, ("No such file or directory",)),
    Bad("empty.txt", b"", ("there is no text in it",)),
    Bad("blank.txt", b" \n\t\n", ("there is no text in it",)),
    Bad("unseen.txt", "\u200b\u2060".encode(), ("there is no text in it",)),
    Bad("nul.txt", b"wor\0ds and more words", ("a NUL character stands at 3",)),
    Bad("start.txt", "\ufffeWords".encode(), ("begins with U+FFFE",)),
    Bad("half.txt", b"\xff\xfea\0\x00\xd8", ("begins as utf-16-le but breaks it at byte 2",)),
    Bad("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", ("it is a picture, not plain text",)),
    Bad("word.txt", b"PK\x03\x04 and more", ("a zip file",)),
    Bad("binary.txt", bytes(range(256)) * 9, ("it is not text",)),
    Bad("old.txt", "Le café est fermé.".encode("cp850"), ("not UTF-8", "say --encoding")),
    Bad("old2.txt", b"caf\xe9", ("it is not UTF-8 at byte 3",), ("--encoding", "utf-8")),
    Bad("cut.jsonl", b'{"text": "One"}\n{"text": "Tw', (", line 2: ", "cut off in the middle")),
    Bad("nan.jsonl", jsonl()[:-2] + b',"n":NaN}', (", line 1: ", "NaN is not JSON")),
    Bad("twice.jsonl", b'{"text":"a","text":"b"}', (", line 1: ", "twice in one object: 'text'")),
    Bad("wide.jsonl", b'{"text":"a","n":99999999999999999999}', ("more than 64 bits",)),
    Bad("deep.jsonl", b'{"text":' + b"[" * 99 + b"]" * 99 + b"}", ("nested more than 64 deep",)),
    Bad("empty.jsonl", b"{}", (", line 1: ", "it is an empty object")),
    Bad("record.json", record(), (", line 1: ", "a record of a dataset", "say --format dataset")),
    Bad("list.json", jsonl(spans=[{**SPAN, "attributes": []}]), ("spans[0].attributes is no",)),
    Bad("parquet.txt", b"PAR1\x15\x04\x15\0words", ("a Parquet file",)),
    Bad("lone.jsonl", b'{"text":"\\ud83d"}', (", line 1: ", "half a character")),
    Bad("list.jsonl", b'{"text":"a"}\n3\n', (", line 2: ", "it is no object")),
    Bad("lists.jsonl", b'["a"]\n["b"]\n', (", line 1: it is a list, where an object with",)),
    Bad("comma.json", b'[\n{"text": "a"}\n{"text": "b"}]', (", line 3: ", "at character 1: ")),
    Bad("kind.jsonl", b'{"text": 3}', (", line 1: ", "text is no string")),
    Bad("column.jsonl", b'{"words": "a"}', (", line 1: ", "no column 'text'", "'words'")),
    Bad("whose.jsonl", jsonl(spans=[SPAN], annotator=""), (", line 1: ", "say --annotator")),
    Bad("start.jsonl", jsonl(spans=[{**SPAN, "start": "0"}]), (", line 1: spans[0]: start",)),
    Bad("flag.jsonl", jsonl(spans=[{**SPAN, "start": False}]), (", line 1: spans[0]: start",)),
    Bad("beyond.jsonl", jsonl(spans=[{**SPAN, "end": 99}]), ("spans[0]: 0 to 99", "17 characters")),
    Bad("quote.jsonl", jsonl(spans=[{**SPAN, "start": 1}]), ("spans[0].text: it says", "1 to 8")),
    Bad("label.jsonl", jsonl(spans=[{**SPAN, "label": "rumour"}]), ("labels rumour", "--map")),
    Bad(
        "nowhere.jsonl",
        jsonl(spans=[SPAN], relations=[{"type": "attributed_to", "from": "q", "to": "z"}]),
        (", line 1: relations[0].to: there is no span 'z'",),
    ),
    Bad("digest.jsonl", jsonl(text_sha256="0" * 64), ("text_sha256: it is not the digest",)),
    Bad("r1.jsonl", record(text_sha256="0" * 64), (", line 1: text_sha256: ",)),
    Bad("r2.jsonl", record(span={"end": 99}), (", line 1: spans[0]: 0 to 99 does not lie",)),
    Bad("r3.jsonl", record(span={"start": 1}), ("spans[0].text: it says '“Maybe,”', but",)),
    Bad("r4.jsonl", record(span={"start": 0.0}), ("spans[0].start: a decimal number",)),
    Bad("r5.jsonl", record(span={"label": "rumour"}), ("labels rumour", "--map")),
    Bad("r6.jsonl", record(relations=[relation(tail="z")]), ("relations[0].tail", "'z'")),
    Bad("r7.jsonl", record(relations=[relation(label="whispers")]), ("relations whispers",)),
    Bad("r8.jsonl", record()[:-9], (", line 1: ", "cut off in the middle")),
    Bad("r9.jsonl", record(lang="not a tag"), (", line 1: lang: 'not a tag'",)),
    Bad("r10.jsonl", record(more=1), (", line 1: 'more' is not known",)),
    Bad("later.jsonl", record(schema="span-dataset/2.0", more=1), ("it says 'span-dataset/2.0'",)),
    Bad("r11.jsonl", record(provenance_json="[]"), ("provenance_json",)),
    Bad("cells.csv", b"id,text\nx,y\nz\n", (", line 3: it has 1 cells; there are 2 columns",)),
    Bad("open.csv", b'text\n"never closed\n', (", line 2: the table breaks off here",)),
    Bad("names.csv", b"id,text\n", ("only the names of columns",)),
    Bad("column.csv", b"id,words\na,b\n", (", line 1: ", "no column 'text'", "--text-column")),
    Bad("named.csv", b"id,text\na,b\n", ("no column 'body'",), ("--text-column", "body")),
    Bad("cell.csv", b"id,text\na,b\nc,\n", (", line 3: text: there is no text in it",)),
]


@pytest.mark.parametrize("bad", FILES, ids=lambda bad: f"{bad.name}-{'-'.join(bad.options)}")
def test_a_bad_file_is_refused_by_name(
    quoth: Quoth, project: Path, tmp_path: Path, bad: Bad
) -> None:
    path, before = tmp_path / "in" / bad.name, project.read_bytes()
    path.parent.mkdir()
    if bad.data is not None:
        path.write_bytes(bad.data)
    for given in (path, path.parent):
        if given == path.parent and bad.data is None:
            continue
        answer = quoth("import", project, given, *bad.options)
        assert answer.code == 2
        assert answer.sentence.startswith(str(path))
        assert answer.sentence.endswith((".", "}."))
        assert all(words in answer.sentence for words in bad.says), answer.sentence
        assert answer.out == f"{project}: 0 articles came in, 1 refused.\n"
        assert project.read_bytes() == before
    told = quoth("import", project, path, "--json", *bad.options)
    assert (told.code, len(told.json["refused"]), told.err) == (2, 1, "")
    assert project.read_bytes() == before


@pytest.mark.parametrize("inside", [(), ("picture.png",), (".hidden.txt",), ("deep/x.pdf",)])
def test_a_folder_without_articles_is_said(
    quoth: Quoth, project: Path, tmp_path: Path, inside: tuple[str, ...]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in inside:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    answer = quoth("import", project, folder)
    assert answer.code == 2
    assert answer.sentence == f"{folder}: there are no articles in this folder."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
def test_what_is_no_file_is_not_read(
    quoth: Quoth, project: Path, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    answer = quoth("import", project, tmp_path / name)
    assert answer.code == 2
    said = {"pipe": "it is a pipe; write what comes through it to a file first"}
    assert answer.sentence == (
        f"{tmp_path / name}: {said.get(name, 'it is neither a file nor a folder')}."
    )


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails")
def test_a_file_that_the_computer_does_not_let_be_read_is_not_bad_input(
    quoth: Quoth, project: Path, article: Path
) -> None:
    answer = quoth("import", project, "/proc/self/mem")
    assert answer.code == 3
    assert answer.sentence == "/proc/self/mem: Input/output error."
    article.write_text("A new article beside it.")
    assert quoth("import", project, "/proc/self/mem", article).code == 1


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 99")


def planted(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TRIGGER gone AFTER INSERT ON item BEGIN DELETE FROM item; END")


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def other(path: Path) -> None:
    path.write_bytes(b"These are words. " * 999)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


class Spoilt(NamedTuple):
    """What is done to a project, and how a command answers then."""

    spoil: Callable[[Path], None]
    code: int
    words: str


PROJECTS = [
    Spoilt(newer, 2, "was made by a newer version of Quoth; install that to open it."),
    Spoilt(foreign, 2, "is a database of another program, not a project."),
    Spoilt(planted, 3, "is damaged: its tables are not those of a project."),
    Spoilt(truncated, 3, "is damaged: "),
    Spoilt(gone, 2, "There is no project "),
    Spoilt(folder, 2, "is a folder; a project is one file that ends in .quoth."),
]


@pytest.mark.parametrize("case", PROJECTS, ids=lambda case: case.spoil.__name__)
@pytest.mark.parametrize("command", ["import", "list", "check", "export", "backup"])
def test_a_project_that_cannot_be_opened_is_said(
    quoth: Quoth, project: Path, article: Path, command: str, case: Spoilt
) -> None:
    case.spoil(project)
    before = project.read_bytes() if project.is_file() else b""
    files = sorted(project.parent.iterdir())
    extra = {"import": [article], "export": [project.parent / "out"]}.get(command, [])
    answer = quoth(command, project, *extra)
    assert (answer.code, answer.out) == (case.code, "")
    assert str(project) in answer.sentence
    assert case.words in answer.sentence
    assert (project.read_bytes() if project.is_file() else b"") == before
    assert sorted(project.parent.iterdir()) == files


@pytest.mark.parametrize("spoil", [other, emptied])
def test_what_was_never_a_project_is_no_damaged_one(
    quoth: Quoth, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path = tmp_path / "x.quoth"
    spoil(path)
    before = path.read_bytes()
    answer = quoth("list", path)
    assert answer.code == 2
    assert f"{path} is not a project of Quoth: " in answer.sentence
    assert path.read_bytes() == before


def test_a_project_that_another_program_holds_is_said(
    quoth: Quoth, project: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article.write_text("A new article.")
    before = project.read_bytes()
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{**k, "timeout": 0.05}))
    with closing(real(project, isolation_level=None)) as holder:
        for lock, command in (("EXCLUSIVE", "list"), ("IMMEDIATE", "import")):
            holder.execute(f"BEGIN {lock}")
            extra = [article] if command == "import" else []
            answer = quoth(command, project, *extra)
            assert (answer.code, answer.out) == (3, "")
            assert "is in use by another program; close it there and try again." in answer.sentence
            holder.execute("ROLLBACK")
    assert project.read_bytes() == before
    assert quoth("import", project, article).code == 0


def test_a_file_or_folder_that_may_not_be_read_is_said(
    bound: Quoth, project: Path, tmp_path: Path
) -> None:
    before = project.read_bytes()
    (tmp_path / "shut" / "deep").mkdir(parents=True)
    (tmp_path / "file.txt").write_text("A new article.")
    (tmp_path / "file.txt").chmod(0)
    (tmp_path / "shut" / "deep").chmod(0)
    for given, named in (("file.txt", "file.txt"), ("shut", "shut/deep")):
        answer = bound("import", project, tmp_path / given)
        assert answer.code == 3
        assert answer.sentence.startswith(str(tmp_path / named))
        assert answer.sentence.endswith(": Permission denied.")
    (tmp_path / "shut" / "deep").chmod(0o700)
    assert project.read_bytes() == before


def test_a_project_that_may_not_be_written_is_looked_at_and_that_may_not_be_read_is_said(
    bound: Quoth, project: Path, article: Path
) -> None:
    article.write_text("A new article.")
    before = project.read_bytes()
    project.chmod(0o400)
    answer = bound("import", project, article)
    assert (answer.code, answer.out) == (3, "")
    assert answer.sentence == f"{project} is open for reading only; nothing was saved."
    assert bound("list", project).code == 0
    assert "1 article would come in" in bound("import", project, article, "--dry-run").out
    assert project.read_bytes() == before
    project.chmod(0)
    answer = bound("list", project)
    assert (answer.code, answer.out) == (3, "")
    assert "look at the rights of the file and its folder" in answer.sentence
    project.chmod(0o600)
    assert project.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_said(
    bound: Quoth, project: Path, tmp_path: Path
) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    for words in (["new", shut / "n"], ["backup", project, shut / "b.quoth"]):
        answer = bound(*words)
        assert (answer.code, answer.out) == (3, "")
        assert answer.sentence.startswith(f"{shut}/")
    assert list(shut.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(quoth: Quoth, tmp_path: Path) -> None:
    answer = quoth("new", tmp_path / "nowhere" / "n.quoth")
    assert answer.code == 2
    assert answer.sentence == f"There is no folder {tmp_path / 'nowhere'}; make it first."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_disk_that_is_full_is_said_and_changes_nothing(project: Path, tmp_path: Path) -> None:
    size = project.stat().st_size
    article = tmp_path / "large.txt"
    article.write_text("Words and words.\n" * 60_000)
    before = project.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "import", str(project), str(article)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert str(project) in line
    assert "full" in line or "failed" in line
    assert done.stdout == ""
    assert project.read_bytes() == before
