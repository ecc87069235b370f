"""A protocol was replaced while the laptop was offline: Today says so, the library what changed."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.seal.protocol_word import Word
from tests.app.protocols.shipped import shipped_version
from tests.app.usecases.protocol_packages import areas_turned, more_time, write_package
from tests.app.usecases.region_told import tell
from tests.day import Day
from tests.pages_protocols import ProtocolsPage


def said(day: Day) -> str:
    """What Today says of the region's protocols."""
    rows = day.shell.window.findChildren(QWidget, "attention_protocol")
    labels = [label for row in rows if row.isVisible() for label in row.findChildren(QLabel)]
    return " | ".join(label.text() for label in labels if label.text())


def test_a_version_of_the_region_s_is_read_of_on_today_and_looked_at(
    day: Day, tmp_path: Path
) -> None:
    """I2, R13: in use by the region's word, running cases named, no news once it is looked at."""
    case = day.walk().case_id
    before = day.desk.cases.view(case).protocol_version
    tell(day.desk, write_package(day.desk, tmp_path, "1.9.0", more_time))
    day.shell.window.go("today")
    day.settle()
    assert "Ny version från regionen: CNC-1 1.9.0" in said(day)
    assert "Nya ärenden börjar på den." in said(day)
    assert "stannar på sin version." in said(day)
    assert day.desk.cases.view(case).protocol_version == before
    [row] = day.shell.window.findChildren(QWidget, "attention_protocol")
    link = next(one for one in row.findChildren(QAbstractButton) if one.text())
    day.qtbot.keyClick(link, Qt.Key.Key_Return)
    day.settle()
    page = ProtocolsPage(day.shell, day.qtbot)
    assert ("1.9.0", "I bruk") in page.versions
    assert page.says("Regionen har publicerat versionen. Nya ärenden börjar på den.")
    changes = [" ".join(row) for row in page.cells("protocol_changes")]
    assert any("60 → 75" in row for row in changes), changes
    assert not page.sees("protocol_publish")
    day.shell.window.go("today")
    day.settle()
    assert said(day) == ""


def test_a_later_day_a_refusal_and_a_withdrawal_are_said_in_words(day: Day, tmp_path: Path) -> None:
    """R13: nothing that could not be taken in is silent, and what was in use still is."""
    desk, tomorrow = day.desk, day.clock.now().date() + timedelta(days=1)
    package = write_package(desk, tmp_path, "1.9.0", more_time)
    tell(desk, package, from_day=tomorrow)
    tell(desk, write_package(desk, tmp_path, "1.9.1", areas_turned))
    day.shell.window.go("today")
    day.settle()
    assert "Används från 5 maj" in said(day)
    assert "CNC-1 1.9.1 från regionen kunde inte tas i bruk" in said(day)
    assert "Ring regionen." in said(day)
    day.shell.window.go("protocols")
    day.settle()
    page = ProtocolsPage(day.shell, day.qtbot)
    assert ("1.9.0", "Att granska") in page.versions
    assert page.sees("protocol_refused")
    day.clock.advance(timedelta(days=1))
    desk.region_protocols.apply()
    day.settle()
    assert ("1.9.0", "I bruk") in page.versions
    tell(desk, package, Word.WITHDRAWN)
    day.settle()
    assert ("1.9.0", "Ersatt") in page.versions
    assert (shipped_version(), "I bruk") in page.versions
    page.choose([number for number, _ in page.versions].index("1.9.0"))
    assert page.says("Regionen har dragit in CNC-1 1.9.0")
