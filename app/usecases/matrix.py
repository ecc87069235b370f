"""A company's matrix: who of its people has shown what, beside what it requires (X2, R54)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.change import Touched
from app.domain.credits import CreditKind, top_level
from app.domain.decision import LOWEST_LEVEL
from app.domain.erasure import erasure_in
from app.domain.errors import UserError
from app.domain.group_order import OrderPerson
from app.domain.matrix import (
    Matrix,
    MatrixPerson,
    PersonCourse,
    Shown,
    Stage,
    build_matrix,
    levels_to_choose,
    matrix_areas,
)
from app.domain.matrix_summary import told_hidden
from app.domain.protocol import Protocol
from app.domain.result import AreaResult, Result
from app.domain.text import Text
from app.storage import companies, matrix_rows
from app.storage.matrix_rows import Credits, PersonRows
from app.storage.tables import CaseRow, OrganisationRow
from app.usecases.certificate_standing import Shown as ShownState
from app.usecases.certificate_standing import shown_states
from app.usecases.desk import Desk
from app.usecases.follow_up import agreed_plan

_STAGES: dict[CaseState, Stage] = {
    CaseState.REGISTERED: Stage.WAITING,
    CaseState.BOOKED: Stage.BOOKED,
    CaseState.PAUSED: Stage.PAUSED,
    CaseState.DECIDED: Stage.DONE,
    CaseState.DEBRIEFED: Stage.DONE,
    CaseState.CERTIFIED: Stage.DONE,
    CaseState.CLOSED: Stage.DONE,
}
_IN_FORCE = ("issued", "expired")


class LevelNotPossible(UserError):
    """A company may require one of the `allowed` levels in the area, and no other."""

    def __init__(self, area: str, allowed: tuple[int, ...]) -> None:
        super().__init__()
        self.area = area
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class MatrixRole:
    """A role the company has ordered."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class CompanyMatrix:
    """A role's matrix at a company, with the version it is read by."""

    company_id: UUID
    company: str
    order: str
    protocol: Protocol
    matrix: Matrix


class Matrices:
    """Reads the matrix; keeps what the company requires."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def roles(self, company_id: UUID) -> tuple[MatrixRole, ...]:
        """The roles the company has ordered, the newest order's first. Raises UnknownCompany."""
        with self._desk.database.reading() as session:
            companies.organisation(session, company_id)
            codes = matrix_rows.codes_of(session, company_id)
            shown = [matrix_rows.version_to_show(session, code) for code in codes]
            protocols = [self._desk.protocol(each) for each in shown]
        return tuple(MatrixRole(one.code, one.name) for one in protocols)

    def of_role(self, company_id: UUID, code: str) -> CompanyMatrix:
        """Everybody in the company's orders of the role but the protected (R54, R55)."""
        with self._desk.database.reading() as session:
            return read_matrix(self._desk, session, company_id, code)

    def require(self, company_id: UUID, code: str, area: str, level: int) -> int:
        """Ask for this level in an area from now on; gives the one asked for until now.

        The profile's own level is no level of the company's. Raises LevelNotPossible.
        """
        return self.require_all(company_id, code, {area: level})[area]

    def require_all(self, company_id: UUID, code: str, levels: Mapping[str, int]) -> dict[str, int]:
        """As `require`, for several areas (id → level) at once, all or none."""
        with self._desk.database.transaction() as session:
            companies.organisation(session, company_id)
            protocol = self._desk.protocol(matrix_rows.version_to_show(session, code))
            own = matrix_rows.own_levels(session, company_id, code)
            before = {area.id: area.required for area in matrix_areas(protocol, own)}
            for area, level in levels.items():
                allowed = levels_to_choose(protocol, area)
                if level not in allowed:
                    raise LevelNotPossible(area, allowed)
                is_profiles = level == protocol.area(area).required_level
                kept = None if is_profiles else level
                matrix_rows.keep_level(session, company_id, code, area, kept)
        self._desk.announce(Touched.COMPANIES)
        return {area: before[area] for area in levels}


def read_matrix(desk: Desk, session: Session, company_id: UUID, code: str) -> CompanyMatrix:
    """The matrix in the caller's reading. Raises UnknownCompany."""
    company: OrganisationRow = companies.organisation(session, company_id)
    protocol = desk.protocol(matrix_rows.version_to_show(session, code))
    everybody = companies.order_people(session, company_id, code)
    there = [one for one in everybody if erasure_in(one.name) is None]
    told = [person for person in there if not person.is_protected]
    reader = _Reader(desk, session, protocol, told)
    own = matrix_rows.own_levels(session, company_id, code)
    matrix = build_matrix(
        matrix_areas(protocol, own),
        (reader.person(one) for one in told),
        told_hidden(len(there) - len(told)),
    )
    orders = matrix_rows.order_names(session, company_id, code)
    order = orders[0] if len(orders) == 1 else ""
    return CompanyMatrix(company_id, company.name, order, protocol, matrix)


