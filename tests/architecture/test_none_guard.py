"""Some releases of PySide6 lose a reference to None at each void call, until Python dies of it."""

import subprocess
import sys

CALLS = 5_000
COUNT = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(100):
    thing.setObjectName("x")
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("x")
print(before - sys.getrefcount(None))
"""


def test_a_void_call_loses_no_reference_to_none() -> None:
    told = subprocess.run(
        [sys.executable, "-c", COUNT], check=True, capture_output=True, text=True
    ).stdout
    assert int(told) < CALLS // 100, f"{told.strip()} references to None lost in {CALLS} calls"
