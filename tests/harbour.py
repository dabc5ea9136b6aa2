"""A small project in which three annotators part ways in all the ways that there are."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from annotator.core.annotation import Item, Relation, SetKey, Span, Status
from annotator.core.change import Change, Edit, Part
from annotator.core.guess import default_attributes
from annotator.core.people import Annotator
from annotator.projects.opening import Project, make_project
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.journal import record
from annotator.store.people import ensure_annotator
from annotator.transfer.importing import import_text

HARBOUR = (
    "Harbour board rejects claim\n\n"
    "The Brackwater Harbour Board on Tuesday denied that winter dredging had caused the collapse "
    "of the town’s oyster beds, two days after growers said they had lost nearly half of their "
    "stock.\n\n"
    "“We have not found a single reading that links our work to the deaths,” said Ilse Marrow, "
    "the board’s chief engineer. “The sediment stayed inside the channel.”\n\n"
    "Tomas Reill said the board had ignored warnings since October.\n"
)
MILL = (
    "Mill town waits\n\n"
    "The mill has stood still since May, said Teo Brandt. The owners denied that it will close. "
    "The council said that it had asked twice.\n"
)
DENIAL = "denied that winter dredging had caused the collapse of the town’s oyster beds"
CLAIM = DENIAL.removeprefix("denied that ")
QUOTE = "“We have not found a single reading that links our work to the deaths,”"
ANKE, BADR, CHLOE = "Anke N.", "Badr K.", "Chloé T."
Marks = Sequence[tuple[str, str]]  # labels and words

AGREED: Marks = (
    ("actor", "growers"),
    ("claim", "they had lost nearly half of their stock"),
    ("quote", QUOTE),
    ("actor", "Ilse Marrow"),
    ("actor", "Tomas Reill"),
)
APART: dict[str, Marks] = {
    ANKE: (
        ("actor", "The Brackwater Harbour Board"),
        ("denial", DENIAL),
        ("claim", CLAIM),
        ("denial", "We have not found a single reading"),
        ("claim", "The sediment stayed inside the channel"),
        ("claim", "the board had ignored warnings since October"),
    ),
    BADR: (
        ("actor", "Brackwater Harbour Board"),
        ("claim", CLAIM),
        ("claim", "We have not found a single reading"),
        ("claim", "The sediment stayed inside the channel."),
        ("claim", "the board had ignored warnings since October."),
    ),
    CHLOE: (
        ("actor", "The Brackwater Harbour Board"),
        ("denial", DENIAL),
        ("denial", "We have not found a single reading"),
        ("claim", "The sediment stayed inside the channel"),
        ("claim", "the board had ignored warnings since October"),
    ),
}
NOTES = {
    (CHLOE, DENIAL): "Is the verb part of the denial?",
    (BADR, CLAIM): "I read 4.2 as “content only”.",
}
MILL_MARKS: dict[str, Marks] = {
    ANKE: (("claim", "The mill has stood still since May"), ("claim", "it had asked twice")),
    BADR: (("claim", "The mill has stood still since May"), ("claim", "it had asked twice.")),
    CHLOE: (("claim", "The mill has stood still since May"), ("claim", "it had asked twice")),
}


def harbour_project(path: Path) -> Project:
    """Make the project, open: two articles, all done; Badr always takes the final stop."""
    project = make_project(path, name="Brackwater pilot")
    for title, text in (("Harbour", HARBOUR), ("Mill", MILL)):
        import_text(project.store, project.scheme, text, title=title)
    harbour, mill = document_ids(project.store)
    for who, marks in APART.items():
        ensure_annotator(project.store, Annotator(who))
        spans = list(spans_on(project, HARBOUR, [*AGREED, *marks], who))
        drawn = [] if who == BADR else [_said_by(spans, who)]
        finish(project, SetKey(harbour, who), [*spans, *drawn])
        finish(project, SetKey(mill, who), spans_on(project, MILL, MILL_MARKS[who], who))
    return project


def spans_on(project: Project, text: str, marks: Marks, who: str = "") -> Iterable[Span]:
    """Yield spans over words of a text, with the attributes that the scheme guesses."""
    for number, (label, words) in enumerate(marks):
        start = text.index(words)
        end = start + len(words)
        known = default_attributes(project.scheme, label, text, start, end, "en")
        note = NOTES.get((who, words), "")
        yield Span(f"{who[:1].lower()}{number}", label, start, end, words, known, note=note)


def finish(project: Project, key: SetKey, marks: Iterable[Item]) -> None:
    """Let somebody's set have these marks and be done, whatever it was before."""
    now = read_set(project.store, key)
    after = {one.id: one for one in (*marks, Status("done"))}
    removed = tuple(one for one in now.items.values() if after.get(one.id) != one)
    added = tuple(one for one in after.values() if now.items.get(one.id) != one)
    time = datetime.now(UTC).isoformat(timespec="seconds")
    parts = (Part(key, Change("Marks", removed, added)),)
    record(project.store, Edit(str(uuid4()), key.annotator, time, "Marks", parts))


def _said_by(spans: Sequence[Span], who: str) -> Relation:
    ids = {span.text: span.id for span in spans}
    return Relation(f"r{who[:1].lower()}", "attributed_to", ids[QUOTE], ids["Ilse Marrow"])
