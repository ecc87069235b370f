"""A protocol changes while cases run: they stay on theirs, new ones get the new, a recall stops."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from app.domain.case import Step
from tests.app.usecases.protocol_packages import more_time, write_package, write_recall
from tests.day import Day
from tests.pages import NewCaseBox, Page, TodayPage
from tests.pages_protocols import ConfirmPage, ImportPage, ProtocolsPage, RecallPage

CONTROL = Qt.KeyboardModifier.ControlModifier

ROLE = "CNC-operatör"


@pytest.mark.begins_at(Step.THEORY)
def test_a_running_case_stays_and_a_new_one_gets_the_new_version(day: Day, tmp_path: Path) -> None:
    """R13, I2: dry run at the screen, taken in, put in use; by keyboard."""
    case = day.walk().to(Step.THEORY).case_id
    old = day.desk.cases.view(case).protocol_version
    package = write_package(day.desk, tmp_path, "1.9.0", more_time)
    page = ProtocolsPage(day.shell, day.qtbot)
    page.key_on_window(Qt.Key.Key_7, CONTROL)
    page.bring(package)
    box = ImportPage(day.shell, day.qtbot)
    assert box.says("Äkta och hel: signerad av Övningshuvudman")
    assert box.says(f"pågående ärenden stannar på {old}")
    assert ["Ändrad", "Regel", "Tid för teori, minuter: 60 → 75"] in box.rows("protocol_changes")
    first = page.first_of(ROLE)
    assert page.versions[first] == (old, "I bruk")
    box.click("import_yes")
    assert page.versions[first : first + 2] == [("1.9.0", "Att granska"), (old, "I bruk")]
    page.click("protocol_publish")
    ConfirmPage(day.shell, day.qtbot).click("confirm_yes")
    day.settle()
    assert page.versions[first : first + 2] == [("1.9.0", "I bruk"), (old, "Ersatt")]
    assert day.desk.cases.view(case).protocol_version == old
    day.case_page(case)
    day.desk.theory.start(case)
    assert day.desk.cases.view(_new_case(day, "nyberg")).protocol_version == "1.9.0"


def test_a_recall_blocks_new_cases_and_says_what_goes_on(day: Day, tmp_path: Path) -> None:
    """R13: the running case ends on the recalled version; the older one can be put back by hand."""
    package = write_package(day.desk, tmp_path, "1.9.0", more_time)
    offer = day.desk.protocol_import.examine(package)
    day.desk.protocol_import.take_in(offer)  # type: ignore[arg-type]
    day.desk.protocol_import.publish(offer.hash)
    case = _new_case(day, "nyberg")
    page = ProtocolsPage(day.shell, day.qtbot)
    page.visit()
    page.drop(write_recall(day.desk, tmp_path, package, "Facit i sju frågor är fel."))
    box = RecallPage(day.shell, day.qtbot)
    assert box.says("Facit i sju frågor är fel.")
    assert box.says("1 pågående ärende stannar på 1.9.0")
    box.click("recall_yes")
    first = page.first_of(ROLE)
    assert page.versions[first] == ("1.9.0", "Återkallad")
    assert page.says("Återkallad: Facit i sju frågor är fel.")
    assert "CNC-1" not in [role.code for role in day.desk.cases.roles()]
    day.case_page(case)
    assert Page(day.shell, day.qtbot).says("Protokollet är återkallat")
    day.walk(case).to(Step.SELF_ASSESSMENT)
    page.visit()
    page.choose(first + 1)
    page.click("protocol_publish")
    ConfirmPage(day.shell, day.qtbot).click("confirm_yes")
    assert page.versions[first + 1][1] == "I bruk"
    assert "CNC-1" in [role.code for role in day.desk.cases.roles()]


def _new_case(day: Day, name: str) -> UUID:
    """A new case at the screen, for somebody without."""
    today = TodayPage(day.shell, day.qtbot)
    today.visit()
    today.click("today_new")
    box = NewCaseBox(day.shell, day.qtbot)
    box.write("search_text", name)
    box.click("role_CNC-1")
    box.click("new_case_open")
    person = day.desk.people.search(name).lines[0]
    found = day.desk.people.card(person.id).open_case
    assert found is not None
    return found.case_id
