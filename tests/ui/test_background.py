"""Slow work stays off the window; its answers come back only to whoever is still there."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import UserError
from ui.background import Background


class Full(UserError):
    """An expected error of the tests."""


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def _raise(error: Exception) -> None:
    raise error


def test_work_runs_elsewhere_and_its_answer_comes_back_here(
    background: Background, qtbot: QtBot
) -> None:
    places: list[threading.Thread] = []
    owner = QObject()
    background.run(owner, threading.current_thread, places.append)
    background.run(owner, lambda: None, lambda _none: places.append(threading.current_thread()))
    qtbot.waitUntil(lambda: len(places) == 2, timeout=120_000)
    assert places[0] is not places[1]
    assert places[1] is threading.main_thread()


def test_answers_come_in_the_order_of_the_work(background: Background, qtbot: QtBot) -> None:
    owner, got = QObject(), []
    for number in range(50):
        background.run(owner, lambda number=number: number, got.append)
    qtbot.waitUntil(lambda: background.idle, timeout=120_000)
    assert got == list(range(50))


def test_the_network_does_not_hold_up_the_database(background: Background, qtbot: QtBot) -> None:
    owner, got = QObject(), []
    gate = threading.Event()
    background.network.run(owner, gate.wait, lambda _set: got.append("network"))
    background.run(owner, lambda: "database", got.append)
    qtbot.waitUntil(lambda: got == ["database"], timeout=120_000)
    gate.set()
    qtbot.waitUntil(lambda: got == ["database", "network"], timeout=120_000)


def test_an_answer_for_somebody_who_is_gone_is_dropped(
    background: Background, qtbot: QtBot
) -> None:
    gate, got = threading.Event(), []
    owner = QWidget()
    background.run(owner, gate.wait, got.append)
    owner.deleteLater()
    owner.destroyed.connect(lambda: gate.set())
    qtbot.waitUntil(lambda: background.idle, timeout=120_000)
    assert got == []


def test_an_expected_error_goes_to_whoever_asked(background: Background, qtbot: QtBot) -> None:
    owner, got = QObject(), []
    error = Full()
    background.run(owner, lambda: _raise(error), got.append, got.append)
    qtbot.waitUntil(lambda: got == [error], timeout=120_000)


def test_an_expected_error_nobody_takes_is_shown_by_the_screen_around(
    background: Background, qtbot: QtBot
) -> None:
    class Showing(QWidget):
        def show_error(self, error: UserError) -> None:
            shown.append(error)

    shown: list[UserError] = []
    screen = Showing()
    qtbot.addWidget(screen)
    part = QWidget(screen)
    error = Full()
    background.run(part, lambda: _raise(error), lambda _none: None)
    qtbot.waitUntil(lambda: shown == [error], timeout=120_000)


def test_a_bug_rises_where_the_crash_hook_sees_it(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.captureExceptions() as caught:
        background.run(owner, lambda: _raise(ZeroDivisionError()), lambda _none: None)
        qtbot.waitUntil(lambda: background.idle, timeout=120_000)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_progress_is_told_here(background: Background, qtbot: QtBot) -> None:
    owner, got = QObject(), []
    here = threading.main_thread()
    tell = background.network.relay(
        owner, lambda value: got.append((value, threading.current_thread() is here))
    )
    background.network.run(owner, lambda: [tell(n) for n in range(3)], lambda _none: None)
    qtbot.waitUntil(lambda: len(got) == 3, timeout=120_000)
    assert got == [(0, True), (1, True), (2, True)]


def test_closing_still_writes_what_is_queued_for_the_database(qtbot: QtBot) -> None:
    background, done = Background(), []
    for text in ("note", "rating"):
        background.run(QObject(), lambda text=text: done.append(text), lambda _none: None)
    background.close()
    assert done == ["note", "rating"]


def test_what_is_asked_after_the_end_is_neither_done_nor_a_crash(qtbot: QtBot) -> None:
    """A candidate's heartbeat ticks once more while the window closes."""
    background, done = Background(), []
    background.close()
    background.run(background, lambda: done.append("late"), done.append)
    assert background.idle
    assert done == []
