"""A company's matrix: levels of the newest decision, on a recorded basis, nobody protected."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.case import Step
from app.domain.credits import SourceState
from app.domain.group_order import BasisKind
from app.domain.matrix import Stage, Standing
from app.storage import cases as case_rows
from app.storage.companies import UnknownCompany
from app.storage.tables import PersonRow
from app.usecases.credit_sources import own_sources
from app.usecases.credit_standing import credit_hindrance
from app.usecases.matrix import CompanyMatrix, LevelNotPossible
from app.workspace import Workspace
from tests.company_order import WAIT, small_company
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

pytestmark = pytest.mark.begins_at(Step.PRACTICAL, small_company)
CODE = "CNC-1"


def company(desk: Workspace) -> UUID:
    """The only company with an order."""
    return next(one.id for one in desk.companies.list() if one.orders)


def matrix(desk: Workspace) -> CompanyMatrix:
    """Its matrix."""
    return desk.matrices.of_role(company(desk), CODE)


def standings(desk: Workspace) -> list[Standing]:
    """Of the only person."""
    return [cell.standing for cell in matrix(desk).matrix.rows[0].cells]


def test_levels_come_from_the_newest_decision(walk: CaseWalk) -> None:
    """R54: with a basis on record, per area; the two left are gaps."""
    found = matrix(walk.desk)
    row = found.matrix.rows[0]
    assert found.order == "Grupporder våren 2026"
    assert row.person.stage is Stage.DONE
    assert row.person.certified == "partial"
    gaps = [
        area.id
        for area, cell in zip(found.matrix.areas, row.cells, strict=True)
        if cell.standing.is_gap
    ]
    assert gaps == [area.id for area in walk.protocol.areas[2:4]]


def test_without_a_basis_no_level_is_told(desk: Workspace) -> None:
    """R54: neither level nor certificate, nor what the person plans."""
    order = desk.group_orders.of_company(company(desk))[0].id
    person = matrix(desk).matrix.rows[0].person.person_id
    today = desk.desk.clock.now().date()
    desk.group_orders.note_basis(order, [person], None, today)
    row = matrix(desk).matrix.rows[0]
    assert {cell.standing for cell in row.cells} == {Standing.NO_BASIS}
    assert {cell.level for cell in row.cells} == {None}
    assert (row.person.certified, row.person.shown, row.person.course.planned) == ("", {}, {})
    desk.group_orders.note_basis(order, [person], BasisKind.CONSENT, today)
    assert Standing.MEETS in standings(desk)


def test_a_protected_person_is_in_no_matrix(desk: Workspace) -> None:
    """R54, R55: left out, and one alone is not even counted."""
    person = matrix(desk).matrix.rows[0].person.person_id
    with desk.desk.database.transaction() as session:
        session.get_one(PersonRow, person).protected = True
    found = matrix(desk).matrix
    assert (found.rows, found.hidden) == ((), 0)


def test_the_company_asks_for_levels_of_its_own(walk: CaseWalk) -> None:
    """Beside the profile's, never outside the scale, and back again."""
    desk, area = walk.desk, walk.protocol.areas[2]
    before = desk.matrices.require(company(desk), CODE, area.id, area.required_level - 1)
    assert before == area.required_level
    assert standings(desk)[2] is Standing.MEETS
    assert matrix(desk).matrix.areas[2].is_own
    with pytest.raises(LevelNotPossible) as refused:
        desk.matrices.require(company(desk), CODE, area.id, 5)
    assert refused.value.allowed[-1] == len(walk.protocol.scale)
    desk.matrices.require(company(desk), CODE, area.id, before)
    assert not matrix(desk).matrix.areas[2].is_own
    assert standings(desk)[2].is_gap
    with pytest.raises(UnknownCompany):
        desk.matrices.roles(UUID(int=1))


def test_what_is_taken_back_is_no_level(walk: CaseWalk) -> None:
    """A revoked certificate's levels stand for nothing."""
    from app.domain.certificate_status import StatusReason

    line = walk.desk.certificates.of_case(walk.case_id)
    assert line is not None
    walk.desk.status_acts.revoke(line.id, StatusReason.FOUND_WRONG, "", walk.secret)
    assert set(standings(walk.desk)) == {Standing.NOT_ASSESSED}


def test_the_full_certificate_replaces_the_partial(walk: CaseWalk, clock: FixedClock) -> None:
    """R42, R43: after a retest all is shown, and the partial names what is in its place."""
    desk = walk.desk
    partial = desk.certificates.of_case(walk.case_id)
    assert partial is not None
    clock.advance(WAIT + timedelta(days=1))
    again = CaseWalk(desk, desk.retests.open(walk.case_id)).to(Step.CERTIFICATE)
    full = desk.certificates.issue(again.case_id)
    assert not any(standing.is_gap for standing in standings(desk))
    row = matrix(desk).matrix.rows[0]
    assert row.person.certified == "full"
    replaced = desk.status_acts.standing(partial.id)
    assert replaced.replaced_by == desk.status_acts.standing(full).number
    assert desk.certificates.of_case(walk.case_id).state == "replaced"  # type: ignore[union-attr]
    assert desk.certificates.facts(full).replaces == partial.id
    assert desk.log_check.verify().is_whole
    credits_still_stand(again, partial.number)


def credits_still_stand(again: CaseWalk, number: str) -> None:
    """R33: what the partial said can be signed on and credited elsewhere as before."""
    desk = again.desk.desk
    with desk.database.reading() as session:
        case = case_rows.case(session, again.case_id)
        assert credit_hindrance(desk, session, case, again.protocol) is None
        sources = {one.source.source: one.source for one in own_sources(desk, session, case)}
    assert sources[number].state is SourceState.IN_FORCE
    assert sum(area.shown for area in sources[number].areas) == 6
