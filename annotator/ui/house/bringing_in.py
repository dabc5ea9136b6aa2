"""Articles in, from the window: files, folders, what is dropped or pasted, stories split."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.core.progress import Progress
from annotator.core.regions import split_stories
from annotator.projects.opening import Project
from annotator.transfer.importing import (
    ImportOptions,
    ImportReport,
    import_paths,
    import_text,
)
from annotator.transfer.splitting import CutTiesError, split_article
from annotator.ui.chips import counted
from annotator.ui.dialogs.message import confirm, tell, tell_error
from annotator.ui.dialogs.paste import ask_paste
from annotator.ui.dialogs.split import FINAL, ask_split, pieces_of
from annotator.ui.house.house import House
from annotator.ui.house.place import folder_near
from annotator.ui.house.questions import Place, Questions, Wanted
from annotator.ui.progress import watch
from annotator.ui.tasks import Task

IN_UTF_8 = "save it as UTF-8 and bring it in again"
UNDER_ANOTHER = "at the command line they can come in under another name"
FILTER = "Articles (*.txt *.text *.md *.jsonl *.json *.csv *.tsv);;All files (*)"


@dataclass(slots=True)
class _Act:
    """An import on its way: what is asked, what came in so far, and what is to come after that."""

    questions: Questions
    came: list[ImportReport] = field(default_factory=list)
    waiting: list[Wanted] = field(default_factory=list)


class BringingIn(QObject):
    """Imports run beside the window; what came of them is told when they end."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._house = house

    def files(self) -> None:
        """Ask for files and import them."""
        found, _ = QFileDialog.getOpenFileNames(
            self._house.window, "Import articles", self._near(), FILTER
        )
        self.paths([Path(one) for one in found])

    def folder(self) -> None:
        """Ask for a folder and import what lies in it."""
        found = QFileDialog.getExistingDirectory(
            self._house.window, "Import a folder of articles", self._near()
        )
        self.paths([Path(found)] if found else [])

    def _near(self) -> str:
        return str(folder_near(self._house.project, self._house.settings))

    def paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders; a single project file is opened instead."""
        if len(paths) == 1 and paths[0].suffix == ".quoth":
            self._house.open_project(paths[0])
        elif paths and self._ready():
            project = self._house.project
            if project is not None:
                place = Place(self._house.window, project, self._house.author)
                self._import(list(paths), ImportOptions(), _Act(Questions(place)))

    def paste(self) -> None:
        """Ask for a title and a text, and import them as an article."""
        project = self._house.project
        if project is None or not self._ready():
            return
        given = ask_paste(self._house.window)
        if given is None:
            return
        title, text = given
        try:
            report = import_text(project.store, project.scheme, text, title=title)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self._house.window, "The text could not be taken", error)
            return
        self._refresh()
        self._tell([report])
        if report.added and self._house.bridge is not None:
            self._house.bridge.open(report.added[0])

    def split(self) -> None:
        """Split the open article into its stories, after asking."""
        house = self._house
        bridge, project = house.bridge, house.project
        if project is None or bridge is None or bridge.article is None:
            return
        article = bridge.article
        stories = split_stories(article.text, article.regions)
        if len(stories) < 2:  # noqa: PLR2004 one story is no split
            bridge.told.emit("This article holds one story; there is nothing to split.")
            return
        pieces = pieces_of(article.text, stories, article.regions)
        if not ask_split(house.window, pieces, house.look) or not bridge.desk.flush():
            return
        try:
            children = self._split(project, article.id, stories)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(house.window, "The article could not be split", error)
            return
        if children and house.annotate is not None:
            bridge.desk.forget()
            bridge.desk.note_final(f"{FINAL} The next undo goes on before it.")
            house.annotate.refresh_queue()
            bridge.open(children[0])

    def _split(self, project: Project, name: str, stories: list[tuple[int, int]]) -> list[str]:
        """Return the ids of the new articles; none where relations shall not be cut."""
        try:
            return split_article(project.store, name, stories, self._house.author)
        except CutTiesError as error:
            question = "Split, and let go of relations between the stories?"
            if not confirm(self._house.window, question, str(error), "Split"):
                return []
        return split_article(project.store, name, stories, self._house.author, cut_ties=True)

    def _ready(self) -> bool:
        if self._house.project is None:
            tell(self._house.window, "Open or make a project first", "Articles go into a project.")
            return False
        if self._house.project.store.read_only:
            tell(self._house.window, "This project is open for reading only", "")
            return False
        return True

    def _import(self, paths: list[Path], options: ImportOptions, act: "_Act") -> None:
        """Import in the background, as part of an act."""
        project = self._house.project
        if project is None:
            return

        def work(progress: Progress) -> ImportReport:
            return import_paths(project.store, project.scheme, paths, options, progress)

        task = Task(work, "Importing")
        task.finished.connect(lambda report: self._came(report, options, act))
        task.failed.connect(lambda error: self._stopped(error, act))
        task.cancelled.connect(lambda: self._tell(act.came))
        task.ended.connect(self._refresh)
        watch(task, self._house.window)
        task.start()

    def _refresh(self) -> None:
        page, bridge = self._house.annotate, self._house.bridge
        if page is not None and bridge is not None:
            page.refresh_queue()
            if bridge.article is None:
                page.open_first()

    def _read_again(self) -> None:
        """Show the open article with the marks that came in, in the same place."""
        bridge, page = self._house.bridge, self._house.annotate
        if bridge is None or page is None:
            return
        bridge.desk.forget()
        if bridge.article is not None:
            place = page.view.first_visible_offset()
            bridge.open(bridge.article.id)
            page.view.scroll_to_offset(place)

    def _came(self, report: ImportReport, options: ImportOptions, act: "_Act") -> None:
        """Go on with what was asked for besides; once all is there, tell what came of it."""
        if report.marks:
            self._read_again()
        act.came.append(report)
        act.waiting[:0] = act.questions.answered(report, options)
        if act.waiting:
            paths, further = act.waiting.pop(0)
            self._import(paths, further, act)
        else:
            self._tell(act.came)

    def _stopped(self, error: Exception, act: "_Act") -> None:
        self._tell(act.came)
        tell_error(self._house.window, "The import stopped", error)

    def _tell(self, came: Sequence[ImportReport]) -> None:
        """Tell what came of an act: in one sentence, with what was refused in a dialog."""
        if not came:
            return
        words = _sentence(came)
        told = [_for_the_window(said) for one in came for said in (*one.refused, *one.notes)]
        if told:
            tell(self._house.window, words, "\n".join(told))
        elif self._house.bridge is not None:
            self._house.bridge.told.emit(words)


def _for_the_window(sentence: str) -> str:
    """Return a sentence without what is to be typed at the command line."""
    typed = {
        "say --encoding utf-16-le": IN_UTF_8,
        ": say --encoding": "",
        "name another annotator with --annotator": UNDER_ANOTHER,
    }
    for words, instead in typed.items():
        sentence = sentence.replace(words, instead)
    return sentence


def _sentence(came: Sequence[ImportReport]) -> str:
    added, known, refused = (
        sum(len(one) for one in counts)
        for counts in zip(*((one.added, one.known, one.refused) for one in came), strict=True)
    )
    parts = [f"{counted(added, 'article')} added"]
    parts += [f"{known:,} known already"] if known else []
    parts += [f"{refused:,} refused"] if refused else []
    return ", ".join(parts) + "."
