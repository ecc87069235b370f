"""Unlock: who works, the PIN, what a wrong one says, which desk it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN, DeskKind
from app.seal.vault import TooManyTries, WrongSecret
from app.workspace import Desks
from tests.pages import UnlockPage
from ui.application import Shell
from ui.session import Session


@pytest.fixture
def page(session: Session, shell: Shell, qtbot: QtBot) -> UnlockPage:
    """The unlock screen with its people."""
    made = UnlockPage(shell, qtbot)
    made.settle()
    return made


def test_everybody_is_shown_with_the_state_of_the_accreditation(
    page: UnlockPage, desks: Desks
) -> None:
    tiles = [
        page.find(QAbstractButton, f"assessor_{card.id}")
        for card in desks.assessors(DeskKind.PRACTICE)
    ]
    spoken = [f"{tile.accessibleName()}. {tile.accessibleDescription()}" for tile in tiles]
    assert any("Maria Sandberg" in words and "Går ut om 27 dagar" in words for words in spoken)
    assert any("Olof Hedberg" in words and "Gick ut" in words for words in spoken)


def test_the_practice_desk_is_unmistakable_and_tells_its_pin(
    page: UnlockPage, shell: Shell
) -> None:
    assert PRACTICE_PIN in page.note
    assert shell.window.findChild(object, "practice_band").isVisible()
    assert page.page.secret.button.text() == "Lås upp övning"


def test_the_right_pin_on_the_keypad_opens_the_desk(
    page: UnlockPage, session: Session, shell: Shell
) -> None:
    page.press(PRACTICE_PIN)
    assert session.workspace is not None
    assert session.workspace.assessor.name == "Maria Sandberg"
    assert shell.window.here == "today"


def test_the_keyboard_opens_the_desk_as_somebody_else(
    page: UnlockPage, session: Session, desks: Desks
) -> None:
    per = next(c for c in desks.assessors(DeskKind.PRACTICE) if c.name == "Per Nyström")
    page.click(f"assessor_{per.id}")
    page.type(PRACTICE_PIN)
    assert session.workspace is not None
    assert session.workspace.assessor.name == "Per Nyström"


def test_a_wrong_pin_says_how_many_tries_are_left_and_is_forgotten(
    page: UnlockPage, session: Session
) -> None:
    page.press("654321")
    assert session.workspace is None
    assert "Fel PIN-kod" in page.note
    assert "4 försök kvar" in page.note
    assert page.page.secret.pad.pin == ""


def test_after_too_many_tries_the_wait_is_counted_down_and_nothing_is_taken(
    page: UnlockPage, session: Session
) -> None:
    for _ in range(5):
        page.press("654321")
    page.page._on_refused(TooManyTries(65))
    assert "1:05" in page.note
    assert not page.page.secret.pad.isEnabled()
    page.page._on_second()
    assert "1:04" in page.note
    for _ in range(64):
        page.page._on_second()
    assert page.page.secret.pad.isEnabled()
    assert session.workspace is None


def test_the_last_try_says_that_the_next_has_to_wait(page: UnlockPage) -> None:
    page.page._on_refused(WrongSecret(0))
    assert "får vänta" in page.note


def test_a_passphrase_is_asked_for_where_a_pin_is_not_enough(page: UnlockPage) -> None:
    page.page.secret.show_desk(practice=False, passphrase=True)
    assert page.sees("passphrase")
    assert not page.sees("pin_pad")
    page.write("passphrase", "kort")
    assert not page.page.secret.button.isEnabled()
    page.write("passphrase", "korrekt häst batteri")
    with page.qtbot.waitSignal(page.page.secret.given, timeout=120_000) as given:
        page.key(Qt.Key.Key_Return)
    assert given.args == ["korrekt häst batteri"]


def test_the_language_switches_at_once_and_back(page: UnlockPage) -> None:
    page.click("en")
    assert page.says("Welcome. Who is working today?")
    page.click("sv")
    assert page.says("Välkommen. Vem arbetar idag?")


def test_the_real_desk_that_is_not_there_leads_to_joining_a_region(
    page: UnlockPage, shell: Shell
) -> None:
    page.click(f"desk_{DeskKind.REAL}")
    assert shell.window.findChild(object, "enrol").isVisible()
