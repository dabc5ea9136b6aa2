import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator.projects.articles import document, regions, sets
from annotator.projects.opening import open_project
from annotator.transfer import importing

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
STORIES = (
    "Ferry firm rejects claim that boats were sold\n\n"
    "Ferry firm rejects claim that boats were sold\n"
    "Updated 3 May 2021\n\n"
    "BERGEN: The ferry firm has rejected a claim that two of its boats were sold for scrap.\n\n"
    "“They are in the dock, both of them,” said Odalys Fenn on Monday.\n\n\n"
    "Dam was never close to bursting\n\n"
    "Updated 12 min 30 sec ago\n\n"
    "Dam was never close to bursting\n\n"
    "OSLO: The ministry of water denied on Tuesday that the dam at Vell was close to bursting.\n"
    "“There was no danger at any time,” said the minister, who had been asked three times.\n"
)


@pytest.fixture
def empty(tmp_path: Path, quoth: Quoth) -> Path:
    assert quoth("new", tmp_path / "empty.quoth").code == 0
    return tmp_path / "empty.quoth"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def ids(quoth: Quoth, project: Path) -> list[str]:
    return [one["id"] for one in quoth("list", project, "--json").json["articles"]]


def text_of(project: Path, name: str) -> str:
    with open_project(project, read_only=True) as opened:
        return document(opened, name).text


def line(**values: Any) -> str:  # noqa: ANN401 whatever a file may hold
    made = {
        "text": "“Never,” she said.",
        "spans": [
            {"id": "q", "label": "quote", "start": 0, "end": 8, "attrs": {"form": "direct"}},
            {"id": "a", "label": "actor", "start": 9, "end": 12},
        ],
        "relations": [{"id": "r", "type": "attributed_to", "from": "q", "to": "a"}],
        "annotator": "gold",
    }
    return json.dumps({**made, **values}, ensure_ascii=False) + "\n"


TAKEN = "a folder's texts, JSON lines and tables are taken"


