import multiprocessing
import os
import sys
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from annotator.formats.dataset_manifest import Origin, manifest_bytes
from annotator.store.errors import DiskError
from annotator.transfer.folders import OutTakenError, whole_folder, write_file

MANIFEST = manifest_bytes(Origin("all", "", "s@1", "0" * 64), {}, {})


def _write(out: Path, words: str = "new", *, force: bool = False) -> None:
    with whole_folder(out, force=force) as folder:
        write_file(folder / "manifest.json", MANIFEST)
        write_file(folder / "words", words.encode())


def _listed(out: Path) -> None:
    """Let a manifest name the file that _write leaves beside it."""
    (out / "manifest.json").write_bytes(
        manifest_bytes(Origin("all", "", "s@1", "0" * 64), {"words": {}}, {})
    )


def _left(out: Path, ending: str, words: str = "old") -> Path:
    """Make what an export that was killed leaves beside its place."""
    left = out.with_name(f".{out.name}.0123456789ab{ending}")
    left.mkdir()
    (left / "words").write_text(words)
    return left


def _open_files() -> list[Path]:
    return list(Path("/proc/self/fd").iterdir())


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_folder_is_there_whole_when_the_block_ends_well(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "out", force=False) as folder:
        write_file(folder / "words", b"new")
        assert not (tmp_path / "out").exists()
        assert folder.parent == tmp_path
    assert (tmp_path / "out" / "words").read_bytes() == b"new"
    assert _names(tmp_path) == ["out"]


def _fail(out: Path, error: BaseException, *, force: bool) -> None:
    with whole_folder(out, force=force) as folder:
        write_file(folder / "words", b"new")
        raise error


def test_nothing_is_there_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="halfway"):
        _fail(tmp_path / "a" / "b" / "out", RuntimeError("halfway"), force=False)
    assert _names(tmp_path) == []


def test_what_was_there_stays_when_the_block_fails(tmp_path: Path) -> None:
    _write(tmp_path / "out", "old")
    _listed(tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        _fail(tmp_path / "out", KeyboardInterrupt(), force=True)
    assert (tmp_path / "out" / "words").read_text() == "old"
    assert _names(tmp_path) == ["out"]


def test_where_the_place_is_taken_nothing_is_begun(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with (
        pytest.raises(OutTakenError, match="out is there already"),
        whole_folder(tmp_path / "out", force=False),
    ):
        pytest.fail("there was something to write into")
    assert _names(tmp_path) == ["out"]


def test_an_empty_folder_is_replaced_and_one_with_other_things_is_not(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    _write(out, force=True)
    assert _names(out) == ["manifest.json", "words"]
    (out / "manifest.json").unlink()
    with pytest.raises(OutTakenError, match="no manifest of Quoth lies in it"):
        _write(out, "newer", force=True)
    _listed(out)
    for name in ("b", "a"):
        (out / name).write_text("mine")
    with pytest.raises(OutTakenError, match="a lies in it, which is no part of the dataset"):
        _write(out, "newer", force=True)
    assert (out / "words").read_text() == "new"


def test_what_was_there_is_put_back_where_the_new_one_cannot_take_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    _write(out, "old")
    _listed(out)
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name.endswith(".exporting"):
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(DiskError, match="out could not be written"):
        _write(out, force=True)
    assert (out / "words").read_text() == "old"
    assert _names(tmp_path) == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="there a folder cannot be synced")
@pytest.mark.parametrize("force", [False, True])
def test_all_is_on_the_disk_before_it_bears_the_name_and_the_name_right_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    out, done = tmp_path / "out", list[object]()
    if force:
        _write(out)
        _listed(out)
    fsync, rename = os.fsync, Path.rename

    def synced(file: int) -> None:
        fsync(file)
        if os.fstat(file).st_size:  # with what was written, not without
            done.append(os.fstat(file).st_ino)

    def renamed(self: Path, target: Path) -> Path:
        done.append("named" if target == out else "aside")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    with whole_folder(out, force=force) as folder:
        (folder / "data").mkdir()
        write_file(folder / "data" / "words", b"new")
    named = done.index("named")
    parts = [out / "data" / "words", out / "data", out]
    assert {one.stat().st_ino for one in parts} <= {*done[:named]}
    assert tmp_path.stat().st_ino in done[named:]
    assert ("aside" in done) is force


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs a list of open files")
def test_no_file_stays_open_behind_an_export(tmp_path: Path) -> None:
    _write(tmp_path / "out")
    before = len(_open_files())
    for number in range(3):
        _left(tmp_path / f"out-{number}", ".exporting")
        _write(tmp_path / f"out-{number}")
    assert len(_open_files()) == before


def test_a_trouble_of_the_file_system_is_one_sentence_that_names_the_place(
    tmp_path: Path,
) -> None:
    with (
        pytest.raises(DiskError, match=r"out could not be written: .*\.$"),
        whole_folder(tmp_path / "out", force=False) as folder,
    ):
        write_file(folder / "no" / "such" / "folder", b"")
    assert _names(tmp_path) == []


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    write_file(tmp_path / "words", b"old")
    with pytest.raises(FileExistsError):
        write_file(tmp_path / "words", b"new")
    assert (tmp_path / "words").read_bytes() == b"old"


def test_what_a_killed_export_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _left(out, ".exporting")
    _left(tmp_path / "other", ".exporting")
    (tmp_path / ".out.mine").mkdir()
    (tmp_path / ".out.mine" / "words").write_text("not of an export")
    _write(out)
    assert _names(tmp_path) == [".other.0123456789ab.exporting", ".out.mine", "out"]
    assert _names(tmp_path / ".out.mine") == ["words"]


def test_a_dataset_that_was_taken_aside_by_a_killed_export_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    left = _left(out, ".replaced")
    (left / "manifest.json").write_bytes(MANIFEST)
    with pytest.raises(OutTakenError, match="is there already"):
        _write(out)
    assert (out / "words").read_text() == "old"
    _listed(out)
    _left(out, ".replaced", "older")
    _write(out, force=True)
    assert (out / "words").read_text() == "new"
    assert _names(tmp_path) == ["out"]


def _hold(out: Path, begun: Event, end: Event) -> None:
    with whole_folder(out, force=False) as folder:
        write_file(folder / "words", b"theirs")
        begun.set()
        end.wait(30)


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder in use cannot be renamed")
def test_an_export_at_work_to_the_same_place_is_let_be(tmp_path: Path) -> None:
    out = tmp_path / "out"
    context = multiprocessing.get_context("spawn")
    begun, end = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(out, begun, end))
    other.start()
    try:
        assert begun.wait(30)
        (beside,) = _names(tmp_path)
        _write(out)
        assert _names(tmp_path) == [beside, "out"]
        assert (tmp_path / beside / "words").read_bytes() == b"theirs"
    finally:
        end.set()
        other.join(30)
    assert other.exitcode == 1, "it found its place taken"
    assert (out / "words").read_text() == "new"
    assert _names(tmp_path) == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed_to_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far" / "out")
    _write(tmp_path / "link")
    assert (tmp_path / "far" / "out" / "words").read_text() == "new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("name", ["a b", "عربي 😀", "x" * 200, "...", "-rf", "100%"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name)
    assert _names(tmp_path) == [name]
