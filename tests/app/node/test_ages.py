"""Ages in files and statistics: a band from the birth date, nothing of fewer than five (X2, X4)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.domain.employment import Employment
from app.domain.participation import Project, Target
from app.node import export_kinds
from app.node.age_bands import band
from app.node.age_table import ages
from app.node.gender_table import genders
from app.node.genders import KnownGender
from app.node.picture import read_picture
from app.node.picture_choice import Choice, Standing
from app.node.projects import Projects, no_project
from app.node.region_settings import RegionSettings, save_settings
from app.node.small_groups import said
from app.node.tables import KnownCase, KnownPerson, StoredRecord
from app.node.visiting import Role
from tests.app.node.page_visits import Served, words_of
from tests.app.node.test_picture import CENTRE, NOW, chosen, region

WANTED = export_kinds.Wanted(Choice(), "sv", NOW)
YOUNG, FOUR = date(2004, 1, 1), date(1950, 1, 1)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The made region, where everybody is young but four, and two have not told."""
    node = region(tmp_path_factory.mktemp("ages") / "node")
    with node.database.transaction() as session:
        session.execute(delete(StoredRecord))  # no sitting of them can be read
        people = list(session.scalars(select(KnownPerson.id).order_by(KnownPerson.id)))
        session.execute(update(KnownPerson).values(birth_date=YOUNG))
        for place, born in ((slice(4), FOUR), (slice(4, 6), None)):
            those = KnownPerson.id.in_(people[place])
            session.execute(update(KnownPerson).where(those).values(birth_date=born))
        session.execute(
            update(KnownPerson).where(KnownPerson.id.in_(people[:6])).values(protected=False)
        )
        for at, person in enumerate(people[:-3]):
            gender = "man" if at % 2 and at > 6 else "woman"
            session.add(KnownGender(person=person, gender=gender, stated=NOW))
    with node.served() as found:
        yield found
    node.database.close()


@pytest.fixture
def session(served: Served) -> Iterator[Session]:
    """A look at what is there."""
    with served.node.database.reading() as found:
        yield found


@pytest.mark.parametrize(
    ("born", "at", "key"),
    [
        (date(2000, 5, 4), date(2025, 5, 3), "under_25"),
        (date(2000, 5, 4), date(2025, 5, 4), "under_35"),
        (date(1950, 1, 1), date(2025, 1, 1), "over"),
        (None, date(2025, 1, 1), "unknown"),
        (date(2000, 2, 29), None, "unknown"),
    ],
)
def test_a_band_begins_on_the_birthday(born: date | None, at: date | None, key: str) -> None:
    assert band(born, at) == key


def test_the_file_of_cases_says_bands_of_five_or_more(session: Session) -> None:
    """X4: of four nothing is said, nor of anybody protected."""
    table = export_kinds.cases(session, WANTED)
    place = [column.key for column in table.columns].index("age")
    rows = list(table.rows)
    assert {row[place] for row in rows} == {"Under 25", None}
    four = session.scalars(
        select(KnownCase.id)
        .join(KnownPerson, KnownPerson.id == KnownCase.person)
        .where((KnownPerson.birth_date == FOUR) | KnownPerson.protected)
    ).all()
    assert four
    assert all(row[place] is None for row in rows if row[0] in four)


def test_the_statistics_of_ages_leave_small_groups_out(served: Served, session: Session) -> None:
    """X2: a band of four is named without figures, on the page not at all."""
    rows = {row[0]: row[1:] for row in ages(session, WANTED).rows}
    assert rows["55 och över"] == (None, None, None)
    assert rows["Under 25"][0] == chosen(session, Choice()) - 6
    page = served.visitor(Role.COORDINATOR).see("/statistics").text
    text = page.partition('id="ages"')[2].partition("</section>")[0]
    assert "Under 25" in text
    assert "55 och över" not in text


def test_genders_are_told_by_five_or_more_and_ages_only_where_both_are(
    served: Served, session: Session
) -> None:
    """X4, X2: of who is protected or not told of nothing is known; the file has the same rule."""
    columns = [column.key for column in genders(session, WANTED).columns]
    rows = {row[0]: dict(zip(columns, row, strict=True)) for row in genders(session, WANTED).rows}
    protected = select(func.count()).where(
        KnownPerson.protected, KnownCase.person == KnownPerson.id
    )
    women, men = rows["Kvinnor"], rows["Män"]
    assert women["age_under_25"] == women["cases"] - 6
    assert men["age_under_25"] == men["cases"]
    assert (women["age_over"], women["age_unknown"], men["age_over"]) == (None, None, None)
    unknown = chosen(session, Choice()) - women["cases"] - men["cases"]
    assert unknown == session.scalar(protected) + 3
    table = export_kinds.cases(session, WANTED)
    at = [column.key for column in table.columns].index("gender")
    told = Counter(row[at] for row in table.rows)
    assert told == {"Kvinna": women["cases"], "Man": men["cases"], None: unknown}
    text = words_of(served.visitor(Role.COORDINATOR).see("/statistics"))
    assert "Juridiskt kön" in text
    assert "Kvinnor" in text


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, {}),
        ({"a": 9, "b": 0}, {"a": 9, "b": 0}),
        ({"a": 9, "b": 4, "c": 6}, {"a": 9, "b": None, "c": None}),
        ({"a": 9, "b": 4, "c": 1}, {"a": 9, "b": None, "c": None}),
        ({"a": 9, "b": 3}, {"a": None, "b": None}),
    ],
)
def test_what_is_left_out_is_told_by_no_sum(
    counts: dict[str, int], told: dict[str, int | None]
) -> None:
    """X2: fewer than five left out in all take the smallest of the others with them."""
    assert said(counts) == told


def test_lost_times_are_a_figure_of_their_own_that_leads_to_its_list(
    served: Served, session: Session
) -> None:
    """X4: no-shows and cancellations, each as long as its list."""
    lost = dict(read_picture(session, Choice(), NOW).lost)
    assert set(lost) == {Standing.NO_SHOW, Standing.CANCELLED}
    text = served.visitor(Role.COORDINATOR).see("/").text
    for state, count in lost.items():
        assert count == chosen(session, Choice(state=state.value))
        assert f'/cases?state={state}"><b>{count}</b>' in text


def test_a_projects_targets_stand_where_the_region_has_set_none(served: Served) -> None:
    """The newest word of each project that has not ended; a selection still shows none."""
    node = served.node
    targets = (Target(date(2026, 12, 31), 600), Target(date(2027, 12, 31), 1000))
    told = (no_project(), "Rätt kompetens", "2024/1", "Värnamo", date(2025, 1, 1))
    ended = Target(date(2025, 6, 30), 5)
    with node.database.transaction() as session:
        node.database.take_turn(session)
        acts = Projects(node.database, node.keys, lambda: NOW)
        acts.make(session, Project(*told, date(2027, 12, 31), targets, (Employment.EMPLOYED,)))
        acts.make(session, Project(*told, date(2025, 7, 1), (ended,), (Employment.EMPLOYED,)))
        assert [goal.people for goal in read_picture(session, Choice(), NOW).goals][-1] == 10_000
        save_settings(session, RegionSettings())
        goals = read_picture(session, Choice(), NOW).goals
        assert [(goal.people, goal.by) for goal in goals] == [(t.people, t.day) for t in targets]
        assert read_picture(session, Choice(centre=CENTRE), NOW).goals == ()


def test_a_browser_finds_the_icon_it_asks_for(served: Served) -> None:
    answer = served.visitor().see("/favicon.ico")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
