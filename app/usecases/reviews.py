"""The reviewer: judges the evidence alone, then sees what the rules say, agrees or not (R7, I9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.authority import Role
from app.domain.case import CaseState, WrongState, move_case
from app.domain.certificate import AreaOutcome
from app.domain.change import Touched
from app.domain.course import Verdict
from app.domain.errors import UserError
from app.domain.evidence import Credit
from app.domain.four_eyes import refuse_same_people
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.seal.course_payloads import CaseReviewed
from app.seal.records import RecordType
from app.storage import cases as case_rows
from app.storage import log
from app.storage import reviews as rows
from app.storage.tables import AssessorRow, CaseRow, ReviewRow
from app.usecases.desk import Desk
from app.usecases.overrides import written
from app.usecases.practical import CriterionSheet, Practical
from app.usecases.proposing import Proposed, propose
from app.usecases.second_person import SecondPerson
from app.usecases.signing import signing_hindrance
from app.usecases.took_part import TookPart, assessed_by, person_behind


class JudgementMissing(UserError):
    """The reviewer has not judged these areas alone yet; `names` of the areas."""

    def __init__(self, names: tuple[Text, ...]) -> None:
        super().__init__()
        self.names = names


class NotReviewer(UserError):
    """This person is no reviewer of the test centre (R7)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@dataclass(frozen=True, slots=True)