class _Reader:
    """The people's rows read once, each person made of them."""

    def __init__(
        self, desk: Desk, session: Session, protocol: Protocol, people: list[OrderPerson]
    ) -> None:
        self._desk, self._protocol = desk, protocol
        ids = [person.person_id for person in people]
        self._rows = matrix_rows.of_people(session, ids, protocol.code)
        cases = [
            case.id for rows in self._rows.values() for case in (rows.newest, rows.decided) if case
        ]
        self._credits = matrix_rows.credits_of(session, cases)
        self._state: ShownState = shown_states(desk, session)

    def person(self, told: OrderPerson) -> MatrixPerson:
        """Somebody with what they have shown; nothing of it without a basis (R54)."""
        rows = self._rows[told.person_id]
        has_basis = told.basis is not None
        state = None if rows.certificate is None else self._state(rows.certificate).state.value
        is_in_force = has_basis and rows.certificate is not None and state in _IN_FORCE
        return MatrixPerson(
            told.person_id,
            told.name,
            told.employee_number,
            told.department,
            _stage(rows),
            has_basis,
            self._shown(rows, state) if has_basis else {},
            rows.certificate.kind if is_in_force and rows.certificate else "",
            rows.certificate.valid_to if is_in_force and rows.certificate else None,
            course_of(rows) if has_basis else PersonCourse(),
        )

    def _shown(self, rows: PersonRows, state: str | None) -> Mapping[str, Shown]:
        """Levels of the newest decision; of a certificate that is taken back none count."""
        found = self._credited(rows)
        if rows.decision is None or rows.decided is None:
            return found
        if state is not None and state not in (*_IN_FORCE, "replaced"):
            return found
        then = self._desk.protocol(rows.decided.protocol_hash)
        result = msgspec.json.decode(rows.decision.result, type=Result)
        return found | shown_in(result, then, self._protocol, rows.decided.id, self._credits)

    def _credited(self, rows: PersonRows) -> dict[str, Shown]:
        """What is credited in the case under way."""
        if rows.newest is None:
            return {}
        return {
            area: Shown(credit.level, credited=credit.kind != CreditKind.BANKED)
            for (case, area), credit in self._credits.items()
            if case == rows.newest.id and credit.kind != CreditKind.WITHDRAWN
        }


def shown_in(
    result: Result, then: Protocol, now: Protocol, case_id: UUID, credits: Credits
) -> dict[str, Shown]:
    """What a decision says of the areas of today's version: areas are one by their shared id."""
    here = {area.shared_id or area.id: area.id for area in now.areas}
    is_comparable = top_level(then) == top_level(now)
    found = {}
    for area in result.areas:
        before = then.area(area.area)
        today = here.get(before.shared_id or before.id)
        kept = credits.get((case_id, area.area))
        shown = _shown_of(area, is_banked=kept is not None and kept.kind == CreditKind.BANKED)
        if today is not None and shown is not None:
            found[today] = shown if is_comparable else _by_outcome(shown, area)
    return found


def _shown_of(area: AreaResult, *, is_banked: bool) -> Shown | None:
    match area.outcome:
        case AreaOutcome.NOT_ASSESSED:
            return None
        case AreaOutcome.CREDITED:
            return Shown(area.level, credited=not is_banked)
        case AreaOutcome.SAFETY:
            return Shown(area.level, safe=False)
        case _:
            return Shown(area.level)


def _by_outcome(shown: Shown, area: AreaResult) -> Shown:
    """A level of another scale says nothing here: shown stands for the level asked for."""
    level = None if area.is_passed else LOWEST_LEVEL
    return Shown(level, shown.credited, shown.safe)


def course_of(rows: PersonRows) -> PersonCourse:
    """How far the person is on the way from a gap to a full certificate."""
    newest, decided, plan = rows.newest, rows.decided, rows.plan
    remains = rows.decision is not None and rows.decision.outcome != CertificateKind.FULL
    is_last = decided is not None and newest is not None and decided.id == newest.id
    return PersonCourse(
        case_id=None if newest is None else newest.id,
        decided=None if decided is None else decided.id,
        may_retest=remains and is_last and decided is not None and _is_over(decided),
        in_retest=remains and not is_last and newest is not None,
        planned_in=None if plan is None else plan.case_id,
        planned={} if plan is None else {m.area: m for m in agreed_plan(plan)},
    )


def _is_over(case: CaseRow) -> bool:
    """A retest waits until its case is closed."""
    return CaseState(case.state).is_over


def _stage(rows: PersonRows) -> Stage:
    if rows.newest is None:
        return Stage.WAITING
    return _STAGES.get(CaseState(rows.newest.state), Stage.RUNNING)
