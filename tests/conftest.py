"""What many tests need: an offscreen window, folders of their own, the default scheme, samples."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from annotator.assets import default_scheme_bytes
from annotator.core.scheme import LabelScheme
from annotator.core.schemes import read_scheme

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault of ours
settings.load_profile("unhurried")
ROOT = Path(__file__).resolve().parent.parent
SCREEN = Path(os.path.relpath(ROOT / "tests" / "data" / "screen.json"))  # Qt takes no drive's colon
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"  # room for the whole window


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rounds",
        type=int,
        default=0,
        help="how many rounds each test of faults and of fuzzing goes, instead of its usual number",
    )
    parser.addoption(
        "--renew-pictures",
        action="store_true",
        help="write the golden pictures of text and window anew instead of comparing with them",
    )


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """How many rounds to go: those of --rounds, else the usual ones."""

    def chosen(usual: int) -> int:
        return int(request.config.getoption("--rounds")) or usual

    return chosen


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CONFIG", "LOG", "DOCUMENTS"):
        monkeypatch.setenv(f"QUOTH_{name}_DIR", str(home / name.lower()))


@pytest.fixture(scope="session")
def scheme() -> LabelScheme:
    return read_scheme(default_scheme_bytes())


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's folder of designs and corpora; tests that need it skip where it is not."""
    folder = ROOT.parent / "shared"
    if not (folder / "samples").is_dir():
        pytest.skip("needs ../shared, which is not here")
    return folder
