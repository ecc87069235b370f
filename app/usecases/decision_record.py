"""A decision written down: its row, its line in the history, its signed record (R31, I1)."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.overrides import Override
from app.domain.protocol import Protocol
from app.domain.result import Result
from app.seal.payloads import AreaDecided, DecisionMade
from app.seal.records import RecordType
from app.storage import cases as rows
from app.storage import log
from app.storage.tables import CaseRow, DecisionRow
from app.usecases.desk import Desk
from app.usecases.proposing import result_bytes
from app.usecases.second_person import SecondPerson


@dataclass(frozen=True, slots=True)
class ToSign:
    """What is decided; `second` agreed to the overrides, `reviewer` to the whole."""

    result: Result
    overrides: tuple[Override, ...] = ()
    second: UUID | None = None
    reviewer: UUID | None = None
    reason: str = ""


def write_decision(
    desk: Desk,
    session: Session,
    case: CaseRow,
    protocol: Protocol,
    decided: ToSign,
    by: SecondPerson,
) -> DecisionRow:
    """Add the next decision of the case, signed with the seal of `by`; the newest counts."""
    now = desk.clock.now()
    row = DecisionRow(
        id=desk.new_id(),
        case_id=case.id,
        number=len(rows.decisions(session, case.id)) + 1,
        outcome=decided.result.outcome,
        result=result_bytes(decided.result),
        signer_id=by.signed_in.id,
        signed=now,
        appeal_by=now.date() + timedelta(days=protocol.rules.appeal_days),
        overrides=msgspec.json.encode(decided.overrides),
        second_id=decided.second,
        reviewer_id=decided.reviewer,
        reason=decided.reason,
    )
    session.add(row)
    rows.add_event(session, case, now, "decided", by.signed_in.name, decided.result.outcome)
    log.append(
        session,
        by.signer,
        RecordType.DECISION_MADE,
        str(case.person_id),
        _payload(case, row.number, decided),
        protocol_hash=protocol.hash,
        case_id=case.id,
    )
    return row


def overrides_of(row: DecisionRow) -> tuple[Override, ...]:
    """The areas a signed decision decided otherwise than the rules say."""
    return msgspec.json.decode(row.overrides, type=tuple[Override, ...])


def _payload(case: CaseRow, number: int, decided: ToSign) -> DecisionMade:
    instead = {override.area for override in decided.overrides}
    reasons = [decided.reason, *(f"{o.area}: {o.reason}" for o in decided.overrides)]
    return DecisionMade(
        case=str(case.id),
        outcome=decided.result.outcome,
        areas=tuple(
            AreaDecided(
                area=area.area,
                outcome=area.outcome,
                level=area.level,
                required_level=area.required_level,
                theory_permille=area.theory_permille,
                practical_level=area.practical_level,
                reasons=tuple(reason.code for reason in area.reasons if not reason.met),
                credit_source=area.credit.source if area.credit else None,
                overridden=area.area in instead,
            )
            for area in decided.result.areas
        ),
        total_permille=decided.result.total_permille,
        number=number,
        reviewer=_said(decided.reviewer),
        second=_said(decided.second),
        reason="\n".join(filter(None, reasons)) or None,
    )


def _said(person: UUID | None) -> str | None:
    return None if person is None else str(person)
