import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from annotator.assets import asset
from annotator.core.annotation import Acceptance, Decision, Item, Relation, SetKey, Status
from annotator.core.change import Change
from annotator.core.document import Parent, Region
from annotator.core.progress import CancelledError, Progress, silent
from annotator.projects.opening import Project
from annotator.transfer.checking import UnknownAnnotatorError
from annotator.transfer.export_terms import (
    ExportOptions,
    ExportRefusedError,
    ExportReport,
    NothingToExportError,
    left_out_sentences,
)
from annotator.transfer.exporting import export_dataset, preview_export
from annotator.transfer.folders import OutTakenError
from tests.journeys.hands import act_as
from tests.proofs import problems_in
from tests.transfer.conftest import CLAIM

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put

Records = list[dict[str, Any]]


def _export(
    project: Project,
    out: Path,
    progress: Progress = silent,
    **options: Any,  # noqa: ANN401
) -> ExportReport:
    return export_dataset(project.store, project.scheme, out, ExportOptions(**options), progress)


def _records(out: Path, split: str = "train") -> Records:
    lines = (out / "data" / f"{split}.jsonl").read_bytes().splitlines()
    return [json.loads(line) for line in lines]


def _bytes(out: Path) -> dict[str, bytes]:
    return {
        one.relative_to(out).as_posix(): one.read_bytes() for one in out.rglob("*") if one.is_file()
    }


def _beside(out: Path) -> list[str]:
    return sorted(one.name for one in out.parent.iterdir() if "quoth" not in one.suffix)


def _loose(news: "News", text: str, prefix: str = "") -> list[Any]:
    """Return marks with two open warnings: the claim and the actor are not joined."""
    return [one for one in news.marks(text, prefix=prefix) if not isinstance(one, Relation)]


# -- what lies in the folder