def test_files_and_folders_of_all_kinds_come_in(quoth: Quoth, empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.txt", "A plain text.")
    write(folder / "deep" / "b.csv", "id,text\nb1,One of a table.\nb2,Two of a table.\n")
    write(folder / "c.jsonl", line(id="c"))
    write(folder / "d.json", '[{"id": "d", "text": "In a list."}]')
    write(folder / ".hidden.txt", "Not seen.")
    write(folder / "picture.png", b"\x89PNG")
    answer = quoth("import", empty, folder, write(tmp_path / "e.md", "Named, so it is a text."))
    assert (answer.code, answer.err) == (0, "")
    passed = f"1 file was passed over; {TAKEN}: {folder / 'picture.png'}."
    assert answer.out == f"{passed}\n{empty}: 6 articles came in, 3 marks.\n"
    assert ids(quoth, empty) == ["a", "c", "d", "b1", "b2", "e"]
    told = quoth("import", empty, folder, "--json").json
    assert told["added"] == told["refused"] == []
    assert told["notes"] == [passed]
    assert {one["article"] for one in told["known"]} == {"a", "b1", "b2", "c", "d"}
    assert ids(quoth, empty) == ["a", "c", "d", "b1", "b2", "e"]


def test_many_files_that_a_folder_holds_besides_are_counted(
    quoth: Quoth, empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for number in range(7):
        write(folder / f"{number}.html", "<p>")
    write(folder / "a.txt", "Words.")
    (folder / "b.txt").symlink_to("nowhere.txt")
    said = quoth("import", empty, folder).out.splitlines()[0]
    assert said.startswith(f"8 files were passed over; {TAKEN}: {folder / '0.html'}, ")
    assert said.endswith(f"{folder / '4.html'} and 3 more.")


def test_one_shared_id_is_told_in_the_singular(quoth: Quoth, empty: Path, tmp_path: Path) -> None:
    lone = {"spans": [{"id": "q", "label": "quote", "start": 0, "end": 8}], "relations": []}
    path = write(tmp_path / "a.jsonl", line(**lone, id="a"))
    assert quoth("import", empty, path).code == 0
    answer = quoth("import", empty, path, "--annotator", "ben")
    assert answer.out.startswith("a: 1 id of ben is taken there; ben- was put before it.\n")


def test_one_bad_file_is_named_and_the_others_come(
    quoth: Quoth, empty: Path, tmp_path: Path
) -> None:
    good, bad = write(tmp_path / "a.txt", "Words."), write(tmp_path / "b.txt", "")
    half = write(tmp_path / "c.jsonl", '{"text": "One"}\n{"text": ')
    answer = quoth("import", empty, good, bad, half)
    assert answer.code == 1
    assert answer.err.splitlines() == [
        f"quoth: {bad}: there is no text in it.",
        f"quoth: {half}, line 2: it is cut off in the middle (a truncated file?).",
    ]
    assert answer.out == f"{empty}: 1 article came in, 2 refused.\n"
    assert ids(quoth, empty) == ["a"]
    answer = quoth("import", empty, bad, half)
    assert answer.code == 2
    told = quoth("import", empty, good, bad, "--json")
    assert told.code == 1
    assert len(told.json["refused"]) == 1


def test_a_dry_run_says_all_and_changes_nothing(quoth: Quoth, empty: Path, tmp_path: Path) -> None:
    before = empty.read_bytes()
    good, bad = write(tmp_path / "a.txt", "Words."), write(tmp_path / "b.txt", "")
    answer = quoth("import", empty, good, bad, "--dry-run")
    assert answer.code == 1
    assert answer.out == f"{empty}: 1 article would come in, 1 refused.\n"
    assert quoth("import", empty, good, "--dry-run", "--json").json["dry_run"] is True
    assert empty.read_bytes() == before


def test_the_encoding_is_found_out_or_said(quoth: Quoth, empty: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Où est le café ?".encode("cp1252"))
    answer = quoth("import", empty, path)
    assert answer.code == 2
    assert f"{path}: it is not UTF-8, and what it is is not sure" in answer.sentence or (
        "in no encoding that can be told" in answer.sentence
    )
    assert answer.sentence.endswith("say --encoding.")
    assert quoth("import", empty, path, "--encoding", "cp1252").code == 0
    assert text_of(empty, "a") == "Où est le café ?"
    answer = quoth("import", empty, path, "--encoding", "klingon")
    assert answer.code == 2
    assert "there is no encoding 'klingon'" in answer.sentence
    mark = write(tmp_path / "b.txt", b"\xff\xfe" + "Mit Marke.".encode("utf-16-le"))
    answer = quoth("import", empty, mark)
    assert answer.code == 0
    assert f"{mark}: a byte order mark was taken off (utf-16-le)." in answer.out


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "id;body\nx1;Words\n"), ("a.jsonl", '{"id": "x1", "body": "Words"}\n')],
)
def test_the_column_of_the_text_can_be_named(
    quoth: Quoth, empty: Path, tmp_path: Path, name: str, content: str
) -> None:
    path = write(tmp_path / name, content)
    answer = quoth("import", empty, path)
    assert answer.code == 2
    assert "name the one with --text-column" in answer.sentence
    assert quoth("import", empty, path, "--text-column", "body").code == 0
    assert text_of(empty, "x1") == "Words"


def test_the_format_can_be_named(quoth: Quoth, empty: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "table.dat", "id,text\nx1,Words\n")
    assert quoth("import", empty, path, "--format", "csv").code == 0
    assert ids(quoth, empty) == ["x1"]
    assert quoth("import", empty, path).code == 0
    assert text_of(empty, "table") == "id,text\nx1,Words\n"
    answer = quoth("import", empty, path, "--format", "dataset")
    assert answer.code == 2
    assert f"{path}, line 1: it is not JSON" in answer.sentence


