"""A company with a group order at a practice desk: people with results, some without."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import msgspec

from app.domain.case import CaseState, Step
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.group_order import BasisKind
from app.domain.result import AreaResult, Result
from app.storage.tables import CaseRow, DecisionRow
from app.usecases.companies import NewCompany
from app.usecases.group_orders import Joining, NewOrder
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.many_cases import order_of

HALLSJO = "Hällsjö Mekaniska AB"
WAIT = timedelta(days=14)
_SHIFTS = (0, 0, 1, 0, -1, 0, 1, 0, 0, -1, 0, -2, 1, 0, 0, -1, 0)
"""Levels over or under what is required, person by person and area by area, in turn."""


def company_with(desk: Workspace, people: list[UUID], name: str = HALLSJO) -> UUID:
    """A company whose one order these people are in, in two departments, with their agreement."""
    known = [one.id for one in desk.companies.list(name) if one.name == name]
    company = known[0] if known else desk.companies.register(NewCompany(name))
    order = desk.group_orders.make(company, NewOrder("Grupporder våren 2026", code_of(desk)))
    for number, person in enumerate(people):
        department = "Svarv" if number % 2 else "Fräs"
        joining = Joining(f"{100 + number}", department, BasisKind.AGREEMENT)
        desk.group_orders.add(order, person, joining)
    return company


def code_of(desk: Workspace) -> str:
    """The profile of the practice desk's first case."""
    return "CNC-1"


def person_of(desk: Workspace, case_id: UUID) -> UUID:
    """Whose a case is."""
    return desk.cases.view(case_id).person_id


def weak_walk(walk: CaseWalk) -> None:
    """A closed case whose third and fourth area are left."""
    walk.weak_areas = tuple(area.id for area in walk.protocol.areas[2:4])
    walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    walk.desk.cases.close(walk.case_id)


def small_company(walk: CaseWalk) -> None:
    """That person alone in a company's order."""
    weak_walk(walk)
    company_with(walk.desk, [person_of(walk.desk, walk.case_id)])


def company_of_twenty(walk: CaseWalk) -> None:
    """Twenty people: fifteen decided with varied levels, three under way, two with no case."""
    walk.to(Step.CERTIFICATE)
    desk = walk.desk
    cases = order_of(desk, 20, HALLSJO)
    people = [person_of(desk, case) for case in cases]
    with desk.desk.database.transaction() as session:
        for number, case in enumerate(cases):
            row = session.get_one(CaseRow, case)
            decision = session.query(DecisionRow).filter_by(case_id=case).one()
            if number < 15:
                _vary(decision, number)
            else:
                session.delete(decision)
                row.state = (CaseState.RUNNING, CaseState.PAUSED, CaseState.BOOKED)[number % 3]
    company_with(desk, people)


def _vary(decision: DecisionRow, person: int) -> None:
    result = msgspec.json.decode(decision.result, type=Result)
    areas = tuple(_varied(area, person * 3 + n) for n, area in enumerate(result.areas))
    missing = tuple(area.area for area in areas if not area.is_passed)
    outcome = CertificateKind.PARTIAL if missing else CertificateKind.FULL
    decision.outcome = outcome
    decision.result = msgspec.json.encode(
        replace(result, areas=areas, missing=missing, outcome=outcome), order="sorted"
    )


def _varied(area: AreaResult, place: int) -> AreaResult:
    level = max(1, min(4, area.required_level + _SHIFTS[place % len(_SHIFTS)]))
    outcome = AreaOutcome.SHOWN if level >= area.required_level else AreaOutcome.NOT_YET
    return replace(area, level=level, outcome=outcome)
