import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from annotator.log import KEPT, LIMIT, NAME, log_exception, log_folder, start_logging


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in root.handlers[:]:
        if handler not in handlers:
            root.removeHandler(handler)
            with suppress(OSError):
                handler.close()
    root.setLevel(level)


def ours() -> list[logging.Handler]:
    return [one for one in logging.getLogger().handlers if isinstance(one, RotatingFileHandler)]


def test_what_is_logged_stands_in_the_file() -> None:
    path = start_logging()
    assert path == log_folder() / NAME
    logging.getLogger("annotator.store").warning("no backup: é 😀")
    assert path is not None
    assert "WARNING annotator.store: no backup: é 😀" in path.read_text(encoding="utf-8")


def test_starting_again_adds_nothing_and_a_new_folder_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start_logging() == start_logging()
    assert len(ours()) == 1
    monkeypatch.setenv("QUOTH_LOG_DIR", str(tmp_path / "other"))
    path = start_logging()
    assert len(ours()) == 1
    logging.getLogger("x").error("words")
    assert path == tmp_path / "other" / NAME
    assert "words" in path.read_text(encoding="utf-8")


def test_the_files_are_rotated_and_the_oldest_go() -> None:
    path = start_logging()
    assert path is not None
    line = "x" * 10_000
    for _ in range((KEPT + 2) * LIMIT // len(line)):
        logging.getLogger("x").error(line)
    files = sorted(path.parent.iterdir())
    assert [one.name for one in files] == [NAME, *(f"{NAME}.{n}" for n in range(1, KEPT + 1))]
    assert all(one.stat().st_size <= LIMIT for one in files)


def test_an_error_is_logged_with_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 / 0
    path = log_exception("a command failed", caught.value)
    assert path is not None
    words = path.read_text(encoding="utf-8")
    assert "a command failed" in words
    assert "Traceback" in words
    assert "ZeroDivisionError: division by zero" in words


def test_where_no_log_can_be_written_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("QUOTH_LOG_DIR", str(tmp_path / "file" / "log"))
    assert start_logging() is None
    assert log_exception("words", ValueError("x")) is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_prints_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUOTH_LOG_DIR", str(tmp_path))
    (tmp_path / NAME).symlink_to("/dev/full")
    assert log_exception("words", ValueError("x")) == tmp_path / NAME
    assert "Traceback" not in capsys.readouterr().err


def test_the_folder_is_the_persons_own_unless_one_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert log_folder() == Path(os.environ["QUOTH_LOG_DIR"])
    monkeypatch.delenv("QUOTH_LOG_DIR")
    assert "quoth" in str(log_folder()).lower()
