import subprocess
import sys

IMPORT_ALL = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None
import annotator
for module in pkgutil.walk_packages(annotator.__path__, "annotator."):
    if not module.name.startswith("annotator.ui"):
        importlib.import_module(module.name)
"""


def test_nothing_below_the_ui_needs_qt() -> None:
    subprocess.run([sys.executable, "-c", IMPORT_ALL], check=True)
