"""One company's order at two centres that never met: each has its part, the region counts once."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from app.domain.clock import SystemClock
from app.domain.employment import Employment
from app.domain.group_order import BasisKind
from app.domain.participation import Activity, Month, Period, Project, Spent
from app.node.__main__ import now
from app.node.company_lists import CompanyCard, read_card, read_list
from app.node.enrolment import Invited
from app.node.funding_check import Problem, funding_rows
from app.node.keys import NodeKeys, load_or_create
from app.node.picture import read_picture
from app.node.picture_choice import Choice
from app.node.projects import Projects, no_project
from app.usecases.companies import NewCompany
from app.usecases.group_orders import Joining, NewOrder
from app.usecases.month_hours import Attesting
from app.usecases.participation import NewPart
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.sync.region import sync
from tests.node_thread import NodeThread
from tests.real_desk import CENTRE, MARIA, PIN, RealDesk, region

PER = Invited("Per Nyström", 10511, "Testcenter Gnosjö", ("CNC-1",))
KARIN, ANNA, IDA = (
    NewPerson("Karin Lindqvist", "198705212382"),
    NewPerson("Anna Ek", "199107172380"),
    NewPerson("Ida Holm", "195712302842"),
)
PARTS = {MARIA: (KARIN, ANNA), PER: (KARIN, IDA)}
COMPANY = NewCompany("Hällsjö Mekaniska AB", "5560160680")


def test_one_order_split_over_two_centres_is_counted_once(tmp_path: Path) -> None:
    """R50, R54, X4, X6: Karin is at both; neither centre tells the other's results."""
    node = region(tmp_path / "region")
    keys = load_or_create(node.folder, "", "")
    month = Month.of(SystemClock().now().date())
    project = a_project(node, keys, month)
    desks = [RealDesk(tmp_path / who.assessor, node, who).unlock() for who in PARTS]
    for desk, people in zip(desks, PARTS.values(), strict=True):
        sync(desk)
        order_at(desk, project.number, month, *people)
        sync(desk)
    matrices = [people_of(desk) for desk in desks]
    assert matrices == [{"Karin Lindqvist", "Anna Ek"}, {"Karin Lindqvist", "Ida Holm"}]
    card = card_at(node)
    assert (card.row.people, card.row.cases) == (3, 4)
    told = {(line.order.name, line.people, line.centres) for line in card.orders}
    assert told == {("Våren", 2, (CENTRE,)), ("Våren", 2, (PER.centre,))}
    with node.database.reading() as session:
        assert read_picture(session, Choice(), now()).people == 3
        rows = funding_rows(session, keys, project, month)
    twice = {(row.name, row.centre) for row in rows if Problem.TWICE in row.problems}
    assert twice == {("Karin Lindqvist", CENTRE), ("Karin Lindqvist", PER.centre)}
    assert not any(row.goes for row in rows if row.name == "Karin Lindqvist")
    for desk in desks:
        desk.close()
    node.stop()


def a_project(node: NodeThread, keys: NodeKeys, month: Month) -> Project:
    """A funding project that begins with the month, told by the region."""
    first = month.first
    named = (no_project(), "Kompetens i industrin", "2025/00123", "Regionen")
    wanted = Project(*named, first, first + timedelta(days=700), (), (Employment.EMPLOYED,))
    with node.database.transaction() as session:
        node.database.take_turn(session)
        return Projects(node.database, keys, now).make(session, wanted)


def order_at(desk: Workspace, project: str, month: Month, *people: NewPerson) -> None:
    """The company with these people in an order, each with a case and eight hours in the month."""
    desk.secrecy.sign(PIN)
    company = desk.companies.register(COMPANY)
    order = desk.group_orders.make(company, NewOrder("Våren", "CNC-1"))
    told = next(one for one in desk.participations.projects() if one.number == project)
    for number, new in enumerate(people):
        person = desk.people.register(new)
        desk.group_orders.add(order, person, Joining(f"{number}", "Svarv", BasisKind.AGREEMENT))
        desk.cases.open(person, "CNC-1")
        part = begun(desk, told, person, company)
        desk.month_hours.attest(Attesting(part, month, (Spent(Activity.VALIDATION, 480),)))


def begun(desk: Workspace, project: Project, person: UUID, company: UUID) -> UUID:
    """Their part in the project from its first day."""
    period = Period(project.first)
    new = NewPart(project.id, person, Employment.EMPLOYED, period, company)
    return desk.participations.begin(new)[0]


def people_of(desk: Workspace) -> set[str]:
    """Who stands in the company's matrix at a desk."""
    (company,) = desk.companies.list()
    matrix = desk.matrices.of_role(company.id, "CNC-1").matrix
    return {row.person.name for row in matrix.rows}


def card_at(node: NodeThread) -> CompanyCard:
    """The only company as the region has it."""
    with node.database.reading() as session:
        (row,) = read_list(session, Choice(), now()).rows
        card = read_card(session, row.key, now())
    assert card is not None
    return card
