# ruff: noqa: S311 chance, not secrets
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from annotator.core.document import Region
from annotator.core.progress import CancelledError
from annotator.projects.opening import Project
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from annotator.transfer.verify import MOST, NotADatasetError
from tests.proofs import problems_in

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put

Record = dict[str, Any]


@pytest.fixture
def out(project: Project, put: "Put", news: "News", tmp_path: Path) -> Path:
    """Return a good dataset: three articles, two in train and one in test."""
    region = Region("x", 0, 5, "headline")
    put(
        news.article("ferry", regions=(region,), meta={"split": "train"}),
        news.article("tram", meta={"split": "train"}),
        news.article("mill", meta={"split": "test"}),
    )
    folder = tmp_path / "out"
    export_dataset(project.store, project.scheme, folder, ExportOptions())
    return folder


def _train(out: Path) -> Path:
    return out / "data" / "train.jsonl"


def _settle(out: Path) -> None:
    """Let the folder say the digests and sizes that files have now; counts stay as they were."""
    told = json.loads((out / "croissant.json").read_bytes())
    for one in told["distribution"]:
        one["sha256"] = sha256((out / one["contentUrl"]).read_bytes()).hexdigest()
    (out / "croissant.json").write_text(json.dumps(told))
    _settle_manifest(out)


def _settle_manifest(out: Path) -> None:
    path = out / "manifest.json"
    manifest = json.loads(path.read_bytes())
    for name, said in manifest["files"].items():
        data = (out / name).read_bytes()
        said.update(sha256=sha256(data).hexdigest(), bytes=len(data))
    path.write_text(json.dumps(manifest))


def _alter(out: Path, change: Callable[[Record], object], *, line: int = 0) -> list[str]:
    """Change one record of train, keep the manifest's digests right, return what is found."""
    lines = _train(out).read_bytes().splitlines()
    record = orjson.loads(lines[line])
    change(record)
    lines[line] = orjson.dumps(record)
    _train(out).write_bytes(b"".join(one + b"\n" for one in lines))
    _settle(out)
    return problems_in(out)


def test_a_good_dataset_has_nothing_wrong_folder_or_file(out: Path) -> None:
    assert problems_in(out) == []
    assert problems_in(_train(out)) == []


def test_it_needs_no_project_and_loads_no_store_of_ours(out: Path) -> None:
    code = (
        "import sys; from annotator.transfer.verify import prove_path\nfrom pathlib import Path\n"
    )
    code += "assert prove_path(Path(sys.argv[1])).problems == []\n"
    code += "assert 'sqlite3' not in sys.modules"
    subprocess.run([sys.executable, "-c", code, str(out)], check=True)


def _shift(record: Record) -> None:
    record["spans"][0]["start"] += 1
    record["spans"][0]["end"] += 1


