"""Commands on several hands: people, assign, progress."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.guard import FINE
from annotator.cli.options import PATH, json_option, names
from annotator.cli.output import counted, say, say_json, say_notices, say_table
from annotator.core.people import Annotator, Assignment, Role

if TYPE_CHECKING:
    from annotator.projects.opening import Project
    from annotator.projects.people import People
    from annotator.review.progress import Progress

ROLES = tuple(role.value for role in Role)
OPEN = "No lead is named: everyone sees all marks."
BLIND = (
    "The app shows annotators no marks but their own. Whoever has the file can read all of it: "
    "there are no passwords."
)


@click.group("people", no_args_is_help=False)
def people_command() -> None:
    """Say who marks in a project, and who leads it.

    While no lead is named everyone sees all. Once one is, the app shows annotators their own marks
    alone, and neither gold nor the pages of the lead. There are no passwords: whoever has the file
    can read all of it. All of these commands take --json.
    """


@people_command.command("add")
@click.argument("project", type=PATH)
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default=Role.ANNOTATOR.value,
    show_default=True,
    help="A lead hands out work and sees all; an adjudicator sees all and settles differences.",
)
@json_option("project", "name", "role", "was")
def add_command(project: Path, name: str, role: str, *, as_json: bool) -> int:
    """Add somebody, or give one who is there another role."""
    from annotator.projects.opening import open_project
    from annotator.projects.people import add_person, people

    with open_project(project) as opened:
        say_notices(opened.notices)
        before = {one.name: one.role for one in _everyone(people(opened))}
        made = add_person(opened, name, Role(role))
        after = people(opened)
    was = before.get(made.name)
    if as_json:
        say_json({"project": str(project), "name": made.name, "role": role, "was": was})
        return FINE
    say(_added(made, was))
    if Role.LEAD in {was, made.role} and was != made.role:
        say(BLIND if after.leads else OPEN)
    return FINE


@people_command.command("remove")
@click.argument("project", type=PATH)
@click.argument("name")
@json_option("project", "name", "freed")
def remove_command(project: Path, name: str, *, as_json: bool) -> int:
    """Take somebody off the list who has done nothing on any article."""
    from annotator.projects.articles import given_to
    from annotator.projects.opening import open_project
    from annotator.projects.people import people, remove_person

    with open_project(project) as opened:
        say_notices(opened.notices)
        led, freed = people(opened).leads, len(given_to(opened, name))
        remove_person(opened, name)
        after = people(opened)
    if as_json:
        say_json({"project": str(project), "name": name, "freed": freed})
        return FINE
    free = f"; {counted(freed, 'article')} given to them can go to others" if freed else ""
    say(f"{name} is removed{free}.")
    if led and not after.leads:
        say(OPEN)
    return FINE


@people_command.command("rename")
@click.argument("project", type=PATH)
@click.argument("name")
@click.argument("new")
@json_option("project", "name", "was", "role")
def rename_command(project: Path, name: str, new: str, *, as_json: bool) -> int:
    """Give somebody who has not begun another name; what they were given goes with it."""
    from annotator.projects.opening import open_project
    from annotator.projects.people import rename_person

    with open_project(project) as opened:
        say_notices(opened.notices)
        made = rename_person(opened, name, new)
    if as_json:
        told = {"name": made.name, "was": name, "role": made.role.value}
        say_json({"project": str(project), **told})
        return FINE
    say(f"{name} is called {made.name} from now on.")
    return FINE


@people_command.command("list")
@click.argument("project", type=PATH)
@json_option("project", "people", "others")
def people_list_command(project: Path, *, as_json: bool) -> int:
    """List those who mark, with their roles and how much each was given."""
    from annotator.projects.assigning import assigned, loads
    from annotator.projects.opening import open_project
    from annotator.projects.people import people

    with open_project(project, read_only=True) as opened:
        say_notices(opened.notices)
        found, count = people(opened), loads(assigned(opened))
    if as_json:
        told = {
            part: [_person_json(one, count.get(one.name, 0)) for one in listed]
            for part, listed in (("people", found.people), ("others", found.others))
        }
        say_json({"project": str(project), **told})
        return FINE
    say_table(
        (one.name, one.role.value, counted(count.get(one.name, 0), "article"))
        for one in _everyone(found)
    )
    names = [one.name for one in found.others]
    beside = f", and {' and '.join(names)} beside" if names else ""
    count_words = counted(len(found.people), "person", "people")
    say(f"{count_words}{beside}. {BLIND if found.leads else OPEN}")
    return FINE


def _everyone(found: "People") -> tuple[Annotator, ...]:
    return (*found.people, *found.others)


def _added(made: Annotator, was: Role | None) -> str:
    if was is None:
        return f"{made.name} is added as {made.role.value}."
    if was is made.role:
        return f"{made.name} is there already as {made.role.value}."
    return f"{made.name} was {was.value} and is {made.role.value} from now on."


def _person_json(one: Annotator, given: int) -> dict[str, object]:
    return {"name": one.name, "role": one.role.value, "assigned": given}


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed behind `assign`."""

    project: Path
    per_article: int | None
    overlap: float
    to: tuple[str, ...]
    batch: str
    seed: int
    article: tuple[str, ...]
    give: tuple[str, ...]
    take: tuple[str, ...]
    dry_run: bool
    as_json: bool

    @property
    def by_hand(self) -> bool:
        """Tell whether single articles were named."""
        return bool(self.article or self.give or self.take)


