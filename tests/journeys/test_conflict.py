"""Two laptops assess one person: both kept and stopped, settled by a third, told to all."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.certificate import CertificateFacts
from app.domain.conflicts import Keep
from app.node.enrolment import Invited
from app.storage.tables import CertificateRow
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.real_desk import CENTRE, ELIN, MARIA, PIN, RealDesk, region
from tests.seat import Seat
from tests.ui.drawing import SMALL, clipped_texts, draw, dress
from ui.language import set_language
from ui.screens.case.pin_box import PinBox
from ui.screens.certificates import CertificatesScreen
from ui.screens.certificates_print import PrintBox
from ui.screens.conflicts import ConflictsScreen
from ui.screens.conflicts_settle import ConflictBox
from ui.screens.verify import VerifyScreen

PER = Invited("Per Nyström", 10511, CENTRE, ("CNC-1",))
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Met:
    """Three desks of one centre; what Maria and Elin issued, each without knowing of the other."""

    maria: Workspace
    elin: Workspace
    per: Workspace
    hers: bytes
    elins: bytes

    def all_sync(self) -> None:
        """Everybody meets the network: what one sends, the others hear."""
        for desk in (self.per, self.maria, self.elin, self.maria, self.elin, self.per):
            desk.syncing.run(lambda _: None, lambda: False)


@pytest.fixture
def met(tmp_path: Path) -> Iterator[Met]:
    """Both have assessed Karin, Elin one area lower; nothing is sent yet."""
    node = region(tmp_path / "region")
    desks = [RealDesk(tmp_path / who.assessor, node, who) for who in (MARIA, ELIN, PER)]
    maria, elin, per = opened = [desk.unlock() for desk in desks]
    cases = []
    for desk in (maria, elin):
        desk.secrecy.sign(PIN)
        person = desk.people.register(NewPerson("Karin Lindqvist", "198705212382"))
        cases.append(desk.cases.open(person, "CNC-1"))
    issued = []
    for desk, case, weak in zip((maria, elin), cases, ((), ("matteknik",)), strict=True):
        walk = CaseWalk(desk, case, PIN)
        walk.weak_areas = weak
        issued.append(walk.to(Step.CERTIFICATE).desk.certificates.issue(case))
    yield Met(maria, elin, per, *issued)
    for one in opened:
        one.close()
    node.stop()
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.mark.long
def test_both_are_kept_and_stopped_until_a_third_settles(
    met: Met, qapp: QApplication, qtbot: QtBot
) -> None:
    """R57, R58, R47: nobody wins by coming last, neither of the two decides, all hear the end."""
    assert qapp is not None
    dress()
    set_language("sv")
    met.all_sync()
    _elin_sees_and_may_not(Seat(met.elin, qtbot), met.elins)
    _per_settles(Seat(met.per, qtbot))
    met.all_sync()
    assert _states(met.maria) == ["issued"]
    assert _states(met.elin) == ["revoked"]
    seat = Seat(met.maria, qtbot)
    seat.go("conflicts")
    said = _said(_conflicts(seat))
    for words in ("Beviset av Maria Sandberg gäller", "Avgjort av Per Nyström", "Mattes maskin"):
        assert words in said
    seat.leave()
    assert met.elin.conflicts.all()[0].settled == met.maria.conflicts.all()[0].settled


def _elin_sees_and_may_not(seat: Seat, certificate: bytes) -> None:
    """The list, the print box, a check and the conflict say the same; the rest goes on."""
    window = seat.shell.window
    window.go("certificates", certificate)
    seat.settle()
    bevis = window.screen_of("certificates")
    assert isinstance(bevis, CertificatesScreen)
    assert "tillfälligt stoppat tills konflikten är avgjord" in _said(bevis)
    assert bevis.current is not None
    assert bevis.current.state == "suspended"
    _draw(seat, "certificates")
    bevis.print_current()
    seat.settle()
    box = next(one for one in window.findChildren(PrintBox) if one.isVisible())
    assert "Vänta med att lämna det" in _said(box)
    box.reject()
    seat.go("verify")
    check = window.screen_of("verify")
    assert isinstance(check, VerifyScreen)
    check.check_text(_code(seat.desk, certificate))
    seat.settle()
    names = {part.accessibleName() for part in check.findChildren(QWidget) if part.isVisible()}
    assert any("Beviset är tillfälligt stoppat" in name for name in names)
    seat.key(Qt.Key.Key_9, CONTROL)
    conflicts = _conflicts(seat)
    assert "Elin Sjöberg deltog" in _said(conflicts)
    assert not conflicts.card.settle.isVisible()
    _draw(seat, "elin")
    assert seat.desk.cases.open(seat.desk.people.register(NewPerson("Anna Ek")), "CNC-1")
    seat.leave()


def _per_settles(seat: Seat) -> None:
    """From Today by the keyboard alone: look, choose, give the reason, sign; then it is sent."""
    seat.go("today")
    row = seat.shell.window.findChild(QWidget, "attention_conflict")
    assert row is not None
    assert "1 konflikt att avgöra" in _said(row)
    row.followed.emit()  # type: ignore[attr-defined]
    seat.settle()
    screen = _conflicts(seat)
    differing = [line for line in screen.card.grid.findChildren(QLabel) if "≠" in line.text()]
    assert differing
    screen.table.setFocus()
    seat.qtbot.keyClick(screen.table, Qt.Key.Key_Return, CONTROL)
    seat.settle()
    box = seat.shell.window.findChild(ConflictBox)
    assert box is not None
    seat.qtbot.keyClick(box.tiles[None, Keep.FIRST], Qt.Key.Key_Space)
    seat.qtbot.keyClicks(box.reason, "Mattes maskin var inte kalibrerad den dagen.")
    seat.qtbot.keyClick(box.reason, Qt.Key.Key_Return, CONTROL)
    seat.settle()
    pin = seat.shell.window.findChild(PinBox)
    assert pin is not None
    seat.qtbot.keyClicks(pin.pad, PIN)
    seat.settle()
    assert "när noden har tagit emot" in _said(screen)
    seat.leave()


def _conflicts(seat: Seat) -> ConflictsScreen:
    seat.settle()
    assert seat.shell.window.here == "conflicts"
    screen = seat.shell.window.screen_of("conflicts")
    assert isinstance(screen, ConflictsScreen)
    return screen


def _states(desk: Workspace) -> list[str]:
    return [line.state for line in desk.certificate_list.find().lines]


def _code(desk: Workspace, certificate: bytes) -> str:
    with desk.desk.database.reading() as session:
        row = session.get_one(CertificateRow, certificate)
        return msgspec.json.decode(row.snapshot, type=CertificateFacts).qr_text


def _draw(seat: Seat, name: str) -> None:
    draw(seat.shell.window, f"conflict-{name}", SMALL)
    assert clipped_texts(seat.shell.window) == []


def _said(part: QWidget | QDialog) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())
