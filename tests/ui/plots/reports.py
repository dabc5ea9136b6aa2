"""A report made by hand: three annotators, four labels, figures that are easy to recognise."""

from datetime import date, timedelta
from typing import NamedTuple

from annotator.agreement.report import (
    ArticleFigures,
    AttributeFigures,
    Figure,
    LabelFigures,
    PairFigures,
    RelationFigures,
    Report,
)

LABELS = ("claim", "denial", "quote", "actor")
PEOPLE = ("Anke Nowak", "Badr Kassem", "Chloé Tran")
WHY = "Fewer than two annotators have finished the same article."
NONE = Figure(None, why=WHY)
CONFUSION = (
    (1094, 106, 22, 0, 256),
    (106, 202, 2, 0, 104),
    (22, 2, 1144, 0, 30),
    (0, 0, 0, 1988, 162),
    (256, 104, 30, 162, 0),
)


class Pace(NamedTuple):
    """How far one is, as the project would tell."""

    annotator: str
    assigned: int
    done: int
    in_progress: int = 0
    discarded: int = 0
    days: tuple[tuple[date, int], ...] = ()
    per_day: float | None = None
    minutes_each: float | None = None


def figure(value: float, spread: float = 0.04, n: int = 500) -> Figure:
    return Figure(value, round(value - spread, 4), round(min(1, value + spread), 4), n)


def label_figures(label: str, exact: float, relaxed: float) -> LabelFigures:
    return LabelFigures(
        label,
        figure(exact),
        figure(relaxed),
        u_alpha=figure(exact + 0.05),
        cu_alpha=figure(relaxed),
        coverage=figure(0.8, 0.02),
        token_alpha=figure(0.7),
    )


def pair_figures(left: str, right: str, exact: float, relaxed: float) -> PairFigures:
    kappas = (figure(0.5), figure(0.4), figure(0.9), NONE)
    return PairFigures(left, right, figure(exact), figure(relaxed), kappas)


def full_report() -> Report:
    anke, badr, chloe = PEOPLE
    return Report(
        annotators=PEOPLE,
        labels=LABELS,
        documents=46,
        overall=label_figures("", 0.67, 0.84),
        by_label=(
            label_figures("claim", 0.48, 0.74),
            label_figures("denial", 0.33, 0.48),
            label_figures("quote", 0.85, 0.95),
            label_figures("actor", 0.76, 0.92),
        ),
        by_pair=(
            pair_figures(anke, badr, 0.65, 0.84),
            pair_figures(anke, chloe, 0.69, 0.86),
            pair_figures(badr, chloe, 0.66, 0.83),
        ),
        by_article=tuple(
            ArticleFigures(f"d{n}", PEOPLE[:2], figure(0.5), figure(0.7), n) for n in range(8)
        ),
        confusion=CONFUSION,
        starts=((-9, 3), (-2, 12), (-1, 50), (0, 22), (1, 55), (8, 15)),
        ends=((-1, 41), (0, 41), (1, 40), (2, 21)),
        kinds={"": (400, 90, 30, 10, 60), "claim": (100, 40, 20, 5, 0)},
        attributes=(AttributeFigures("claim", "modality", figure(0.6)),),
        relations=(RelationFigures("attributed_to", figure(0.7)),),
        left_out=(("d9", "Only one annotator has finished it."),),
        warnings=("Only 12 articles: the intervals are wide.",),
    )


def empty_report() -> Report:
    nothing = LabelFigures("", NONE, NONE, NONE, NONE, NONE, NONE)
    return Report((), LABELS, 0, nothing, left_out=(("d1", "Nobody has finished it."),))


def paces() -> tuple[Pace, ...]:
    first = date(2026, 2, 23)
    return tuple(
        Pace(
            name,
            60,
            done,
            days=tuple((first + timedelta(days=n), done * (n + 1) // 20) for n in range(20)),
            per_day=done / 20,
            minutes_each=11.25,
        )
        for name, done in zip(PEOPLE, (46, 51, 38), strict=True)
    )
