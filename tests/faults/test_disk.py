"""No room on the disk while answering: told, nothing acknowledged lost, on with room again."""

import random
import shutil
import sys
from pathlib import Path

import pytest

from app.storage.errors import DiskFailed, DiskFull
from app.usecases.theory import Theory
from app.workspace import Workspace
from tests.desk_work import practice_desk
from tests.factories import FixedClock
from tests.faults.conftest import AtWork
from tests.faults.worker import any_answer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="small file systems on Linux")


def test_a_full_disk_while_answering_costs_only_the_answer_it_refused(
    at_work: AtWork, small_disk: Path
) -> None:
    """R18: DiskFull, every answer before it kept; with room again the same act goes on."""
    home = shutil.copytree(at_work.home, small_disk / "desks")
    clock = FixedClock()
    desk = _resumed(home, at_work, clock)
    ballast = small_disk / "ballast"
    given = _answer_until_full(desk.theory, at_work, ballast)
    question = desk.theory.paper(at_work.theory).questions[0]
    after = any_answer(random.Random(0), question)
    ballast.unlink()
    desk.theory.answer(at_work.theory, question.id, after)
    given[question.id] = after
    assert {k: v for k, v in desk.theory.paper(at_work.theory).answers.items() if v} == given
    desk.close()

    desk = practice_desk(home, clock)
    assert {k: v for k, v in desk.theory.paper(at_work.theory).answers.items() if v} == given
    assert desk.desk.database.is_sound()
    desk.close()


def test_a_full_disk_never_spoils_what_is_read(at_work: AtWork, small_disk: Path) -> None:
    """The paper, the overview and the search go on showing what is there."""
    home = shutil.copytree(at_work.home, small_disk / "desks")
    desk = _resumed(home, at_work, FixedClock())
    _answer_until_full(desk.theory, at_work, small_disk / "ballast")
    assert desk.people.search("").total > 0
    assert desk.certificates.list() == ()
    (small_disk / "ballast").unlink()
    desk.close()


def test_a_file_that_may_not_grow_is_told_as_a_disk_that_fails(at_work: AtWork) -> None:
    """The quota of one file (RLIMIT_FSIZE) instead of the disk's; needs no root."""
    import resource

    desk = _resumed(at_work.home, at_work, FixedClock())
    log = at_work.home / "practice" / "desk.db-wal"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    question = desk.theory.paper(at_work.theory).questions[0]
    before, after = (any_answer(random.Random(n), question) for n in (1, 2))
    desk.theory.answer(at_work.theory, question.id, before)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 20_000, hard))
        with pytest.raises((DiskFull, DiskFailed)):
            _answer_on(desk.theory, at_work, {})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    desk.theory.answer(at_work.theory, question.id, after)
    assert desk.theory.paper(at_work.theory).answers[question.id] == after
    desk.close()


def _resumed(home: Path, at_work: AtWork, clock: FixedClock) -> Workspace:
    desk = practice_desk(home, clock)
    desk.theory.paper(at_work.theory)
    desk.theory.confirm_incident(at_work.theory)
    return desk


def _answer_until_full(
    theory: Theory, at_work: AtWork, ballast: Path
) -> dict[str, tuple[str, ...]]:
    """Fill the disk, then answer until the desk says so; what it acknowledged."""
    given: dict[str, tuple[str, ...]] = {}
    free = shutil.disk_usage(ballast.parent).free
    ballast.write_bytes(b"\0" * (free - 96 * 1024))
    with pytest.raises(DiskFull):
        _answer_on(theory, at_work, given)
    return given


def _answer_on(theory: Theory, at_work: AtWork, given: dict[str, tuple[str, ...]]) -> None:
    """Answer again and again, writing down what was acknowledged."""
    questions, chance = theory.paper(at_work.theory).questions, random.Random(7)
    for n in range(2000):
        question = questions[n % len(questions)]
        answer = any_answer(chance, question)
        theory.answer(at_work.theory, question.id, answer)
        given[question.id] = answer
