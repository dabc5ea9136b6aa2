"""The benchmarks run and tell their figures; what the figures are is no test's business."""

import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).resolve().parent.parent / "benchmarks" / "run_all.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(RUN), *arguments], capture_output=True, encoding="utf-8", check=False
    )


def test_every_group_names_its_figures() -> None:
    done = _run("--list")
    assert done.returncode == 0, done.stderr
    groups = dict(line.split(": ") for line in done.stdout.splitlines())
    files = {path.stem for path in RUN.parent.glob("*.py") if "group.main()" in path.read_text()}
    assert set(groups) == files
    names = [name for told in groups.values() for name in told.split()]
    assert len(set(names)) == len(names)
    assert not set(names) & set(groups)


def test_chosen_figures_are_measured_and_told_in_a_table() -> None:
    done = _run("--quick", "read-article", "one-paragraph")
    assert done.returncode == 0, done.stderr
    table = done.stdout.split("\n\n")[1].splitlines()
    assert [cell.strip() for cell in table[0].split("|")][:3] == ["what", "ours", "yardstick"]
    told = "\n".join(table[2:])
    for words in ("read one article", "open 1 MB in one paragraph", "bare sqlite3 SELECTs"):
        assert words in told


def test_a_figure_that_is_none_is_named() -> None:
    done = _run("--quick", "read-articles", "read-article")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no figure read-articles;")
