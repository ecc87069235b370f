"""A bug is logged without names, told once, and the person can go on."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import log
from tests.ui.drawing import clipped_texts
from ui.crash import CrashHook, CrashNote


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    yield log.start_log(tmp_path)
    log.stop_log()


def _notes() -> list[CrashNote]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashNote)]


def test_a_bug_is_logged_told_once_and_can_be_put_aside(qtbot: QtBot, log_file: Path) -> None:
    """I12: the log holds the place, never the message."""
    before = sys.excepthook
    hook = CrashHook(log_file)
    seen: list[type[BaseException]] = []
    sys.excepthook = lambda kind, error, trace: seen.append(kind)
    hook = CrashHook(log_file)
    hook.install()
    try:
        for _ in range(3):
            error = ValueError("Karin Lindqvist")
            sys.excepthook(ValueError, error, None)
    finally:
        hook.remove()
        sys.excepthook = before
    assert seen == [ValueError] * 3
    assert len(_notes()) == 1
    note = _notes()[0]
    assert clipped_texts(note) == []
    written = log_file.read_text(encoding="utf-8")
    assert "builtins.ValueError" in written
    assert "Karin" not in written
    qtbot.mouseClick(note.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not _notes(), timeout=120_000)


def test_ctrl_c_is_no_bug(qapp: QApplication, log_file: Path) -> None:
    passed: list[type[BaseException]] = []
    before, sys.excepthook = sys.excepthook, lambda kind, error, trace: passed.append(kind)
    try:
        CrashHook(log_file)(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        sys.excepthook = before
    assert passed == [KeyboardInterrupt]
    assert not _notes()
