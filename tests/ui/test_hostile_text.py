"""Hostile words wherever a text from outside is shown: no markup, no image, never slow."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QMessageBox,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.assets import default_scheme_bytes
from annotator.core.annotation import Relation, Span
from annotator.core.change import Change
from annotator.core.document import new_document
from annotator.core.problem import Fix, Problem, Severity
from annotator.editing import edits
from annotator.projects.opening import make_project
from annotator.settings import Settings
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.document_note import DocumentNoteDialog
from annotator.ui.dialogs.import_preview import EncodingDialog
from annotator.ui.dialogs.keys_help import KeysDialog
from annotator.ui.dialogs.message import Choice, MessageDialog
from annotator.ui.dialogs.paste import PasteDialog
from annotator.ui.dialogs.person import PersonDialog, RenameDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.house.house import House
from annotator.ui.house.menus import furnish
from annotator.ui.pages.start import StartPage
from annotator.ui.panels.problems.remedies import Remedies
from annotator.ui.progress import watch
from annotator.ui.tasks import Task
from annotator.ui.text.view import ArticleView
from tests.items import add_document

MOST = 1.0  # seconds of the processor: a widget that lays out markup takes minutes
IMAGE_TONE = QColor(255, 0, 255)
TEXTS: dict[str, str] = {
    "tables": "<table><tr><td>" * 20,
    "many-tables": "<table><tr><td>" * 600 + "x",
    "image": "<img src='@image'><b>bold</b>",
    "link": "<a href='file:///etc/passwd'>here</a> &amp; &lt;b&gt; & &File",
    "style": "<style>*{color:red}</style><h1 style='font-size:900px'>X</h1>",
    "bidi": "\u202egnirts\u202c \u2067x\u2069 \u200f\u200e שלום abc عربي " * 40,
    "long": "x" * 100_000,
    "long-markup": "<i>" + "word " * 20_000,
    "lines": "a\r\n\tb\n" * 4000,
    "emoji": "👨‍👩‍👧🇫🇷👍🏽" * 2000,
    "zalgo": "e" + "\u0301" * 20_000,
    "nul": "<b>several</b> a\0b<b>c\0",
    "invisible": "\ufeff\u200b\u00ad\ufffe\ufdd0\ue000",
}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a picture of one loud tone; where it is loaded, the tone is on screen."""
    path = tmp_path_factory.mktemp("image") / "loud.png"
    made = QImage(400, 400, QImage.Format.Format_RGB32)
    made.fill(IMAGE_TONE)
    assert made.save(str(path))
    return path.as_uri()


@pytest.fixture(params=list(TEXTS))
def words(request: pytest.FixtureRequest, image: str) -> str:
    return TEXTS[request.param].replace("@image", image)


def _scheme_of(words: str) -> bytes:
    """Return a scheme whose titles, definitions and values are hostile; names stay names."""
    scheme = json.loads(default_scheme_bytes())
    for label in scheme["labels"]:
        label |= {"title": words, "definition": words, "boundary": words}
        for attribute in label["attributes"]:
            attribute |= {"title": words, "note": words}
            attribute["values"].append(words)
    for relation in scheme["relations"]:
        relation["title"] = words
    return json.dumps(scheme).encode()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, words: str) -> Iterator[House]:
    """A window in which whatever can be is called by the hostile words."""
    words = words.replace("\0", "")  # no file may hold it in a text
    path = (
        tmp_path / f"{words[:20].replace('/', ' ')}.quoth" if "\n" not in words else tmp_path / "p"
    )
    project = make_project(path, name=words, scheme=_scheme_of(words))
    text = f"{words}\n\n“Nobody asked us,” said Odalys Fenn. {words[:3000]}"
    document = replace(
        new_document("first", text, title=words), meta={"source": words, "published": words}
    )
    add_document(project.store, document)
    project.close()
    house = House(Settings(annotator_name=words))
    furnish(house)
    assert house.open_project(path)
    house.window.show()
    yield house
    house.window.close()
    house.window.deleteLater()


def _problem(words: str, *, accepted: str = "") -> Problem:
    fixes = (Fix(words, Change(words)), Fix(words, Change(words)))
    return Problem("W01", Severity.WARNING, words, ("s1",), 0, 9, fixes, accepted)


def _fill(house: House, words: str) -> None:
    """Mark, annotate and tell with hostile words, so that every panel has something to show."""
    assert house.bridge is not None
    assert house.annotate is not None
    bridge, parts = house.bridge, house.annotate.parts
    article = bridge.article
    assert article is not None
    text = article.text
    labels = list(house.annotate.scheme.label_by_name)
    wide = Span("s1", labels[2], 0, len(text), text, (("form", words),), words, words)
    start = text.index("Odalys")
    tall = Span("s2", labels[3], start, start + 11, text[start : start + 11], (), words)
    odd = Span("s3", words[:40], start, start + 6, "Odalys")
    kinds = [kind.name for kind in house.annotate.scheme.relations]
    tied = Relation("r1", kinds[0], "s1", "s2", words)
    stray = Relation("r2", words[:60], "s1", "s3")
    bridge.do(Change(words, (), (wide, tall, odd, tied, stray)))
    bridge.do(edits.set_status(article.items, "discarded", words))
    parts.problems.set_problems([_problem(words), _problem(words, accepted=words)], text)
    parts.problems.set_current(_problem(words))
    house.annotate.marking.focus("s1")
    house.annotate.linking.walk()
    bridge.told.emit(words)
    parts.find_bar.open()
    parts.find_bar.wanted.emit(words, 0)
    parts.queue.search.setText(words[:3000])
    parts.queue.set_pace(words)
    house.window.topbar.set_not_saved(words)
    house.window.topbar.set_pages([words, "annotate"])
    assert bridge.desk.flush()


