"""Articles in, from the window: dropped, pasted, refused, split, stopped."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotator.cli.app import run
from annotator.projects.opening import make_project
from annotator.ui.dialogs.import_preview import EncodingDialog
from annotator.ui.dialogs.paste import PasteDialog
from annotator.ui.house.house import House
from annotator.ui.panels.drop_sign import DropSign
from annotator.ui.tasks import running_tasks
from tests.journeys.conftest import TEXT, Answers
from tests.journeys.person import CTRL, SHIFT, K, Person

Open = Callable[[Path | None], House]


COPY, PLACE = Qt.DropAction.CopyAction, QPointF(300, 300)
BUTTONS, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _drop(person: Person, *urls: QUrl) -> bool:
    """Drop files on the window as the desktop does; tell whether the drag was taken."""
    taken, data = _drag(person, *urls)
    if taken:
        drop = QDropEvent(PLACE, COPY, data, BUTTONS, NO_KEYS, QEvent.Type.Drop)
        QApplication.sendEvent(person.house.window, drop)
    return taken


def _drag(person: Person, *urls: QUrl) -> tuple[bool, QMimeData]:
    """Drag files over the window; tell whether they are taken, and what is dragged."""
    data = QMimeData()
    data.setUrls(urls)
    enter = QDragEnterEvent(PLACE.toPoint(), COPY, data, BUTTONS, NO_KEYS)
    enter.ignore()
    QApplication.sendEvent(person.house.window, enter)
    return enter.isAccepted(), data


def _signs(person: Person) -> list[str]:
    """What lies over the window while files are dragged over it."""
    return [one.words for one in person.house.window.findChildren(DropSign) if one.isVisible()]


def _files(*paths: Path) -> list[QUrl]:
    return [QUrl.fromLocalFile(str(path)) for path in paths]


def _wait(person: Person) -> None:
    person.qtbot.waitUntil(lambda: not running_tasks(), timeout=20_000)


def _titles(person: Person) -> list[str]:
    return [row.title for row in person.page.parts.queue.model.rows]


def test_dropped_files_come_in_beside_one_s_work(person: Person, tmp_path: Path) -> None:
    first, second = tmp_path / "one.txt", tmp_path / "two.txt"
    first.write_text("A new article\n\nWith words.\n", encoding="utf-8")
    second.write_bytes("\ufeffWindows\r\n\r\nnaïve “words”\r\n".encode())
    assert _drop(person, *_files(first, second))
    person.go_to("Odalys")
    person.press(K.Key_Right, SHIFT)
    person.press(K.Key_A)
    _wait(person)
    assert len(_titles(person)) == 5
    assert person.text == TEXT
    assert person.spans == [("actor", "Odalys")]
    person.assert_screen_desk_store_and_journal_agree()


def test_an_empty_project_says_how_articles_come_in_until_one_is_there(
    open_house: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "empty.quoth"
    make_project(path, name="Empty").close()
    person = Person(qtbot, open_house(path))
    blank = person.page.parts.blank
    assert blank.isVisible()
    assert blank.geometry() == person.view.rect()
    assert "Ctrl+I" in blank.text()
    first = tmp_path / "one.txt"
    first.write_text("A new article\n\nWith words.\n", encoding="utf-8")
    assert _drop(person, *_files(first))
    _wait(person)
    assert not blank.isVisible()
    assert person.view.hasFocus()


def test_the_same_text_again_is_known(person: Person, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text(TEXT, encoding="utf-8")
    assert _drop(person, *_files(again))
    _wait(person)
    assert len(_titles(person)) == 3
    assert "1 known already" in person.heard[-1]


def test_what_is_refused_is_named_and_the_rest_comes_in(
    person: Person, tmp_path: Path, answers: Answers
) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("Fine words.\n", encoding="utf-8")
    empty.write_bytes(b"")
    answers.give("Close")
    assert _drop(person, *_files(good, empty))
    _wait(person)
    person.qtbot.waitUntil(lambda: bool(answers.asked))
    assert "1 article added, 1 refused" in answers.asked[0]
    assert "empty.txt" in answers.asked[0]
    assert len(_titles(person)) == 4


def test_what_came_in_after_a_question_is_in_the_one_sentence_at_the_end(
    person: Person,
    tmp_path: Path,
    answers: Answers,
    when_shown: Callable[[type[QDialog], Callable[[QDialog], object]], None],
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Fine words.\n", encoding="utf-8")
    (folder / "latin.txt").write_bytes("Café owner denies éverything\n".encode("cp1252"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nul.txt").write_bytes(b"abc\0def ghi")

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, EncodingDialog)
        dialog.choice.setCurrentText("cp1252")
        dialog.accept()

    when_shown(EncodingDialog, choose)
    answers.give("Close")
    assert _drop(person, *_files(folder))
    person.qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    _wait(person)
    (said,) = answers.asked
    assert said.startswith("2 articles added, 2 refused.")
    assert "save it as UTF-8 and bring it in again" in said
    assert "--" not in said, "nothing to be typed"
    assert len(_titles(person)) == 5


def test_files_that_are_dragged_over_the_window_are_awaited_in_sight(
    person: Person, tmp_path: Path
) -> None:
    urls = _files(tmp_path / "one.txt", tmp_path / "two.txt")
    assert _drag(person, *urls)[0]
    assert _signs(person) == ["Drop to bring in 2 files and folders"]
    QApplication.sendEvent(person.house.window, QDragLeaveEvent())
    assert _signs(person) == []
    assert not _drag(person, QUrl("https://example.org/a.txt"))[0]
    assert _signs(person) == []
    assert _drag(person, *_files(tmp_path / "other.quoth"))[0]
    assert _signs(person) == ["Drop to open the project other.quoth"]
    (tmp_path / "one.txt").write_text("Fine words.\n", encoding="utf-8")
    assert _drop(person, urls[0])
    assert _signs(person) == []
    _wait(person)


def test_a_project_that_is_dropped_is_opened(person: Person, tmp_path: Path) -> None:
    other = tmp_path / "other.quoth"
    make_project(other, name="Other").close()
    assert _drop(person, *_files(other))
    assert person.house.project is not None
    assert person.house.project.name == "Other"


@pytest.mark.parametrize("url", ["https://example.org/a.txt", "data:text/plain,x"])
def test_addresses_of_the_net_are_not_taken(person: Person, url: str) -> None:
    assert not _drop(person, QUrl(url))


def test_without_a_project_a_drop_is_answered_with_what_to_do(
    person: Person, tmp_path: Path, answers: Answers
) -> None:
    article = tmp_path / "one.txt"
    article.write_text("Words.", encoding="utf-8")
    person.house.close_project()
    answers.give("Close")
    _drop(person, *_files(article))
    person.qtbot.waitUntil(lambda: bool(answers.asked))
    assert "Open or make a project first" in answers.asked[0]


def test_a_pasted_article_is_kept_as_it_was(
    person: Person,
    when_shown: Callable[[type[QDialog], Callable[[QDialog], object]], None],
    answers: Answers,
) -> None:
    answers.give("Close")  # what cannot be seen in it is told
    text = "Pasted\u00a0words\r\nof 👩‍👧 another\u2028kind"

    def paste(dialog: QDialog) -> None:
        assert isinstance(dialog, PasteDialog)
        data = QMimeData()
        data.setText(text)
        dialog.title.setText("By hand")
        dialog.box.insertFromMimeData(data)
        dialog.accept()

    when_shown(PasteDialog, paste)
    person.press(K.Key_V, CTRL | SHIFT)
    assert _titles(person)[-1] == "By hand"
    person.page.parts.queue.opened.emit(person.page.parts.queue.model.rows[-1].id)
    assert person.text == text


def test_marks_that_come_in_for_the_open_article_are_shown(
    person: Person, tmp_path: Path, project_path: Path, qtbot: QtBot, open_house: Open
) -> None:
    person.go_to("Odalys")
    person.press(K.Key_Right, SHIFT, times=2)
    person.press(K.Key_A)
    person.press(K.Key_Return, CTRL)
    author = person.house.author
    person.leave()
    out, target = tmp_path / "dataset", tmp_path / "target.quoth"
    assert run(["export", str(project_path), str(out), "--allow-problems"]) == 0
    with make_project(target, name="Target"):
        pass
    article = tmp_path / "ferry.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert run(["import", str(target), str(article)]) == 0
    later = Person(qtbot, open_house(target))
    assert later.spans == []
    later.house.keep(later.house.settings.with_(annotator_name=author))
    assert _drop(later, *_files(out / "data" / "train.jsonl"))
    _wait(later)
    qtbot.waitUntil(lambda: later.spans == [("actor", "Odalys Fenn")])
    later.assert_screen_desk_store_and_journal_agree()


def test_two_stories_of_one_file_become_two_articles(
    qtbot: QtBot, open_house: Open, shared: Path, tmp_path: Path, answers: Answers
) -> None:
    seed, project = next((shared / "seeds").glob("*.txt")), tmp_path / "seed.quoth"
    shutil.copy(seed, tmp_path / "seed.txt")
    assert run(["new", str(project)]) == 0
    assert run(["import", str(project), str(tmp_path / "seed.txt")]) == 0
    person = Person(qtbot, open_house(project))
    whole = person.text
    assert "2 stories" in person.page.parts.heading.split_button.text()
    answers.give("Split")
    person.page.parts.heading.split_button.click()
    assert len(answers.asked) == 1
    assert "A split cannot be taken back." in answers.asked[0]
    assert len(_titles(person)) == 2
    parent = person.article.document.parent
    assert parent is not None
    assert whole[parent.base :].startswith(person.text)
    person.back()
    person.press(K.Key_Z)
    assert person.heard[-1].startswith("A split cannot be taken back.")
    person.press(K.Key_Z)
    assert person.heard[-1] == "Nothing to undo."


def test_a_folder_can_be_stopped_and_what_came_in_is_whole(
    person: Person, tmp_path: Path, answers: Answers
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number}.txt").write_text(f"Article {number}\n\nWords.\n", encoding="utf-8")
    answers.give("Close")
    assert _drop(person, *_files(folder))
    person.qtbot.waitUntil(lambda: bool(running_tasks()))
    for task in running_tasks():
        task.cancel()
    _wait(person)
    project = person.house.project
    assert project is not None
    stored = project.store.rows("SELECT count(*) FROM document")[0][0]
    assert stored == project.store.rows("SELECT count(*) FROM document_text")[0][0]
    assert len(_titles(person)) == stored


def test_the_window_closes_while_an_import_runs(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"Article {number}\n\nWords.\n", encoding="utf-8")
    assert _drop(person, *_files(folder))
    person.leave()
    _wait(person)
    assert person.house.project is None
