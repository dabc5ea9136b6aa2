import os
import subprocess
import sys

import pytest

from annotator.assets import asset
from annotator.cli import door
from annotator.cli.door import is_for_the_window


@pytest.mark.parametrize("given", [[], ["news.quoth"], ["./news"], ["a\\b"], ["/home/news"]])
def test_nothing_and_a_path_alone_are_for_the_window(given: list[str]) -> None:
    assert is_for_the_window(given)


@pytest.mark.parametrize(
    "given", [["list", "news.quoth"], ["--help"], ["-h"], ["news"], ["export"], ["./a", "./b"]]
)
def test_all_else_goes_to_the_commands(given: list[str]) -> None:
    assert not is_for_the_window(given)


def test_commands_are_run_by_the_door(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.run(["list", "nowhere/at all.quoth"]) == 2
    assert capsys.readouterr().err.startswith("quoth: ")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("screen", "why"),
    [({"DISPLAY": ":7654"}, ":7654."), ({"QT_QPA_PLATFORM": "nothing"}, '"nothing"')],
)
def test_where_the_display_is_not_there_the_window_leaves_with_a_sentence(
    screen: dict[str, str], why: str
) -> None:
    lacking = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {key: value for key, value in os.environ.items() if key not in lacking}
    done = subprocess.run(
        [sys.executable, "-m", "annotator"],
        cwd=asset("schemas").parent,
        env={**kept, **screen},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith("quoth: The window cannot be opened: ")
    assert why in line
