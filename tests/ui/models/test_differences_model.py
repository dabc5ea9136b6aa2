"""The list of differences: by article or by cost, narrowed, walked through, changed in place."""

from annotator.ui.models.differences_model import (
    BY_COST,
    ArticleRow,
    DifferenceRow,
    DifferencesModel,
    Narrowing,
    article_words,
)

ALL = Narrowing()


def _row(key: str, **wanted: object) -> DifferenceRow:
    plain = DifferenceRow(
        document=key[0],
        key=key,
        title=f"Article {key[0]}",
        words=f"words of {key}",
        start=0,
        end=4,
        kind="boundary",
        labels=("claim",),
        parties=(("ann", "cleo"), ("ben",)),
        cost=2,
        state="open",
    )
    return plain._replace(**wanted)  # type: ignore[arg-type]


def _article(document: str, *, waiting: int = 0) -> ArticleRow:
    return ArticleRow(document, f"Article {document}", waiting, 0, 3, 0)


def _filled() -> DifferencesModel:
    model = DifferencesModel()
    a = [_row("a1"), _row("a2", state="done"), _row("a3", kind="label", labels=("claim", "quote"))]
    b = [_row("b1", cost=9, parties=(("ann",), ("ben", "cleo")))]
    model.add([(_article("a", waiting=2), a), (_article("b", waiting=1), b)])
    return model


def _keys(model: DifferencesModel) -> list[str]:
    return [row.key if isinstance(row, DifferenceRow) else row.document for row in model.rows]


def test_differences_stand_under_their_articles_or_costliest_first() -> None:
    model = _filled()
    assert _keys(model) == ["a", "a1", "a2", "a3", "b", "b1"]
    assert model.counts == (3, 6)
    model.narrow(ALL._replace(order=BY_COST))
    assert _keys(model) == ["b1", "a1", "a2", "a3"]


def test_it_is_narrowed_by_kind_label_pair_words_and_what_is_open() -> None:
    model = _filled()
    for narrowing, found in (
        (ALL._replace(kind="label"), ["a", "a3"]),
        (ALL._replace(label="quote"), ["a", "a3"]),
        (ALL._replace(pair=("ann", "cleo")), ["b", "b1"]),
        (ALL._replace(pair=("ann", "ben")), ["a", "a1", "a2", "a3", "b", "b1"]),
        (ALL._replace(words="of a2"), ["a", "a2"]),
        (ALL._replace(open_only=True), ["a", "a1", "a3", "b", "b1"]),
        (ALL._replace(kind="nothing like it"), []),
    ):
        model.narrow(narrowing)
        assert _keys(model) == found


def test_it_is_narrowed_to_the_articles_of_a_batch() -> None:
    model = _filled()
    model.batches = {"round-1": {"b"}}
    model.narrow(ALL._replace(batch="round-1"))
    assert _keys(model) == ["b", "b1"]
    model.narrow(ALL._replace(batch="round-1", order=BY_COST))
    assert _keys(model) == ["b1"]
    model.update(_article("a"), [_row("a1", state="done")])
    assert _keys(model) == ["b1"], "what is out of the batch stays out"
    model.narrow(ALL._replace(batch="round-2"))
    assert _keys(model) == []


def test_it_tells_the_pairs_and_where_a_kind_waits_and_what_is_to_be_finished() -> None:
    model = _filled()
    assert model.pairs == [("ann", "ben"), ("ann", "cleo"), ("ben", "cleo")]
    assert model.waiting_in("label") == ["a"]
    assert model.waiting_in("boundary") == ["a", "b"]
    assert model.unfinished("a") == ["b", "a"]
    model.narrow(ALL._replace(kind="label"))
    assert model.unfinished("a") == ["a", "b"], "what is in the list comes first"
    assert (model.first_of("a"), model.first_of("b")) == ("a3", "")
    model.narrow(ALL)
    assert (model.first_of("a"), model.first_of("b")) == ("a1", "b1")
    model.add([(_article("a")._replace(finished=True), [_row("a1", state="done")])])
    assert model.unfinished("a") == ["b"]
    assert model.waiting_in("boundary") == ["b"]
    assert model.unfinished("unknown") == ["b"]


def test_an_article_tells_what_is_stale_apart_from_what_is_open() -> None:
    row = _article("a", waiting=3)
    assert article_words(row) == "3 open · 3 agree"
    assert article_words(row._replace(stale=1)) == "2 open · 1 stale · 3 agree"
    assert article_words(row._replace(stale=3, finished=True)) == "3 stale · 3 agree · finished"


def test_the_walk_goes_round_over_open_ones_or_over_all() -> None:
    model = _filled()
    model.set_current("a", "a1")
    met = []
    for _ in range(3):
        row = model.beside(1)
        assert row is not None
        met.append(row.key)
        model.set_current(row.document, row.key)
    assert met == ["a3", "b1", "a1"]
    nearest = model.beside(1, open_only=False)
    assert nearest is not None
    assert nearest.key == "a2"
    before = model.beside(-1)
    assert before is not None
    assert before.key == "b1"


def test_where_the_current_one_left_the_list_the_walk_goes_on_from_its_place() -> None:
    model = _filled()
    model.narrow(ALL._replace(open_only=True))
    model.set_current("a", "a1")
    done = [_row("a1", state="done"), _row("a2", state="done"), _row("a3", kind="label")]
    model.update(_article("a", waiting=1), done)
    assert _keys(model) == ["a", "a3", "b", "b1"]
    row = model.beside(1)
    assert row is not None
    assert row.key == "a3"


def test_nothing_is_beside_the_only_one() -> None:
    model = DifferencesModel()
    assert model.beside(1) is None
    model.add([(_article("a", waiting=1), [_row("a1")])])
    model.set_current("a", "a1")
    assert model.beside(1) is None


def test_a_row_that_changed_is_told_alone() -> None:
    model = _filled()
    told: list[int] = []
    resets: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    model.modelReset.connect(lambda: resets.append(1))
    rows = [_row("a1", state="done"), _row("a2", state="done"), _row("a3", kind="label")]
    rows[2] = rows[2]._replace(labels=("claim", "quote"))
    model.update(_article("a", waiting=2), rows)
    assert told == [1]
    assert resets == []
    assert model.row_of("a", "a1") == 1


def test_it_says_what_a_screen_reader_reads() -> None:
    model = _filled()
    model.title = str.upper
    model.set_current("a", "a1")
    said = [model.words(row, 11) for row in model.rows[:3]]
    assert said == [
        "Article a: 2 open, 0 done",
        "BOUNDARY: words of a1, decided on now, open",
        "BOUNDARY: words of a2, done",
    ]
