"""The decision: computed by the protocol's rules, explained, signed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, move_case, move_sitting
from app.domain.certificate import AreaOutcome
from app.domain.change import Touched
from app.domain.decision import decide
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.domain.reason_words import area_words, outcome_words
from app.domain.result import AreaResult, Result
from app.domain.text import Text
from app.seal.payloads import AreaDecided, DecisionMade
from app.seal.records import RecordType
from app.storage import cases as rows
from app.storage import log
from app.storage import sittings as sitting_rows
from app.storage.tables import CaseRow, DecisionRow
from app.usecases.desk import Desk
from app.usecases.evidence import gather
from app.usecases.practical import CriterionSheet, Practical
from app.usecases.signing import signing_hindrance


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of the decision. Shares in permille; None where the part is not there."""

    id: str
    number: int
    name: Text
    theory_permille: int | None
    cut_permille: int | None
    practical_level: int | None
    level: int | None
    required_level: int
    outcome: AreaOutcome
    words: Text
    criteria: tuple[CriterionSheet, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules say. `hindrance`: why it cannot be signed now; `signed`: when it was."""

    result: Result
    areas: tuple[AreaRow, ...]
    words: Text
    total_permille: int | None
    total_cut_permille: int
    appeal_days: int
    hindrance: UserError | None
    signed: datetime | None
    appeal_by: date | None


class Decisions:
    """Propose and sign (R31, R32, I3)."""

    def __init__(self, desk: Desk, practical: Practical) -> None:
        self._desk, self._practical = desk, practical

    def proposal(self, case_id: UUID) -> Proposal:
        """The result by the rules, as signed where it is signed. Raises ResultMissing."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            signed = rows.decision(session, case_id)
            result = self._result(session, protocol, case, signed)
            return Proposal(
                result=result,
                areas=self._area_rows(session, protocol, case, result),
                words=outcome_words(result),
                total_permille=result.total_permille,
                total_cut_permille=protocol.rules.total_cut_permille,
                appeal_days=protocol.rules.appeal_days,
                hindrance=signing_hindrance(self._desk, session, protocol, case),
                signed=None if signed is None else signed.signed,
                appeal_by=None if signed is None else signed.appeal_by,
            )

    def sign(self, case_id: UUID, secret: str) -> None:
        """Sign what the rules say; the one signature a certificate needs.

        Raises WrongSecret, NotAccredited, AccreditationExpired, ClockBehind, ResultMissing,
        WrongState.
        """
        self._desk.check_secret(secret)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            hindrance = signing_hindrance(self._desk, session, protocol, case)
            if hindrance is not None:
                raise hindrance
            state = move_case(CaseState(case.state), CaseState.DECIDED)
            result = decide(protocol, gather(session, protocol, case))
            self._write(session, protocol, case, result)
            case.state = state
        self._desk.announce(Touched.CASES, Touched.LOG)

    def _result(
        self, session: Session, protocol: Protocol, case: CaseRow, signed: DecisionRow | None
    ) -> Result:
        if signed is not None:
            return msgspec.json.decode(signed.result, type=Result)
        return decide(protocol, gather(session, protocol, case))

    def _area_rows(
        self, session: Session, protocol: Protocol, case: CaseRow, result: Result
    ) -> tuple[AreaRow, ...]:
        practical = sitting_rows.latest_sitting(session, case.id, Part.PRACTICAL)
        sheets = self._practical.areas(session, case, practical) if practical else ()
        criteria = {sheet.id: sheet.criteria for sheet in sheets}
        return tuple(
            _area_row(protocol, number, area, criteria.get(area.area, ()))
            for number, area in enumerate(result.areas, 1)
        )

    def _write(self, session: Session, protocol: Protocol, case: CaseRow, result: Result) -> None:
        now, desk = self._desk.clock.now(), self._desk
        for sitting in sitting_rows.sittings_of(session, case.id):
            part, state = Part(sitting.part), SittingState(sitting.state)
            if state.is_handed_in:
                sitting.state = move_sitting(part, state, SittingState.LOCKED)
        session.add(
            DecisionRow(
                id=desk.new_id(),
                case_id=case.id,
                outcome=result.outcome,
                result=msgspec.json.encode(result, order="sorted"),
                signer_id=desk.assessor.id,
                signed=now,
                appeal_by=now.date() + timedelta(days=protocol.rules.appeal_days),
            )
        )
        rows.add_event(session, case, now, "decided", desk.assessor.name, result.outcome)
        log.append(
            session,
            desk.signer,
            RecordType.DECISION_MADE,
            str(case.person_id),
            _payload(case, result),
            protocol_hash=protocol.hash,
            case_id=case.id,
        )


def _area_row(
    protocol: Protocol, number: int, area: AreaResult, criteria: tuple[CriterionSheet, ...]
) -> AreaRow:
    described = protocol.area(area.area)
    return AreaRow(
        id=area.area,
        number=number,
        name=described.name,
        theory_permille=area.theory_permille,
        cut_permille=described.cut_permille if described.items else None,
        practical_level=area.practical_level,
        level=area.level,
        required_level=area.required_level,
        outcome=area.outcome,
        words=area_words(protocol, area),
        criteria=criteria,
    )


def _payload(case: CaseRow, result: Result) -> DecisionMade:
    return DecisionMade(
        case=str(case.id),
        outcome=result.outcome,
        areas=tuple(
            AreaDecided(
                area=area.area,
                outcome=area.outcome,
                level=area.level,
                required_level=area.required_level,
                theory_permille=area.theory_permille,
                practical_level=area.practical_level,
                reasons=tuple(reason.code for reason in area.reasons if not reason.met),
            )
            for area in result.areas
        ),
        total_permille=result.total_permille,
    )