def test_marks_come_in_under_the_name_that_is_said(
    quoth: Quoth, empty: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.jsonl", line(id="x"))
    assert quoth("import", empty, path, "--annotator", "ann").code == 0
    assert quoth("import", empty, path).code == 0
    with open_project(empty, read_only=True) as opened:
        found = {one.key.annotator: len(one.items) for one in sets(opened, "x")}
    assert found == {"ann": 3, "gold": 3}
    other = write(tmp_path / "b.jsonl", line(id="x", relations=[]))
    answer = quoth("import", empty, other)
    assert answer.code == 2
    assert "gold has other marks on x already" in answer.sentence
    answer = quoth("import", empty, path, "--annotator", "7 of 9")
    assert answer.code == 2
    assert "'7 of 9' is no name, which begins with a letter" in answer.sentence


def test_names_of_other_schemes_need_a_map(quoth: Quoth, empty: Path, tmp_path: Path) -> None:
    spans = [
        {"id": "q", "label": "speech", "start": 0, "end": 8, "attrs": {"kind": "direct"}},
        {"id": "a", "label": "actor", "start": 9, "end": 12},
    ]
    relations = [{"id": "r", "type": "by", "from": "q", "to": "a"}]
    path = write(tmp_path / "a.jsonl", line(id="x", spans=spans, relations=relations))
    before = empty.read_bytes()
    answer = quoth("import", empty, path)
    assert answer.code == 2
    said = answer.sentence
    assert f"{path}: the scheme news-attribution@" in said
    assert "labels speech" in said
    assert "relations by" in said
    assert "--map" in said
    assert empty.read_bytes() == before
    names = {
        "labels": {"speech": "quote"},
        "relations": {"by": "attributed_to"},
        "attributes": {"speech.kind": "form"},
    }
    mapping = write(tmp_path / "map.json", json.dumps(names))
    assert quoth("import", empty, path, "--map", mapping).code == 0
    with open_project(empty, read_only=True) as opened:
        (one,) = sets(opened, "x")
    assert [(span.label, span.attributes) for span in one.spans] == [
        ("quote", (("form", "direct"),)),
        ("actor", ()),
    ]
    assert [relation.label for relation in one.relations] == ["attributed_to"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "map.json: it is cut off in the middle"),
        ("[]", "map.json: a map is an object with labels, relations, attributes, values, regions"),
        ('{"labels": []}', "map.json: labels is no object"),
        ('{"labels": {"a": 3}}', "map.json: labels.a is neither a name nor null"),
        ('{"labels": {"a": "claims"}}', "which the scheme news-attribution@"),
        (None, "map.json: No such file or directory."),
    ],
)
def test_a_map_that_is_wrong_brings_nothing_in(
    quoth: Quoth, empty: Path, article: Path, content: str | None, words: str
) -> None:
    mapping = article.with_name("map.json")
    if content is not None:
        write(mapping, content)
    answer = quoth("import", empty, article, "--map", mapping)
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.sentence
    assert ids(quoth, empty) == []


def test_several_stories_in_one_file_are_split(quoth: Quoth, empty: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "two.txt", STORIES)
    answer = quoth("import", empty, path, "--split-stories")
    assert answer.code == 0
    assert answer.out == (
        f"{empty}: 2 articles came in, 2 of them stories of 1 that held several "
        "(the whole is kept out of the queue).\n"
    )
    listed = quoth("list", empty)
    assert listed.out.endswith("2 articles, 1 out of the queue.\n")
    assert quoth("list", empty, "--json").json["unqueued"] == 1
    assert ids(quoth, empty) == ["two-1", "two-2"]
    with open_project(empty, read_only=True) as opened:
        whole = document(opened, "two")
        assert whole.text == STORIES
        for name in ("two-1", "two-2"):
            child = document(opened, name)
            assert child.parent is not None
            assert (child.parent.id, child.parent.sha256) == ("two", whole.sha256)
            base = child.parent.base
            assert STORIES[base : base + len(child.text)] == child.text
            assert "headline" in {one.kind for one in regions(opened, name)}


