"""Forgotten PIN: the page behind the link, by keyboard, in every look; the code in Settings."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN, DeskKind
from app.seal.recovery import new_recovery_code
from app.seal.vault_file import VaultFile
from app.workspace import Desks, Workspace
from tests.desk_work import MARIA, unlock
from tests.pages import UnlockPage, settle
from tests.ui.drawing import clipped_texts, draw, in_every_look, look_of
from tests.ui.screens.test_settings_accredit import shell_of
from ui.application import Shell
from ui.screens.case.pin_box import PinBox
from ui.screens.recover import Recover
from ui.screens.recovery_box import RecoveryBox
from ui.screens.settings_recovery import RecoveryCard
from ui.session import Session
from ui.theme import ThemeChoice

PRACTICE = DeskKind.PRACTICE


@pytest.fixture
def code(desks: Desks) -> str:
    """A code in force."""
    opened = unlock(desks, PRACTICE, MARIA, PRACTICE_PIN)
    new = opened.recovery.make(PRACTICE_PIN)
    opened.recovery.keep(new)
    opened.close()
    return new.code


def asked(session: Session, shell: Shell, qtbot: QtBot) -> Recover:
    """The page behind the link, reached by the keyboard."""
    page = UnlockPage(shell, qtbot)
    page.settle()
    qtbot.waitUntil(shell.window.isActiveWindow, timeout=120_000)
    link = page.page.forgotten
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    page.settle()
    return next(one for one in shell.window.findChildren(Recover) if one.isVisible())


def said(shell: Shell) -> str:
    """Everything on view."""
    return " ".join(one.text() for one in shell.window.findChildren(QLabel) if one.isVisible())


def test_without_a_code_the_page_says_what_there_is_to_do(
    session: Session, shell: Shell, qtbot: QtBot
) -> None:
    """R51: no field that could not lead anywhere; Back is at hand."""
    page = asked(session, shell, qtbot)
    assert "Ingen återställningskod är gjord" in said(shell)
    assert not page.code.isVisible()
    assert page.back.hasFocus()
    qtbot.keyClick(page.back, Qt.Key.Key_Space)
    assert UnlockPage(shell, qtbot).is_shown


def test_a_slip_is_told_at_the_field_and_pasting_works(
    code: str, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    """R51: the check is looked at before anything slow; a new PIN has to be the same twice."""
    page = asked(session, shell, qtbot)
    assert page.code.hasFocus()
    QGuiApplication.clipboard().setText(f"  {code.lower()}")
    qtbot.keyClick(page.code, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.code, Qt.Key.Key_Backspace)
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    for field, pin in ((page.secret.edit, "739154"), (page.secret.again, "739155")):
        assert field.hasFocus()
        qtbot.keyClicks(field, pin)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "De två är inte lika" in said(shell)
    qtbot.keyClick(page.secret.again, Qt.Key.Key_Backspace)
    qtbot.keyClicks(page.secret.again, "4")
    qtbot.keyClick(page.secret.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "kontrolltecken" in said(shell), timeout=120_000)
    assert page.code.hasFocus()
    assert session.workspace is None
    assert page.secret.secret == "739154"


def test_too_many_wrong_codes_are_waited_for_in_plain_sight(
    code: str, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    """R51: a code of another desk; then the button rests until the wait is over."""
    page = asked(session, shell, qtbot)
    page.secret.edit.setText("739154")
    page.secret.again.setText("739154")
    for _ in range(5):
        page.code.setText(new_recovery_code())
        qtbot.mouseClick(page.act, Qt.MouseButton.LeftButton)
        settle(shell, qtbot)
        assert "stämmer inte" in said(shell)
    page.code.setText(code)
    qtbot.mouseClick(page.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "För många försök" in said(shell), timeout=120_000)
    assert not page.act.isEnabled()


@pytest.mark.parametrize("made", [True, False], ids=["code", "no_code"])
@in_every_look
def test_nothing_is_clipped_on_the_page(
    desks: Desks,
    code: str,
    session: Session,
    shell: Shell,
    qtbot: QtBot,
    size: QSize,
    scale: int,
    language: str,
    theme: ThemeChoice,
    made: bool,
    tmp_path: Path,
) -> None:
    """Light and dark, both languages, small and enlarged."""
    if not made:
        file = VaultFile(next(tmp_path.rglob("vault.json")))
        file.write(msgspec.structs.replace(file.read(), recovery=None))
    session.start()
    page = asked(session, shell, qtbot)
    draw(shell.window, f"recover_{'code' if made else 'none'}_{theme}_{size.width()}_{scale}", size)
    assert clipped_texts(page) == []


@pytest.fixture
def workspace(desks: Desks) -> Iterator[Workspace]:
    """The practice desk, Maria signed in."""
    opened = unlock(desks, PRACTICE, MARIA, PRACTICE_PIN)
    yield opened
    opened.close()


@pytest.fixture
def settings(qapp: QApplication, workspace: Workspace) -> Iterator[Shell]:
    """A window with Settings."""
    yield from shell_of(workspace)


class Hand:
    """Somebody at the keyboard in Settings."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell, self.qtbot = shell, qtbot
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        settle(self.shell, self.qtbot)

    def press(self, name: str) -> None:
        """Press a button by the keyboard."""
        found = [b for b in self.shell.window.findChildren(QPushButton, name) if b.isVisible()]
        found[-1].setFocus()
        self.qtbot.keyClick(found[-1], Qt.Key.Key_Space)
        self.settle()

    def give(self, pin: str) -> None:
        """The PIN in the box that asks for it."""
        pad = self.shell.window.findChild(PinBox).pad
        for figure in pin:
            self.qtbot.keyClick(pad, figure)
        self.settle()

    @property
    def card(self) -> RecoveryCard:
        """The card."""
        return self.shell.window.findChild(RecoveryCard)

    @property
    def box(self) -> RecoveryBox | None:
        """The box with the code, while it is open."""
        found = [box for box in self.shell.window.findChildren(RecoveryBox) if box.isVisible()]
        return found[0] if found else None


