"""A second person confirms on the screen, by keyboard only."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN
from app.usecases.second_person import SecondPerson
from app.workspace import Workspace
from tests.factories import FixedClock
from tests.ui.drawing import clipped_texts, draw, in_every_look
from ui.application import Shell
from ui.screens.case.second_box import SecondBox
from ui.screens.case.work import CaseWork
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tiles import PersonTile

Opened = Callable[..., SecondBox]


@pytest.fixture
def opened(desk: Workspace, shell: Shell, clock: FixedClock, settle: Callable[[], None]) -> Opened:
    """Opens the box over the window."""

    def open_it(**wanted: str) -> SecondBox:
        work = CaseWork(desk, shell.background, lambda: clock.now().date())
        box = SecondBox(
            shell.window,
            work,
            "Granska och signera",
            "Du intygar att du själv har gått igenom underlaget.",
            "Signera granskningen",
            **wanted,
        )
        box.open()
        settle()
        return box

    return open_it


def test_a_colleague_is_picked_and_gives_their_pin_without_the_mouse(
    opened: Opened, qtbot: QtBot, settle: Callable[[], None], desk: Workspace
) -> None:
    """R7."""
    box = opened()
    confirmed: list[SecondPerson] = []
    box.confirmed.connect(confirmed.append)
    _press(qtbot, Qt.Key.Key_Space)
    wanted = box.chosen
    qtbot.keyClicks(_focus(), "111111")
    settle()
    assert "5" not in _text(box)
    assert not confirmed
    assert _text(box)
    qtbot.keyClicks(_focus(), PRACTICE_PIN)
    settle()
    assert [second.signed_in.id for second in confirmed] == [wanted]
    assert confirmed[0].signed_in.id != desk.assessor.id


def test_only_those_who_may_are_offered_and_one_is_chosen_at_once(
    opened: Opened, settle: Callable[[], None]
) -> None:
    """R1: whoever confirms has to be accredited for the profile today."""
    box = opened(profile="MON-1")
    tiles = box.findChildren(PersonTile)
    assert [tile.accessibleName() for tile in tiles] == ["Per Nyström"]
    assert box.chosen is not None
    assert _focus() is box.pad


def test_where_nobody_else_may_it_says_so_and_how_to_add_somebody(opened: Opened) -> None:
    box = opened(role="coordinator")
    said = " ".join(label.text() for label in box.findChildren(TextLabel))
    assert "Inställningar" in said
    assert not box.act.isVisible()


def test_nobody_picked_is_said_where_one_picks(
    opened: Opened, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    box = opened()
    qtbot.keyClicks(_focus(), PRACTICE_PIN)
    settle()
    assert "Välj" in _text(box)
    assert box.isVisible()


@in_every_look
def test_nothing_is_clipped(
    opened: Opened, shell: Shell, size: QSize, scale: int, language: str, theme: str
) -> None:
    shell.window.resize(size)
    box = opened()
    assert box.height() <= 614 or scale > 100
    draw(box, f"second_box_{language}_{scale}")
    assert not clipped_texts(box)


def _text(box: QDialog) -> str:
    note = box.findChild(NoteLine, "second_wrong")
    assert note is not None
    return note.words.text()


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(_focus(), key)
