"""The views of an export in plain words, and the one that fits a project."""

from annotator.core.people import GOLD
from annotator.projects import articles
from annotator.projects.opening import Project
from annotator.transfer.export_terms import Preview, left_out_sentences
from annotator.transfer.views import ADJUDICATED, ALL, BY_ANNOTATOR
from annotator.ui.chips import counted, one_line

NAMED = (
    (ADJUDICATED, "Settled: gold, or the only one"),
    (BY_ANNOTATOR, "By annotator: a record for each"),
    (ALL, "All marks in one record"),
)
_MEANS = {
    ADJUDICATED: "One set of marks an article: gold where it is finished, else the marks of the "
    "only one who has finished.",
    BY_ANNOTATOR: "A record for each who marked an article, gold among them.",
    ALL: "One record an article, with the marks of all who marked it, gold among them.",
}
LONG = 40  # code points of a name


def meaning(view: str, annotator: str = "") -> str:
    """Return what goes out in a view, of one annotator where one is named."""
    if view == BY_ANNOTATOR and annotator:
        return f"The marks of {one_line(annotator, LONG)} alone, a record an article."
    return _MEANS[view]


def counts_of(found: Preview) -> str:
    """Return how many articles go out, and what is left out and why."""
    goes = "goes" if found.articles == 1 else "go"
    told = f"{counted(found.articles, 'article')} {goes} out."
    return " ".join([told, *left_out_sentences(found.left_out)])


def fitting(project: Project, author: str) -> tuple[str, str]:
    """Return the view that fits a project, and whose marks.

    Who works alone beside gold that lies there, as in the sample, wants the own ones. Without gold
    the settled ones are just those.
    """
    alone = set(articles.hands(project)) == {author, GOLD}
    return (BY_ANNOTATOR, author) if alone else (ADJUDICATED, "")
