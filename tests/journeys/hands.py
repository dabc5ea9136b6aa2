"""What another person does to the same file meanwhile."""

from datetime import UTC, datetime
from uuid import uuid4

from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit, Part
from annotator.projects.opening import Project
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed
from annotator.review.article import Review
from annotator.review.queue import review_of
from annotator.store.journal import record


def decide_as(project: Project, author: str, change: Change, review: Review) -> None:
    """Let somebody else change gold of an article."""
    act_as(project, author, review.gold.key, change)


def act_as(project: Project, author: str, key: SetKey, change: Change) -> None:
    """Let somebody else change a set."""
    time = datetime.now(UTC).isoformat(timespec="seconds")
    parts = (Part(key, change),)
    record(project.store, Edit(str(uuid4()), author, time, change.name, parts))


def settle(project: Project, document: str, why: tuple[str, str] = ("", "")) -> None:
    """Let somebody finish gold of an article: each difference as most marked it, with a reason."""
    review = review_of(project.store, document)
    decide_as(project, "Ravi", accept_agreed(review), review)
    while True:
        review = review_of(project.store, document)
        waiting = next((one for one in review.differences if one.open), None)
        if waiting is None:
            break
        decide_as(project, "Ravi", adjudication.take(review, waiting, waiting.readings[0]), review)
        review = review_of(project.store, document)
        settled = review.difference(waiting.id)
        assert settled is not None
        if any(why):
            decide_as(project, "Ravi", adjudication.explained(review, settled, *why), review)
    decide_as(project, "Ravi", adjudication.finish(review), review)
