"""What another person does to the same file meanwhile."""

from datetime import UTC, datetime
from uuid import uuid4

from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit, Part
from annotator.projects.opening import Project
from annotator.review.article import Review
from annotator.store.journal import record


def decide_as(project: Project, author: str, change: Change, review: Review) -> None:
    """Let somebody else change gold of an article."""
    act_as(project, author, review.gold.key, change)


def act_as(project: Project, author: str, key: SetKey, change: Change) -> None:
    """Let somebody else change a set."""
    time = datetime.now(UTC).isoformat(timespec="seconds")
    parts = (Part(key, change),)
    record(project.store, Edit(str(uuid4()), author, time, change.name, parts))
