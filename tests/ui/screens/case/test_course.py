"""The menu "Mer", its boxes, and the page of a case that stands still."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QPlainTextEdit, QPushButton

from app.domain.case import CaseState, Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from ui.widgets.labels import TextLabel


def menu(page: CasePage) -> QDialog:
    """The case's menu, opened by Alt+M."""
    page.key(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    return page.dialog("case_menu")


def offered(page: CasePage) -> list[str]:
    """The entries of the menu, closed again by Escape."""
    opened = menu(page)
    names = [button.objectName() for button in opened.findChildren(QPushButton)]
    page.qtbot.keyClick(opened, Qt.Key.Key_Escape)
    page.settle()
    return names


def choose(page: CasePage, name: str) -> None:
    """Choose an entry by keyboard: the arrows to it, then Enter."""
    opened = menu(page)
    buttons = opened.findChildren(QPushButton)
    names = [button.objectName() for button in buttons]
    for _ in range(names.index(name)):
        page.qtbot.keyClick(page.focus, Qt.Key.Key_Down)
    assert page.focus.objectName() == name
    page.qtbot.keyClick(page.focus, Qt.Key.Key_Return)
    page.settle()


def give_reason(page: CasePage, reason: str) -> None:
    """Write the reason where the keyboard is, and do it by Ctrl+Enter."""
    box = page.dialog("course_box")
    field = box.findChild(QPlainTextEdit, "course_reason")
    assert field is not None
    page.qtbot.keyClicks(field, reason)
    page.qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.settle()


def heading(page: CasePage) -> str:
    """What the page of a case that stands still says."""
    return page.find(TextLabel, "course_heading").text()


def test_a_case_that_has_not_begun_is_cancelled_from_the_menu(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.case_id)
    choose(page, "case_cancel")
    give_reason(page, "Ringde, han var sjuk i dag.")
    assert desk.cases.view(walk.case_id).state is CaseState.CANCELLED
    assert heading(page) == "Ärendet är avbokat"
    assert "sjuk" in page.find(TextLabel, "course_why").text()


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


def test_an_act_that_needs_a_reason_says_so_and_waits(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    choose(page, "case_pause")
    give_reason(page, "")
    assert page.dialog("course_box").isVisible()
    assert desk.cases.view(walk.case_id).state is CaseState.RUNNING
    give_reason(page, "Migr")
    assert desk.cases.view(walk.case_id).state is CaseState.PAUSED


def test_a_paused_case_says_why_and_enter_takes_it_up_again(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    desk.course.pause(walk.to(Step.PRACTICAL).case_id, "Migrän, går hem")
    page.open(walk.case_id)
    assert heading(page) == "Ärendet är pausat"
    assert "Migr" in page.find(TextLabel, "course_why").text()
    page.enter()
    assert desk.cases.view(walk.case_id).state is CaseState.RUNNING
    assert page.step is Step.PRACTICAL


@pytest.mark.parametrize("key", ["case_abort", "case_end_early"])
def test_a_case_with_a_finished_part_is_ended_with_or_without_a_statement(
    key: str, page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R37: both ways are there, and each says what is kept."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    choose(page, key)
    give_reason(page, "Arbetar nu i en annan stad")
    state = desk.cases.view(walk.case_id).state
    assert state is (CaseState.ABORTED if key == "case_abort" else CaseState.ASSESSED)
    if state is CaseState.ASSESSED:
        assert page.find(QAbstractButton, "sign").isVisible()
    else:
        assert heading(page) == "Ärendet är avbrutet"
