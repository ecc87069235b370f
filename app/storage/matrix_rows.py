"""What a matrix is read from: newest cases, decisions, credits, certificates, own levels."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.storage.errors import ProtocolRecalled
from app.storage.protocols import newest_published
from app.storage.tables import (
    CaseRow,
    CertificateRow,
    CompanyLevelRow,
    CreditRow,
    DecisionRow,
    GroupOrderRow,
    LeftAreaRow,
    PlanRow,
    ProtocolRow,
    RotaRow,
)

_CAME_TO_NOTHING = (
    CaseState.CANCELLED,
    CaseState.NO_SHOW,
    CaseState.ABORTED,
    CaseState.LAPSED,
)


@dataclass(slots=True)
class DecidedRows:
    """A decided case with its newest decision and paper; `left`: areas it left for a retest."""

    case: CaseRow
    decision: DecisionRow
    certificate: CertificateRow | None = None
    left: frozenset[str] = frozenset()


@dataclass(slots=True)
class PersonRows:
    """Of one person and profile: the newest case that stands, and the decided ones.

    `chain`: the newest decided one, then those its retest left areas aside from, the newest first;
    `left`: areas that the newest case leaves aside; `plan`: of the newest talk held.
    """

    newest: CaseRow | None = None
    chain: tuple[DecidedRows, ...] = ()
    left: frozenset[str] = frozenset()
    plan: PlanRow | None = None

    @property
    def decided(self) -> CaseRow | None:
        """The newest decided case."""
        return self.chain[0].case if self.chain else None

    @property
    def decision(self) -> DecisionRow | None:
        """Its decision."""
        return self.chain[0].decision if self.chain else None

    @property
    def certificate(self) -> CertificateRow | None:
        """Its newest paper."""
        return self.chain[0].certificate if self.chain else None


Credits = dict[tuple[UUID, str], CreditRow]


def codes_of(session: Session, company_id: UUID) -> tuple[str, ...]:
    """The profiles of the company's orders, each once, the newest order's first."""
    found = (
        select(GroupOrderRow.code)
        .where(GroupOrderRow.company_id == company_id)
        .order_by(GroupOrderRow.made.desc(), GroupOrderRow.id.desc())
    )
    return tuple(dict.fromkeys(session.scalars(found)))


def order_names(session: Session, company_id: UUID, code: str) -> tuple[str, ...]:
    """What the company's orders of a profile are called, the newest first."""
    found = (
        select(GroupOrderRow.name)
        .where(GroupOrderRow.company_id == company_id, GroupOrderRow.code == code)
        .order_by(GroupOrderRow.made.desc(), GroupOrderRow.id.desc())
    )
    return tuple(session.scalars(found))


def with_place(session: Session, company_id: UUID, code: str) -> frozenset[UUID]:
    """Who has a time in the rota of an open order of the profile."""
    found = (
        select(RotaRow.person_id)
        .join(GroupOrderRow, GroupOrderRow.id == RotaRow.order_id)
        .where(GroupOrderRow.company_id == company_id, GroupOrderRow.code == code)
        .where(GroupOrderRow.state == "open")
    )
    return frozenset(session.scalars(found))


def version_to_show(session: Session, code: str) -> str:
    """The hash of the version results are shown by: the published one, else the newest there is.

    Raises UnknownProtocol.
    """
    try:
        return newest_published(session, code)
    except ProtocolRecalled:
        newest = select(ProtocolRow.hash).where(ProtocolRow.code == code)
        return session.scalars(newest.order_by(ProtocolRow.installed.desc())).first() or ""


def own_levels(session: Session, company_id: UUID, code: str) -> dict[str, int]:
    """The levels the company asks for itself, by area."""
    found = select(CompanyLevelRow).where(
        CompanyLevelRow.company_id == company_id, CompanyLevelRow.code == code
    )
    return {row.area_id: row.level for row in session.scalars(found)}


def keep_level(session: Session, company_id: UUID, code: str, area: str, level: int | None) -> None:
    """The company's level of an area from now on; None: the profile's."""
    key = CompanyLevelRow.company_id == company_id, CompanyLevelRow.code == code
    session.execute(delete(CompanyLevelRow).where(*key, CompanyLevelRow.area_id == area))
    if level is not None:
        session.add(CompanyLevelRow(company_id=company_id, code=code, area_id=area, level=level))


def of_people(session: Session, people: Collection[UUID], code: str) -> dict[UUID, PersonRows]:
    """What stands of each of these people in a profile."""
    found = {person: PersonRows() for person in people}
    cases = select(CaseRow).where(CaseRow.person_id.in_(people), CaseRow.code == code)
    by_id = {row.id: row for row in session.scalars(cases.order_by(CaseRow.opened, CaseRow.id))}
    for case in by_id.values():
        if case.state not in _CAME_TO_NOTHING:
            found[case.person_id].newest = case
    decided = {
        one.case_id: DecidedRows(by_id[one.case_id], one) for one in _decisions(session, by_id)
    }
    left = _left(session, [case.id for case in by_id.values() if case.retest_of is not None])
    for case_id in by_id:  # the oldest first, so that the newest stays
        if case_id in decided:
            decided[case_id].left = left.get(case_id, frozenset())
            found[by_id[case_id].person_id].chain = _chain(decided, case_id)
    for rows in found.values():
        rows.left = left.get(rows.newest.id, frozenset()) if rows.newest else frozenset()
    _read_papers(session, by_id, found, decided)
    return found


def credits_of(session: Session, cases: Collection[UUID]) -> Credits:
    """The credits of these cases, by case and area."""
    found = select(CreditRow).where(CreditRow.case_id.in_(cases))
    return {(row.case_id, row.area_id): row for row in session.scalars(found)}


def _decisions(session: Session, cases: Collection[UUID]) -> list[DecisionRow]:
    """Of each case the newest last."""
    found = select(DecisionRow).where(DecisionRow.case_id.in_(cases)).order_by(DecisionRow.number)
    return list(session.scalars(found))


def _left(session: Session, retests: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """By case the areas it left for another retest."""
    found: dict[UUID, frozenset[str]] = {}
    if retests:
        wanted = select(LeftAreaRow).where(LeftAreaRow.case_id.in_(retests))
        for row in session.scalars(wanted):
            found[row.case_id] = found.get(row.case_id, frozenset()) | {row.area_id}
    return found


def _chain(decided: dict[UUID, DecidedRows], newest: UUID) -> tuple[DecidedRows, ...]:
    """The case, and while areas were left aside the one before it."""
    chain = [decided[newest]]
    while chain[-1].left and (before := decided.get(chain[-1].case.retest_of or newest)):
        if before in chain:
            break
        chain.append(before)
    return tuple(chain)


def _read_papers(
    session: Session,
    cases: dict[UUID, CaseRow],
    found: dict[UUID, PersonRows],
    decided: dict[UUID, DecidedRows],
) -> None:
    """The newest certificate of each decided case, and the plan of the newest talk."""
    issued = select(CertificateRow).where(CertificateRow.case_id.in_(cases))
    for certificate in session.scalars(
        issued.order_by(CertificateRow.issued, CertificateRow.status_index)
    ):
        if certificate.case_id in decided:
            decided[certificate.case_id].certificate = certificate
    talked = select(PlanRow).where(PlanRow.case_id.in_(cases), PlanRow.talked.is_not(None))
    for plan in session.scalars(talked.order_by(PlanRow.talked)):
        found[cases[plan.case_id].person_id].plan = plan
