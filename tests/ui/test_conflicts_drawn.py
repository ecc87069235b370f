"""The conflict screen drawn and driven: both versions, one question, one signature (R57, R58)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.conflicts import Keep
from app.domain.desks import PRACTICE_PIN
from app.settings import Settings
from app.usecases.people import NewPerson
from tests.day import Day, day_at
from tests.factories import FixedClock
from tests.told_conflicts import Teller, one_fork, two_certificates, two_names
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw
from ui.application import build_window
from ui.screens.case.pin_box import PinBox
from ui.screens.conflicts import ConflictsScreen
from ui.screens.conflicts_settle import ConflictBox

LOOKS = {
    "light": (DESK, Settings(theme="light")),
    "small-english-dark": (SMALL, Settings(theme="dark", language="en")),
    "double": (DESK, Settings(theme="light", scale=200)),
}


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> str:
    """One way to look at the desk."""
    return str(request.param)


@pytest.fixture
def day(
    qapp: QApplication, desk_home: Path, clock: FixedClock, look: str, qtbot: QtBot
) -> Iterator[Day]:
    """A practice desk looked at so."""
    assert qapp is not None
    size, settings = LOOKS[look]
    shell = build_window(settings, lambda _settings: None)
    shell.window.resize(size)
    with day_at(desk_home, shell, clock, qtbot) as made:
        yield made
    shutil.rmtree(desk_home, ignore_errors=True)


def test_nothing_is_cut_in_list_versions_question_and_end(day: Day, look: str) -> None:
    """R57, R58: empty, two certificates, the question, two names, a fork, settled."""
    day.shell.window.go("conflicts")
    assert _cut(day, look, "empty") == []
    teller = Teller(day.desk)
    own = (day.desk.assessor.name, day.desk.assessor.number)
    first = teller.tell(two_certificates())
    mine = teller.tell(two_certificates(first=own))
    person = day.desk.people.register(NewPerson("Karin Ek"))
    names = teller.tell(two_names(person, "Karin Ek", "Karin Ekman"))
    fork = teller.tell(one_fork())
    found: list[str] = []
    shown = {"two": first, "mine": mine, "names": names, "fork": fork}
    if look == "light":  # the roomiest: what fits in the smallest fits there
        shown = {"two": first}
    for name, conflict in shown.items():
        day.shell.window.go("conflicts", conflict)
        found += _cut(day, look, name)
        button = _screen(day).findChild(QPushButton, "conflict_settle")
        assert button is not None
        assert button.isVisible() is (conflict is not mine)
        if button.isVisible():
            button.click()
            found += _cut(day, look, f"{name}-question")
            _box(day).reject()
    teller.end(first, Keep.FIRST)
    day.shell.window.go("conflicts", first)
    found += _cut(day, look, "settled")
    day.shell.window.go("sync")
    found += _cut(day, look, "sync")
    day.shell.window.go("today")
    found += _cut(day, look, "today")
    assert found == []


@pytest.mark.parametrize("look", ["light"], indirect=True)
def test_it_is_settled_by_keyboard_alone(day: Day) -> None:
    """R58: from Today to the versions, a choice, a reason, the code; said where it is missing."""
    conflict = Teller(day.desk).tell(two_certificates())
    for room in ("people", "today"):
        day.shell.window.go(room)
        day.settle()
    day.shell.window.findChild(QWidget, "attention_conflict").followed.emit()  # type: ignore[attr-defined]
    day.settle()
    assert day.shell.window.here == "conflicts"
    screen = _screen(day)
    screen.table.setFocus()
    day.qtbot.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    day.settle()
    box = _box(day)
    day.qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Välj vilken" in _said(box)
    day.qtbot.keyClick(box.tiles[None, Keep.FIRST], Qt.Key.Key_Space)
    box.act.click()
    assert box.isVisible()
    assert box.reason.hasFocus()
    day.qtbot.keyClicks(box.reason, "Den andra maskinen var inte kalibrerad.")
    day.qtbot.keyClick(box.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    day.settle()
    pin = next(one for one in day.shell.window.findChildren(PinBox) if one.isVisible())
    for secret in ("000000", PRACTICE_PIN):
        day.qtbot.keyClicks(pin.pad, secret)
        day.settle()
    assert not day.shell.window.findChildren(PinBox)
    (line,) = day.desk.conflicts.all()
    assert (line.id, line.waits) == (conflict, True)
    assert "när noden har tagit emot" in _said(screen)


def _screen(day: Day) -> ConflictsScreen:
    day.settle()
    screen = day.shell.window.screen_of("conflicts")
    assert isinstance(screen, ConflictsScreen)
    return screen


def _box(day: Day) -> ConflictBox:
    day.settle()
    return next(one for one in day.shell.window.findChildren(ConflictBox) if one.isVisible())


def _cut(day: Day, look: str, name: str) -> list[str]:
    """Draw window and open box; the texts that do not fit."""
    day.settle()
    draw(day.shell.window, f"conflicts-{look}-{name}")
    boxes = [box for box in day.shell.window.findChildren(QDialog) if box.isVisible()]
    for box in boxes:
        draw(box, f"conflicts-{look}-{name}-box")
    parts = (day.shell.window, *boxes)
    return [f"{name}: {text}" for part in parts for text in clipped_texts(part)]


def _said(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel))
