"""A change made on any thread reaches the screens on the window's own."""

import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.change import Change, Touched
from ui.changes import Changes


def test_a_change_from_a_worker_arrives_on_the_windows_thread(
    qapp: QApplication, qtbot: QtBot
) -> None:
    changes, got = Changes(), []
    change = Change(frozenset({Touched.CASES}))
    changes.happened.connect(lambda one: got.append((one, threading.current_thread())))
    worker = threading.Thread(target=changes.announce, args=(change,))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: got == [(change, threading.main_thread())], timeout=120_000)


def test_a_change_announced_in_the_middle_of_work_arrives_after_it(qtbot: QtBot) -> None:
    changes, got = Changes(), []
    changes.happened.connect(got.append)
    changes.announce(Change(frozenset({Touched.PEOPLE})))
    assert got == []
    qtbot.waitUntil(lambda: len(got) == 1, timeout=120_000)
