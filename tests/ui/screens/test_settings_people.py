"""Settings: a colleague is let in at a real desk with a real node's code, and taken away again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.node_thread import NodeThread
from tests.pages import settle
from tests.real_desk import ELIN, OTHER_PIN, PIN, RealDesk, region
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw, look_of
from ui.application import Shell, build_window
from ui.desk_screens import DeskRooms
from ui.main_window import Room
from ui.screens.settings_join import JoinBox


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeThread]:
    """A region's node."""
    running = region(tmp_path_factory.mktemp("region"))
    yield running
    running.stop()


@pytest.fixture
def real(node: NodeThread, tmp_path: Path) -> RealDesk:
    """Maria's laptop."""
    return RealDesk(tmp_path / "desks", node)


@pytest.fixture
def workspace(real: RealDesk) -> Iterator[Workspace]:
    """Maria signed in."""
    opened = real.unlock()
    yield opened
    opened.close()


@pytest.fixture
def shell(
    qapp: QApplication, workspace: Workspace, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """A window that has Settings as every desk has them."""
    made = build_window(look_of(request), lambda _settings: None)
    rooms = DeskRooms(made, workspace, None, passphrase=False)  # type: ignore[arg-type]
    settings = next(room for room in rooms.rooms() if room.key == "settings")
    made.window.furnish([Room(settings.key, settings.build, settings.icon, settings.words)])
    made.window.show()
    made.window.activateWindow()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


@pytest.fixture
def hand(shell: Shell, qtbot: QtBot) -> "Hand":
    """Somebody at the keyboard."""
    return Hand(shell, qtbot)


class Hand:
    """Presses keys and waits for what they start."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell, self.qtbot = shell, qtbot
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        settle(self.shell, self.qtbot)

    def press(self, name: str) -> None:
        """Press a button by the keyboard."""
        button = self.shell.window.findChild(QPushButton, name)
        assert button is not None
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def write(self, text: str) -> None:
        """Type and go on with Enter."""
        here = QApplication.focusWidget()
        assert isinstance(here, QLineEdit)
        self.qtbot.keyClicks(here, text)
        self.qtbot.keyClick(here, Qt.Key.Key_Tab)

    def box(self, kind: type[QDialog]) -> QDialog:
        """The box that is open."""
        found = self.shell.window.findChild(kind)
        assert found is not None
        return found


def test_a_colleague_is_let_in_and_taken_away_by_keyboard(
    hand: Hand, node: NodeThread, workspace: Workspace
) -> None:
    """R51: own code, own seal; asked once before somebody is taken away."""
    hand.press("people_add")
    box = hand.box(JoinBox)
    assert isinstance(box, JoinBox)
    for text in (node.invite(ELIN), OTHER_PIN, OTHER_PIN):
        hand.write(text)
    box.own.setFocus()
    hand.qtbot.keyClicks(box.own, "000000")
    hand.qtbot.keyClick(box.own, Qt.Key.Key_Return)
    hand.settle()
    assert box.isVisible()
    assert box.own.text() == ""
    hand.qtbot.keyClicks(box.own, PIN)
    hand.qtbot.keyClick(box.own, Qt.Key.Key_Return)
    hand.settle()
    elin = workspace.second_persons.others()[0]
    assert elin.name == "Elin Sjöberg"
    hand.press(f"people_remove_{elin.id}")
    assert workspace.second_persons.others()
    hand.press("confirm_yes")
    assert not workspace.second_persons.others()


def test_what_the_node_says_of_the_code_stands_at_the_code(
    hand: Hand, workspace: Workspace
) -> None:
    hand.press("people_add")
    box = hand.box(JoinBox)
    assert isinstance(box, JoinBox)
    for text in ("AAAA-BBBB-CCCC", OTHER_PIN, OTHER_PIN):
        hand.write(text)
    hand.qtbot.keyClicks(box.own, PIN)
    hand.qtbot.keyClick(box.own, Qt.Key.Key_Return)
    hand.settle()
    assert box.isVisible()
    assert box.code.secret == OTHER_PIN
    assert not workspace.second_persons.others()


@pytest.mark.parametrize(
    ("size", "scale", "language", "theme"),
    [(DESK, 100, "sv", "light"), (SMALL, 100, "en", "dark"), (SMALL, 200, "sv", "light")],
)
def test_nothing_is_clipped(
    hand: Hand, shell: Shell, size: QSize, scale: int, language: str, theme: str
) -> None:
    shell.window.resize(size)
    hand.settle()
    draw(shell.window, f"settings_people_{language}_{scale}", size)
    screen = shell.window.screen_of("settings")
    assert isinstance(screen, QWidget)
    assert not clipped_texts(screen)
    hand.press("people_add")
    box = hand.box(JoinBox)
    draw(box, f"join_box_{language}_{scale}")
    assert box.height() <= 614 or scale > 100
    assert not clipped_texts(box)
