"""Agreeing where two assessors rated differently, once both have handed in (R29)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.agreement import Rated, agreement_permille
from app.domain.case import CaseState, Part, SittingState, WrongState, move_sitting
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE, LONGEST_NOTE, clean_text
from app.domain.missing import Missing, missing
from app.domain.protocol import Criterion, Protocol, ScaleStep
from app.domain.reason_words import criterion_number
from app.domain.seen import Seen
from app.domain.text import Text
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.storage.tables import AssessorRow, CaseRow, SettlementRow, SittingRow
from app.usecases.beside import (
    all_differences,
    beside_sitting,
    is_blind,
    rated,
    second_view,
    settled_ratings,
)
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.practical_sheet import day_of, gauge_valid
from app.usecases.second_person import SecondPerson
from app.usecases.sittings import NotInSitting
from app.usecases.two_assessors import go_on

_CLOSED_AS = {SittingState.SAFETY_STOPPED: SittingState.LOCKED}
_NOTE_LENGTH = 3


class StillBlind(UserError):
    """Not both have handed in: nobody sees the other's ratings yet (R29)."""


class OnlyTheTwo(UserError):
    """Only the two who rated settle where they differ."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__()
        self.first = first
        self.second = second


class SettlementIncomplete(UserError):
    """What is settled on for a criterion lacks something: a note, or a value inside its limits."""

    def __init__(self, number: str, missing: tuple[Missing, ...]) -> None:
        super().__init__()
        self.number = number
        self.missing = missing


class DifferencesOpen(UserError):
    """Some differences are not settled; `numbers` of the criteria as shown, such as 3.4."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self.numbers = numbers


