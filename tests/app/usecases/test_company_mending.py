"""Companies, plans, hours and conversations held against their records, and made again."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.domain.case import Step
from app.domain.log_check import Finding
from app.open_desk import Workspace
from app.usecases.conversation_mending import NO_REASON
from app.usecases.conversation_views import ConversationSheet
from app.usecases.group_orders import NewOrder
from app.usecases.log_check import RecordsDamaged, mend
from tests.app.usecases.told_company import (
    AREA,
    CODE,
    MAY,
    OWN,
    SPENT,
    TOLD,
    lose,
    rows,
    the_company,
    told,
)
from tests.factories import FixedClock

pytestmark = pytest.mark.begins_at(Step.ARRIVAL, told)

BENT = {
    "UPDATE organisations SET name = 'Bent' WHERE number = '5560160680'": Finding.COMPANY,
    "UPDATE company_levels SET level = 1": Finding.LEVELS,
    "UPDATE group_orders SET state = 'closed', last_day = '2030-01-01'": Finding.ORDER,
    "UPDATE order_people SET basis = 'consent', department = 'Bent'": Finding.ORDER,
    "UPDATE measures SET responsible = 'Bent'": Finding.MEASURE,
    "UPDATE measure_people SET done = '2026-05-01'": Finding.MEASURE,
    "UPDATE conversation_answers SET level = 4": Finding.CONVERSATION,
    "UPDATE participations SET first = '2026-04-01', is_void = 0": Finding.PARTICIPATION,
    "UPDATE attested_hours SET spent = x'5b5d', confirmed = NULL": Finding.HOURS,
}
ALL = set(BENT.values())


def spoil(desk: Workspace, *statements: str) -> None:
    """Past every use case."""
    with desk.desk.database.transaction() as session:
        for one in statements:
            session.execute(text(one))


def found(desk: Workspace) -> set[Finding]:
    """What a check names."""
    return {one.finding for one in desk.log_check.verify().differences}


def kept(desk: Workspace) -> list[object]:
    """Every row that a rebuild may touch, the desk's own facts among them."""
    at = the_company(desk)
    columns = dict.fromkeys(set(TOLD) - {"conversation_answers"}, "*")
    with desk.desk.database.reading() as session:
        all_rows = rows(session, columns)
    return [desk.companies.card(at.id), desk.conversations.sheet(at.talk), all_rows]


def test_what_is_bent_is_named_made_again_and_the_desks_own_facts_stay(desk: Workspace) -> None:
    """I1, R54, R63: only company tables differ, and a rebuild puts just them right."""
    before = kept(desk)
    with desk.desk.database.reading() as session:
        own = rows(session, OWN)
    assert desk.log_check.verify().is_whole
    so_far = set[Finding]()
    for bent, finding in BENT.items():
        spoil(desk, bent)
        so_far.add(finding)
        verdict = desk.log_check.verify()
        assert {one.finding for one in verdict.differences} == so_far
    assert so_far == ALL
    assert all(one.in_words("sv") and one.in_words("en") for one in verdict.differences)
    _, copy = desk.log_check.rebuild()
    assert copy is not None
    assert desk.log_check.verify().is_whole
    assert kept(desk) == before
    with desk.desk.database.reading() as session:
        now = rows(session, OWN)
        answers = now.pop("conversation_answers"), own.pop("conversation_answers")
        assert set(answers[0]) == set(answers[1])
    assert now == own


