"""The role's guides in the library: one press to the printer's box, saved where there is none."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN
from app.domain.role_guide import GuideReader
from app.workspace import Workspace
from tests.app.certificate.reading_back import text_of
from tests.pages import BoxPage
from tests.pages_protocols import ProtocolsPage
from ui.application import Shell


class PrinterPage(BoxPage):
    """The box that asks for a printer."""

    name = "print_box"


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> ProtocolsPage:
    """The screen, on view, after the secrecy agreement."""
    if open_desk.secrecy.view().signed is None:
        open_desk.secrecy.sign(PRACTICE_PIN)
    made = ProtocolsPage(shell, qtbot)
    made.visit()
    return made


@pytest.mark.parametrize("reader", GuideReader)
def test_the_guide_of_the_version_shown_is_saved_where_no_printer_is(
    page: ProtocolsPage,
    shell: Shell,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reader: GuideReader,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no `lp` is found
    page.choose([row[0] for row in page.cells("protocol_table")].index("CNC-operatör"))
    page.click(f"guide_{reader}")
    box = PrinterPage(shell, qtbot)
    assert box.says("Skriv ut vägledningen")
    box.click("print_now")
    page.settle()
    dialog = shell.window.findChild(QFileDialog, "choose_file")
    assert dialog is not None
    path = tmp_path / "sida.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    page.settle()
    assert ("Inför din validering" in text_of(path.read_bytes())) is (
        reader is GuideReader.CANDIDATE
    )


def test_both_pages_are_offered_by_name_in_either_language(
    page: ProtocolsPage, shell: Shell
) -> None:
    from ui.language import set_language

    for reader in GuideReader:
        assert page.sees(f"guide_{reader}")
    set_language("en")
    page.settle()
    assert page.sees(f"guide_{GuideReader.CANDIDATE}")
