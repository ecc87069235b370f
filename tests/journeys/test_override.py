"""Two people decide an area otherwise than the rules, think better of it, and do it after all."""

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.case import Step
from app.domain.certificate import CertificateKind
from tests.colleagues import ELIN
from tests.day import Day
from tests.pages_registers import OverridePage, PinPage, SecondPage
from ui.widgets.labels import TextLabel

REASON = "Båda såg att verktyget sattes rätt i andra försöket."


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_area_is_decided_otherwise_undone_and_decided_again(day: Day) -> None:
    """R31: reason compulsory, a colleague's own code, undo until it is signed."""
    walk = day.walk()
    walk.weak_areas = (walk.protocol.areas[4].id,)
    walk.to(Step.DECISION)
    case = day.case_page(walk.case_id)
    kind = case.find(TextLabel, "outcome_kind")
    assert kind.text() == "Delbevis"

    case.click("override")
    override = OverridePage(day)
    override.write("för kort")
    override.go_on()
    assert override.is_open
    override.write(REASON)
    override.go_on()
    SecondPage(day).confirm(ELIN)
    assert kind.text() == "Kompetensbevis"

    case.click("override_undo")
    assert kind.text() == "Delbevis"
    assert not case.find(QWidget, "override_undo").isVisible()

    case.click("override")
    override = OverridePage(day)
    override.write(REASON)
    override.go_on()
    SecondPage(day).confirm(ELIN)
    case.on()
    PinPage(day).sign()
    signed = day.desk.decisions.proposal(walk.case_id)
    assert signed.result.outcome is CertificateKind.FULL
    assert [row.override.reason for row in signed.areas if row.override] == [REASON]