def test_what_came_in_whole_before_is_split_when_that_is_asked_for(
    quoth: Quoth, empty: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "two.txt", STORIES)
    assert quoth("import", empty, path).code == 0
    assert ids(quoth, empty) == ["two"]
    answer = quoth("import", empty, path, "--split-stories")
    assert answer.code == 0
    assert answer.out == (
        f"{empty}: 2 articles came in, 2 of them stories of 1 that held several "
        "(the whole is kept out of the queue), 1 known already.\n"
    )
    assert ids(quoth, empty) == ["two-1", "two-2"]


def test_the_seed_article_holds_two_stories(quoth: Quoth, empty: Path, shared: Path) -> None:
    told = quoth("import", empty, shared / "seeds", "--split-stories", "--json").json
    (split,) = told["split"]
    assert len(split["stories"]) == 2
    with open_project(empty, read_only=True) as opened:
        whole = document(opened, split["article"])
        for name in split["stories"]:
            child = document(opened, name)
            assert child.parent is not None
            base = child.parent.base
            assert whole.text[base : base + len(child.text)] == child.text
            for one in regions(opened, name):
                assert (
                    whole.text[base + one.start : base + one.end] == child.text[one.start : one.end]
                )
        kinds = [one.kind for one in regions(opened, split["article"])]
    assert kinds.count("headline") + kinds.count("duplicate") >= 4
    assert "boilerplate" in kinds


def test_a_large_file_is_refused_unless_it_is_meant(
    quoth: Quoth, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt", "Words. " * 300_000)
    monkeypatch.setattr(importing, "ASKS_ABOVE", 2_000_000)
    answer = quoth("import", empty, path)
    assert answer.code == 2
    assert f"{path}: it has 2 MB, more than the 2 MB that come in without asking" in answer.sentence
    assert "--large" in answer.sentence
    assert ids(quoth, empty) == []
    assert quoth("import", empty, path, "--large").code == 0
    assert ids(quoth, empty) == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of POSIX")
def test_at_a_terminal_a_large_file_is_asked_about(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_001)  # a hole: nothing is read of it
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "annotator", "import", str(empty), str(path)]
    running = subprocess.Popen(
        command, stdin=slave, stderr=slave, stdout=subprocess.PIPE, text=True
    )
    os.close(slave)
    said = b""
    while b"Take it?" not in said:
        said += os.read(master, 1024)
    os.write(master, b"n\n")
    out = running.communicate(timeout=60)[0]
    os.close(master)
    assert b"large.txt has 200 MB." in said
    assert "0 articles came in, 1 refused." in out
    assert running.returncode == 2


def test_many_files_of_a_folder_come_in_under_ids_of_their_own(
    quoth: Quoth, empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    for number in range(1000):
        write(folder / f"{number % 10}" / f"article {number}.txt", f"Article {number}.\n")
    told = quoth("import", empty, folder, "--json").json
    assert len(told["added"]) == len(set(told["added"])) == 1000
    assert told["refused"] == []
    assert quoth("doctor", empty).code == 0


def test_a_language_is_given_to_articles_that_say_none(
    quoth: Quoth, empty: Path, tmp_path: Path
) -> None:
    write(tmp_path / "in" / "a.txt", "The council said so.")
    write(tmp_path / "in" / "b.jsonl", '{"id": "b", "text": "Der Rat.", "lang": "de"}')
    write(tmp_path / "in" / "c.csv", "id,text\nc,The mayor did.\n")
    for wrong in ("english", "e", "en--gb"):
        answer = quoth("import", empty, tmp_path / "in", "--language", wrong)
        assert (answer.code, answer.out) == (2, "")
        assert f"{wrong!r} is no language tag (BCP 47)" in answer.sentence
    assert quoth("import", empty, tmp_path / "in", "--language", "en_gb").code == 0
    listed = quoth("list", empty, "--json").json["articles"]
    assert {one["id"]: one["language"] for one in listed} == {"a": "en-GB", "b": "de", "c": "en-GB"}
