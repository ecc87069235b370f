"""The candidate's own view of each area, before anything is tested."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.protocol import Protocol, ScaleStep
from app.domain.text import Text
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.sittings import Incident, NotInSitting, Sittings


class StatementsMissing(UserError):
    """Some statements have no answer yet."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


@dataclass(frozen=True, slots=True)
class Statement:
    """ "I can …" with the step the candidate chose, None before that."""

    id: str
    text: Text
    level: int | None


@dataclass(frozen=True, slots=True)
class SelfArea:
    """The statements of one area."""

    id: str
    name: Text
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SelfSheet:
    """The whole self-assessment as it stands; `paper_date` where it is keyed in from a form."""

    areas: tuple[SelfArea, ...]
    scale: tuple[ScaleStep, ...]
    answered: int
    total: int
    state: SittingState
    incident: Incident | None
    paper_date: date | None = None


class SelfAssessment:
    """10–20 minutes; every answer durable, changeable until handed in."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk, self._sittings = desk, sittings

    def start(self, case_id: UUID) -> UUID:
        """Begin, or give the sitting already begun."""
        return self._start(case_id, None)

    def start_on_paper(self, case_id: UUID, day: date) -> UUID:
        """As `start`, to key in what was filled in on a form on `day`: no clock runs."""
        return self._start(case_id, day)

    def sheet(self, sitting_id: UUID) -> SelfSheet:
        """What is asked and what is answered."""
        with self._desk.database.transaction() as session:
            row = self._sittings.take_up(session, sitting_id)
            case = case_rows.case(session, row.case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            areas = self._areas(session, row.case_id, rows.answers(session, sitting_id))
            chosen = [s.level for area in areas for s in area.statements]
            return SelfSheet(
                areas=areas,
                scale=protocol.scale,
                answered=sum(level is not None for level in chosen),
                total=len(chosen),
                state=SittingState(row.state),
                incident=self._sittings.incident(session, sitting_id),
                paper_date=row.paper_date,
            )

    def answer(self, sitting_id: UUID, statement_id: str, level: int) -> None:
        """Keep the step chosen; durable when this returns. Raises NotInSitting."""
        self.answer_all(sitting_id, {statement_id: level})

    def answer_all(self, sitting_id: UUID, levels: Mapping[str, int]) -> None:
        """Keep the steps chosen by statement: all of them, or none. Raises NotInSitting."""
        with self._desk.database.transaction() as session:
            row = self._sittings.running(session, sitting_id, Part.SELF_ASSESSMENT)
            self._refuse_strange(session, row.case_id, levels)
            given = {key: (str(level),) for key, level in levels.items()}
            rows.keep_answers(session, row.id, given, self._desk.clock.now())

    def confirm_incident(self, sitting_id: UUID) -> None:
        """The assessor has seen that the work was cut off; it goes on."""
        self._sittings.confirm_incident(sitting_id)

    def hand_in(self, sitting_id: UUID) -> None:
        """Close the self-assessment; raises StatementsMissing."""
        with self._desk.database.transaction() as session:
            row = self._sittings.running(session, sitting_id, Part.SELF_ASSESSMENT)
            self._refuse_blanks(session, row.case_id, sitting_id)
            case = self._sittings.close(session, row, SittingState.HANDED_IN)
            write_sitting(self._desk, session, case, row)
        self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)

    def _start(self, case_id: UUID, day: date | None) -> UUID:
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            earlier = rows.latest_sitting(session, case_id, Part.SELF_ASSESSMENT)
            if earlier is not None and earlier.state != SittingState.ABORTED:
                return earlier.id
            part = Part.SELF_ASSESSMENT
            sitting_id = self._sittings.begin(session, case, part, 0, paper_date=day).id
        self._desk.announce(Touched.SITTINGS, Touched.CASES)
        return sitting_id

    def _refuse_strange(self, session: Session, case_id: UUID, levels: Mapping[str, int]) -> None:
        protocol = self._desk.protocol(case_rows.case(session, case_id).protocol_hash)
        known = {s.id for area in self._areas(session, case_id, {}) for s in area.statements}
        steps = {step.code for step in protocol.scale}
        for statement_id, level in levels.items():
            if statement_id not in known or level not in steps:
                raise NotInSitting(statement_id)

    def _refuse_blanks(self, session: Session, case_id: UUID, sitting_id: UUID) -> None:
        areas = self._areas(session, case_id, rows.answers(session, sitting_id))
        blank = sum(s.level is None for area in areas for s in area.statements)
        if blank:
            raise StatementsMissing(blank)

    def _areas(
        self, session: Session, case_id: UUID, answers: dict[str, tuple[str, ...]]
    ) -> tuple[SelfArea, ...]:
        """The areas the case is about: one judges oneself in what is to be taken (R33, R35)."""
        case = case_rows.case(session, case_id)
        protocol = self._desk.protocol(case.protocol_hash)
        to_take = areas_to_take(session, case, protocol)
        return tuple(area for area in _all_areas(protocol, answers) if area.id in to_take)


def _all_areas(protocol: Protocol, answers: dict[str, tuple[str, ...]]) -> tuple[SelfArea, ...]:
    def statement(statement_id: str, text: Text) -> Statement:
        answer = answers.get(statement_id)
        return Statement(statement_id, text, int(answer[0]) if answer else None)

    return tuple(
        SelfArea(
            area.id,
            area.name,
            tuple(statement(f"{area.id}.{n}", text) for n, text in enumerate(area.statements, 1)),
        )
        for area in protocol.areas
    )
