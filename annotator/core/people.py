"""Who marks, a person or a model, and who is to mark what."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

GOLD = "gold"


class Role(StrEnum):
    """What an annotator is to the project."""

    ANNOTATOR = "annotator"
    LEAD = "lead"
    ADJUDICATOR = "adjudicator"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Annotator:
    """One who marks. The name is the key; it begins with a letter."""

    name: str
    role: Role = Role.ANNOTATOR


class Assignment(NamedTuple):
    """An article that an annotator is to mark; `batch` is the name of the round it came with."""

    document: str
    annotator: str
    batch: str = ""


def role_for(name: str) -> Role:
    """Return the role that a name takes when nothing else was said: gold is adjudicated."""
    return Role.ADJUDICATOR if name == GOLD else Role.ANNOTATOR
