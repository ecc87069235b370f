"""The menu "Mer", its boxes, and the page of a case that stands still."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton

from app.domain.case import CaseState, Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from tests.pages_case import CasePage
from tests.pages_course import choose, give_reason, heading, offered, why
from ui.widgets.note_line import NoteLine


def test_a_case_that_has_not_begun_is_cancelled_from_the_menu(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.case_id)
    choose(page, "case_cancel")
    give_reason(page, "Ringde och sa att han är sjuk.")
    assert desk.cases.view(walk.case_id).state is CaseState.CANCELLED
    assert heading(page) == "Ärendet är avbokat"
    assert "sjuk" in why(page)


def test_the_menu_offers_what_is_possible_as_the_case_stands(
    page: CasePage, walk: CaseWalk
) -> None:
    page.open(walk.case_id)
    booked = offered(page)
    assert {"case_no_show", "case_cancel"} <= set(booked)
    assert "case_pause" not in booked
    walk.to(Step.PRACTICAL)
    page.open(walk.case_id)
    running = offered(page)
    assert {"case_pause", "case_end_early", "case_abort"} <= set(running)
    assert "case_cancel" not in running


@pytest.mark.begins_at(Step.THEORY)
def test_an_act_that_needs_a_reason_says_so_and_waits(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    choose(page, "case_pause")
    give_reason(page, "")
    assert page.dialog("course_box").isVisible()
    assert desk.cases.view(walk.case_id).state is CaseState.RUNNING
    give_reason(page, "Migrän")
    assert desk.cases.view(walk.case_id).state is CaseState.PAUSED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_paused_case_says_why_and_enter_takes_it_up_again(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    desk.course.pause(walk.to(Step.PRACTICAL).case_id, "Migrän, går hem")
    page.open(walk.case_id)
    assert heading(page) == "Ärendet är pausat"
    assert "Migrän" in why(page)
    page.enter()
    assert desk.cases.view(walk.case_id).state is CaseState.RUNNING
    assert page.step is Step.PRACTICAL


@pytest.mark.begins_at(Step.PRACTICAL)
@pytest.mark.parametrize("key", ["case_abort", "case_end_early"])
def test_a_case_with_a_finished_part_is_ended_with_or_without_a_statement(
    key: str, page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R37: both ways are there, and each says what is kept."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    choose(page, key)
    give_reason(page, "Har fått nytt arbete på annan ort")
    state = desk.cases.view(walk.case_id).state
    assert state is (CaseState.ABORTED if key == "case_abort" else CaseState.ASSESSED)
    if state is CaseState.ASSESSED:
        assert page.find(QAbstractButton, "sign").isVisible()
    else:
        assert heading(page) == "Ärendet är avbrutet"


@pytest.mark.begins_at(Step.THEORY)
def test_the_last_month_of_a_case_is_counted_down_beside_its_steps(
    page: CasePage, walk: CaseWalk, clock: FixedClock
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    assert not page.find(NoteLine, "case_lapses").isVisible()
    clock.advance(timedelta(days=walk.protocol.rules.case_days - 7))
    page.open(walk.case_id)
    assert page.find(NoteLine, "case_lapses").words.text() == "Förfaller om 7 dagar"
