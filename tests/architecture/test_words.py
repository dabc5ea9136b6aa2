"""A scan of the source for what tells of somewhere else: label names, and paths of one machine."""

import ast
import json
from pathlib import Path

import pytest

import annotator
from annotator.assets import default_scheme_bytes

ROOT = Path(annotator.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))


def _labels() -> set[str]:
    return {label["name"] for label in json.loads(default_scheme_bytes())["labels"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_label_is_named_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    words = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert words & _labels() == set(), "labels are data: let a field of the scheme say it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_path_of_one_machine(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not any(word in source for word in ("/work/", "/home/", "/root/"))
