"""What must not come into the source: ways by which a file from outside could run code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotator

ROOT = Path(annotator.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
BANNED = {
    "QSettings": "PySide6 runs pickled code from a crafted settings file",
    "QStandardItemModel": "a drop on its default model runs pickled code",
    "QListWidget": "a drop on its default model runs pickled code",
    "QTableWidget": "a drop on its default model runs pickled code",
    "QTreeWidget": "a drop on its default model runs pickled code",
    "QDataStream": "it reads pickled objects",
    "pickle": "it runs code",
    "shelve": "it runs code",
    "marshal": "it reads what it should not",
    "model_copy": "it skips the checks",
    "fromHtml": "text from outside is never markup",
    "setHtml": "text from outside is never markup",
    "insertHtml": "text from outside is never markup",
    "eval": "it runs code",
    "exec_": "Qt's old name for exec",
}


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield from node.name.split(".")
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module or "").split(".")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_way_for_a_file_to_run_code(path: Path) -> None:
    found = set(_names(ast.parse(path.read_text(encoding="utf-8")))) & BANNED.keys()
    assert not found, {name: BANNED[name] for name in found}
