"""A digest over a row's values: SQLite's own check does not see a changed letter, this does."""

from annotator.core.canonical import canonical, sha256_hex


def seal(*values: object) -> str:
    """Return the SHA-256 over some values; bytes are taken by their own digest."""
    return sha256_hex(
        canonical([sha256_hex(one) if isinstance(one, bytes) else one for one in values])
    )
