"""The people of a project, their roles, and what a role means for what the app shows."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.people import Annotator, Role
from annotator.projects import people as team
from annotator.projects.articles import articles
from annotator.projects.assigning import assigned, loads
from annotator.projects.opening import Project
from annotator.ui.chips import counted, one_line
from annotator.ui.controls import ClampedLabel, PlainLabel, by_enter, give_tip
from annotator.ui.dialogs.frame import button, caption, sentence
from annotator.ui.dialogs.message import Choice, ask, confirm, speaks_for_itself, tell_error
from annotator.ui.dialogs.person import RenameDialog
from annotator.ui.popups import Combo, Menu
from annotator.ui.theme import ui_font
from annotator.ui.writing import WritingLine

OPEN = "No lead is named yet, so everyone sees all marks and may change all of this."
BLIND = (
    "Annotators see no marks but their own, nor gold, nor the pages of a lead. There are no "
    "passwords: whoever has the project’s file can read all of it, or go on under another name."
)
KEPT = (
    "{} has begun, and the history bears that name, so it stays. Add another person below, and "
    "give them what is still to do."
)
ROLES = (
    (Role.ANNOTATOR, "Annotator: marks"),
    (Role.LEAD, "Lead: hands out work, sees all"),
    (Role.ADJUDICATOR, "Adjudicator: sees all, settles"),
    (Role.MODEL, "Model: suggests"),
)


class TeamPane(QWidget):
    """A row for each person, and a line to add one."""

    changed = Signal()
    stepped_down = Signal()  # whoever is here does not lead any more
    renamed = Signal(str)  # the new name of whoever is here

    def __init__(self, project: Project, author: str) -> None:
        super().__init__()
        self._project, self._author = project, author
        self._standing = sentence("")
        self._apart = sentence("", quiet=True)
        self._trouble = PlainLabel(tone="error", px=12)
        self._trouble.setWordWrap(True)
        self.name = WritingLine("Name", px=13, height=32)
        self.role = _roles("Role of the new person")
        self.add = button("Add", self.add_person)
        self.boxes: dict[str, QComboBox] = {}
        self.more: dict[str, QToolButton] = {}
        self._rows = QScrollArea()
        self._rows.setWidgetResizable(True)
        self._rows.setProperty("surface", "clear")
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name.returnPressed.connect(self.add_person)
        self.name.textChanged.connect(lambda _words: self._say(""))
        self._lay_out()

    def refresh(self) -> None:
        """Show who marks, as it stands."""
        found = team.people(self._project)
        done = self._counts()
        given = loads(assigned(self._project))
        holder = QWidget()
        holder.setProperty("surface", "clear")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 8, 4)
        grid.setHorizontalSpacing(14)
        self.boxes, self.more = {}, {}
        for row, one in enumerate(found.people):
            words = f"{given.get(one.name, 0):,} given, {done.get(one.name, 0):,} done"
            self._add_row(grid, row, one, words)
        grid.setRowStretch(len(found.people), 1)
        grid.setColumnStretch(0, 1)
        old = self._rows.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: what asks for this may be a button in it
        self._rows.setWidget(holder)
        self._standing.setText(BLIND if found.leads else OPEN)
        apart = ", ".join(f"{one.name} ({one.role.value})" for one in found.others)
        self._apart.setText(f"Apart from people: {apart}." if apart else "")
        self._apart.setVisible(bool(apart))

    def add_person(self) -> None:
        """Add the person whose name stands in the line."""
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        known = team.people(self._project).role_of(name)
        if known is not None:
            self._say(f"{one_line(name, 60)} is there already.")
        elif self._write(name, Role(self.role.currentData())):
            self.name.clear()
            self.name.setFocus()
            self.role.setCurrentIndex(0)  # a role with more sight is chosen each time

    def set_role(self, name: str, role: Role) -> None:
        """Give somebody another role; ask first where one would lock oneself out."""
        if team.people(self._project).role_of(name) is not role:
            self._write(name, role)
            if name in self.boxes:
                self.boxes[name].setFocus()

    def rename(self, name: str) -> None:
        """Ask for another name for somebody who has not begun, and give it to them."""
        self._say(KEPT.format(one_line(name, 40)) if team.has_work(self._project, name) else "")
        if self._trouble.text():
            return
        dialog = RenameDialog(self, name, partial(self._renamed, name))
        dialog.exec()
        dialog.deleteLater()

    def remove(self, name: str) -> None:
        """Take somebody off the list; ask first where work was given to them."""
        self._say("")
        given = loads(assigned(self._project)).get(name, 0)
        whom = one_line(name, 40)
        if (
            given
            and not team.has_work(self._project, name)
            and not confirm(
                self,
                f"Remove {whom}?",
                f"{counted(given, 'article')} given to {whom} can then go to others.",
                "Remove",
            )
        ):
            return
        self._do(partial(team.remove_person, self._project, name), self._would_lead(name, None))

    def _write(self, name: str, role: Role) -> bool:
        act = partial(team.add_person, self._project, name, role)
        return self._do(act, self._would_lead(name, role))

    def _renamed(self, name: str, new: str) -> str:
        """Give somebody another name; return "" or why that cannot be."""
        try:
            made = team.rename_person(self._project, name, new)
        except Exception as error:  # noqa: BLE001 told in place or in a dialog
            if speaks_for_itself(error):
                return str(error)
            tell_error(self, "That could not be written", error)
            return ""
        self.refresh()
        self.changed.emit()
        if name == self._author and made.name != name:
            self.renamed.emit(made.name)
        return ""

    def _do(self, act: Callable[[], object], leads_on: bool) -> bool:  # noqa: FBT001 what follows
        """Write a change; where it takes the lead from whoever is here, ask first."""
        if not leads_on and not self._steps_down():
            self.refresh()
            return False
        try:
            act()
        except Exception as error:  # noqa: BLE001 told in place or in a dialog
            self._refused(error)
            return False
        self.refresh()
        self.changed.emit()
        if not leads_on:
            self.stepped_down.emit()
        return True

    def _steps_down(self) -> bool:
        """Ask whether whoever is here gives up the lead; the main answer is no."""
        answer = ask(
            self,
            f"Then you do not lead any more, {one_line(self._author, 40)}",
            (Choice("yes", "Go on"), Choice("no", "Cancel")),
            details="You would see your own marks alone, and this dialog no more. To stay a lead, "
            "give yourself that role first.",
        )
        return answer == "yes"

    def _would_lead(self, name: str, role: Role | None) -> bool:
        """Tell whether whoever is here would still lead where somebody has a role, or is gone."""
        before = team.people(self._project)
        rest = tuple(one for one in before.people if one.name != name)
        changed = (Annotator(name, role),) if role is not None else ()
        return replace(before, people=(*rest, *changed)).is_lead(self._author)

    def _refused(self, error: Exception) -> None:
        self.refresh()
        if speaks_for_itself(error):
            self._say(str(error))
        else:
            tell_error(self, "That could not be written", error)

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def _counts(self) -> dict[str, int]:
        """Return how many articles each is done with."""
        found: dict[str, int] = {}
        for entry in articles(self._project):
            for one in entry.sets:
                found[one.annotator] = found.get(one.annotator, 0) + (one.state == "done")
        return found

    def _add_row(self, grid: QGridLayout, row: int, one: Annotator, words: str) -> None:
        mine = " (you)" if one.name == self._author else ""
        name = ClampedLabel(px=13, weight=500)
        name.setText(f"{one.name}{mine}")
        box = _roles(f"Role of {one_line(one.name, 60)}")
        box.setCurrentIndex(box.findData(one.role.value))
        box.activated.connect(partial(self._chosen, one.name, box))
        self.boxes[one.name] = box
        grid.addWidget(name, row, 0)
        grid.addWidget(PlainLabel(words, tone="quiet", px=12), row, 1)
        grid.addWidget(box, row, 2)
        self.more[one.name] = self._more(one.name)
        grid.addWidget(self.more[one.name], row, 3)

    def _more(self, name: str) -> QToolButton:
        """Return a button that opens what else can be done with somebody."""
        made = QToolButton()
        made.setText("…")
        made.setFont(ui_font(13, 600))
        made.setFixedSize(30, 30)
        made.setAccessibleName(f"Rename or remove {one_line(name, 60)}")
        give_tip(made, made.accessibleName())
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu(made)
        menu.addAction("Rename…").triggered.connect(lambda _on=False: self.rename(name))
        menu.addAction("Remove").triggered.connect(lambda _on=False: self.remove(name))
        made.setMenu(menu)
        by_enter(made)
        return made

    def _chosen(self, name: str, box: QComboBox, _index: int) -> None:
        self.set_role(name, Role(box.currentData()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._standing)
        column.addWidget(self._rows, 1)
        column.addWidget(self._apart)
        column.addWidget(caption("Add a person"))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.name, 1)
        line.addWidget(self.role)
        line.addWidget(self.add)
        column.addLayout(line)
        column.addWidget(self._trouble)
        self._trouble.hide()


def _roles(name: str) -> QComboBox:
    box = Combo()
    box.setFont(ui_font(13))
    box.setAccessibleName(name)
    box.setItemDelegate(QStyledItemDelegate(box))  # the list in its own colours
    for role, words in ROLES:
        box.addItem(words, role.value)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return box
