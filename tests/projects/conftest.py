"""An open project with two articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.projects.opening import Project, make_project
from annotator.transfer.importing import import_text

TEXT = "Harbour fees will rise\n\n“No,” said Odalys Fenn. The union denied it."
OTHER = "A second article\n\nNobody said a word."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.quoth"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with make_project(path, name="News") as made:
        for text in (TEXT, OTHER):
            assert import_text(made.store, made.scheme, text).added
        yield made
