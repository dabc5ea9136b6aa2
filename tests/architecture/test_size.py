import ast
from pathlib import Path

import pytest

import annotator

ROOT = Path(annotator.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
FILE, CLASS, FUNCTION = 400, 250, 40


def _too_long(path: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    found = []
    if source.count("\n") > FILE:
        found.append(f"the file has {source.count(chr(10))} lines; {FILE} is the most")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            limit = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > limit:
                found.append(f"{node.name} has {lines} lines; {limit} is the most")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_grows_too_big_to_read(path: Path) -> None:
    assert _too_long(path) == []


def test_run_py_stays_a_page_or_two() -> None:
    run = ROOT.parent / "run.py"
    if not run.exists():
        pytest.skip("run.py is only in a checkout")
    assert run.read_text(encoding="utf-8").count("\n") < 120
