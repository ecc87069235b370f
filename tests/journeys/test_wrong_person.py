"""The wrong person was picked, and it is found out before and after the signature."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.domain.case import Step
from app.storage.sittings import met_items
from tests.day import Day
from tests.pages import type_text
from tests.pages_course import MovePage, choose

REASON = "Två i samma lag, fel rad valdes i listan."


@pytest.mark.begins_at(Step.DECISION)
def test_a_case_is_moved_to_who_really_sat_with_everything_done(day: Day) -> None:
    """I6: what was met goes with who met it; moved in the open, before anything is signed."""
    walk = day.walk().to(Step.DECISION)
    before = day.desk.cases.view(walk.case_id)
    case = day.case_page(walk.case_id)
    choose(case, "case_move")
    box = MovePage(day.shell, day.qtbot)
    field = box.find(QLineEdit, "search_text")
    type_text(field, "Gunilla")
    box.settle()
    note = box.find(QPlainTextEdit, "move_reason")
    type_text(note, REASON)
    box.click("move_now")
    case.settle()
    after = day.desk.cases.view(walk.case_id)
    assert after.name.startswith("Gunilla")
    assert after.state is before.state
    assert after.name in case.screen.context
    assert after.history[-1].detail == REASON
    with day.desk.desk.database.reading() as session:
        scheme = walk.protocol.scheme
        assert met_items(session, after.person_id, scheme)
        assert not met_items(session, before.person_id, scheme)
    assert day.desk.decisions.proposal(walk.case_id).hindrance is None


@pytest.mark.begins_at(Step.FEEDBACK)
def test_a_signed_case_is_never_moved_and_says_what_to_do_instead(day: Day) -> None:
    """I1: withdrawn and redone, never reassigned in silence."""
    walk = day.walk().to(Step.FEEDBACK)
    before = day.desk.cases.view(walk.case_id).person_id
    case = day.case_page(walk.case_id)
    choose(case, "case_move")
    assert "signerat" in case.screen.errors.accessibleName()
    assert day.desk.cases.view(walk.case_id).person_id == before
