import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import __version__
from annotator.cli import app
from annotator.cli.app import quoth as group

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
COMMANDS = [
    *("new", "import", "list", "people", "assign", "progress"),
    *("check", "agreement", "export", "verify", "backup", "doctor"),
]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The projects that the window was asked to open; no window comes."""
    asked: list[Path | None] = []

    def window(project: Path | None) -> int:
        asked.append(project)
        return 0

    monkeypatch.setattr(app, "_open_window", window)
    return asked


def test_the_commands_have_their_fixed_names(quoth: Quoth) -> None:
    assert list(group.commands) == COMMANDS
    words = quoth("--help").out
    assert all(f"\n  {name} " in words for name in COMMANDS)
    assert "PROJECT" in words


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(quoth: Quoth, name: str, flag: str) -> None:
    answer = quoth(name, flag)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage: quoth {name}")
    assert "--json" in answer.out


def test_the_version_is_told(quoth: Quoth) -> None:
    answer = quoth("--version")
    assert (answer.code, answer.out.strip()) == (0, f"quoth, version {__version__}")


def test_without_a_command_the_window_opens(quoth: Quoth, opened: list[Path | None]) -> None:
    assert quoth().code == 0
    assert opened == [None]


@pytest.mark.parametrize(
    "name", ["trial.quoth", "./new", "a/b", "C:\\news", "./list.quoth", "trial"]
)
def test_a_project_in_the_place_of_a_command_opens_in_the_window(
    quoth: Quoth,
    opened: list[Path | None],
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trial.quoth").touch()
    assert quoth(name).code == 0
    assert opened == [Path(name)]


def test_a_command_goes_before_a_file_of_its_name(
    quoth: Quoth, opened: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "doctor").touch()
    assert "Python" in quoth("doctor").out
    assert opened == []
    quoth("./doctor")
    assert opened == [Path("doctor")]


def test_neither_a_command_nor_a_project_is_one_sentence(
    quoth: Quoth, opened: list[Path | None]
) -> None:
    answer = quoth("tset")
    assert (answer.code, answer.out) == (2, "")
    assert answer.sentence == "There is neither a command nor a project 'tset'. Try `quoth --help`."
    assert opened == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--colour"], "No such option"),
        (["new"], "Missing argument 'PROJECT'"),
        (["import", "x"], "Missing argument 'PATHS...'"),
        (["list", "a", "b"], "unexpected extra argument"),
        (["import", "a", "b", "--format", "xml"], "'xml' is not one of"),
        (["export", "a", "b", "--split", "80,10"], "add up to 100"),
        (["export", "a", "b", "--seed", "x"], "'x' is not a valid integer"),
        (["x.quoth", "more"], "unexpected extra argument"),
    ],
)
def test_wrong_use_is_one_sentence_that_says_where_help_is(
    quoth: Quoth, words: list[str], said: str
) -> None:
    answer = quoth(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.sentence
    assert "--help`" in answer.sentence


@pytest.mark.parametrize("name", ["nothere.quoth", "./nothere", "deep/nothere.quoth"])
def test_a_project_that_is_not_there_is_one_sentence_without_window_or_log(
    process: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUOTH_LOG_DIR", str(tmp_path / "log"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("QT_QPA_PLATFORM", "no such platform")  # a window would end the process
    answer = process(name)
    assert (answer.code, answer.out) == (2, "")
    assert Path(name).name in answer.sentence
    assert not (tmp_path / "log").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
@pytest.mark.parametrize("name", ["", "./news.quoth", "news"])
def test_without_a_display_there_is_one_sentence(
    process: Quoth, project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(project.parent)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    for named in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(named, raising=False)
    answer = process(*filter(None, [name]))
    assert (answer.code, answer.out) == (3, "")
    assert answer.sentence.startswith("The window cannot be opened: there is no display.")


def test_without_qt_the_window_says_what_to_do(
    quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.startswith(("annotator.ui", "PySide6"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PySide6", None)
    (tmp_path / "x.quoth").touch()
    answer = quoth(tmp_path / "x.quoth")
    assert (answer.code, answer.out) == (3, "")
    assert "The window needs Qt" in answer.sentence
    assert "`quoth doctor`" in answer.sentence


def test_the_module_is_the_command(process: Quoth) -> None:
    assert process("--version").out.strip() == f"quoth, version {__version__}"
    answer = process("tset")
    assert answer.code == 2
    assert "neither a command nor a project" in answer.sentence
