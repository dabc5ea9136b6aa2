"""Where one is: in an article, so that one comes back to it; and in which folder."""

from pathlib import Path

from annotator.projects.opening import Project
from annotator.settings import Position, Settings, documents_folder, kept_beside
from annotator.ui.bridge import DeskBridge
from annotator.ui.pages.annotate.page import AnnotatePage


def place_in(bridge: DeskBridge, page: AnnotatePage) -> Position | None:
    """Return which article is marked and the first offset in sight, or None where none is."""
    article = bridge.article
    if article is None or article.hand != bridge.desk.author:
        return None
    return Position(article.id, page.view.first_visible_offset())


def open_at(bridge: DeskBridge, page: AnnotatePage, place: Position) -> None:
    """Open the article of a place and scroll there; without it, the first unfinished article."""
    page.open_first(place.document)
    if bridge.article is not None and bridge.article.id == place.document:
        page.view.scroll_to_offset(place.offset)


def folder_near(project: Project | None, settings: Settings) -> Path:
    """Return where files are looked for first: beside the project, else beside the last one."""
    if project is not None:
        return kept_beside(project.path)
    return kept_beside(Path(settings.recent[0])) if settings.recent else documents_folder()