def _other_words(record: Record) -> None:
    record["text"] = record["text"].replace("council", "Council")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_shift, "data/train.jsonl, line 1: spans[0].text: it says 'The council', but"),
        (_other_words, "line 1: text_sha256: it is not the digest of the text"),
        (
            lambda one: one.update(id="tram"),
            "line 2: id: it is that of data/train.jsonl, line 1 as well",
        ),
        (lambda one: one.update(id="9"), "line 1: id: '9' is not a letter"),
        (lambda one: one.update(split="test"), "split: it says 'test', whose records are in"),
        (lambda one: one.update(view="all"), "manifest.json: view: it says 'adjudicated', and"),
        (lambda one: one.update(scheme="s@9"), "manifest.json: scheme: it says 'news-attribution"),
        (lambda one: one.pop("regions"), "line 1: 'regions' is missing"),
        (lambda one: one.update(extra=1), "line 1: 'extra' is not known"),
        (lambda one: one["spans"][1].update(id="a1"), "line 1: the id 'a1' comes twice"),
        (lambda one: one["spans"][0].update(end=10**6), "spans[0]: 2 to 1000000 does not lie"),
        (lambda one: one["spans"][0].update(start=True), "true or false stands where a whole"),
        (lambda one: one["spans"][0].update(start="2"), "a string stands where a whole number"),
        (lambda one: one["spans"][0].update(annotator="bob"), "is another annotator's"),
        (lambda one: one["spans"][0].update(fragments=[[1, 2]]), "spans[0].fragments"),
        (lambda one: one["relations"][0].update(tail="zz"), "tail: there is no span 'zz'"),
        (lambda one: one["relations"][0].update(annotator="bob"), "is another annotator's"),
        (lambda one: one["regions"][0].update(end=0), "regions[0]: 0 to 0 holds nothing"),
        (lambda one: one.update(meta_json="[]"), "meta_json: the string holds no JSON object"),
        (lambda one: one.update(meta_json='{"a":1,"a":2}'), "meta_json: a key comes twice"),
        (lambda one: one.update(annotators=["gold", "gold"]), "annotators: 'gold' comes twice"),
        (lambda one: one.update(lang="no such"), "lang: 'no such' is not a language tag"),
        (lambda one: one.update(text=one["text"] + "\0"), "a NUL character stands at"),
        (lambda one: one.update(schema=one.pop("schema")), "order of keys"),
        (lambda one: one["spans"][0].update(id=one["spans"][0].pop("id")), "order of keys"),
        (
            lambda one: (one["relations"].clear(), one["spans"].pop()),
            "totals.spans: that is not what the files hold",
        ),
        (lambda one: one["relations"].pop(), "files.data/train.jsonl.relations: it says 2"),
    ],
)
def test_what_is_wrong_with_a_record_is_told_with_its_place(
    out: Path, change: Callable[[Record], object], told: str
) -> None:
    found = _alter(out, change)
    assert any(told in one for one in found), found
    assert all(one.endswith(".") and "\n" not in one for one in found)


def test_marks_of_all_records_are_looked_at_not_of_the_first_alone(out: Path) -> None:
    found = _alter(out, _shift, line=1)
    assert any(one.startswith("data/train.jsonl, line 2: spans[0].text") for one in found)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"\n", "the line is blank"),
        (b'{"schema":"span-dataset/1.0"', "it is cut off in the middle"),
        (b'{"a":NaN}\n', "NaN is not JSON"),
        (b'{"id":"x","id":"y"}\n', "a key comes twice"),
        (b"\xff\xfe\n", "it is not UTF-8"),
        (b"[]\n", "a list stands where an object should"),
        (b"null\n", "null stands where an object should"),
    ],
)
def test_lines_that_are_no_records_are_told(out: Path, line: bytes, told: str) -> None:
    with _train(out).open("ab") as file:
        file.write(line)
    found = problems_in(_train(out))
    assert len(found) == 1
    assert found[0].startswith("train.jsonl, line 3: ")
    assert told in found[0]


def test_white_space_and_escapes_are_not_the_one_way_to_write_a_record(out: Path) -> None:
    first, second = _train(out).read_bytes().splitlines(keepends=True)
    for altered in (
        first.replace(b'"split":', b'"split": ', 1),
        first.replace(b"ferry", b"\\u0066erry", 1),
        first.replace(b"\n", b"\r\n"),
        first[:-1],
    ):
        _train(out).write_bytes(second + altered)
        found = problems_in(_train(out))
        assert len(found) == 1
        assert "line 2: it is not written as such records are" in found[0]


def test_a_text_in_two_splits_is_a_leak(out: Path) -> None:
    record = orjson.loads(_train(out).read_bytes().splitlines()[0])
    record.update(id="again", split="test")
    with (out / "data" / "test.jsonl").open("ab") as file:
        file.write(orjson.dumps(record) + b"\n")
    found = problems_in(out)
    told = "data/test.jsonl, line 2: text: data/train.jsonl, line 1 has the same, in another split."
    assert told in found


