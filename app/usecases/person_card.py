"""One person: the open case, what happened, the certificates."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, Step, next_step
from app.domain.erasure import Erasure, erasure_in
from app.domain.identity_number import mask_identity_number
from app.domain.text import Text
from app.storage import people as rows
from app.storage.cases import ENDED
from app.storage.certificates import of_person
from app.storage.sittings import answers, drawn, latest_sitting
from app.storage.tables import CaseEventRow, CaseRow, PersonRow
from app.usecases.certificate_standing import shown_states
from app.usecases.certificates import CertificateLine, certificate_line
from app.usecases.desk import Desk
from app.usecases.person_lines import PersonLine, open_lines
from app.usecases.practical import Practical
from app.usecases.progress import case_progress
from app.usecases.retests import RetestOffer, Retests
from app.usecases.sittings import Sittings

_SILENT = ("read",)


@dataclass(frozen=True, slots=True)
class OpenCaseLine:
    """The case under way. `done` of `total`: items or criteria of the step; 0 of 0 elsewhere."""

    case_id: UUID
    role: Text
    step: Step | None
    state: CaseState
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened; `kind` as in the case's or the person's events."""

    at: datetime
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """`identity_masked` is "" without a number; history and certificates newest first.

    `erasure`: that the person is erased or has asked to be.
    """

    line: PersonLine
    identity_kind: str
    identity_masked: str
    language: str
    employment: str
    registered: datetime
    open_case: OpenCaseLine | None
    history: tuple[HistoryLine, ...]
    certificates: tuple[CertificateLine, ...]
    retests: tuple[RetestOffer, ...]
    erasure: Erasure | None = None


def person_card(desk: Desk, session: Session, person: PersonRow) -> PersonCard:
    """The card of a person."""
    shown = shown_states(desk, session)
    sealed, erasure = person.identity_sealed, erasure_in(person.name)
    return PersonCard(
        line=open_lines(desk, session, [person.line])[0],
        identity_kind=person.identity_kind,
        identity_masked=""
        if sealed is None
        else mask_identity_number(desk.identities.open(sealed, person.id)),
        language=person.language,
        employment=person.employment,
        registered=person.registered,
        open_case=_open_case(desk, session, person.id),
        history=_history(session, person.id),
        certificates=tuple(
            certificate_line(row, shown(row)) for row in of_person(session, person.id)
        ),
        retests=() if erasure else Retests(desk).within(session, person.id),
        erasure=erasure,
    )


def _open_case(desk: Desk, session: Session, person_id: UUID) -> OpenCaseLine | None:
    case = session.scalar(
        select(CaseRow)
        .where(CaseRow.person_id == person_id, CaseRow.state.not_in(ENDED))
        .order_by(CaseRow.touched.desc())
        .limit(1)
    )
    if case is None:
        return None
    protocol = desk.protocol(case.protocol_hash)
    step = next_step(case_progress(session, protocol, case))
    done, total = _progress(desk, session, case, step)
    return OpenCaseLine(case.id, protocol.name, step, CaseState(case.state), done, total)


def _progress(desk: Desk, session: Session, case: CaseRow, step: Step | None) -> tuple[int, int]:
    if step is Step.THEORY:
        sitting = latest_sitting(session, case.id, Part.THEORY)
        if sitting is not None:
            return len(answers(session, sitting.id)), len(drawn(session, sitting.id))
    if step is Step.PRACTICAL:
        sitting = latest_sitting(session, case.id, Part.PRACTICAL)
        if sitting is not None:
            areas = Practical(desk, Sittings(desk)).areas(session, case, sitting)
            return sum(area.done for area in areas), sum(len(area.criteria) for area in areas)
    return 0, 0


def _history(session: Session, person_id: UUID) -> tuple[HistoryLine, ...]:
    of_cases = session.scalars(
        select(CaseEventRow)
        .join(CaseRow, CaseRow.id == CaseEventRow.case_id)
        .where(CaseRow.person_id == person_id)
    )
    of_person = (event for event in rows.events(session, person_id) if event.kind not in _SILENT)
    lines = [HistoryLine(event.at, event.kind, event.detail) for event in (*of_person, *of_cases)]
    return tuple(sorted(lines, key=lambda line: line.at)[::-1])
