"""Write a report to files: each is there whole or not at all."""

import csv
import io
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from annotator.agreement.tables import Table
from annotator.store.errors import os_error
from annotator.store.shadow import sync_folder


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place, on the disk; its folder is made.

    Raise DiskError; what lay there stays then.
    """
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise os_error(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_tables(folder: Path, tables: Iterable[Table]) -> list[Path]:
    """Write each table as a CSV file into a folder, which is made; return the files.

    UTF-8, comma, a line of names first; n/a is an empty cell. Raise DiskError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise os_error(error, folder) from error
    written = []
    for table in tables:
        path = folder / f"{table.name}.csv"
        write_whole(path, csv_of(table))
        written.append(path)
    return written


def csv_of(table: Table) -> bytes:
    """Return a table as CSV; a cell that a spreadsheet would take for a formula is quoted so."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(["" if cell is None else _tame(cell) for cell in row])
    return out.getvalue().encode()


def _tame(cell: str | float) -> str | float:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return cell
