# ruff: noqa: S311 chance, not secrets
import random
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.core.canonical import sha256_hex
from annotator.core.document import Parent
from annotator.core.progress import CancelledError
from annotator.projects.opening import Project
from annotator.store.documents import document_ids
from annotator.transfer.sketches import NEAR, Groups, join_near, sketch
from annotator.transfer.splits import planned_splits, split_for

if TYPE_CHECKING:
    from tests.transfer.conftest import News, Put

SHARES = (60, 20, 20)
WORDS = [
    f"{first}{last}" for first in "bdfgklmnprst" for last in ("a", "en", "ost", "ill", "und", "arb")
]


def _prose(seed: int, words: int = 300) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(words))


def _near(one: str, other: str) -> bool:
    groups = Groups(2)
    join_near(groups, [sketch(one), sketch(other)])
    return groups.first(1) == 0


def _plan(project: Project, *, shares: tuple[int, int, int] = SHARES, seed: int = 0) -> list[str]:
    return planned_splits(project.store, document_ids(project.store), shares, seed)


def test_shares_are_what_a_thousand_articles_come_to() -> None:
    found = Counter(split_for(sha256_hex(str(n).encode()), (80, 10, 10), 0) for n in range(4000))
    assert 3100 < found["train"] < 3300
    assert 320 < found["validation"] < 480
    assert 320 < found["test"] < 480


def test_a_share_of_nothing_gets_nothing() -> None:
    keys = [str(number) for number in range(200)]
    assert {split_for(key, (100, 0, 0), 3) for key in keys} == {"train"}
    assert {split_for(key, (0, 0, 100), 3) for key in keys} == {"test"}
    assert {split_for(key, (50, 0, 50), 3) for key in keys} == {"train", "test"}


def test_shares_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        [split_for(str(number), (10, 10, 10), 0) for number in range(100)]


def test_the_split_is_known_for_all_time() -> None:
    found = [split_for(sha256_hex(bytes([number])), SHARES, 7) for number in range(12)]
    assert " ".join(one[0] + one[1] for one in found) == "tr tr tr tr tr va te te te tr tr te"


def test_a_plan_does_not_hang_on_the_order_of_the_articles(
    project: Project, put: "Put", news: "News"
) -> None:
    names = [f"ferry{number}" for number in range(30)]
    put(*(news.article(name, {}, text=_prose(number)) for number, name in enumerate(names)))
    plan = dict(zip(names, _plan(project), strict=True))
    backwards = planned_splits(project.store, names[::-1], SHARES, 0)
    assert dict(zip(names[::-1], backwards, strict=True)) == plan
    assert set(plan.values()) == {"train", "validation", "test"}


def test_another_seed_is_another_split(project: Project, put: "Put", news: "News") -> None:
    put(*(news.article(f"ferry{number}", {}, text=_prose(number)) for number in range(40)))
    assert _plan(project, seed=1) == _plan(project, seed=1)
    assert _plan(project, seed=1) != _plan(project, seed=2)


def test_parts_of_one_article_go_the_same_way(project: Project, put: "Put", news: "News") -> None:
    parts = []
    for story in range(20):
        for part in range(3):
            parent = Parent(f"story{story}", sha256_hex(f"{story}".encode()), part * 900)
            name = f"story{story}-{part}"
            one = news.article(name, {}, text=_prose(100 * story + part))
            parts.append(replace(one, document=replace(one.document, parent=parent)))
    put(*parts)
    plan = _plan(project)
    assert all(len(set(plan[at : at + 3])) == 1 for at in range(0, 60, 3))
    assert len(set(plan)) == 3


def test_texts_that_are_nearly_the_same_go_the_same_way(
    project: Project, put: "Put", news: "News"
) -> None:
    texts = []
    for number in range(20):
        prose = _prose(number)
        texts += [prose, f"Updated 5 min ago\n{prose.upper()}", prose.replace(" ba ", " gull ", 1)]
    put(*(news.article(f"n{number}", {}, text=text) for number, text in enumerate(texts)))
    plan = _plan(project)
    assert all(len(set(plan[at : at + 3])) == 1 for at in range(0, 60, 3))
    assert len(set(plan)) == 3


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_word_makes_no_other_text_and_other_words_do(seed: int) -> None:
    prose = _prose(seed)
    words = prose.split()
    words[150] = "harbour"
    assert _near(prose, " ".join(words))
    assert _near(prose, prose.title().replace(" ", "\n", 40))
    assert not _near(prose, _prose(seed + 1000))
    assert not _near(prose, prose[: len(prose) // 3] + _prose(seed + 2000, 200))


def test_short_texts_and_scripts_without_spaces_are_compared_too() -> None:
    assert _near("The mayor resigned on Monday.", "The mayor resigned on Monday!")
    assert not _near("The mayor resigned on Monday.", "A ferry ran aground off the coast.")
    chinese = "环境部发言人李明说没有任何污染不过居民表示怀疑他们已经买了三个星期的瓶装水每天都很贵"
    assert _near(chinese, chinese.replace("三", "四"))
    assert not _near(
        chinese, "市长星期一辞职渡轮在海岸外搁浅所有乘客都安全港口费用将会上涨议会对此表示反对"
    )
    assert _near("?!", "…")


def test_what_is_near_to_what_is_near_is_one_group() -> None:
    prose = _prose(1).split()
    chain = [" ".join([*["gull"] * step, *prose[step:]]) for step in range(0, 200, 20)]
    groups = Groups(len(chain))
    join_near(groups, [sketch(one) for one in chain])
    assert {groups.first(number) for number in range(len(chain))} == {0}
    assert not _near(chain[0], chain[-1])


def test_groups_are_known_by_their_smallest_number() -> None:
    groups = Groups(6)
    groups.join(5, 3)
    groups.join(1, 3)
    groups.join(4, 4)
    assert [groups.first(number) for number in range(6)] == [0, 1, 2, 1, 4, 1]
    assert NEAR > 16


def test_planning_stops_when_it_is_told_to(project: Project, put: "Put", news: "News") -> None:
    put(news.article("ferry"))

    def stop(done: int, total: int, words: str) -> None:
        raise CancelledError(f"{done} {total} {words}")

    with pytest.raises(CancelledError):
        planned_splits(project.store, ["ferry"], SHARES, 0, stop)
