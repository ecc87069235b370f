"""Settings: when the newest copy was made, a second place, and everything checked on request."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.domain.text import Language
from app.storage.backup import backups_in
from app.workspace import Workspace
from tests.pages import SettingsPage
from tests.ui.drawing import clipped_texts, draw, in_every_look
from ui.application import Shell
from ui.screens.settings_keeping import KeepingCard
from ui.session import Session
from ui.theme import ThemeChoice
from ui.widgets.labels import TextLabel


@pytest.fixture
def desk(open_desk: Workspace) -> Workspace:
    """The desk in the window."""
    return open_desk


@pytest.fixture
def card(desk: Workspace, shell: Shell, qtbot: QtBot) -> KeepingCard:
    """The card in its room."""
    assert desk.assessor
    SettingsPage(shell, qtbot).visit()
    made = shell.window.findChild(KeepingCard)
    assert made is not None
    qtbot.waitUntil(lambda: bool(_says(made, "keeping_newest")), timeout=120_000)
    return made


def test_a_copy_is_made_and_its_time_is_said(
    card: KeepingCard, desk: Workspace, qtbot: QtBot
) -> None:
    """R59: true words, read from the folder itself."""
    assert _says(card, "keeping_newest") == "Ingen säkerhetskopia än"
    card.now.click()
    qtbot.waitUntil(lambda: "Senaste" in _says(card, "keeping_newest"), timeout=120_000)
    assert desk.backups.state().newest is not None


def test_a_stick_gets_the_copies_too_and_is_missed_when_it_is_gone(
    card: KeepingCard, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    card.keep_in(stick)
    qtbot.waitUntil(lambda: "Även i" in _says(card, "keeping_second"), timeout=120_000)
    (kept,) = stick.iterdir()
    kept.unlink()
    stick.rmdir()
    card.load()
    qtbot.waitUntil(lambda: "inte ansluten" in _says(card, "keeping_second"), timeout=120_000)
    card.leave.click()
    qtbot.waitUntil(lambda: "till exempel" in _says(card, "keeping_second"), timeout=120_000)
    assert not card.leave.isVisible()


def test_everything_is_checked_and_each_difference_is_named(
    card: KeepingCard, desk: Workspace, qtbot: QtBot
) -> None:
    """I1: in words, with what can be done; made again on request, and then all holds."""
    card.verify.click()
    qtbot.waitUntil(lambda: "Allt stämmer" in _says(card, "keeping_result"), timeout=120_000)
    assert not card.again.isVisible()
    with desk.desk.database.transaction() as session:
        session.execute(text("UPDATE people SET name = 'Bent' WHERE line = 1"))
    card.verify.click()
    qtbot.waitUntil(lambda: "1 avvikelse" in _says(card, "keeping_result"), timeout=120_000)
    assert "Personens uppgifter" in _says(card, "keeping_result")
    assert "kan göras på nytt" in _says(card, "keeping_result")
    card.again.click()
    qtbot.waitUntil(lambda: "Allt stämmer" in _says(card, "keeping_result"), timeout=120_000)
    assert not card.again.isVisible()
    assert desk.backups.state().newest is not None


def test_locking_leaves_a_copy(session: Session, desk: Workspace, qtbot: QtBot) -> None:
    """R59: what was done is in it; a lock with nothing new makes none."""
    folder = desk.backups.folder
    assert not backups_in(folder)
    session.lock()
    qtbot.waitUntil(lambda: bool(backups_in(folder)), timeout=120_000)


@in_every_look
def test_nothing_is_clipped(
    card: KeepingCard,
    desk: Workspace,
    shell: Shell,
    qtbot: QtBot,
    size: QSize,
    scale: int,
    language: Language,
    theme: ThemeChoice,
) -> None:
    """Drawn in its room, after a copy and a check that found something to make again."""
    desk.backups.keep_now()
    with desk.desk.database.transaction() as session:
        session.execute(text("UPDATE people SET name = 'Bent' WHERE line = 1"))
    made = KeepingCard(desk.backups, desk.log_check, shell.background)
    qtbot.addWidget(made)
    made.show()
    made.load()
    made.check_all()
    qtbot.waitUntil(made.again.isVisible, timeout=120_000)
    qtbot.waitUntil(lambda: bool(_says(made, "keeping_newest")), timeout=120_000)
    width = 420 * scale // 100
    draw(made, f"settings_keeping_{language}_{theme}_{scale}", QSize(width, 560 * scale // 100))
    assert not clipped_texts(made)


def _says(card: QWidget, name: str) -> str:
    label = card.findChild(TextLabel, name)
    assert label is not None
    return label.text()
