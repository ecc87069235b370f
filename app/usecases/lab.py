"""The laboratory's answer: criteria wait for it, it is keyed in, the practical is scored (R30)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, WrongState, move_sitting
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE, LONGEST_NOTE, clean_line, clean_text
from app.domain.missing import Missing, missing
from app.domain.protocol import Criterion, Protocol, ScaleStep
from app.domain.seen import Seen
from app.storage import cases as case_rows
from app.storage import photos as photo_rows
from app.storage import sittings as rows
from app.storage.tables import CaseRow, ObservationRow, SittingRow
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.practical_sheet import NO_PIECE, Photo, Piece, photos_of
from app.usecases.rating import AtWork, numbers_of
from app.usecases.signing import NotAccredited, require_rater
from app.usecases.sittings import NotInSitting

_SOON = timedelta(days=7)


class LabOrderIncomplete(UserError):
    """What is sent to a laboratory needs the piece's number and a day it answers, from today on.

    `numbers`: the criteria that wait, as shown.
    """

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self.numbers = numbers


class AwaitingLab(UserError):
    """Nothing can be decided before the laboratory has answered; `numbers`: what waits."""

    def __init__(self, numbers: tuple[str, ...], due: date | None) -> None:
        super().__init__()
        self.numbers = numbers
        self.due = due


class LabAnswerIncomplete(UserError):
    """The answer lacks the laboratory's reference, or what the criterion asks for."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__()
        self.missing = missing


@dataclass(frozen=True, slots=True)
class LabOrder:
    """The piece sent to a laboratory, and the day it is to answer."""

    piece: Piece
    due: date


@dataclass(frozen=True, slots=True)
class LabAnswer:
    """What the laboratory answered: `rating` 0–4, the value where one is measured, its report."""

    rating: int
    reference: str
    measured: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LabLine:
    """A criterion that waits. `required`: the level of its area."""

    criterion: Criterion
    number: str
    required: int
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class LabView:
    """What a case waits for; no lines when nothing does."""

    lines: tuple[LabLine, ...]
    scale: tuple[ScaleStep, ...]
    piece: Piece
    due: date | None


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """A case whose laboratory has to answer within seven days, or had to."""

    case_id: UUID
    day: date


class Lab:
    """What waits for a laboratory, and its answer keyed in (R30)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, case_id: UUID) -> LabView:
        """What the case waits for."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            waiting = _waiting(session, case)
            lines = tuple(
                _line(session, protocol, row, criterion_id)
                for criterion_id, row in _by_criterion(session, protocol, waiting).items()
            )
            piece = Piece(waiting[0].test_piece, waiting[0].batch) if waiting else NO_PIECE
            return LabView(lines, protocol.scale, piece, waiting[0].lab_due if waiting else None)

    def key_in(self, case_id: UUID, criterion_id: str, answer: LabAnswer) -> int:
        """Keep the answer for one criterion; how many still wait. The last scores the practical.

        The laboratory judges the piece itself, so the answer is the same for two assessors.
        Raises NotInSitting, LabAnswerIncomplete, WrongState, NotAccredited, TextTooLong,
        ClockBehind.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            if protocol.code not in self._desk.assessor.profiles:
                raise NotAccredited(protocol.code)
            waiting = _waiting(session, case)
            if not waiting or CaseState(case.state).is_over:
                raise WrongState(case.state, SittingState.AWAITING_LAB)
            kept = _complete(protocol, criterion_id, answer)
            asked = [r for r in waiting if criterion_id in _awaited(session, protocol, r)]
            if not asked:
                raise NotInSitting(criterion_id)
            for row in asked:
                self._take(session, case, row, criterion_id, kept)
            session.flush()
            left = len(_by_criterion(session, protocol, _waiting(session, case)))
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)
        return left

    def _take(
        self, session: Session, case: CaseRow, row: SittingRow, criterion_id: str, seen: Seen
    ) -> None:
        """The answer in one sitting, which is scored when it was the last that waited."""
        protocol = self._desk.protocol(case.protocol_hash)
        awaited = _awaited(session, protocol, row)
        now = self._desk.clock.now()
        session.add(
            ObservationRow(
                sitting_id=row.id,
                criterion_id=criterion_id,
                rating=seen.rating,
                note=seen.note,
                measured=seen.measured,
                later=False,
                author_id=self._desk.assessor.id,
                at=now,
                awaits_lab=False,
                lab_reference=seen.lab_reference,
            )
        )
        session.flush()
        number = numbers_of(protocol, (criterion_id,))[0]
        actor = self._desk.assessor.name
        case_rows.add_event(session, case, now, "lab_answered", actor, number)
        if len(awaited) == 1:
            _move(row, SittingState.SCORED)
            write_sitting(self._desk, session, case, row)


def order_lab(
    desk: Desk, session: Session, work: AtWork, order: LabOrder | None, numbers: tuple[str, ...]
) -> None:
    """Let a sitting just handed in wait for the laboratory. Raises LabOrderIncomplete."""
    now = desk.clock.now()
    if order is None or not order.piece.number.strip() or order.due < now.date():
        raise LabOrderIncomplete(numbers)
    row = work.row
    row.test_piece, row.batch = clean_line(order.piece.number), clean_line(order.piece.batch)
    row.lab_due = order.due
    _move(row, SittingState.AWAITING_LAB)
    case_rows.add_event(
        session, work.case, now, "awaiting_lab", desk.assessor.name, order.due.isoformat()
    )


def lab_hindrance(session: Session, protocol: Protocol, case: CaseRow) -> AwaitingLab | None:
    """Why the case cannot be decided yet: what still waits for a laboratory (R30, I3)."""
    for row in _waiting(session, case):
        return AwaitingLab(numbers_of(protocol, _awaited(session, protocol, row)), row.lab_due)
    return None


def due_answers(session: Session, today: date) -> tuple[DueAnswer, ...]:
    """The cases whose laboratory's answer is due soon or late, the first due first (R30)."""
    found = (
        select(CaseRow.id, func.min(SittingRow.lab_due))
        .join(SittingRow, SittingRow.case_id == CaseRow.id)
        .where(SittingRow.state == SittingState.AWAITING_LAB)
        .where(SittingRow.lab_due <= today + _SOON, CaseRow.state.not_in(case_rows.ENDED))
        .group_by(CaseRow.id)
        .order_by(func.min(SittingRow.lab_due), CaseRow.opened)
    )
    return tuple(
        DueAnswer(case_id, day) for case_id, day in session.execute(found) if day is not None
    )


