"""A month's hours at the desk: added, attested, confirmed by the participant, on paper, as PDF."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFileDialog, QLabel
from sqlalchemy import select

from app.domain.change import Touched
from app.domain.desks import PRACTICE_PIN
from app.domain.participation import Attested, Month, MonthStanding
from app.seal.month_word import MonthWord
from app.storage.participation import keep_month
from app.storage.tables import OrganisationRow, PersonRow
from app.usecases.month_hours import PartMonth
from tests.app.certificate.reading_back import text_of
from tests.day import Day
from tests.pages import BoxPage, DeskPage, Page
from ui.screens.participation_tab import ParticipationTab
from ui.screens.participation_view import ParticipantScreen

MAY = Month(2026, 5)


class HoursRoom(DeskPage):
    """The company's tab of participation."""

    key_of_screen = "companies"

    @property
    def tab(self) -> ParticipationTab:
        """The tab on view."""
        found = self.shell.window.findChild(ParticipationTab)
        assert found is not None
        return found

    def choose(self, name: str) -> PartMonth:
        """Go to a person's row."""
        self.shell.window.activateWindow()
        self.tab.table.setFocus()
        names = [line.part.name for line in self.tab.model.rows]
        self.tab.table.choose_row(names.index(name))
        self.settle()
        line = self.tab.current
        assert line is not None
        return line


class Asked(BoxPage):
    """A box over the window."""

    def __init__(self, day: Day, name: str) -> None:
        super().__init__(day.shell, day.qtbot)
        self.name = name


@pytest.fixture
def room(day: Day) -> HoursRoom:
    """Hällsjö's page at the tab."""
    with day.desk.desk.database.reading() as session:
        name = OrganisationRow.name.startswith("Hällsjö")
        company = session.scalars(select(OrganisationRow.id).where(name)).one()
    day.shell.window.go("companies", (company, "participation"))
    day.settle()
    return HoursRoom(day.shell, day.qtbot)


def _add(day: Day, room: HoursRoom, *names: str) -> None:
    room.tab.table.setFocus()
    room.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    box = Asked(day, "join_project_box")
    for tick in box.root.findChildren(QCheckBox):
        if tick.text().partition(" · ")[0] in names:
            tick.click()
    box.write("part_first", "2026-04-15")
    box.click("join_now")


def _attest(day: Day, room: HoursRoom, name: str, **hours: float) -> None:
    room.choose(name)
    room.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    box = Asked(day, "hours_box")
    for activity, count in hours.items():
        box.find(QDoubleSpinBox, f"hours_{activity}").setValue(count)
    box.click("attest_now")


def test_a_month_is_attested_by_both_and_leaves_the_desk_as_a_paper(
    day: Day, room: HoursRoom, tmp_path: Path
) -> None:
    """I13, X6: the participant sees their own rows alone, and the way back is a PIN."""
    _add(day, room, "Karin Lindqvist", "Magnus Lindahl")
    assert len(room.tab.model.rows) == 2
    _attest(day, room, "Karin Lindqvist", validation=7.75, training=15)
    _attest(day, room, "Magnus Lindahl", supply=2)
    assert room.tab.side.hand_over.isVisible()

    room.choose("Karin Lindqvist")
    _let_confirm(day, room)
    karin = room.choose("Karin Lindqvist")
    assert karin.hours is not None
    assert (karin.hours.confirmed, karin.hours.way) == (date(2026, 5, 4), Attested.HERE)
    _save_paper(day, room, tmp_path / "intyg.pdf")
    room.choose("Magnus Lindahl")
    room.click("on_paper")
    box = Asked(day, "paper_confirm_box")
    box.write("paper_day", "2026-06-01")
    box.click("paper_now")
    assert box.says("Dagen på papperet")
    box.write("paper_day", "2026-05-03")
    box.click("paper_now")
    assert [line.is_by_both for line in room.tab.model.rows] == [True, True]


