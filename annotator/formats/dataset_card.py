"""The card of a dataset folder: features for programs, then words for people.

Hugging Face `datasets` reads the front matter: with the features declared, `load_dataset(folder)`
has the same columns and types whatever the records hold.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from annotator.core.record import RECORD_SCHEMA
from annotator.formats.dataset_manifest import (
    CARD,
    CROISSANT,
    MANIFEST,
    PARQUET,
    SCHEMA,
    SCHEME,
    SPLIT_FILES,
    Origin,
    split_path,
)
from annotator.formats.dataset_tally import Tally

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme

Feature = Any  # the name of a type, a list of one feature, or features by name

_PAIRS: Feature = [{"name": "string", "value": "string"}]
FEATURES: dict[str, Feature] = {
    "schema": "string",
    "id": "string",
    "split": "string",
    "lang": "string",
    "text": "string",
    "text_sha256": "string",
    "regions": [{"start": "int32", "end": "int32", "kind": "string", "value": "string"}],
    "spans": [
        {
            "id": "string",
            "label": "string",
            "start": "int32",
            "end": "int32",
            "text": "string",
            "fragments": [["int32"]],
            "annotator": "string",
            "certainty": "string",
            "note": "string",
            "attributes": _PAIRS,
        }
    ],
    "relations": [
        {
            "id": "string",
            "label": "string",
            "head": "string",
            "tail": "string",
            "annotator": "string",
            "note": "string",
            "attributes": _PAIRS,
        }
    ],
    "annotators": ["string"],
    "view": "string",
    "scheme": "string",
    "meta_json": "string",
    "provenance_json": "string",
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_VIEWS = {
    "adjudicated": "one settled set of marks an article",
    "annotator": "a record for each article and annotator",
    "all": "the marks of all annotators in one record an article",
}
_FINISHED = "Only sets that were finished are in it."
_UNFINISHED = (
    "Sets that nobody finished are in it, too: their annotators stand at spans, and not in "
    "`annotators`."
)
_KINDS = {
    "story": "one of several stories in one file; `value` is its number",
    "headline": "the title of a story",
    "summary": "what a story opens with before its body, such as a list of points",
    "caption": "the words at a picture",
    "byline": "who wrote it",
    "dateline": "where and when it was written",
    "body": "the story itself",
    "boilerplate": "what is of the page and not of the story: buttons, links, notes on updates",
    "duplicate": "words that stood before, as a repeated headline; `value` is where, `START-END`",
}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>&|#!~$])")


def card(
    scheme: "LabelScheme",
    origin: Origin,
    tally: Tally,
    files: Mapping[str, int],
    *,
    parquet: bool = False,
) -> str:
    """Return the README.md of a dataset; `files` are the records of each data file, by path.

    `parquet` tells whether the same records lie beside as Parquet.
    """
    parts = [
        "---",
        *_front_matter(scheme, tally, files),
        "---",
        f"# {_plain(_title(scheme))}",
        "",
        *_about(origin, tally),
        "",
        *_counts(files, tally),
        "",
        *_labels(scheme, tally),
        "",
        *_regions(tally),
        *_OFFSETS,
        "",
        *_others(tally),
        "",
        *_HOW,
        *(_PARQUET if parquet else ()),
        "",
        *_LICENCE,
    ]
    return "\n".join(parts) + "\n"


def yaml_string(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML, with nothing in it that YAML would alter."""
    return '"' + "".join(map(_yaml_char, text)) + '"'


