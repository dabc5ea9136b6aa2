import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.projects.opening import make_project

HEAVY = (
    "numpy",
    "scipy",
    "pydantic",
    "sqlite3",
    "PySide6",
    "orjson",
    "charset_normalizer",
    "regex",
)

LOADED = """
import contextlib, io, json, sys
sys.argv = ["quoth", *{arguments!r}]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    from annotator.__main__ import main
    main()
print(json.dumps(sorted(sys.modules)))
"""


def _loaded(*arguments: str, home: Path) -> set[str]:
    code = LOADED.format(arguments=list(arguments))
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QUOTH_QUIT_AFTER_PAINT": "1",
            "QUOTH_CONFIG_DIR": str(home / "config"),
            "QUOTH_DATA_DIR": str(home / "data"),
            "QUOTH_LOG_DIR": str(home / "log"),
        },
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("import", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert _loaded(*arguments, home=tmp_path) & set(HEAVY) == set()


def test_a_started_window_has_not_loaded_what_it_does_not_need(tmp_path: Path) -> None:
    with make_project(tmp_path / "trial.quoth") as project:
        path = project.path
    loaded = _loaded(str(path), home=tmp_path)
    assert "PySide6.QtWidgets" in loaded
    unwanted = {"numpy", "scipy", "pandas", "sqlalchemy", "matplotlib", "datasets", "jsonschema"}
    unwanted.add("click")  # a path that is given alone needs no commands
    unwanted.add("annotator.ui.pages.start")  # shown only where no project is open
    unwanted.add("pydantic")  # a scheme that was proved when it came in is read without it
    assert loaded & unwanted == set()
    formats = {name for name in loaded if name.startswith("annotator.formats.")}
    assert formats <= {"annotator.formats.base"}, "formats load when they are first used"


BEFORE_THE_FIRST_PAINT = """
import json, sys
import annotator.cli.door, annotator.ui.app, annotator.projects.opening, annotator.ui.first_sight
print(json.dumps(sorted(sys.modules)))
"""


def test_what_the_first_paint_can_do_without_is_loaded_after_it() -> None:
    code = [sys.executable, "-c", BEFORE_THE_FIRST_PAINT]
    done = subprocess.run(code, check=True, capture_output=True, text=True)
    loaded = set(json.loads(done.stdout))
    later = {"secrets", "importlib.resources", "annotator.ui.house"}
    later |= {"annotator.core.check", "annotator.core.problem", "annotator.core.lexicons"}
    later |= {"annotator.projects.assigning", "annotator.review", "annotator.transfer"}
    assert loaded & later == set()
