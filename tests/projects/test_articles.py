from pathlib import Path

import pytest

from annotator.core.annotation import NO_HAND, SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Region
from annotator.projects import articles
from annotator.projects.opening import Project, StoreError, open_project
from annotator.store import journal

FIRST, SECOND = "Harbour-fees-will-rise", "A-second-article"


def mark(project: Project, hand: str, *spans: Span) -> None:
    part = Part(SetKey(FIRST, hand), Change("Mark", (), spans))
    edit = Edit(f"u-{hand}-{spans[0].id}", hand, "2025-01-01T00:00:00+00:00", "Mark", (part,))
    journal.record(project.store, edit)


def test_the_queue_is_listed_searched_and_paged(project: Project) -> None:
    assert [one.id for one in articles.articles(project)] == [FIRST, SECOND]
    assert [one.id for one in articles.articles(project, search="SECOND")] == [SECOND]
    assert [one.id for one in articles.articles(project, limit=1, offset=1)] == [SECOND]
    assert articles.count_articles(project) == 2
    assert articles.count_articles(project, search="harbour") == 1
    articles.set_queued(project, FIRST, queued=False)
    assert [one.id for one in articles.articles(project)] == [SECOND]
    assert articles.count_articles(project, queued_only=False) == 2
    assert not articles.article_entry(project, FIRST).queued


def test_an_article_is_told_with_its_regions_and_everybodys_marks(project: Project) -> None:
    mark(project, "bob", Span("s1", "quote", 0, 7, "Harbour"))
    mark(project, "ann", Span("s2", "actor", 0, 12, "Harbour fees", discuss="who?"))
    assert articles.document(project, FIRST).text.startswith("Harbour fees")
    assert all(isinstance(one, Region) for one in articles.regions(project, FIRST))
    assert [one.key.annotator for one in articles.sets(project, FIRST)] == ["ann", "bob"]
    assert [one.name for one in articles.annotators(project)] == ["ann", "bob"]
    entry = articles.article_entry(project, FIRST)
    assert (entry.state_for("ann"), entry.state_for("bob")) == ("flagged", "in progress")
    assert entry.state_for("eve") == "new"
    assert NO_HAND not in [one.annotator for one in entry.sets]
    for ask in (articles.document, articles.article_entry):
        with pytest.raises(StoreError, match="nowhere"):
            ask(project, "nowhere")


def test_a_backup_is_a_project_and_can_be_put_back(project: Project, tmp_path: Path) -> None:
    mark(project, "ann", Span("s1", "quote", 0, 7, "Harbour"))
    out = tmp_path / "copy.quoth"
    articles.backup(project, out)
    with pytest.raises(StoreError, match="there already"):
        articles.backup(project, out)
    (kept,) = articles.kept_backups(project.path)
    project.close()
    damaged = project.path.read_bytes()[:4000]
    project.path.write_bytes(damaged)
    aside = articles.restore(kept, project.path)
    assert aside is not None
    assert aside.read_bytes() == damaged
    for path in (out, project.path):
        with open_project(path) as seen:
            assert [one.key.annotator for one in articles.sets(seen, FIRST)] == ["ann"]
