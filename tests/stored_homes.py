"""Homes with a practice desk whose first case stands at a step: walked once, then copied."""

import shutil
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

from app.domain.case import Step
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock

Scene = Callable[[CaseWalk], object]
"""What several tests begin with, played on the first case: a function of a module, no lambda."""


class StoredHomes:
    """Makes the home of a step from the home of the step before it, when first asked for."""

    def __init__(self, founded: Path, folder: Path) -> None:
        self._folder = folder
        self._homes = {Step.ARRIVAL: founded}
        self._played: dict[tuple[Step, Scene], Path] = {}

    def at(self, step: Step, scene: Scene | None = None) -> Path:
        """The home with its first case at `step`, walked there by Maria at the clock's noon.

        With a `scene`, that has been played from there.
        """
        if scene is not None:
            if (step, scene) not in self._played:
                self._played[step, scene] = self._made(self.at(step), scene)
            return self._played[step, scene]
        if step not in self._homes:
            before = takewhile(lambda one: one is not step, Step)
            known = [one for one in before if one in self._homes][-1]
            self._homes[step] = self._made(self._homes[known], lambda walk: walk.to(step))
        return self._homes[step]

    def _made(self, before: Path, play: Scene) -> Path:
        number = len(self._homes) + len(self._played)
        home = shutil.copytree(before, self._folder / str(number))
        desk = practice_desk(home, FixedClock())
        play(CaseWalk(desk, booked_case(desk)))
        desk.close()
        return home