def test_an_id_is_one_records_over_all_files(out: Path) -> None:
    lines = (out / "data" / "test.jsonl").read_bytes()
    (out / "data" / "test.jsonl").write_bytes(lines.replace(b'"id":"mill"', b'"id":"tram"'))
    told = "data/test.jsonl, line 1: id: it is that of data/train.jsonl, line 2 as well."
    assert told in problems_in(out)


def test_a_file_that_was_altered_by_a_byte_is_found(out: Path) -> None:
    for name in ("README.md", "schema.json", "croissant.json", "data/test.jsonl"):
        path = out / name
        before = path.read_bytes()
        path.write_bytes(before.replace(b"o", b"0", 1))
        assert any(one.startswith(f"{name}: it is not the file") for one in problems_in(out))
        path.write_bytes(before)
    assert problems_in(out) == []


def test_missing_and_extra_files_are_told(out: Path) -> None:
    (out / "data" / "test.jsonl").unlink()
    (out / "schema.json").unlink()
    (out / "notes.txt").write_text("mine")
    (out / "data" / "dev.jsonl").write_bytes(b"")
    found = problems_in(out)
    for told in (
        "data/test.jsonl: manifest.json names it, but it is missing.",
        "schema.json: manifest.json names it, but it is missing.",
        "notes.txt: manifest.json does not name it.",
        "data/dev.jsonl: it is named like no split.",
        "data/dev.jsonl: there is nothing in it.",
    ):
        assert told in found
    assert not any("totals" in one for one in found), "what is missing was told already"


def test_a_schema_that_nothing_speaks_of_is_missed_all_the_same(out: Path) -> None:
    for name in ("schema.json", "manifest.json"):
        (out / name).unlink()
    assert problems_in(out) == ["manifest.json: it is missing.", "schema.json: it is missing."]


def test_what_desktops_leave_is_no_extra_file(out: Path) -> None:
    (out / "data" / ".DS_Store").write_bytes(b"\0\0")
    assert problems_in(out) == []


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (None, "manifest.json: it is missing"),
        (b"{", "manifest.json: it is cut off"),
        (b"[]", "manifest.json: it does not say"),
        (b'{"schema":"span-dataset/1.0","files":[],"totals":{}}', "manifest.json: files is no"),
        (b'{"schema":"span-dataset/1.0","files":{"README.md":7},"totals":{}}', "is no object"),
        (b'{"schema":"span-dataset/1.0","files":{"../x":{}},"totals":{}}', "../x: manifest.json"),
    ],
)
def test_a_manifest_that_is_none_is_told(out: Path, manifest: bytes | None, told: str) -> None:
    if manifest is None:
        (out / "manifest.json").unlink()
    else:
        (out / "manifest.json").write_bytes(manifest)
    assert any(told in one for one in problems_in(out))


def test_a_schema_that_is_another_is_told(out: Path) -> None:
    (out / "schema.json").write_text("{}")
    _settle(out)
    assert problems_in(out) == ["schema.json: it is not the schema urn:span-dataset:record:1.0."]
    (out / "schema.json").write_text("{")
    assert any(one.startswith("schema.json: it is cut off") for one in problems_in(out))


def test_a_dataset_without_a_single_record_is_told(out: Path) -> None:
    for path in (out / "data").iterdir():
        path.unlink()
    assert "data: there are no records." in problems_in(out)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_followed(out: Path, tmp_path: Path) -> None:
    _train(out).rename(tmp_path / "far.jsonl")
    _train(out).symlink_to(tmp_path / "far.jsonl")
    assert any(
        one.startswith("data/train.jsonl: it is no file of its own") for one in problems_in(out)
    )


def test_a_record_that_cannot_be_counted_is_not_held_against_the_counts(out: Path) -> None:
    found = _alter(out, _shift)
    assert len(found) == 1


