import runpy
import sys
import tempfile
from pathlib import Path

import pytest

from annotator.cli.tour import tour


def test_the_whole_job_is_done_and_each_step_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tour(tmp_path) == 0
    said = capsys.readouterr()
    assert said.err == ""
    steps = [line for line in said.out.splitlines() if line.startswith("$ quoth ")]
    assert [line.split()[2] for line in steps] == [
        *("new", "import", "list", "check", "export", "verify"),
    ]
    assert "all of it holds" in said.out
    assert said.out.endswith(f"The project and the dataset are in {tmp_path}.\n")
    assert (tmp_path / "sample.quoth").is_file()
    assert (tmp_path / "dataset" / "README.md").is_file()


def test_it_stops_at_the_step_that_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sample.quoth").touch()
    assert tour(tmp_path) == 2
    said = capsys.readouterr()
    assert "is there already" in said.err
    assert "$ quoth import" not in said.out


def test_it_is_a_program_that_leaves_with_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delitem(sys.modules, "annotator.cli.tour")
    with pytest.raises(SystemExit) as left:
        runpy.run_module("annotator.cli.tour", run_name="__main__")
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("There is no display here")
