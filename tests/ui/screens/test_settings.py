"""Settings: every choice holds at once and is remembered."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app import paths
from app.settings import Settings
from app.workspace import Workspace
from tests.pages import SettingsPage
from ui.application import Shell, build_window
from ui.theme import look


@pytest.fixture
def kept() -> list[Settings]:
    """What was remembered."""
    return []


@pytest.fixture
def shell(qapp: QApplication, kept: list[Settings]) -> Iterator[Shell]:
    """A window whose settings are seen."""
    made = build_window(Settings(theme="light"), kept.append)
    made.window.show()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> SettingsPage:
    """Settings, on view."""
    assert open_desk.assessor
    made = SettingsPage(shell, qtbot)
    made.visit()
    return made


def test_the_language_is_switched_live_everywhere(
    page: SettingsPage, shell: Shell, kept: list[Settings]
) -> None:
    page.click("en")
    assert page.says("Look and language")
    rail = shell.window.findChild(object, "rail_people")
    assert rail is not None
    assert rail.text() == "People"
    assert kept[-1].language == "en"
    page.click("sv")
    assert page.says("Utseende och språk")


def test_the_theme_is_switched_live(page: SettingsPage, kept: list[Settings]) -> None:
    page.click("dark")
    assert look().dark
    assert kept[-1].theme == "dark"
    page.click("light")
    assert not look().dark


def test_the_size_is_switched_live_and_one_stays_where_one_was(
    page: SettingsPage, shell: Shell, kept: list[Settings]
) -> None:
    page.click("150")
    page.settle()
    assert look().scale == 150
    assert kept[-1].scale == 150
    assert shell.window.here == "settings"
    assert page.screen.scale.key == "150"  # type: ignore[attr-defined]


def test_the_auto_lock_is_remembered(page: SettingsPage, kept: list[Settings]) -> None:
    box = page.find(QComboBox, "settings_minutes")
    assert box.currentData() == 10
    box.setFocus()
    page.qtbot.keyClicks(box, "30")
    box.activated.emit(box.currentIndex())
    assert kept[-1].auto_lock_minutes == 30


def test_it_says_what_this_is_and_where_the_data_lies(page: SettingsPage) -> None:
    assert page.says("EUPL-1.2")
    assert page.says(str(paths.data_folder()))
    assert page.says(str(paths.log_folder()))
    assert page.sees("settings_log")
