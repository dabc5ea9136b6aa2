"""What the faces ask of a project's articles."""

from pathlib import Path

from annotator.core.annotation import AnnotationSet
from annotator.core.articles import ArticleEntry
from annotator.core.document import Document, Region
from annotator.core.people import Annotator, Role
from annotator.projects.opening import Project
from annotator.store import annotations, assignments, counts, documents, people
from annotator.store import backup as backups


def articles(
    project: Project,
    *,
    queued_only: bool = True,
    search: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> list[ArticleEntry]:
    """Return lines of the queue in order of import; `search` is looked for in titles and ids."""
    return documents.list_articles(
        project.store, queued_only=queued_only, search=search, limit=limit, offset=offset
    )


def article_entry(project: Project, document_id: str) -> ArticleEntry:
    """Return the line of one article; raise UnknownDocumentError."""
    return documents.article_entry(project.store, document_id)


def count_articles(project: Project, *, queued_only: bool = True, search: str = "") -> int:
    """Return how many lines `articles` has in all."""
    return documents.count_articles(project.store, queued_only=queued_only, search=search)


def titles(project: Project) -> dict[str, str]:
    """Return the titles of the articles of the queue by id, in order of import."""
    return counts.titles(project.store)


def done_by(project: Project, name: str) -> frozenset[str]:
    """Return the articles of the queue that somebody is done with."""
    return counts.done_by(project.store, name)


def given_to(project: Project, name: str) -> frozenset[str]:
    """Return the ids of the articles that somebody is to mark."""
    return frozenset(assignments.given_to(project.store, name))


def document(project: Project, document_id: str) -> Document:
    """Return an article with its text; raise UnknownDocumentError."""
    return documents.read_document(project.store, document_id)


def sets(project: Project, document_id: str) -> list[AnnotationSet]:
    """Return what each annotator left on an article, by name."""
    return annotations.sets_on(project.store, document_id)


def regions(project: Project, document_id: str) -> tuple[Region, ...]:
    """Return the regions of an article in reading order."""
    return annotations.regions_on(project.store, document_id)


def annotators(project: Project) -> list[Annotator]:
    """Return those who mark in the project, by name."""
    return people.annotators(project.store)


def hands(project: Project) -> list[str]:
    """Return who has marked or ended an article of the queue, by name, gold too; models apart."""
    begun = {name for name, state in counts.set_states(project.store) if state}
    people_there = (one for one in annotators(project) if one.role is not Role.MODEL)
    return [one.name for one in people_there if one.name in begun]


def set_queued(project: Project, document_id: str, *, queued: bool) -> None:
    """Put an article into the queue or take it out; raise UnknownDocumentError."""
    documents.set_queued(project.store, document_id, queued)


def backup(project: Project, out: Path) -> None:
    """Write a checked copy of the project; raise ProjectExistsError where something lies there."""
    backups.backup_to(project.store, out)


def restore(kept: Path, path: Path) -> Path | None:
    """Put a backup in a closed project's place; return where what lay there is kept, if it did."""
    return backups.restore_backup(kept, path)


def kept_backups(path: Path) -> list[Path]:
    """Return the automatic backups of the project that was last seen at a path, newest first."""
    return backups.backups_of(path)
