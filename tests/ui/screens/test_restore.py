"""A copy brought back: the page, every way to it, drawn in every look; wrong files are told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN, DeskKind
from app.storage.backup import backups_in
from app.workspace import Desks
from tests.desk_work import MARIA, unlock
from tests.factories import FixedClock
from tests.pages import Page, UnlockPage
from tests.ui.drawing import clipped_texts, draw, dress, in_every_look
from ui.application import Shell
from ui.language import set_language
from ui.restore_door import RestoreDoor
from ui.screens.restore import Restore
from ui.session import Session
from ui.theme import ThemeChoice

PRACTICE = DeskKind.PRACTICE


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Swedish, light and of usual size afterwards."""
    yield
    set_language("sv")
    dress("light", 100)


@pytest.fixture
def code(desks: Desks) -> str:
    """A code in force, and a copy made after it."""
    opened = unlock(desks, PRACTICE, MARIA, PRACTICE_PIN)
    new = opened.recovery.make(PRACTICE_PIN)
    opened.recovery.keep(new)
    opened.backups.keep_now()
    opened.close()
    return new.code


class RestorePage(Page):
    """The page, by keyboard and mouse."""

    @property
    def root(self) -> Restore:
        """The page on view."""
        return next(one for one in self.shell.window.findChildren(Restore) if one.isVisible())

    def press(self, name: str) -> None:
        """By the keyboard."""
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def title(self) -> str:
        """The question or the step."""
        return self.find(QLabel, "restore_title").text()

    def settle(self) -> None:
        """Both lanes."""
        for _ in range(4):
            super().settle()


def asked(shell: Shell, qtbot: QtBot) -> RestorePage:
    """The page, from unlock."""
    page = UnlockPage(shell, qtbot)
    page.settle()
    page.page.restore.setFocus()
    qtbot.keyClick(page.page.restore, Qt.Key.Key_Space)
    found = RestorePage(shell, qtbot)
    found.settle()
    return found


def test_a_wrong_pin_is_told_at_the_field_and_back_leads_out_step_by_step(
    code: str, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    """R59: seen first, opened with the PIN, and nothing happens by going back."""
    assert code
    page = asked(shell, qtbot)
    page.press("restore_copy_0")
    assert page.title() == "Det här är kopian"
    assert page.says("Senast signerat i den")
    page.write("restore_pin", "000000")
    page.key(Qt.Key.Key_Return)
    assert page.says("Stämmer inte. 4 försök kvar.")
    page.write("restore_pin", PRACTICE_PIN)
    page.key(Qt.Key.Key_Return)
    assert page.title() == "Ska kopian ersätta det som finns här?"
    assert page.says("läggs undan bredvid")
    for title in ("Det här är kopian", "Återställ från säkerhetskopia"):
        page.press("restore_back")
        assert page.title() == title
    page.press("restore_back")
    assert UnlockPage(shell, qtbot).is_shown
    assert session.workspace is None


def test_a_file_that_is_no_copy_is_told_and_another_can_be_chosen(
    code: str, session: Session, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """R59: by the file dialog; what is safe is said."""
    assert (code, session.workspace) != ("", "")
    page = asked(shell, qtbot)
    other = tmp_path / "bild.intyga-backup"
    other.write_bytes(b"GIF89a" * 1000)
    page.press("restore_file")
    dialog = shell.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(other))
    dialog.close()
    page.settle()
    assert "ingen säkerhetskopia" in page.error()
    assert "Inget är ändrat." in page.error()
    page.press("restore_copy_0")
    assert page.error() == ""


def test_a_damaged_desk_offers_the_way_at_unlock(
    code: str, desks: Desks, session: Session, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """R59, R60: the file is unreadable; the copy and the PIN bring it back, said in words."""
    assert code
    (tmp_path / "desks" / "practice" / "desk.db").write_bytes(b"gone" * 5000)
    unlock_page = UnlockPage(shell, qtbot)
    unlock_page.settle()
    unlock_page.type(PRACTICE_PIN)
    assert "kan inte läsas" in unlock_page.error()
    unlock_page.press_error_offer()
    page = RestorePage(shell, qtbot)
    page.settle()
    page.press("restore_copy_0")
    page.write("restore_pin", PRACTICE_PIN)
    page.key(Qt.Key.Key_Return)
    assert page.says("inte går att läsa")
    page.press("restore_now")
    again = UnlockPage(shell, qtbot)
    again.settle()
    assert again.says("är på plats")
    assert again.says("desk.db.before-restore-")
    again.type(PRACTICE_PIN)
    assert session.workspace is not None
    assert desks.existing()


def test_on_first_start_the_code_brings_a_desk_here(
    code: str, empty_desks: Desks, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """R60: its own words for why a PIN is not enough; a new one, and unlock with it."""
    (kept,) = (tmp_path / "desks" / "practice" / "backups").iterdir()
    session = Session(shell, empty_desks, FixedClock())
    session.start()
    first = Page(shell, qtbot)
    first.settle()
    first.click("first_restore")
    page = RestorePage(shell, qtbot)
    page.settle()
    assert page.says("Inga finns bredvid arbetsbordet")
    page.root.choose.drop.dropped.emit(kept)
    page.settle()
    assert page.says("den datorns nyckelring")
    page.root.key.who.setCurrentText(MARIA)
    page.write("restore_code", code.lower())
    page.write("new_secret", "739154")
    page.write("new_secret_again", "739154")
    page.press("restore_now")
    assert page.title() == "Ska arbetsbordet flytta hit?"
    page.press("restore_now")
    again = UnlockPage(shell, qtbot)
    again.settle()
    assert again.says("Lås upp med det du nyss valde.")
    again.type("739154")
    assert session.workspace is not None
    copies = session.workspace.backups.folder
    session.close()
    assert backups_in(copies), "closing leaves a copy, as locking does"


@in_every_look
def test_nothing_is_clipped_on_any_step(
    desks: Desks,
    code: str,
    shell: Shell,
    qtbot: QtBot,
    size: QSize,
    scale: int,
    language: str,
    theme: ThemeChoice,
    tmp_path: Path,
) -> None:
    """Light and dark, both languages, small and enlarged; here and on another computer."""
    dress(theme, scale)
    set_language(language)
    name = f"restore_{theme}_{size.width()}_{scale}"
    for place, found in (("here", desks), ("there", Desks(tmp_path / "there", FixedClock()))):
        door = RestoreDoor(found, shell.background)
        shell.window.take_over(Restore(door, shell.appearance, PRACTICE))
        page = RestorePage(shell, qtbot)
        page.settle()
        (kept,) = (tmp_path / "desks" / "practice" / "backups").iterdir()
        draw(shell.window, f"{name}_{place}_choose", size)
        assert clipped_texts(page.root) == []
        page.root.open_file(kept)
        page.settle()
        draw(shell.window, f"{name}_{place}_key", size)
        assert clipped_texts(page.root) == []
        if place == "there":
            page.root.key.code.setText(code)
            for edit in (page.root.key.secret.edit, page.root.key.secret.again):
                edit.setText("739154")
        else:
            page.root.key.pin.setText(PRACTICE_PIN)
        page.root.act.click()
        page.settle()
        draw(shell.window, f"{name}_{place}_ask", size)
        assert clipped_texts(page.root) == []
        page.root.leave()
    shutil.rmtree(tmp_path / "there", ignore_errors=True)
