"""The picture's projections come from signed records: in any order, again, and without a name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.domain.case import Part
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.course import CaseEnd
from app.node.blobs import FOLDER, Blobs
from app.node.erasures import Erasures
from app.node.picture_choice import Choice, Standing
from app.node.picture_facts import read_cases, read_companies
from app.node.result_tables import (
    AreaResult,
    HeldConversation,
    KnownCompany,
    KnownOrder,
    OrderedPerson,
)
from app.node.tables import KnownCase, NodeRow
from app.seal.company_payloads import CompanyRegistered, OrderJoined, OrderMade
from app.seal.conversation_payloads import ConversationHeld
from app.seal.course_payloads import CaseEnded
from app.seal.payload_form import Payload
from app.seal.payloads import (
    AreaDecided,
    CaseOpened,
    DecisionMade,
    PersonRegistered,
    PlanAgreed,
    SittingClosed,
)
from app.seal.records import RecordType
from app.sync.wire import SentRecord
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog

START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
SHOWN, NOT_YET = AreaOutcome.SHOWN, AreaOutcome.NOT_YET


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    """An empty node."""
    small = SmallNode(tmp_path / "node")
    yield small
    small.database.close()


def case_of(log: SignedLog, person: UUID) -> tuple[str, SentRecord]:
    """A case opened at the log's time and booked for a week later."""
    case = str(uuid4())
    opened = CaseOpened(
        case=case,
        person=str(person),
        profile="CNC-1",
        centre="Testcenter Värnamo",
        booked=log.now + timedelta(days=7),
    )
    return case, log.link(RecordType.CASE_OPENED, str(person), opened)


def sitting(log: SignedLog, case: str) -> SentRecord:
    """Two hours of theory that end at the log's time."""
    closed = SittingClosed(
        case=case,
        sitting=str(uuid4()),
        part=Part.THEORY,
        number=1,
        started=log.now - timedelta(hours=2),
        stopped=log.now,
        active_seconds=7000,
    )
    return log.link(RecordType.SITTING_CLOSED, "", closed)


def decision(log: SignedLog, case: str, number: int, *outcomes: AreaOutcome) -> SentRecord:
    """A decision of these outcomes, area by area."""
    areas = tuple(
        AreaDecided(area=f"a{place}", outcome=one, required_level=3, level=3 if one == SHOWN else 2)
        for place, one in enumerate(outcomes)
    )
    kind = CertificateKind.PARTIAL
    made = DecisionMade(case=case, outcome=kind, areas=areas, number=number)
    return log.link(RecordType.DECISION_MADE, "", made)


def stored(node: SmallNode, table: type[NodeRow]) -> list[dict[str, Any]]:
    """Every row of a table."""
    names = [column.key for column in table.__mapper__.column_attrs]
    with node.database.reading() as session:
        return [{n: getattr(row, n) for n in names} for row in session.scalars(select(table))]


def course(log: SignedLog, person: UUID) -> tuple[str, list[SentRecord]]:
    """A case that is opened, paused, resumed, sat, decided twice and debriefed."""
    log.now = START
    case, opened = case_of(log, person)
    told = [opened]
    for days, end in ((2, CaseEnd.PAUSED), (5, CaseEnd.RESUMED)):
        log.now = START + timedelta(days=days)
        told.append(log.link(RecordType.CASE_ENDED, "", CaseEnded(case=case, end=end)))
    log.now = START + timedelta(days=8)
    told.append(sitting(log, case))
    log.now = START + timedelta(days=9)
    told.append(decision(log, case, 1, SHOWN, NOT_YET))
    log.now = START + timedelta(days=10)
    told.append(log.link(RecordType.PLAN_AGREED, "", PlanAgreed(case=case)))
    log.now = START + timedelta(days=30)
    told.append(decision(log, case, 2, SHOWN, SHOWN, NOT_YET))
    return case, told


