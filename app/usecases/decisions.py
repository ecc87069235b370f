"""The decision: computed by the protocol's rules, explained, reviewed where asked, signed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, move_case, move_sitting
from app.domain.certificate import AreaOutcome
from app.domain.change import Touched
from app.domain.course import Verdict
from app.domain.errors import UserError
from app.domain.four_eyes import refuse_same_people
from app.domain.overrides import Override, OverrideHindrance, hindrance_of, levels_allowed
from app.domain.protocol import Protocol
from app.domain.reason_words import area_words, outcome_words
from app.domain.result import AreaResult, Result
from app.domain.text import Text
from app.storage import cases as rows
from app.storage import sittings as sitting_rows
from app.storage.reviews import newest_review, take_back
from app.storage.tables import AssessorRow, CaseRow, DecisionRow
from app.usecases.credit_standing import credit_hindrance
from app.usecases.decision_record import ToSign, overrides_of, write_decision
from app.usecases.desk import Desk
from app.usecases.lab import lab_hindrance
from app.usecases.practical import CriterionSheet, Practical
from app.usecases.proposing import Proposed, agreed_review, propose
from app.usecases.second_person import SecondPerson
from app.usecases.signing import ReviewerNeeded, signing_hindrance
from app.usecases.took_part import person_behind


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of the decision. Shares in permille; None where the part is not there.

    `override`: what two people decided instead of the rules' level; `choices`: the levels they
    may decide to, none once it is signed; `fixed`: why there are none at all.
    """

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
    override: Override | None = None
    choices: tuple[int, ...] = ()
    fixed: OverrideHindrance | None = None


