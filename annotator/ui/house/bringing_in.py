"""Articles in, from the window: files, folders, what is dropped or pasted, stories split."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.core.progress import Progress
from annotator.core.regions import split_stories
from annotator.projects.opening import Project
from annotator.transfer.encodings import likely_encodings
from annotator.transfer.importing import (
    ImportOptions,
    ImportReport,
    Question,
    import_paths,
    import_text,
)
from annotator.transfer.splitting import CutTiesError, split_article
from annotator.ui.dialogs.import_preview import ask_encoding
from annotator.ui.dialogs.message import confirm, tell, tell_error
from annotator.ui.dialogs.paste import ask_paste
from annotator.ui.house.house import House
from annotator.ui.progress import watch
from annotator.ui.tasks import Task

FILTER = "Articles (*.txt *.text *.md *.jsonl *.json *.csv *.tsv);;All files (*)"


class BringingIn(QObject):
    """Imports run beside the window; what came of them is told when they end."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._house = house

    def files(self) -> None:
        """Ask for files and import them."""
        found, _ = QFileDialog.getOpenFileNames(self._house.window, "Import articles", "", FILTER)
        self.paths([Path(one) for one in found])

    def folder(self) -> None:
        """Ask for a folder and import what lies in it."""
        found = QFileDialog.getExistingDirectory(self._house.window, "Import a folder of articles")
        self.paths([Path(found)] if found else [])

    def paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders; a single project file is opened instead."""
        if len(paths) == 1 and paths[0].suffix == ".quoth":
            self._house.open_project(paths[0])
        elif paths and self._ready():
            self._import(list(paths), ImportOptions())

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
        self._came(report)
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
        sure = confirm(
            house.window,
            f"Split this article into {len(stories)} articles?",
            "Each story becomes an article of its own, with its marks. "
            "The text as it came is kept, out of the queue.",
            "Split",
        )
        if not sure or not bridge.desk.flush():
            return
        try:
            children = self._split(project, article.id, stories)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(house.window, "The article could not be split", error)
            return
        if children and house.annotate is not None:
            bridge.desk.forget()
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

    def _import(self, paths: list[Path], options: ImportOptions) -> None:
        project = self._house.project
        if project is None:
            return

        def work(progress: Progress) -> ImportReport:
            return import_paths(project.store, project.scheme, paths, options, progress)

        self._run(Task(work, "Importing"), self._came)

    def _run(self, task: Task, ended: Callable[[ImportReport], None]) -> None:
        task.finished.connect(ended)
        task.failed.connect(
            lambda error: tell_error(self._house.window, "The import stopped", error)
        )
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

    def _came(self, report: ImportReport) -> None:
        if report.marks:
            self._read_again()
        again = self._answers(report)
        words = _sentence(report)
        if report.refused or report.notes:
            told = [_for_the_window(one) for one in (*report.refused, *report.notes)]
            tell(self._house.window, words, "\n".join(told))
        elif self._house.bridge is not None and not again:
            self._house.bridge.told.emit(words)
        for paths, options in again:
            self._import(paths, options)

    def _answers(self, report: ImportReport) -> list[tuple[list[Path], ImportOptions]]:
        """Ask what the import could not know; return what is to be imported after all.

        What was answered is taken out of the report's refusals.
        """
        again: list[tuple[list[Path], ImportOptions]] = []
        for_all = ""
        for question in report.questions:
            options = ImportOptions(encoding=for_all, allow_large=True)
            if question.about == "encoding" and not for_all:
                options, for_all = self._asked_encoding(question.path)
            wanted = question.about == "encoding" or self._asked_size(question)
            report.refused.remove(question.refusal)  # left out or taken in: it was said
            if wanted and (options.encoding or question.about == "size"):
                again.append(([question.path], options))
        return again

    def _asked_encoding(self, path: Path) -> tuple[ImportOptions, str]:
        """Return the options with what was chosen, and the encoding for all that follow, or ""."""
        try:
            data, names = likely_encodings(path)
        except OSError:
            return ImportOptions(), ""
        chosen, for_all = ask_encoding(self._house.window, path.name, data, names)
        return ImportOptions(encoding=chosen, allow_large=True), chosen if for_all else ""

    def _asked_size(self, question: Question) -> bool:
        size = question.path.stat().st_size / 1e6
        return confirm(
            self._house.window,
            f"Import {question.path.name}?",
            f"It has {size:,.0f} MB; that takes a while.",
            "Import",
        )


def _for_the_window(sentence: str) -> str:
    """Return a sentence without what is to be typed at the command line."""
    for typed in (": say --encoding", ": say --large"):
        sentence = sentence.replace(typed, "")
    return sentence


def _sentence(report: ImportReport) -> str:
    parts = [f"{len(report.added)} {'article' if len(report.added) == 1 else 'articles'} added"]
    if report.known:
        parts.append(f"{len(report.known)} known already")
    if report.refused:
        parts.append(f"{len(report.refused)} refused")
    return ", ".join(parts) + "."
