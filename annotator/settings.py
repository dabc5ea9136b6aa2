"""One person's settings, and the folders of the computer that are theirs."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import platformdirs

_FILE = "settings.json"
_KEPT = ("unknown", "notices")
RECENT = 12


def config_folder() -> Path:
    """Return the folder of the person's settings; it need not exist."""
    return Path(os.environ.get("QUOTH_CONFIG_DIR") or platformdirs.user_config_dir("quoth"))


def data_folder() -> Path:
    """Return the folder of the person's shadow logs and backups; it need not exist."""
    return Path(os.environ.get("QUOTH_DATA_DIR") or platformdirs.user_data_dir("quoth"))


def documents_folder() -> Path:
    """Return the folder of what people keep for themselves, or their home where there is none."""
    found = os.environ.get("QUOTH_DOCUMENTS_DIR") or platformdirs.user_documents_dir()
    return Path(found) if Path(found).is_dir() else Path.home()


def kept_beside(path: Path) -> Path:
    """Return the folder for what is made of a project: its own; of a sample, that of documents."""
    folder = path.absolute().parent
    return documents_folder() if folder == data_folder().absolute() else folder


@dataclass(frozen=True, slots=True)
class Position:
    """Where someone was in a project: the document's id and code points from its start."""

    document: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """What one person chose. `geometry` and `splitters` are Qt's bytes in base64.

    `recent` are project paths, the newest first; `positions` are under project ids. `unknown`
    holds keys that a newer version wrote, so that they are kept; `notices` is what reading found,
    in sentences, and is not written.
    """

    theme: str = "system"  # system, light, dark
    text_size: int = 17
    annotator_name: str = ""
    recent: tuple[str, ...] = ()
    geometry: str = ""
    splitters: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    show_gold: bool = False
    all_articles: bool = False
    split_stories: bool = False
    unknown: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def with_(self, **values: Any) -> "Settings":  # noqa: ANN401 a value of any field
        """Return the settings with some values changed; raise TypeError for an unknown name."""
        return replace(self, **values)

    def with_recent(self, path: Path) -> "Settings":
        """Return the settings with a project at the head of the recent ones."""
        rest = (one for one in self.recent if one != str(path))
        return replace(self, recent=(str(path), *rest)[:RECENT])

    def with_position(self, project: str, document: str, offset: int = 0) -> "Settings":
        """Return the settings with the place in a project taken note of."""
        return replace(self, positions={**self.positions, project: Position(document, offset)})


def load_settings() -> Settings:
    """Return the person's settings; a file that cannot be read is set aside, and said."""
    path = config_folder() / _FILE
    try:
        value = dict[str, Any](json.loads(path.read_text(encoding="utf-8")).items())
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return Settings(notices=(f"The settings could not be read: {error.strerror}.",))
    except (ValueError, AttributeError, RecursionError):
        return Settings(notices=(_set_aside(path),))
    return _settings_of(value)


def save_settings(settings: Settings) -> None:
    """Write the settings, whole or not at all; raise OSError where the folder cannot be written."""
    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    words = json.dumps(_json_of(settings), indent=2, sort_keys=True)  # ASCII: paths may be odd
    temporary = folder / f".{_FILE}.{uuid4().hex}"
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(words + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / _FILE)
    finally:
        temporary.unlink(missing_ok=True)


def _json_of(settings: Settings) -> dict[str, Any]:
    known = {one.name: getattr(settings, one.name) for one in fields(settings)}
    places = {
        project: {"document": place.document, "offset": place.offset}
        for project, place in settings.positions.items()
    }
    value = {**settings.unknown, **known, "positions": places, "recent": list(settings.recent)}
    return {key: one for key, one in value.items() if key not in _KEPT}


def _settings_of(value: dict[str, Any]) -> Settings:
    """Return the settings with those values that are of the right kind; the others fall back."""
    known: dict[str, Any] = {}
    notices: list[str] = []
    for one in fields(Settings):
        if one.name in _KEPT or one.name not in value:
            continue
        try:
            known[one.name] = _READERS[one.name](value[one.name])
        except (TypeError, ValueError, KeyError, AttributeError):
            notices.append(f"The setting {one.name} could not be read; the usual one is used.")
    names = {one.name for one in fields(Settings)}
    unknown = {key: kept for key, kept in value.items() if key not in names}
    return Settings(**known, unknown=unknown, notices=tuple(notices))


def _set_aside(path: Path) -> str:
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return f"The settings in {path} could not be read; the usual ones are used."
    return f"The settings could not be read; they are kept as {aside}, and the usual ones are used."


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no words")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("no whole number")
    return value


def _theme(value: object) -> str:
    if value not in ("system", "light", "dark"):
        raise ValueError("no theme")
    return str(value)


def _size(value: object) -> int:
    return min(max(_number(value), 8), 72)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("no flag")
    return value


def _recent(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return tuple(_words(one) for one in value)[:RECENT]


def _splitters(value: dict[str, object]) -> dict[str, str]:
    return {key: _words(one) for key, one in value.items()}


def _positions(value: dict[str, dict[str, object]]) -> dict[str, Position]:
    return {
        project: Position(_words(place["document"]), _number(place["offset"]))
        for project, place in value.items()
    }


_READERS: dict[str, Any] = {
    "theme": _theme,
    "text_size": _size,
    "annotator_name": _words,
    "recent": _recent,
    "geometry": _words,
    "splitters": _splitters,
    "positions": _positions,
    "show_gold": _flag,
    "all_articles": _flag,
    "split_stories": _flag,
}
