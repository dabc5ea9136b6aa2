import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.canonical import sha256_hex
from annotator.core.document import Region
from annotator.core.progress import CancelledError, Progress, silent
from annotator.formats.dataset import Dataset
from annotator.formats.record_writing import Frame, record_line
from annotator.projects.opening import Project
from annotator.store.annotations import regions_on, sets_on
from annotator.store.documents import document_ids, list_articles, read_document
from annotator.transfer.importing import (
    ImportOptions,
    ImportReport,
    LabelMap,
    MapError,
    import_paths,
    import_text,
)

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put

PLAIN = ImportOptions(regions=False)


def _import(
    project: Project,
    *paths: Path,
    progress: Progress = silent,
    **options: Any,  # noqa: ANN401
) -> ImportReport:
    given = ImportOptions(**{"regions": False, **options})
    return import_paths(project.store, project.scheme, list(paths), given, progress)


def _ids(project: Project) -> list[str]:
    return document_ids(project.store)


def _hands(project: Project, name: str) -> dict[str, int]:
    return {one.key.annotator: len(one.items) for one in sets_on(project.store, name)}


def _dataset(path: Path, articles: Sequence[AnnotatedDocument]) -> Path:
    Dataset().write(articles, path)
    return path


def _texts(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


# -- texts


def test_a_folder_of_texts_comes_in_as_it_is(project: Project, tmp_path: Path) -> None:
    folder = _texts(tmp_path / "in", b="Second\r\n words", a="😀 First\n", c="\tThird ")
    report = _import(project, folder)
    assert (report.added, report.refused, report.known) == (["a", "b", "c"], [], [])
    assert read_document(project.store, "b").text == "Second\r\n words"
    assert read_document(project.store, "b").source_sha256 == sha256_hex(b"Second\r\n words")
    assert [one.title for one in list_articles(project.store)] == ["😀 First", "Second", "Third"]


def test_the_same_text_again_is_seen_and_not_imported_twice(
    project: Project, tmp_path: Path
) -> None:
    folder = _texts(tmp_path / "in", a="Same words", b="Other words", c="Same words")
    report = _import(project, folder)
    assert report.added == ["a", "b"]
    assert report.known == [(str(folder / "c.txt"), "a")]
    again = _import(project, folder)
    assert (again.added, again.refused) == ([], [])
    assert [name for _, name in again.known] == ["a", "b", "a"]
    assert _ids(project) == ["a", "b"]


def test_an_id_that_is_taken_is_given_a_number_aloud(project: Project, tmp_path: Path) -> None:
    one = _texts(tmp_path / "one", a="One")
    two = _texts(tmp_path / "two", a="Two")
    report = _import(project, one, two)
    assert report.added == ["a", "a-2"]
    assert report.notes == [f"{two / 'a.txt'}: the id a is taken; its article came in as a-2."]
    assert read_document(project.store, "a-2").text == "Two"


def test_what_is_refused_is_named_and_leaves_no_trace_and_the_rest_comes_in(
    project: Project, tmp_path: Path
) -> None:
    folder = _texts(tmp_path / "in", a="Good", empty="", nul="a\0b", blank=" \n")
    (folder / "broken.jsonl").write_bytes(b'{"text":"one"}\n{"text":')
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 4)
    report = _import(project, folder, tmp_path / "missing")
    assert report.added == ["a"]
    refused = "\n".join(report.refused)
    assert len(report.refused) == 6
    for name in ("empty.txt", "nul.txt", "blank.txt", "broken.jsonl", "binary.txt", "missing"):
        assert name in refused
    assert "broken.jsonl, line 2" in refused
    assert _ids(project) == ["a"], "also the first line of the broken file is not there"


def test_a_large_file_is_refused_unless_it_is_allowed(project: Project, tmp_path: Path) -> None:
    folder = _texts(tmp_path / "in", a="x" * 3_000_000)
    report = _import(project, folder, max_bytes=2_000_000)
    assert report.added == []
    assert "3 MB, more than the 2 MB" in report.refused[0]
    assert _import(project, folder, max_bytes=2_000_000, allow_large=True).added == ["a"]