def test_a_code_is_made_shown_once_and_holds_when_it_is_on_paper(
    settings: Shell, workspace: Workspace, qtbot: QtBot
) -> None:
    """R51: a wrong PIN first; left without saying that it is on paper, it never holds."""
    hand = Hand(settings, qtbot)
    assert "Ingen kod finns" in said(settings)
    hand.press("recovery_make")
    hand.give("000000")
    assert "stämmer inte" in said(settings)
    hand.give(PRACTICE_PIN)
    assert hand.box is not None
    assert len(hand.box.shown.text().split()) == 7
    qtbot.keyClick(hand.box, Qt.Key.Key_Escape)
    hand.settle()
    assert workspace.recovery.state().made is None
    hand.press("recovery_make")
    hand.give(PRACTICE_PIN)
    hand.press("recovery_keep")
    assert hand.box is None
    assert workspace.recovery.state().by == MARIA
    assert f"av {MARIA}" in said(settings)
    hand.press("recovery_make")
    assert "Göra en ny återställningskod?" in said(settings)
    hand.press("confirm_yes")
    hand.give(PRACTICE_PIN)
    assert hand.box is not None
    hand.press("recovery_keep")


def test_where_there_is_no_printer_the_code_is_copied_by_hand_never_saved(
    settings: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R51: no file to choose a place for; a full disk says so and the code stays on view."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    hand = Hand(settings, qtbot)
    hand.press("recovery_make")
    hand.give(PRACTICE_PIN)
    hand.press("recovery_print")
    assert "Skriv av koden för hand" in said(settings)
    assert "Spara som PDF" not in [b.text() for b in settings.window.findChildren(QPushButton)]
    qtbot.keyClick(settings.window.findChild(QLineEdit), Qt.Key.Key_Escape)


@in_every_look
def test_nothing_is_clipped_in_settings_or_on_the_code(
    desks: Desks,
    qapp: QApplication,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
    size: QSize,
    scale: int,
    language: str,
    theme: ThemeChoice,
) -> None:
    """Light and dark, both languages, small and enlarged."""
    opened = unlock(desks, PRACTICE, MARIA, PRACTICE_PIN)
    for shell in shell_of(opened, look_of(request)):
        shell.window.resize(size)
        hand = Hand(shell, qtbot)
        name = f"{theme}_{size.width()}_{scale}"
        draw(shell.window, f"settings_recovery_{name}", size)
        draw(hand.card, f"settings_recovery_card_{name}")
        assert clipped_texts(hand.card) == []
        hand.press("recovery_make")
        hand.give(PRACTICE_PIN)
        assert hand.box is not None
        draw(hand.box, f"recovery_box_{name}")
        assert clipped_texts(hand.box) == []
        assert hand.box.height() <= size.height()
        hand.press("recovery_keep")
    opened.close()