def of_case(node: SmallNode, case: str) -> tuple[dict[str, Any], list[tuple[str, str, int | None]]]:
    """What is kept of a case, and its results in order."""
    row = next(one for one in stored(node, KnownCase) if one["id"] == case)
    found = [one for one in stored(node, AreaResult) if one["case"] == case]
    found.sort(key=lambda one: one["place"])
    return row | {"id": "", "person": ""}, [(o["area"], o["outcome"], o["level"]) for o in found]


def test_the_days_of_a_case_are_the_same_in_whatever_order_its_records_come(
    node: SmallNode,
) -> None:
    """The first decision is the step, the newest its results (R31)."""
    log = node.laptop()
    person, registered = log.person()
    case, told = course(log, person)
    node.take(registered, *told)
    row, results = of_case(node, case)
    assert (row["opened_on"], row["booked_on"]) == (date(2026, 5, 4), date(2026, 5, 11))
    assert (row["first_on"], row["assessed_on"]) == (date(2026, 5, 12), date(2026, 5, 12))
    assert (row["decided_on"], row["debriefed_on"]) == (date(2026, 5, 13), date(2026, 5, 14))
    assert results == [("a0", "shown", 3), ("a1", "shown", 3), ("a2", "not_yet", 2)]
    dice = Random(6)
    for _ in range(3):
        person, registered = log.person()
        again, told = course(log, person)
        for record in dice.sample([registered, *told], len(told) + 1):
            node.take(record)
        assert of_case(node, again) == (row, results)
    before = [stored(node, table) for table in (KnownCase, AreaResult)]
    node.rebuild()
    after = [stored(node, table) for table in (KnownCase, AreaResult)]
    assert [sorted(one, key=repr) for one in after] == [sorted(one, key=repr) for one in before]


def test_a_case_is_where_it_was_when_each_day_ended(node: SmallNode) -> None:
    """Booked, paused for three days, booked again, under way, decided."""
    log = node.laptop()
    person, registered = log.person()
    node.take(registered, *course(log, person)[1])
    with node.database.reading() as session:
        (fact,) = read_cases(session, Choice(), read_companies(session))
    days = [fact.on(START.date() + timedelta(days=n), UTC) for n in (-1, 0, 1, 2, 4, 5, 7, 8, 9)]
    wanted = [None, "booked", "booked", "paused", "paused", "booked", "booked", "running"]
    assert days == [*wanted, Standing.DECIDED]
    assert fact.standing is Standing.DECIDED


def company_records(log: SignedLog, company: str, person: UUID) -> list[SentRecord]:
    """A company, its order, somebody in it and a conversation; the card as newest last."""
    order, talk = str(uuid4()), str(uuid4())
    told: list[tuple[str, Payload]] = [
        ("company.registered", CompanyRegistered(company=company, name="Lagadalen")),
        ("order.made", OrderMade(order=order, company=company, profile="CNC-1", name="Hösten")),
        (
            "order.joined",
            OrderJoined(order=order, company=company, profile="CNC-1", person=str(person)),
        ),
        (
            "conversation.held",
            ConversationHeld(
                conversation=talk,
                company=company,
                guide="SKF-1",
                version="1.0.0",
                guide_hash="00" * 32,
                number=1,
                day=START.date(),
                levels={"mal-1": 3},
                themes={"mal": 2500},
            ),
        ),
    ]
    links = []
    for kind, payload in told:
        log.now += timedelta(minutes=1)
        links.append(log.link(kind, "", payload))
    log.now += timedelta(minutes=1)
    named = CompanyRegistered(company=company, name="Lagadalen AB", legal_entity="5560160680")
    return [*links, log.link("company.registered", "", named)]