def test_thousands_of_files_come_in_in_batches(project: Project, tmp_path: Path) -> None:
    folder = _texts(tmp_path / "in", **{f"n{n:04}": f"Words of {n}" for n in range(2000)})
    told: list[tuple[int, int, str]] = []
    report = _import(project, folder, progress=lambda *one: told.append(one))
    assert len(report.added) == 2000
    assert report.refused == []
    assert _ids(project) == [f"n{n:04}" for n in range(2000)]
    assert [one[0] for one in told] == list(range(2001))
    assert told[0] == (0, 2000, "n0000.txt")
    assert told[-1] == (2000, 2000, "imported")


# -- marks


def test_marks_come_with_their_articles_by_annotator(
    project: Project, news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    region = Region("region-1", 0, 3, "headline")
    hands = {"ann": news.marks(text), "bob": news.marks(text, prefix="b")}
    article = news.article("ferry", hands, regions=(region,), language="en", meta={"url": "x"})
    report = _import(project, _dataset(tmp_path / "in.jsonl", [article, news.article("tram", {})]))
    assert (report.added, report.refused) == (["ferry", "tram"], [])
    assert report.marks == 6
    assert read_document(project.store, "ferry") == article.document
    assert regions_on(project.store, "ferry") == (region,)
    found = {one.key.annotator: dict(one.items) for one in sets_on(project.store, "ferry")}
    assert found == {one.key.annotator: dict(one.items) for one in article.sets}


def test_marks_for_a_text_that_is_there_come_as_a_set_of_their_annotator(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry", {}))
    text = news.text("ferry")
    other = news.article("other-id", {"ann": news.marks(text)}, text=text)
    report = _import(project, _dataset(tmp_path / "in.jsonl", [other]))
    assert (report.added, report.refused, report.known, report.marks) == ([], [], [], 3)
    assert _ids(project) == ["ferry"]
    assert _hands(project, "ferry") == {"ann": 4}


def test_the_same_marks_again_are_known_and_other_ones_are_refused_by_name(
    project: Project, news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    path = _dataset(tmp_path / "in.jsonl", [news.article("ferry", {"ann": news.marks(text)})])
    _import(project, path)
    again = _import(project, path)
    assert (again.added, again.refused, again.marks) == ([], [], 0)
    assert again.known == [(str(path), "ferry")]
    fewer = news.article("ferry", {"ann": news.marks(text)[:1]})
    report = _import(project, _dataset(tmp_path / "fewer.jsonl", [fewer]))
    assert len(report.refused) == 1
    assert "ann has other marks on ferry already" in report.refused[0]
    assert "--annotator" in report.refused[0]
    assert _hands(project, "ferry") == {"ann": 4}


def test_marks_come_in_under_another_name_when_one_is_given(
    project: Project, news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    path = _dataset(tmp_path / "in.jsonl", [news.article("ferry", {"ann": news.marks(text)})])
    _import(project, path)
    report = _import(project, path, annotator="eve")
    assert report.refused == []
    assert _hands(project, "ferry") == {"ann": 4, "eve": 4}
    assert any("ids of eve are taken" in one for one in report.notes)
    (eve,) = [one for one in sets_on(project.store, "ferry") if one.key.annotator == "eve"]
    assert {one.id for one in eve.spans} == {"eve-a1", "eve-c1"}
    assert [(one.source, one.target) for one in eve.relations] == [("eve-c1", "eve-a1")]


def test_of_several_annotators_the_one_that_is_named_comes_in(
    project: Project, news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    hands = {"ann": news.marks(text), "bob": news.marks(text, prefix="b")}
    path = _dataset(tmp_path / "in.jsonl", [news.article("ferry", hands)])
    refused = _import(project, path, annotator="eve")
    assert "has marks of ann, bob, and none of eve" in refused.refused[0]
    assert _ids(project) == []
    assert _import(project, path, annotator="bob").added == ["ferry"]
    assert _hands(project, "ferry") == {"bob": 4}


def test_records_of_each_annotator_make_one_article_that_is_counted_once(
    project: Project, news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    lines = b""
    for hand in ("ann", "bob", "carl"):
        one = news.article("ferry", {hand: news.marks(text, prefix=hand)})
        lines += record_line(one, Frame("annotator", "s@1", "", hand))
    (tmp_path / "in.jsonl").write_bytes(lines)
    report = _import(project, tmp_path / "in.jsonl")
    assert report.added == ["ferry"]
    assert report.marks == 9
    assert _hands(project, "ferry") == {"ann": 4, "bob": 4, "carl": 4}


def test_two_annotators_with_one_id_in_a_file_are_refused(
    project: Project, news: "News", tmp_path: Path
) -> None:
    record = orjson.loads(record_line(news.article("ferry"), Frame("all", "s@1")))
    double = json.loads(json.dumps(record["spans"]))
    for one in double:
        one["annotator"] = "eve"
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps({**record, "spans": record["spans"] + double}))
    assert "comes twice" in _import(project, tmp_path / "in.jsonl").refused[0]


# -- names that the scheme does not know


def _foreign(news: "News", tmp_path: Path) -> Path:
    text = news.text("ferry")
    span = Span("s1", "rumour", 2, 5, text[2:5], (("tone", "sure"),))
    other = Span("s2", "actor", 2, 13, text[2:13])
    marks: list[Item] = [span, other, Relation("r1", "near", "s1", "s2"), Status("done")]
    return _dataset(tmp_path / "in.jsonl", [news.article("ferry", {"ann": marks})])


def test_unknown_names_are_refused_with_the_map_that_would_do(
    project: Project, news: "News", tmp_path: Path
) -> None:
    report = _import(project, _foreign(news, tmp_path))
    assert _ids(project) == []
    (refused,) = report.refused
    assert refused.startswith(str(tmp_path / "in.jsonl"))
    assert "labels rumour and the relations near" in refused
    assert "--map" in refused


def test_a_map_turns_or_leaves_out_what_is_unknown(
    project: Project, news: "News", tmp_path: Path
) -> None:
    names = LabelMap({"rumour": "claim"}, {"near": None}, {"tone": None})
    report = _import(project, _foreign(news, tmp_path), mapping=names)
    assert report.added == ["ferry"]
    assert report.marks == 2
    assert report.notes == ["2 marks and attributes were left out."]
    (one,) = sets_on(project.store, "ferry")
    assert [span.label for span in one.spans] == ["actor", "claim"]
    assert one.status == Status("done")


def test_a_file_that_is_refused_for_its_names_spoils_no_other(
    project: Project, news: "News", tmp_path: Path
) -> None:
    bad = _foreign(news, tmp_path)
    good = _dataset(tmp_path / "later.jsonl", [news.article("ferry"), news.article("tram")])
    report = _import(project, bad, good)
    assert len(report.refused) == 1
    assert report.added == ["ferry", "tram"], "its id and its text are free again"
    assert report.notes == []


def test_a_map_to_nowhere_stops_the_import_at_once(project: Project, tmp_path: Path) -> None:
    with pytest.raises(MapError):
        _import(project, tmp_path, mapping=LabelMap({"a": "nowhere"}))


# -- all or nothing for each file


def test_marks_of_a_refused_file_are_not_taken_for_known_in_a_later_one(
    project: Project, news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    first = _dataset(tmp_path / "1.jsonl", [news.article("ferry", {})])
    good = news.article("ferry", {"ann": news.marks(text)})
    bad = _dataset(tmp_path / "2.jsonl", [good])
    with bad.open("ab") as file:
        file.write(b"{}\n")
    third = _dataset(tmp_path / "3.jsonl", [good])
    report = _import(project, first, bad, third)
    assert len(report.refused) == 1
    assert report.added == ["ferry"]
    assert _hands(project, "ferry") == {"ann": 4}
    fewer = news.article("ferry", {"eve": news.marks(text)[:1]})
    worse = _dataset(tmp_path / "4.jsonl", [fewer, _unfit(news)])
    more = _dataset(tmp_path / "5.jsonl", [news.article("ferry", {"eve": news.marks(text)})])
    report = _import(project, worse, more)
    assert len(report.refused) == 1
    assert _hands(project, "ferry") == {"ann": 4, "eve": 4}


def _unfit(news: "News") -> AnnotatedDocument:
    """Return an article that the scheme does not allow."""
    text = news.text("unfit")
    return news.article("unfit", {"ann": [Span("s1", "rumour", 0, 1, text[0])]})


def _big(path: Path, news: "News", *more: AnnotatedDocument, count: int = 400) -> Path:
    """Write a file that is large enough to be a transaction of its own."""
    articles = []
    for number in range(count):
        text = news.text(f"n{number}") + "words " * 500
        articles.append(news.article(f"n{number}", {"ann": news.marks(text)}, text=text))
    _dataset(path, [*articles, *more])
    assert path.stat().st_size > 1_000_000
    return path


def test_a_large_file_streams_in_whole(project: Project, news: "News", tmp_path: Path) -> None:
    told: list[int] = []
    path = _big(tmp_path / "big.jsonl", news)
    report = _import(project, path, progress=lambda done, *_: told.append(done))
    assert len(report.added) == 400
    assert report.marks == 1200
    assert len(told) > 8
    assert len(_ids(project)) == 400
    again = _import(project, path)
    assert (again.added, len(again.known), again.refused) == ([], 400, [])


def test_a_large_file_with_a_fault_at_its_end_leaves_no_trace(
    project: Project, news: "News", tmp_path: Path
) -> None:
    for number, unfit in enumerate([_unfit(news), None]):
        path = _big(tmp_path / f"big{number}.jsonl", news, *([unfit] if unfit else []))
        if unfit is None:
            with path.open("ab") as file:
                file.write(b"{}\n")
        report = _import(project, path)
        assert len(report.refused) == 1
        assert (report.added, report.known, report.marks) == ([], [], 0)
        assert _ids(project) == []
    assert len(_import(project, _big(tmp_path / "good.jsonl", news)).added) == 400


def test_an_import_that_is_stopped_keeps_whole_files_and_nothing_of_others(
    project: Project, news: "News", tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _big(folder / "a.jsonl", news)
    _big(folder / "b.jsonl", news, count=401)

    def stop(done: int, total: int, words: str) -> None:
        if words == "b.jsonl" and done > 100:
            raise CancelledError(str(total))

    report = _import(project, folder, progress=stop)
    assert report.cancelled
    assert len(report.added) == 400
    assert "was stopped" in report.notes[-1]
    assert len(_ids(project)) == 400
    assert len(_import(project, folder).added) == 1, "what is left comes in later"


def test_a_dry_run_says_all_and_changes_nothing(
    project: Project, news: "News", tmp_path: Path
) -> None:
    folder = _texts(tmp_path / "in", a="Same", b="Same", empty="")
    _big(folder / "big.jsonl", news)
    before = project.path.read_bytes()
    dry = _import(project, folder, dry_run=True)
    assert project.path.read_bytes() == before
    report = _import(project, folder)
    assert dry == report
    assert len(report.added) == 401


# -- regions and stories

TWO_STORIES = """Harbour master rejects claim that buoys were sold

Harbour master rejects claim that buoys were sold
Share this article
Updated 3 May 2021

EASTINLET: The harbour master has rejected a claim that four buoys were sold for scrap.

“They are in the shed, all four,” said Ines Maddern on Monday.


Ice harvest begins late on the upper lake

Updated 12 min 30 sec ago

Ice harvest begins late on the upper lake

EASTINLET: The ice harvest on the upper lake began on Tuesday, nine days behind.
"""


def test_regions_are_proposed_for_texts_and_not_for_datasets(
    project: Project, news: "News", tmp_path: Path
) -> None:
    folder = _texts(tmp_path / "in", a=TWO_STORIES)
    _dataset(folder / "b.jsonl", [news.article("b", {}, text=TWO_STORIES + "x")])
    assert _import(project, folder, regions=True).added == ["a", "b"]
    kinds = {one.kind for one in regions_on(project.store, "a")}
    assert {"story", "headline", "duplicate"} <= kinds
    assert regions_on(project.store, "b") == ()
    assert read_document(project.store, "a").text == TWO_STORIES


@pytest.mark.parametrize("large", [False, True])
def test_stories_become_articles_that_know_where_they_were_cut_from(
    project: Project, news: "News", tmp_path: Path, large: bool
) -> None:
    folder = _texts(tmp_path / "in", two=TWO_STORIES)
    if large:
        row = json.dumps({"id": "two", "text": TWO_STORIES})
        filler = json.dumps({"id": "one", "text": "No story. " * 120_000})
        (folder / "two.jsonl").write_text(f"{row}\n{filler}\n")
        (folder / "two.txt").unlink()
    report = _import(project, folder, regions=True, split_stories=True)
    assert report.refused == []
    assert report.split == [("two", ["two-1", "two-2"])]
    whole = read_document(project.store, "two")
    assert whole.text == TWO_STORIES
    queued = [one.id for one in list_articles(project.store)]
    assert queued == (["two-1", "two-2", "one"] if large else ["two-1", "two-2"])
    for name in ("two-1", "two-2"):
        child = read_document(project.store, name)
        assert child.parent is not None
        assert (child.parent.id, child.parent.sha256) == ("two", whole.sha256)
        base = child.parent.base
        assert whole.text[base : base + len(child.text)] == child.text
        assert child.source_sha256 == whole.source_sha256
        for region in regions_on(project.store, name):
            assert 0 <= region.start < region.end <= len(child.text)
    assert news.text("x")


def test_an_article_that_is_there_already_is_split_where_it_bears_no_marks(
    project: Project, tmp_path: Path
) -> None:
    folder = _texts(tmp_path / "in", one="No story here.", two=TWO_STORIES)
    assert _import(project, folder, regions=True).added == ["one", "two"]
    tried = _import(project, folder, split_stories=True, dry_run=True)
    assert tried.notes == ["two is there already; it would be split into 2 stories."]
    assert (tried.split, _ids(project)) == ([], ["one", "two"])
    report = _import(project, folder, split_stories=True)
    assert report.split == [("two", ["two-1", "two-2"])]
    assert report.added == ["two-1", "two-2"]
    assert [name for _, name in report.known] == ["one", "two"]
    assert [one.id for one in list_articles(project.store)] == ["one", "two-1", "two-2"]
    again = _import(project, folder, split_stories=True)
    assert (again.split, again.added, again.notes) == ([], [], [])


def test_an_article_that_is_there_already_with_marks_is_left_whole_and_named(
    project: Project, news: "News", tmp_path: Path
) -> None:
    folder = _texts(tmp_path / "in", two=TWO_STORIES)
    _import(project, folder, regions=True)
    actor = {"type": "person", "mention": "name", "role": "subject"}
    marks: list[Item] = [news.span("s1", "actor", TWO_STORIES, "Ines Maddern", actor)]
    marked = news.article("x", {"ann": marks}, text=TWO_STORIES)
    _import(project, _dataset(tmp_path / "m.jsonl", [marked]))
    report = _import(project, folder, split_stories=True)
    assert report.split == []
    (note,) = report.notes
    assert note.startswith("two is there already, with marks, and holds 2 stories")
    assert [one.id for one in list_articles(project.store)] == ["two"]


def test_the_same_file_twice_in_a_dry_run_is_told_as_new_once(
    project: Project, tmp_path: Path
) -> None:
    folder = _texts(tmp_path / "in", a=TWO_STORIES, b=TWO_STORIES)
    report = _import(project, folder, regions=True, split_stories=True, dry_run=True)
    assert len(report.split) == 1
    assert report.notes == []


def test_marks_go_with_the_story_that_they_lie_in(
    project: Project, news: "News", tmp_path: Path
) -> None:
    actor = {"type": "person", "mention": "name", "role": "subject"}
    marks: list[Item] = [
        news.span("s1", "actor", TWO_STORIES, "Ines Maddern", actor),
        news.span("s2", "actor", TWO_STORIES, "nine days", actor),
        Status("done"),
    ]
    first = TWO_STORIES.index("Ice harvest")
    regions = (
        Region("region-1", 0, first - 2, "story", "1"),
        Region("region-2", first, len(TWO_STORIES), "story", "2"),
    )
    article = news.article("two", {"ann": marks}, text=TWO_STORIES, regions=regions)
    path = _dataset(tmp_path / "in.jsonl", [article])
    assert _import(project, path, split_stories=True).added == ["two", "two-1", "two-2"]
    for name, words in (("two-1", "Ines Maddern"), ("two-2", "nine days")):
        text = read_document(project.store, name).text
        (one,) = sets_on(project.store, name)
        (span,) = one.spans
        assert (span.text, text[span.start : span.end]) == (words, words)
        assert one.status == Status("done")
    assert _hands(project, "two") == {}


def test_stories_that_would_cut_a_mark_are_refused(
    project: Project, news: "News", tmp_path: Path
) -> None:
    middle = len(TWO_STORIES) // 2
    regions = (
        Region("region-1", 0, middle, "story", "1"),
        Region("region-2", middle, len(TWO_STORIES), "story", "2"),
    )
    across = Span("s1", "claim", middle - 5, middle + 5, TWO_STORIES[middle - 5 : middle + 5])
    article = news.article("two", {"ann": [across]}, text=TWO_STORIES, regions=regions)
    report = _import(project, _dataset(tmp_path / "in.jsonl", [article]), split_stories=True)
    assert "cannot be split there" in report.refused[0]
    assert _ids(project) == []


# -- pasted


def test_a_pasted_text_comes_in_as_it_is(project: Project) -> None:
    text = " \tThe mayor said no.\r\n"
    report = import_text(project.store, project.scheme, text, title="A: title / 1", options=PLAIN)
    (name,) = report.added
    document = read_document(project.store, name)
    assert (document.text, document.title) == (text, "A: title / 1")
    assert name == "A-title-1"
    assert document.source_sha256 == ""


@pytest.mark.parametrize("text", ["", " \n", "a\0b", "a\ud800b"])
def test_a_pasted_text_that_is_none_is_refused(project: Project, text: str) -> None:
    report = import_text(project.store, project.scheme, text)
    assert report.added == []
    assert len(report.refused) == 1
    assert report.refused[0].startswith("The text: ")
    assert _ids(project) == []


def test_a_pasted_text_that_is_there_is_known(project: Project) -> None:
    import_text(project.store, project.scheme, "The mayor.", options=PLAIN)
    report = import_text(project.store, project.scheme, "The mayor.", title="x", options=PLAIN)
    assert (report.added, report.known) == ([], [("x", "The-mayor")])


def test_what_was_imported_is_no_edit_that_undo_takes_back(
    project: Project, news: "News", tmp_path: Path
) -> None:
    from annotator.editing.desk import Desk

    _import(project, _dataset(tmp_path / "in.jsonl", [news.article("ferry")]))
    desk = Desk(project.store, "gold", lambda *_: None, lambda *_: None)
    desk.open("ferry")
    assert desk.undo() is None
    desk.close()
    key = SetKey("ferry", "gold")
    kept = AnnotationSet(key, {one.id: one for one in news.marks(news.text("ferry"))})
    (there,) = sets_on(project.store, "ferry")
    assert replace(there, revision=0) == replace(kept, items=dict(there.items))


def test_a_note_on_one_file_is_told_once(project: Project, tmp_path: Path) -> None:
    first = _texts(tmp_path / "one", a="One")
    second = _texts(tmp_path / "two", a="Two", b="Three", c="Four")
    assert len(_import(project, first, second).notes) == 1, "the id of the second a was taken"


def test_what_came_in_before_a_stop_is_there(project: Project, tmp_path: Path) -> None:
    folder = _texts(tmp_path / "in", **{f"n{n:04}": f"Words of {n}" for n in range(500)})

    def stop(done: int, total: int, words: str) -> None:
        if done >= 450:
            raise CancelledError

    report = _import(project, folder, progress=stop)
    assert report.cancelled
    assert len(report.added) == len(_ids(project)) == 400, "two batches, each whole"


def test_the_headline_names_an_article_whose_first_line_is_none(
    project: Project, tmp_path: Path
) -> None:
    text = "By Odalys Fenn\n\nFerry firm denies claim\n\nThe firm denied it on Tuesday.\n"
    report = _import(project, _texts(tmp_path / "in", a=text), regions=True)
    (found,) = list_articles(project.store)
    headline = [one for one in regions_on(project.store, report.added[0]) if one.kind == "headline"]
    assert [text[one.start : one.end] for one in headline] == [found.title]
    assert found.title == "Ferry firm denies claim"
