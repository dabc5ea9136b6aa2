"""What a file that is not UTF-8 may be written in, for a person to choose from."""

from pathlib import Path

from annotator.formats.decoding import DecodingError, codec_of, preview

_LOOKED_AT = 200_000  # bytes


def is_encoding(name: str) -> bool:
    """Tell whether a name is that of an encoding of text."""
    try:
        codec_of(name)
    except DecodingError:
        return False
    return True


def likely_encodings(path: Path) -> tuple[bytes, list[str]]:
    """Return the first bytes of a file and the encodings that fit them, best first; or OSError."""
    with path.open("rb") as file:
        data = file.read(_LOOKED_AT)
    return data, [name for name, _, _ in preview(data)]
