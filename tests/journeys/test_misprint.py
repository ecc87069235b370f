"""The paper came out wrong before it was handed over: voided, and issued anew at once."""

import pytest

from app.domain.case import CaseState, Step
from app.domain.certificate_status import CertificateState, StatusAct
from tests.day import Day
from tests.pages_status import StatusPage
from ui.widgets.labels import TextLabel


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_misprint_is_voided_and_the_case_issues_another(day: Day) -> None:
    """R42: the old number never counts again; the decision stands."""
    walk = day.walk().to(Step.CERTIFICATE)
    old = day.desk.certificates.issue(walk.case_id)
    page = StatusPage(day, old)
    assert page.acts() == ["suspend", "replace", "void", "revoke"]

    page.do(StatusAct.VOID, note="Sneda rader")

    assert page.line.startswith("Makulerat av Maria Sandberg: fel i utskriften.")
    assert "Sneda rader" in page.history()
    case = day.case_page(walk.case_id)
    assert case.find(TextLabel, "certificate_title").text() == "Klart att utfärda"
    case.on()
    new = day.desk.certificates.of_case(walk.case_id)
    assert new is not None
    assert new.id != old
    assert day.desk.cases.view(walk.case_id).state is CaseState.CERTIFIED
    assert day.desk.status_acts.standing(old).shown.state is CertificateState.VOIDED
