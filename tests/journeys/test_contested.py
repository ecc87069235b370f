"""A decision is contested, changed by a colleague who took no part, and the paper replaced."""

import pytest
from PySide6.QtCore import Qt

from app.domain.case import CaseState, Step
from app.domain.certificate import CertificateKind
from app.domain.disputes import DisputeKind
from tests.colleagues import ELIN
from tests.day import Day
from tests.pages_registers import RegisterPage, SecondPage
from ui.screens.certificates import CertificatesScreen
from ui.screens.verify import VerifyScreen
from ui.widgets.cells import CellRole
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

WORDS = "Jag satte verktyget rätt från början. Mätprotokollet visar det."
REASON = "Mätprotokollet visar att verktyget var rätt satt från början."


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_reconsideration_changes_the_outcome_and_replaces_the_certificate(day: Day) -> None:
    """R46, R47, R42, R43."""
    walk = day.walk()
    walk.weak_areas = (walk.protocol.areas[4].id,)
    walk.to(Step.CERTIFICATE)
    old = day.desk.certificates.issue(walk.case_id)
    day.desk.cases.close(walk.case_id)
    case = day.case_page(walk.case_id)
    case.click("contest_certificate")

    register = RegisterPage(day)
    register.file(WORDS)
    assert register.numbers == ["OP-2026-1"]
    assert day.desk.cases.view(walk.case_id).state is CaseState.UNDER_RECONSIDERATION

    register.settle("changed", REASON, {walk.weak_areas[0]: 3})
    SecondPage(day).confirm(ELIN)
    assert register.state == "Beslutet ändrat"
    register.to_case()
    assert case.step is Step.FEEDBACK

    walk.talk()
    case.open(walk.case_id)
    assert case.find(TextLabel, "certificate_title").text() == "Klart att utfärda"
    case.on()
    new = day.desk.certificates.of_case(walk.case_id)
    assert new is not None
    assert new.kind is CertificateKind.FULL
    assert case.find(TextLabel, "certificate_title").text() == "Kompetensbevis"

    shown = _states(day)
    assert shown[day.desk.certificates.facts(old).certificate_id] == "Prov · Ersatt"
    assert shown[new.id] == "Prov"
    assert new.number in _checked(day, day.desk.certificates.facts(old).qr_text)


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_what_came_too_late_can_only_be_dismissed(day: Day) -> None:
    """R46: it is on record and says in words why."""
    walk = day.walk().to(Step.CERTIFICATE)
    day.desk.certificates.issue(walk.case_id)
    day.clock.advance(22 * 86_400)
    day.shell.window.go("disputes")
    day.settle()
    register = RegisterPage(day)
    register.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    register.file(WORDS)
    assert register.state == "Kom för sent"
    register.settle("", "", {})
    SecondPage(day).confirm(ELIN)
    line = day.desk.disputes.register(DisputeKind.RECONSIDERATION)[0]
    assert (line.is_open, line.outcome) == (False, "dismissed")
    assert "Sista dagen var 2026-05-25" in day.desk.disputes.view(line.id).reason
    assert day.desk.cases.view(walk.case_id).state is CaseState.CERTIFIED


def _states(day: Day) -> dict[bytes, str]:
    """What the list of certificates says of each."""
    day.shell.window.go("certificates")
    day.settle()
    screen = day.shell.window.screen_of("certificates")
    assert isinstance(screen, CertificatesScreen)
    model = screen.table.model()
    rows = [model.index(n, 0) for n in range(model.rowCount())]
    last = model.columnCount() - 1
    return {model.data(row, CellRole.ID): model.data(row.siblingAtColumn(last)) for row in rows}


def _checked(day: Day, text: str) -> str:
    """What the verification on this desk says of a code."""
    day.shell.window.go("verify")
    day.settle()
    screen = day.shell.window.screen_of("verify")
    assert isinstance(screen, VerifyScreen)
    screen.check_text(text)
    day.settle()
    return screen.findChild(NoteLine, "answer_replaced").words.text()
