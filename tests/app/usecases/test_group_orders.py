"""Group orders: made, joined with the basis for results, followed, restated in the log."""

from datetime import date, datetime, time
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.erasure import Erasure, ErasureStage
from app.domain.group_order import BasisKind
from app.domain.rota import ClashKind, RotaTerms, Slot
from app.open_desk import Workspace
from app.seal.company_payloads import OrderJoined, OrderMade
from app.seal.payloads import decode_payload
from app.storage import erasing
from app.storage.companies import order_people
from app.storage.group_orders import NotInOrder, took_back
from app.storage.people import person
from app.storage.tables import RecordRow
from app.usecases.companies import NewCompany
from app.usecases.group_orders import (
    AlreadyInOrder,
    CaseBegun,
    DaysTurned,
    Joining,
    NewOrder,
    OrderNameMissing,
)
from app.usecases.log_check import mend
from app.usecases.people import NewPerson
from app.usecases.person_lines import Standing
from app.usecases.rota import BadSlot, NoRotaTerms
from tests.app.usecases.told_company import lose

MONDAY = date(2026, 5, 4)


@pytest.fixture
def company(desk: Workspace) -> UUID:
    """A company that orders."""
    return desk.companies.register(NewCompany("Ängby Plåt AB", "556016-0680"))


@pytest.fixture
def order(desk: Workspace, company: UUID) -> UUID:
    """Its order for this week."""
    new = NewOrder("Våren", "CNC-1", MONDAY, date(2026, 5, 8))
    return desk.group_orders.make(company, new)


def told(desk: Workspace, kind: str) -> list[object]:
    """What the records of a type say."""
    with desk.desk.database.reading() as session:
        found = session.scalars(select(RecordRow).where(RecordRow.type == kind))
        return [decode_payload(kind, row.payload or b"") for row in found]


def test_an_order_is_restated_whole_when_it_changes(
    desk: Workspace, company: UUID, order: UUID
) -> None:
    """I1: nothing signed is changed; the newest of an order counts."""
    desk.group_orders.change(order, NewOrder("Hösten", "CNC-1", is_closed=True))
    for wrong, error in (
        (NewOrder("  ", "CNC-1"), OrderNameMissing),
        (NewOrder("A", "CNC-1", date(2026, 5, 8), MONDAY), DaysTurned),
    ):
        with pytest.raises(error):
            desk.group_orders.change(order, wrong)
    made = told(desk, "order.made")
    assert [(m.name, m.is_closed) for m in made if isinstance(m, OrderMade)] == [
        *(("Våren", False), ("Hösten", True)),
    ]
    line = desk.group_orders.of_company(company)[0]
    assert (line.name, line.is_closed, line.people) == ("Hösten", True, 0)


def test_results_rest_on_a_basis_that_is_noted_and_taken_back(
    desk: Workspace, company: UUID, order: UUID
) -> None:
    """R54: agreement or consent, the day, who noted it; no basis, nothing to show."""
    anna = desk.people.register(NewPerson("Anneli Wikner"))
    orders = desk.group_orders
    orders.add(order, anna, Joining("17", "Svarv"))
    with pytest.raises(AlreadyInOrder):
        orders.add(order, anna)
    orders.note_basis(order, [anna], BasisKind.CONSENT, MONDAY)
    basis = orders.order(order).people[0].person.basis
    assert basis is not None
    assert (basis.kind, basis.day, basis.by) == ("consent", MONDAY, desk.assessor.name)
    orders.note_basis(order, [anna], None, MONDAY)
    with desk.desk.database.reading() as session:
        assert order_people(session, company, "CNC-1")[0].basis is None
    joined = [one for one in told(desk, "order.joined") if isinstance(one, OrderJoined)]
    assert [(one.basis, one.basis_day) for one in joined] == [
        *((None, None), ("consent", MONDAY), (None, None)),
    ]


