"""What a retest leaves for another one stands as it was signed, and comes back with a rebuild."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.domain.case import Step
from app.domain.log_check import Finding
from app.open_desk import Workspace
from app.storage.tables import LeftAreaRow
from app.usecases.log_check import mend
from tests.app.usecases.test_retest_of_an_area import WAIT, again, left_of
from tests.company_order import weak_walk
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

pytestmark = pytest.mark.begins_at(Step.PRACTICAL, weak_walk)


def left(desk: Workspace) -> list[str]:
    """The areas left aside."""
    with desk.desk.database.reading() as session:
        return list(session.scalars(select(LeftAreaRow.area_id)))


def test_an_area_left_aside_is_as_it_was_signed(walk: CaseWalk, clock: FixedClock) -> None:
    """R35, I1: lost, put there, or another one: named; and made again."""
    desk, (third, fourth) = walk.desk, left_of(walk)
    clock.advance(WAIT + timedelta(days=1))
    again(walk, third)
    for bent in (
        "DELETE FROM left_areas",
        f"UPDATE left_areas SET area_id = '{third}'",
        f"INSERT INTO left_areas SELECT case_id, '{third}' FROM left_areas",
    ):
        with desk.desk.database.transaction() as session:
            session.execute(text(bent))
        assert [one.finding for one in desk.log_check.verify().differences] == [Finding.CASE]
        mend(desk.desk)
        assert left(desk) == [fourth]
    with desk.desk.database.transaction() as session:
        session.execute(text("UPDATE left_areas SET case_id = :id"), {"id": str(walk.case_id)})
    found = {one.finding for one in desk.log_check.verify().differences}
    assert found == {Finding.CASE, Finding.UNSIGNED}
