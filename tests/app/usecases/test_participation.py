"""Who takes part in a funding project, and the hours of a month, at one desk."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.domain.employment import Employment
from app.domain.errors import UserError
from app.domain.participation import (
    Activity,
    Attested,
    EndsBeforeStart,
    Month,
    OutsidePeriod,
    OutsideProject,
    Period,
    Spent,
    TooManyHours,
)
from app.seal.keys import SigningKey
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.seal.payloads import decode_payload
from app.seal.project_word import ProjectWord, sign_project
from app.storage.participation import keep_project
from app.storage.tables import CaseRow, OrganisationRow, PersonRow, RecordRow
from app.usecases.attendance import NotByBoth
from app.usecases.month_hours import (
    Attesting,
    BadConfirmDay,
    MonthNotBegun,
    NotAttested,
    OtherHours,
    PartMonth,
)
from app.usecases.participation import HoursOutside, NewPart, TakesPartAlready
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

MAY, APRIL = Month(2026, 5), Month(2026, 4)
SPRING = Period(date(2026, 4, 15))
FULL = (Spent(Activity.VALIDATION, 8 * 60),)


@pytest.fixture
def part(desk: Workspace) -> UUID:
    """Karin takes part since the middle of April."""
    return begin(desk, "Karin Lindqvist")


def begin(desk: Workspace, name: str, period: Period = SPRING) -> UUID:
    """Somebody begins to take part."""
    project = desk.participations.projects()[0].id
    new = NewPart(project, person(desk, name), Employment.FURLOUGHED, period)
    return desk.participations.begin(new)[0]


def person(desk: Workspace, name: str) -> UUID:
    """Who has this name."""
    with desk.desk.database.reading() as session:
        return session.scalars(select(PersonRow.id).where(PersonRow.name == name)).one()


def month(desk: Workspace, part: UUID, wanted: Month = MAY) -> PartMonth:
    """How one month stands."""
    return next(one for one in desk.month_hours.of_part(part) if one.month == wanted)


def told(desk: Workspace, kind: str) -> list[ParticipationStated | HoursAttested]:
    """What the records of this type say, in order."""
    wanted = select(RecordRow.payload).where(RecordRow.type == kind).order_by(RecordRow.seq)
    with desk.desk.database.reading() as session:
        found = [decode_payload(kind, raw or b"") for raw in session.scalars(wanted)]
    assert all(isinstance(one, ParticipationStated | HoursAttested) for one in found)
    return found  # type: ignore[return-value]


@pytest.mark.begins_at(Step.THEORY)
def test_hours_are_proposed_from_the_sittings_and_attested_by_both(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """I13: the sittings of the month as a proposal, then the assessor's and the person's word."""
    desk = walk.desk
    if desk.secrecy.view().signed is None:
        desk.secrecy.sign(walk.secret)
    sitting = desk.theory.start(walk.case_id)
    for question in desk.theory.paper(sitting).questions[:3]:
        clock.advance(20)
        desk.theory.answer(sitting, question.id, walk.right_answer(question.id))
    with desk.desk.database.reading() as session:
        person_id = session.get_one(CaseRow, walk.case_id).person_id
        name = session.get_one(PersonRow, person_id).name
    part = begin(desk, name)
    (proposed,) = month(desk, part).proposal
    assert (proposed.activity, proposed.minutes) == (Activity.VALIDATION, 15)
    desk.month_hours.attest(Attesting(part, MAY, (proposed, Spent(Activity.TRAINING, 90))))
    assert not month(desk, part).is_by_both
    spent = month(desk, part).hours
    assert spent is not None
    desk.month_hours.confirm(part, {MAY: spent.spent}, Attested.HERE, date(2026, 5, 4))
    assert month(desk, part).is_by_both
    assert month(desk, part).minutes == proposed.minutes + 90
    first, second = told(desk, "hours.attested")
    assert isinstance(first, HoursAttested)
    assert isinstance(second, HoursAttested)
    assert (first.confirmed, second.confirmed) == (None, date(2026, 5, 4))
    assert second.way is Attested.HERE


def test_other_hours_are_a_new_record_and_ask_to_be_confirmed_again(
    desk: Workspace, part: UUID
) -> None:
    """The newest counts; what was signed is never changed (I1)."""
    desk.month_hours.attest(Attesting(part, MAY, FULL))
    desk.month_hours.confirm(part, {MAY: FULL}, Attested.PAPER, date(2026, 5, 2))
    desk.month_hours.attest(Attesting(part, MAY, FULL))
    assert month(desk, part).is_by_both
    other = (Spent(Activity.SUPPLY, 30),)
    desk.month_hours.attest(Attesting(part, MAY, other))
    hours = month(desk, part).hours
    assert hours is not None
    assert (hours.spent, hours.confirmed, hours.way) == (other, None, None)
    assert len(told(desk, "hours.attested")) == 3
    with pytest.raises(OtherHours):
        desk.month_hours.confirm(part, {MAY: FULL}, Attested.HERE, date(2026, 5, 4))


@pytest.mark.parametrize(
    ("asked", "minutes", "refused"),
    [
        (APRIL, 16 * 24 * 60 + 15, TooManyHours),
        (MAY, 31 * 24 * 60 + 15, TooManyHours),
        (Month(2026, 3), 60, OutsidePeriod),
        (Month(2026, 6), 60, MonthNotBegun),
    ],
)
def test_no_month_has_more_than_24_hours_a_day_of_those_taken_part(
    desk: Workspace, part: UUID, asked: Month, minutes: int, refused: type[UserError]
) -> None:
    """I13: from the 15th of April there are 16 days."""
    with pytest.raises(refused):
        desk.month_hours.attest(
            Attesting(part, asked, (Spent(Activity.OTHER, minutes),)),
        )
    assert not told(desk, "hours.attested")


def test_two_projects_share_the_hours_of_a_day(desk: Workspace, part: UUID) -> None:
    """I13: whoever pays, nobody has more than 24 hours a day."""
    desk.month_hours.attest(Attesting(part, MAY, (Spent(Activity.TRAINING, 400 * 60),)))
    word = ProjectWord(replace(desk.participations.projects()[0], id=UUID(int=7)), 1)
    with desk.desk.database.transaction() as session:
        keep_project(session, sign_project(SigningKey.from_bytes(bytes(range(32))), word), word)
    new = NewPart(UUID(int=7), person(desk, "Karin Lindqvist"), Employment.FURLOUGHED, SPRING)
    (other,) = desk.participations.begin(new)
    with pytest.raises(TooManyHours) as refused:
        desk.month_hours.attest(Attesting(other, MAY, (Spent(Activity.TRAINING, 400 * 60),)))
    assert refused.value.most == (31 * 24 - 400) * 60
    desk.month_hours.attest(Attesting(other, MAY, (Spent(Activity.TRAINING, 344 * 60),)))


def test_all_months_of_a_batch_are_attested_or_none(desk: Workspace, part: UUID) -> None:
    wrong = Attesting(part, MAY, (Spent(Activity.OTHER, 10**6),))
    with pytest.raises(TooManyHours):
        desk.month_hours.attest(Attesting(part, APRIL, FULL), wrong)
    assert month(desk, part, APRIL).hours is None


@pytest.mark.parametrize(
    ("period", "refused"),
    [
        (Period(date(2026, 5, 4), date(2026, 5, 3)), EndsBeforeStart),
        (Period(date(2024, 12, 31)), OutsideProject),
        (Period(date(2026, 5, 4), date(2028, 1, 1)), OutsideProject),
    ],
)
def test_nobody_takes_part_on_other_days_than_the_projects(
    desk: Workspace, period: Period, refused: type[UserError]
) -> None:
    """I13."""
    with pytest.raises(refused):
        begin(desk, "Magnus Lindahl", period)
    assert not desk.participations.of_person(person(desk, "Magnus Lindahl"))


def test_nobody_takes_part_twice_at_a_time_and_hours_stay_within_the_days(
    desk: Workspace, part: UUID
) -> None:
    """Days are not cut under hours that stand; hours of another day can follow after an end."""
    with pytest.raises(TakesPartAlready):
        begin(desk, "Karin Lindqvist", Period(date(2026, 5, 4)))
    desk.month_hours.attest(Attesting(part, MAY, FULL))
    ended = Period(date(2026, 4, 15), date(2026, 4, 30))
    with pytest.raises(HoursOutside) as refused:
        desk.participations.change(part, Employment.EMPLOYED, ended)
    assert refused.value.month == "2026-05"
    desk.month_hours.attest(Attesting(part, MAY, ()))
    desk.participations.change(part, Employment.EMPLOYED, ended)
    begin(desk, "Karin Lindqvist", Period(date(2026, 5, 1)))
    stated = told(desk, "participation.stated")
    assert [getattr(one, "last", None) for one in stated] == [None, ended.last, None]


def test_what_is_taken_back_counts_no_more(desk: Workspace, part: UUID) -> None:
    desk.month_hours.attest(Attesting(part, MAY, FULL))
    desk.participations.take_back(part)
    assert not desk.participations.of_person(person(desk, "Karin Lindqvist"))
    assert begin(desk, "Karin Lindqvist") != part


def test_the_paper_carries_a_day_of_the_month_or_later(desk: Workspace, part: UUID) -> None:
    with pytest.raises(NotAttested):
        desk.month_hours.confirm(part, {MAY: FULL}, Attested.PAPER, date(2026, 5, 4))
    desk.month_hours.attest(Attesting(part, MAY, FULL))
    today = desk.desk.clock.now().date()
    for day in (date(2026, 4, 30), today + timedelta(days=1)):
        with pytest.raises(BadConfirmDay):
            desk.month_hours.confirm(part, {MAY: FULL}, Attested.PAPER, day)


def test_a_company_sees_its_people_and_whom_to_add(desk: Workspace) -> None:
    """A protected person is not offered in a list (R55)."""
    project = desk.participations.projects()[0].id
    with desk.desk.database.reading() as session:
        company = session.scalars(
            select(OrganisationRow.id).where(OrganisationRow.name.startswith("Hällsjö"))
        ).one()
    before = desk.participations.joinable(project, company)
    assert "Karin Lindqvist" in [one.name for one in before]
    karin = person(desk, "Karin Lindqvist")
    part = NewPart(project, karin, Employment.EMPLOYED, Period(date(2026, 4, 15)))
    desk.participations.begin(part)
    assert len(desk.participations.joinable(project, company)) == len(before) - 1
    (line,) = desk.month_hours.of_company(project, company, MAY)
    assert (line.part.name, line.most, line.hours) == ("Karin Lindqvist", 31 * 1440, None)
    assert not desk.month_hours.of_company(project, company, Month(2026, 3))


def test_the_papers_of_a_month_are_those_of_who_has_attested(
    desk: Workspace, part: UUID, tmp_path: Path
) -> None:
    """X6: two of one name are two files; whose month waits has none, and the history tells."""
    karin = person(desk, "Karin Lindqvist")
    again = desk.people.register(NewPerson("Karin Lindqvist", birth_date=date(1990, 1, 1)))
    project = desk.participations.projects()[0].id
    new = NewPart(project, again, Employment.EMPLOYED, SPRING)
    parts = [part, *desk.participations.begin(new), begin(desk, "Magnus Lindahl")]
    desk.month_hours.attest(*(Attesting(one, MAY, FULL) for one in parts))
    for one in parts[:2]:
        desk.month_hours.confirm(one, {MAY: FULL}, Attested.PAPER, date(2026, 5, 3))
    with pytest.raises(NotByBoth):
        desk.attendance.pdf(parts[2], MAY)
    folder = tmp_path / "papers"
    folder.mkdir()
    assert desk.attendance.save_all(parts, MAY, folder) == 2
    assert sorted(path.name for path in folder.iterdir()) == [
        "Närvarointyg 2026-05 Karin Lindqvist 2.pdf",
        "Närvarointyg 2026-05 Karin Lindqvist.pdf",
    ]
    assert "attendance_saved" in [line.kind for line in desk.people.card(karin).history]
