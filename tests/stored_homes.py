"""Homes with a practice desk whose first case stands at a step: walked once, then copied."""

import shutil
from itertools import takewhile
from pathlib import Path

from app.domain.case import Step
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock


class StoredHomes:
    """Makes the home of a step from the home of the step before it, when first asked for."""

    def __init__(self, founded: Path, folder: Path) -> None:
        self._folder = folder
        self._homes = {Step.ARRIVAL: founded}

    def at(self, step: Step) -> Path:
        """The home with its first case at `step`, walked there by Maria at the clock's noon."""
        if step not in self._homes:
            self._homes[step] = self._walked(step)
        return self._homes[step]

    def _walked(self, step: Step) -> Path:
        before = [one for one in takewhile(lambda one: one is not step, Step) if one in self._homes]
        home = shutil.copytree(self._homes[before[-1]], self._folder / step)
        desk = practice_desk(home, FixedClock())
        CaseWalk(desk, booked_case(desk)).to(step)
        desk.close()
        return home
