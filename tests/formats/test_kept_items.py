"""Items as a project keeps them come out typed with all that they hold."""

import msgspec
import pytest

from annotator.core.annotation import Acceptance, Decision, Item, Relation, Span, Status
from annotator.core.codec import item_to_json
from annotator.core.document import Region
from annotator.formats.kept_items import KeptSpan, as_items, as_kept, kept_items

ITEMS: list[Item] = [
    Span("s1", "claim", 0, 2, "“😀", (("form", "whole"), ("role", "")), "n\n", "who?", "model"),
    Relation("r1", "said_by", "s1", "s2", "why"),
    Region("region-1", 0, 9, "headline", "0-9"),
    Acceptance("W01", ("s1", "s2"), "fine"),
    Status("done", "read twice"),
    Decision("decide:1", 0, 2, "label", "reading", ("ann",), ("s1",), "f" * 64, "so", "4.2"),
]


def test_each_kind_of_item_comes_out_with_all_that_it_holds() -> None:
    kept = as_kept(ITEMS)
    assert [msgspec.to_builtins(one) for one in kept[1:]] == [
        item_to_json(item) for item in ITEMS[1:]
    ]
    (span, value) = kept[0], item_to_json(ITEMS[0])
    assert isinstance(span, KeptSpan)
    assert msgspec.json.decode(span.attributes) == value.pop("attributes")
    assert {name: getattr(span, name) for name in value if name != "kind"} == {
        name: one for name, one in value.items() if name != "kind"
    }


def test_each_kind_of_item_comes_back_as_the_value_that_it_was() -> None:
    assert as_items(as_kept(ITEMS)) == {item.id: item for item in ITEMS}


def test_a_set_without_anything_in_it_has_no_items() -> None:
    assert kept_items(b"") == []


@pytest.mark.parametrize("body", [b"{", b"{}", b'{"kind":"x"}', b'{"kind":"status"}', b"\xff"])
def test_what_no_project_keeps_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        kept_items(body)
