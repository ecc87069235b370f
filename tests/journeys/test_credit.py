"""Parts validated before are credited: from the desk's own certificates and from a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox

from app.domain.case import Step
from app.domain.certificate import AreaOutcome, CertificateKind
from tests.day import Day
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.pages import choose_in_dialog
from tests.pages_case import CasePage
from tests.pages_course import CreditsPage, choose
from ui.widgets.labels import TextLabel


def certified(walk: CaseWalk) -> bytes:
    """The case's certificate, handed over."""
    found = walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    walk.desk.cases.close(walk.case_id)
    return found


def credits_box(day: Day, case: CasePage) -> CreditsPage:
    """The box of credits, from the case's menu."""
    choose(case, "case_credits")
    return CreditsPage(day.shell, day.qtbot)


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_areas_of_an_earlier_certificate_are_credited_and_not_taken(day: Day) -> None:
    """R33: ticked by keyboard, shown on the steps and the paper, never scored again."""
    first = day.walk()
    certified(first)
    view = day.desk.cases.view(first.case_id)
    walk = CaseWalk(day.desk, day.desk.cases.open(view.person_id, view.protocol_code))
    areas = [area.id for area in walk.protocol.areas[:2]]
    case = day.case_page(walk.case_id)
    box = credits_box(day, case)
    for area in areas:
        box.find(QAbstractButton, f"credit_{area}").setFocus()
        box.key(Qt.Key.Key_Space)
    box.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.find(TextLabel, "credit_share").text().startswith("Tillgodoräknat")
    box.key(Qt.Key.Key_Escape)
    case.settle()
    assert case.find(QAbstractButton, "case_credited").text() == "2 tillgodoräknade"
    walk.to(Step.DECISION)
    result = day.desk.decisions.proposal(walk.case_id).result
    credited = [area.area for area in result.areas if area.outcome is AreaOutcome.CREDITED]
    assert credited == areas
    assert result.outcome is CertificateKind.FULL


def test_a_certificate_from_another_centre_is_opened_from_its_file(
    day: Day, tmp_path: Path
) -> None:
    """R33, R40: the signature is proved offline; the holder must be the person."""
    other = practice_desk(tmp_path / "other", day.clock)
    theirs = CaseWalk(other, booked_case(other))
    pdf = tmp_path / "bevis.pdf"
    pdf.write_bytes(other.certificates.pdf(certified(theirs)))
    other.close()

    walk = day.walk()
    case = day.case_page(walk.case_id)
    box = credits_box(day, case)
    choose_in_dialog(box, lambda: box.click("credit_file"), pdf)
    assert box.find(QComboBox, "credit_source").count() == 1
    area = walk.protocol.areas[2].id
    box.click(f"credit_{area}")
    box.click("credit_grant")
    box.key(Qt.Key.Key_Escape)
    credited = day.desk.cases.view(walk.case_id).credited
    assert [one.area_id for one in credited] == [area]


def test_somebody_elses_certificate_is_refused_in_words(day: Day, tmp_path: Path) -> None:
    """R33."""
    walk = day.walk()
    pdf = tmp_path / "bevis.pdf"
    pdf.write_bytes(day.desk.certificates.pdf(certified(walk)))
    other = day.desk.people.search("Gunilla").lines[0].id
    case = day.case_page(day.desk.cases.open(other, "CNC-1"))
    box = credits_box(day, case)
    choose_in_dialog(box, lambda: box.click("credit_file"), pdf)
    assert "utfärdat till" in box.error()
    assert not box.find(QAbstractButton, "credit_grant").isEnabled()
