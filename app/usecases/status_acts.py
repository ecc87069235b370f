"""Stop, lift, revoke, void, replace: what may become of a certificate after it is issued (R42)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState, WrongState, move_case
from app.domain.certificate import CertificateFacts
from app.domain.certificate_status import (
    REASONS,
    CertificateState,
    ReasonNotPossible,
    ShownState,
    StatusAct,
    StatusReason,
    acts_after,
    after_act,
    check_reason,
    on_day,
)
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.domain.person_name import clean_person_name
from app.domain.text import Text
from app.storage import cases as case_rows
from app.storage import certificates as rows
from app.storage import conflicts
from app.storage.tables import AssessorRow, CaseRow, CertificateRow, SealRow
from app.usecases.certificate_files import CertificateFiles
from app.usecases.certificate_history import (
    Knowing,
    Known,
    StatusEvent,
    earlier_number,
    following_number,
    history,
    known_change,
)
from app.usecases.certificate_standing import held_status, last_change, shown_states
from app.usecases.desk import Desk
from app.usecases.issuing import Correcting, write_certificate
from app.usecases.people import rename_in
from app.usecases.seal_standing import own_seal_hindrance
from app.usecases.shared_place import to_replace
from app.usecases.signing import clock_hindrance, signing_hindrance
from app.usecases.status_writing import write_status

__all__ = ["Knowing", "Known", "StatusActs", "StatusEvent"]

_RESTORES = (StatusAct.LIFT, StatusAct.REPLACE)
"""Acts that put something in force: they ask for all that signing asks for (R1, I8)."""
_HANDED_OVER = (CaseState.CERTIFIED, CaseState.CLOSED)


class NotTheIssuer(UserError):
    """Only the seal that issued a certificate stops or revokes it; `name`: whose it is.

    `reason`: "colleague", or "earlier_seal" where who is signed in has another seal by now.
    """

    def __init__(self, name: str, reason: Literal["colleague", "earlier_seal"]) -> None:
        super().__init__()
        self.name = name
        self.reason = reason


class StoppedByRegion(UserError):
    """The region stopped the certificate, and only the region lifts that."""


class UnderReview(UserError):
    """Two laptops assessed the person: the certificate waits for the conflict to be settled."""


class HandedOver(UserError):
    """A certificate that was handed over is not voided: it is replaced or revoked."""


class NothingToCorrect(UserError):
    """The name is the one on the certificate: a new one would say the same."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@dataclass(frozen=True, slots=True)