def _share(ctx: click.Context, option: click.Parameter, value: str) -> float:
    words = value.strip()
    try:
        share = float(words.removesuffix("%")) / (100 if words.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{value!r} is no share of the articles: say 20% or 0.2.")
    return share


@click.command("assign")
@click.argument("project", type=PATH)
@click.option("--per-article", type=click.IntRange(1), help="How many people mark an article.")
@click.option(
    "--overlap",
    default="100%",
    show_default=True,
    callback=_share,
    help="The share of articles that goes to so many; the others go to one.",
)
@click.option("--to", default="", callback=names, help="A,B: to these; else to all annotators.")
@click.option("--batch", default="", help="A name for what is given now.")
@click.option("--seed", default=0, show_default=True, help="Another seed, other pairs.")
@click.option("--article", multiple=True, metavar="ID", help="By hand: this article.")
@click.option("--give", multiple=True, metavar="NAME", help="Give it to somebody.")
@click.option("--take", multiple=True, metavar="NAME", help="Take it from somebody; marks stay.")
@click.option("--dry-run", is_flag=True, help="Say what would be given; change nothing.")
@json_option("project", "dry_run", "batch", "given", "taken", "keep_marks", "loads")
def assign_command(**typed: Any) -> int:  # noqa: ANN401 click gives one value an option
    """Give articles to people, by a rule or by hand.

    The rule takes nothing from anybody and spreads evenly, what people have already counting too.
    Run again, as after an import, it adds what is missing: what was given or begun stays.
    """
    given = Given(**typed)
    if given.by_hand == (given.per_article is not None):
        raise click.UsageError("Say --per-article N, or --article ID with --give or --take NAME.")
    if given.by_hand and not (given.article and (given.give or given.take)):
        raise click.UsageError("By hand it is --article ID with --give NAME or --take NAME.")
    return _assign(given)


def _assign(given: Given) -> int:
    from annotator.projects import assigning
    from annotator.projects.opening import open_project

    with open_project(given.project, read_only=given.dry_run) as project:
        say_notices(project.notices)
        new, old = _by_hand(given, project) if given.by_hand else (_by_rule(given, project), [])
        before = assigning.assigned(project)
        kept = assigning.begun(project, old)
        if not given.dry_run:
            assigning.give(project, new, old)
        after = _after(before, new, old)
    load = assigning.loads(after)
    if given.as_json:
        say_json(_assigned_json(given, (new, old, kept), load))
    else:
        _tell(given, (new, old, kept), load)
    return FINE


def _by_rule(given: Given, project: "Project") -> list[Assignment]:
    from annotator.projects.assigning import Rule, proposed

    rule = Rule(given.per_article or 1, given.overlap, given.seed, given.batch)
    return proposed(project, rule, given.to)


def _by_hand(given: Given, project: "Project") -> tuple[list[Assignment], list[Assignment]]:
    """Return what is given and what is taken by hand; what stands so already is left out."""
    from annotator.projects.articles import article_entry
    from annotator.projects.assigning import assigned
    from annotator.projects.people import known_names

    stands = {(one.document, one.annotator) for one in assigned(project)}
    ids = [article_entry(project, one).id for one in dict.fromkeys(given.article)]
    new = [
        Assignment(one, name, given.batch)
        for one in ids
        for name in known_names(project, given.give)
        if (one, name) not in stands
    ]
    old = [
        Assignment(one, name)
        for one in ids
        for name in known_names(project, given.take)
        if (one, name) in stands
    ]
    return new, old


def _after(
    before: Sequence[Assignment], new: Iterable[Assignment], old: Iterable[Assignment]
) -> set[Assignment]:
    stand = {(one.document, one.annotator) for one in (*before, *new)}
    gone = {(one.document, one.annotator) for one in old}
    return {Assignment(*pair) for pair in stand - gone}


Moved = tuple[Sequence[Assignment], Sequence[Assignment], Sequence[Assignment]]


def _tell(given: Given, moved: Moved, load: dict[str, int]) -> None:
    from annotator.projects.assigning import loads

    new, old, kept = moved
    more = loads(new)
    say_table(
        (name, counted(load[name], "article"), f"{more[name]:,} new" if name in more else "")
        for name in sorted(load)
    )
    for one in kept:
        say(f"{one.annotator} has marks on {one.document}: they stay where they are.")
    verb = "would be given" if given.dry_run else "given"
    articles = len({one.document for one in new})
    parts = [f"{counted(len(new), 'assignment')} {verb} on {counted(articles, 'article')}"]
    if old:
        parts.append(f"{len(old):,} {'would be taken' if given.dry_run else 'taken'} back")
    say(f"{given.project}: {', '.join(parts)}.")


def _assigned_json(given: Given, moved: Moved, load: dict[str, int]) -> dict[str, object]:
    new, old, kept = (
        [{"article": one.document, "annotator": one.annotator} for one in part] for part in moved
    )
    return {
        "project": str(given.project),
        "dry_run": given.dry_run,
        "batch": given.batch,
        "given": new,
        "taken": old,
        "keep_marks": kept,
        "loads": dict(sorted(load.items())),
    }


@click.command("progress")
@click.argument("project", type=PATH)
@json_option("project", "progress")
def progress_command(project: Path, *, as_json: bool) -> int:
    """Tell how far everyone is.

    Pace and minutes an article come from the journal; pauses over 5 minutes and what came in by
    import are left out.
    """
    from annotator.projects.opening import open_project
    from annotator.review.progress import progress

    with open_project(project, read_only=True) as opened:
        say_notices(opened.notices)
        found = progress(opened.store)
    if as_json:
        say_json({"project": str(project), "progress": [one._asdict() for one in found]})
        return FINE
    say_table(_progress_row(one) for one in found)
    done = sum(one.done for one in found)
    say(f"{counted(len(found), 'person', 'people')}, {counted(done, 'article')} done.")
    return FINE


def _progress_row(one: "Progress") -> tuple[str, ...]:
    pace = f"{one.per_day:.1f} a day" if one.per_day else "no pace yet"
    each = f"{one.minutes_each:.1f} min each" if one.minutes_each else ""
    return (
        one.annotator,
        f"{one.assigned:,} assigned",
        f"{one.left:,} left",
        f"{one.done:,} done",
        f"{one.in_progress:,} in progress",
        f"{one.discarded:,} discarded",
        pace,
        each,
    )
