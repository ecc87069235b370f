"""The region's projects at the desk, and what the desk tells of who takes part in them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.employment import Employment
from app.domain.erasure import Erasure, ErasureStage
from app.domain.participation import Activity, Month, MonthStanding, Period, Project, Spent
from app.seal.envelope import key_to_open
from app.seal.funding_identity import open_identity
from app.seal.keys import SigningKey
from app.seal.month_word import MonthWord, sign_month
from app.seal.participation_payloads import ParticipationStated
from app.seal.payloads import PersonCorrected, decode_payload
from app.seal.project_word import ProjectWord, sign_project
from app.storage import desk_facts, erasing, participation
from app.storage.tables import AttestedHoursRow, ParticipationRow, PersonRow, RecordRow
from app.sync import projects
from app.sync.feed import Reached, take_told
from app.sync.wire import FeedAnswer, FeedEntry
from app.usecases.month_hours import Attesting
from app.usecases.participation import NewPart
from app.workspace import Workspace

NODE = SigningKey.generate()
MAY = Month(2026, 5)
KARIN = "198705212382"
PROJECT = Project(
    id=UUID(int=9),
    name="Kompetens i industrin",
    number="2025/00123",
    owner="Regionen",
    first=date(2026, 1, 1),
    last=date(2030, 12, 31),
    targets=(),
    statuses=(Employment.EMPLOYED,),
)


def told(desk: Workspace, *words: bytes) -> list[str]:
    """The names of the projects once the feed has said this."""
    with desk.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_PUBLIC, NODE.public.hex())
        for raw in words:
            projects.take(session, raw)
    return [one.name for one in desk.participations.projects()][:-1]


def word(serial: int, name: str = PROJECT.name, key: SigningKey = NODE) -> bytes:
    """What a node says of the project."""
    return sign_project(key, ProjectWord(replace(PROJECT, name=name), serial))


@pytest.fixture
def part(desk: Workspace) -> UUID:
    """Karin takes part in the region's project."""
    told(desk, word(1))
    with desk.desk.database.reading() as session:
        person = session.scalars(select(PersonRow).where(PersonRow.name == "Karin Lindqvist")).one()
    new = NewPart(PROJECT.id, person.id, Employment.EMPLOYED, Period(date(2026, 4, 15)))
    return desk.participations.begin(new)[0]


def stated(desk: Workspace) -> list[ParticipationStated]:
    """What the region is told of her, in order."""
    kind = "participation.stated"
    wanted = select(RecordRow.payload).where(RecordRow.type == kind).order_by(RecordRow.seq)
    with desk.desk.database.reading() as session:
        found = [decode_payload(kind, raw or b"") for raw in session.scalars(wanted)]
    return [one for one in found if isinstance(one, ParticipationStated)]


def corrected(desk: Workspace) -> list[PersonCorrected]:
    """What the region is told of people otherwise than before, in order."""
    kind = "person.corrected"
    wanted = select(RecordRow.payload).where(RecordRow.type == kind).order_by(RecordRow.seq)
    with desk.desk.database.reading() as session:
        found = [decode_payload(kind, raw or b"") for raw in session.scalars(wanted)]
    return [one for one in found if isinstance(one, PersonCorrected)]


def identity(one: ParticipationStated) -> str:
    """What the node reads."""
    assert one.identity is not None
    return open_identity([key_to_open(NODE)], one.person, one.identity)


def test_the_newest_word_of_the_desks_own_node_counts(desk: Workspace) -> None:
    """R56: twice is once, and what comes late changes nothing."""
    assert told(desk, word(1), word(1)) == ["Kompetens i industrin"]
    assert told(desk, word(3, "Ny"), word(2, "Däremellan")) == ["Ny"]
    forged = word(9, "Falsk", SigningKey.generate())
    assert told(desk, forged, b"", forged[:-1]) == ["Ny"]


