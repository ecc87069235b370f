"""The wrong person was picked: before signing, the case is moved to who it is really about."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, move_case
from app.domain.change import Touched
from app.domain.credits import CreditKind
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.seal.course_payloads import CaseMoved
from app.seal.records import RecordType
from app.storage import cases as rows
from app.storage import log, people
from app.storage.sittings import drawn, met_items, remember_met, sittings_of
from app.storage.tables import CaseRow, CreditRow, DrawnItemRow, LeftAreaRow, MetItemRow, SittingRow
from app.usecases.course import written_reason
from app.usecases.desk import Desk
from app.usecases.evidence import left
from app.usecases.opening import OpenCaseExists
from app.usecases.retests import moved_as
from app.usecases.signing import require_rater

UNSIGNED = (
    CaseState.REGISTERED,
    CaseState.BOOKED,
    CaseState.IDENTIFIED,
    CaseState.RUNNING,
    CaseState.PAUSED,
    CaseState.ASSESSED,
)
"""The states in which a case can be moved."""

_TESTS = (Part.THEORY, Part.PRACTICAL)


class AlreadySigned(UserError):
    """The case is signed for this person: it is withdrawn and redone, never moved in silence."""


class SamePersonAgain(UserError):
    """The case is this person's already."""


class Moving:
    """Moves a case to another person; what was met goes with who really sat (I6)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def move(self, case_id: UUID, person_id: UUID, reason: str) -> None:
        """The case is `person_id`'s from now on, with a signed record of it and why.

        Credits and what a retest kept were the other's and are taken away; for who has a retest
        to take it is that, on the retest's terms (R35). Raises AlreadySigned, SamePersonAgain,
        OpenCaseExists (I5), MovedTooEarly, AttemptsUsed, MeasuresMissing, OnlySupervises (R6),
        ReasonMissing, TextTooLong, UnknownPerson, PersonErased.
        """
        require_rater(self._desk)
        words = written_reason(reason)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            old_person = case.person_id
            self._refuse(session, case, people.present(session, person_id).id)
            begun = self._begun(session, case)
            retried = moved_as(self._desk, session, person_id, self._protocol(case), begun)
            self._move_met(session, case, person_id)
            self._drop_credits(session, case)
            case.person_id = person_id
            case.retest_of = retried.case_id if retried else None
            case.attempt = retried.attempt if retried else 1
            self._write(session, case, old_person, words)
        self._desk.announce(Touched.CASES, Touched.PEOPLE, Touched.SITTINGS, Touched.LOG)

    def _refuse(self, session: Session, case: CaseRow, person_id: UUID) -> None:
        if case.state not in UNSIGNED:
            raise AlreadySigned
        if person_id == case.person_id:
            raise SamePersonAgain
        running = rows.open_case(session, person_id, case.code)
        if running is not None:
            raise OpenCaseExists(running.id)

    def _begun(self, session: Session, case: CaseRow) -> date:
        """The day the first test began; where none has, the day the case is to be taken."""
        now = self._desk.clock.now()
        started = [s.started for s in sittings_of(session, case.id) if s.part in _TESTS]
        return min((at for at in started if at), default=max(now, case.booked or now)).date()

    def _move_met(self, session: Session, case: CaseRow, person_id: UUID) -> None:
        """Only the real one has met the questions; the other may get them some day.

        What the other has met in a case of their own stays met (I6).
        """
        scheme = self._protocol(case).scheme
        sittings = sittings_of(session, case.id)
        items = {line.item_id for sitting in sittings for line in drawn(session, sitting.id)}
        session.execute(
            delete(MetItemRow).where(
                MetItemRow.person_id == case.person_id,
                MetItemRow.scheme == scheme,
                MetItemRow.item_id.in_(items - _met_elsewhere(session, case)),
            )
        )
        known = met_items(session, person_id, scheme)
        remember_met(session, person_id, scheme, sorted(items - known))

    def _drop_credits(self, session: Session, case: CaseRow) -> None:
        """An area that was not taken because of a credit is left out once a test has begun.

        So is one that was left for another retest.
        """
        is_begun = any(row.part in _TESTS for row in sittings_of(session, case.id))
        for row in session.scalars(select(CreditRow).where(CreditRow.case_id == case.id)):
            if is_begun:
                row.kind = CreditKind.WITHDRAWN
            else:
                session.delete(row)
        aside = left(session, case)
        session.execute(delete(LeftAreaRow).where(LeftAreaRow.case_id == case.id))
        if is_begun:
            session.add_all(self._left_out(case, area) for area in aside)
        if not is_begun and case.state == CaseState.ASSESSED:
            case.state = move_case(CaseState.ASSESSED, CaseState.RUNNING)  # all has to be taken

    def _left_out(self, case: CaseRow, area: str) -> CreditRow:
        now = self._desk.clock.now()
        return CreditRow(
            case_id=case.id,
            area_id=area,
            kind=CreditKind.WITHDRAWN,
            source="",
            issued=now.date(),
            credited_by=self._desk.assessor.id,
            at=now,
        )

    def _write(self, session: Session, case: CaseRow, old_person: UUID, words: str) -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        rows.add_event(session, case, now, "moved", actor, words)
        people.add_event(session, old_person, now, "case_moved_away", actor, case.code)
        log.append(
            session,
            self._desk.signer,
            RecordType.CASE_MOVED,
            str(case.person_id),
            CaseMoved(
                case=str(case.id),
                old_person=str(old_person),
                person=str(case.person_id),
                reason=words,
            ),
            protocol_hash=case.protocol_hash,
            case_id=case.id,
        )

    def _protocol(self, case: CaseRow) -> Protocol:
        return self._desk.protocol(case.protocol_hash)


def _met_elsewhere(session: Session, case: CaseRow) -> frozenset[str]:
    """Ids of the items drawn in other cases of the person the case is moved from."""
    found = (
        select(DrawnItemRow.item_id)
        .join(SittingRow, SittingRow.id == DrawnItemRow.sitting_id)
        .join(CaseRow, CaseRow.id == SittingRow.case_id)
        .where(CaseRow.person_id == case.person_id, CaseRow.id != case.id)
    )
    return frozenset(session.scalars(found))
