"""Measure the program beside its yardsticks, and print a row for each figure.

run_all.py                all, in about eight minutes
run_all.py --quick        smaller and fewer, in about a minute and a half
run_all.py NAME...        only these: groups (start, text_view, page, formats, store, import_export,
                          review, review_page, agreement) or single figures (--list names them)
run_all.py --full         memory of import and export at 100,000 articles: half an hour more

How to read the table stands in README.md beside this file.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
GROUPS = (
    "start",
    "text_view",
    "page",
    "formats",
    "store",
    "import_export",
    "review",
    "review_page",
    "agreement",
)
LIMIT = re.compile(r"\d+ (ms|MB)( wall)?")  # a yardstick that is no measurement
HEADS = ("what", "ours", "yardstick", "ratio", "reach", "verdict")

Row = dict[str, Any]


def main() -> int:
    """Run what was asked for; return 0 unless something crashed."""
    options = _options()
    if options.list:
        for group in GROUPS:
            print(f"{group}: {' '.join(_names(group))}")
        return 0
    scale = [f"--{name}" for name in ("quick", "full") if getattr(options, name)]
    rows: list[Row] = []
    crashed: list[str] = []
    for group, names in _chosen(options.names):
        for row in _measured(group, [*names, *scale], crashed):
            rows.append(row)
            print(_line(row), flush=True)
    print(f"\n{_table(rows)}")
    for group in crashed:
        print(f"{group} crashed, see above", file=sys.stderr)
    return 1 if crashed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--list", action="store_true", help="name the figures, and end")
    return parser.parse_args()


def _chosen(names: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each group that is wanted with the figures in it; no figures are all."""
    if not names:
        yield from ((group, []) for group in GROUPS)
        return
    known = {group: _names(group) for group in GROUPS}
    strange = {*names}.difference(known, *known.values())
    if strange:
        raise SystemExit(f"There is no figure {', '.join(sorted(strange))}; --list names them.")
    for group, inside in known.items():
        found = [one for one in inside if one in names]
        if group in names:
            yield group, []
        elif found:
            yield group, found


def _names(group: str) -> list[str]:
    return _run(group, ["--list"]).stdout.split()


def _measured(group: str, arguments: list[str], crashed: list[str]) -> Iterator[Row]:
    """Yield the rows of a group, which runs in a process of its own."""
    with subprocess.Popen(
        _command(group, arguments),
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                yield json.loads(line)
            else:
                print(line, end="", file=sys.stderr)
    if process.returncode:
        crashed.append(group)


def _run(group: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(group, arguments),
        cwd=ROOT,
        env=_environment(),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )


def _command(group: str, arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", f"tests.benchmarks.{group}", *arguments]


def _environment() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def _cells(row: Row) -> tuple[str, ...]:
    unit = row["unit"]
    ours, theirs = (f"{_number(row[one])} {unit}" for one in ("ours", "theirs"))
    beside = row["yardstick"]
    limit = f"<= {row['reach']:g} x" if row["reach"] else ""
    if not LIMIT.fullmatch(beside):
        beside = f"{beside}: {theirs}"
    return row["what"], ours, beside, f"{row['ratio']:.2f} x", limit, _verdict(row)


def _verdict(row: Row) -> str:
    if not row["reach"]:
        return ""
    if row["ratio"] <= row["reach"]:
        return "reached"
    return "POOR" if row["poor"] and row["ratio"] > row["poor"] else "not reached"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _line(row: Row) -> str:
    what, ours, beside, ratio, limit, verdict = _cells(row)
    return f"{what}: {ours}; {beside}; {ratio} {limit} {verdict}".rstrip()


def _table(rows: list[Row]) -> str:
    lines = [HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADS))]
    made = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    made.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(made)


if __name__ == "__main__":
    sys.exit(main())
