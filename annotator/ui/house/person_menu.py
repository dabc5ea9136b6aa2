"""The menu behind the initials: whose hand it is, another's, and the work of all."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from annotator.projects.people import People, people
from annotator.ui.controls import plain_words
from annotator.ui.dialogs.person import ask_person
from annotator.ui.house.house import House
from annotator.ui.popups import Menu

PEOPLE = "People and work…"
GAP = 4  # pixels between the button and its menu


class PersonMenu:
    """Builds the menu anew each time it opens: people come and roles change."""

    def __init__(self, house: House) -> None:
        self._house = house
        house.window.topbar.person_clicked.connect(self.open)

    def open(self) -> None:
        """Open the menu under the initials, its right edge at theirs."""
        menu = self.menu()
        if menu is None:
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self._house.window.topbar.person_button
        corner = QPoint(button.width() - menu.sizeHint().width(), button.height() + GAP)
        menu.popup(button.mapToGlobal(corner))

    def menu(self) -> QMenu | None:
        """Return the menu, or None where no project is open."""
        house = self._house
        if house.project is None:
            return None
        team = people(house.project)
        menu = Menu(house.window)
        menu.setAccessibleName("You")
        title = menu.addAction(plain_words(f"You mark as {house.author}"))
        title.setEnabled(False)
        menu.addSeparator()
        self._add_names(menu, team)
        menu.addAction("Another name…").triggered.connect(lambda _on=False: self.ask())
        if team.is_lead(house.author):
            menu.addSeparator()
            menu.addAction(PEOPLE).triggered.connect(lambda _on=False: self.show_people())
        return menu

    def ask(self) -> None:
        """Ask whose hand it is, and go on under that name."""
        self.become(ask_person(self._house.window, self._house.author))

    def become(self, name: str) -> None:
        """Go on under another name; "" and one's own change nothing."""
        house = self._house
        if name and name != house.author:
            house.keep(house.settings.with_(annotator_name=name))
            if house.project is not None:
                house.open_project(house.project.path)

    def show_team(self) -> None:
        """Show what the person may see now, as after roles or work were changed."""
        house, page = self._house, self._house.annotate
        house.window.topbar.set_pages(house.pages)
        if page is not None:
            page.refresh_queue()
            page.set_others_shown(shown=page.others_shown)
        if house.project is not None and house.window.page not in house.pages:
            house.show_page("annotate")

    def show_people(self) -> None:
        """Show people, work, rules and progress; what changed there is seen at once."""
        from annotator.ui.dialogs.people import PeopleDialog

        house = self._house
        if house.project is None or house.bridge is None:
            return
        house.bridge.desk.flush()
        dialog = PeopleDialog(house.window, house.project, house.author)
        called = [house.author]
        dialog.changed.connect(self.show_team)
        dialog.renamed.connect(called.append)
        dialog.exec()
        dialog.deleteLater()
        self.become(called[-1])
        house.show_page(house.window.page)  # by the rules of now

    def _add_names(self, menu: QMenu, team: People) -> None:
        author = self._house.author
        group = QActionGroup(menu)
        names = sorted({author, *(one.name for one in team.people)}, key=str.casefold)
        for name in names:
            role = team.role_of(name)
            words = name if role is None else f"{name} ({role.value})"
            action = menu.addAction(plain_words(words))
            action.setCheckable(True)
            action.setChecked(name == author)
            action.triggered.connect(lambda _on=False, name=name: self.become(name))
            group.addAction(action)