class StatusWay:
    """An act the certificate's state leaves open, and why it cannot be done now, None if it can."""

    act: StatusAct
    hindrance: UserError | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a new certificate says instead. `note`: own words, kept at this desk."""

    reason: StatusReason
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CertificateStanding:
    """All a screen shows of what became of a certificate.

    `by` and `note` are of the newest change made here, `by` "" before the first; `reason` is of
    what counts, the region's too. `name` is what is printed, `person_name` what the person is
    called now; both "" for a protected person. `days_left` to the last day, None without one.
    `list_day`: of the status list held here. `must_replace`: another certificate has its place
    in the list, and a new one is to be made although the name is right.
    """

    id: bytes
    case_id: UUID
    number: str
    name: str
    person_name: str
    role: Text
    valid_to: date | None
    days_left: int | None
    issuer: str
    practice: bool
    shown: ShownState
    reason: StatusReason | None
    by: str
    note: str
    known: Known | None
    replaces: str
    replaced_by: str
    list_day: date | None
    must_replace: bool
    ways: tuple[StatusWay, ...]
    history: tuple[StatusEvent, ...]

    def reasons(self, act: StatusAct) -> tuple[StatusReason, ...]:
        """The reasons to choose among."""
        is_shared = act is StatusAct.REPLACE and self.must_replace
        return (StatusReason.SHARED_PLACE,) if is_shared else REASONS[act]


class StatusActs:
    """Each act asks for the PIN and is one more signed record; nothing is edited."""

    def __init__(self, desk: Desk, files: CertificateFiles) -> None:
        self._desk, self._files = desk, files

    def standing(self, certificate_id: bytes) -> CertificateStanding:
        """What became of it, and what may be done. Raises UnknownCertificate."""
        with self._desk.database.reading() as session:
            row = rows.certificate(session, certificate_id)
            shown, held = shown_states(self._desk, session)(row), held_status(session)
            change, events = last_change(session, row.id), history(session, row)
            facts = msgspec.json.decode(row.snapshot, type=CertificateFacts)
            case = case_rows.case(session, row.case_id)
            person = case_rows.person_of(session, case)
            return CertificateStanding(
                id=row.id,
                case_id=row.case_id,
                number=row.number,
                name="" if person.protected else facts.name,
                person_name="" if person.protected else person.name,
                role=facts.role,
                valid_to=row.valid_to,
                days_left=self._days_left(row),
                issuer=_issuer(session, row),
                practice=facts.practice,
                shown=shown,
                reason=_reason(events, shown),
                by="" if change is None else session.get_one(AssessorRow, change.by_id).name,
                note="" if change is None else change.note,
                known=known_change(session, row, shown),
                replaces=earlier_number(row),
                replaced_by=following_number(session, row),
                list_day=None if held is None else held.issued.date(),
                must_replace=row.id in to_replace(session),
                ways=self._ways(session, row, case, shown),
                history=events,
            )

    def ways(self, certificate_id: bytes) -> tuple[StatusWay, ...]:
        """The acts its state leaves open. Raises UnknownCertificate."""
        return self.standing(certificate_id).ways

    def history(self, certificate_id: bytes) -> tuple[StatusEvent, ...]:
        """Issued, handed out, changed; the oldest first. Raises UnknownCertificate."""
        return self.standing(certificate_id).history

    def suspend(self, certificate_id: bytes, reason: StatusReason, note: str, secret: str) -> None:
        """Stop it for a time; `lift` undoes it. Raises what `revoke` does."""
        self._change(certificate_id, StatusAct.SUSPEND, reason, note, secret)

    def lift(self, certificate_id: bytes, note: str, secret: str) -> None:
        """Put a stopped one in force again.

        Raises what `revoke` does, StoppedByRegion, and what keeps from signing.
        """
        self._change(certificate_id, StatusAct.LIFT, StatusReason.LIFTED, note, secret)

    def revoke(self, certificate_id: bytes, reason: StatusReason, note: str, secret: str) -> None:
        """Take it back for good; an accreditation that ran out does not keep anybody from it.

        Raises WrongSecret, TooManyTries, StatusActClosed, ReasonNotPossible, NotTheIssuer,
        SealNotBelieved, ClockBehind, TextTooLong, UnknownCertificate.
        """
        self._change(certificate_id, StatusAct.REVOKE, reason, note, secret)

    def void(self, certificate_id: bytes, note: str, secret: str) -> None:
        """Take a misprint back before it is handed over; the case waits for a new certificate.

        Raises what `revoke` does, HandedOver.
        """
        self._change(certificate_id, StatusAct.VOID, StatusReason.MISPRINT, note, secret)

    def replace(self, certificate_id: bytes, correction: Correction, secret: str) -> bytes:
        """A new certificate of the same decision under the corrected name; its id (I4, R42).

        The person gets the name, the new one the last day of the old one, all in one transaction.
        Raises BadPersonName, NothingToCorrect, WrongSecret, TooManyTries, StatusActClosed,
        ReasonNotPossible, StoppedByRegion, WrongState, MissingGlyph, what keeps from signing.
        """
        name = clean_person_name(correction.name)
        note = clean_text(correction.note, LONGEST_NOTE).strip()
        is_shared = correction.reason is StatusReason.SHARED_PLACE
        if not is_shared:
            check_reason(StatusAct.REPLACE, correction.reason)
        self._desk.check_secret(secret)
        with self._desk.database.transaction() as session:
            row = rows.certificate(session, certificate_id)
            case, _ = self._require(session, row, StatusAct.REPLACE)
            if is_shared and row.id not in to_replace(session):
                raise ReasonNotPossible(correction.reason)
            if name != msgspec.json.decode(row.snapshot, type=CertificateFacts).name:
                rename_in(self._desk, session, case.person_id, name)
            elif not is_shared:
                raise NothingToCorrect(name)
            decision = case_rows.decision(session, case.id)
            assert decision is not None
            protocol = self._desk.protocol(case.protocol_hash)
            why = Correcting(correction.reason, note)
            new = write_certificate(self._desk, session, case, protocol, decision, why)
        self._announce(Touched.PEOPLE)
        with suppress(UserError):  # it is made at the next look
            self._files.make(new)
        return new

    def _change(
        self, certificate_id: bytes, act: StatusAct, reason: StatusReason, note: str, secret: str
    ) -> None:
        check_reason(act, reason)
        words = clean_text(note, LONGEST_NOTE).strip()
        self._desk.check_secret(secret)
        with self._desk.database.transaction() as session:
            row = rows.certificate(session, certificate_id)
            case, state = self._require(session, row, act)
            write_status(self._desk, session, row, state, reason, words)
            if act is StatusAct.VOID:
                case.state = move_case(CaseState(case.state), CaseState.DEBRIEFED)
        self._announce()

    def _require(
        self, session: Session, row: CertificateRow, act: StatusAct
    ) -> tuple[CaseRow, CertificateState]:
        """The case and where the act leads; raises why it is not open now."""
        case = case_rows.case(session, row.case_id)
        shown = shown_states(self._desk, session)(row)
        state = after_act(self._acted_on(session, row, shown), act)
        hindrance = self._hindrance(session, row, case, shown, act)
        if hindrance is not None:
            raise hindrance
        return case, state

    def _days_left(self, row: CertificateRow) -> int | None:
        today = self._desk.clock.now().date()
        return None if row.valid_to is None else (row.valid_to - today).days

    def _ways(
        self, session: Session, row: CertificateRow, case: CaseRow, shown: ShownState
    ) -> tuple[StatusWay, ...]:
        return tuple(
            StatusWay(act, self._hindrance(session, row, case, shown, act))
            for act in acts_after(self._acted_on(session, row, shown))
        )

    def _acted_on(
        self, session: Session, row: CertificateRow, shown: ShownState
    ) -> CertificateState:
        """What acts follow from: where the list's bits are another's too, this desk's own word."""
        if not shown.by_region or row.id not in to_replace(session):
            return shown.state
        return on_day(CertificateState(row.state), row.valid_to, self._desk.clock.now().date())

    def _hindrance(
        self,
        session: Session,
        row: CertificateRow,
        case: CaseRow,
        shown: ShownState,
        act: StatusAct,
    ) -> UserError | None:
        if act is not StatusAct.REPLACE and row.kid != self._desk.signer.kid:
            seal = session.get_one(SealRow, row.kid)
            is_own = seal.assessor_id == self._desk.assessor.id
            reason: Literal["colleague", "earlier_seal"] = "earlier_seal" if is_own else "colleague"
            return NotTheIssuer(_issuer(session, row), reason)
        if act in _RESTORES and shown.by_region and row.id not in to_replace(session):
            is_reviewed = row.id in conflicts.under_review(session)
            return UnderReview() if is_reviewed else StoppedByRegion()
        if act is StatusAct.VOID and case.state != CaseState.CERTIFIED:
            return HandedOver()
        if act is StatusAct.REPLACE and case.state not in _HANDED_OVER:
            return WrongState(case.state, CaseState.CERTIFIED)
        if act in _RESTORES:
            protocol = self._desk.protocol(case.protocol_hash)
            return signing_hindrance(self._desk, session, protocol, case)
        return clock_hindrance(self._desk, session) or own_seal_hindrance(self._desk, session)

    def _announce(self, *more: Touched) -> None:
        self._desk.announce(Touched.CERTIFICATES, Touched.CASES, Touched.LOG, *more)


def _issuer(session: Session, row: CertificateRow) -> str:
    seal = session.get_one(SealRow, row.kid)
    return session.get_one(AssessorRow, seal.assessor_id).name


def _reason(events: tuple[StatusEvent, ...], shown: ShownState) -> StatusReason | None:
    """The reason class of what counts: the region's own where the region decided."""
    wanted = "region" if shown.by_region else "changed"
    said = [event.reason for event in events if event.kind == wanted]
    return said[-1] if said else None
