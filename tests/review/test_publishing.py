import csv
import os
from pathlib import Path

import pytest

from annotator.agreement.tables import Table, tables
from annotator.review.publishing import csv_of, write_tables, write_whole
from annotator.store.errors import DiskError, StoreError
from tests.agreement.reports import REPORT


def test_each_table_is_a_file_that_reads_back(tmp_path: Path) -> None:
    written = write_tables(tmp_path / "a" / "b", tables(REPORT))
    assert {path.name for path in written} == {f"{one.name}.csv" for one in tables(REPORT)}
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted(
        path.name for path in written
    ), "nothing half-written lies beside"
    for path, table in zip(written, tables(REPORT), strict=True):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert tuple(head) == table.columns
        assert len(rows) == len(table.rows)


def test_a_cell_is_never_a_formula_and_a_number_stays_one() -> None:
    table = Table("t", ("x",), (("=cmd",), ("@x",), (-3,), (None,), ("a,“b”\n",)))
    assert csv_of(table).decode() == 'x\n\'=cmd\n\'@x\n-3\n""\n"a,“b”\n"\n'


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["report.html"]  # noqa: PTH208 hidden ones as well


def test_its_folder_is_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "report.html", b"new")
    assert (tmp_path / "a" / "b" / "report.html").read_bytes() == b"new"


def test_where_it_cannot_be_written_that_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(StoreError) as caught:
        write_whole(tmp_path / "file" / "report.html", b"new")
    assert "report.html" in str(caught.value)
    assert isinstance(caught.value, DiskError)
    assert sorted(os.listdir(tmp_path)) == ["file"]  # noqa: PTH208 hidden ones as well
