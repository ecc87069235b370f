"""One session: unlock, work, lock by key and by time, unlock again; reminders; candidate mode."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case
from tests.pages import BoxPage, PeoplePage, RegisterBox, TodayPage, UnlockPage
from ui.application import Shell
from ui.auto_lock import AutoLock
from ui.screens.candidate import CandidateScreen
from ui.session import Session

_RAIL = (
    *("today", "people", "companies", "certificates", "verify", "sync", "protocols"),
    *("disputes", "settings"),
)


class Reminder(BoxPage):
    """The question after a week."""

    name = "confirm_box"


def test_the_rail_has_what_there_is_and_nothing_else(open_desk: Workspace, shell: Shell) -> None:
    assert open_desk.kind
    items = [w.objectName() for w in shell.window.findChildren(QWidget) if w.isVisible()]
    assert [n for n in items if n.startswith("rail_")] == [f"rail_{key}" for key in _RAIL]


def test_every_place_is_reached_by_its_keys(
    open_desk: Workspace, shell: Shell, qtbot: QtBot
) -> None:
    assert open_desk.kind
    control = Qt.KeyboardModifier.ControlModifier
    for key, place in (
        (Qt.Key.Key_2, "people"),
        (Qt.Key.Key_3, "companies"),
        (Qt.Key.Key_4, "certificates"),
        (Qt.Key.Key_5, "verify"),
        (Qt.Key.Key_6, "sync"),
        (Qt.Key.Key_7, "protocols"),
        (Qt.Key.Key_8, "disputes"),
        (Qt.Key.Key_Comma, "settings"),
        (Qt.Key.Key_1, "today"),
    ):
        qtbot.keyClick(shell.window, key, control)
        TodayPage(shell, qtbot).settle()
        assert shell.window.here == place


def test_ctrl_l_locks_and_the_pin_opens_again(
    open_desk: Workspace, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    assert open_desk.kind
    qtbot.keyClick(shell.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = UnlockPage(shell, qtbot)
    qtbot.waitUntil(lambda: page.is_shown, timeout=120_000)
    assert session.workspace is None
    page.settle()
    page.type(PRACTICE_PIN)
    assert shell.window.here == "today"
    assert session.workspace is not None


def test_a_locked_desk_shows_nothing_of_its_people(
    open_desk: Workspace, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    assert open_desk.kind
    people = PeoplePage(shell, qtbot)
    people.visit()
    session.lock()
    UnlockPage(shell, qtbot).settle()
    seen = [w for w in shell.window.findChildren(QWidget, "people_table") if w.isVisible()]
    assert seen == []


def test_a_box_left_open_is_closed_when_the_desk_is_locked(
    open_desk: Workspace, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    assert open_desk.kind
    people = PeoplePage(shell, qtbot)
    people.visit()
    people.click("people_new")
    box = RegisterBox(shell, qtbot)
    assert box.is_open
    session.lock()
    qtbot.waitUntil(lambda: UnlockPage(shell, qtbot).is_shown, timeout=120_000)
    assert not box.is_open


def test_candidate_mode_takes_the_screen_and_only_the_pin_gives_it_back(
    open_desk: Workspace, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    case_id = booked_case(open_desk)
    CaseWalk(open_desk, case_id).to(Step.THEORY)
    shell.window.go("candidate", open_desk.theory.start(case_id))
    today = TodayPage(shell, qtbot)
    today.settle()
    assert shell.window.isFullScreen()
    assert not today.sees("today_table")
    session.lock()
    session._auto_lock._on_time()
    today.settle()
    assert session.workspace is not None
    candidate = shell.window.findChild(CandidateScreen)
    assert candidate is not None
    candidate.left.emit(case_id)
    today.settle()
    assert not shell.window.isFullScreen()
    assert shell.window.here == "case"


def test_nobody_at_the_computer_locks_it(
    open_desk: Workspace, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    assert open_desk.kind
    session._auto_lock.due.emit()
    page = UnlockPage(shell, qtbot)
    qtbot.waitUntil(lambda: page.is_shown, timeout=120_000)
    assert session.workspace is None


def test_the_wait_begins_anew_with_every_key_and_never_ends_during_candidate_mode(
    shell: Shell, qtbot: QtBot
) -> None:
    busy = [True]
    watch = AutoLock(shell.appearance, lambda: busy[0], minute=1)
    watch.start()
    with qtbot.assertNotEmitted(watch.due):
        watch._on_time()
    box = QDialog(shell.window)
    for widget in (shell.window, box):
        widget.show()
        qtbot.waitUntil(widget.isActiveWindow, timeout=120_000)
        watch._timer.setInterval(3_600_000)
        QTest.keyClick(widget.windowHandle(), Qt.Key.Key_A)
        assert watch._timer.interval() == shell.appearance.settings.auto_lock_minutes
    busy[0] = False
    with qtbot.waitSignal(watch.due, timeout=120_000):
        pass
    watch.stop()


def test_a_practice_desk_reminds_of_nothing_as_it_sends_nothing(
    open_desk: Workspace, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    """R62."""
    runner = session.runner
    assert runner is not None
    oldest = open_desk.desk.clock.now() - timedelta(days=8)
    runner.status = replace(open_desk.syncing.status(), oldest=oldest, waiting=3)
    runner.status_read.emit(runner.status)
    TodayPage(shell, qtbot).settle()
    assert not Reminder(shell, qtbot).is_open
    assert shell.window.findChild(QWidget, "toast") is None


@pytest.mark.parametrize(("days", "words"), [(2, "mer än ett dygn"), (8, "mer än sju dagar")])
def test_what_has_waited_long_is_reminded_of_once(
    open_desk: Workspace, session: Session, shell: Shell, qtbot: QtBot, days: int, words: str
) -> None:
    """R62."""
    open_desk.desk.kind = DeskKind.REAL
    runner = session.runner
    assert runner is not None
    status = open_desk.syncing.status()
    oldest = open_desk.desk.clock.now() - timedelta(days=days)
    runner.status = replace(status, oldest=oldest, waiting=3, node="Nod Jönköping")
    session._remind(runner.status)
    if days < 7:
        toast = shell.window.findChild(QWidget, "toast")
        assert toast is not None
        assert words in toast.accessibleName()
        return
    box = Reminder(shell, qtbot)
    assert box.says(words)
    box.click("confirm_yes")
    assert shell.window.here == "sync"
    session._remind(runner.status)
    assert not box.is_open