@pytest.mark.parametrize("spoilt", [b'{"distribution": [3]}', b"[]", b'{"distribution": {}}'])
def test_a_description_that_tells_of_other_files_is_found(out: Path, spoilt: bytes) -> None:
    told = json.loads((out / "croissant.json").read_bytes())
    told["distribution"][0]["sha256"] = "0" * 64
    for data, number in ((json.dumps(told).encode(), 1), (spoilt, 2)):
        (out / "croissant.json").write_bytes(data)
        _settle_manifest(out)
        found = problems_in(out)
        assert len(found) == number
        assert all(one.startswith("croissant.json: it tells of another data/") for one in found)
    (out / "croissant.json").write_bytes(b"{")
    _settle_manifest(out)
    assert [one.split(":")[0] for one in problems_in(out)] == ["croissant.json"]


def test_a_dataset_of_before_there_were_descriptions_holds(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_bytes())
    manifest["files"].pop("croissant.json")
    (out / "manifest.json").write_text(json.dumps(manifest))
    (out / "croissant.json").unlink()
    assert problems_in(out) == []


def test_thousands_of_problems_are_counted_not_told(out: Path) -> None:
    _train(out).write_bytes(b'{"schema":"span-dataset/1.0"}\n' * (MOST + 7))
    found = problems_in(_train(out))
    assert len(found) == MOST + 1
    assert found[-1] == "There are 7 more problems, which are not told."


def test_what_is_no_dataset_is_said_in_one_sentence(tmp_path: Path, project: Project) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.jsonl").write_text('{"text": "words"}\n')
    (tmp_path / "c.jsonl").write_text("")
    for name in ("missing", "empty", "a.txt", "b.jsonl", "c.jsonl", project.path.name):
        with pytest.raises(NotADatasetError, match=name) as caught:
            problems_in(tmp_path / name)
        assert "\n" not in str(caught.value)


def test_proving_stops_when_it_is_told_to(out: Path) -> None:
    def stop(done: int, total: int, words: str) -> None:
        raise CancelledError(f"{done} {total} {words}")

    with pytest.raises(CancelledError, match="train"):
        problems_in(out, stop)


def test_progress_is_told_in_bytes_of_each_file(out: Path) -> None:
    told: list[tuple[int, int, str]] = []
    problems_in(out, lambda *one: told.append(one))
    size = _train(out).stat().st_size
    assert told[0] == (0, size, "data/train.jsonl")
    assert told[1] == (size, size, "data/train.jsonl")
    assert {words for _, _, words in told} == {"data/train.jsonl", "data/test.jsonl"}


def _spoil(data: bytes, chance: random.Random) -> bytes:
    """Return other bytes: a bit flipped, a piece taken out, doubled, or turned into something."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 40))
    flipped = bytes([data[start] ^ 1 << chance.randrange(8)])
    piece = chance.choice([b"", data[start:end] * 2, b"\0", b"\xff", b"null", b"NaN", b"[]", b'"'])
    made = data[:start] + (flipped + data[start + 1 : end] if chance.random() < 0.5 else piece)
    return made + data[end:]


def test_whatever_is_spoiled_is_told_and_nothing_crashes(out: Path) -> None:
    chance = random.Random(5)
    beside = ("README.md", "schema.json", "scheme.json", "croissant.json")
    for name in ("data/train.jsonl", "data/test.jsonl", *beside):
        before = (out / name).read_bytes()
        for _ in range(75):
            after = _spoil(before, chance)
            if after == before:
                continue
            (out / name).write_bytes(after)
            found = problems_in(out)
            assert found, name
            assert all("\n" not in one for one in found)
        (out / name).write_bytes(before)
    before = (out / "manifest.json").read_bytes()
    for _ in range(200):
        (out / "manifest.json").write_bytes(_spoil(before, chance))
        problems_in(out)


def test_a_file_alone_proves_itself_but_for_what_only_a_digest_could_tell(out: Path) -> None:
    chance = random.Random(6)
    before = _train(out).read_bytes()
    for _ in range(300):
        after = _spoil(before, chance)
        _train(out).write_bytes(after)
        try:
            found = problems_in(_train(out))
        except NotADatasetError:
            continue
        if not found:
            for line in after.splitlines():
                record = orjson.loads(line)
                for span in record["spans"]:
                    assert record["text"][span["start"] : span["end"]] == span["text"]
