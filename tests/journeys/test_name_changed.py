"""The person has changed name: a new certificate in place of the old one, which says so."""

import pytest

from app.domain.case import Step
from app.domain.certificate_status import StatusAct, StatusReason
from tests.day import Day
from tests.pages_case import CasePage
from tests.pages_status import StatusPage
from ui.screens.verify import VerifyScreen
from ui.widgets.note_line import NoteLine

NEW_NAME = "Maria Nilsson-Berg"


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_new_name_gives_a_new_certificate_and_the_old_one_says_replaced(day: Day) -> None:
    """I4, R42: same decision, new number; the old paper is answered with the new one's number."""
    walk = day.walk().to(Step.CERTIFICATE)
    old = day.desk.certificates.issue(walk.case_id)
    day.desk.cases.close(walk.case_id)
    page = StatusPage(day, old)
    assert page.acts() == ["suspend", "replace", "revoke"]

    page.do(StatusAct.REPLACE, StatusReason.NAME_CHANGED, name=NEW_NAME)

    new = page.shown
    assert new is not None
    assert new != old
    facts = day.desk.certificates.facts(new)
    assert (facts.name, facts.replaces) == (NEW_NAME, old)
    assert page.screen.panel.name.text() == NEW_NAME
    assert "Utfärdat i stället för" in page.history()
    StatusPage(day, old)
    number = day.desk.status_acts.standing(new).number
    assert page.line.startswith("Ersatt av Maria Sandberg: personen har bytt namn.")
    assert number in page.line
    assert page.acts() == []
    assert number in _checked(day, day.desk.certificates.facts(old).qr_text)
    assert _title(day.case_page(walk.case_id)) == "Kompetensbevis"


def _checked(day: Day, text: str) -> str:
    day.shell.window.go("verify")
    day.settle()
    screen = day.shell.window.screen_of("verify")
    assert isinstance(screen, VerifyScreen)
    screen.check_text(text)
    day.settle()
    return screen.findChild(NoteLine, "answer_replaced").words.text()


def _title(case: CasePage) -> str:
    from ui.widgets.labels import TextLabel

    return case.find(TextLabel, "certificate_title").text()
