"""A project of a few articles, and edits recorded in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store.connection import Store, create_store
from tests.items import add_document
from tests.review.hands import ARTICLE, PLACE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "news.quoth", name="News", scheme=b'{"id": "x"}') as made:
        add_document(made, ARTICLE)
        add_document(made, PLACE)
        yield made
