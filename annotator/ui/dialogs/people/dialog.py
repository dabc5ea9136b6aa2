"""The dialog of a lead: four panes, of which one is in front."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.projects.opening import Project
from annotator.ui.dialogs.frame import CalmDialog, heading
from annotator.ui.dialogs.people.pace import PacePane
from annotator.ui.dialogs.people.rules import RulesPane
from annotator.ui.dialogs.people.team import TeamPane
from annotator.ui.dialogs.people.work import WorkPane
from annotator.ui.segments import Segments

PANES = (("team", "People"), ("work", "Work"), ("rules", "Rules"), ("pace", "Progress"))


class PeopleDialog(CalmDialog):
    """People, work, rules and progress; what is changed is written at once."""

    changed = Signal()  # people, roles, work or rules
    renamed = Signal(str)  # the new name of whoever is here; the dialog closes

    def __init__(self, parent: QWidget | None, project: Project, author: str) -> None:
        super().__init__(parent, "People and work", width=760)
        self.resize(980, 680)
        self.team = TeamPane(project, author)
        self.work = WorkPane(project)
        self.rules = RulesPane(project)
        self.pace = PacePane(project)
        self.tabs = Segments("Parts", px=13, height=32, pad=15)
        self.tabs.set_options(PANES)
        self.tabs.picked.connect(self.show_pane)
        self._panes = QStackedWidget()
        for name, _ in PANES:
            self._panes.addWidget(getattr(self, name))
        self.body.addWidget(heading("People and work"))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._panes, 1)
        self.add_button("Close", self.accept)  # not the main one: Enter in a field must not close
        for pane in (self.team, self.work, self.rules):
            pane.changed.connect(self.changed)
            pane.setEnabled(not project.read_only)
        self.team.stepped_down.connect(self.accept)
        self.team.renamed.connect(self.renamed)
        self.team.renamed.connect(self.accept)
        self.finished.connect(lambda _code: self._stop())
        self.show_pane("team")

    def show_pane(self, name: str) -> None:
        """Bring a pane to the front, as things stand now."""
        self.tabs.set_value(name)
        pane = getattr(self, name)
        pane.refresh()
        self._panes.setCurrentWidget(pane)

    def _stop(self) -> None:
        self.work.stop()
        self.pace.stop()
