import os
from pathlib import Path

import pytest

from annotator.formats.registry import UnknownFormatError
from annotator.transfer.sources import find_sources, is_dataset_folder

RECORD = b'{"schema":"span-dataset/1.0","id":"a"}\n'


def _found(*paths: Path, form: str = "auto") -> list[tuple[str, str]]:
    refused: list[str] = []
    found = find_sources(paths, form, refused)
    assert refused == []
    return [(one.path.name, one.form) for one in found]


def _refused(*paths: Path) -> list[str]:
    refused: list[str] = []
    assert find_sources(paths, "auto", refused) == []
    return refused


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", b"x", "text"),
        ("a.TXT", b"x", "text"),
        ("a", b"x", "text"),
        ("a.md", b"x", "text"),
        ("a.jsonl", b'{"text":"x"}', "jsonl"),
        ("a.jsonl", RECORD, "dataset"),
        ("a.ndjson", RECORD, "dataset"),
        ("a.json", RECORD, "jsonl"),
        ("a.csv", b"text\nx", "csv"),
        ("a.tsv", b"text\nx", "csv"),
    ],
)
def test_what_a_file_is_goes_by_its_name_and_by_how_it_begins(
    tmp_path: Path, name: str, data: bytes, form: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert _found(path) == [(name, form)]
    assert _found(path, form="csv") == [(name, "csv")], "unless it is said"


def test_folders_are_gone_through_by_name_and_what_is_no_article_is_passed_over(
    tmp_path: Path,
) -> None:
    for name in (
        "b.txt",
        "a.txt",
        ".hidden.txt",
        "photo.jpg",
        "notes.pdf",
        "sub/c.txt",
        ".x/d.txt",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert _found(tmp_path / "in") == [("a.txt", "text"), ("b.txt", "text"), ("c.txt", "text")]


def test_a_file_that_is_named_twice_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    assert _found(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt") == [("a.txt", "text")]


def test_of_a_dataset_folder_only_the_data_is_taken_train_first(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("test", "validation", "train", "more"):
        (tmp_path / "data" / f"{name}.jsonl").write_bytes(RECORD)
    (tmp_path / "README.md").write_text("# words")
    (tmp_path / "other.txt").write_text("not an article of it")
    assert is_dataset_folder(tmp_path)
    names = ["train.jsonl", "validation.jsonl", "test.jsonl", "more.jsonl"]
    assert _found(tmp_path) == [(name, "dataset") for name in names]
    (tmp_path / "README.md").unlink()
    assert not is_dataset_folder(tmp_path)


def test_paths_without_articles_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "photo.jpg").write_bytes(b"x")
    empty, missing = _refused(tmp_path / "empty", tmp_path / "missing.txt")
    assert empty == f"{tmp_path / 'empty'}: there are no articles in this folder."
    assert missing == f"{tmp_path / 'missing.txt'}: No such file or directory."


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_folders_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert _found(tmp_path) == [("a.txt", "text")]


def test_the_size_is_known_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    (one,) = find_sources([tmp_path], "auto", [])
    assert one.size == 5
    assert one.format.name == "text"


def test_a_format_that_nobody_has_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (one,) = find_sources([tmp_path / "a.txt"], "word", [])
    with pytest.raises(UnknownFormatError, match="'word'"):
        _ = one.format


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device")
def test_a_device_is_no_file_of_articles() -> None:
    assert _refused(Path("/dev/zero")) == ["/dev/zero: it is neither a file nor a folder."]


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "feed.xml"])
def test_a_web_page_is_refused_by_name_unless_text_is_asked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<p>words</p>", encoding="utf-8")
    refused: list[str] = []
    assert find_sources([path], "auto", refused) == []
    assert refused == [f"{path}: it is a web page or XML; save its words as plain text."]
    assert [one.form for one in find_sources([path], "text", refused)] == ["text"]
