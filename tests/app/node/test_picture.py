"""Every figure of the overview is the length of the list it leads to, however it is narrowed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.node import case_lists, company_lists, export_kinds, registry_lists
from app.node.picture import Picture, Selection, read_options, read_picture
from app.node.picture_choice import STATES, Choice, Result
from app.node.region_settings import RegionSettings, Target, save_settings
from app.node.result_tables import AreaResult
from app.node.tables import KnownCase, KnownPerson
from tests.app.node.page_visits import PageNode
from tests.bench.picture_region import TODAY, fill
from tests.postgres import fresh_database

NOW = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=12)
CENTRE = "Testcenter Värnamo"
CHOICES = (
    Choice(),
    Choice(role="CNC-1", since=date(2026, 3, 1), until=date(2026, 10, 1)),
    Choice(region="Kronoberg"),
)
PEOPLE = 150


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def node(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PageNode]:
    """A region of people over eighteen months."""
    url = ""
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_server"))
    made = region(tmp_path_factory.mktemp("picture") / "node", url)
    yield made
    made.database.close()


def region(folder: Path, url: str = "") -> PageNode:
    """The made region at a node whose clock stands on its last day."""
    made = PageNode(folder, url)
    made.now = NOW
    targets = (Target(PEOPLE + 60, TODAY + timedelta(days=100)), Target(10_000, date(2027, 12, 31)))
    regions = {CENTRE: "Jönköping", "Testcenter Ljungby": "Kronoberg"}
    with made.database.transaction() as session:
        fill(session, PEOPLE)
        save_settings(session, RegionSettings("", targets, regions))
    return made


@pytest.fixture
def session(node: PageNode) -> Iterator[Session]:
    """A look at what is there."""
    with node.database.reading() as found:
        yield found


def chosen(session: Session, choice: Choice) -> int:
    """How many cases the list has."""
    return case_lists.read_list(session, choice, NOW).count


@pytest.mark.parametrize("choice", CHOICES)
def test_every_figure_is_the_length_of_its_list(session: Session, choice: Choice) -> None:
    """X4: cases, states of each month, areas, gaps, certificates."""
    picture = read_picture(session, choice, NOW)
    assert 0 < picture.cases == chosen(session, choice) <= PEOPLE
    for month in picture.months[-2:]:
        at = None if month.day == TODAY else month.day
        for state, count in month.counts:
            assert count == chosen(session, replace(choice, state=state.value, at=at))
        told = replace(choice, state="open", at=at)
        assert month.total == chosen(session, told)
        shown = {row.standing for row in case_lists.read_rows(session, told, NOW)}
        assert shown <= {state for state, count in month.counts if count}
    for area in picture.shares[-3:]:
        told = replace(choice, area=area.key)
        assert area.share is not None
        assert area.share.whole == chosen(session, replace(told, result=Result.ASSESSED))
        assert area.share.part == chosen(session, replace(told, result=Result.SHOWN))
    for gap in picture.gaps[:2]:
        assert gap.people == chosen(session, replace(choice, area=gap.key, result=Result.LEFT))
    for kind, trend in (("full", picture.full), ("partial", picture.partial)):
        papers = replace(choice, kind=kind, status="counting")
        assert trend.value == registry_lists.read_list(session, papers, NOW).count
    assert sum(picture_count(session, choice, state) for state in STATES[1:]) == picture.cases


@pytest.mark.parametrize("choice", [*CHOICES, Choice(state="open"), Choice(status="expired")])
def test_every_file_has_the_rows_of_its_list(session: Session, choice: Choice) -> None:
    """X4, I14: a filter narrows the file as it does the page, and protected people alike (R41)."""
    wanted = export_kinds.Wanted(choice, "sv", NOW)
    cases, papers, companies = (
        list(make(session, wanted).rows)
        for make in (export_kinds.cases, export_kinds.certificates, export_kinds.companies)
    )
    hidden = {row.id for row in case_lists.read_rows(session, choice, NOW) if row.is_protected}
    assert len(cases) == chosen(session, choice)
    assert {row[0] for row in cases if row[2] is None} == hidden
    assert all(len([*filter(None, row)]) == 2 for row in cases if row[0] in hidden)
    registry = registry_lists.read_rows(session, choice, NOW)
    assert {row[0] for row in papers} == {row.number for row in registry}
    told = company_lists.read_rows(session, choice, NOW)
    assert [(row[1], row[3]) for row in companies] == [(row.name, row.cases) for row in told]


def picture_count(session: Session, choice: Choice, state: str) -> int:
    """How many are in a state today."""
    return chosen(session, replace(choice, state=state))


def test_filters_combine_and_their_parts_are_the_whole(session: Session) -> None:
    """Centres, roles and companies part the cases; a region is its centres."""
    options = read_options(session)
    everything = chosen(session, Choice())
    assert sum(chosen(session, Choice(centre=one)) for one in options.centres) == everything
    assert sum(chosen(session, Choice(role=code)) for code, _ in options.roles) == everything
    of_companies = sum(chosen(session, Choice(company=key)) for key, _ in options.companies)
    alone = [c for c in Selection(session, Choice(), NOW).cases if not c.company]
    assert of_companies + len(alone) == everything
    assert options.regions == ("Jönköping", "Kronoberg")
    assert chosen(session, Choice(region="Jönköping")) == chosen(session, Choice(centre=CENTRE))
    assert chosen(session, Choice(region="Jönköping", centre="Testcenter Ljungby")) == 0
    rows = company_lists.read_rows(session, Choice(), NOW)
    assert sum(row.cases for row in rows) == of_companies
    both = Choice(centre=CENTRE, role="CNC-1", state="certified")
    assert {row.centre for row in case_lists.read_rows(session, both, NOW)} <= {CENTRE, ""}


def test_the_pages_of_a_list_hold_every_row_once(session: Session) -> None:
    first = case_lists.read_list(session, Choice(), NOW)
    ids = [
        row.id
        for page in range(1, first.pages + 1)
        for row in case_lists.read_list(session, Choice(page=page), NOW).rows
    ]
    assert (len(ids), len(set(ids)), first.pages) == (PEOPLE, PEOPLE, 3)
    assert case_lists.read_list(session, Choice(page=99), NOW).page == 3
    stuck = case_lists.read_list(session, Choice(state="open", order="stuck"), NOW).rows
    told = [row.touched for row in stuck if row.touched]
    assert told == sorted(told)


def test_targets_are_told_with_the_pace_and_only_of_the_whole_region(session: Session) -> None:
    """One is reached at the pace of the last quarter; one is too far off to say when."""
    picture = read_picture(session, Choice(), NOW)
    near, far = picture.goals
    assert (near.people, near.left, far.left) == (PEOPLE + 60, 60, 10_000 - PEOPLE)
    assert near.reached is not None
    assert TODAY < near.reached < TODAY + timedelta(days=400)
    assert far.reached is None
    assert read_picture(session, Choice(centre=CENTRE), NOW).goals == ()


def few(node: PageNode) -> Picture:
    """The picture when only four people are left."""
    with node.database.transaction() as session:
        kept = session.scalars(
            select(KnownCase.id)
            .where(KnownCase.state == "certified", KnownCase.profile == "CNC-1/1")
            .order_by(KnownCase.certified_on.desc())
            .limit(4)
        ).all()
        session.execute(delete(AreaResult).where(AreaResult.case.not_in(kept)))
        session.execute(delete(KnownCase).where(KnownCase.id.not_in(kept)))
        session.execute(update(AreaResult).values(outcome="not_yet"))
        return read_picture(session, Choice(), NOW)


def test_nothing_is_summed_up_of_fewer_than_five(tmp_path: Path) -> None:
    """X2: no share, no gap, no days; the counts of cases stand."""
    node = region(tmp_path / "node")
    picture = few(node)
    assert (picture.cases, picture.people, picture.lead, picture.steps) == (4, 4, None, ())
    assert picture.gaps == ()
    assert picture.shares
    assert {area.share for area in picture.shares} == {None}
    assert [goal.reached for goal in picture.goals] == [None, None]
    node.database.close()


def test_a_retest_that_shows_the_area_closes_the_gap(tmp_path: Path) -> None:
    """The newest result of each person counts, whichever case it is of."""
    node = region(tmp_path / "node")
    with node.database.transaction() as session:
        before = next(gap for gap in read_picture(session, Choice(), NOW).gaps)
        told = Choice(area=before.key, result=Result.LEFT)
        case = Selection(session, told, NOW).cases[0]
        row = session.get_one(KnownCase, case.id)
        again = {c.key: getattr(row, c.key) for c in KnownCase.__mapper__.column_attrs}
        session.add(KnownCase(**again | {"id": "retest", "decided_on": TODAY}))
        names = Selection(session, Choice(), NOW).names
        area = next(
            area
            for (profile, area), name in names.areas.items()
            if (profile, name.shared) == (case.profile, before.key)
        )
        shown = {"case": "retest", "area": area, "place": 0, "outcome": "shown", "required": 3}
        session.add(AreaResult(**shown, level=3))
        session.flush()
        after = {gap.key: gap.people for gap in read_picture(session, Choice(), NOW).gaps}
    assert after[before.key] == before.people - 1
    node.database.close()


def test_of_somebody_protected_only_number_and_state_are_shown(session: Session) -> None:
    """R41, R55: no name, role, centre or company, and nobody finds them by name."""
    hidden = [row for row in case_lists.read_rows(session, Choice(), NOW) if row.is_protected]
    assert hidden
    assert {(r.name, r.centre, r.company, r.lead, r.role.sv) for r in hidden} == {
        ("", "", "", None, "")
    }
    person = session.scalar(select(KnownPerson).where(KnownPerson.protected))
    assert person is not None
    assert chosen(session, Choice(text=person.name)) == 0
    papers = registry_lists.read_rows(session, Choice(), NOW)
    told = {(r.name, r.role.sv, r.centre, r.assessor) for r in papers if r.is_protected}
    assert told == {("", "", "", "")}
    course = case_lists.read_course(session, hidden[0].id, NOW)
    assert course is not None
    assert (course.steps, course.areas, course.papers) == ((), (), ())


def test_search_finds_by_name_company_and_number_as_typed(session: Session) -> None:
    (one,) = case_lists.read_list(session, Choice(text="provperson 101"), NOW).rows
    assert one.name is not None
    assert one.name.endswith("Provperson 101")
    of_company = case_lists.read_rows(session, Choice(text="lagadalen ab"), NOW)
    assert {row.company for row in of_company} == {"Lagadalen AB"}
    paper = registry_lists.read_rows(session, Choice(), NOW)[3]
    typed = paper.number.lower().replace(" ", "-")
    found = registry_lists.read_rows(session, Choice(text=typed), NOW)
    assert [row.number for row in found] == [paper.number]
    assert chosen(session, Choice(text="finns inte här")) == 0


def test_the_months_of_the_registry_are_its_rows(session: Session) -> None:
    """X5: issued, replaced and revoked by the month in which it happened."""
    everything = Choice(since=TODAY - timedelta(days=300))
    rows = registry_lists.read_rows(session, everything, NOW)
    months = registry_lists.read_list(session, everything, NOW).months
    assert sum(month.issued for month in months) == len(rows)
    ended = [row.status for row in rows if row.ended]
    assert sum(month.revoked for month in months) == ended.count("revoked")
    assert sum(month.replaced for month in months) == ended.count("replaced")
