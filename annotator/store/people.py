"""Who marks in a project."""

from annotator.core.people import Annotator, Role
from annotator.store.handle import Store
from annotator.store.sealing import seal


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
