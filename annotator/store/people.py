"""Who marks in a project."""

from annotator.core.people import Annotator, Role
from annotator.store.handle import Store
from annotator.store.sealing import seal

_SETS = "SELECT count(*) FROM annotation_set WHERE annotator = ?"

_KNOWN = """
SELECT EXISTS (SELECT 1 FROM annotation_set WHERE annotator = ?)
    OR EXISTS (SELECT 1 FROM journal WHERE author = ?)
"""

_GIVEN = """
SELECT d.number, d.id, a.batch FROM assignment a JOIN document d ON d.number = a.document
WHERE a.annotator = ?
"""


def annotators(store: Store) -> list[Annotator]:
    """Return those who mark, by name."""
    rows = store.rows("SELECT name, role FROM annotator ORDER BY name")
    return [Annotator(name, Role(role)) for name, role in rows]


def ensure_annotator(store: Store, annotator: Annotator) -> None:
    """Note an annotator, or give one that is known the role that is said."""
    row = (annotator.name, annotator.role.value, seal(annotator.name, annotator.role.value))
    if store.rows("SELECT 1 FROM annotator WHERE name = ? AND role = ?", row[:2]):
        return
    with store.writing() as db:
        db.execute("INSERT OR REPLACE INTO annotator VALUES (?, ?, ?)", row)


def left_behind(store: Store, name: str) -> int:
    """Return on how many articles an annotator did something, be it undone or removed since."""
    return int(store.rows(_SETS, (name,))[0][0])


def remove_annotator(store: Store, name: str) -> bool:
    """Take an annotator off the list, and what they were to mark from them; tell whether it went.

    Nothing goes where they did something on an article. The journal stays as it is.
    """
    with store.writing() as db:
        if db.execute(_SETS, (name,)).fetchone()[0]:
            return False
        db.execute("DELETE FROM assignment WHERE annotator = ?", (name,))
        db.execute("DELETE FROM annotator WHERE name = ?", (name,))
    return True


def rename_annotator(store: Store, name: str, new: Annotator) -> bool:
    """Let an annotator have another name, and what they are to mark with it; tell whether it went.

    Nothing goes where the journal knows the old name: it is bound by its hashes.
    """
    with store.writing() as db:
        if db.execute(_KNOWN, (name, name)).fetchone()[0]:
            return False
        role = new.role.value
        db.execute("INSERT INTO annotator VALUES (?, ?, ?)", (new.name, role, seal(new.name, role)))
        given = db.execute(_GIVEN, (name,)).fetchall()
        db.execute("DELETE FROM assignment WHERE annotator = ?", (name,))
        db.executemany(
            "INSERT INTO assignment VALUES (?, ?, ?, ?)",
            [
                (number, new.name, batch, seal(document, new.name, batch))
                for number, document, batch in given
            ],
        )
        db.execute("DELETE FROM annotator WHERE name = ?", (name,))
    return True
