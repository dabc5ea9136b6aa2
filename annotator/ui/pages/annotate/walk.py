"""Which article is first, and which comes next: of those that the queue counts."""

from annotator.core.articles import ArticleEntry
from annotator.projects import articles
from annotator.ui.bridge import DeskBridge
from annotator.ui.models.queue_model import QueueModel


def first_of(bridge: DeskBridge, queue: QueueModel, wanted: str = "") -> str:
    """Return the id of the article wanted, else of the first unfinished one, else of the first.

    "" where the queue counts none.
    """
    entries = [one for one in articles.articles(bridge.project) if queue.is_counted(one.id)]
    ids = [entry.id for entry in entries]
    fresh = (entry.id for entry in entries if _is_open(bridge, entry))
    return wanted if wanted in ids else next(fresh, ids[0] if ids else "")


def beside(bridge: DeskBridge, queue: QueueModel, step: int, *, unfinished: bool) -> str:
    """Return the id of the next article (step 1) or the one before (-1), "" where there is none.

    Unfinished ones go round. Where no article of the project is open it is the first. While
    something is looked for in the queue, only what was found counts.
    """
    here = bridge.article.id if bridge.article is not None else ""
    entries = articles.articles(bridge.project)
    at = next((place for place, one in enumerate(entries) if one.id == here), None)
    if at is None:
        return first_of(bridge, queue)
    order = entries[at + 1 :] if step > 0 else entries[:at][::-1]
    if unfinished:
        order = [one for one in [*order, *entries[:at]] if _is_open(bridge, one)]
    return next((one.id for one in order if queue.is_listed(one.id)), "")


def _is_open(bridge: DeskBridge, entry: ArticleEntry) -> bool:
    return entry.of(bridge.desk.author).state == "none"
