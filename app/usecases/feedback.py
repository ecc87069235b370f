"""The feedback talk: strengths, gaps, a plan with measures, the candidate's own words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState, WrongState, move_case
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE, LONGEST_NOTE, clean_text
from app.domain.protocol import Measure, Protocol
from app.domain.reason_words import area_words
from app.domain.result import Result
from app.domain.text import Text
from app.seal.payloads import PlanAgreed, PlanMeasure
from app.seal.records import RecordType
from app.storage import cases as rows
from app.storage import log
from app.storage.tables import CaseRow, PlanRow
from app.usecases.desk import Desk


class PlanIncomplete(UserError):
    """An area that remains has no measure, or a measure lacks words or somebody responsible."""

    def __init__(self, areas: tuple[str, ...]) -> None:
        super().__init__()
        self.areas = areas


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """What will be done about a gap, by whom, until when."""

    area: str
    text: str
    responsible: str
    due: date | None

    @property
    def is_complete(self) -> bool:
        """Whether it says what and who."""
        return bool(self.text.strip()) and bool(self.responsible.strip())


@dataclass(frozen=True, slots=True)
class Gap:
    """An area that remains, why, and what the protocol proposes."""

    area: str
    name: Text
    words: Text
    proposals: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """All the talk is about. `talked`: when it was recorded as held."""

    strengths: tuple[Text, ...]
    gaps: tuple[Gap, ...]
    plan: tuple[PlannedMeasure, ...]
    comment: str
    appeal_by: date
    talked: datetime | None


class Feedback:
    """Draft the plan, then record the talk (R36)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, case_id: UUID) -> FeedbackView:
        """The talk as it stands; before a draft, one line for each gap with the first proposal."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            result, appeal_by = self._decided(session, case_id)
            saved = rows.plan(session, case_id)
        gaps = _gaps(protocol, result)
        return FeedbackView(
            strengths=tuple(protocol.area(a.area).name for a in result.areas if a.is_passed),
            gaps=gaps,
            plan=_suggested(gaps) if saved is None else _decode(saved.measures),
            comment="" if saved is None else saved.comment,
            appeal_by=appeal_by,
            talked=None if saved is None else saved.talked,
        )

    def save(self, case_id: UUID, plan: tuple[PlannedMeasure, ...], comment: str) -> None:
        """Keep the draft; durable when this returns.

        Raises NotDecided, TextTooLong; WrongState once the talk is recorded (I1).
        """
        plan, comment = _cleaned(plan), clean_text(comment, LONGEST_NOTE)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            self._decided(session, case_id)
            if case.state != CaseState.DECIDED:
                raise WrongState(case.state, CaseState.DECIDED)
            self._keep(session, case_id, plan, comment)

    def complete(self, case_id: UUID, plan: tuple[PlannedMeasure, ...], comment: str) -> None:
        """Record the talk as held; what no certificate can print is refused while it can be mended.

        Raises PlanIncomplete, TextTooLong, MissingGlyph, RefusedLetter, WrongState.
        """
        plan, comment = _cleaned(plan), clean_text(comment, LONGEST_NOTE)
        _refuse_unprintable(plan)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            result, _ = self._decided(session, case_id)
            planned = {measure.area for measure in plan if measure.is_complete}
            unplanned = [g.area for g in _gaps(protocol, result) if g.area not in planned]
            half = [measure.area for measure in plan if not measure.is_complete]
            if unplanned or half:
                raise PlanIncomplete(tuple(dict.fromkeys([*unplanned, *half])))
            case.state = move_case(CaseState(case.state), CaseState.DEBRIEFED)
            now = self._desk.clock.now()
            self._keep(session, case_id, plan, comment).talked = now
            rows.add_event(session, case, now, "debriefed", self._desk.assessor.name)
            self._append(session, case, plan, comment)
        self._desk.announce(Touched.CASES, Touched.LOG)

    def _decided(self, session: Session, case_id: UUID) -> tuple[Result, date]:
        signed = rows.decision(session, case_id)
        if signed is None:
            raise rows.NotDecided(case_id)
        return msgspec.json.decode(signed.result, type=Result), signed.appeal_by

    def _keep(
        self, session: Session, case_id: UUID, plan: tuple[PlannedMeasure, ...], comment: str
    ) -> PlanRow:
        row = rows.plan(session, case_id)
        if row is None:
            row = PlanRow(case_id=case_id)
            session.add(row)
        row.measures = msgspec.json.encode(plan)
        row.comment, row.saved = comment, self._desk.clock.now()
        return row

    def _append(
        self, session: Session, case: CaseRow, plan: tuple[PlannedMeasure, ...], comment: str
    ) -> None:
        measures = tuple(PlanMeasure(m.area, m.text, m.responsible, m.due) for m in plan)
        log.append(
            session,
            self._desk.signer,
            RecordType.PLAN_AGREED,
            str(case.person_id),
            PlanAgreed(case=str(case.id), measures=measures, comment=comment),
            protocol_hash=case.protocol_hash,
            case_id=case.id,
        )


def _gaps(protocol: Protocol, result: Result) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            area.area,
            protocol.area(area.area).name,
            area_words(protocol, area),
            protocol.area(area.area).measures,
        )
        for area in result.areas
        if not area.is_passed and protocol.area(area.area).required
    )


def _cleaned(plan: tuple[PlannedMeasure, ...]) -> tuple[PlannedMeasure, ...]:
    return tuple(
        PlannedMeasure(
            m.area,
            clean_text(m.text, LONGEST_MEASURE),
            clean_text(m.responsible, LONGEST_LINE),
            m.due,
        )
        for m in plan
    )


def _refuse_unprintable(plan: tuple[PlannedMeasure, ...]) -> None:
    from app.certificate.letters import check_text

    check_text(" ".join(" ".join(measure.text.split()) for measure in plan))


def _suggested(gaps: tuple[Gap, ...]) -> tuple[PlannedMeasure, ...]:
    return tuple(
        PlannedMeasure(gap.area, proposal_words(gap.proposals[0]).sv, "", None)
        for gap in gaps
        if gap.proposals
    )


def proposal_words(proposal: Measure) -> Text:
    """ "Kurs i mätteknik, 2 dagar"."""
    return Text(
        f"{proposal.text.sv}, {proposal.length.sv}", f"{proposal.text.en}, {proposal.length.en}"
    )


def _decode(measures: bytes) -> tuple[PlannedMeasure, ...]:
    return msgspec.json.decode(measures, type=tuple[PlannedMeasure, ...])