class AreaEvidence:
    """One area as a reviewer sees it first: what was seen, never what it came to."""

    id: str
    number: int
    name: Text
    required_level: int
    theory_permille: int | None
    cut_permille: int | None
    credit: Credit | None
    criteria: tuple[CriterionSheet, ...]
    can_be_judged: bool


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """The evidence of a case; `scale`: the names of the steps."""

    areas: tuple[AreaEvidence, ...]
    scale: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class AreaCompared:
    """What the reviewer thought alone beside what would be signed."""

    id: str
    number: int
    name: Text
    alone: bool
    outcome: AreaOutcome
    agrees: bool


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review as it was given. `counts`: it agreed to the result as it stands."""

    verdict: Verdict
    note: str
    reviewer: str
    at: datetime
    counts: bool


class Reviews:
    """The evidence first, then the comparison, then the verdict signed with the reviewer's seal."""

    def __init__(self, desk: Desk, practical: Practical) -> None:
        self._desk, self._practical = desk, practical

    def sheet(self, case_id: UUID) -> ReviewSheet:
        """What the reviewer judges alone. Raises WrongState unless assessed, ResultMissing."""
        with self._desk.database.reading() as session:
            case, protocol, proposed = self._case(session, case_id)
            sheets = self._practical.result_areas(session, case)
            criteria = {sheet.id: sheet.criteria for sheet in sheets}
        areas = tuple(
            AreaEvidence(
                id=area.area,
                number=number,
                name=described.name,
                required_level=area.required_level,
                theory_permille=area.theory_permille,
                cut_permille=described.cut_permille if described.items else None,
                credit=area.credit,
                criteria=criteria.get(area.area, ()),
                can_be_judged=_can_be_judged(area.outcome),
            )
            for number, (described, area) in enumerate(
                zip(protocol.areas, proposed.computed.areas, strict=True), 1
            )
        )
        return ReviewSheet(areas, tuple(step.name for step in protocol.scale))

    def compare(self, case_id: UUID, alone: Mapping[str, bool]) -> tuple[AreaCompared, ...]:
        """What would be signed, once every area was judged alone: area id → whether it suffices.

        Raises JudgementMissing, WrongState.
        """
        with self._desk.database.reading() as session:
            _case, protocol, proposed = self._case(session, case_id)
        _refuse_unjudged(protocol, proposed, alone)
        return tuple(
            AreaCompared(
                id=area.area,
                number=number,
                name=protocol.area(area.area).name,
                alone=alone[area.area],
                outcome=area.outcome,
                agrees=alone[area.area] == area.is_passed,
            )
            for number, area in enumerate(proposed.result.areas, 1)
            if _can_be_judged(area.outcome)
        )

    def agree(self, case_id: UUID, alone: Mapping[str, bool], reviewer: SecondPerson) -> None:
        """Let the result be signed as it stands.

        Raises JudgementMissing, TookPart, NotReviewer, SamePeople, WrongState, and what keeps the
        reviewer from signing.
        """
        with self._desk.database.transaction() as session:
            case, protocol, proposed = self._case(session, case_id)
            _refuse_unjudged(protocol, proposed, alone)
            self._refuse_reviewer(session, case, protocol, reviewer)
            self._write(session, case, proposed, alone, (Verdict.AGREED, ""), reviewer)
            case.state = move_case(CaseState(case.state), CaseState.REVIEWED)
        self._desk.announce(Touched.CASES, Touched.LOG)

    def send_back(
        self, case_id: UUID, alone: Mapping[str, bool], note: str, reviewer: SecondPerson
    ) -> None:
        """Give the case back to the assessor with a note. Raises as `agree`, and ReasonTooShort."""
        words = written(note)
        with self._desk.database.transaction() as session:
            case, protocol, proposed = self._case(session, case_id)
            self._refuse_reviewer(session, case, protocol, reviewer)
            self._write(session, case, proposed, alone, (Verdict.SENT_BACK, words), reviewer)
        self._desk.announce(Touched.CASES, Touched.LOG)

    def of_case(self, case_id: UUID) -> tuple[ReviewLine, ...]:
        """The reviews of a case, oldest first."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            found = rows.reviews(session, case_id)
            names = {row.id: session.get_one(AssessorRow, row.reviewer_id).name for row in found}
            counts = case.state != CaseState.ASSESSED
        return tuple(
            ReviewLine(
                Verdict(row.verdict),
                row.note,
                names[row.id],
                row.at,
                counts and row is found[-1] and row.verdict == Verdict.AGREED,
            )
            for row in found
        )

    def _case(self, session: Session, case_id: UUID) -> tuple[CaseRow, Protocol, Proposed]:
        case = case_rows.case(session, case_id)
        if case.state != CaseState.ASSESSED:
            raise WrongState(case.state, CaseState.ASSESSED)
        protocol = self._desk.protocol(case.protocol_hash)
        return case, protocol, propose(session, protocol, case)

    def _refuse_reviewer(
        self, session: Session, case: CaseRow, protocol: Protocol, reviewer: SecondPerson
    ) -> None:
        who = reviewer.signed_in
        here = person_behind(session, self._desk.assessor.id)
        refuse_same_people(here, person_behind(session, who.id), case.person_id)
        if who.id in assessed_by(session, case):
            raise TookPart(who.name)
        if Role.REVIEWER not in who.roles:
            raise NotReviewer(who.name)
        hindrance = signing_hindrance(self._desk, session, protocol, case, who)
        if hindrance is not None:
            raise hindrance

    def _write(
        self,
        session: Session,
        case: CaseRow,
        proposed: Proposed,
        alone: Mapping[str, bool],
        said: tuple[Verdict, str],
        reviewer: SecondPerson,
    ) -> None:
        verdict, note = said
        now, who = self._desk.clock.now(), reviewer.signed_in
        session.add(
            ReviewRow(
                id=self._desk.new_id(),
                case_id=case.id,
                reviewer_id=who.id,
                verdict=verdict,
                note=note,
                result=proposed.hash.encode(),
                at=now,
                judged=msgspec.json.encode(dict(alone), order="sorted"),
            )
        )
        case_rows.add_event(session, case, now, f"review_{verdict}", who.name, note)
        log.append(
            session,
            reviewer.signer,
            RecordType.CASE_REVIEWED,
            str(case.person_id),
            CaseReviewed(str(case.id), verdict, proposed.hash, note or None),
            protocol_hash=case.protocol_hash,
            case_id=case.id,
        )


def _refuse_unjudged(protocol: Protocol, proposed: Proposed, alone: Mapping[str, bool]) -> None:
    unjudged = tuple(
        protocol.area(area.area).name
        for area in proposed.result.areas
        if _can_be_judged(area.outcome) and area.area not in alone
    )
    if unjudged:
        raise JudgementMissing(unjudged)


def _can_be_judged(outcome: AreaOutcome) -> bool:
    """A credit rests on another decision, and of what was not assessed there is nothing to see."""
    return outcome not in (AreaOutcome.CREDITED, AreaOutcome.NOT_ASSESSED)
