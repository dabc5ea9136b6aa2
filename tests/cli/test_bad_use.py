"""What a command cannot be meant to do: it is refused before anything is read or written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]


def test_the_standard_input_is_not_read(quoth: Quoth, project: Path) -> None:
    answer = quoth("import", project, "-")
    assert answer.code == 2
    assert answer.sentence == "-: the standard input is not read; write it to a file first."


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_that_lead_nowhere_are_bad_input(quoth: Quoth, project: Path, tmp_path: Path) -> None:
    for name, target in (("loop.txt", "loop.txt"), ("dangling.txt", "none.txt")):
        (tmp_path / name).symlink_to(target)
        answer = quoth("import", project, tmp_path / name)
        assert answer.code == 2
        assert answer.sentence.startswith(str(tmp_path / name))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--encoding", "klingon"], "Invalid value for '--encoding': there is no encoding"),
        (["--annotator", "9x"], "Invalid value for --annotator: '9x' is no name"),
    ],
)
def test_what_no_file_can_be_read_by_is_refused_before_any_is(
    quoth: Quoth, project: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    before = project.read_bytes()
    marked = tmp_path / "marked-by-bytes.txt"  # its byte order mark says how it is written
    marked.write_bytes("Words.".encode("utf-16"))
    answer = quoth("import", project, marked, *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.sentence.startswith(said)
    assert project.read_bytes() == before


@pytest.mark.parametrize("taken", ["news.quoth", "harbour.txt", "folder"])
def test_a_page_takes_the_place_of_pages_alone(
    quoth: Quoth, project: Path, tmp_path: Path, taken: str
) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / taken
    before = path.read_bytes() if path.is_file() else b""
    answer = quoth("agreement", project, "--html", path)
    assert (answer.code, answer.out) == (2, "")
    assert f"{path} is there already and is no HTML page; choose another" in answer.sentence
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert quoth("list", project).code == 0


def test_a_folder_that_may_not_be_read_is_not_taken_for_one_without_a_dataset(
    bound: Quoth, tmp_path: Path
) -> None:
    folder = tmp_path / "locked"
    (folder / "data").mkdir(parents=True)
    for shut in (folder / "data", folder):
        shut.chmod(0)
        answer = bound("verify", folder)
        shut.chmod(0o700)
        assert answer.code == 3
        assert answer.sentence == f"{shut}: Permission denied."


def test_that_no_backup_could_be_made_is_one_sentence(
    process: Quoth, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"in the way of the data folder")
    (tmp_path / "new.txt").write_text("A new article.")
    monkeypatch.setenv("QUOTH_DATA_DIR", str(tmp_path / "file"))
    answer = process("import", project, tmp_path / "new.txt")
    assert answer.code == 0
    told = answer.err.splitlines()
    assert all(line.startswith("quoth: ") for line in told), "no line of a log"
    assert [line for line in told if "No automatic backup could be made: /" in line]
    assert "Errno" not in answer.err


def test_sentences_about_options_end_before_the_next_begins(quoth: Quoth, project: Path) -> None:
    answer = quoth("export", project, "out", "--format", "tape")
    assert "is not 'dataset'. Try `quoth export --help`." in answer.sentence
    answer = quoth("export", project, "out", "--split", "80,10")
    assert "add up to 100, as 80,10,10. Try `quoth export --help`." in answer.sentence
