"""Every screen of the desk drawn: light, dark, small, 200 %, both languages; no text clipped."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.settings import Settings, Theme
from app.workspace import Desks, Workspace
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.pages import PeoplePage, TodayPage, UnlockPage, VerifyPage
from tests.ui.drawing import DEEP, DESK, SMALL, clipped_texts, draw
from ui.application import Shell, build_window
from ui.language import Language
from ui.screens.certificates import CertificatesScreen
from ui.screens.first_start import FirstStart
from ui.screens.people import PeopleScreen
from ui.session import Session


@dataclass(frozen=True, slots=True)
class View:
    """How the desk is looked at."""

    name: str
    theme: Theme = "light"
    size: QSize = DESK
    scale: int = 100
    language: Language = "sv"


_ALL = (
    View("light"),
    View("dark", theme="dark"),
    View("small", size=SMALL),
    View("small-english-dark", theme="dark", size=SMALL, language="en"),
    View("double", scale=200),
)
VIEWS = tuple(view for view in _ALL if DEEP or view.name != "dark")
"""A theme moves nothing: one dark picture is enough."""


@pytest.fixture(params=VIEWS, ids=[view.name for view in VIEWS])
def view(request: pytest.FixtureRequest) -> View:
    """One way to look at the desk."""
    found: View = request.param
    return found


@pytest.fixture
def desks(home_at_work: Path, clock: FixedClock, tmp_path: Path) -> Desks:
    """A desk in the middle of a day."""
    return desks_in(shutil.copytree(home_at_work, tmp_path / "desks"), clock)


@pytest.fixture
def shell(qapp: QApplication, view: View) -> Iterator[Shell]:
    """The window as it is looked at."""
    settings = Settings(theme=view.theme, scale=view.scale, language=view.language)
    made = build_window(settings, lambda _settings: None)
    made.window.resize(view.size)
    made.window.show()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


def drawn(shell: Shell, view: View, name: str) -> list[str]:
    """Draw the window; the texts that do not fit."""
    draw(shell.window, f"desk-{view.name}-{name}")
    return clipped_texts(shell.window)


def test_first_start_and_unlock(
    shell: Shell, view: View, empty_desks: Desks, desks: Desks, qtbot: QtBot
) -> None:
    fresh = Session(shell, empty_desks, FixedClock())
    fresh.start()
    assert drawn(shell, view, "first-start") == []
    first = shell.window.findChild(FirstStart)
    assert first is not None
    first.show_enrol()
    for at, page in enumerate(("address", "compare", "code")):
        first.enrol._show(at)
        assert drawn(shell, view, f"enrol-{page}") == []
    session = Session(shell, desks, FixedClock())
    session.start()
    UnlockPage(shell, qtbot).settle()
    assert drawn(shell, view, "unlock") == []
    session.close()


def test_every_screen_and_box(open_desk: Workspace, shell: Shell, view: View, qtbot: QtBot) -> None:
    page = TodayPage(shell, qtbot)
    look_at_screens(page, open_desk, view)
    look_at_boxes(page, view)


def look_at_screens(page: TodayPage, open_desk: Workspace, view: View) -> None:
    """Every place of the rail, an answer, a search."""
    shell, qtbot = page.shell, page.qtbot
    for key in ("today", "people", "certificates", "verify", "sync", "settings"):
        shell.window.go(key)
        page.settle()
        assert drawn(shell, view, key) == [], key
    shell.window.go("verify")
    line = open_desk.certificates.list()[0]
    VerifyPage(shell, qtbot).scan(open_desk.certificates.facts(line.id).qr_text)
    assert drawn(shell, view, "verify-answer") == []
    shell.window.go("people")
    PeoplePage(shell, qtbot).search("li")
    assert drawn(shell, view, "people-found") == []


def look_at_boxes(page: TodayPage, view: View) -> None:
    """Every box over them."""
    shell = page.shell
    people = shell.window.screen_of("people")
    certificates = shell.window.screen_of("certificates")
    assert isinstance(people, PeopleScreen)
    assert isinstance(certificates, CertificatesScreen)
    shell.window.go("certificates")
    page.settle()
    for name, act in (
        ("new-case", shell.window.screen_of("today").begin),  # type: ignore[attr-defined]
        ("register", people.register),
        ("print", certificates.print_current),
        ("export", certificates.export_now),
    ):
        act()
        page.settle()
        box = next(b for b in shell.window.findChildren(QDialog) if b.isVisible())
        draw(box, f"desk-{view.name}-{name}")
        assert clipped_texts(box) == [], name
        box.reject()
        page.settle()