def _yaml_char(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable() and char != "\ufeff":
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\U{code:08x}"  # noqa: PLR2004 two digits


def _front_matter(scheme: "LabelScheme", tally: Tally, files: Mapping[str, int]) -> Iterator[str]:
    languages = [yaml_string(one) for one in tally.languages.as_json() if one != "und"]
    if languages:
        yield f"language: [{', '.join(languages)}]"
    yield "license: other"
    yield f"pretty_name: {yaml_string(_title(scheme))}"
    yield "task_categories: [token-classification]"
    sizes = (name for limit, name in _SIZES if tally.whole.records < limit)
    yield f'size_categories: ["{next(sizes, "n>1M")}"]'
    yield "configs:"
    yield "- config_name: default"
    yield "  data_files:"
    for path in files:
        yield f"  - split: {path.removesuffix('.jsonl').rpartition('/')[2]}"
        yield f"    path: {path}"
    yield "dataset_info:"
    yield "  config_name: default"
    yield "  features:"
    yield from _features(FEATURES, "  ")


def _features(features: Mapping[str, Feature], indent: str) -> Iterator[str]:
    for name, one in features.items():
        if type(one) is str:
            yield f"{indent}- name: {name}"
            yield f"{indent}  dtype: {one}"
        else:
            yield f"{indent}- name: {name}"
            yield from _list(one[0], indent + "  ")


def _list(inner: Feature, indent: str) -> Iterator[str]:
    if type(inner) is str:
        yield f"{indent}list: {inner}"
        return
    yield f"{indent}list:"
    if type(inner) is list:
        yield from _list(inner[0], indent + "  ")
    else:
        yield from _features(inner, indent)


def _about(origin: Origin, tally: Tally) -> Iterator[str]:
    whose = f" of {_plain(origin.annotator)}" if origin.annotator else ""
    yield (
        f"{tally.whole}{whose}, marked by the scheme `{origin.scheme}`. "
        f"View `{origin.view}`: {_VIEWS[origin.view]}. "
        f"{_UNFINISHED if origin.unfinished else _FINISHED}"
    )
    if origin.stayed:
        yield ""
        yield f"Not in it: {' '.join(origin.stayed)}"
    if origin.shares:
        shares = ", ".join(f"{share} % {name}" for share, name in _shared(origin.shares))
        yield (
            f"Split by a hash of the article and the seed {origin.seed}: {shares}. Parts of one "
            "article, and articles of nearly the same words, are in the same split."
        )
    if tally.splits["none"]:
        yield (
            f'Where records say `"split": "none"` ({tally.splits["none"]:,}), their articles came '
            f"without a split, and none was asked for. They lie in `{split_path('none')}`, so that "
            "programs load them."
        )


def _shared(shares: Sequence[int]) -> list[tuple[int, str]]:
    return list(zip(shares, SPLIT_FILES, strict=True))


def _counts(files: Mapping[str, int], tally: Tally) -> Iterator[str]:
    yield "| file | records |"
    yield "|---|---:|"
    for path, records in files.items():
        yield f"| {path} | {records:,} |"
    yield ""
    yield "| annotator | articles finished | spans | relations |"
    yield "|---|---:|---:|---:|"
    for name in tally.annotators:
        numbers = (tally.finished[name], tally.spans_by[name], tally.relations_by[name])
        yield f"| {_plain(name)} | {' | '.join(f'{one:,}' for one in numbers)} |"


def _labels(scheme: "LabelScheme", tally: Tally) -> Iterator[str]:
    yield "## Labels"
    yield ""
    for label in scheme.labels:
        if not label.enabled and not tally.labels[label.name]:
            continue
        words = " ".join(f"{label.definition} {label.boundary}".split())
        yield f"- `{label.name}` ({tally.labels[label.name]:,} spans): {_plain(words)}"
        for one in label.attributes:
            if one.enabled:
                yield f"  - `{one.name}`: {', '.join(map(_plain, one.values))}"
    yield ""
    yield "## Relations"
    yield ""
    for relation in scheme.relations:
        if not relation.enabled and not tally.relations[relation.name]:
            continue
        to_same = isinstance(relation.target, str)
        target = "one of the same label" if to_same else _or(relation.target)
        yield (
            f"- `{relation.name}` ({tally.relations[relation.name]:,}): "
            f"from {_or(relation.source)} (`head`) to {target} (`tail`)"
        )


def _regions(tally: Tally) -> Iterator[str]:
    """Yield what the regions are, where there are any, and a blank line behind."""
    if not tally.whole.regions:
        return
    yield "## Regions"
    yield ""
    yield (
        "`regions` say what a stretch of the text is, so that it can be left out of training or "
        "looked at apart. They are proposed by rules and may be corrected by hand; nothing is cut "
        "from the text, and marks may lie in any of them. `value` is empty where nothing is said "
        "of it."
    )
    yield ""
    for kind, count in tally.kinds.as_json().items():
        words = f": {_KINDS[kind]}" if kind in _KINDS else ""
        yield f"- `{kind}` ({count:,}){words}"
    yield ""


def _others(tally: Tally) -> Iterator[str]:
    """Yield what the keys are that no other part speaks of."""
    yield "## Other keys"
    yield ""
    yield (
        "- `lang`: the language of the article as a BCP 47 tag, and `und` where nobody said which"
        + (f", as in {tally.languages['und']:,} of the records." if tally.languages["und"] else ".")
    )
    yield (
        "- `certainty` of a span: `sure` or `unsure` where the dataset comes from a program that "
        'asks for it. Quoth does not, and writes `""`.'
    )
    yield "- `note`: words of the annotator on a mark."
    yield (
        "- `meta_json`, `provenance_json`: JSON objects in strings. The first has the title and "
        "what else was known of the article, the second what has no column of its own: discussed "
        "marks, accepted warnings, decisions, and how far annotators came."
    )


def _or(names: Sequence[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _title(scheme: "LabelScheme") -> str:
    return scheme.title or scheme.full_name


def _plain(text: str) -> str:
    """Return a text that a reader of Markdown shows as it is: one line, nothing of it markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


_OFFSETS = (
    "## Offsets",
    "",
    (
        "`start` and `end` are Unicode code points into `text`, from 0, `end` exclusive: in Python "
        '`text[start:end] == span["text"]`. The text is as it was imported, with `text_sha256` '
        "over its UTF-8 bytes. Spans may nest, overlap and cross; each is contiguous (`fragments` "
        "is always `[]`), and pieces that belong together are joined by a relation. `annotators` "
        "are those who finished the article: no spans of theirs means that there was nothing to "
        "mark."
    ),
)
_HOW = (
    "## Use",
    "",
    "```python",
    "from datasets import load_dataset",
    "",
    'dataset = load_dataset("path/to/this/folder")',
    "```",
    "",
    (
        f"`{SCHEMA}` is the JSON Schema of a record (`{RECORD_SCHEMA}`), `{SCHEME}` the label "
        "scheme: labels, attributes with their values, relations with what they join, region kinds "
        f"and rules. `{MANIFEST}` holds the digests and counts of all files, this {CARD} included. "
        f"`{CROISSANT}` describes files and records for programs that read MLCommons Croissant. "
        "`quoth verify FOLDER` proves them: every span is sliced again, every digest and id looked "
        "at, every label, attribute, relation and region held against the scheme."
    ),
)
_PARQUET = (
    "",
    (
        f"`{PARQUET}/` holds the same records once more as Parquet, with the same features: "
        f'`load_dataset("parquet", data_dir="path/to/this/folder/{PARQUET}")`.'
    ),
)
_LICENCE = (
    "## Licence",
    "",
    (
        "None is stated: that is what `license: other` at the head of this file stands for. The "
        "words of the articles are their publishers', and whoever passes the dataset on needs "
        "their leave, or a licence. Put its name in the place of that line (or add `license_name` "
        "and `license_link`, where it has no short name), and say here where the articles are "
        f"from and what holds for the marks. `{MANIFEST}` knows this file by its digest: `quoth "
        "verify` tells from then on that it was changed."
    ),
)
