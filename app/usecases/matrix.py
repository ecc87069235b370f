"""A company's matrix: who of its people has shown what, beside what it requires (X2, R54)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.erasure import erasure_in
from app.domain.errors import UserError
from app.domain.former_area import FormerArea
from app.domain.matrix import (
    Matrix,
    MatrixPerson,
    Stage,
    build_matrix,
    levels_to_choose,
    matrix_areas,
)
from app.domain.matrix_summary import told_hidden
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.seal.company_payloads import CompanyRequired
from app.seal.records import RecordType
from app.storage import companies, log, matrix_rows
from app.storage.tables import OrganisationRow
from app.usecases.area_versions import AreaVersions
from app.usecases.desk import Desk
from app.usecases.matrix_reading import MatrixReader


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
class FormerLevel:
    """A level a company asks for in an area that was renamed since, or is no more."""

    area: FormerArea
    level: int


@dataclass(frozen=True, slots=True)
class CompanyMatrix:
    """A role's matrix at a company, with the version it is read by.

    `former`: levels the company asks for in areas that this version calls something else, or does
    not have.
    """

    company_id: UUID
    company: str
    order: str
    protocol: Protocol
    matrix: Matrix
    former: tuple[FormerLevel, ...] = ()


class Matrices:
    """Reads the matrix; keeps and signs what the company requires."""

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
            versions = AreaVersions(self._desk, session, protocol)
            today = {area: versions.today_of(area) for area in own}
            areas = matrix_areas(protocol, _by_today(own, today))
            before = {area.id: area.required for area in areas}
            for area, level in levels.items():
                allowed = levels_to_choose(protocol, area)
                if level not in allowed:
                    raise LevelNotPossible(area, allowed)
                is_profiles = level == protocol.area(area).required_level
                kept = None if is_profiles else level
                for older in (each for each in own if today[each] == area != each):
                    matrix_rows.keep_level(session, company_id, code, older, None)
                matrix_rows.keep_level(session, company_id, code, area, kept)
            self._tell(session, company_id, code, own)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)
        return {area: before[area] for area in levels}

    def _tell(
        self, session: Session, company_id: UUID, code: str, before: Mapping[str, int]
    ) -> None:
        """Sign all the company requires of the role, where it is not what it was."""
        now = matrix_rows.own_levels(session, company_id, code)
        if now != before:
            required = CompanyRequired(str(company_id), code, dict(sorted(now.items())))
            log.append(session, self._desk.signer, RecordType.COMPANY_REQUIRED, "", required)


def read_matrix(desk: Desk, session: Session, company_id: UUID, code: str) -> CompanyMatrix:
    """The matrix in the caller's reading. Raises UnknownCompany."""
    company: OrganisationRow = companies.organisation(session, company_id)
    protocol = desk.protocol(matrix_rows.version_to_show(session, code))
    everybody = companies.order_people(session, company_id, code)
    there = [one for one in everybody if erasure_in(one.name) is None]
    told = [person for person in there if not person.is_protected]
    reader = MatrixReader(desk, session, protocol, told)
    own = matrix_rows.own_levels(session, company_id, code)
    placed = matrix_rows.with_place(session, company_id, code)
    versions = AreaVersions(desk, session, protocol)
    today = {area: versions.today_of(area) for area in own}
    matrix = build_matrix(
        matrix_areas(protocol, _by_today(own, today)),
        (_with_place(reader.person(one), placed) for one in told),
        told_hidden(len(there) - len(told)),
    )
    orders = matrix_rows.order_names(session, company_id, code)
    order = orders[0] if len(orders) == 1 else ""
    former = tuple(
        FormerLevel(area, level)
        for each, level in own.items()
        if (area := versions.former(each)) is not None and today[each] not in own
    )
    return CompanyMatrix(company_id, company.name, order, protocol, matrix, former)


def _with_place(person: MatrixPerson, placed: Collection[UUID]) -> MatrixPerson:
    """Who has a time in the rota is booked, though no case is opened yet."""
    is_booked = person.stage is Stage.WAITING and person.person_id in placed
    return replace(person, stage=Stage.BOOKED) if is_booked else person


def _by_today(own: Mapping[str, int], today: Mapping[str, str]) -> dict[str, int]:
    """Levels by today's ids; one asked for by that id itself goes before one by an older."""
    carried = {today[area]: level for area, level in own.items()}
    return {**carried, **{area: level for area, level in own.items() if today[area] == area}}
