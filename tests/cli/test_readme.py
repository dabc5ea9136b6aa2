"""What the README shows of the command line does what is said there."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.projects.articles import regions, sets
from annotator.projects.opening import open_project

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Quoth = Callable[..., "Answer"]
OLD: dict[str, Any] = {
    "id": "old",
    "annotator": "gold",
    "text": "Rom Corp said no. Buy now.",
    "spans": [
        {"id": "a", "label": "actor", "start": 0, "end": 8, "attrs": {"kind": "org", "tone": "x"}},
        {"id": "s", "label": "statement", "start": 9, "end": 16},
        {"id": "n", "label": "frame", "start": 9, "end": 13, "attrs": {"polarity": "negative"}},
        {"id": "f", "label": "frame", "start": 0, "end": 3, "attrs": {"polarity": "positive"}},
    ],
    "relations": [{"id": "r", "type": "said_by", "from": "s", "to": "a"}],
    "regions": [{"start": 18, "end": 26, "kind": "advert"}],
}


def test_the_map_of_the_readme_does_what_is_said_there(quoth: Quoth, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    mapping = re.search(r"```\n(\{\"labels\":.*?\})\n```", readme, re.DOTALL)
    assert mapping
    empty, names, old = (tmp_path / name for name in ("a.quoth", "map.json", "old.jsonl"))
    names.write_text(mapping[1])
    old.write_text(json.dumps(OLD))
    assert quoth("new", empty).code == 0
    answer = quoth("import", empty, old, "--map", names)
    assert (answer.code, answer.err) == (0, "")
    with open_project(empty, read_only=True) as opened:
        (found,) = sets(opened, "old")
        assert [one.kind for one in regions(opened, "old")] == ["boilerplate"]
    marks = {
        name: (getattr(one, "label", ""), getattr(one, "attributes", ()))
        for name, one in found.items.items()
    }
    assert marks == {
        "a": ("actor", (("type", "organisation"),)),
        "n": ("denial", ()),
        "s": ("claim", ()),
        "r": ("attributed_to", ()),
    }
