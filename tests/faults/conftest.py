"""A project with one article, to be maltreated."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Region, new_document
from annotator.store.connection import create_store
from tests.items import add_document

TEXT = "Harbour fees will rise, the mayor said.\nThe union denied it.\n😀 Ünïcode عربي"


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[[], Path]:
    """Make a closed project with the article "harbour"."""

    def make() -> Path:
        path = tmp_path / f"{uuid4().hex}.quoth"
        with create_store(path, name="News", scheme=b"{}") as store:
            document = new_document("harbour", TEXT)
            add_document(store, document, (Region("r1", 0, 39, "headline"),))
        return path

    return make


@pytest.fixture
def any_edit() -> Callable[..., Edit]:
    """Make an edit that adds one span."""

    def make(name: str = "", hand: str = "ann", note: str = "") -> Edit:
        span = Span(name or f"s{uuid4().hex}", "quote", 0, 7, "Harbour", note=note)
        part = Part(SetKey("harbour", hand), Change("Mark", (), (span,)))
        return Edit(str(uuid4()), hand, "2025-01-01T00:00:00+00:00", "Mark", (part,))

    return make
