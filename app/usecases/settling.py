"""Settling an entry of a register: by somebody who took no part, with a reason in writing (R47)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState, WrongState, settle_case
from app.domain.change import Touched
from app.domain.disputes import DisputeKind, DisputeOutcome, EntryState, entry_number
from app.domain.errors import UserError
from app.domain.overrides import Override, decided_instead
from app.domain.result import Result
from app.seal.dispute_payloads import AppealSettled
from app.seal.records import RecordType
from app.storage import cases as case_rows
from app.storage import log
from app.storage import register as rows
from app.storage.tables import CaseRow, RegisterRow
from app.usecases.decision_record import ToSign, overrides_of, write_decision
from app.usecases.desk import Desk
from app.usecases.disputes import is_late
from app.usecases.overrides import written
from app.usecases.second_person import SecondPerson
from app.usecases.signing import signing_hindrance
from app.usecases.took_part import TookPart, decided_by


class OutcomeNotPossible(UserError):
    """An entry of this kind is not settled so; a late one is only dismissed."""

    def __init__(self, outcome: DisputeOutcome) -> None:
        super().__init__()
        self.outcome = outcome


class NothingChanged(UserError):
    """A changed decision has to differ from the one it changes."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How it ends. `levels`: area id → its new level, where the decision is changed."""

    outcome: DisputeOutcome
    reason: str
    levels: Mapping[str, int] = field(default_factory=dict)


class Settlements:
    """One method: the entry, what it came to, and who says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def settle(self, entry_id: UUID, settlement: Settlement, secret: str) -> None:
        """As `settle_by`, by the person signed in. Raises WrongSecret, TooManyTries too."""
        self._desk.check_secret(secret)
        self.settle_by(entry_id, settlement, SecondPerson(self._desk.assessor, self._desk.signer))

    def settle_by(self, entry_id: UUID, settlement: Settlement, handler: SecondPerson) -> None:
        """Settle it as `handler`, who has proved who they are and signs with their own seal.

        An upheld or dismissed one lets the case go on where it stood; a changed one is a new
        decision, from which a new talk and a new certificate follow. Raises ReasonTooShort,
        TookPart, OutcomeNotPossible, NothingChanged, OverrideRefused, WrongState, what keeps the
        handler from signing, UnknownEntry.
        """
        reason = written(settlement.reason)
        with self._desk.database.transaction() as session:
            row = rows.entry(session, entry_id)
            if row.state != EntryState.OPEN:
                raise WrongState(row.state, EntryState.SETTLED)
            kind = DisputeKind(row.kind)
            if settlement.outcome not in kind.outcomes(is_late=is_late(row)):
                raise OutcomeNotPossible(settlement.outcome)
            case = None if row.case_id is None else case_rows.case(session, row.case_id)
            if case is not None and kind.contests:
                self._refuse_handler(session, case, handler)
                self._go_on(session, row, case, settlement, handler)
            self._write(session, row, case, settlement.outcome, reason, handler)
        self._desk.announce(Touched.CASES, Touched.LOG)

    def _refuse_handler(self, session: Session, case: CaseRow, handler: SecondPerson) -> None:
        who = handler.signed_in
        if who.id in decided_by(session, case):
            raise TookPart(who.name)
        protocol = self._desk.protocol(case.protocol_hash)
        hindrance = signing_hindrance(self._desk, session, protocol, case, who)
        if hindrance is not None:
            raise hindrance

    def _go_on(
        self,
        session: Session,
        row: RegisterRow,
        case: CaseRow,
        settlement: Settlement,
        handler: SecondPerson,
    ) -> None:
        if is_late(row):
            return
        is_changed = settlement.outcome is DisputeOutcome.CHANGED
        onward = CaseState.DECIDED if is_changed else CaseState(row.case_state)
        case.state = settle_case(CaseState(case.state), onward)
        if not is_changed:
            return
        self._decide_anew(session, case, settlement, handler)
        plan = case_rows.plan(session, case.id)
        if plan is not None:
            plan.talked = None

    def _decide_anew(
        self, session: Session, case: CaseRow, settlement: Settlement, handler: SecondPerson
    ) -> None:
        decision = case_rows.decision(session, case.id)
        assert decision is not None
        protocol = self._desk.protocol(case.protocol_hash)
        earlier = msgspec.json.decode(decision.result, type=Result)
        result = decided_instead(protocol, earlier, settlement.levels)
        if result == earlier:
            raise NothingChanged
        reason = settlement.reason.strip()
        before = {override.area: override for override in overrides_of(decision)}
        levels = {area.area: area.level or 0 for area in earlier.areas}
        now = {
            area: Override(area, levels[area], level, reason)
            for area, level in settlement.levels.items()
        }
        decided = ToSign(result, tuple((before | now).values()), reason=reason)
        write_decision(self._desk, session, case, protocol, decided, handler)

    def _write(
        self,
        session: Session,
        row: RegisterRow,
        case: CaseRow | None,
        outcome: DisputeOutcome,
        reason: str,
        handler: SecondPerson,
    ) -> None:
        now, who, kind = self._desk.clock.now(), handler.signed_in, DisputeKind(row.kind)
        row.state, row.outcome, row.reason, row.settled = EntryState.SETTLED, outcome, reason, now
        row.handler_id, row.handler = who.id, who.name
        if case is not None:
            number = entry_number(kind, row.year, row.number)
            event = f"{kind}_{outcome}"
            case_rows.add_event(session, case, now, event, who.name, number)
        log.append(
            session,
            handler.signer,
            RecordType.APPEAL_SETTLED,
            "" if row.person_id is None else str(row.person_id),
            AppealSettled(
                entry=str(row.id),
                kind=kind,
                outcome=outcome,
                handler=who.name,
                reason=reason,
                case=None if case is None else str(case.id),
            ),
            protocol_hash=None if case is None else case.protocol_hash,
            case_id=row.case_id,
        )
