"""The room of many certificates drawn: light, dark, small, 200 %, both languages."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.certificate.printing import PrintFailed
from app.domain.case import CaseState
from app.settings import Settings
from app.storage.errors import DiskFull
from app.storage.tables import CaseRow
from app.usecases.batch import TalkMissing
from app.usecases.batch_report import (
    BatchProgress,
    BatchStep,
    CopyReport,
    IssueReport,
    RefusedCase,
)
from app.usecases.certificates import issue_in
from app.workspace import Desks, Workspace
from tests.desk_work import QUICK, practice_desk
from tests.factories import FixedClock
from tests.many_cases import order_of
from tests.once import once, run_folder
from tests.pages import CertificatesPage
from tests.ui.drawing import clipped_texts, draw
from tests.ui.screens.test_desk_pictures import VIEWS, View
from ui.application import Shell, build_window
from ui.screens.certificates import CertificatesScreen
from ui.screens.copies_box import PrintManyBox, SaveManyBox
from ui.screens.issue_box import IssueBox

ISSUED = 40
LONG = "Norra Vätterbygdens Verktygs- och Maskinunderhåll Handelsbolag"


@pytest.fixture(scope="module")
def home_with_many(home_at_work: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty issued, six ready of two companies, one whose talk is missing."""
    return once(run_folder(tmp_path_factory) / "many", partial(_issue_many, home_at_work))


def _issue_many(home_at_work: Path, home: Path) -> None:
    desk = practice_desk(shutil.copytree(home_at_work, home), FixedClock())
    for case in order_of(desk, ISSUED):
        with desk.desk.database.transaction() as session:
            issue_in(desk.desk, session, case)
    waiting = [*order_of(desk, 3, LONG, start=200), *order_of(desk, 4, start=300)]
    with desk.desk.database.transaction() as session:
        session.get_one(CaseRow, waiting[0]).state = CaseState.DECIDED
    desk.close()


@pytest.fixture(params=VIEWS, ids=[view.name for view in VIEWS])
def view(request: pytest.FixtureRequest) -> View:
    """One way to look at the desk."""
    found: View = request.param
    return found


@pytest.fixture
def desks(home_with_many: Path, tmp_path: Path) -> Desks:
    """The test's own copy."""
    home = shutil.copytree(home_with_many, tmp_path / "desks")
    return Desks(home, FixedClock(), argon=QUICK)


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


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> CertificatesPage:
    """The room, on view."""
    made = CertificatesPage(shell, qtbot)
    made.visit()
    return made


@pytest.fixture
def screen(page: CertificatesPage) -> CertificatesScreen:
    """Its widget."""
    found = page.screen
    assert isinstance(found, CertificatesScreen)
    return found


def fits(widget: QWidget, view: View, name: str) -> None:
    """Draw it; every text has its room."""
    draw(widget, f"many-{view.name}-{name}")
    assert clipped_texts(widget) == [], name


def opened(page: CertificatesPage) -> QDialog:
    """The box over the window."""
    page.settle()
    return next(b for b in page.shell.window.findChildren(QDialog) if b.isVisible())


def test_the_list_issuing_and_handing_out_have_room(
    page: CertificatesPage, screen: CertificatesScreen, shell: Shell, view: View, tmp_path: Path
) -> None:
    look_at_issuing(page, screen, shell, view)
    look_at_handing_out(page, screen, view, tmp_path)
    look_at_the_list(page, screen, shell, view)


def look_at_the_list(
    page: CertificatesPage, screen: CertificatesScreen, shell: Shell, view: View
) -> None:
    """The list, what is chosen, what is narrowed."""
    fits(shell.window, view, "list")
    screen.table.selectAll()
    page.settle()
    assert len(screen.chosen) == ISSUED + 1
    fits(shell.window, view, "chosen")
    screen.choose_filter()
    box = opened(page)
    assert box.height() <= shell.window.height()
    fits(box, view, "filter")
    box.findChild(QWidget, "filter_period").setCurrentIndex(1)  # type: ignore[union-attr]
    box.findChild(QWidget, "filter_now").click()  # type: ignore[union-attr]
    page.settle()
    fits(shell.window, view, "narrowed")
    page.write("search_text", "zzz")
    fits(shell.window, view, "nothing")


def look_at_issuing(
    page: CertificatesPage, screen: CertificatesScreen, shell: Shell, view: View
) -> None:
    """From the choice to every report."""
    screen.issue_many()
    box = opened(page)
    assert isinstance(box, IssueBox)
    assert box.height() <= shell.window.height()
    fits(box, view, "issue")
    box.show_running()
    box._show_table(shown=False)
    box.progress.show_progress(BatchProgress(BatchStep.FILES, 121, 500))
    fits(box, view, "running")
    ready = box.model.rows
    refused = tuple(RefusedCase(case.case_id, case.name, TalkMissing()) for case in ready[:1])
    cases = tuple(case.case_id for case in ready)
    told = IssueReport((b"1" * 10,) * 19, (b"2" * 10,), refused, cases[1:], (b"1" * 10,))
    box._end()
    box._on_done(cases, told, ready)
    fits(box, view, "report")
    box._on_done(cases, IssueReport(stopped=DiskFull(Path("desk.db")), left=cases), ready)
    fits(box, view, "no-room")
    box._on_done(cases, IssueReport((b"1" * 10,) * 20), ())
    fits(box, view, "all-issued")
    box.reject()
    page.settle()


def look_at_handing_out(
    page: CertificatesPage, screen: CertificatesScreen, view: View, tmp_path: Path
) -> None:
    """Printing that stopped, saving where a file lies already."""
    ids = [line.id for line in screen.model.rows]
    work = screen._work
    printing = PrintManyBox(screen, work.batch, work.background, ids)
    printing.open()
    page.settle()
    fits(printing, view, "print")
    printing.errors.clear()
    printing.on_report(
        CopyReport(tuple(ids[:6]), left=tuple(ids[6:]), stopped=PrintFailed("lp: no paper"))
    )
    fits(printing, view, "print-stopped")
    printing.reject()
    (tmp_path / work.batch.file_names(ids[:1])[0]).write_bytes(b"mine")
    saving = SaveManyBox(screen, work.batch, work.background, ids, tmp_path)
    saving.open()
    page.settle()
    fits(saving, view, "save")
    saving.reject()
    page.settle()
