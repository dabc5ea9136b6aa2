"""run.py must start on old Pythons and on bare machines, and say what to do; it stays readable."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

RUN = Path(__file__).resolve().parent.parent / "run.py"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names of run.py; the functions see changes made to them."""
    names = run_path(str(RUN))
    return names["main"].__globals__  # type: ignore[no-any-return]


def _answers(*codes: int, said: list[list[str]]) -> Callable[..., int]:
    left = list(codes)

    def call(command: list[str], **_: object) -> int:
        said.append([str(word) for word in command])
        return left.pop(0) if left else 0

    return call


def test_it_parses_on_python_3_6() -> None:
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_uses_the_standard_library_alone() -> None:
    tree = ast.parse(RUN.read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= sys.stdlib_module_names


def test_an_old_python_gets_a_sentence(
    run: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit) as left:
        run["main"]()
    assert left.value.code == 3
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_an_old_python_finds_a_newer_one_that_starts(
    run: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "call", _answers(127, 0, 0, said=said))
    assert run["main"]("test") == 0
    assert said[0][0] == "/bin/python3.13"  # a shim that does not start
    assert said[-1][0] == "/bin/python3.12"


def test_help_is_printed_for_what_it_does_not_know(
    run: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run["main"]("--help") == 0
    assert run["main"]("tset") == 2
    assert "python3 run.py test" in capsys.readouterr().out


def test_missing_libraries_are_named_for_whoever_is_not_root(
    run: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as left:
        run["need_libraries"]("libnot-there-2.so.7 libNone.so.1")
    assert left.value.code == 3
    told = capsys.readouterr().err
    assert "sudo apt-get install" in told
    assert "libnot-there-2-7 libnone1" in told


def test_missing_libraries_are_installed_for_root(
    run: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(subprocess, "call", _answers(said=said))
    run["need_libraries"]("libNone.so.1")
    assert said[-1][:2] == ["apt-get", "install"]
    assert said[-1][-1] == "libnone1"


def test_without_apt_the_names_are_told(
    run: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit):
        run["need_libraries"]("libNone.so.1")
    assert "libnone1" in capsys.readouterr().err


@pytest.fixture
def checkout(tmp_path: Path, run: dict[str, Any]) -> Path:
    """A folder that run.py takes for its own."""
    (tmp_path / "pyproject.toml").write_text('[dependency-groups]\ndev = ["tool>=1"]\n')
    run["HERE"], run["ENV"] = tmp_path, tmp_path / ".venv"
    run["STAMP"], run["PYTHON"] = run["ENV"] / "stamp", str(run["ENV"] / "bin" / "python")
    return tmp_path


def _calls(checkout: Path, said: list[list[str]], codes: dict[str, int]) -> Callable[..., int]:
    def call(command: list[str], **_: object) -> int:
        said.append([str(word) for word in command])
        if "venv" in said[-1]:
            (checkout / ".venv").mkdir(exist_ok=True)
        return next((code for word, code in codes.items() if word in said[-1]), 0)

    return call


def test_setting_up_once_is_enough(
    run: dict[str, Any], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(subprocess, "call", _calls(checkout, said, {}))
    run["set_up"](dev=False)
    assert [words[1:3] for words in said] == [["-m", "venv"], ["-m", "pip"]]
    assert "tool>=1" not in said[-1]
    run["set_up"](dev=False)
    assert len(said) == 2
    run["set_up"](dev=True)
    assert len(said) == 3, "the environment stands; only the tools are added"
    assert "tool>=1" in said[-1]
    run["set_up"](dev=False)
    assert len(said) == 3


def test_a_new_pyproject_is_installed_again(
    run: dict[str, Any], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(subprocess, "call", _calls(checkout, said, {}))
    run["set_up"](dev=True)
    (checkout / "pyproject.toml").write_text('[dependency-groups]\ndev = ["other"]\n')
    run["set_up"](dev=False)
    assert "other" in said[-1]
    assert len(said) == 3


def test_another_python_clears_only_what_is_ours(
    run: dict[str, Any], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(subprocess, "call", _calls(checkout, said, {}))
    (checkout / ".venv").mkdir()
    run["set_up"](dev=False)
    assert not any("venv" in words for words in said), "it was somebody else's"
    monkeypatch.setattr(sys, "version", "3.99")
    run["set_up"](dev=False)
    assert any("--clear" in words for words in said)


def test_uv_is_used_and_pip_where_uv_fails(
    run: dict[str, Any], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "call", _calls(checkout, said, {"/bin/uv": 1}))
    run["set_up"](dev=False)
    assert [words[0] for words in said[1:]] == ["/bin/uv", run["PYTHON"]]


def test_no_network_is_told(
    run: dict[str, Any],
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(subprocess, "call", _calls(checkout, [], {"pip": 1}))
    with pytest.raises(SystemExit) as left:
        run["set_up"](dev=False)
    assert left.value.code == 3
    assert "network" in capsys.readouterr().err
    assert not run["STAMP"].exists()


def test_a_missing_venv_is_a_missing_library(
    run: dict[str, Any],
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "uv" else f"/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as left:
        run["set_up"](dev=False)
    assert left.value.code == 3
    assert f"python3.{sys.version_info[1]}-venv" in capsys.readouterr().err


@pytest.mark.parametrize(("screen", "started"), [("", "annotator.cli.tour"), (":1", "annotator")])
def test_without_a_display_the_job_is_done_in_words(
    run: dict[str, Any], monkeypatch: pytest.MonkeyPatch, screen: str, started: str
) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there is always a display")
    said: list[list[str]] = []
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setitem(run, "set_up", lambda **_: None)
    monkeypatch.setitem(run, "need_libraries", lambda _: None)
    monkeypatch.setattr(subprocess, "call", _answers(said=said))
    assert run["main"]() == 0
    assert said[-1][-1] == started