def test_too_many_hours_stay_in_the_box_and_what_changes_is_confirmed_anew(
    day: Day, room: HoursRoom
) -> None:
    """I13, R63: 31 days are 744 hours; a change asks both again (I1), of a sent month too."""
    _add(day, room, "Karin Lindqvist")
    part = room.choose("Karin Lindqvist").part.id
    _attest(day, room, "Karin Lindqvist", training=744.25)
    box = Asked(day, "hours_box")
    assert box.says("fler timmar än dagarna rymmer")
    assert box.find(QDoubleSpinBox, "hours_training").value() == 744.25
    box.find(QDoubleSpinBox, "hours_training").setValue(744)
    box.click("attest_now")
    line = _line(day, part)
    assert line.hours is not None
    day.desk.month_hours.confirm(part, {MAY: line.hours.spent}, Attested.HERE, date(2026, 5, 4))
    day.settle()
    _sent(day, part)
    assert room.tab.sent.text == "Skickad 4 maj"
    _attest(day, room, "Karin Lindqvist", training=10)
    assert not _line(day, part).is_by_both
    assert room.tab.side.hand_over.isVisible()
    assert room.tab.sent.text == "Skickad 4 maj · öppnas vid nästa synk"


def _sent(day: Day, part: UUID) -> None:
    """The region says that it has sent May, and the box of hours says what a change does."""
    project, now = _line(day, part).part.project.id, day.desk.desk.clock.now()
    at = now.replace(microsecond=0)
    with day.desk.desk.database.transaction() as session:
        keep_month(session, MonthWord(project, MAY, MonthStanding.SENT, at, at))
    day.clock.advance(60)
    day.desk.desk.announce(Touched.COMPANIES)
    day.settle()
    room = HoursRoom(day.shell, day.qtbot)
    room.choose("Karin Lindqvist")
    room.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    box = Asked(day, "hours_box")
    assert box.says("den och alla senare månader måste skickas om")
    box.key(Qt.Key.Key_Escape)


def test_a_protected_person_takes_part_from_their_card_and_no_list_has_their_name(
    day: Day, room: HoursRoom
) -> None:
    """R55: the row says that somebody is protected, nothing else."""
    with day.desk.desk.database.reading() as session:
        name = PersonRow.name == "Karin Lindqvist"
        person_id = session.scalars(select(PersonRow.id).where(name)).one()
    day.shell.window.go("people", person_id)
    day.settle()
    page = Page(day.shell, day.qtbot)
    page.click("person_protect")
    Asked(day, "confirm_box").click("confirm_yes")
    assert page.says("Skyddad · läsningen är loggad")
    page.click("add_part")
    box = Asked(day, "part_box")
    box.click("part_now")
    (part,) = day.desk.participations.of_person(person_id)
    page.click(f"part_hours_{part.id}")
    hours = Asked(day, "hours_box")
    hours.find(QDoubleSpinBox, "hours_other").setValue(4)
    hours.click("attest_now")
    assert _line(day, part.id).minutes == 240
    company = part.company_id
    day.shell.window.go("companies", (company, "participation"))
    day.settle()
    (row,) = room.tab.model.rows
    assert (row.part.name, row.minutes) == ("", 240)
    assert "Karin" not in str([room.tab.model.cell(row, at).text for at in range(6)])


def _line(day: Day, part: UUID) -> PartMonth:
    return next(one for one in day.desk.month_hours.of_part(part) if one.month == MAY)


def _let_confirm(day: Day, room: HoursRoom) -> None:
    """Hand over to Karin, who finds her hours right; then the assessor's PIN."""
    room.click("hand_over")
    guest = day.shell.window.findChild(ParticipantScreen)
    assert guest is not None
    said = " ".join(label.text() for label in guest.findChildren(QLabel) if label.isVisible())
    assert "Karin Lindqvist" in said
    assert "22,75 tim" in said
    assert "Magnus" not in said
    page = Page(day.shell, day.qtbot)
    page.click("hours_right")
    assert page.says("Tack, timmarna är bekräftade")
    assert not page.sees("turn_back")
    for figure in PRACTICE_PIN:
        page.key(Qt.Key(ord(figure)))
    day.settle()
    assert day.shell.window.findChild(ParticipantScreen) is None or not guest.isVisible()


def _save_paper(day: Day, room: HoursRoom, paper: Path) -> None:
    """Save the paper of who is chosen, and read it."""
    room.click("attendance_pdf")
    dialog = day.shell.window.findChild(QFileDialog, "choose_file")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Närvarointyg 2026-05 Karin Lindqvist.pdf")
    dialog.fileSelected.emit(str(paper))
    dialog.reject()
    day.settle()
    text = text_of(paper.read_bytes())
    for words in ("Närvarointyg", "maj 2026", "22,75", "Maria Sandberg", "Övningsprojekt"):
        assert words in text