def _waiting(session: Session, case: CaseRow) -> tuple[SittingRow, ...]:
    return tuple(
        row
        for row in rows.sittings_of(session, case.id)
        if row.part == Part.PRACTICAL and row.state == SittingState.AWAITING_LAB
    )


def _awaited(session: Session, protocol: Protocol, row: SittingRow) -> tuple[str, ...]:
    """Ids of the criteria that wait, in protocol order."""
    seen = rows.observations(session, row.id)
    return tuple(c.id for c in protocol.criteria if c.id in seen and seen[c.id].awaits_lab)


def _by_criterion(
    session: Session, protocol: Protocol, waiting: tuple[SittingRow, ...]
) -> dict[str, SittingRow]:
    """Each criterion that waits, in protocol order, with the first sitting that waits for it."""
    found: dict[str, SittingRow] = {}
    for row in waiting:
        for criterion_id in _awaited(session, protocol, row):
            found.setdefault(criterion_id, row)
    return {c.id: found[c.id] for c in protocol.criteria if c.id in found}


def _line(session: Session, protocol: Protocol, row: SittingRow, criterion_id: str) -> LabLine:
    criterion = next(c for c in protocol.criteria if c.id == criterion_id)
    return LabLine(
        criterion,
        numbers_of(protocol, (criterion_id,))[0],
        protocol.area(criterion.area).required_level,
        photos_of(photo_rows.of_criterion(session, row.id, criterion_id)),
    )


def _complete(protocol: Protocol, criterion_id: str, answer: LabAnswer) -> Seen:
    """The answer as it is kept. The laboratory's own gauge and report stand for both.

    Raises NotInSitting, LabAnswerIncomplete, TextTooLong.
    """
    criterion = next((c for c in protocol.criteria if c.id == criterion_id), None)
    if criterion is None or answer.rating not in (0, *(step.code for step in protocol.scale)):
        raise NotInSitting(criterion_id)
    seen = Seen(
        rating=answer.rating,
        note=clean_text(answer.note, LONGEST_NOTE),
        measured=clean_text(answer.measured, LONGEST_LINE),
        lab_reference=clean_line(answer.reference),
    )
    lacks = missing(criterion, protocol.area(criterion.area).required_level, seen, photos=1)
    if lacks or not seen.lab_reference:
        raise LabAnswerIncomplete(lacks)
    return seen


def _move(row: SittingRow, to: SittingState) -> None:
    row.state = move_sitting(Part(row.part), SittingState(row.state), to)
