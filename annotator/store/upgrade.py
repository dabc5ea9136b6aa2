"""Bring a project of an older version up to ours: a backup, then all steps in one transaction."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

VERSION = 2
APPLICATION = 0x51754F74  # "QuOt", so that the desktop knows the file


class Step(NamedTuple):
    """What leads to a version: `make` changes tables and rows in the transaction that is open."""

    version: int
    make: Callable[[sqlite3.Connection], None]


def _assignments(db: sqlite3.Connection) -> None:
    """Make room for who is to mark what, and for sums that agreement is counted from."""
    db.execute("""CREATE TABLE assignment (
    document INTEGER NOT NULL REFERENCES document,
    annotator TEXT NOT NULL REFERENCES annotator,
    batch TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (document, annotator)
) STRICT, WITHOUT ROWID""")
    db.execute("""CREATE TABLE agreement_sums (
    document INTEGER PRIMARY KEY REFERENCES document,
    heads TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT""")


STEPS: tuple[Step, ...] = (Step(2, _assignments),)


def upgrade(db: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> int:
    """Make the steps that a database lacks, all or none; return the version that it has then.

    The caller has made a backup. A step runs statement by statement (`executescript` would commit
    half of it). Raise sqlite3.Error or what a step raises; the database is as it was then.
    """
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    wanted = [step for step in steps if step.version > version]
    if not wanted:
        return version
    db.execute("PRAGMA foreign_keys = OFF")  # heeded outside a transaction only
    try:
        db.execute("BEGIN IMMEDIATE")
        for step in wanted:
            step.make(db)
            db.execute(f"PRAGMA user_version = {int(step.version)}")
        _refuse_loose_ends(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")
    return wanted[-1].version


def _refuse_loose_ends(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError("a row refers to one that is not there")
