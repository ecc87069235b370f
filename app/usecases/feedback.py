"""The feedback talk: strengths, gaps, a plan with measures, the candidate's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, WrongState, move_case
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE, LONGEST_NOTE, clean_text
from app.domain.plan import PlannedMeasure
from app.domain.protocol import Measure, Protocol
from app.domain.reason_words import area_words
from app.domain.result import Result
from app.domain.text import Text
from app.storage import cases as rows
from app.storage.sittings import latest_sitting
from app.storage.tables import CaseRow, PlanRow
from app.usecases.beside import stopped_sitting
from app.usecases.debrief_notes import read_notes
from app.usecases.desk import Desk
from app.usecases.follow_up import read_plan, write_plan
from app.usecases.signing import require_rater

__all__ = [
    "Feedback",
    "FeedbackView",
    "Gap",
    "PlanIncomplete",
    "PlannedMeasure",
    "proposal_words",
]


class PlanIncomplete(UserError):
    """An area that remains has no measure, or a measure lacks words or somebody responsible."""

    def __init__(self, areas: tuple[str, ...]) -> None:
        super().__init__()
        self.areas = areas


@dataclass(frozen=True, slots=True)
class Gap:
    """An area that remains, why, and what the protocol proposes.

    `listed`: the measure named when safety stopped the practical; it stands as it was said.
    `note`: the assessor's own from the debrief.
    """

    area: str
    name: Text
    words: Text
    proposals: tuple[Measure, ...]
    listed: str = ""
    note: str = ""


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
            gaps = _gaps(protocol, result, _listed(session, protocol, case), read_notes(saved))
        plan = () if saved is None else read_plan(saved.measures)
        return FeedbackView(
            strengths=tuple(protocol.area(a.area).name for a in result.areas if a.is_passed),
            gaps=gaps,
            plan=plan or _suggested(gaps),
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
            plan = _still_done(plan, rows.plan(session, case_id))
            self._keep(session, case_id, plan, comment)

    def complete(self, case_id: UUID, plan: tuple[PlannedMeasure, ...], comment: str) -> None:
        """Record the talk as held; what no certificate can print is refused while it can be mended.

        Raises OnlySupervises, PlanIncomplete, TextTooLong, MissingGlyph, RefusedLetter, WrongState.
        """
        require_rater(self._desk)
        plan, comment = _cleaned(plan), clean_text(comment, LONGEST_NOTE)
        _refuse_unprintable(plan)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            result, _ = self._decided(session, case_id)
            gaps = _gaps(protocol, result, _listed(session, protocol, case))
            plan = _still_done(_as_listed(plan, gaps), rows.plan(session, case_id))
            _refuse_unplanned(plan, gaps)
            case.state = move_case(CaseState(case.state), CaseState.DEBRIEFED)
            now = self._desk.clock.now()
            self._keep(session, case_id, plan, comment).talked = now
            rows.add_event(session, case, now, "debriefed", self._desk.assessor.name)
            write_plan(session, self._desk, case, plan, comment)
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


def _gaps(
    protocol: Protocol,
    result: Result,
    listed: Mapping[str, str],
    notes: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            area.area,
            protocol.area(area.area).name,
            area_words(protocol, area),
            protocol.area(area.area).measures,
            listed.get(area.area, ""),
            notes.get(area.area, ""),
        )
        for area in result.areas
        if area.area in result.missing
    )


def _listed(session: Session, protocol: Protocol, case: CaseRow) -> dict[str, str]:
    """The measure named at the safety stop, by the area of the criterion that stopped."""
    sitting = stopped_sitting(session, latest_sitting(session, case.id, Part.PRACTICAL))
    if sitting is None or not sitting.stop_criterion or not sitting.stop_measure.strip():
        return {}
    stopped = next(c.area for c in protocol.criteria if c.id == sitting.stop_criterion)
    return {stopped: sitting.stop_measure}


def _as_listed(
    plan: tuple[PlannedMeasure, ...], gaps: tuple[Gap, ...]
) -> tuple[PlannedMeasure, ...]:
    """The plan with every measure that a safety stop named in its own words (R26)."""
    listed = {gap.area: gap.listed for gap in gaps if gap.listed}
    return tuple(replace(m, text=listed.get(m.area, m.text)) for m in plan)


def _still_done(
    plan: tuple[PlannedMeasure, ...], saved: PlanRow | None
) -> tuple[PlannedMeasure, ...]:
    """What is done stays done when a changed decision brings the talk back."""
    before = () if saved is None else read_plan(saved.measures)
    done = {(m.area, m.text): m for m in before if m.done is not None}
    return tuple(
        replace(m, done=old.done, done_note=old.done_note)
        if (old := done.get((m.area, m.text))) is not None
        else m
        for m in plan
    )


def _refuse_unplanned(plan: tuple[PlannedMeasure, ...], gaps: tuple[Gap, ...]) -> None:
    planned = {measure.area for measure in plan if measure.is_complete}
    unplanned = [gap.area for gap in gaps if gap.area not in planned]
    half = [measure.area for measure in plan if not measure.is_complete]
    if unplanned or half:
        raise PlanIncomplete(tuple(dict.fromkeys([*unplanned, *half])))


def _cleaned(plan: tuple[PlannedMeasure, ...]) -> tuple[PlannedMeasure, ...]:
    return tuple(
        replace(
            m,
            text=clean_text(m.text, LONGEST_MEASURE),
            responsible=clean_text(m.responsible, LONGEST_LINE),
        )
        for m in plan
    )


def _refuse_unprintable(plan: tuple[PlannedMeasure, ...]) -> None:
    from app.certificate.letters import check_text

    check_text(" ".join(" ".join(f"{m.text} {m.responsible}".split()) for m in plan))


def _suggested(gaps: tuple[Gap, ...]) -> tuple[PlannedMeasure, ...]:
    return tuple(
        PlannedMeasure(gap.area, gap.listed or proposal_words(gap.proposals[0]).sv, "", None)
        for gap in gaps
        if gap.listed or gap.proposals
    )


def proposal_words(proposal: Measure) -> Text:
    """ "Kurs i mätteknik, 2 dagar"."""
    return Text(
        f"{proposal.text.sv}, {proposal.length.sv}", f"{proposal.text.en}, {proposal.length.en}"
    )
