"""Intyga is started twice: the second finds the first, or looks, and writes once that is closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.settings import Settings
from app.usecases.people import NewPerson
from tests.day import Day, turn_away
from tests.desk_work import desks
from tests.factories import FixedClock
from tests.pages import BoxPage, Page, UnlockPage
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw
from ui import first_window
from ui.application import Shell, build_window
from ui.session import Session
from ui.widgets.reading_bar import ReadingBar

PRACTICE = DeskKind.PRACTICE


class Second:
    """A second window on the same desk."""

    def __init__(self, home: Path, clock: FixedClock, qtbot: QtBot) -> None:
        self.shell: Shell = build_window(Settings(theme="light"), lambda _settings: None)
        self.shell.window.show()
        self.session = Session(self.shell, desks(home, clock), clock)
        self.session.start()
        self.qtbot = qtbot
        self.unlock, self.page = UnlockPage(self.shell, qtbot), Page(self.shell, qtbot)
        self.unlock.settle()

    def look(self) -> None:
        """The PIN, then the second offer, by the keyboard."""
        self.unlock.type(PRACTICE_PIN)
        self.press("error_other")
        assert self.session.workspace is not None

    def press(self, name: str) -> None:
        """By the keyboard."""
        button = self.page.find(QAbstractButton, name)
        assert button.isEnabled(), name
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.page.settle()

    def words(self) -> str:
        """What the bar above everything says."""
        return self.page.find(QLabel, "reading_words").text()

    def close(self) -> None:
        """As by the cross of the window."""
        turn_away(self.session)
        self.shell.window.close()
        self.shell.background.close()
        self.shell.window.deleteLater()


class Asked(BoxPage):
    """The question once the first window is closed."""

    name = "confirm_box"


@pytest.fixture
def second(
    day: Day, desk_home: Path, clock: FixedClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Second]:
    """Started beside the first, which has been unlocked; both share this thread, however slow."""
    assert day.desk.kind is PRACTICE
    monkeypatch.setattr(first_window, "_PATIENCE", 120_000)
    made = Second(desk_home, clock, qtbot)
    yield made
    made.close()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_second_shows_the_first_or_looks_and_writes_when_it_is_closed(
    day: Day, second: Second, clock: FixedClock
) -> None:
    """R59, R62: who writes is said; the first comes forward; the second sees what it commits."""
    second.unlock.type(PRACTICE_PIN)
    assert "Bordet är öppet i ett annat fönster: Maria Sandberg" in second.unlock.error()
    day.shell.window.showMinimized()
    second.press("error_act")
    second.qtbot.waitUntil(lambda: not day.shell.window.isMinimized(), timeout=120_000)
    second.qtbot.waitUntil(lambda: second.page.says("är framme"), timeout=120_000)

    second.look()
    assert "Maria Sandberg, sedan 12:00" in second.words()
    assert second.session._copies is None
    second.shell.window.go("people")
    day.desk.people.register(NewPerson("Nora Nykomling"))
    second.page.settle()
    second.press("reading_refresh")
    second.page.write("search_text", "Nykomling")
    assert second.page.says("Nora Nykomling")

    looking = second.session._looking
    assert looking is not None
    day.lock()
    looking.look()
    second.page.settle()
    box = Asked(second.shell, second.qtbot)
    box.key(Qt.Key.Key_Escape)
    assert "är stängt" in second.words()
    second.press("reading_write")
    assert second.session.workspace is not None
    assert not second.session.workspace.is_for_reading
    assert not second.page.sees("reading_bar")
    second.shell.window.go("people")
    second.page.settle()
    assert second.page.find(QAbstractButton, "people_new").isEnabled()
    first = UnlockPage(day.shell, day.qtbot)
    first.settle()
    first.type(PRACTICE_PIN)
    assert "öppet i ett annat fönster" in first.error()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_whatever_writes_is_shut_and_says_why(day: Day, second: Second) -> None:
    """R59: in every room, buttons, fields and keys; going about and searching is open."""
    case = day.walk().case_id
    second.look()
    before = _records(day)
    for room in ("today", "people", "certificates", "sync", "protocols", "disputes", "settings"):
        second.shell.window.go(room)
        second.page.settle()
        _assert_shut(second, room)
    second.shell.window.go("case", case)
    second.page.settle()
    _assert_shut(second, "case")
    shut = {"practical.rate4", "case.sign", "people.new", "today.new", "sync.now", "sync.write"}
    for action in second.shell.window.findChildren(QAction):
        if action.objectName().removeprefix("command_") in shut:
            assert not action.isEnabled(), action.objectName()
    second.qtbot.keyClick(second.shell.window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    second.page.settle()
    assert _records(day) == before
    assert second.shell.window.grab().toImage().pixelColor(QPoint(5, 5)).isValid()


_OPEN = {"search_text", "settings_minutes", "settings_log", "settings_data", "certificates_filter"}
_OPEN |= {"keeping_verify", "protocol_sample", "certificate_case", "reading_forward"}
_OPEN |= {"reading_refresh", "all_steps", "task_sheet", "criterion_back", "privacy_more"}
_GOES = ("rail_", "step_", "area_")
_CHOICES = {"SegmentedChoice", "ErrorBar"}


def _assert_shut(second: Second, room: str) -> None:
    found = [
        one
        for kind in (QAbstractButton, QLineEdit)
        for one in second.shell.window.findChildren(kind)
        if one.isVisible() and one.isEnabled()
    ]
    for one in found:
        name, parent = one.objectName(), one.parentWidget()
        goes = name in _OPEN or name.startswith(_GOES)
        assert goes or type(parent).__name__ in _CHOICES, (room, type(one).__name__, name)
    shut = [
        one
        for one in second.shell.window.findChildren(QAbstractButton)
        if one.isVisible() and not one.isEnabled() and one.text()
    ]
    assert all(one.toolTip() for one in shut), room
    if room in ("today", "people", "case", "settings"):
        assert any("det andra fönstret skriver" in one.toolTip() for one in shut), room


def _records(day: Day) -> int:
    status = day.desk.syncing.status()
    return status.waiting + status.acknowledged


@pytest.mark.parametrize(
    ("theme", "size", "scale", "tongue"),
    [("light", DESK, 100, "sv"), ("dark", SMALL, 100, "en"), ("light", DESK, 200, "sv")],
)
def test_the_bar_and_the_offers_are_drawn_whole(
    theme: str, size: QSize, scale: int, tongue: str, second: Second
) -> None:
    """Light and dark, both languages, small and enlarged."""
    appearance = second.shell.appearance
    appearance.set_theme(theme)
    appearance.set_language(tongue)
    if scale != 100:
        appearance.set_scale(scale)
        second.session.start()
        second.unlock.settle()
    name = f"second_{theme}_{scale}"
    second.shell.window.resize(size)
    second.unlock.type(PRACTICE_PIN)
    draw(second.shell.window, f"{name}_offers", size)
    assert clipped_texts(second.unlock.page) == []
    second.press("error_other")
    for room in ("today", "certificates"):
        second.shell.window.go(room)
        second.page.settle()
        draw(second.shell.window, f"{name}_{room}", size)
    assert clipped_texts(second.page.find(ReadingBar, "reading_bar")) == []
    QApplication.processEvents()
