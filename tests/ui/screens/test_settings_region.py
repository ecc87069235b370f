"""Settings: the region's next roots, taken by the fingerprint on its own paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.seal.keys import SigningKey
from app.storage import trust
from app.sync.enrolment import fingerprint
from app.workspace import Workspace
from tests.real_desk import RealDesk
from tests.real_region import RealRegion
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw, look_of
from tests.ui.screens.test_settings_accredit import shell_of
from ui.application import Shell
from ui.screens.settings_region import RootsBox
from ui.theme import ThemeChoice


@pytest.fixture
def region(tmp_path: Path) -> Iterator[RealRegion]:
    """A region with two roots."""
    made = RealRegion(tmp_path / "region")
    yield made
    made.node.stop()


@pytest.fixture
def workspace(region: RealRegion, tmp_path: Path) -> Iterator[Workspace]:
    """Maria signed in."""
    opened = RealDesk(tmp_path / "desks", region.node).unlock()
    yield opened
    opened.close()


@pytest.fixture
def shell(
    qapp: QApplication, workspace: Workspace, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """A window with Settings."""
    yield from shell_of(workspace, look_of(request))


def opened(shell: Shell, qtbot: QtBot) -> RootsBox:
    """The box."""
    button = shell.window.findChild(QPushButton, "roots_open")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    box = shell.window.findChild(RootsBox)
    assert box is not None
    qtbot.waitExposed(box)
    return box


def said(shell: Shell) -> str:
    """Everything on view."""
    return " ".join(label.text() for label in shell.window.findChildren(QLabel))


def test_what_the_region_reads_aloud_is_written_and_taken(
    shell: Shell, workspace: Workspace, region: RealRegion, qtbot: QtBot
) -> None:
    """The node's offer is nowhere on the screen; a wrong group is refused, the right ones hold."""
    third = SigningKey.generate()
    region.rotate((region.next_root, third), region.next_root)
    right = fingerprint((region.next_root.public, third.public))
    box = opened(shell, qtbot)
    qtbot.keyClick(box.written, Qt.Key.Key_Return)
    assert "Skriv de sex grupperna." in said(shell)
    assert right not in said(shell)
    qtbot.keyClicks(box.written, "0000 " + right[5:])
    qtbot.keyClick(box.written, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "inte nodens fingeravtryck" in said(shell), timeout=120_000)
    assert right not in said(shell)
    assert box.written.hasSelectedText()
    qtbot.keyClicks(box.written, right.lower())
    qtbot.keyClick(box.written, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.window.findChild(RootsBox) is None, timeout=120_000)
    assert "De nya rötterna gäller nu." in said(shell)
    assert right in said(shell)
    with workspace.desk.database.reading() as session:
        assert set(trust.roots(session)) == {region.next_root.public, third.public}


@pytest.mark.parametrize(
    ("theme", "scale", "size", "language"),
    [
        ("light", 100, DESK, "sv"),
        ("dark", 100, SMALL, "en"),
        ("light", 200, DESK, "sv"),
        ("dark", 200, SMALL, "sv"),
    ],
)
def test_card_and_box_fit_everywhere(
    shell: Shell, qtbot: QtBot, theme: ThemeChoice, scale: int, size: QSize, language: str
) -> None:
    shell.window.resize(size)
    qtbot.waitUntil(lambda: "Nod Kronoberg" in said(shell), timeout=120_000)
    draw(shell.window, f"settings_region_page_{theme}_{scale}_{size.width()}_{language}", size)
    box = opened(shell, qtbot)
    draw(box, f"settings_region_{theme}_{scale}_{size.width()}_{language}")
    assert clipped_texts(box) == []
    assert box.width() <= size.width()
    assert box.height() <= size.height()