@dataclass(frozen=True, slots=True)
class ReviewState:
    """How it stands with the review. `note`: why it was sent back, "" where it was not."""

    is_required: bool
    agreed_by: str = ""
    sent_back_by: str = ""
    note: str = ""

    @property
    def is_lacking(self) -> bool:
        """Whether a reviewer has to look at the result as it stands."""
        return self.is_required and not self.agreed_by


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules say. `hindrance`: why it cannot be signed now; `signed`: when it was.

    `number` of the decision, from 2 one that a reconsideration changed, for its `reason`.
    """

    result: Result
    areas: tuple[AreaRow, ...]
    words: Text
    total_permille: int | None
    total_cut_permille: int
    appeal_days: int
    hindrance: UserError | None
    signed: datetime | None
    appeal_by: date | None
    review: ReviewState
    signer: str = ""
    number: int = 1
    reason: str = ""
    scale: tuple[Text, ...] = ()


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
            if signed is not None:
                return self._signed(session, protocol, case, signed)
            return self._unsigned(session, protocol, case)

    def sign(self, case_id: UUID, secret: str) -> None:
        """Sign what the rules say; the one signature a certificate needs.

        Raises WrongSecret, what keeps the person signed in from signing, AwaitingLab,
        CreditNotInForce, ReviewerNeeded, SamePeople, ResultMissing, WrongState.
        """
        self._desk.check_secret(secret)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            hindrance = self._hindrance(session, protocol, case)
            if hindrance is not None:
                raise hindrance
            state = move_case(CaseState(case.state), CaseState.DECIDED)
            proposed = propose(session, protocol, case)
            self._write(session, protocol, case, proposed)
            case.state = state
        self._desk.announce(Touched.CASES, Touched.LOG)

    def _signed(
        self, session: Session, protocol: Protocol, case: CaseRow, signed: DecisionRow
    ) -> Proposal:
        result = msgspec.json.decode(signed.result, type=Result)
        instead = {override.area: override for override in overrides_of(signed)}
        return self._shown(
            protocol,
            result,
            tuple(
                _area_row(protocol, number, area, criteria, instead.get(area.area))
                for number, area, criteria in self._with_criteria(session, case, result)
            ),
            review=ReviewState(False, _name(session, signed.reviewer_id)),
            signed=signed,
            signer=_name(session, signed.signer_id),
        )

    def _unsigned(self, session: Session, protocol: Protocol, case: CaseRow) -> Proposal:
        proposed = propose(session, protocol, case)
        instead = {override.area: override for override in proposed.as_overrides()}
        computed = {area.area: area for area in proposed.computed.areas}
        review = self._review_state(session, protocol, case, proposed)
        hindrance = self._hindrance(session, protocol, case)
        if hindrance is None and review.is_lacking:
            hindrance = ReviewerNeeded(protocol.code)
        return self._shown(
            protocol,
            proposed.result,
            tuple(
                _area_row(
                    protocol,
                    number,
                    area,
                    criteria,
                    instead.get(area.area),
                    levels_allowed(protocol, computed[area.area]),
                    hindrance_of(computed[area.area]),
                )
                for number, area, criteria in self._with_criteria(session, case, proposed.result)
            ),
            review=review,
            hindrance=hindrance,
        )

    def _shown(
        self,
        protocol: Protocol,
        result: Result,
        areas: tuple[AreaRow, ...],
        *,
        review: ReviewState,
        hindrance: UserError | None = None,
        signed: DecisionRow | None = None,
        signer: str = "",
    ) -> Proposal:
        return Proposal(
            result=result,
            areas=areas,
            words=outcome_words(result),
            total_permille=result.total_permille,
            total_cut_permille=protocol.rules.total_cut_permille,
            appeal_days=protocol.rules.appeal_days,
            hindrance=hindrance,
            signed=None if signed is None else signed.signed,
            appeal_by=None if signed is None else signed.appeal_by,
            review=review,
            signer=signer,
            number=1 if signed is None else signed.number,
            reason="" if signed is None else signed.reason,
            scale=tuple(step.name for step in protocol.scale),
        )

    def _with_criteria(
        self, session: Session, case: CaseRow, result: Result
    ) -> list[tuple[int, AreaResult, tuple[CriterionSheet, ...]]]:
        sheets = self._practical.result_areas(session, case)
        criteria = {sheet.id: sheet.criteria for sheet in sheets}
        return [
            (number, area, criteria.get(area.area, ()))
            for number, area in enumerate(result.areas, 1)
        ]

    def _hindrance(self, session: Session, protocol: Protocol, case: CaseRow) -> UserError | None:
        return (
            lab_hindrance(session, protocol, case)
            or credit_hindrance(self._desk, session, case, protocol)
            or signing_hindrance(self._desk, session, protocol, case)
        )

    def _review_state(
        self, session: Session, protocol: Protocol, case: CaseRow, proposed: Proposed
    ) -> ReviewState:
        is_required = protocol.rules.reviewer_required
        agreed, newest = agreed_review(session, case, proposed), newest_review(session, case.id)
        if agreed is not None:
            return ReviewState(is_required, _name(session, agreed.reviewer_id))
        if newest is not None and newest.verdict == Verdict.SENT_BACK:
            name = _name(session, newest.reviewer_id)
            return ReviewState(is_required, sent_back_by=name, note=newest.note)
        return ReviewState(is_required)

    def _write(
        self, session: Session, protocol: Protocol, case: CaseRow, proposed: Proposed
    ) -> None:
        desk = self._desk
        review = agreed_review(session, case, proposed)
        if protocol.rules.reviewer_required and review is None:
            raise ReviewerNeeded(protocol.code)
        refuse_same_people(
            person_behind(session, desk.assessor.id),
            None if review is None else person_behind(session, review.reviewer_id),
            case.person_id,
        )
        self._lock_sittings(session, case)
        seconds = [row.second_id for row in proposed.overrides]
        decided = ToSign(
            proposed.result,
            proposed.as_overrides(),
            second=seconds[-1] if seconds else None,
            reviewer=None if review is None else review.reviewer_id,
        )
        by = SecondPerson(desk.assessor, desk.signer)
        write_decision(desk, session, case, protocol, decided, by)
        for row in proposed.overrides:
            take_back(session, case.id, row.area_id)

    def _lock_sittings(self, session: Session, case: CaseRow) -> None:
        for sitting in sitting_rows.sittings_of(session, case.id):
            part, state = Part(sitting.part), SittingState(sitting.state)
            if state.is_handed_in and state is not SittingState.LOCKED:
                sitting.state = move_sitting(part, state, SittingState.LOCKED)


def _area_row(
    protocol: Protocol,
    number: int,
    area: AreaResult,
    criteria: tuple[CriterionSheet, ...],
    override: Override | None,
    choices: tuple[int, ...] = (),
    fixed: OverrideHindrance | None = None,
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
        override=override,
        choices=choices,
        fixed=fixed,
    )


def _name(session: Session, assessor_id: UUID | None) -> str:
    return "" if assessor_id is None else session.get_one(AssessorRow, assessor_id).name