def test_the_number_goes_closed_to_the_node_and_the_same_until_it_changes(
    desk: Workspace, part: UUID
) -> None:
    """I12, R55, R63: who becomes protected is told anew at once, in the other form, and back."""
    desk.participations.change(part, Employment.EMPLOYED, Period(date(2026, 4, 16)))
    hours = Attesting(part, MAY, (Spent(Activity.TRAINING, 60),))
    desk.month_hours.attest(hours)
    first, second = stated(desk)
    assert identity(first) == KARIN
    assert second.identity == first.identity
    with desk.desk.database.reading() as session:
        karin = participation.part(session, part).person_id
    desk.people.protect(karin, is_protected=True)
    desk.people.protect(karin, is_protected=True)
    assert identity(stated(desk)[-1]) == "19870521Tf29"
    assert len(stated(desk)) == 3
    assert [one.is_protected for one in corrected(desk)] == [True]
    assert not desk.people.search("Lindqvist").lines
    desk.people.protect(karin, is_protected=False)
    assert identity(stated(desk)[-1]) == KARIN
    assert [line.name for line in desk.people.search("Lindqvist").lines] == ["Karin Lindqvist"]
    with desk.desk.database.reading() as session:
        payloads = session.scalars(select(RecordRow.payload)).all()
    assert not any(KARIN.encode() in (raw or b"") for raw in payloads)


def test_an_erased_persons_hours_stay_here_of_nobody(desk: Workspace, part: UUID) -> None:
    """R53: what the funder knew the person by goes, with the content of the records."""
    desk.month_hours.attest(Attesting(part, MAY, (Spent(Activity.TRAINING, 60),)))
    now = desk.desk.clock.now()
    with desk.desk.database.transaction() as session:
        row = participation.part(session, part)
        erasing.erase(session, row.person_id, Erasure(ErasureStage.ERASED, now.date()), now)
    with desk.desk.database.reading() as session:
        row = session.get_one(ParticipationRow, part)
        assert (row.sealed, row.sealed_of, row.company_id) == (None, None, None)
        assert session.get(AttestedHoursRow, (part, MAY.first)) is not None
    assert not [raw for raw in _contents(desk) if raw is not None]


def test_the_desk_knows_which_months_are_sent_and_what_a_change_does(
    desk: Workspace, part: UUID
) -> None:
    """R63: the newest word of the desk's own node counts; hours changed since say so."""
    desk.month_hours.attest(Attesting(part, MAY, (Spent(Activity.TRAINING, 60),)))
    now = desk.desk.clock.now().replace(microsecond=0)
    sent, again, cursors = MonthStanding.SENT, MonthStanding.AGAIN, count(1, 2)

    def hear(standing: MonthStanding, minute: int, key: SigningKey = NODE) -> None:
        said = now + timedelta(minutes=minute)
        raw = sign_month(key, MonthWord(PROJECT.id, MAY, standing, now, said))
        by, at = desk.desk.signer.key, next(cursors)
        entries = (FeedEntry(at, "month", raw), FeedEntry(at + 1, "month", raw[:-1]))
        told = FeedAnswer(entries, at + 1)
        reached = Reached(by.kid, at - 1)
        assert take_told(desk.desk.database, desk.desk.clock, reached, told, by)

    def standing() -> tuple[MonthStanding | None, bool]:
        (month,) = [one for one in desk.month_hours.of_part(part) if one.month == MAY]
        return month.sent and month.sent.standing, month.is_changed_here

    hear(sent, 5, SigningKey.generate())
    assert standing() == (None, False)
    hear(sent, 1)
    hear(again, 0)
    assert standing() == (sent, False)
    assert desk.month_hours.sent(PROJECT.id).keys() == {MAY}
    desk.desk.clock.advance(60)  # type: ignore[attr-defined]
    desk.month_hours.attest(Attesting(part, MAY, (Spent(Activity.TRAINING, 90),)))
    assert standing() == (sent, True)
    hear(again, 2)
    assert standing() == (again, True)


def _contents(desk: Workspace) -> list[bytes | None]:
    kinds = ("participation.stated", "hours.attested")
    wanted = select(RecordRow.payload).where(RecordRow.type.in_(kinds))
    with desk.desk.database.reading() as session:
        found = list(session.scalars(wanted))
    assert len(found) == 2
    return found