def _assert_plain(widgets: list[QWidget]) -> None:
    for widget in widgets:
        name = f"{type(widget).__name__} {widget.objectName()}"
        assert not isinstance(widget, QMessageBox | QTextBrowser), name
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText or not widget.text(), name
            assert not widget.openExternalLinks()
        if isinstance(widget, QTextEdit):
            assert isinstance(widget, ArticleView), name
        if isinstance(widget, QAbstractButton):
            assert len(widget.text()) < 2000, name
        _assert_plain_tip(widget.toolTip(), name)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            _assert_plain_model(widget.model(), name)


def _assert_plain_tip(tip: str, name: str) -> None:
    if "<" in tip:
        assert tip.startswith("<qt>"), name
        assert tip.endswith("</qt>"), name
        assert "<" not in tip.removeprefix("<qt>").removesuffix("</qt>"), name
    assert len(tip) < 3000, name


def _assert_plain_model(model: QAbstractItemModel, name: str) -> None:
    for row in range(min(model.rowCount(), 20)):
        tip = model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
        _assert_plain_tip(str(tip or ""), name)


def _assert_quick_and_no_image(widget: QWidget) -> None:
    """Paint a widget; the second look counts, if the first was disturbed."""
    spent = []
    for _ in range(3):
        began = process_time()
        picture = widget.grab().toImage()
        spent.append(process_time() - began)
        if spent[-1] < MOST:
            break
    name = f"{type(widget).__name__} {widget.objectName()}"
    assert min(spent) < MOST, f"{name} took {min(spent):.2f} s"
    loud = sum(
        picture.pixelColor(x, y) == IMAGE_TONE
        for x in range(0, picture.width(), 12)
        for y in range(0, picture.height(), 12)
    )
    assert loud < 20, f"{name} shows the picture"


def _below(widget: QWidget) -> list[QWidget]:
    return [widget, *widget.findChildren(QWidget)]


def test_every_widget_of_the_window_shows_them_as_they_are(house: House, words: str) -> None:
    began = process_time()
    _fill(house, words)
    assert process_time() - began < 10 * MOST
    _assert_plain(_below(house.window))
    for widget in _below(house.window):
        if widget.isVisible() and widget.width() > 0:
            _assert_quick_and_no_image(widget)
    for menu in house.window.findChildren(QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly):
        for action in menu.actions():
            _assert_plain_tip(action.toolTip(), "a menu")


def test_the_pages_beside_the_article_show_them_as_they_are(
    qtbot: QtBot, house: House, words: str
) -> None:
    _fill(house, words)
    house.show_page("export")
    assert house.export is not None
    qtbot.waitUntil(lambda: house.export is None or not house.export.busy, timeout=30_000)
    house.export.form.annotator.addItem(words, words)
    house.export._say(words, words)
    start = StartPage(house.look)
    qtbot.addWidget(start)
    start.set_recent([Path("/nowhere") / words.replace("/", "")[:200], Path(words[:4000])])
    start.show()
    for page in (house.export, start, house.window.topbar):
        _assert_plain(_below(page))
        for widget in _below(page):
            if widget.isVisible():
                _assert_quick_and_no_image(widget)


def _refused_name(dialog: RenameDialog) -> RenameDialog:
    dialog.take()
    return dialog


@pytest.mark.parametrize(
    "make",
    [
        lambda words: MessageDialog(None, words, words, [Choice("a", words), Choice("b", words)]),
        lambda words: ReasonDialog(None, words, [words, words]),
        lambda words: DocumentNoteDialog(None, words, words, keep=words),
        lambda words: EncodingDialog(None, words, words.encode(errors="replace"), [words[:9]]),
        lambda words: KeysDialog(None, [(words, [(words, words), ([words, words], words)])]),
        lambda words: PersonDialog(None, words),
        lambda words: _refused_name(RenameDialog(None, words, lambda _name: words)),
        lambda _words: PasteDialog(None),
        lambda _words: AboutDialog(None),
        lambda words: Remedies(_problem(words, accepted=words)),
    ],
    ids=[
        *("message", "reason", "document note", "encoding", "keys", "person", "rename", "paste"),
        "about",
        "remedies",
    ],
)
def test_every_dialog_shows_them_as_they_are(
    qtbot: QtBot, make: Callable[[str], QWidget], words: str
) -> None:
    began = process_time()
    dialog = make(words)
    qtbot.addWidget(dialog)
    dialog.show()
    assert process_time() - began < 4 * MOST
    assert dialog.width() < 4000
    _assert_plain(_below(dialog))
    for widget in _below(dialog):
        if widget.isVisible():
            _assert_quick_and_no_image(widget)


def test_the_progress_of_files_with_such_names(qtbot: QtBot, words: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    strip = watch(Task(lambda progress: progress(1, 2, words), "Importing"), window)
    strip.show_progress(1, 2, words)
    strip.show()
    _assert_plain(_below(window))
    assert len(strip.accessibleDescription()) < 300
    _assert_quick_and_no_image(window)
