"""One annotator at a desk, in a project with two articles."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit
from annotator.core.document import Region, new_document
from annotator.editing.desk import Desk
from annotator.store.connection import Store, create_store
from tests.items import add_document

TEXT = "Harbour fees will rise, the mayor said.\nThe union denied it.\n😀 Ünïcode عربي"
OTHER = "Nobody said a word."


class Room:
    """A desk, the store behind it, and what was heard of both."""

    def __init__(self, store: Store, author: str = "ann") -> None:
        self.store = store
        self.changes: list[tuple[SetKey, Change]] = []
        self.saved: list[Edit] = []
        self.refused: list[Exception] = []
        self.desk = Desk(
            store,
            author,
            lambda edit, _time: self.saved.append(edit),
            lambda _edit, error: self.refused.append(error),
        )
        self.desk.changed = lambda key, change: self.changes.append((key, change))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project."""
    path = tmp_path / "news.quoth"
    with create_store(path, name="News", scheme=b"{}") as store:
        add_document(store, new_document("one", TEXT), (Region("h", 0, 39, "headline"),))
        add_document(store, new_document("two", OTHER))
    return path


@pytest.fixture
def enter() -> Iterator[Callable[..., Room]]:
    """Sit down at a desk in a project; each room is left at the end."""
    made: list[Room] = []

    def entered(store: Store, author: str = "ann") -> Room:
        made.append(Room(store, author))
        return made[-1]

    yield entered
    for room in made:
        room.desk.close()
        room.store.close()
