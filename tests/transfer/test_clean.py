from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import settings
from annotator.core.annotation import Span
from annotator.core.canonical import canonical
from annotator.core.codec import item_to_json
from annotator.core.scheme import LabelScheme
from annotator.editing import edits
from annotator.editing.desk import Desk
from annotator.projects.opening import Project
from annotator.store.raw import RawArticle, RawSet
from annotator.transfer.clean import SIZE, CleanSets
from annotator.transfer.export_terms import ExportOptions, ExportRefusedError
from annotator.transfer.exporting import export_dataset

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put


def _kept(project: Project) -> Path:
    return settings.data_folder() / "checked" / project.store.project_id


def _export(project: Project, out: Path) -> int:
    return export_dataset(project.store, project.scheme, out, ExportOptions()).records


def _raw(news: "News") -> RawArticle:
    article = news.article("ferry")
    items = [canonical(item_to_json(item)) for item in article.sets[0].items.values()]
    nothing = RawSet("", "none", b"")
    return RawArticle(article.document, nothing, (RawSet("gold", "done", b",".join(items)),))


def test_what_passed_is_known_the_next_time(
    tmp_path: Path, news: "News", scheme: LabelScheme
) -> None:
    article = _raw(news)
    clean = CleanSets(tmp_path / "deep" / "kept", scheme)
    digest = clean.digest(article, article.sets[0])
    assert not clean.has(digest)
    clean.add(digest)
    clean.keep()
    again = CleanSets(tmp_path / "deep" / "kept", scheme)
    assert again.has(digest)
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["kept"]


def test_whatever_a_verdict_rests_on_makes_another_digest(
    tmp_path: Path, news: "News", scheme: LabelScheme
) -> None:
    article = _raw(news)
    (one,) = article.sets
    clean = CleanSets(tmp_path / "kept", scheme)
    digest = clean.digest(article, one)
    document = article.document
    others = [
        (replace(article, document=replace(document, text=document.text + "x")), one),
        (replace(article, document=replace(document, sha256="0" * 64)), one),
        (replace(article, document=replace(document, language="ar")), one),
        (replace(article, regions=one), one),
        (article, one._replace(body=one.body.replace(b"fees", b"dues"))),
        (article, one._replace(body=b"")),
    ]
    found = {clean.digest(*other) for other in others}
    assert len(found) == len(others)
    assert digest not in found
    moved = replace(document, id="other", title="Other")
    assert clean.digest(replace(article, document=moved), one) == digest


def test_other_rules_know_nothing_of_what_passed(
    tmp_path: Path, news: "News", scheme: LabelScheme
) -> None:
    clean = CleanSets(tmp_path / "kept", scheme)
    clean.add(b"x" * SIZE)
    clean.keep()
    assert CleanSets(tmp_path / "kept", scheme).has(b"x" * SIZE)
    assert not CleanSets(tmp_path / "kept", news.scheme_with(scheme, W09="off")).has(b"x" * SIZE)


@pytest.mark.parametrize("data", [b"", b"x", b"x" * SIZE * 3, b"\0" * (SIZE * 3 + 1)])
def test_a_file_that_is_none_of_ours_is_no_harm(
    tmp_path: Path, scheme: LabelScheme, data: bytes
) -> None:
    (tmp_path / "kept").write_bytes(data)
    clean = CleanSets(tmp_path / "kept", scheme)
    assert not clean.has(b"x" * SIZE)
    clean.add(b"x" * SIZE)
    clean.keep()
    assert CleanSets(tmp_path / "kept", scheme).has(b"x" * SIZE)


def test_a_place_that_cannot_be_written_is_no_harm(tmp_path: Path, scheme: LabelScheme) -> None:
    (tmp_path / "file").write_text("mine")
    clean = CleanSets(tmp_path / "file" / "kept", scheme)
    clean.add(b"x" * SIZE)
    clean.keep()
    assert (tmp_path / "file").read_text() == "mine"


def test_marks_that_turned_bad_are_refused_though_they_passed_before(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"), news.article("tram"))
    assert _export(project, tmp_path / "one") == 2
    assert _kept(project).stat().st_size == 3 * SIZE
    assert _export(project, tmp_path / "two") == 2
    refused: list[Exception] = []
    desk = Desk(project.store, "gold", lambda *_: None, lambda _, error: refused.append(error))
    article = desk.open("ferry")
    claim = article.items["c1"]
    assert isinstance(claim, Span)
    desk.do(edits.move_edges(claim, claim.start - 1, claim.end, news.text("ferry")))
    desk.do(edits.set_status(article.items, "done"))
    desk.close()
    assert refused == []
    with pytest.raises(ExportRefusedError):
        _export(project, tmp_path / "three")
