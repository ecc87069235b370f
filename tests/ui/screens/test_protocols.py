"""The library at the screen: versions, tabs, items, packages; refused ones say why."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QTableView
from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN
from app.settings import ProtocolView
from app.storage.tables import AssessorRow
from app.usecases.protocol_import import Offer
from app.workspace import Workspace
from tests.app.protocols.shipped import shipped_version
from tests.app.usecases.protocol_packages import more_time, version_of, write_package, write_recall
from tests.pages import UnlockPage, choose_in_dialog
from tests.pages_protocols import ImportPage, ItemPage, ProtocolsPage, RecallPage
from ui.application import Shell
from ui.screens.candidate.choices import ChoicePane
from ui.session import Session

RIGHT, LEFT, DOWN, RETURN = (
    Qt.Key.Key_Right,
    Qt.Key.Key_Left,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
)


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> ProtocolsPage:
    """The screen, on view, after the secrecy agreement."""
    if open_desk.secrecy.view().signed is None:
        open_desk.secrecy.sign(PRACTICE_PIN)
    made = ProtocolsPage(shell, qtbot)
    made.visit()
    made.choose_role("CNC-operatör")
    return made


def test_the_first_version_is_shown_with_what_it_is(page: ProtocolsPage) -> None:
    assert (shipped_version(), "I bruk") in page.versions
    assert page.says("Exempel, följer med programmet")
    assert page.says("Exempelprotokoll")
    assert page.says("Nya ärenden börjar på den här versionen.")
    assert not page.sees("protocol_publish")


def test_the_tab_stays_while_one_goes_from_version_to_version(page: ProtocolsPage) -> None:
    page.tab("health")
    assert page.says("räcker till")
    page.find(QTableView, "protocol_table").setFocus()
    page.key(DOWN)
    assert page.sees("protocol_health")
    assert page.says("Industrimontör")


def test_version_tab_and_area_are_as_they_were_left_at_the_next_start(
    page: ProtocolsPage, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    page.choose(1)
    page.tab("items")
    areas = page.find(QComboBox, "protocol_item_area")
    areas.setFocus()
    page.key(DOWN)
    chosen, found_then = areas.currentText(), page.cells("protocol_items")
    assert shell.appearance.settings.protocols.tab == "items"
    session.lock()
    role = shell.appearance.settings.protocols.role
    again = UnlockPage(shell, qtbot)
    again.settle()
    again.type(PRACTICE_PIN)
    page.visit()
    found = page.find(QComboBox, "protocol_item_area")
    assert found is not areas
    assert (found.currentIndex(), found.currentText()) == (1, chosen)
    assert page.cells("protocol_items") == found_then
    assert (page.row("protocol_table"), bool(role)) == (1, True)
    page.write("search_text", "finns inte")
    assert page.cells("protocol_items") == []


def test_a_remembered_view_that_means_nothing_any_more_shows_everything(
    page: ProtocolsPage, session: Session, shell: Shell, qtbot: QtBot
) -> None:
    shell.appearance.change(protocols=ProtocolView("gone", "gone", "gone", "gone"))
    session.lock()
    again = UnlockPage(shell, qtbot)
    again.settle()
    again.type(PRACTICE_PIN)
    page.visit()
    assert page.says("Nya ärenden börjar på den här versionen.")
    page.tab("items")
    assert page.find(QComboBox, "protocol_item_area").currentIndex() == 0


def test_a_criterion_is_told_whole_below_the_rows(page: ProtocolsPage) -> None:
    page.tab("criteria")
    first = page.cells("protocol_criteria")[0]
    assert first[2] == "Praktik"
    assert page.says("sak-1 · Säkerhet vid maskin")
    page.find(QTableView, "protocol_criteria").setFocus()
    page.key(DOWN)
    assert page.says("sak-2 · Säkerhet vid maskin")


def test_items_are_found_by_words_and_area(page: ProtocolsPage) -> None:
    page.tab("items")
    everything = page.cells("protocol_items")
    assert page.says(f"{len(everything)} frågor")
    page.write("search_text", "nödstopp")
    found = page.cells("protocol_items")
    assert 0 < len(found) < len(everything)
    page.write("search_text", "")
    areas = page.find(QComboBox, "protocol_item_area")
    areas.setCurrentIndex(1)
    page.settle()
    assert {row[0].split("-")[0] for row in page.cells("protocol_items")} == {"sak"}


def test_an_item_is_shown_as_the_candidate_meets_it_with_key_and_why(
    page: ProtocolsPage, open_desk: Workspace, shell: Shell, qtbot: QtBot
) -> None:
    """R5, R22: only here, behind the agreement; arrows go through the list."""
    page.tab("items")
    ids = [row[0] for row in page.cells("protocol_items")]
    page.find(QTableView, "protocol_items").setFocus()
    page.key(RETURN)
    box = ItemPage(shell, qtbot)
    first = open_desk.library.item(version_of(open_desk), ids[0])
    assert box.says(first.question.stem.sv)
    assert box.says("Facit: ")
    assert box.says(first.why.sv)
    assert box.says("Frågan har inte ställts")
    assert box.root.findChildren(ChoicePane)
    box.click("item_after")
    assert box.says(ids[1])
    qtbot.keyClick(box.root, LEFT)
    box.settle()
    assert box.says(ids[0])
    qtbot.keyClick(box.root, LEFT)
    box.settle()
    assert box.says(ids[0])
    box.click("item_close")
    assert not box.is_open


def test_the_bank_is_closed_before_the_agreement_and_says_where_to_sign(
    page: ProtocolsPage, open_desk: Workspace, shell: Shell
) -> None:
    """R5."""
    with open_desk.desk.database.transaction() as session:
        session.get_one(AssessorRow, open_desk.assessor.id).secrecy_signed = None
    page.tab("items")
    assert page.says("sekretessförbindelsen")
    assert not page.sees("protocol_items")
    page.click("protocol_secrecy")
    assert shell.window.here == "settings"


def test_a_file_that_is_no_package_says_what_is_safe(page: ProtocolsPage, tmp_path: Path) -> None:
    before = page.versions
    for number, content in enumerate((b"", b"hej", b"PK\x03\x04" * 9)):
        path = tmp_path / f"brev{number}.docx"
        path.write_bytes(content)
        page.drop(path)
        assert f"brev{number}.docx är inget protokollpaket" in page.error()
        assert "Inget har ändrats" in page.error()
        assert page.versions == before
        assert not page.sees("protocol_stop")


def test_a_package_that_is_here_already_changes_nothing(
    page: ProtocolsPage, open_desk: Workspace, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_package(open_desk, tmp_path, "1.9.0", more_time)
    offer = open_desk.protocol_import.examine(path)
    assert isinstance(offer, Offer)
    open_desk.protocol_import.take_in(offer)
    page.settle()
    page.drop(path)
    box = ImportPage(shell, qtbot)
    assert box.says("Versionen finns redan här")
    assert not box.sees("import_yes")
    box.click("import_no")
    assert [version for version, _ in page.versions].count("1.9.0") == 1


def test_a_dry_run_that_is_left_changes_nothing(
    page: ProtocolsPage, open_desk: Workspace, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    before = page.versions
    page.drop(write_package(open_desk, tmp_path, "1.9.0", more_time))
    ImportPage(shell, qtbot).click("import_no")
    assert page.versions == before


def test_a_check_can_be_given_up_while_it_runs(
    page: ProtocolsPage, open_desk: Workspace, shell: Shell, tmp_path: Path
) -> None:
    package = write_package(open_desk, tmp_path, "1.9.0", more_time)
    before = page.versions
    page.screen.examine(package)  # type: ignore[attr-defined]
    assert page.sees("protocol_stop")
    page.click("protocol_stop")
    assert not page.sees("protocol_stop")
    assert not any(box.isVisible() for box in shell.window.findChildren(QDialog, "import_box"))
    assert page.versions == before


def test_a_recall_of_what_is_not_here_is_kept(
    page: ProtocolsPage, open_desk: Workspace, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """R13: the package is refused when it comes."""
    package = write_package(open_desk, tmp_path, "1.9.0", more_time)
    page.drop(write_recall(open_desk, tmp_path, package, "Fel facit"))
    box = RecallPage(shell, qtbot)
    assert box.says("Versionen finns inte här.")
    box.click("recall_yes")
    page.drop(package)
    assert "återkallat CNC-1 1.9.0: Fel facit" in page.error()


def test_a_sample_package_is_saved_and_brought_in_at_the_practice_desk(
    page: ProtocolsPage, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "prov.intyga-protocol"
    choose_in_dialog(page, lambda: page.click("protocol_sample"), path)
    assert path.exists()
    page.drop(path)
    assert ImportPage(shell, qtbot).says("Övningshuvudman")


def test_everything_is_said_in_english_too(page: ProtocolsPage) -> None:
    from ui.language import set_language

    set_language("en")
    try:
        page.settle()
        assert page.says("New cases start on this version.")
        page.tab("criteria")
        assert page.cells("protocol_criteria")[0][2] == "Practical"
    finally:
        set_language("sv")
        page.settle()
