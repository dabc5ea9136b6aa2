"""The main window: places the pages, the menu and the drop; no logic."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from annotator.settings import Settings
from annotator.ui.errors import override
from annotator.ui.theme import Look

if TYPE_CHECKING:
    from annotator.ui.panels.drop_sign import DropSign
    from annotator.ui.panels.topbar import TopBar

BAR_HEIGHT = 48  # pixels kept free on top until the bar is made
TITLE_HEIGHT = 40  # pixels that the frame takes above a window, at most


class MainWindow(QMainWindow):
    """A bar on top, a page below it. Files dropped anywhere are told as paths."""

    closing = Signal()
    files_dropped = Signal(object)  # list[Path]

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pages = QStackedWidget()
        self._names: dict[str, QWidget] = {}
        self._sign: DropSign | None = None  # while files are dragged over the window
        centre = QWidget()
        self._column = QVBoxLayout(centre)
        self._column.setContentsMargins(0, BAR_HEIGHT, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._pages, 1)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.setWindowTitle("Quoth")

    @cached_property
    def topbar(self) -> "TopBar":
        """Return the bar on top; it is made when first asked for: after the first paint."""
        from annotator.ui.panels.topbar import TopBar

        bar = TopBar(self._look)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.insertWidget(0, bar)
        bar.show()  # at once: Qt would do it in the next turn only
        return bar

    def add_page(self, name: str, page: QWidget) -> None:
        """Put a page into the window, in the place of one of the same name."""
        self.remove_page(name)
        self._names[name] = page
        self._pages.addWidget(page)

    def remove_page(self, name: str) -> None:
        """Take a page out of the window."""
        page = self._names.pop(name, None)
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self._pages.setCurrentWidget(self._names[name])
        if "topbar" in self.__dict__:
            self.topbar.set_page(name)

    @property
    def page(self) -> str:
        """Return the name of the page in front, "" for none."""
        shown = self._pages.currentWidget()
        return next((name for name, page in self._names.items() if page is shown), "")

    @override(lambda: False)
    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 as Qt has it
        """Let Tab go through the window as it is read."""
        from annotator.ui.tabs import next_stop, take_keyboard

        stop = next_stop(self, self.focusWidget(), forward=next)
        if stop is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        take_keyboard(stop, reason)
        return True

    @override()
    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes; whoever hears it waits for the disk."""
        self.closing.emit()
        super().closeEvent(event)

    @override()
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files, nothing else, and show what a drop would do."""
        paths = _paths(event)
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_sign(paths)

    @override()
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing of it any more."""
        self._show_sign([])

    @override()
    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        self._show_sign([])
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _show_sign(self, paths: list[Path]) -> None:
        """Lay over the window what a drop of some files would do; none take it away."""
        from annotator.ui.dialogs.frame import paper_theme
        from annotator.ui.panels.drop_sign import DropSign

        if self._sign is not None:
            self._sign.hide()
            self._sign.deleteLater()
        self._sign = DropSign(self, paths, paper_theme()) if paths else None


def restore_place(window: QMainWindow, settings: Settings) -> None:
    """Put a window where it stood when it was closed last; at first it fills a small screen."""
    if settings.geometry:
        window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
    elif not _has_room(window):
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _has_room(window: QMainWindow) -> bool:
    """Tell whether a window finds room on its screen, with the frame that it will get."""
    room, size = window.screen().availableSize(), window.size()
    return size.width() <= room.width() and size.height() + TITLE_HEIGHT <= room.height()


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile()]
