"""The differences of a project as rows, by article or by cost, narrowed to what is looked for."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

from PySide6.QtCore import Qt

from annotator.ui.chips import counted, one_line
from annotator.ui.controls import plain_tip
from annotator.ui.models.rows import RowsModel

BY_ARTICLE, BY_COST = "article", "cost"


class DifferenceRow(NamedTuple):
    """A difference in the queue; `parties` are the annotators of each reading.

    `state` is "open", "stale" or "done". `paragraph` is 0 where it is not known. `noted` tells that
    a note stands there which no decision has taken over.
    """

    document: str
    key: str
    title: str
    words: str
    start: int
    end: int
    kind: str
    labels: tuple[str, ...]
    parties: tuple[tuple[str, ...], ...]
    cost: int
    state: str
    paragraph: int = 0
    noted: bool = False

    @property
    def open(self) -> bool:
        """Tell whether it waits for a decision."""
        return self.state != "done"


class ArticleRow(NamedTuple):
    """An article above its differences: how many wait, stale ones too, on how much all agree."""

    document: str
    title: str
    open: int
    settled: int
    agreed: int
    stale: int
    finished: bool = False  # gold is done


class Narrowing(NamedTuple):
    """What is looked for; "" and () mean all."""

    words: str = ""
    kind: str = ""
    label: str = ""
    pair: tuple[str, ...] = ()
    batch: str = ""
    open_only: bool = False
    noted_only: bool = False
    order: str = BY_ARTICLE

    @property
    def narrow(self) -> bool:
        """Tell whether anything is left out."""
        return self._replace(order=BY_ARTICLE) != Narrowing()

    def holds(self, row: DifferenceRow) -> bool:
        """Tell whether a difference is among what is looked for, its batch apart."""
        return (
            self.kind in {"", row.kind}
            and (not self.label or self.label in row.labels)
            and (row.open or not self.open_only)
            and (row.noted or not self.noted_only)
            and (not self.pair or _apart(row, self.pair))
            and (not self.words or self.words in f"{row.words}\n{row.document}".casefold())
        )


Row = DifferenceRow | ArticleRow


class DifferencesModel(RowsModel[Row]):
    """All differences are kept, by article; `rows` are those that are looked for, in their order.

    Articles without any difference have no rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.current: tuple[str, str] = ("", "")  # the article and the difference in it
        self.narrowing = Narrowing()
        self.title: Callable[[str], str] = str
        self.batches: Mapping[str, Collection[str]] = {}  # articles by the round they were given in
        self._articles: dict[str, ArticleRow] = {}
        self._differences: dict[str, tuple[DifferenceRow, ...]] = {}
        self._here = 0  # the row of the current difference, or where it was
        self._places: dict[tuple[str, str], int] = {}

    @property
    def counts(self) -> tuple[int, int]:
        """Return how many differences are open, and on how many marks all agree."""
        articles = self._articles.values()
        return sum(one.open for one in articles), sum(one.agreed for one in articles)

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of difference that there are."""
        return sorted({row.kind for rows in self._differences.values() for row in rows})

    @property
    def labels(self) -> list[str]:
        """Return the labels that differences are about."""
        every = (row.labels for rows in self._differences.values() for row in rows)
        return sorted({label for labels in every for label in labels})

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of annotators who can part ways: all who are in a reading somewhere."""
        every = (
            party for rows in self._differences.values() for row in rows for party in row.parties
        )
        return list(combinations(sorted({name for party in every for name in party}), 2))

    @property
    def documents(self) -> list[str]:
        """Return the articles that have differences or agreed marks, in order."""
        return list(self._articles)

    def waiting_in(self, kind: str) -> list[str]:
        """Return the articles in which a difference of a kind waits, in order."""
        found = self._differences.items()
        return [one for one, rows in found if any(row.open and row.kind == kind for row in rows)]

    def unfinished(self, after: str) -> list[str]:
        """Return the articles whose gold is not finished, those after one first, then from the top.

        That one itself comes last. Where the list is narrowed, those in it come before the others.
        """
        every = list(self._articles)
        cut = every.index(after) + 1 if after in self._articles else 0
        left = [one for one in (*every[cut:], *every[:cut]) if not self._articles[one].finished]
        listed = self._listed
        return sorted(left, key=lambda one: one not in listed)

    def article_beside(self, document: str, step: int) -> str:
        """Return the article after one (step 1) or before it (-1), "" where there is none.

        Where the list is narrowed, only articles in it count. Of an unknown one it is the first.
        """
        every, listed = list(self._articles), self._listed
        if document in self._articles:
            at = every.index(document)
            every = every[at + 1 :] if step > 0 else every[:at][::-1]
        return next((one for one in every if one in listed), "")

    def first_of(self, document: str) -> str:
        """Return the first difference of an article in the list, "" where it has none there."""
        rows = (row for row in self.rows if isinstance(row, DifferenceRow))
        return next((row.key for row in rows if row.document == document), "")

    def article(self, document: str) -> ArticleRow | None:
        """Return the line of an article."""
        return self._articles.get(document)

    def differences(self, document: str) -> Sequence[DifferenceRow]:
        """Return the differences of an article in reading order, shown or not."""
        return self._differences.get(document, ())

    def replace(self, articles: Iterable[tuple[ArticleRow, Sequence[DifferenceRow]]]) -> None:
        """Take other articles in the place of all that there were."""
        self._articles.clear()
        self._differences.clear()
        self.add(articles)

    def add(self, articles: Iterable[tuple[ArticleRow, Sequence[DifferenceRow]]]) -> None:
        """Put articles in with their differences, or in the place of what is known of them."""
        for article, rows in articles:
            self._articles[article.document] = article
            self._differences[article.document] = tuple(rows)
        self._show()

    def update(self, article: ArticleRow, rows: Sequence[DifferenceRow]) -> None:
        """Take an article's new state; where its rows stay in their places, only they change."""
        shown = self._held(rows)
        there = self._held(self._differences.get(article.document, ()))
        if not there or [row.key for row in shown] != [row.key for row in there]:
            self.add([(article, rows)])
            return
        self._articles[article.document] = article
        self._differences[article.document] = tuple(rows)
        fresh: list[Row] = [article, *shown]
        for row in fresh:
            place = self._places.get(self._key(row))
            if place is not None and self.rows[place] != row:
                self.splice(place, place + 1, [row])

    def narrow(self, narrowing: Narrowing) -> None:
        """Show only what is looked for, in another order."""
        self.narrowing = narrowing
        self._show()

    def set_current(self, document: str, key: str) -> None:
        """Tell which difference is decided on."""
        before, self.current = self.current, (document, key)
        self._here = self._places.get(self.current, self._here)
        for row in {self.row_of(*before), self.row_of(document, key)} - {-1}:
            self.touch(row, row)

    def row_of(self, document: str, key: str) -> int:
        """Return the row of a difference, or of an article where the key is ""; -1 for none."""
        return self._places.get((document, key), -1)

    def beside(self, step: int, *, open_only: bool = True) -> DifferenceRow | None:
        """Return the next difference (step 1) or the one before (-1), round the end, None for none.

        Only those that wait for a decision are met, unless all are wanted.
        """
        rows, count = self.rows, len(self.rows)
        here = self._places.get(self.current)
        # where the current one has left the list, the row in its place is the next
        start = here if here is not None else self._here - (1 if step > 0 else 0)
        for distance in range(1, count + 1):
            row = rows[(start + step * distance) % count]
            if not isinstance(row, DifferenceRow) or self._key(row) == self.current:
                continue
            if row.open or not open_only:
                return row
        return None

    def words(self, row: Row, role: int) -> object:
        """Return the words, and what a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words if isinstance(row, DifferenceRow) else one_line(row.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.words if isinstance(row, DifferenceRow) else row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row)
        return None

    def _said(self, row: Row) -> str:
        if isinstance(row, ArticleRow):
            stale = f", {row.stale} stale" if row.stale else ""
            fresh = row.open - row.stale
            return f"{one_line(row.title, 80)}: {fresh} open{stale}, {row.settled} done"
        here = "decided on now, " if self._key(row) == self.current else ""
        where = f", paragraph {row.paragraph}" if row.paragraph else ""
        state = f"{row.state}, noted" if row.noted else row.state
        return f"{self.title(row.kind)}: {one_line(row.words, 80)}, {here}{state}{where}"

    def _show(self) -> None:
        self.put(self._by_cost() if self.narrowing.order == BY_COST else self._by_article())
        self._places = {self._key(row): place for place, row in enumerate(self.rows)}

    def _by_article(self) -> list[Row]:
        found: list[Row] = []
        for document, article in self._articles.items():
            rows = self._held(self._differences[document])
            if rows:
                found.append(article)
                found.extend(rows)
        return found

    def _by_cost(self) -> list[Row]:
        every = (row for rows in self._differences.values() for row in rows)
        return [*sorted(self._held(every), key=lambda row: -row.cost)]

    def _held(self, rows: Iterable[DifferenceRow]) -> list[DifferenceRow]:
        """Return those of some differences that are looked for."""
        batch = self.batches.get(self.narrowing.batch, ()) if self.narrowing.batch else None
        holds = self.narrowing.holds
        return [row for row in rows if (batch is None or row.document in batch) and holds(row)]

    @property
    def _listed(self) -> AbstractSet[str]:
        """Return the articles that have a row, all where nothing is looked for."""
        narrow = self.narrowing.narrow
        return {row.document for row in self.rows} if narrow else self._articles.keys()

    @staticmethod
    def _key(row: Row) -> tuple[str, str]:
        return row.document, row.key if isinstance(row, DifferenceRow) else ""


def article_words(row: ArticleRow) -> str:
    """Return "3 open · 12 agree" for an article, with what is stale told apart."""
    fresh = row.open - row.stale
    parts = [
        counted(fresh, "open", "open") if fresh or not row.stale else "",
        f"{row.stale:,} stale" if row.stale else "",
        f"{row.agreed:,} agree",
        "finished" if row.finished else "",
    ]
    return " · ".join(filter(None, parts))


def _apart(row: DifferenceRow, pair: Sequence[str]) -> bool:
    """Tell whether two annotators are in different readings of a difference."""
    of = {who: number for number, party in enumerate(row.parties) for who in party}
    return all(who in of for who in pair) and len({of[who] for who in pair}) == len(pair)
