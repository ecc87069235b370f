"""Settings: the request as a code, the answer typed by a scanner, pasted, or from a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.certificate.code_picture import code_png
from app.certificate.reading import codes_in_bytes
from app.settings import Settings
from app.workspace import Workspace
from tests.desk_work import practice_desk
from tests.factories import FixedClock
from tests.real_desk import RealDesk
from tests.real_region import RealRegion
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw, look_of
from ui.application import Shell, build_window
from ui.desk_screens import DeskRooms
from ui.main_window import Room
from ui.screens.settings_accredit import AccreditBox
from ui.theme import ThemeChoice
from ui.widgets.code_square import CodeSquare


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealRegion]:
    """A region with its own root and authority."""
    made = RealRegion(tmp_path_factory.mktemp("region"))
    yield made
    made.node.stop()


@pytest.fixture
def workspace(region: RealRegion, tmp_path: Path) -> Iterator[Workspace]:
    """Maria signed in, not accredited yet."""
    opened = RealDesk(tmp_path / "desks", region.node).unlock()
    yield opened
    opened.close()


@pytest.fixture
def shell(
    qapp: QApplication, workspace: Workspace, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """A window that has Settings as every desk has them."""
    yield from shell_of(workspace, look_of(request))


def shell_of(workspace: Workspace, look: Settings | None = None) -> Iterator[Shell]:
    """The window with the settings of this desk."""
    made = build_window(look or Settings(theme="light"), lambda _settings: None)
    rooms = DeskRooms(made, workspace, None, passphrase=False)  # type: ignore[arg-type]
    settings = next(room for room in rooms.rooms() if room.key == "settings")
    made.window.furnish([Room(settings.key, settings.build, settings.icon, settings.words)])
    made.window.show()
    made.window.activateWindow()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


def opened(shell: Shell, qtbot: QtBot) -> AccreditBox:
    """The box, with its code drawn."""
    button = shell.window.findChild(QPushButton, "accredit_open")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.window.findChild(AccreditBox) is not None, timeout=120_000)
    box = shell.window.findChild(AccreditBox)
    assert box is not None
    qtbot.waitExposed(box)
    return box


def scanned(box: AccreditBox, qtbot: QtBot, text: str) -> None:
    """What a keyboard scanner does: types fast where the keyboard is, and Enter."""
    field = box.findChild(QLineEdit, "accredit_answer")
    assert field is not None
    assert box.focusWidget() is field
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def shown(box: AccreditBox) -> str:
    """Everything the box says."""
    return " ".join(label.text() for label in box.findChildren(QLabel) if label.isVisible())


def test_the_code_on_the_screen_is_the_request_and_a_scanned_answer_is_taken(
    shell: Shell, workspace: Workspace, region: RealRegion, qtbot: QtBot
) -> None:
    """R1: a phone reads what is drawn; the answer typed by a scanner accredits at once."""
    box = opened(shell, qtbot)
    code = box.findChild(CodeSquare)
    assert code is not None
    raw = QBuffer()
    raw.open(QIODevice.OpenModeFlag.WriteOnly)
    code.grab().save(raw, "PNG")  # type: ignore[call-overload]
    (asked,) = codes_in_bytes(raw.data().data())
    assert asked.startswith("KB1Q")
    scanned(box, qtbot, region.answer(asked).lower())
    qtbot.waitUntil(lambda: workspace.assessor.profiles == ("CNC-1",), timeout=120_000)
    qtbot.waitUntil(lambda: shell.window.findChild(AccreditBox) is None, timeout=120_000)
    said = " ".join(label.text() for label in shell.window.findChildren(QLabel))
    assert "Maria Sandberg är ackrediterad till" in said


def test_what_is_wrong_is_said_and_the_next_reading_takes_its_place(
    shell: Shell, workspace: Workspace, region: RealRegion, qtbot: QtBot
) -> None:
    """Nothing, a web address, the request itself, a damaged answer; then the right one."""
    box = opened(shell, qtbot)
    asked = workspace.accrediting.ask().text
    qtbot.keyClick(box.answer, Qt.Key.Key_Return)
    assert "Läs av koden eller klistra in svaret först." in shown(box)
    answer = region.answer(asked)
    for text, said in (
        ("https://example.org", "inget svar från den ackrediterande"),
        (asked, "frågan, inte svaret"),
        (answer[:-5], "Svaret är skadat"),
    ):
        scanned(box, qtbot, text)
        qtbot.waitUntil(lambda said=said: said in shown(box), timeout=120_000)  # type: ignore[misc]
        assert box.answer.hasSelectedText()
    scanned(box, qtbot, answer)
    qtbot.waitUntil(lambda: workspace.assessor.profiles == ("CNC-1",), timeout=120_000)


def test_the_request_is_copied_and_an_answer_is_taken_from_a_picture(
    shell: Shell, workspace: Workspace, region: RealRegion, qtbot: QtBot, tmp_path: Path
) -> None:
    box = opened(shell, qtbot)
    copy = box.findChild(QPushButton, "accredit_copy")
    assert copy is not None
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    asked = QGuiApplication.clipboard().text()
    assert asked.startswith("KB1Q")
    picture = tmp_path / "svar.png"
    picture.write_bytes(code_png(region.answer(asked)))
    box.take(picture)
    qtbot.waitUntil(lambda: workspace.assessor.profiles == ("CNC-1",), timeout=120_000)


def test_the_practice_desk_has_no_such_button(qapp: QApplication, tmp_path: Path) -> None:
    desk = practice_desk(tmp_path, FixedClock())
    for shell in shell_of(desk):
        button = shell.window.findChild(QPushButton, "accredit_open")
        assert button is not None
        assert not button.isVisible()
    desk.close()


@pytest.mark.parametrize(
    ("theme", "scale", "size", "language"),
    [
        ("light", 100, DESK, "sv"),
        ("dark", 100, DESK, "en"),
        ("light", 100, SMALL, "en"),
        ("dark", 100, SMALL, "sv"),
        ("light", 200, DESK, "sv"),
        ("dark", 200, QSize(1093, 614), "en"),
    ],
)
def test_the_box_fits_everywhere(
    shell: Shell, qtbot: QtBot, theme: ThemeChoice, scale: int, size: QSize, language: str
) -> None:
    shell.window.resize(size)
    box = opened(shell, qtbot)
    draw(box, f"settings_accredit_{theme}_{scale}_{size.width()}_{language}")
    assert clipped_texts(box) == []
    assert box.width() <= size.width()
    assert box.height() <= size.height()


def test_the_camera_reads_the_answer_or_says_what_it_lacks(
    shell: Shell, workspace: Workspace, region: RealRegion, qtbot: QtBot
) -> None:
    """Where QtMultimedia is not installed a box says how; what a camera saw is taken at once."""
    box = opened(shell, qtbot)
    button = box.findChild(QPushButton, "accredit_camera")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    names = ("camera_missing", "camera_box")
    seen = [one for name in names for one in shell.window.findChildren(QDialog, name)]
    assert len(seen) == 1
    seen[0].close()
    box._on_seen(region.answer(workspace.accrediting.ask().text))
    qtbot.waitUntil(lambda: workspace.assessor.profiles == ("CNC-1",), timeout=120_000)
