"""Where a case stands: the parts it needs and how far each of them is."""

from sqlalchemy.orm import Session

from app.domain.case import CaseProgress, CaseState, Part, SittingState
from app.domain.protocol import Protocol
from app.storage import handover_facts
from app.storage.handover_facts import Helping
from app.storage.sittings import sittings_of
from app.storage.tables import CaseRow, SittingRow
from app.usecases.beside import is_whole
from app.usecases.evidence import areas_to_take, is_ended_early

_UNDER_WAY = (SittingState.STARTED, SittingState.PAUSED)


def case_progress(session: Session, protocol: Protocol, case: CaseRow) -> CaseProgress:
    """What decides a case's next step: only what is not credited has to be taken (R33, R35)."""
    sittings = own_sittings(session, case)
    newest = {Part(s.part): SittingState(s.state) for s in sittings}
    if case.second_assessor_id is not None and Part.PRACTICAL in newest:
        newest[Part.PRACTICAL] = _of_two(session, protocol, case, newest[Part.PRACTICAL])
    parts = _asked(protocol, areas_to_take(session, case, protocol))
    if Part.ORAL in newest and newest[Part.ORAL] is not SittingState.ABORTED:
        parts |= {Part.ORAL}
    if handover_facts.get(session, case.id, Helping) is not None:
        parts = {Part.PRACTICAL}  # all that is rated here of another desk's case
    if is_ended_early(session, case):
        begun = {Part(s.part) for s in sittings if SittingState(s.state) in _UNDER_WAY}
        done = {part for part in parts if part in newest and newest[part].is_handed_in}
        parts = done | (parts & begun)  # a follow-up begun since then is taken to its end
    return CaseProgress(CaseState(case.state), newest, frozenset(parts))


def finished_parts(session: Session, protocol: Protocol, case: CaseRow) -> frozenset[Part]:
    """The parts a result can rest on that are handed in: theory and practical."""
    progress = case_progress(session, protocol, case)
    return frozenset(
        part
        for part in progress.parts - {Part.SELF_ASSESSMENT}
        if part in progress.sittings and progress.sittings[part].is_handed_in
    )


def own_sittings(session: Session, case: CaseRow) -> tuple[SittingRow, ...]:
    """The case's sittings, oldest first; a second assessor's own sheet stands beside (R29)."""
    return tuple(row for row in sittings_of(session, case.id) if row.beside is None)


def _of_two(
    session: Session, protocol: Protocol, case: CaseRow, first: SittingState
) -> SittingState:
    """The practical goes on until both assessors have handed in and agree (R29)."""
    is_open = first.is_handed_in and not is_whole(session, protocol, case)
    return SittingState.STARTED if is_open else first


def _asked(protocol: Protocol, to_take: frozenset[str]) -> set[Part]:
    areas = [area for area in protocol.areas if area.id in to_take]
    asked = {
        Part.SELF_ASSESSMENT: any(area.statements for area in areas),
        Part.THEORY: any(area.items for area in areas),
        Part.PRACTICAL: any(protocol.criteria_of(area.id) for area in areas),
    }
    return {part for part, is_asked in asked.items() if is_asked}