def test_rows_that_are_lost_come_back_as_they_were_last_told(desk: Workspace) -> None:
    """I1, R54, R63: nobody has to be entered twice; who left or was taken back stays away."""
    at = the_company(desk)
    order, plan = desk.group_orders.order(at.order), desk.company_plans.view(at.id, CODE)
    hours, talk = desk.month_hours.of_part(at.part), desk.conversations.sheet(at.talk)
    lose(desk, *TOLD)
    spoil(desk, "DELETE FROM organisations WHERE number = '5560160680'")
    assert found(desk) == ALL
    mend(desk.desk)
    assert desk.log_check.verify().is_whole
    assert the_company(desk) == at
    again = desk.group_orders.order(at.order)
    (before,), (person,) = order.people, again.people
    assert again.line == order.line
    assert person.person.basis == before.person.basis
    assert (person.person.department, person.person.employee_number) == ("Svarv", "")
    assert desk.company_plans.view(at.id, CODE).lines == plan.lines
    assert desk.matrices.require(at.id, CODE, AREA, 3) == 2
    assert next(one for one in hours if one.month == MAY).hours.spent == SPENT  # type: ignore[union-attr]
    assert desk.month_hours.of_part(at.part) == hours
    sheet = desk.conversations.sheet(at.talk)
    assert _levels(sheet) == _levels(talk)
    assert (sheet.line.standings, sheet.line.led_by) == (talk.line.standings, talk.line.led_by)
    assert {a.skipped for a in sheet.answers.values()} == {"", NO_REASON}
    assert (sheet.roles, sheet.steps, desk.companies.card(at.id).note) == ((), (), "")
    assert desk.conversation_reports.pdf(at.talk, "sv", with_notes=True)


def _levels(sheet: ConversationSheet) -> dict[str, int | None]:
    return {question: answer.level for question, answer in sheet.answers.items()}


def test_rows_no_record_stands_behind_are_named_and_left(desk: Workspace) -> None:
    """R54: a basis that nobody signed is no basis, and what shows that it is there stays."""
    at = the_company(desk)
    spoil(
        desk,
        "INSERT INTO company_levels SELECT company_id, 'SVE-1', area_id, 4 FROM company_levels",
        f"INSERT INTO order_people SELECT order_id, '{at.people[1]}', 9, '', '', 'consent', "
        "'2026-05-01', 'Maria', NULL, 0 FROM order_people",
        "INSERT INTO group_orders SELECT replace(id, '-', ''), company_id, code, name, NULL, NULL, "
        "state, made FROM group_orders",
    )
    assert found(desk) == {Finding.UNSIGNED, Finding.ORDER}
    desk.log_check.rebuild()
    assert found(desk) == {Finding.UNSIGNED}
    (person,) = desk.group_orders.order(at.order).people
    assert person.person.person_id == at.people[0]


def test_the_newest_counts_whatever_clock_and_file_say_of_the_order(
    desk: Workspace, clock: FixedClock
) -> None:
    """I11: a clock a minute back, and records put back the other way round."""
    at = the_company(desk)
    desk.group_orders.change(at.order, NewOrder("Vintern", CODE))
    clock.advance(timedelta(minutes=-1))
    desk.group_orders.change(at.order, NewOrder("Våren", CODE))
    assert desk.log_check.verify().is_whole
    spoil(desk, "UPDATE records SET rowid = -rowid")
    assert desk.log_check.verify().is_whole
    lose(desk, "rota", "order_people", "group_orders")
    mend(desk.desk)
    assert desk.group_orders.order(at.order).line.name == "Våren"


def test_a_rebuild_that_is_cut_off_leaves_every_row_as_it_was(desk: Workspace) -> None:
    """All or nothing; the next goes through, and once more changes nothing."""
    spoil(desk, *BENT)
    spoil(
        desk,
        "CREATE TRIGGER cut BEFORE UPDATE ON attested_hours BEGIN SELECT RAISE(ABORT, 'cut'); END",
    )
    before = kept(desk)
    with pytest.raises(DatabaseError):
        mend(desk.desk)
    assert kept(desk) == before
    spoil(desk, "DROP TRIGGER cut")
    mend(desk.desk)
    after = kept(desk)
    assert desk.log_check.verify().is_whole
    mend(desk.desk)
    assert kept(desk) == after


def test_a_doubled_record_is_damage_and_stops_a_rebuild(desk: Workspace) -> None:
    """I1: a record is one by its hash; a second with the same bytes is none."""
    spoil(
        desk,
        "INSERT INTO records SELECT randomblob(32), kid, epoch, seq + 900, type, subject, case_id, "
        "raw, salt, payload, written FROM records WHERE type = 'order.made' LIMIT 1",
    )
    assert Finding.RECORD in found(desk)
    with pytest.raises(RecordsDamaged):
        desk.log_check.rebuild()
