"""Certificates: found, looked at, printed, saved, exported; every error offers a way on."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.workspace import Desks, Workspace
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.pages import CertificatesPage, ExportPage, PrintPage, choose_in_dialog
from ui.application import Shell
from ui.screens.certificates import CertificatesScreen
from ui.screens.certificates_preview import PagePicture
from ui.screens.export_box import ExportBox

LP = """#!/bin/sh
if [ "$2" = "Trasig" ]; then echo "no paper" >&2; exit 1; fi
cat > "{got}"
"""
LPSTAT = """#!/bin/sh
if [ "$1" = "-d" ]; then echo "default: Kontoret"; else echo Kontoret; echo Trasig; fi
"""


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
def screen(page: CertificatesPage) -> CertificatesScreen:
    """Their widget."""
    found = page.screen
    assert isinstance(found, CertificatesScreen)
    return found


@pytest.fixture
def print_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print program of this test's own, first on the path; what it got lies in the file given."""
    folder, got = tmp_path / "bin", tmp_path / "printed.pdf"
    folder.mkdir()
    (folder / "lp").write_text(LP.format(got=got))
    (folder / "lpstat").write_text(LPSTAT)
    for program in folder.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return got


def test_the_list_tells_number_person_kind_and_that_it_is_practice(
    page: CertificatesPage, open_desk: Workspace
) -> None:
    line = open_desk.certificates.list()[0]
    row = page.cells("certificate_table")[0]
    assert row[0] == line.number
    assert row[1] == line.name
    assert row[4] == "Kompetensbevis"
    assert row[6] == "Prov"


def test_the_page_itself_is_shown(page: CertificatesPage) -> None:
    picture = page.find(PagePicture, "certificate_page")
    assert picture.picture is not None
    assert picture.picture.width() > 300
    assert "Beviset som det skrivs ut" in picture.accessibleName()


def test_the_search_finds_by_name_and_says_when_there_is_none(page: CertificatesPage) -> None:
    page.write("search_text", "lindqvist")
    assert len(page.cells("certificate_table")) == 1
    page.write("search_text", "zzz")
    assert page.cells("certificate_table") == []
    assert page.says("0 bevis")
    assert page.says("Välj ett bevis i listan")


def test_it_is_printed_on_the_printer_chosen(
    page: CertificatesPage,
    shell: Shell,
    qtbot: QtBot,
    print_program: Path,
    open_desk: Workspace,
) -> None:
    page.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    box = PrintPage(shell, qtbot)
    box.settle()
    assert box.find(QComboBox, "print_printer").currentText() == "Kontoret"
    box.click("print_now")
    assert not box.is_open
    assert print_program.read_bytes().startswith(b"%PDF")
    assert open_desk.certificates.list()[0].prints == 1


def test_a_printer_that_refuses_says_why_and_another_can_be_chosen(
    page: CertificatesPage, shell: Shell, qtbot: QtBot, print_program: Path
) -> None:
    page.click("certificate_print")
    box = PrintPage(shell, qtbot)
    box.settle()
    box.find(QComboBox, "print_printer").setCurrentText("Trasig")
    box.click("print_now")
    assert box.is_open
    assert "no paper" in box.error()
    box.find(QComboBox, "print_printer").setCurrentText("Kontoret")
    box.click("print_now")
    assert not box.is_open


def test_without_a_print_program_the_pdf_is_offered(
    page: CertificatesPage,
    shell: Shell,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    screen: CertificatesScreen,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    page.click("certificate_print")
    box = PrintPage(shell, qtbot)
    box.settle()
    assert box.error()
    path = tmp_path / "bevis.pdf"
    choose_in_dialog(page, lambda: box.click("print_now"), path)
    assert path.read_bytes().startswith(b"%PDF")
    assert screen.current is not None


def test_it_is_saved_as_pdf_where_one_likes(
    page: CertificatesPage, tmp_path: Path, shell: Shell
) -> None:
    path = tmp_path / "bevis.pdf"
    choose_in_dialog(page, lambda: page.click("certificate_save"), path)
    assert path.read_bytes().startswith(b"%PDF")
    assert shell.window.findChild(object, "toast") is not None


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(
    page: CertificatesPage, tmp_path: Path
) -> None:
    path = tmp_path / "nowhere" / "bevis.pdf"
    choose_in_dialog(page, lambda: page.click("certificate_save"), path)
    assert page.error()
    assert not path.exists()


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json", "parquet"])
def test_an_export_states_its_rows_and_its_check_sum(
    page: CertificatesPage, shell: Shell, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    page.click("certificates_export")
    box = ExportPage(shell, qtbot)
    widget = box.root
    assert isinstance(widget, ExportBox)
    widget.what.setCurrentIndex(widget.what.findData("cases"))
    box.click(kind)
    path = tmp_path / f"export.{kind}"
    choose_in_dialog(box, lambda: box.click("export_now"), path)
    assert path.stat().st_size > 0
    rows = 11 if kind != "json" else len(json.loads(path.read_text()))
    assert f"{rows} rader skrivna till export.{kind}" in box.find(QLabel, "export_result").text()
    manifest = json.loads((tmp_path / f"export.{kind}.manifest.json").read_text())
    assert manifest["manifest"]["sha256"][:8] in box.find(QLabel, "export_sum").text()


def test_an_export_that_cannot_be_written_is_told(
    page: CertificatesPage, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    page.click("certificates_export")
    box = ExportPage(shell, qtbot)
    widget = box.root
    assert isinstance(widget, ExportBox)
    widget.write(tmp_path / "nowhere" / "export.xlsx")
    box.settle()
    assert "finns inte längre" in box.error()


def test_everything_speaks_english(page: CertificatesPage, shell: Shell) -> None:
    shell.appearance.set_language("en")
    page.settle()
    assert page.says("Export for the coordinator") or "Export" in page.screen.export.text()  # type: ignore[attr-defined]
    assert page.cells("certificate_table")[0][6] == "Practice"
