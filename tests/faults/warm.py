"""Loaded once by the process that workers are forked from: a day's work done, nothing left cold."""

import tempfile
from pathlib import Path

from app.domain.case import Step
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock


def work() -> None:
    """Open a desk, answer, rate, close and open again: every module, query and mapper is met."""
    with tempfile.TemporaryDirectory() as folder:
        home, clock = Path(folder), FixedClock()
        desk = practice_desk(home, clock)
        CaseWalk(desk, booked_case(desk)).to(Step.DECISION)
        desk.close()
        practice_desk(home, clock).close()


work()
