"""Rating beside a colleague's case from another laptop: opened from a file, answered by one."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, WrongState, move_case
from app.domain.change import Touched
from app.domain.credits import CreditKind
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.seal.handover import Answer, Ask, open_content, seal_content
from app.seal.payloads import SittingClosed, decode_payload
from app.seal.records import RecordType
from app.storage import cases as case_rows
from app.storage import handover_facts, people, seals
from app.storage import sittings as rows
from app.storage.errors import UnknownProtocol
from app.storage.handover_facts import Helping
from app.storage.tables import (
    AssessorRow,
    CaseRow,
    CreditRow,
    PersonRow,
    RecordRow,
    SittingRow,
)
from app.usecases.asking import HandoverFile
from app.usecases.beside import beside_sitting
from app.usecases.desk import Desk
from app.usecases.opening import OpenCaseExists
from app.usecases.second_person import SamePerson
from app.usecases.two_assessors import refuse_unaccredited


class ProtocolMissing(UserError):
    """The version the case is on is not installed here: import it, then open the file again."""

    def __init__(self, profile: str, version: str) -> None:
        super().__init__()
        self.profile = profile
        self.version = version


class OwnCase(UserError):
    """The file was written at this desk: the case is here already."""


class NotHandedIn(UserError):
    """The answer is written once everything is rated and handed in."""


class CoAssessing:
    """The laptop that has no case, only a colleague's request."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, raw: bytes, code: str) -> UUID:
        """The case to rate in, made from the file; the same file twice gives the same case.

        Raises NotAHandover, NewerHandover, WrongCode, ProtocolMissing, OwnCase, SamePerson,
        OpenCaseExists, and what keeps the one signed in from judging (R1).
        """
        ask = open_content(raw, code, Ask)
        if ask.number == self._desk.assessor.number:
            raise SamePerson(ask.asked_by)
        case_id = UUID(ask.case)
        with self._desk.database.transaction() as session:
            known = session.get(CaseRow, case_id)
            if known is not None and handover_facts.get(session, case_id, Helping) is None:
                raise OwnCase
            if known is None:
                protocol = self._protocol(ask)
                self._write(session, ask, protocol, code)
        self._desk.announce(Touched.CASES)
        return case_id

    def answer(self, case_id: UUID) -> HandoverFile:
        """The file for the colleague, signed by the own seal. Raises NotHandedIn."""
        with self._desk.database.reading() as session:
            helping = handover_facts.get(session, case_id, Helping)
            own = self._own(session, case_id)
            if helping is None or own is None or not SittingState(own.state).is_handed_in:
                raise NotHandedIn
            answer = self._answer(session, own)
        name = f"medbedomning-svar-{str(case_id)[-6:]}.intyga"
        return HandoverFile(name, seal_content(answer, helping.code), helping.code)

    def finish(self, case_id: UUID) -> None:
        """The colleague has the answer: the case leaves this desk's lists. Raises NotHandedIn."""
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            own = self._own(session, case_id)
            if handover_facts.get(session, case_id, Helping) is None:
                raise WrongState(case.state, "helped")
            if own is None or not SittingState(own.state).is_handed_in:
                raise NotHandedIn
            case.state = move_case(CaseState(case.state), CaseState.ABORTED)
            now, me = self._desk.clock.now(), self._desk.assessor.name
            case_rows.add_event(session, case, now, "second_given", me)
        self._desk.announce(Touched.CASES)

    def _own(self, session: Session, case_id: UUID) -> SittingRow | None:
        first = rows.latest_sitting(session, case_id, Part.PRACTICAL)
        return None if first is None else beside_sitting(session, first.id)

    def _answer(self, session: Session, own: SittingRow) -> Answer:
        """The newest signed record of the sitting, with what it takes to prove it."""
        found = (
            select(RecordRow)
            .where(RecordRow.case_id == own.case_id, RecordRow.type == RecordType.SITTING_CLOSED)
            .order_by(RecordRow.seq.desc())
        )
        for record in session.scalars(found):
            if record.payload is None or record.salt is None:
                continue
            said = decode_payload(record.type, record.payload)
            if isinstance(said, SittingClosed) and said.sitting == str(own.id):
                seal, statement = self._desk.signer.key, self._desk.accreditation()
                return Answer(record.raw, record.salt, record.payload, seal.public, statement.raw)
        raise NotHandedIn

    def _protocol(self, ask: Ask) -> Protocol:
        try:
            return self._desk.protocol(ask.protocol)
        except UnknownProtocol as error:
            raise ProtocolMissing(ask.profile, ask.version) from error

    def _write(self, session: Session, ask: Ask, protocol: Protocol, code: str) -> None:
        """The case as far as it concerns the second: whose it is, the piece of work, the gauge."""
        now, person_id = self._desk.clock.now(), UUID(ask.person)
        existing = case_rows.open_case(session, person_id, protocol.code)
        if existing is not None:
            raise OpenCaseExists(existing.id)
        if session.get(PersonRow, person_id) is None:
            people.register(session, _person(ask, person_id), now)
        case = CaseRow(
            id=UUID(ask.case),
            person_id=person_id,
            protocol_hash=protocol.hash,
            code=protocol.code,
            centre=ask.centre,
            assessor_id=self._first(session, ask),
            second_assessor_id=self._desk.assessor.id,
            state=CaseState.RUNNING,
            opened=now,
            touched=now,
            machine=ask.machine,
            gauge=ask.gauge,
            gauge_calibrated_to=ask.gauge_calibrated_to,
            impartial=now,
        )
        session.add(case)
        session.flush()
        refuse_unaccredited(self._desk, session, case)
        self._credit_the_rest(session, ask, protocol, case)
        session.add(_first_sitting(ask, case, protocol))
        handover_facts.put(session, case.id, Helping(ask.asked_by, ask.centre, code, now))
        case_rows.add_event(session, case, now, "second_opened", ask.asked_by)

    def _first(self, session: Session, ask: Ask) -> UUID:
        known = seals.of_number(session, ask.number)
        if known is not None:
            return known.id
        row = AssessorRow(id=self._desk.new_id(), name=ask.asked_by, number=ask.number, roles=())
        session.add(row)
        session.flush()
        return row.id

    def _credit_the_rest(
        self, session: Session, ask: Ask, protocol: Protocol, case: CaseRow
    ) -> None:
        """Areas the colleague does not take are not rated here either."""
        now = self._desk.clock.now()
        session.add_all(
            CreditRow(
                case_id=case.id,
                area_id=area.id,
                kind=CreditKind.BANKED,
                level=None,
                source=ask.centre,
                issued=now.date(),
                credited_by=self._desk.assessor.id,
                at=now,
            )
            for area in protocol.areas
            if area.id not in ask.areas
        )


def _person(ask: Ask, person_id: UUID) -> people.PersonFacts:
    """Somebody known here by the name alone, or by no name when they are protected."""
    return people.PersonFacts(
        id=person_id,
        name=ask.name,
        birth_date=None,
        identity_kind="none",
        identity_sealed=None,
        identity_hash=None,
        protected=ask.protected,
        language="sv",
        employment="other",
        employer=None,
    )


def _first_sitting(ask: Ask, case: CaseRow, protocol: Protocol) -> SittingRow:
    """The colleague's own sitting, of which nothing is known here but that it is."""
    return SittingRow(
        id=UUID(ask.sitting),
        case_id=case.id,
        part=Part.PRACTICAL,
        number=1,
        state=SittingState.CREATED,
        seed=0,
        minutes=protocol.rules.practical_minutes,
        active_seconds=0,
        current="",
        stop_note="",
        assessor_id=case.assessor_id,
    )
