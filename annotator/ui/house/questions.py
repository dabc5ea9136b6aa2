"""Asks what an import could not know; what was said once holds for the rest of the import."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from annotator.projects.opening import Project
from annotator.projects.people import people
from annotator.transfer.encodings import likely_encodings
from annotator.transfer.importing import (
    ImportOptions,
    ImportReport,
    LabelMap,
    Question,
    Unknown,
)
from annotator.ui.dialogs.import_preview import ask_encoding
from annotator.ui.dialogs.import_questions import ChoiceDialog, NamesDialog, Offered
from annotator.ui.dialogs.message import confirm

Wanted = tuple[list[Path], ImportOptions]  # what is to be imported after all
USUAL = ("body", "content", "article", "article_text", "fulltext", "full_text", "story")


@dataclass(frozen=True, slots=True)
class Place:
    """Where questions are asked: in which window, for which project, whose hand it is."""

    window: QWidget
    project: Project
    author: str


class Questions:
    """The questions of one import, and what was answered so far."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._encoding = ""
        self._annotator = ""
        self._columns: dict[tuple[str, ...], str] = {}
        self._mapping = LabelMap()

    def answered(self, report: ImportReport, options: ImportOptions) -> list[Wanted]:
        """Ask what a report leaves open; return what is to be imported after all, and how.

        What was answered is taken out of the report's refusals. `options` are those of the import
        that was made.
        """
        again: list[Wanted] = []
        asks = {
            "size": self._of_size,
            "encoding": self._of_encoding,
            "column": self._of_column,
            "annotator": self._of_annotator,
            "names": self._of_names,
        }
        for question in report.questions:
            known = asks[question.about](question, options)
            report.refused.remove(question.refusal)  # left out or taken in: it was said
            if known is not None:
                again.append(([question.path], known))
        return again

    def _of_size(self, question: Question, options: ImportOptions) -> ImportOptions | None:
        size = question.path.stat().st_size / 1e6
        words = f"It has {size:,.0f} MB; that takes a while."
        title = f"Import {question.path.name}?"
        if not confirm(self._place.window, title, words, "Import"):
            return None
        return replace(options, allow_large=True)

    def _of_encoding(self, question: Question, options: ImportOptions) -> ImportOptions | None:
        chosen = self._encoding
        if not chosen:
            try:
                data, names = likely_encodings(question.path)
            except OSError:
                return None
            name = question.path.name
            chosen, for_all = ask_encoding(self._place.window, name, data, names)
            self._encoding = chosen if for_all else ""
        return replace(options, encoding=chosen, allow_large=True) if chosen else None

    def _of_column(self, question: Question, options: ImportOptions) -> ImportOptions | None:
        columns = question.columns
        if columns not in self._columns:
            file = question.path.name
            words = f"{file} has no column that is called “text”."
            dialog = ChoiceDialog(
                self._place.window, "Which column holds the text?", words, "Column"
            )
            likely = next((one for one in columns if one.lower() in USUAL), "")
            dialog.offer(columns, likely or max(columns, key=len, default=""))
            self._columns[columns] = _answer(dialog)
        chosen = self._columns[columns]
        return replace(options, text_column=chosen) if chosen else None

    def _of_annotator(self, question: Question, options: ImportOptions) -> ImportOptions | None:
        if not self._annotator:
            place = self._place
            words = f"{question.path.name} holds marks and does not say who made them."
            dialog = ChoiceDialog(place.window, "Whose marks are these?", words, "Annotator")
            names = [one.name for one in people(place.project).people]
            dialog.offer(list(dict.fromkeys([place.author, *names])), place.author, typed=True)
            self._annotator = _answer(dialog)
        return replace(options, annotator=self._annotator) if self._annotator else None

    def _of_names(self, question: Question, options: ImportOptions) -> ImportOptions | None:
        unknown = question.unknown or Unknown()
        left = _unanswered(unknown, self._mapping)
        if left:
            scheme, window = self._place.project.scheme, self._place.window
            dialog = NamesDialog(window, question.path.name, left, Offered(scheme, self._mapping))
            taken = dialog.exec() == QDialog.DialogCode.Accepted
            dialog.deleteLater()
            if not taken:
                return None
            self._mapping = self._mapping.joined(dialog.answer())
        return replace(options, mapping=self._mapping)


def _answer(dialog: ChoiceDialog) -> str:
    """Ask, and return the answer; "" where the file is to be left out."""
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.answer() if taken else ""


def _unanswered(unknown: Unknown, mapping: LabelMap) -> Unknown:
    """Return the names that a map says nothing of."""
    attributes = {
        (label, name)
        for label, name in unknown.attributes
        if f"{label}.{name}" not in mapping.attributes
    }
    return Unknown(
        unknown.labels - mapping.labels.keys(),
        unknown.relations - mapping.relations.keys(),
        attributes,
        unknown.regions - mapping.regions.keys(),
    )
