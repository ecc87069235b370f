"""A person asks to be erased: what may go now goes, the region decides of the rest (R53)."""

from uuid import UUID

from sqlalchemy import select

from app.domain.change import Touched
from app.domain.erasure import EraseGround, Erasure, ErasureStage
from app.domain.errors import UserError
from app.seal.erase_payloads import EraseRequested
from app.seal.records import RecordType
from app.storage import desk_facts, erasing, log, people
from app.storage.cases import ENDED
from app.storage.tables import CaseRow
from app.usecases.desk import Desk

_REQUESTED = "erase_requested"


def touched_by_node(desk: Desk) -> tuple[Touched, ...]:
    """What the node's last word changed here: people too, where somebody was erased by it."""
    with desk.database.reading() as session:
        is_told = desk_facts.get(session, desk_facts.ERASED) != "1"
    if is_told:
        return Touched.LOG, Touched.TRUST
    with desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.ERASED, "")
    people = (Touched.PEOPLE, Touched.CASES, Touched.SITTINGS, Touched.CERTIFICATES)
    return (*people, Touched.COMPANIES, Touched.LOG, Touched.TRUST)


class EraseCaseOpen(UserError):
    """The person has a case under way: it ends first, `case_id`, then erasure can be asked for."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


class EraseRequests:
    """Asks the region, signed, and takes away here what nothing signed rests on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def request(self, person_id: UUID, ground: EraseGround, secret: str) -> None:
        """Ask for it; the name is no longer shown from now on, and the number is gone for good.

        The signed records go to the node as they are and stay until the region's order comes.
        Raises UnknownPerson, PersonErased, EraseCaseOpen, WrongSecret, TooManyTries.
        """
        desk = self._desk
        desk.check_secret(secret)
        now = desk.clock.now()
        with desk.database.transaction() as session:
            person = people.present(session, person_id)
            is_open = (CaseRow.person_id == person_id) & CaseRow.state.not_in(ENDED)
            running = session.scalar(select(CaseRow.id).where(is_open).limit(1))
            if running is not None:
                raise EraseCaseOpen(running)
            asked = EraseRequested(str(person_id), ground)
            log.append(session, desk.signer, RecordType.ERASE_REQUESTED, str(person_id), asked)
            erasing.withhold(session, person, Erasure(ErasureStage.REQUESTED, now.date()))
            people.add_event(session, person_id, now, _REQUESTED, desk.assessor.name, "")
        desk.announce(Touched.PEOPLE, Touched.CASES, Touched.COMPANIES, Touched.LOG)
