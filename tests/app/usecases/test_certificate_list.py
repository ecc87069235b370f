"""The list of certificates: found by number, name and company, narrowed, in an order."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.certificate import CertificateKind
from app.storage.person_search import sort_name
from app.storage.tables import CertificateRow
from app.usecases.certificate_list import Narrowing, Order, Period
from app.usecases.certificates import issue_in
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from tests.many_cases import COMPANY, order_of, ready_cases, stored_order
from tests.stored_homes import StoredHomes

COUNT = 6
OTHER = "Aneby Ståhl & Son AB"


@pytest.fixture(scope="module")
def practice_home(homes: StoredHomes) -> Path:
    """Six of one company, two of another, one protected, each with a certificate."""
    return homes.made("certificate-list", lambda: stored_order(homes, COUNT), _issue_three_kinds)


def _issue_three_kinds(walk: CaseWalk) -> None:
    desk = walk.desk
    more = [*order_of(desk, 2, OTHER, start=300), *order_of(desk, 1, OTHER, 310, protected=True)]
    for case in (*ready_cases(desk), *more):
        with desk.desk.database.transaction() as session:
            issue_in(desk.desk, session, case)


def found(desk: Workspace, text: str = "", narrowing: Narrowing | None = None) -> list[str]:
    """The names found, in order."""
    return [line.name for line in desk.certificate_list.find(text, narrowing).lines]


def test_words_of_name_and_company_find_in_any_order(desk: Workspace) -> None:
    """R38: folded as people are: "stahl" finds Ståhl; every word has to fit."""
    assert len(found(desk, "stahl aneby")) == 2
    assert len(found(desk, COMPANY.upper())) == COUNT
    name = found(desk, "ANEBY")[0]
    first, last = name.split(maxsplit=1)
    assert found(desk, f"{last} ståhl {first}") == [name]
    assert found(desk, "aneby vaggeryd") == []


def test_a_number_finds_its_own_and_a_protected_person_by_it_alone(desk: Workspace) -> None:
    """R41: no name, no company; not found by either."""
    lines = desk.certificate_list.find().lines
    hidden = next(line for line in lines if not line.name)
    assert hidden.company == ""
    assert [line.id for line in desk.certificate_list.find(hidden.number).lines] == [hidden.id]
    assert hidden.id not in {line.id for line in desk.certificate_list.find("aneby").lines}
    company = dict(map(reversed, desk.certificate_list.companies()))[OTHER]  # type: ignore[arg-type]
    assert "" not in found(desk, "", Narrowing(company=company))


def test_it_is_narrowed_by_state_kind_company_and_period(
    desk: Workspace, clock: FixedClock
) -> None:
    """Each alone and together; how far back is counted in days."""
    lines = desk.certificate_list.find().lines
    with desk.desk.database.transaction() as session:
        session.get_one(CertificateRow, lines[0].id).state = "revoked"
    assert len(found(desk, "", Narrowing(state="issued"))) == len(lines) - 1
    assert len(found(desk, "", Narrowing(state="revoked"))) == 1
    assert len(found(desk, "", Narrowing(kind=CertificateKind.FULL))) == len(lines)
    assert found(desk, "", Narrowing(kind=CertificateKind.STATEMENT)) == []
    for period, days in ((Period.TODAY, 1), (Period.WEEK, 7), (Period.MONTH, 31)):
        clock.set_wall(FixedClock().now() + timedelta(days=days - 1))
        assert len(found(desk, "", Narrowing(period=period))) == len(lines)
        clock.set_wall(FixedClock().now() + timedelta(days=days))
        assert found(desk, "", Narrowing(period=period)) == []


def test_names_and_companies_stand_in_order(desk: Workspace) -> None:
    """The order of the list is the order of the printer; protected people last."""
    by_name = found(desk, "", Narrowing(order=Order.NAME))
    assert by_name[-1] == ""
    assert by_name[:-1] == sorted(by_name[:-1], key=sort_name)
    companies = [
        line.company
        for line in desk.certificate_list.find("", Narrowing(order=Order.COMPANY)).lines
    ]
    assert companies[:-1] == sorted(companies[:-1])
    assert not Narrowing(order=Order.NAME).hides
    assert Narrowing(period=Period.TODAY).hides


@pytest.mark.parametrize("text", ["%", "_", "\\", "'; DROP TABLE people; --", "\ud800", "  "])
def test_any_text_may_be_typed(desk: Workspace, text: str) -> None:
    """Nothing is a pattern; nothing but spaces finds all."""
    assert len(found(desk, text)) == (0 if text.strip() else COUNT + 3)