def test_a_dataset_folder_is_written_whole_and_proved(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"), news.article("tram"))
    out = tmp_path / "out"
    report = _export(project, out)
    beside = ["README.md", "croissant.json", "data/train.jsonl", "manifest.json", "schema.json"]
    assert sorted(_bytes(out)) == [*beside, "scheme.json"]
    assert (report.out, report.files) == (out, {"data/train.jsonl": 2})
    assert (report.records, report.spans, report.relations) == (2, 4, 2)
    assert (report.left_out, report.losses) == ({}, [])
    assert problems_in(out) == []
    assert _beside(out) == ["out"], "nothing else is left behind"


def test_records_follow_the_schema_that_lies_beside_them(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    region = Region("x", 0, 5, "headline")
    put(news.article("ferry", language="en", regions=(region,)), news.article("tram"))
    _export(project, tmp_path / "out")
    schema = json.loads((tmp_path / "out" / "schema.json").read_bytes())
    assert schema == json.loads(asset("schemas", "record.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)
    for record in _records(tmp_path / "out"):
        assert list(validator.iter_errors(record)) == []


def test_every_span_of_a_record_is_the_slice_of_its_text(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    _export(project, tmp_path / "out")
    (record,) = _records(tmp_path / "out")
    assert record["text"] == news.text("ferry")
    for span in record["spans"]:
        assert record["text"][span["start"] : span["end"]] == span["text"]
    (link,) = record["relations"]
    ends = {one["id"]: one["label"] for one in record["spans"]}
    assert (ends[link["head"]], ends[link["tail"]]) == ("claim", "actor")


def test_files_are_utf8_with_line_feeds_and_no_blank_line(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry", title="a\r\nb\u2028c"), news.article("tram"))
    _export(project, tmp_path / "out")
    for name, data in _bytes(tmp_path / "out").items():
        assert not data.startswith(b"\xef\xbb\xbf"), name
        assert b"\r" not in data, name
        assert data.endswith(b"\n"), name
        assert b"\n\n" not in data or name.endswith(".md"), name
        data.decode("utf-8")


def test_the_same_project_gives_the_same_bytes(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"), news.article("tram", {"zoe": news.marks(news.text("tram"))}))
    asked: list[dict[str, Any]] = [{}, {"view": "all"}, {"view": "annotator"}]
    for number, options in enumerate([*asked, {"split": (50, 25, 25), "seed": 4}]):
        one, two = tmp_path / f"{number} one", tmp_path / f"{number} two"
        _export(project, one, **options)
        _export(project, two, **options)
        assert _bytes(one) == _bytes(two)
        _export(project, one, force=True, **options)
        assert _bytes(one) == _bytes(two)


def test_the_manifest_holds_digests_and_counts_and_no_time_nor_place(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"), news.article("tram", {"ann": news.marks(news.text("tram"))}))
    out = tmp_path / "out"
    _export(project, out)
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert set(manifest["files"]) == set(_bytes(out)) - {"manifest.json"}
    for name, said in manifest["files"].items():
        data = (out / name).read_bytes()
        assert (said["bytes"], said["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    data = manifest["files"]["data/train.jsonl"]
    assert [data[k] for k in ("records", "spans", "relations", "regions")] == [2, 4, 2, 0]
    totals = manifest["totals"]
    assert totals["labels"] == {"actor": 2, "claim": 2}
    assert totals["relation_labels"] == {"attributed_to": 2}
    assert totals["annotators"] == {
        "ann": {"finished": 1, "spans": 2, "relations": 1},
        "gold": {"finished": 1, "spans": 2, "relations": 1},
    }
    assert totals["characters"] == len(news.text("ferry")) + len(news.text("tram"))
    assert manifest["scheme"]["name"] == project.scheme.full_name
    assert manifest["schema"] == "span-dataset/1.0"
    everything = b"".join(_bytes(out).values()).decode()
    assert str(tmp_path) not in everything
    assert not re.search(r"20\d\d-\d\d-\d\d", everything)


def test_the_card_says_what_the_labels_mean_and_how_to_count(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry", language="nb"))
    _export(project, tmp_path / "out")
    words = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    for label in project.scheme.enabled_labels:
        assert f"`{label.name}`" in words
    assert "code points" in words
    assert "quoth verify" in words
    assert "1 records" in words or "1 record" in words
    assert 'language: ["nb"]' in words


def test_a_record_with_everything_in_it_comes_first(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    bare = [Status("done")]
    region = Region("x", 0, 5, "headline")
    put(
        news.article("empty", {"gold": bare}),
        news.article("some"),
        news.article("full", regions=(region,)),
        news.article("fuller", regions=(region, Region("y", 6, 9, "body"))),
    )
    _export(project, tmp_path / "out")
    assert [one["id"] for one in _records(tmp_path / "out")] == ["full", "empty", "some", "fuller"]


def test_records_of_one_article_stay_together_when_one_comes_first(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    text = news.text("tram")
    done: list[Item] = [Status("done")]
    hands = {"ann": done, "bob": news.marks(text), "carl": done}
    put(news.article("ferry", {"ann": [Status("done")]}), news.article("tram", hands))
    _export(project, tmp_path / "out", view="annotator")
    ids = [one["id"] for one in _records(tmp_path / "out")]
    assert ids == ["tram:bob", "tram:ann", "tram:carl", "ferry:ann"]


# -- views and splits


def test_the_settled_view_counts_what_it_leaves_out(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    def marks(name: str, prefix: str = "", *, done: bool = True) -> list[Any]:
        return news.marks(news.text(name), done=done, prefix=prefix)

    put(
        news.article("gold", {"gold": marks("gold"), "ann": marks("gold", "a")}),
        news.article("only", {"ann": marks("only"), "bob": marks("only", "b", done=False)}),
        news.article("open", {"ann": marks("open", done=False)}),
        news.article("two", {"ann": marks("two"), "bob": marks("two", "b")}),
        news.article("bad", {"gold": [Status("discarded", "an advert")]}),
        news.article("new", {}),
    )
    report = _export(project, tmp_path / "out")
    assert [one["id"] for one in _records(tmp_path / "out")] == ["gold", "only"]
    assert [one["annotators"] for one in _records(tmp_path / "out")] == [["gold"], ["ann"]]
    assert report.left_out == {"unfinished": 2, "unsettled": 1, "discarded": 1}
    assert left_out_sentences(report.left_out) == [
        "1 article left out: discarded as bad.",
        "2 articles left out: nobody has finished.",
        "1 article left out: several have finished, and no gold set settles it.",
    ]


def test_gold_that_later_edits_made_stale_goes_out_with_a_note(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    decision = Decision("decide:1", 0, 4, "agreed", "agreed", ("ann", "bob"))
    for name in ("ferry", "tram", "metro"):
        text = news.text(name)
        ann, bob = (news.marks(text, prefix=prefix) for prefix in "ab")
        hands = {"gold": [*news.marks(text), decision], "ann": ann, "bob": bob}
        put(news.article(name, hands if name != "metro" else {**hands, "gold": news.marks(text)}))
    assert _export(project, tmp_path / "before").notes == []

    def shorten(name: str) -> None:
        text = news.text(name)
        old = news.span("ac1", "claim", text, "harbour fees will rise", CLAIM)
        new = replace(old, end=old.end - 5, text=old.text[:-5])
        act_as(project, "ann", SetKey(name, "ann"), Change("Edge", (old,), (new,)))

    shorten("metro")
    assert _export(project, tmp_path / "plain").notes == [], "without decisions it is as it came in"
    shorten("tram")
    stale = "gold that an annotator’s later edits have made stale; look at"
    later = f"1 article has {stale} it in Review."
    assert _export(project, tmp_path / "one").notes == [later]
    assert preview_export(project.store, project.scheme, ExportOptions()).notes == [later]
    assert _export(project, tmp_path / "all", view="all").notes == []
    assert _records(tmp_path / "one") == _records(tmp_path / "before"), "as it was decided"
    shorten("ferry")
    two = _export(project, tmp_path / "two").notes
    assert two == [f"2 articles have {stale} them in Review."]


def test_the_view_of_each_annotator_has_a_record_for_each(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    hands = {"ann": news.marks(text), "Bo Ek": news.marks(text, prefix="b-", done=False)}
    put(news.article("ferry", hands), news.article("new", {}))
    report = _export(project, tmp_path / "out", view="annotator", unfinished=True)
    second, first = sorted(_records(tmp_path / "out"), key=lambda one: len(one["id"]))
    assert second["id"] == "ferry:ann"
    assert second["annotators"] == ["ann"]
    assert first["id"].startswith("ferry:Bo-Ek-")
    assert first["annotators"] == [], "who has not finished is not said to have"
    assert {one["annotator"] for one in first["spans"]} == {"Bo Ek"}
    assert report.left_out == {"unmarked": 1}
    report = _export(project, tmp_path / "of ann", view="annotator", annotator="ann")
    assert report.records == 1


def test_the_view_of_all_has_all_marks_in_one_record(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    hands = {"ann": news.marks(text), "bob": news.marks(text, prefix="b-", done=False)}
    put(news.article("ferry", hands), news.article("new", {}))
    report = _export(project, tmp_path / "out", view="all", unfinished=True)
    first, second = _records(tmp_path / "out")
    assert (first["id"], first["annotators"], second["id"]) == ("ferry", ["ann"], "new")
    assert Counter(one["annotator"] for one in first["spans"]) == {"ann": 2, "bob": 2}
    assert report.left_out == {}
    told = "1 article goes out that nobody marked: its list of annotators is empty."
    assert report.notes == [told]


def test_of_one_annotators_marks_it_is_said_what_that_one_did_not_mark(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    put(
        news.article("ferry", {"ann": news.marks(text)}),
        news.article("mill", {"bob": news.marks(news.text("mill"))}),
    )
    report = _export(project, tmp_path / "out", view="all", annotator="ann")
    told = "1 article goes out that ann did not mark: its list of annotators is empty."
    assert report.notes == [told]


def test_ids_that_two_annotators_share_are_changed_aloud(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    put(news.article("ferry", {"ann": news.marks(text), "bob": news.marks(text)}))
    report = _export(project, tmp_path / "out", view="all")
    assert len(report.losses) == 1
    assert report.losses[0].startswith("3 ids")
    assert report.losses[0] in (tmp_path / "out" / "LOSSES.md").read_text(encoding="utf-8")
    (record,) = _records(tmp_path / "out")
    assert {one["id"] for one in record["spans"]} == {"a1", "c1", "bob-a1", "bob-c1"}
    assert problems_in(tmp_path / "out") == []


def test_a_stranger_as_annotator_is_refused(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    with pytest.raises(UnknownAnnotatorError, match="Nobody called eve"):
        _export(project, tmp_path / "out", annotator="eve")
    assert not (tmp_path / "out").exists()


def test_articles_keep_the_split_they_came_with_and_the_rest_is_in_none(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    splits = {"a": "test", "b": "train", "c": "", "d": "dev"}
    put(*(news.article(name, meta={"split": one} if one else {}) for name, one in splits.items()))
    report = _export(project, tmp_path / "out")
    assert report.files == {"data/train.jsonl": 3, "data/test.jsonl": 1}
    found = {one["id"]: one["split"] for one in _records(tmp_path / "out")}
    assert found == {"b": "train", "c": "none", "d": "none"}
    assert not (tmp_path / "out" / "data" / "validation.jsonl").exists()
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "path: data/test.jsonl" in card
    assert "validation" not in card.split("---")[1]


def test_a_split_that_is_asked_for_takes_the_place_of_others_and_leaks_nothing(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    parts = []
    for number in range(40):
        for part in range(2):
            one = news.article(f"n{number}x{part}", meta={"split": "test"})
            parent = Parent(f"n{number}", hashlib.sha256(str(number).encode()).hexdigest(), part)
            parts.append(replace(one, document=replace(one.document, parent=parent)))
    put(*parts)
    out = tmp_path / "out"
    report = _export(project, out, split=(50, 25, 25), seed=3)
    assert report.records == 80
    assert list(report.files) == ["data/train.jsonl", "data/validation.jsonl", "data/test.jsonl"]
    found = {}
    for split in ("train", "validation", "test"):
        for record in _records(out, split):
            assert record["split"] == split
            found[record["id"]] = split
    assert all(found[f"n{number}x0"] == found[f"n{number}x1"] for number in range(40))
    assert json.loads((out / "manifest.json").read_bytes())["split"] == {
        "shares": [50, 25, 25],
        "seed": 3,
    }


def test_what_was_split_into_stories_goes_out_as_its_parts_alone(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    whole = news.article("whole", {}, text=news.text("one") + news.text("two"))
    part = news.article("whole-1", text=news.text("one"))
    parent = Parent("whole", whole.document.sha256, 0)
    part = replace(part, document=replace(part.document, parent=parent))
    put(whole, part, unqueued={"whole"})
    _export(project, tmp_path / "out", view="all")
    (record,) = _records(tmp_path / "out")
    assert json.loads(record["meta_json"])["parent"] == {
        "base": 0,
        "id": "whole",
        "sha256": whole.document.sha256,
    }


# -- what hinders


def test_errors_are_named_and_block_even_where_problems_are_allowed(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    put(news.article("ferry", {"gold": [*news.marks(text), news.blank_claim(text)]}))
    for allow in (False, True):
        with pytest.raises(ExportRefusedError) as caught:
            _export(project, tmp_path / "deep" / "er" / "out", allow_problems=allow)
        assert {one.problem.rule for one in caught.value.findings} >= {"E06"}
        assert caught.value.errors == 1
        assert caught.value.exit_code == 1
        assert "1 error" in str(caught.value)
        assert not (tmp_path / "deep").exists(), "not even folders on the way are left"


def test_open_warnings_block_unless_accepted_or_allowed(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    marks = _loose(news, news.text("ferry"))
    accepted = [Acceptance("W09", ("c1",), "nobody"), Acceptance("W10", ("a1",), "nothing")]
    put(
        news.article("ferry", {"gold": marks, "ann": [*marks, *accepted]}),
    )
    with pytest.raises(ExportRefusedError, match="2 open warnings stand") as caught:
        _export(project, tmp_path / "out")
    assert (caught.value.errors, caught.value.warnings) == (0, 2)
    assert {one.problem.rule for one in caught.value.findings} == {"W09", "W10"}
    assert _beside(tmp_path / "out") == []
    _export(project, tmp_path / "allowed", allow_problems=True)
    _export(project, tmp_path / "accepted", annotator="ann")
    for name in ("allowed", "accepted"):
        assert problems_in(tmp_path / name) == []


def test_only_what_goes_out_can_hinder(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    text = news.text("ferry")
    bad = [news.blank_claim(text), *_loose(news, text, "b-")]
    put(news.article("ferry", {"gold": news.marks(text), "ann": bad}))
    put(news.article("tram", {"ann": [news.blank_claim(news.text("tram"))]}))
    put(news.article("mill", {"gold": [news.blank_claim(news.text("mill"))]}), unqueued={"mill"})
    assert _export(project, tmp_path / "out").records == 1
    with pytest.raises(ExportRefusedError):
        _export(project, tmp_path / "all", view="all")


def test_what_is_unfinished_blocks_where_the_scheme_says_so(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry", {"gold": news.marks(news.text("ferry"), done=False)}))
    with pytest.raises(NothingToExportError, match=r"gold is begun .* Settle them in review"):
        _export(project, tmp_path / "settled")
    assert _export(project, tmp_path / "out", view="all", unfinished=True).records == 1
    assert _records(tmp_path / "out")[0]["annotators"] == []
    strict = news.scheme_with(project.scheme, E13="error")
    with pytest.raises(ExportRefusedError) as caught:
        export_dataset(project.store, strict, tmp_path / "strict", ExportOptions(view="all"))
    assert [one.problem.rule for one in caught.value.findings] == ["E13"]


def test_a_preview_finds_what_an_export_would(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(
        news.article("ferry"),
        news.article("tram", {"gold": _loose(news, news.text("tram"))}),
        news.article("new", {}),
    )
    found = preview_export(project.store, project.scheme, ExportOptions())
    assert (found.articles, found.errors, found.warnings) == (2, 0, 2)
    assert found.left_out == {"unfinished": 1}
    with pytest.raises(ExportRefusedError) as caught:
        _export(project, tmp_path / "out")
    assert caught.value.findings == found.findings
    allowed = preview_export(project.store, project.scheme, ExportOptions(allow_problems=True))
    assert (allowed.findings, allowed.articles) == ([], 2)


def test_nothing_to_export_is_said_and_nothing_is_written(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    with pytest.raises(NothingToExportError, match="no articles"):
        _export(project, tmp_path / "out")
    put(news.article("ferry", {}))
    with pytest.raises(NothingToExportError, match="1 article left out: nobody has finished"):
        _export(project, tmp_path / "out")
    hands = {"ann": news.marks(news.text("tram")), "bob": news.marks(news.text("tram"))}
    put(news.article("tram", hands))
    with pytest.raises(NothingToExportError, match=r"settles it\. Settle them in review, or"):
        _export(project, tmp_path / "out")
    assert _beside(tmp_path / "out") == []


# -- where it goes


def test_a_folder_that_is_there_is_replaced_only_when_told_to(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    out = tmp_path / "out"
    _export(project, out)
    before = _bytes(out)
    put(news.article("tram"))
    with pytest.raises(OutTakenError, match="is there already"):
        _export(project, out)
    assert _bytes(out) == before
    assert _export(project, out, force=True).records == 2
    assert problems_in(out) == []
    assert _beside(out) == ["out"]


def test_what_is_not_a_dataset_of_ours_is_never_replaced(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutTakenError, match="is a file"):
        _export(project, tmp_path / "file", force=True)
    with pytest.raises(OutTakenError, match="is a file"):
        _export(project, tmp_path / "file" / "out", force=True)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(OutTakenError, match="no manifest of Quoth"):
        _export(project, folder, force=True)
    (folder / "manifest.json").write_text('{"schema": "span-dataset/1.0"}')
    with pytest.raises(OutTakenError, match="no manifest of Quoth"):
        _export(project, folder, force=True)
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_dataset_with_something_else_in_it_is_not_replaced(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    out = tmp_path / "out"
    _export(project, out)
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    with pytest.raises(OutTakenError, match=r"\.git/HEAD lies in it"):
        _export(project, out, force=True)
    assert (out / ".git" / "HEAD").exists()


def test_an_empty_folder_can_be_filled_when_told_to(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    (tmp_path / "out").mkdir()
    with pytest.raises(OutTakenError):
        _export(project, tmp_path / "out")
    assert _export(project, tmp_path / "out", force=True).records == 1


def test_folders_on_the_way_are_made(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    _export(project, tmp_path / "a" / "b" / "out")
    assert problems_in(tmp_path / "a" / "b" / "out") == []


# -- progress, and others at work


def test_an_export_that_is_stopped_leaves_nothing(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(*(news.article(f"n{number}") for number in range(50)))
    calls: list[tuple[int, int, str]] = []
    _export(project, tmp_path / "out", lambda *told: calls.append(told), split=(80, 10, 10))
    assert len(calls) > 4
    before = _bytes(tmp_path / "out")
    for last in range(len(calls)):
        told = 0

        def stop(done: int, total: int, words: str) -> None:
            nonlocal told
            told += 1
            if told > last:  # noqa: B023 called within this turn
                raise CancelledError(f"{done} {total} {words}")

        for out in ("out", "new"):
            told = 0
            with pytest.raises(CancelledError):
                _export(project, tmp_path / out, stop, split=(80, 10, 10), force=True)
        assert _beside(tmp_path / "out") == ["out"]
        assert _bytes(tmp_path / "out") == before


WRITE = """
import sys
from pathlib import Path
from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.store import journal
from annotator.store.connection import open_store
span = Span(sys.argv[2], "actor", 0, 1, "😀")
part = Part(SetKey("n0", "other"), Change("Mark", (), (span,)))
with open_store(Path(sys.argv[1]), timeout=0) as store:
    edit = Edit(sys.argv[2] * 8, "other", "2025-01-01T00:00:00+00:00", "Mark", (part,))
    journal.record(store, edit)
"""


def test_a_writer_elsewhere_can_commit_at_any_moment_of_an_export(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(*(news.article(f"n{number}") for number in range(50)))
    written = 0

    def write(done: int, total: int, words: str) -> None:
        nonlocal written
        command = [sys.executable, "-c", WRITE, str(project.path), f"s{written}"]
        subprocess.run(command, check=True, capture_output=True)
        written += 1

    assert _export(project, tmp_path / "out", write).records == 50
    assert written > 2


def test_exporting_only_reads_the_project(
    project: Project, put: "Put", news: "News", tmp_path: Path
) -> None:
    put(news.article("ferry"))
    before = project.path.read_bytes()
    _export(project, tmp_path / "out", view="all", split=(80, 10, 10))
    assert project.path.read_bytes() == before