@pytest.mark.parametrize("is_turned", [False, True])
def test_the_newest_word_on_a_company_counts_and_its_people_are_its_cases(
    node: SmallNode, is_turned: bool
) -> None:
    """By who is in its order, before any name told of elsewhere."""
    log, company = node.laptop(), str(uuid4())
    person = uuid4()
    registered = PersonRegistered(person=str(person), name="Karin Lindqvist", employer="Smides")
    told = [log.link(RecordType.PERSON_REGISTERED, str(person), registered)]
    told += [case_of(log, person)[1], *company_records(log, company, person)]
    for record in told[::-1] if is_turned else told:
        node.take(record)
    with node.database.reading() as session:
        companies = read_companies(session)
        (fact,) = read_cases(session, Choice(), companies)
    assert (fact.company, companies.name(company)) == (company, "Lagadalen AB")
    tables = (KnownCompany, KnownOrder, OrderedPerson, HeldConversation)
    before = [stored(node, table) for table in tables]
    assert [len(rows) for rows in before] == [1, 1, 1, 1]
    assert before[0][0]["number"] == "5560160680"
    assert before[3][0]["themes"] == '{"mal":2500}'
    node.rebuild()
    assert [stored(node, table) for table in tables] == before


def test_a_company_known_by_name_alone_is_the_one_that_is_registered(node: SmallNode) -> None:
    """However the name is written; one that nobody registered stands by its name."""
    log, company = node.laptop(), str(uuid4())
    card = CompanyRegistered(company=company, name="Lagadalen AB")
    told = [log.link("company.registered", "", card)]
    for employer in ("lagadalen ab ", "Rydaholm AB"):
        person = uuid4()
        payload = PersonRegistered(person=str(person), name="Bo Ek", employer=employer)
        told.append(log.link(RecordType.PERSON_REGISTERED, str(person), payload))
        told.append(case_of(log, person)[1])
    node.take(*told)
    with node.database.reading() as session:
        found = {c.company for c in read_cases(session, Choice(), read_companies(session))}
    assert found == {company, "Rydaholm AB"}


def test_a_company_two_desks_have_registered_is_one(node: SmallNode) -> None:
    """By its number, and by its name where nobody has told a number."""
    log = node.laptop()
    told = (
        ("Lagadalen AB", "5560160680"),
        ("Lagadalens Aktiebolag", "5560160680"),
        ("Ryaby Svets", None),
        ("Ryaby  svets", None),
        ("Lagadalen AB", "2321000057"),
    )
    for name, number in told:
        card = CompanyRegistered(company=str(uuid4()), name=name, legal_entity=number)
        node.take(log.link("company.registered", "", card))
    with node.database.reading() as session:
        companies = read_companies(session)
    assert (len(companies.keys), len(companies.names)) == (5, 3)
    assert set(companies.keys.values()) == companies.names.keys()


def test_an_erased_persons_case_counts_without_a_name(node: SmallNode, tmp_path: Path) -> None:
    """R53: its days, results and company stay for the figures, also after a rebuild."""
    log, company = node.laptop(), str(uuid4())
    person, registered = log.person("Alva Erasdotter")
    case, told = course(log, person)
    node.take(registered, *told, *company_records(log, company, person))
    blobs = Blobs(node.database, tmp_path / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(str(person))
    for _ in range(2):
        with node.database.reading() as session:
            (fact,) = read_cases(session, Choice(), read_companies(session))
        assert (fact.id, fact.name, fact.company) == (case, None, company)
        assert (fact.decided, fact.standing) == (date(2026, 5, 13), Standing.CANCELLED)
        assert len(stored(node, AreaResult)) == 3
        node.rebuild()


def test_an_erased_case_under_way_ended_that_day(node: SmallNode, tmp_path: Path) -> None:
    """What was shown of the months before stays true; it does not go on for ever."""
    log = node.laptop()
    log.now = node.now
    person, registered = log.person()
    node.take(registered, case_of(log, person)[1])
    node.pass_time(timedelta(days=10))
    blobs = Blobs(node.database, tmp_path / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(str(person))
    with node.database.reading() as session:
        (fact,) = read_cases(session, Choice(), read_companies(session))
    day = node.now.date()
    assert fact.on(day - timedelta(days=1), UTC) is Standing.BOOKED
    assert fact.on(day, UTC) is Standing.CANCELLED
