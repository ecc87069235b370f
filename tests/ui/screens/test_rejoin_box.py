"""Settings after a recovery at a real desk: what waits is said, a code from the node ends it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.desks import DeskKind
from app.workspace import Workspace
from tests.node_thread import NodeThread
from tests.pages import settle
from tests.real_desk import ELIN, MARIA, PIN, RealDesk, region
from tests.ui.drawing import clipped_texts, draw, in_every_look, look_of
from tests.ui.screens.test_settings_accredit import shell_of
from ui.application import Shell
from ui.screens.rejoin_box import RejoinBox
from ui.screens.settings_recovery import RecoveryCard
from ui.theme import ThemeChoice

REAL, NEW_PIN = DeskKind.REAL, "648201"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeThread]:
    """A region's node."""
    running = region(tmp_path_factory.mktemp("region"))
    yield running
    running.stop()


@pytest.fixture
def workspace(node: NodeThread, tmp_path: Path) -> Iterator[Workspace]:
    """Maria in again by her code."""
    real = RealDesk(tmp_path / "desks", node)
    first = real.unlock()
    new = first.recovery.make(PIN)
    first.recovery.keep(new)
    first.close()
    opened = real.desks.recover(REAL, real.desks.assessors(REAL)[0].id, new.code, NEW_PIN)
    yield opened
    opened.close()


@pytest.fixture
def shell(
    qapp: QApplication, workspace: Workspace, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """A window with Settings."""
    yield from shell_of(workspace, look_of(request))


def opened(shell: Shell, qtbot: QtBot) -> RejoinBox:
    """The box, by the keyboard."""
    settle(shell, qtbot)
    button = shell.window.findChild(QPushButton, "rejoin_open")
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    box = shell.window.findChild(RejoinBox)
    assert box is not None
    qtbot.waitExposed(box)
    return box


def said(shell: Shell) -> str:
    """Everything on view."""
    return " ".join(one.text() for one in shell.window.findChildren(QLabel) if one.isVisible())


def give(box: RejoinBox, code: str, shell: Shell, qtbot: QtBot) -> None:
    """Type a code in place of what stands there, and Enter."""
    box.code.selectAll()
    qtbot.keyClicks(box.code, code)
    qtbot.keyClick(box.code, Qt.Key.Key_Return)
    settle(shell, qtbot)


def test_the_nodes_code_ends_the_wait(
    shell: Shell, workspace: Workspace, node: NodeThread, qtbot: QtBot
) -> None:
    """R51: nothing, a wrong code, the right one; then nothing of it is left on the card."""
    box = opened(shell, qtbot)
    assert "Noden känner inte din nya plomb än" in said(shell)
    qtbot.keyClick(box.code, Qt.Key.Key_Return)
    assert "Skriv koden." in said(shell)
    give(box, "AAAA-BBBB-CCCC", shell, qtbot)
    assert "Engångskoden stämmer inte." in said(shell)
    assert box.code.hasFocus()
    give(box, node.invite(MARIA).lower(), shell, qtbot)
    assert not workspace.rejoining.is_waiting()
    assert "Noden känner inte din nya plomb än" not in said(shell)


def test_somebody_elses_code_is_named_and_leaves_the_box_open(
    shell: Shell, workspace: Workspace, node: NodeThread, qtbot: QtBot
) -> None:
    """R51: whose it is, and the way out."""
    box = opened(shell, qtbot)
    give(box, node.invite(ELIN), shell, qtbot)
    assert "utställd till Elin Sjöberg" in said(shell)
    assert box.isVisible()
    assert workspace.rejoining.is_waiting()


@in_every_look
def test_nothing_is_clipped_while_the_node_is_waited_for(
    shell: Shell, qtbot: QtBot, size: QSize, scale: int, language: str, theme: ThemeChoice
) -> None:
    """Light and dark, both languages, small and enlarged."""
    shell.window.resize(size)
    box = opened(shell, qtbot)
    name = f"{theme}_{size.width()}_{scale}"
    draw(box, f"rejoin_box_{name}")
    assert clipped_texts(box) == []
    box.reject()
    settle(shell, qtbot)
    draw(shell.window, f"rejoin_settings_{name}", size)
    card = shell.window.findChild(RecoveryCard)
    assert card is not None
    assert clipped_texts(card) == []
