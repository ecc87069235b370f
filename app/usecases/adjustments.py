"""Adjustments of a case: proposed, approved by somebody accredited, fixed once it begins (R11)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.adjustments import (
    Adjustment,
    AdjustmentKind,
    AdjustmentsFixed,
    AdjustmentsUndecided,
    ReaderKnowsSubject,
    ReaderNotDeclared,
    assisting_line,
    check_complete,
    granted_minutes,
)
from app.domain.case import CaseState, Part
from app.domain.change import Touched
from app.domain.free_text import LONGEST_LINE, LONGEST_NOTE, clean_line, clean_text
from app.domain.protocol import Protocol
from app.storage import adjustments as rows
from app.storage import cases as case_rows
from app.storage.fold import words
from app.storage.sittings import sittings_of
from app.storage.tables import AdjustmentRow, AssessorRow, CaseRow
from app.usecases.desk import Desk
from app.usecases.signing import signing_hindrance


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """One adjustment of a case; `approved` None and `approved_by` "" while only proposed."""

    adjustment: Adjustment
    approved: datetime | None
    approved_by: str


@dataclass(frozen=True, slots=True)
class AdjustmentsView:
    """What is proposed and approved; `minutes` of the theory, `longer_minutes` with extra time."""

    lines: tuple[AdjustmentLine, ...]
    is_fixed: bool
    minutes: int
    longer_minutes: int

    @property
    def undecided(self) -> tuple[AdjustmentLine, ...]:
        """Proposed, and not approved yet."""
        return tuple(line for line in self.lines if line.approved is None)


@dataclass(frozen=True, slots=True)
class Granted:
    """What a sitting begins with: its minutes, the kinds granted, its helpers in words."""

    minutes: int
    kinds: frozenset[AdjustmentKind]
    helpers: tuple[str, ...]


class Adjustments:
    """Propose, approve, take back; all of it before theory or practical has begun."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, case_id: UUID) -> AdjustmentsView:
        """What is proposed and approved in the case."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            rules = self._desk.protocol(case.protocol_hash).rules
            found = rows.adjustments_of(session, case_id)
            extra = (AdjustmentKind.EXTRA_TIME,)
            return AdjustmentsView(
                lines=tuple(_line(session, row) for row in found),
                is_fixed=_is_fixed(session, case),
                minutes=rules.theory_minutes,
                longer_minutes=granted_minutes(
                    rules.theory_minutes, rules.extra_time_permille, extra
                ),
            )

    def propose(self, case_id: UUID, adjustment: Adjustment, *, declared: bool = False) -> None:
        """Note an adjustment; one of a kind, the newest words count and want approval anew.

        declared: that a READER has no part in the subject (R23). Raises AdjustmentIncomplete,
        ReaderKnowsSubject, ReaderNotDeclared, AdjustmentsFixed, TextTooLong.
        """
        with self._desk.database.transaction() as session:
            case = self._open(session, case_id)
            cleaned = _cleaned(adjustment)
            check_complete(cleaned)
            if cleaned.kind is AdjustmentKind.READER:
                self._refuse_reader(session, case, cleaned.name, declared=declared)
            rows.put(session, case_id, cleaned)
            self._event(session, case, "adjustment_proposed", cleaned.kind)
        self._desk.announce(Touched.CASES)

    def approve(self, case_id: UUID, kind: AdjustmentKind) -> None:
        """Grant what is proposed, as somebody accredited for the profile.

        Raises AdjustmentsFixed, NoSuchAdjustment, ReaderKnowsSubject, and what keeps the person
        signed in from starting the case (R1): NotAccredited, AccreditationExpired, ClockBehind.
        """
        with self._desk.database.transaction() as session:
            case = self._open(session, case_id)
            row = rows.adjustment(session, case_id, kind)
            hindrance = signing_hindrance(self._desk, session, self._protocol(case), case)
            if hindrance is not None:
                raise hindrance
            if kind is AdjustmentKind.READER:
                self._refuse_reader(session, case, row.name, declared=True)
            if row.approved is None:
                row.approved, row.approved_by = self._desk.clock.now(), self._desk.assessor.id
                self._event(session, case, "adjustment_approved", kind)
        self._desk.announce(Touched.CASES)

    def take_back(self, case_id: UUID, kind: AdjustmentKind) -> None:
        """Do without it; twice is as good as once. Raises AdjustmentsFixed."""
        with self._desk.database.transaction() as session:
            case = self._open(session, case_id)
            if rows.take_away(session, case_id, kind):
                self._event(session, case, "adjustment_taken_back", kind)
        self._desk.announce(Touched.CASES)

    def _open(self, session: Session, case_id: UUID) -> CaseRow:
        case = case_rows.case(session, case_id)
        if _is_fixed(session, case):
            raise AdjustmentsFixed
        return case

    def _refuse_reader(self, session: Session, case: CaseRow, name: str, *, declared: bool) -> None:
        written = set(words(name))
        knowing = rows.assessors_of_profile(session, case.code)
        if any(written.issuperset(words(known)) for known in knowing):
            raise ReaderKnowsSubject(name)
        if not declared:
            raise ReaderNotDeclared(name)

    def _protocol(self, case: CaseRow) -> Protocol:
        return self._desk.protocol(case.protocol_hash)

    def _event(self, session: Session, case: CaseRow, kind: str, detail: str) -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        case_rows.add_event(session, case, now, kind, actor, detail)


def granted(session: Session, case: CaseRow, protocol: Protocol) -> Granted:
    """What the case's theory begins with. Raises AdjustmentsUndecided while one is only proposed.

    The theory on screen and on paper both ask this.
    """
    found = rows.adjustments_of(session, case.id)
    undecided = sum(row.approved is None for row in found)
    if undecided:
        raise AdjustmentsUndecided(undecided)
    kinds, rules = _approved(found), protocol.rules
    helpers = [_adjustment(row) for row in found if AdjustmentKind(row.kind).names_somebody]
    return Granted(
        minutes=granted_minutes(rules.theory_minutes, rules.extra_time_permille, kinds),
        kinds=kinds,
        helpers=tuple(map(assisting_line, helpers)),
    )


def granted_kinds(session: Session, case_id: UUID) -> frozenset[AdjustmentKind]:
    """The kinds approved for the case."""
    return _approved(rows.adjustments_of(session, case_id))


def _approved(found: tuple[AdjustmentRow, ...]) -> frozenset[AdjustmentKind]:
    return frozenset(AdjustmentKind(row.kind) for row in found if row.approved is not None)


def _is_fixed(session: Session, case: CaseRow) -> bool:
    """Theory or practical has begun, or the case is past both."""
    parts = {sitting.part for sitting in sittings_of(session, case.id)}
    is_open = case.state in _OPEN
    return not is_open or bool(parts & {Part.THEORY, Part.PRACTICAL})


def _cleaned(adjustment: Adjustment) -> Adjustment:
    kind = adjustment.kind
    return Adjustment(
        kind=kind,
        name=clean_line(adjustment.name, LONGEST_LINE) if kind.names_somebody else "",
        language=clean_line(adjustment.language, LONGEST_LINE) if kind.names_language else "",
        note=clean_text(adjustment.note, LONGEST_NOTE).strip(),
    )


def _line(session: Session, row: AdjustmentRow) -> AdjustmentLine:
    by = "" if row.approved_by is None else session.get_one(AssessorRow, row.approved_by).name
    return AdjustmentLine(_adjustment(row), row.approved, by)


def _adjustment(row: AdjustmentRow) -> Adjustment:
    return Adjustment(AdjustmentKind(row.kind), row.name, row.language, row.note)


_OPEN = frozenset(
    {
        CaseState.REGISTERED,
        CaseState.BOOKED,
        CaseState.IDENTIFIED,
        CaseState.RUNNING,
        CaseState.PAUSED,
    }
)
