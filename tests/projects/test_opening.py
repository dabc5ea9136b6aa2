import json
from pathlib import Path

import pytest

from annotator.assets import default_scheme_bytes
from annotator.core.schemes import SchemeError
from annotator.projects.opening import Project, StoreError, make_project, open_project


def test_a_project_is_made_with_the_scheme_that_is_shipped(tmp_path: Path) -> None:
    with make_project(tmp_path / "news.quoth") as made:
        assert (made.name, made.path) == ("news", tmp_path / "news.quoth")
        assert not made.read_only
        assert made.notices == []
        assert made.scheme.full_name == f"{made.scheme.id}@{made.scheme.version}"
        assert made.scheme.id == json.loads(default_scheme_bytes())["id"]
        assert made.id


def test_a_project_keeps_its_own_copy_of_its_scheme(tmp_path: Path) -> None:
    data = json.loads(default_scheme_bytes())
    data["version"] = "9.9"
    path = tmp_path / "own.quoth"
    make_project(path, name="Own", scheme=json.dumps(data).encode()).close()
    with open_project(path) as again:
        assert (again.name, again.scheme.version) == ("Own", "9.9")


def test_a_scheme_that_is_wrong_makes_no_project(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="labels"):
        make_project(tmp_path / "news.quoth", scheme=b'{"id": "x", "version": "1"}')
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_over_something(project: Project) -> None:
    before = project.path.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        make_project(project.path)
    assert project.path.read_bytes() == before


def test_the_ending_may_be_left_out(project: Project, tmp_path: Path) -> None:
    project.close()
    with open_project(tmp_path / "news") as again:
        assert again.id == project.id
    (tmp_path / "news").mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        open_project(tmp_path / "news")
    with pytest.raises(StoreError, match="There is no project"):
        open_project(tmp_path / "other")


def test_looking_leaves_every_byte_and_says_so_where_it_cannot_write(project: Project) -> None:
    project.close()
    before = project.path.read_bytes()
    with open_project(project.path, read_only=True) as seen:
        assert seen.read_only
        assert seen.scheme.labels
    assert project.path.read_bytes() == before
    assert list(project.path.parent.iterdir()) == [project.path]
