"""A project with two articles, and edits to make in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from annotator.core.annotation import SetKey, Span, Status
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Document, Region, new_document
from annotator.store.connection import Store, create_store
from tests.items import add_document

TEXT = "Harbour fees will rise, the mayor said.\nThe union denied it.\n😀 Ünïcode عربي"


@pytest.fixture
def article() -> Document:
    made = new_document("harbour", TEXT, title="Harbour fees", source=TEXT.encode())
    return replace(made, language="en", meta={"outlet": "Herald", "b": "é"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.quoth"


@pytest.fixture
def store(path: Path, article: Document) -> Iterator[Store]:
    with create_store(path, name="News", scheme=b'{"id": "x"}') as made:
        add_document(made, article, (Region("r1", 0, 39, "headline"),))
        add_document(made, new_document("second", "Nobody said a word."))
        yield made


@pytest.fixture
def key() -> SetKey:
    return SetKey("harbour", "ann")


@pytest.fixture
def span() -> Span:
    return Span("s1", "quote", 0, 7, "Harbour", (("certainty", "sure"),), "a note", "why?")


@pytest.fixture
def edit_of(key: SetKey) -> Callable[..., Edit]:
    """Make an edit of one part; nothing is recorded."""

    def make(*added: object, removed: tuple[object, ...] = (), **fields: object) -> Edit:
        change = Change("Mark", removed, added)  # type: ignore[arg-type]
        where = fields.pop("key", key)
        parts = (Part(where, change),)  # type: ignore[arg-type]
        made = Edit(str(uuid4()), "ann", "2025-01-01T00:00:00+00:00", "Mark", parts)
        return replace(made, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def done() -> Status:
    return Status("done")
