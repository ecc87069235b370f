"""Two assessors on two laptops: a file there, a file back, the differences settled at the first."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.agreement import Rated
from app.domain.case import CaseState, Step
from app.settings import Settings
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages import settle
from tests.pages_case import CasePage
from tests.real_desk import ELIN, MARIA, PIN, RealDesk, region
from tests.two_hands import rate_alone
from ui.application import Shell, build_window
from ui.desk_screens import DeskRooms
from ui.screens.case.second_file import AskBox
from ui.screens.case.second_pane import SecondPane
from ui.screens.second_open import OpenAskBox

Laptops = tuple[RealDesk, RealDesk, UUID]


@pytest.fixture(scope="module")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptops]:
    """Both enrolled in one region; at Maria's a case at the practical."""
    place = tmp_path_factory.mktemp("laptops")
    node = region(place / "region")
    first, second = RealDesk(place / "maria", node, MARIA), RealDesk(place / "elin", node, ELIN)
    node.stop()
    opened = first.unlock()
    opened.secrecy.sign(PIN)
    person = opened.people.register(NewPerson("Karin Lindqvist", "198705212382"))
    case_id = opened.cases.open(person, "CNC-1")
    CaseWalk(opened, case_id, PIN).to(Step.PRACTICAL)
    opened.close()
    yield first, second, case_id
    shutil.rmtree(place)


@pytest.fixture
def sit_at(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Workspace], "Laptop"]]:
    """Opens the window of a laptop; the one before is closed as one turns away from it."""
    seats: list[Laptop] = []

    def sit(workspace: Workspace) -> Laptop:
        if seats:
            seats[-1].leave()
        seats.append(Laptop(workspace, qtbot))
        return seats[-1]

    yield sit
    for seat in seats:
        seat.leave()


class Laptop:
    """One laptop's window, with everything an open desk has."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self.desk, self.qtbot, self._is_open = workspace, qtbot, True
        self.shell: Shell = build_window(Settings(theme="light"), lambda _settings: None)
        workspace.announce_to(self.shell.changes.announce)
        rooms = DeskRooms(self.shell, workspace, None, passphrase=False)  # type: ignore[arg-type]
        self.shell.window.furnish(rooms.rooms())
        self.shell.window.show()
        self.shell.window.activateWindow()
        self.settle()

    def leave(self) -> None:
        """Close the window."""
        if self._is_open:
            self._is_open = False
            self.settle()
            self.shell.window.close()
            self.shell.background.close()
            self.shell.window.deleteLater()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        settle(self.shell, self.qtbot)

    def case(self, case_id: UUID) -> CasePage:
        """The case on view."""
        return CasePage(self.shell, self.qtbot, self.settle).open(case_id)

    def press(self, name: str) -> None:
        """Press a button by the keyboard."""
        found = [b for b in self.shell.window.findChildren(QPushButton, name) if b.isVisible()]
        assert found, name
        found[-1].setFocus()
        self.qtbot.keyClick(found[-1], Qt.Key.Key_Space)
        self.settle()


def test_a_file_there_and_a_file_back(
    laptops: Laptops, sit_at: Callable[[Workspace], Laptop], tmp_path: Path
) -> None:
    """R29, R61: no network between them; blind; settled at the laptop that has the case."""
    case_id = laptops[2]
    maria = laptops[0].copied(tmp_path / "maria").unlock()
    elin = laptops[1].copied(tmp_path / "elin").unlock()
    here = sit_at(maria)
    page = here.case(case_id)
    code = _ask(here, page, tmp_path / "ask.intyga")
    rate_alone(maria, case_id)
    there = sit_at(elin)
    _open(there, tmp_path / "ask.intyga", code)
    page = there.case(case_id)
    assert "Medbedömning åt Maria Sandberg" in _said(page.find(QWidget, "second_choice"))
    (weak,) = rate_alone(elin, case_id, 1)
    page.open(case_id)
    assert "svarsfilen" in _said(page.find(SecondPane, "second_pane"))
    (tmp_path / "answer.intyga").write_bytes(elin.co_assessing.answer(case_id).content)
    here = sit_at(maria)
    page = here.case(case_id)
    page.on()
    box = page.dialog("ask_box")
    assert isinstance(box, AskBox)
    box.take(tmp_path / "answer.intyga")
    here.settle()
    (line,) = maria.agreeing.of(case_id).lines
    assert line.criterion.id == weak
    maria.agreeing.settle(case_id, weak, Rated(3, "Vi talades vid."))
    page.open(case_id)
    page.on()
    here.press("confirm_yes")
    page.settle()
    assert maria.cases.view(case_id).state is CaseState.ASSESSED
    assert page.step is Step.DECISION
    here.leave()
    maria.close()
    elin.close()


def _ask(here: Laptop, page: CasePage, path: Path) -> str:
    """Name the colleague, begin, and save the file for them; the code to tell."""
    page.click("second_choose")
    page.dialog("second_choice_box")
    here.qtbot.keyClick(page.focus, Qt.Key.Key_Down)
    here.qtbot.keyClick(page.focus, Qt.Key.Key_Space)
    name = page.dialog("second_choice_box").findChild(QLineEdit, "second_name")
    assert name is not None
    assert name.isVisible()
    name.setFocus()
    here.qtbot.keyClicks(name, "Elin")
    here.qtbot.keyClick(name, Qt.Key.Key_Return)
    page.settle()
    assert "annan dator" in _said(page.find(QWidget, "second_choice"))
    page.on()
    page.key(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    here.press("ask_second")
    box = page.dialog("ask_box")
    assert isinstance(box, AskBox)
    code = box.code.text()
    box.save(path)
    here.settle()
    assert path.exists()
    box.reject()
    here.settle()
    return code


def _open(there: Laptop, path: Path, code: str) -> None:
    there.shell.window.go("today", None)
    there.settle()
    there.press("today_help")
    box = there.shell.window.findChild(OpenAskBox)
    assert box is not None
    box.show_file(path)
    there.qtbot.keyClicks(box.code, "AAAAA-AAAAA")
    there.qtbot.keyClick(box.code, Qt.Key.Key_Return)
    there.settle()
    assert box.isVisible()
    box.code.clear()
    there.qtbot.keyClicks(box.code, code)
    there.qtbot.keyClick(box.code, Qt.Key.Key_Return)
    there.settle()


def _said(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel))
