"""The auditor at the desk: draws, draws again, opens and saves; drawn (X9)."""

import json
import shutil
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.sampling import sum_of
from app.storage.export_rows import Exported, write_down
from app.workspace import Desks, Workspace
from tests.desk_work import QUICK
from tests.factories import FixedClock
from tests.pages import Page, choose_in_dialog
from tests.ui.drawing import clipped_texts, draw, in_every_look
from ui.application import Shell
from ui.screens.audit import AuditScreen
from ui.screens.case.course_menu import open_menu
from ui.screens.case.screen import CaseScreen
from ui.screens.case.signed_file_box import SignedFileBox

SEED = "vintern"


class AuditPage(Page):
    """The sample, reached from the registers."""

    @property
    def screen(self) -> AuditScreen:
        """The screen itself."""
        found = self.shell.window.screen_of("audit")
        assert isinstance(found, AuditScreen)
        return found

    def visit(self) -> None:
        """By the button of the registers."""
        self.shell.window.go("disputes")
        self.settle()
        self.click("go_audit")

    @property
    def box(self) -> SignedFileBox:
        """The open box of a file."""
        found = [one for one in self.shell.window.findChildren(SignedFileBox) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def save(self, path: Path) -> None:
        """Save what the open box asks about, and close it."""
        choose_in_dialog(self, self.box.act.click, path)
        assert not self.box.errors.isVisible()
        self.box.reject()
        self.settle()


@pytest.fixture
def desks(home_at_work: Path, tmp_path: Path) -> Desks:
    """A desk with one certificate; nothing of this test is left for another."""
    return Desks(shutil.copytree(home_at_work, tmp_path / "desks"), FixedClock(), argon=QUICK)


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> AuditPage:
    """The screen on view, nothing drawn."""
    made = AuditPage(shell, qtbot)
    made.visit()
    return made


def test_an_auditor_draws_by_keyboard_saves_the_list_and_a_case_and_opens_it(
    page: AuditPage, open_desk: Workspace, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """X9, I14: the seed is told, written down and draws the same; each file is signed."""
    screen = page.screen
    page.write("sample_seed", "revision 2026")
    qtbot.keyClick(screen.form.seed, Qt.Key.Key_Return)
    page.settle()
    assert page.says("1 av 1 beslutade ärenden, med fröet revision 2026.")
    assert QApplication.focusWidget() is screen.table
    (case,) = open_desk.audits.sample(5, "revision 2026").cases
    page.click("sample_save")
    page.save(tmp_path / "stickprov.json")
    rows = json.loads((tmp_path / "stickprov.json").read_text())
    assert [row["serial"] for row in rows] == [case.serial]
    page.click("sampled_save")
    page.save(tmp_path / "akt.json")
    assert open_desk.exports.check(tmp_path / "akt.json").is_same
    screen.draws.table.choose_row(0)
    qtbot.keyClick(screen.draws.table, Qt.Key.Key_Return)
    page.settle()
    assert screen.table.model().rowCount() == 1
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    page.settle()
    assert (shell.window.here, isinstance(case.case_id, UUID)) == ("case", True)
    from_the_case(page, shell, tmp_path)


def before_any_case(desk: Workspace) -> None:
    """As if somebody had drawn when nothing was decided yet."""
    told = {"seed": SEED, "count": "5", "among": "0"}
    now, actor = desk.desk.clock.now(), desk.assessor.name
    with desk.desk.database.transaction() as session:
        write_down(session, Exported(now, actor, "sample", 0, sum_of(()), "", told))


def from_the_case(page: AuditPage, shell: Shell, folder: Path) -> None:
    """The same file by the menu of the case itself."""
    screen = shell.window.screen_of("case")
    assert isinstance(screen, CaseScreen)
    assert screen.pane is not None
    open_menu(screen.pane)
    page.settle()
    page.click("case_file")
    page.save(folder / "samma.json")
    akt, same = (json.loads((folder / f"{one}.json").read_text()) for one in ("akt", "samma"))
    kept = [[row for row in rows if row["part"] != "desk"] for rows in (akt, same)]
    assert kept[0] == kept[1]


def test_what_lacks_is_said_at_its_field_and_a_grown_desk_is_told_of(
    page: AuditPage, open_desk: Workspace, tmp_path: Path
) -> None:
    """A seed that draws otherwise than when it was written down says why."""
    page.write("sample_seed", "  ")
    page.click("sample_draw")
    assert page.says("Skriv ett frö: ett ord eller ett tal.")
    page.write("sample_count", "0")
    page.click("sample_draw")
    assert page.says("Skriv ett tal från 1 till 500.")
    assert open_desk.audits.draws() == ()
    before_any_case(open_desk)
    page.write("sample_count", "5")
    page.write("sample_seed", "a" * 300)
    page.click("sample_draw")
    page.click("sample_save")
    folder = tmp_path / "upptagen.json"
    folder.mkdir()
    choose_in_dialog(page, page.box.act.click, folder)
    assert page.box.errors.isVisible()
    page.box.reject()
    page.write("sample_seed", SEED)
    page.click("sample_draw")
    assert page.says("fanns 0 ärenden")


@in_every_look
def test_the_sample_is_drawn_whole(
    page: AuditPage, size: QSize, scale: int, language: str, theme: str
) -> None:
    """Empty, drawn and the box of a file."""
    name, window = f"audit-{language}-{scale}-{theme}", page.shell.window
    draw(window, f"{name}-empty", size)
    assert clipped_texts(window) == []
    page.click("sample_draw")
    draw(window, name)
    assert clipped_texts(window) == []
    page.click("sampled_save")
    box = page.box
    box.write(Path(__file__).parent / "no" / "such" / "folder.json")
    page.settle()
    draw(box, f"{name}-box")
    assert clipped_texts(box) == []
    assert box.height() <= window.height()
