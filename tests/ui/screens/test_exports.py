"""Exports at the screen: asked for, watched, cancelled, found again, mailed, checked; drawn."""

import shutil
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.reports.tables import manifest_path
from app.usecases.exports import ExportFilters, ExportOrder, Manifest, Watching
from app.workspace import Desks, Workspace
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.pages import (
    CertificatesPage,
    ExportPage,
    PeoplePage,
    VerifyPage,
    choose_in_dialog,
    settle,
)
from tests.ui.drawing import clipped_texts, draw, in_every_look
from ui.application import Shell
from ui.screens.export_answer import ExportAnswerBox
from ui.screens.export_box import ExportBox
from ui.screens.export_made import ExportsMadeBox


@pytest.fixture
def desks(home_at_work: Path, clock: FixedClock, tmp_path: Path) -> Desks:
    """A desk with one certificate."""
    return desks_in(shutil.copytree(home_at_work, tmp_path / "desks"), clock)


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> CertificatesPage:
    """The certificates, on view."""
    made = CertificatesPage(shell, qtbot)
    made.visit()
    return made


@pytest.fixture
def box(page: CertificatesPage, shell: Shell, qtbot: QtBot) -> ExportBox:
    """The dialog, as the room's button opens it."""
    page.click("certificates_export")
    found = ExportPage(shell, qtbot).root
    assert isinstance(found, ExportBox)
    settle(shell, qtbot)
    return found


def test_an_export_is_written_mailed_found_again_and_checked(
    box: ExportBox, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """I14: what was written is told, logged with its mail, and held against its manifest."""
    page, opened = ExportPage(shell, qtbot), list[QUrl]()
    box.after.opens = lambda url: bool(opened.append(url))
    box.what.setCurrentIndex(box.what.findData("people"))
    page.click("csv")
    box.bom.setChecked(False)
    page.click("comma")
    file = tmp_path / "Wahlström & Ångström.csv"
    choose_in_dialog(page, lambda: page.click("export_now"), file)
    assert "rader skrivna till" in page.find(QLabel, "export_result").text()
    assert file.read_bytes().startswith(b'"Person","Namn"')
    page.click("export_folder")
    page.click("export_mail")
    draft = file.with_name(f"{file.name}.eml")
    assert [url.toLocalFile() for url in opened] == [str(tmp_path), str(draft)]
    message = message_from_bytes(draft.read_bytes(), policy=default)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == [file.name, manifest_path(file).name]
    assert (message["To"], message["X-Unsent"]) == (None, "1")

    page.click("export_made")
    made = shell.window.findChild(ExportsMadeBox)
    assert made is not None
    settle(shell, qtbot)
    kinds = [made.table.model().index(row, 0).data() for row in range(2)]
    assert kinds == ["E-post", "Personer"]
    made.table.choose_row(1)
    made.act.click()
    settle(shell, qtbot)
    answer = made.findChild(ExportAnswerBox)
    assert answer is not None
    assert "Hel." in answer.band.accessibleName()


def test_what_was_chosen_is_there_the_next_time(
    box: ExportBox, page: CertificatesPage, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """Format, separator and BOM are remembered; days that are none are told beside the field."""
    own = ExportPage(shell, qtbot)
    own.click("csv")
    own.click("tab")
    box.bom.setChecked(False)
    box.first.setText("2026-13-45")
    own.click("export_now")
    assert own.says("Skriv dagen som 2026-11-30")
    box.first.setText("2026-12-01")
    box.last.setText("2026-01-01")
    own.click("export_now")
    assert own.says("Perioden slutar innan den börjar")
    box.first.setText("")
    box.last.setText("")
    box.write(tmp_path / "a.csv")
    settle(shell, qtbot)
    box.reject()
    page.click("certificates_export")
    settle(shell, qtbot)
    again = ExportPage(shell, qtbot).root
    assert isinstance(again, ExportBox)
    assert (again.kind.key, again.separator.key, again.bom.isChecked()) == ("csv", "tab", False)


def test_a_cancelled_export_says_so_and_leaves_nothing(
    box: ExportBox,
    open_desk: Workspace,
    shell: Shell,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Escape while it runs stops it at the next rows."""
    write = open_desk.exports.write

    def not_before_escape(
        order: ExportOrder, path: Path, filters: ExportFilters, watching: Watching
    ) -> Manifest:
        while not watching.cancelled():
            time.sleep(0.001)
        return write(order, path, filters, watching)

    monkeypatch.setattr(open_desk.exports, "write", not_before_escape)
    box.write(tmp_path / "a.xlsx")
    box.reject()
    settle(shell, qtbot)
    assert "avbröts" in ExportPage(shell, qtbot).error()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []
    assert box.isVisible()


def test_a_file_dropped_on_the_verifier_is_whole_changed_or_without_manifest(
    page: CertificatesPage, open_desk: Workspace, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """One place to check whatever one is handed."""
    file = tmp_path / "a.json"
    open_desk.exports.write(ExportOrder("cases", "json"), file)
    verify = VerifyPage(shell, qtbot)
    verify.visit()
    told = []
    for _ in range(2):
        verify.drop(file)
        answer = shell.window.findChild(ExportAnswerBox)
        assert answer is not None
        told.append(answer.band.accessibleName().partition(".")[0])
        answer.accept()
        settle(shell, qtbot)
        file.write_bytes(file.read_bytes() + b" ")
    assert told == ["Hel", "Ändrad"]
    manifest_path(file).unlink()
    verify.drop(file)
    assert "följeblad" in verify.error()


@in_every_look
def test_the_boxes_are_drawn_whole(
    page: CertificatesPage,
    shell: Shell,
    qtbot: QtBot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """The dialog with everything shown, the list, the answers: nothing clipped."""
    open_desk: Workspace = request.getfixturevalue("open_desk")
    shell.window.resize(size)
    look = f"{size.width()}-{scale}-{language}-{theme}"
    dialog = ExportBox(page.screen, open_desk.exports, shell.background, filters=ExportFilters())
    dialog.open()
    settle(shell, qtbot)
    ExportPage(shell, qtbot).click("csv")
    draw(dialog, f"export_box_asks-{look}")
    assert clipped_texts(dialog) == []
    dialog.write(tmp_path / "intyga-bevis.csv")
    settle(shell, qtbot)
    made = ExportsMadeBox(page.screen, open_desk.exports, shell.background)
    made.open()
    settle(shell, qtbot)
    check = open_desk.exports.check(tmp_path / "intyga-bevis.csv")
    answer = ExportAnswerBox(page.screen, check)
    answer.open()
    settle(shell, qtbot)
    boxes: list[QDialog] = [dialog, made, answer]
    for one in boxes:
        QApplication.processEvents()
        draw(one, f"{one.objectName()}-{look}")
        assert clipped_texts(one) == []
        assert one.height() <= shell.window.height()


def test_people_are_exported_from_their_own_room(
    open_desk: Workspace, shell: Shell, qtbot: QtBot
) -> None:
    """The same dialog; statistics are not what one asks for there."""
    people = PeoplePage(shell, qtbot)
    people.visit()
    people.click("people_export")
    settle(shell, qtbot)
    found = ExportPage(shell, qtbot).root
    assert isinstance(found, ExportBox)
    offered = [found.what.itemText(at) for at in range(found.what.count())]
    assert offered == ["Personer", "Ärenden", "Bevis"]
