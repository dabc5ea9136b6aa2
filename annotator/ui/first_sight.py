"""What a person sees first: the article with its marks, before the rest of the window is made."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.projects import articles
from annotator.projects.opening import Project
from annotator.projects.people import who_am_i
from annotator.settings import Position, Settings
from annotator.ui.bridge import DeskBridge
from annotator.ui.errors import override
from annotator.ui.pages.annotate.parts import AnnotateParts
from annotator.ui.style import dress
from annotator.ui.theme import look_of, theme_named
from annotator.ui.window import MainWindow, restore_place

PAGE = "first sight"
PATIENCE = 400  # milliseconds: a window that is not painted by then lies behind others
ASKING = {
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.DragEnter,
    QEvent.Type.Close,
}


class FirstSight(QObject):
    """A window that shows the open project's article where the page will show it.

    `seen` comes once: after the paint, or before that as soon as the person asks something of the
    window. Who hears it makes the rest at once, so that no key and no click is lost.
    """

    seen = Signal()

    def __init__(self, settings: Settings, project: Project) -> None:
        super().__init__()
        self.project = project
        self._mine_alone = not settings.all_articles
        look = look_of(project.scheme, theme_named(settings.theme))
        dress(look.theme)
        self.window = MainWindow(look)
        self.bridge = DeskBridge(project, settings.annotator_name or who_am_i())
        self.parts = AnnotateParts(look)
        self.parts.view.set_scale(settings.text_size)
        self.parts.restore_sizes(settings.splitters)
        self.window.add_page(PAGE, _holding(self.parts))
        self.window.show_page(PAGE)
        restore_place(self.window, settings)
        self.place = settings.positions.get(project.id, Position())
        self._sheet = self.parts.view.viewport()
        self._handle: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)

    def show(self) -> None:
        """Show the window, with the article of last time in it, or the first unfinished one."""
        author = self.bridge.desk.author
        mine = articles.given_to(self.project, author) if self._mine_alone else frozenset()
        found = first_article(self.project, author, self.place.document, mine)
        if found:
            self._show_article(found)
        self._sheet.installEventFilter(self)
        self._timer.start(PATIENCE)
        self.window.show()
        self._handle = self.window.windowHandle()
        self._handle.installEventFilter(self)
        self.window.installEventFilter(self)  # keys come here, before shortcuts are looked up

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint of the article, and for whatever the person does."""
        if event.type() in ASKING:
            self._tell()
        elif watched is self._sheet and event.type() == QEvent.Type.Paint:
            self._timer.start(0)  # once all in the window was painted
        return False

    def _show_article(self, document_id: str) -> None:
        article = self.bridge.desk.open(document_id)
        view, marks = self.parts.view, article.marks
        view.show_article(article.text, article.regions, marks.spans, marks.relations)
        self.parts.heading.show_article(article.document, marks.status, article.regions)
        if document_id == self.place.document:
            view.scroll_to_offset(self.place.offset)

    def _tell(self) -> None:
        self._timer.stop()
        if self._handle is None:
            return
        for watched in (self._sheet, self.window, self._handle):
            watched.removeEventFilter(self)
        self._handle = None
        self.seen.emit()


def _holding(parts: QWidget) -> QWidget:
    """Return a page that holds the parts until the page of the house takes them over."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(parts)
    return page


def first_article(
    project: Project, author: str, wanted: str, mine: frozenset[str] = frozenset()
) -> str:
    """Return the id of the article to begin with: the wanted one, else the first unfinished one.

    `mine` are the ids that alone count where there are any. "" where there is no article.
    """
    entries = articles.articles(project)
    ids = [entry.id for entry in entries if not mine or entry.id in mine]
    if wanted in ids:
        return wanted
    own = set(ids)
    fresh = (one.id for one in entries if one.id in own and one.of(author).state == "none")
    return next(fresh, ids[0] if ids else "")
