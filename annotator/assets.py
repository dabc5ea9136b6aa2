"""Find what is shipped beside the code, in a wheel or in a checkout: fonts, samples, schemas."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class MissingAssetError(FileNotFoundError):
    """A file that belongs to the program is not there; it should be installed again."""


def asset(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ("resources", "fonts")."""
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise MissingAssetError(f"{'/'.join(parts)} is missing: install Quoth again")


@cache
def default_scheme_bytes() -> bytes:
    """Return the bytes of the label scheme that a new project starts with."""
    return asset("schemas", "labels", "news-attribution.json").read_bytes()
