"""Participation drawn: the tab, its boxes and the participant's view; nothing is cut."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.employment import Employment
from app.domain.participation import Activity, Attested, Month, MonthStanding, Period, Spent
from app.open_desk import Workspace
from app.seal.month_word import MonthWord
from app.storage.participation import keep_month
from app.storage.tables import OrganisationRow, PersonRow
from app.usecases.month_hours import Attesting, PartMonth
from app.usecases.participation import NewPart
from tests.desk_work import practice_desk
from tests.factories import NOON, FixedClock
from tests.pages import wait_for
from tests.ui.drawing import clipped_texts, dress, in_every_look, picture, settle
from ui.background import Background
from ui.language import Language, set_language
from ui.screens.participation_tab import ParticipationTab
from ui.screens.participation_view import ParticipantScreen
from ui.theme import ThemeChoice

MAY = Month(2026, 5)
ALL = tuple(Spent(activity, 465) for activity in Activity)


@pytest.fixture(scope="module")
def company(desk_of_hours: Workspace) -> UUID:
    """Hällsjö, whose people take part in every way there is."""
    desk = desk_of_hours
    with desk.desk.database.transaction() as session:
        name = OrganisationRow.name.startswith("Hällsjö")
        company = session.scalars(select(OrganisationRow.id).where(name)).one()
        people = session.scalars(select(PersonRow).where(PersonRow.employer_id == company)).all()
        people[3].protected = True
    project = desk.participations.projects()[0].id
    period = Period(date(2026, 4, 15), date(2026, 11, 30))
    new = [NewPart(project, one.id, Employment.UNDER_NOTICE, period, company) for one in people[:5]]
    parts = desk.participations.begin(*new)
    desk.month_hours.attest(*(Attesting(part, MAY, ALL) for part in parts[:3]))
    for part, way in zip(parts, (Attested.HERE, Attested.PAPER), strict=False):
        desk.month_hours.confirm(part, {MAY: ALL}, way, date(2026, 5, 4))
    with desk.desk.database.transaction() as session:
        sent, said = NOON - timedelta(days=1), NOON
        keep_month(session, MonthWord(project, MAY, MonthStanding.SENT, sent, said))
    return company


@pytest.fixture(scope="module")
def desk_of_hours(
    tmp_path_factory: pytest.TempPathFactory, noon_home: Path, qapp: QApplication
) -> Iterator[Workspace]:
    """A practice desk for the module."""
    home = tmp_path_factory.mktemp("hours") / "home"
    shutil.copytree(noon_home, home)
    desk = practice_desk(home, FixedClock(NOON))
    yield desk
    desk.close()


@in_every_look
def test_nothing_of_participation_is_cut(
    desk_of_hours: Workspace,
    company: UUID,
    qtbot: QtBot,
    size: QSize,
    scale: int,
    language: Language,
    theme: ThemeChoice,
) -> None:
    """In light and dark, both languages, letters twice as large, the smallest window."""
    dress(theme, scale)
    set_language(language)
    desk, background = desk_of_hours, Background()
    holder, tab = QWidget(), ParticipationTab(desk, background)
    tab.retranslate()
    QVBoxLayout(holder).addWidget(tab)
    holder.show()

    def wait() -> None:
        wait_for(background, qtbot)
        settle(holder)

    room = QSize(size.width() - 124, size.height() - 190)
    line = _draw_tab(tab, company, room, wait)
    mine = ParticipantScreen(desk.month_hours, background, lambda _pin: None, date(2026, 5, 4))
    mine.open_with(line.part.id)
    wait_for(background, qtbot)
    picture(mine, size)
    assert clipped_texts(mine) == []
    mine._ask_assessor()
    picture(mine, size)
    assert clipped_texts(mine) == []
    for one in (holder, mine):
        one.close()
        one.deleteLater()
    background.close()
    set_language("sv")


def _draw_tab(
    tab: ParticipationTab, company: UUID, room: QSize, wait: Callable[[], None]
) -> PartMonth:
    """Every row and every box; the row that waits for its participant."""
    holder = tab.parentWidget()
    assert holder is not None
    tab.open_company(company)
    wait()
    for row, line in enumerate(tab.model.rows):
        tab.table.choose_row(row)
        picture(holder, room)
        assert clipped_texts(holder) == [], line.part.name
    waits = [one.hours is not None and not one.is_by_both for one in tab.model.rows]
    tab.table.choose_row(waits.index(True))
    for button in (tab.attest, tab.side.add, tab.side.paper, tab.side.change):
        button.click()
        wait()
        (box,) = [one for one in holder.findChildren(QDialog) if one.isVisible()]
        assert clipped_texts(box) == [], button.objectName()
        box.reject()
        wait()
    assert tab.current is not None
    return tab.current