class OtherMustConfirm(UserError):
    """The colleague works at this desk: they confirm with their own code what was settled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A criterion the two rated differently; `settled` once they agreed."""

    criterion: Criterion
    number: str
    area: Text
    required_level: int
    first: Rated
    second: Rated
    settled: Rated | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Both have handed in: where they differ. `alike`: permille said alike, None if nothing is.

    `confirms`: the colleague who has to confirm with their own code, None for one who rated at
    another computer; `is_closed`: what was settled counts.
    """

    first_name: str
    second_name: str
    scale: tuple[ScaleStep, ...]
    lines: tuple[DifferenceLine, ...]
    alike: int | None
    confirms: UUID | None
    is_closed: bool

    @property
    def open(self) -> tuple[DifferenceLine, ...]:
        """What is not settled yet."""
        return tuple(line for line in self.lines if line.settled is None)


class Agreeing:
    """What the two say of each criterion they rated differently, and closing the practical."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, case_id: UUID) -> Agreement:
        """Where the two differ. Raises StillBlind until both have handed in."""
        with self._desk.database.reading() as session:
            case, first, second = self._open(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            view = second_view(session, protocol, case, self._desk.assessor.id)
            assert view is not None
            return Agreement(
                first_name=view.first_name,
                second_name=view.second_name,
                scale=protocol.scale,
                lines=_lines(session, protocol, first),
                alike=agreement_permille(protocol, rated(session, first), rated(session, second)),
                confirms=self._confirming(first, second),
                is_closed=_is_closed(second),
            )

    def settle(self, case_id: UUID, criterion_id: str, agreed: Rated) -> None:
        """Keep what the two agreed on for one criterion; the note says why.

        Raises StillBlind, OnlyTheTwo, WrongState once closed, NotInSitting for a criterion they
        did not differ on, SettlementIncomplete, TextTooLong.
        """
        with self._desk.database.transaction() as session:
            case, first, _ = self._at_work(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            differing = {d.criterion for d in all_differences(session, protocol, first)}
            if criterion_id not in differing:
                raise NotInSitting(criterion_id)
            kept = self._checked(protocol, case, first, criterion_id, agreed)
            now = self._desk.clock.now()
            session.merge(
                SettlementRow(
                    sitting_id=first.id,
                    criterion_id=criterion_id,
                    rating=kept.rating or 0,
                    measured=kept.measured,
                    note=kept.note,
                    settled_by=self._desk.assessor.id,
                    at=now,
                )
            )
            case.touched = now
        self._desk.announce(Touched.SITTINGS)

    def close(self, case_id: UUID, other: SecondPerson | None = None) -> None:
        """Both stand by what was settled: it counts from now on, signed by both seals.

        Raises StillBlind, OnlyTheTwo, WrongState, DifferencesOpen, OtherMustConfirm.
        """
        with self._desk.database.transaction() as session:
            case, first, second = self._at_work(session, case_id)
            self._refuse_open(session, case, first)
            self._refuse_unconfirmed(session, first, second, other)
            to = _CLOSED_AS.get(SittingState(second.state), SittingState.SCORED)
            second.state = move_sitting(Part.PRACTICAL, SittingState(second.state), to)
            write_sitting(self._desk, session, case, first)
            if other is not None:
                write_sitting(self._desk, session, case, first, other.signer)
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            case_rows.add_event(session, case, now, "differences_settled", actor)
            session.flush()
            go_on(self._desk, session, case)
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)

    def _open(self, session: Session, case_id: UUID) -> tuple[CaseRow, SittingRow, SittingRow]:
        """The case and both sittings, once both are handed in."""
        case = case_rows.case(session, case_id)
        first = rows.latest_sitting(session, case_id, Part.PRACTICAL)
        second = None if first is None else beside_sitting(session, first.id)
        if first is None or second is None or is_blind(session, case):
            raise StillBlind
        return case, first, second

    def _at_work(self, session: Session, case_id: UUID) -> tuple[CaseRow, SittingRow, SittingRow]:
        case, first, second = self._open(session, case_id)
        if case.state != CaseState.RUNNING or _is_closed(second):
            raise WrongState(case.state, "settling")
        two = (first.assessor_id or case.assessor_id, second.assessor_id)
        if self._desk.assessor.id not in two:
            names = [session.get_one(AssessorRow, one).name for one in two if one is not None]
            raise OnlyTheTwo(*names)
        return case, first, second

    def _checked(
        self, protocol: Protocol, case: CaseRow, first: SittingRow, criterion_id: str, agreed: Rated
    ) -> Rated:
        criterion = _criterion(protocol, criterion_id)
        if agreed.rating not in (0, *(step.code for step in protocol.scale)):
            raise NotInSitting(criterion_id)
        note = clean_text(agreed.note, LONGEST_NOTE).strip()
        measured = clean_text(agreed.measured, LONGEST_LINE).strip()
        valid = gauge_valid(case, day_of(first, self._desk.clock.now().date()))
        required = protocol.area(criterion.area).required_level
        seen = Seen(agreed.rating, note, measured)
        lacks = set(missing(criterion, required, seen, gauge_valid=valid, photos=1))
        if len(note) < _NOTE_LENGTH:
            lacks.add(Missing.NOTE)
        if lacks:
            ordered = tuple(one for one in Missing if one in lacks)
            raise SettlementIncomplete(criterion_number(protocol, criterion_id), ordered)
        return Rated(agreed.rating, note, measured)

    def _refuse_open(self, session: Session, case: CaseRow, first: SittingRow) -> None:
        lines = _lines(session, self._desk.protocol(case.protocol_hash), first)
        undone = tuple(line.number for line in lines if line.settled is None)
        if undone:
            raise DifferencesOpen(undone)

    def _refuse_unconfirmed(
        self, session: Session, first: SittingRow, second: SittingRow, other: SecondPerson | None
    ) -> None:
        wanted = self._confirming(first, second)
        if wanted is not None and (other is None or other.signed_in.id != wanted):
            raise OtherMustConfirm(session.get_one(AssessorRow, wanted).name)

    def _confirming(self, first: SittingRow, second: SittingRow) -> UUID | None:
        """The other of the two, where they work at this desk."""
        mine = self._desk.assessor.id
        other = first.assessor_id if second.assessor_id == mine else second.assessor_id
        here = {entry.id for entry in self._desk.keys.entries()}
        return other if other in here else None


def _lines(session: Session, protocol: Protocol, first: SittingRow) -> tuple[DifferenceLine, ...]:
    settled = settled_ratings(session, first)
    return tuple(
        DifferenceLine(
            criterion := _criterion(protocol, each.criterion),
            criterion_number(protocol, each.criterion),
            protocol.area(criterion.area).name,
            protocol.area(criterion.area).required_level,
            each.first,
            each.second,
            settled.get(each.criterion),
        )
        for each in all_differences(session, protocol, first)
    )


def _criterion(protocol: Protocol, criterion_id: str) -> Criterion:
    return next(c for c in protocol.criteria if c.id == criterion_id)


def _is_closed(second: SittingRow) -> bool:
    return SittingState(second.state) in (SittingState.SCORED, SittingState.LOCKED)
