"""How bad what a check found is."""

from enum import StrEnum


class Severity(StrEnum):
    """An error blocks done and export, a warning blocks export until accepted, a hint neither."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
