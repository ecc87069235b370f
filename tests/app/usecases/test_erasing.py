"""A person asks to be erased: what may go goes at once, the rest waits for the region (R53)."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.domain.erasure import EraseGround, Erasure, ErasureStage
from app.domain.errors import UserError
from app.seal.erase_payloads import EraseRequested
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.storage import people as people_rows
from app.storage.people import PersonErased
from app.storage.tables import CaseRow, PersonNameRow, PersonRow, RecordRow
from app.usecases.erasing import EraseCaseOpen
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk

NUMBER = "197610102381"


@pytest.fixture
def person(desk: Workspace) -> UUID:
    """Somebody with a number, a company and no case."""
    return desk.people.register(NewPerson("Alva Erasdotter", NUMBER, employer="Hällsjö AB"))


def records(desk: Workspace, person: UUID) -> list[RecordRow]:
    """The person's records."""
    with desk.desk.database.reading() as session:
        wanted = select(RecordRow).where(RecordRow.subject == str(person))
        return list(session.scalars(wanted.order_by(RecordRow.seq)))


def test_a_request_takes_name_and_number_away_and_is_signed_for_the_region(
    desk: Workspace, walk: CaseWalk, person: UUID
) -> None:
    """R53: pseudonymised here, everything signed stays, the request waits for the next run."""
    waiting = desk.syncing.status().waiting
    desk.erase_requests.request(person, EraseGround.WITHDREW, walk.secret)
    card = desk.people.card(person)
    today = desk.desk.clock.now().date()
    assert card.erasure == Erasure(ErasureStage.REQUESTED, today)
    assert (card.identity_masked, card.line.employer, card.line.birth_date) == ("", "", None)
    for sought in ("Alva", "Erasdotter", NUMBER, "Hällsjö"):
        assert person not in [line.id for line in desk.people.search(sought).lines]
    with desk.desk.database.reading() as session:
        row = session.get_one(PersonRow, person)
        assert (row.identity_sealed, row.identity_hash) == (None, None)
        assert not session.scalars(
            select(PersonNameRow).where(PersonNameRow.person_id == person)
        ).all()
    *kept, asked = records(desk, person)
    said = decode_payload(asked.type, asked.payload or b"")
    assert said == EraseRequested(str(person), EraseGround.WITHDREW)
    assert all(row.payload is not None for row in kept)
    assert desk.syncing.status().waiting == waiting + 1
    assert desk.log_check.verify().is_whole
    assert desk.log_check.rebuild()[1] is None
    assert desk.people.register(NewPerson("Alva Erasdotter", NUMBER)) != person


def test_nothing_new_is_written_of_them(desk: Workspace, walk: CaseWalk, person: UUID) -> None:
    """Twice says so; no case, no name, and nothing half done."""
    desk.erase_requests.request(person, EraseGround.ASKED, walk.secret)
    acts = (
        lambda: desk.erase_requests.request(person, EraseGround.ASKED, walk.secret),
        lambda: desk.people.rename(person, "Alva Igen"),
        lambda: desk.cases.open(person, "CNC-1"),
    )
    for act in acts:
        with pytest.raises(PersonErased):
            act()
    assert [row.type for row in records(desk, person)].count(RecordType.ERASE_REQUESTED) == 1


def test_a_wrong_code_or_a_case_under_way_changes_nothing(
    desk: Workspace, walk: CaseWalk, person: UUID
) -> None:
    with pytest.raises(UserError):
        desk.erase_requests.request(person, EraseGround.ASKED, "000000")
    assert desk.people.card(person).erasure is None
    with desk.desk.database.reading() as session:
        at_work = session.get_one(CaseRow, walk.case_id).person_id
    name = desk.people.card(at_work).line.name
    with pytest.raises(EraseCaseOpen) as refused:
        desk.erase_requests.request(at_work, EraseGround.ASKED, walk.secret)
    assert refused.value.case_id == walk.case_id
    assert desk.people.card(at_work).line.name == name


def test_a_protected_person_stays_protected_until_all_is_erased(
    desk: Workspace, walk: CaseWalk
) -> None:
    """R55 R41: the certificate's name must not come out because the person asked to be erased."""
    hidden = desk.people.register(NewPerson("Alva Erasdotter", NUMBER, protected=True))
    desk.erase_requests.request(hidden, EraseGround.ASKED, walk.secret)
    with desk.desk.database.reading() as session:
        assert people_rows.person(session, hidden).protected
    assert "Alva" not in str(desk.people.search("").lines)


@pytest.mark.begins_at(Step.FEEDBACK)
def test_a_finished_case_can_still_be_printed_until_the_region_decides(walk: CaseWalk) -> None:
    """I4: the paper is the person's own as long as nobody has decided."""
    desk = walk.desk
    walk.talk()
    certificate = desk.certificates.issue(walk.case_id)
    desk.cases.close(walk.case_id)
    with desk.desk.database.reading() as session:
        person = session.get_one(CaseRow, walk.case_id).person_id
    desk.erase_requests.request(person, EraseGround.ASKED, walk.secret)
    assert desk.certificates.pdf(certificate)
    assert desk.log_check.verify().is_whole
