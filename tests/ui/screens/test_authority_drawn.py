"""Who may judge whom, drawn: nothing is cut in either language, at any size, light or dark."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.ties import TieKind
from app.storage.tables import AssessorRow
from app.usecases.ties import NewTie
from app.workspace import Workspace
from tests.pages import Page
from tests.ui.drawing import DESK, SMALL, clipped_texts, look_of, picture
from ui.application import Shell, build_window

LOOKS = [
    ("sv", "light", 100, SMALL),
    ("en", "dark", 100, DESK),
    ("sv", "dark", 200, SMALL),
    ("en", "light", 200, DESK),
]


@pytest.fixture
def shell(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Shell]:
    """A window, dressed by each test."""
    made = build_window(look_of(request), lambda _settings: None)
    made.window.show()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


@pytest.mark.parametrize(("language", "theme", "scale", "size"), LOOKS, ids=str)
def test_nothing_is_cut(
    open_desk: Workspace,
    shell: Shell,
    qtbot: QtBot,
    language: str,
    theme: str,
    scale: int,
    size: QSize,
) -> None:
    """R2–R5: arrival with a conflict, ties on the card, settings, both boxes."""
    page, desk = Page(shell, qtbot), open_desk
    shell.window.resize(size)
    case_id = desk.today.view().booked[0].case_id
    person = tie_everybody(desk, case_id)
    for room, subject in (("case", case_id), ("people", person), ("settings", None)):
        shell.window.go(room, subject)
        page.settle()
        picture(shell.window, size)
        assert clipped_texts(shell.window) == [], room
    for button, box in (("secrecy_read", "secrecy_box"), ("add_tie", "tie_box")):
        shell.window.go("settings" if button == "secrecy_read" else "people", person)
        page.settle()
        found = shell.window.findChild(QAbstractButton, button)
        assert found is not None
        found.click()
        page.settle()
        shown = next(b for b in shell.window.findChildren(QDialog, box) if b.isVisible())
        assert clipped_texts(shown) == [], box
        assert shown.height() <= max(size.height(), shell.window.height()), box
        shown.reject()


def tie_everybody(desk: Workspace, case_id: object) -> object:
    """Every kind of tie to the person of the case; the agreement not signed."""
    person = desk.cases.view(case_id).person_id  # type: ignore[arg-type]
    with desk.desk.database.transaction() as session:
        session.get_one(AssessorRow, desk.assessor.id).secrecy_signed = None
    today = desk.desk.clock.now().date()
    for kind in TieKind:
        since = today if kind is TieKind.TRAINED else None
        desk.ties.add(person, NewTie(kind, since, "Grundkurs i CNC-teknik hösten 2025 och framåt"))
    return person
