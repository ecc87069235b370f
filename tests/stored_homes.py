"""Homes with a practice desk whose first case stands at a step: walked once, then copied."""

import shutil
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

from app.domain.case import Step
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock
from tests.once import once

Scene = Callable[[CaseWalk], object]
"""What several tests begin with, played on the first case: a function of a module, no lambda."""

_STOPS = tuple(step for step in Step if step is not Step.ORAL)
"""Where the walk comes by: nothing is asked by word of mouth in it."""


class StoredHomes:
    """Makes the home of a step from the home of the step before it, when first asked for."""

    def __init__(self, founded: Path, folder: Path) -> None:
        """`folder`: what every worker of the run may look into."""
        self._founded, self._folder = founded, folder

    def at(self, step: Step, scene: Scene | None = None) -> Path:
        """The home with its first case at `step`, walked there by Maria at the clock's noon.

        With a `scene`, that has been played from there.
        """
        if scene is not None:
            name = f"{step}-{scene.__module__}.{scene.__qualname__}"
            return self.made(name, lambda: self.at(step), scene)
        if step is Step.ARRIVAL:
            return self._founded
        before = list(takewhile(lambda one: one is not step, _STOPS))[-1]
        return self.made(step, lambda: self.at(before), lambda walk: walk.to(step))

    def made(self, name: str, before: Callable[[], Path], play: Scene) -> Path:
        """The home of this name: the one before it with the scene played, once for every worker."""

        def make(home: Path) -> None:
            shutil.copytree(before(), home)
            desk = practice_desk(home, FixedClock())
            play(CaseWalk(desk, booked_case(desk)))
            desk.close()

        return once(self._folder / name, make)
