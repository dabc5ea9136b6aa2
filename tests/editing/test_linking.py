from annotator.core.annotation import Relation, Span
from annotator.core.scheme import LabelScheme
from annotator.editing.linking import Offer, offers
from tests.items import items_by_id

NEAR = Span("near", "actor", 12, 15, "she")
FAR = Span("far", "actor", 40, 45, "Marek")
QUOTE = Span("q", "quote", 0, 10, "“No,” “no”")
LATER = Span("q2", "quote", 20, 30, "“Never.”")


def test_the_nearest_fitting_span_comes_first(scheme: LabelScheme) -> None:
    found = offers(items_by_id([FAR, QUOTE, NEAR]), QUOTE, scheme)
    assert [offer.target for offer in found[:2]] == ["near", "far"]
    assert {offer.relation for offer in found} == {"attributed_to"}


def test_what_is_drawn_is_not_offered_again_and_its_kind_comes_last(scheme: LabelScheme) -> None:
    drawn = Relation("r", "attributed_to", "q2", "near")
    found = offers(items_by_id([FAR, QUOTE, NEAR, LATER, drawn]), LATER, scheme)
    assert found == [Offer("continues", "q2", "q"), Offer("attributed_to", "q2", "far")]


def test_a_chain_points_from_the_later_piece_to_the_earlier(scheme: LabelScheme) -> None:
    items = items_by_id([QUOTE, LATER])
    assert offers(items, LATER, scheme) == [Offer("continues", "q2", "q")]
    assert offers(items, QUOTE, scheme) == []


def test_from_an_actor_the_arrow_still_runs_from_the_words(scheme: LabelScheme) -> None:
    found = offers(items_by_id([QUOTE, NEAR]), NEAR, scheme)
    assert found == [Offer("attributed_to", "q", "near")]


def test_one_kind_can_be_asked_for(scheme: LabelScheme) -> None:
    items = items_by_id([QUOTE, LATER, NEAR])
    assert {o.relation for o in offers(items, LATER, scheme, "continues")} == {"continues"}
