from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from annotator.core.change import Edit
from annotator.store.connection import create_store, open_store
from annotator.store.places import cloud_of, is_remote, place_notice

EditOf = Callable[..., Edit]


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ann/Dropbox/news.quoth", "Dropbox"),
        ("/home/ann/Dropbox (Herald)/a/b/news.quoth", "Dropbox"),
        ("/Users/ann/Library/CloudStorage/OneDrive-Herald/news.quoth", "a cloud service"),
        ("/Users/ann/Library/Mobile Documents/com~apple/news.quoth", "iCloud"),
        ("/home/ann/Nextcloud/news.quoth", "Nextcloud"),
        ("/home/ann/projects/news.quoth", ""),
        ("/home/ann/dropbox.quoth", ""),
        ("/home/ann/my dropbox notes/news.quoth", ""),
    ],
)
def test_a_folder_of_a_cloud_service_is_known_by_its_name(path: str, service: str) -> None:
    assert cloud_of(PurePosixPath(path)) == service


def test_it_is_known_on_windows_too() -> None:
    assert cloud_of(PureWindowsPath(r"C:\Users\Ann\OneDrive - Herald\news.quoth")) == "OneDrive"
    assert cloud_of(PureWindowsPath(r"C:\Users\Ann\Documents\news.quoth")) == ""


def test_a_networks_disk_is_known_by_the_nearest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "22 21 0:5 / /srv/our\\040news rw - nfs4 server:/news rw,vers=4.2\n"
        "23 22 8:2 / /srv/our\\040news/local rw - xfs /dev/sdb1 rw\n"
        "torn line\n"
    )
    assert is_remote(Path("/srv/our news/a/news.quoth"), mounts)
    assert not is_remote(Path("/srv/our news/local/news.quoth"), mounts)
    assert not is_remote(Path("/srv/news.quoth"), mounts)
    assert not is_remote(Path("/srv/news.quoth"), tmp_path / "none")
    assert is_remote(Path("//server/share/news.quoth"), mounts)


def test_opening_a_project_in_a_cloud_folder_says_what_to_mind(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    create_store(folder / "news.quoth", name="News", scheme=b"{}").close()
    with open_store(folder / "news.quoth") as store:
        (notice,) = store.notices
        assert "kept by Dropbox: let one person at a time" in notice
        assert place_notice(store.path) == notice
    with open_store(folder / "news.quoth", read_only=True) as store:
        assert store.notices == []
