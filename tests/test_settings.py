import json
import os
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from annotator.settings import (
    RECENT,
    Position,
    Settings,
    config_folder,
    data_folder,
    kept_beside,
    load_settings,
    save_settings,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ANY = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark"]),
    text_size=st.integers(8, 72),
    annotator_name=WORDS,
    recent=st.lists(WORDS, max_size=RECENT).map(tuple),
    geometry=WORDS,
    splitters=st.dictionaries(WORDS, WORDS, max_size=3),
    positions=st.dictionaries(WORDS, st.builds(Position, WORDS, st.integers(0)), max_size=3),
    show_gold=st.booleans(),
    split_stories=st.booleans(),
    unknown=st.dictionaries(WORDS.map(lambda one: f"later_{one}"), WORDS | st.lists(WORDS)),
)


def write(text: str | bytes) -> Path:
    config_folder().mkdir(parents=True, exist_ok=True)
    path = config_folder() / "settings.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_without_a_file_the_usual_settings_are_used_and_nothing_is_written() -> None:
    assert load_settings() == Settings()
    assert not config_folder().exists()


@trials(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=ANY)
def test_what_is_saved_is_loaded(chosen: Settings) -> None:
    save_settings(chosen)
    assert load_settings() == chosen
    assert [one.name for one in config_folder().iterdir()] == ["settings.json"]


def test_keys_of_a_later_version_are_kept() -> None:
    path = write('{"theme": "dark", "later": {"a": [1, null]}, "text_size": 20}')
    chosen = load_settings()
    assert (chosen.theme, chosen.text_size, chosen.notices) == ("dark", 20, ())
    save_settings(chosen.with_(theme="light"))
    value = json.loads(path.read_text(encoding="utf-8"))
    assert (value["later"], value["theme"]) == ({"a": [1, None]}, "light")
    assert "unknown" not in value
    assert "notices" not in value


@pytest.mark.parametrize(
    "data", [b"{", b"", b"[1]", b'"x"', b"\xff\xfe", b"null", b"[" * 100_000, b"\0" * 100]
)
def test_a_broken_file_is_set_aside_and_said(data: bytes) -> None:
    for number in (1, 2):
        path = write(data)
        chosen = load_settings()
        aside = path.with_name(f"settings.json.broken-{number}")
        assert chosen.with_(notices=()) == Settings()
        assert str(aside) in chosen.notices[0]
        assert aside.read_bytes() == data
        assert not path.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", '"pink"'),
        ("theme", "3"),
        ("text_size", '"17"'),
        ("text_size", "true"),
        ("text_size", "17.5"),
        ("annotator_name", "null"),
        ("recent", '"a"'),
        ("recent", "[3]"),
        ("geometry", "[]"),
        ("splitters", "[]"),
        ("splitters", '{"a": 1}'),
        ("positions", '{"a": "b"}'),
        ("positions", '{"a": {"document": "x"}}'),
        ("positions", '{"a": {"document": "x", "offset": "y"}}'),
        ("show_gold", '"yes"'),
        ("split_stories", "1"),
    ],
)
def test_one_wrong_value_falls_back_and_spares_the_others(name: str, value: str) -> None:
    other = '"text_size": 30' if name != "text_size" else '"theme": "dark"'
    write(f'{{"{name}": {value}, {other}}}')
    chosen = load_settings()
    assert getattr(chosen, name) == getattr(Settings(), name)
    assert chosen.text_size == 30 or chosen.theme == "dark"
    assert chosen.notices == (f"The setting {name} could not be read; the usual one is used.",)


def test_sizes_are_kept_within_reason_and_recent_projects_in_number() -> None:
    write('{"text_size": 5000}')
    assert load_settings().text_size == 72
    chosen = Settings()
    for number in range(RECENT + 5):
        chosen = chosen.with_recent(Path(f"/p{number}"))
    chosen = chosen.with_recent(Path("/p10"))
    assert chosen.recent[:2] == ("/p10", f"/p{RECENT + 4}")
    assert len(chosen.recent) == len(set(chosen.recent)) == RECENT


def test_the_place_in_a_project_is_kept() -> None:
    save_settings(Settings().with_position("id", "article", 7).with_position("other", "b"))
    assert load_settings().positions == {"id": Position("article", 7), "other": Position("b", 0)}


def test_a_path_of_odd_bytes_can_be_kept() -> None:
    path = Path(os.fsdecode(b"/news/\xff.quoth"))
    save_settings(Settings().with_recent(path))
    assert load_settings().recent == (str(path),)


def test_a_setting_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        Settings().with_(colour="red")


def test_a_file_in_the_way_of_the_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("QUOTH_CONFIG_DIR", str(tmp_path / "file" / "config"))
    assert "could not be read" in load_settings().notices[0]
    with pytest.raises(OSError, match="file"):
        save_settings(Settings())


def test_a_save_that_fails_leaves_the_file_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(Settings().with_(theme="dark"))

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_settings(Settings())
    assert load_settings().theme == "dark"
    assert [one.name for one in config_folder().iterdir()] == ["settings.json"]


def test_folders_can_be_chosen_and_are_else_the_persons_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert config_folder() == Path(os.environ["QUOTH_CONFIG_DIR"])
    assert data_folder() == Path(os.environ["QUOTH_DATA_DIR"])
    monkeypatch.delenv("QUOTH_CONFIG_DIR")
    monkeypatch.delenv("QUOTH_DATA_DIR")
    assert "quoth" in str(config_folder()).lower()
    assert "quoth" in str(data_folder()).lower()


def test_every_setting_is_read() -> None:
    names = {one.name for one in fields(Settings)} - {"unknown", "notices"}
    write(json.dumps({key: {"wrong": "kind"} for key in names}))
    notices = load_settings().notices
    assert {one.split()[2] for one in notices} >= names - {"splitters", "positions"}


def test_what_is_made_of_a_sample_lies_among_the_documents_and_else_beside_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_DOCUMENTS_DIR", str(tmp_path))
    assert kept_beside(data_folder() / "Sample.quoth") == tmp_path
    assert kept_beside(tmp_path / "work" / "news.quoth") == tmp_path / "work"
    monkeypatch.setenv("QUOTH_DOCUMENTS_DIR", str(tmp_path / "nowhere"))
    assert kept_beside(data_folder() / "Sample.quoth") == Path.home()