def test_who_is_protected_or_erased_leaves_no_name_in_an_order(
    desk: Workspace, order: UUID
) -> None:
    """R53, R55: hidden while protected, gone from order and rota once erased."""
    hidden = desk.people.register(NewPerson("Hemlig Person", protected=True))
    gone = desk.people.register(NewPerson("Gunnar Strömblad"))
    for one in (hidden, gone):
        desk.group_orders.add(order, one, Joining("17", "Svarv"))
        desk.rota.move(order, one, Slot(MONDAY, 480, 60, "", ""))
    assert [line.name for line in desk.rota.view(order)] == ["", "Gunnar Strömblad"]
    assert [one.name for one in desk.rota.expected(MONDAY)] == ["Gunnar Strömblad"]
    with desk.desk.database.transaction() as session:
        erasing.withhold(session, person(session, gone), Erasure(ErasureStage.REQUESTED, MONDAY))
    lines = desk.group_orders.order(order).people
    assert [(one.person.name, one.person.department) for one in lines] == [("", "")]
    assert len(desk.rota.view(order)) == 1


def test_a_rota_is_proposed_changed_and_leads_to_cases(desk: Workspace, order: UUID) -> None:
    """Who has a place or a case keeps it; a case is booked at its place's time."""
    people = [desk.people.register(NewPerson(f"Rotaperson {name}")) for name in "ABCD"]
    for one in people:
        desk.group_orders.add(order, one)
    rota = desk.rota
    terms = RotaTerms((MONDAY,), ("Svarv 4",), (desk.assessor.name,), 780, 1020, 80, 0)
    with pytest.raises(NoRotaTerms):
        rota.propose(order, RotaTerms((), (), (), 480, 1020, 80))
    proposed = rota.propose(order, terms)
    assert (proposed.placed, proposed.unplaced) == (3, 1)
    rota.move(order, people[1], Slot(MONDAY, 790, 80, "Svarv 4", "Olof"))
    clash = rota.view(order)[0].clashes[0]
    assert (clash.kind, clash.with_whom) == (ClashKind.MACHINE, people[1])
    with pytest.raises(BadSlot):
        rota.move(order, people[1], Slot(MONDAY, 1400, 80, "", ""))
    with pytest.raises(NotInOrder):
        rota.move(order, UUID(int=7), None)
    case = rota.begin(order, people[0])
    assert rota.begin(order, people[0]) == case
    line = desk.group_orders.order(order).people[0]
    assert (line.standing, line.person.case_id) == (Standing.BOOKED, case)
    assert people[0] not in [one.person_id for one in rota.expected(MONDAY)]
    booked = next(one for one in desk.today.view().booked if one.case_id == case)
    assert booked.time == datetime.combine(MONDAY, time(13), desk.desk.clock.now().tzinfo)
    with pytest.raises(CaseBegun):
        desk.group_orders.leave(order, people[0])
    before = rota.clear(order)
    rota.restore(order, before)
    assert len(rota.view(order)) == 3
    desk.group_orders.leave(order, people[1])
    assert len(rota.view(order)) == 2


def test_a_basis_taken_back_in_one_order_is_taken_back_in_all_of_the_company(
    desk: Workspace, company: UUID, order: UUID
) -> None:
    """R54: whichever order is newest, and of any profile; another company's stands."""
    person = desk.people.register(NewPerson("Nils Två"))
    other = desk.companies.register(NewCompany("Ryds Gjuteri AB"))
    orders = [order, *(desk.group_orders.make(company, NewOrder(c, c)) for c in ("CNC-1", "MON-1"))]
    away = desk.group_orders.make(other, NewOrder("Våren", "CNC-1"))
    for one in (*orders, away):
        desk.group_orders.add(one, person, Joining(basis=BasisKind.CONSENT, basis_day=MONDAY))

    def may(of: UUID, code: str) -> bool:
        with desk.desk.database.reading() as session:
            return order_people(session, of, code)[0].basis is not None

    before = len(told(desk, "order.joined"))
    desk.group_orders.note_basis(orders[0], [person], None, MONDAY)
    assert len(told(desk, "order.joined")) == before + 3
    assert [may(company, "CNC-1"), may(company, "MON-1"), may(other, "CNC-1")] == [
        False,
        False,
        True,
    ]
    desk.group_orders.note_basis(orders[1], [person], BasisKind.AGREEMENT, MONDAY)
    desk.group_orders.note_basis(orders[0], [person], None, MONDAY)
    assert may(company, "CNC-1")
    assert not may(company, "MON-1")
    lose(desk, "order_people")
    mend(desk.desk)
    with desk.desk.database.reading() as session:
        assert took_back(session, company) == {person}
        assert not took_back(session, other)
    assert may(company, "CNC-1")
