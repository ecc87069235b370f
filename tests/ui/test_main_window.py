"""The frame: screens built when first visited, one place lit, guests, changes, status, size."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.change import Change, Touched
from app.domain.errors import UserError
from app.settings import Settings
from tests.ui.drawing import SMALL, clipped_texts, dress, picture
from ui.application import Shell, build_window
from ui.main_window import Room
from ui.screen import Screen
from ui.theme import colour, look
from ui.widgets.buttons import LinkButton
from ui.widgets.practice_band import PracticeBand
from ui.widgets.toast import Toast

PLACES = ("today", "people", "settings")


class Page(Screen):
    """A screen that counts how often it loads."""

    built: list[str] = []

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(key)
        self.key, self.loaded, self.subject, self.leaves = key, 0, None, True
        Page.built.append(key)
        self._retranslate()

    def refresh(self) -> None:
        self.loaded += 1

    def open_with(self, subject: object) -> None:
        self.subject = subject

    def may_leave(self) -> bool:
        return self.leaves

    def _retranslate(self) -> None:
        self.set_title(self.key, self.tr("Idag"))


@pytest.fixture
def remembered() -> list[Settings]:
    return []


@pytest.fixture
def shell(qtbot: QtBot, remembered: list[Settings]) -> Iterator[Shell]:
    Page.built = []
    made = build_window(Settings(), remembered.append)
    qtbot.addWidget(made.window)
    made.window.show()
    rooms = [
        Room(key, lambda key=key: Page(key), "home", "Idag", at_foot=key == "settings")
        for key in PLACES
    ]
    made.window.furnish([*rooms, Room("case", lambda: Page("case"), rail_key="today")])
    yield made
    made.close()


def _page(shell: Shell, key: str) -> Page:
    page = shell.window.screen_of(key)
    assert isinstance(page, Page)
    return page


def test_a_screen_is_built_at_its_first_visit_and_kept(shell: Shell) -> None:
    assert Page.built == ["today"]
    shell.window.go("people")
    shell.window.go("today")
    shell.window.go("people")
    assert Page.built == ["today", "people"]


def test_a_screen_loads_whenever_it_comes_on_view(shell: Shell) -> None:
    assert _page(shell, "today").loaded == 1
    shell.window.go("people")
    shell.window.go("today")
    assert _page(shell, "today").loaded == 2


def test_the_rail_goes_there_and_shows_where_one_is(shell: Shell, qtbot: QtBot) -> None:
    item = shell.window.findChild(QWidget, "rail_people")
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert shell.window.here == "people"
    assert item.isChecked()


def test_places_that_are_not_there_are_absent(shell: Shell) -> None:
    assert shell.window.findChild(QWidget, "rail_sync") is None
    assert shell.window.findChild(QWidget, "rail_case") is None


def test_keys_go_where_they_say(shell: Shell, qtbot: QtBot) -> None:
    shell.window.activateWindow()
    shell.window.setFocus()
    qtbot.waitUntil(shell.window.isActiveWindow, timeout=120_000)
    qtbot.keyClick(shell.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.here == "people"


def test_a_screen_reached_from_another_lights_its_place_and_gets_its_subject(shell: Shell) -> None:
    _page(shell, "today").go.emit("case", 17)
    assert shell.window.here == "case"
    assert _page(shell, "case").subject == 17
    assert shell.window.findChild(QWidget, "rail_today").isChecked()


def test_one_stays_where_the_screen_asks_to(shell: Shell) -> None:
    _page(shell, "today").leaves = False
    shell.window.go("people")
    assert shell.window.here == "today"
    assert not shell.window.close()


def test_the_head_says_where_one_is(shell: Shell) -> None:
    shell.window.go("people")
    title = shell.window.findChild(QWidget, "page_title")
    assert title.text() == "people"
    _page(shell, "people").set_title("Karin", "Född 1987")
    assert title.text() == "Karin"
    _page(shell, "today").set_title("elsewhere")
    assert title.text() == "Karin"


def test_a_change_reaches_the_screen_on_view_and_others_when_they_are_shown(
    shell: Shell, qtbot: QtBot
) -> None:
    shell.window.go("people")
    today, people = _page(shell, "today"), _page(shell, "people")
    before = (today.loaded, people.loaded)
    shell.changes.announce(Change(frozenset({Touched.PEOPLE})))
    qtbot.waitUntil(lambda: people.loaded == before[1] + 1, timeout=120_000)
    assert today.loaded == before[0]


def test_the_pills_say_what_is_saved_and_what_waits(shell: Shell, qtbot: QtBot) -> None:
    shell.status.saved(datetime(2026, 11, 19, 10, 42).astimezone())
    shell.status.network(online=False, waiting=3)
    saved, link = (shell.window.findChild(QWidget, f"pill_{one}") for one in ("saved", "link"))
    assert saved.text == "Sparat på den här datorn 10:42"
    assert link.text == "Offline · 3 väntar"
    shell.appearance.set_language("en")
    qtbot.waitUntil(lambda: link.text == "Offline · 3 waiting", timeout=120_000)
    shell.status.network(online=True, waiting=0)
    assert link.text == "Online · everything is sent"


def test_a_desk_without_a_node_says_nothing_of_a_network(shell: Shell) -> None:
    shell.status.network(online=False, waiting=3, enrolled=False)
    assert not shell.window.findChild(QWidget, "pill_link").isVisible()
    assert shell.status.waiting == 0


def test_practice_is_unmistakable(shell: Shell) -> None:
    band = shell.window.findChild(QWidget, "practice_band")
    assert not band.isVisible()
    shell.window.set_practice(True)
    assert band.isVisible()


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("low", [False, True])
def test_the_words_of_the_practice_band_are_never_cut(qtbot: QtBot, scale: int, low: bool) -> None:
    """Its height is not enlarged with the letters: they take what room there is."""
    dress("light", scale)
    band = PracticeBand()
    qtbot.addWidget(band)
    band.set_low(low)
    band.resize(1366, band.height())
    picture = band.grab().toImage()
    letters = colour("on_practice").rgb()
    inked = [
        row
        for row in range(picture.height())
        if any(picture.pixel(x, row) == letters for x in range(picture.width()))
    ]
    assert inked
    assert min(inked) > 0
    assert max(inked) < picture.height() - 1


def test_a_guest_hides_everything_else_and_its_keys(shell: Shell, qtbot: QtBot) -> None:
    guest = QWidget()
    shell.window.take_over(guest)
    shell.window.activateWindow()
    qtbot.waitUntil(guest.isVisible, timeout=120_000)
    assert not shell.window.findChild(QWidget, "rail").isVisible()
    qtbot.keyClick(guest, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.here == "today"
    shell.window.give_back()
    assert shell.window.findChild(QWidget, "rail").isVisible()


def test_a_guest_may_have_the_whole_screen(shell: Shell, qtbot: QtBot) -> None:
    shell.window.take_over(QWidget(), full_screen=True)
    assert shell.window.isFullScreen()
    shell.window.give_back()
    assert not shell.window.isFullScreen()


def test_what_was_done_can_be_undone(shell: Shell, qtbot: QtBot) -> None:
    undone: list[str] = []
    shell.window.toast("Personen är registrerad.", lambda: undone.append("yes"))
    toast = shell.window.findChild(Toast)
    assert toast.isVisible()
    qtbot.mouseClick(toast.findChild(LinkButton, "toast_undo"), Qt.MouseButton.LeftButton)
    assert undone == ["yes"]
    assert not toast.isVisible()


def test_a_new_scale_builds_the_screens_again_in_the_same_place(shell: Shell) -> None:
    shell.window.go("people")
    shell.appearance.set_scale(150)
    assert shell.window.here == "people"
    assert Page.built[-1] == "people"
    assert shell.window.findChild(QWidget, "rail_people").isChecked()
    assert look().scale == 150


def test_a_screen_built_again_shows_what_it_showed(shell: Shell) -> None:
    shell.window.go("case", 17)
    shell.appearance.set_scale(125)
    assert _page(shell, "case").subject == 17


def test_choices_of_the_look_are_remembered(shell: Shell, remembered: list[Settings]) -> None:
    shell.appearance.set_theme("dark")
    shell.appearance.set_language("en")
    assert (remembered[-1].theme, remembered[-1].language) == ("dark", "en")
    assert look().dark


def test_the_windows_place_is_remembered(shell: Shell, remembered: list[Settings]) -> None:
    shell.window.resize(1100, 700)
    shell.window.close()
    again = build_window(remembered[-1], remembered.append)
    assert again.window.height() == 700
    again.close()
    again.window.deleteLater()


def test_an_error_is_told_where_it_happened(shell: Shell) -> None:
    from app.domain.identity_number import UnlikelyAge

    page = _page(shell, "today")
    error: UserError = UnlikelyAge(131)
    page.show_error(error)
    assert page.errors.isVisible()
    assert page.errors.what.text() == "Numret ger åldern 131 år."


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_frame_fits_the_smallest_window(shell: Shell, scale: int) -> None:
    shell.appearance.set_scale(scale)
    shell.status.network(online=False, waiting=3)
    drawn = picture(shell.window, SMALL)
    assert (drawn.width(), drawn.height()) == (1093, 614)
    assert clipped_texts(shell.window) == []
