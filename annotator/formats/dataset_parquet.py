"""The records of a dataset once more as Parquet: the features of the card, row by row the same.

The JSON lines stay the truth. pyarrow is loaded only when it is needed, for it is an extra of ours
and heavy. The same records and the same version of pyarrow give the same bytes.
"""

import hashlib
import importlib.util
import os
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from annotator.formats.dataset_card import FEATURES, Feature
from annotator.formats.dataset_manifest import DATA, PARQUET
from annotator.formats.strict_json import Json

if TYPE_CHECKING:
    import pyarrow

_ROWS, _BYTES = 1000, 1 << 24  # of JSON lines in one row group, whichever is reached first


class NoParquetError(Exception):
    """Parquet was asked for, and the library that writes it is not installed."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "Parquet needs the library pyarrow, which is not installed: "
            "pip install pyarrow. Nothing was written."
        )


class ParquetError(ValueError):
    """A file is no Parquet that can be read; the message says why, without a path."""


def has_parquet() -> bool:
    """Tell whether Parquet can be read and written here."""
    return importlib.util.find_spec("pyarrow") is not None


def refuse_without_parquet() -> None:
    """Raise NoParquetError where Parquet cannot be written."""
    if not has_parquet():
        raise NoParquetError


def parquet_path(data: str) -> str:
    """Return the Parquet file that holds what a data file holds, "/" between its parts."""
    return f"{PARQUET}/{data.removeprefix(f'{DATA}/').removesuffix('.jsonl')}.parquet"


def write_parquet(lines: Path, out: Path) -> str:
    """Write the records of a file of JSON lines as Parquet and wait for the disk.

    Return the SHA-256, in hex, of what should be in the file by now. A row group is held in memory.
    Raise OSError.
    """
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetWriter

    made = _schema()
    with out.open("xb") as file:
        hashed = _Hashed(file)
        with ParquetWriter(hashed, made) as writer:
            for rows in _groups(lines):
                writer.write_batch(RecordBatch.from_pylist(rows, schema=made))
        file.flush()
        os.fsync(file.fileno())
    return hashed.digest()


def first_difference(lines: Path, parquet: Path) -> int:
    """Return the number, from 1, of the first record that is not the same in both files, else 0.

    Each of the lines must be JSON. Raise ParquetError or OSError.
    """
    with lines.open("rb") as file:
        records = (orjson.loads(line) for line in file)
        for number, (one, other) in enumerate(zip_longest(records, _rows(parquet)), start=1):
            if one != other:
                return number
    return 0


def _rows(path: Path) -> Iterator[Json]:
    """Yield the rows of a Parquet file, a row group at a time; raise ParquetError or OSError."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with path.open("rb") as file, ParquetFile(file) as source:
            _refuse_other_columns(source.schema_arrow)
            for number in range(source.num_row_groups):
                yield from source.read_row_group(number).to_pylist()
    except ParquetError:
        raise
    except (ArrowException, OSError, ValueError) as error:
        if getattr(error, "errno", None):
            raise
        raise ParquetError(" ".join(str(error).split())) from error


def _refuse_other_columns(found: "pyarrow.Schema") -> None:
    if not found.equals(_schema()):
        raise ParquetError("its columns, or their types, are not those of the card")


def _groups(lines: Path) -> Iterator[list[Json]]:
    rows: list[Json] = []
    size = 0
    with lines.open("rb") as file:
        for line in file:
            rows.append(orjson.loads(line))
            size += len(line)
            if len(rows) == _ROWS or size >= _BYTES:
                yield rows
                rows, size = [], 0
    if rows:
        yield rows


def _schema() -> "pyarrow.Schema":
    import pyarrow

    return pyarrow.schema(_fields(FEATURES))


def _fields(features: Mapping[str, Feature]) -> list["pyarrow.Field"]:
    import pyarrow

    return [pyarrow.field(name, _type(one)) for name, one in features.items()]


def _type(feature: Feature) -> "pyarrow.DataType":
    import pyarrow

    if type(feature) is list:
        return pyarrow.list_(_type(feature[0]))
    if type(feature) is dict:
        return pyarrow.struct(_fields(feature))
    return pyarrow.type_for_alias(feature)


class _Hashed:
    """Passes what is written on to a file, and knows the digest of it."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash: Any = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        """Leave the file open for who opened it."""

    def tell(self) -> int:
        return self._file.tell()

    def digest(self) -> str:
        digest: str = self._hash.hexdigest()
        return digest
