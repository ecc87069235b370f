"""The same act from two threads, or twice in a row: it happens once, and the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from app.domain.case import Step, WrongState
from app.domain.change import Change, Touched
from app.domain.desks import PRACTICE_PIN
from app.domain.errors import UserError
from app.storage import log
from app.usecases.opening import OpenCaseExists
from app.usecases.people import DuplicatePerson, NewPerson
from app.usecases.sittings import SittingNotRunning
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case


def _both(act: Callable[[], object]) -> list[object]:
    """What each of two threads got, the errors they were told included."""
    together = Barrier(2)

    def once(_n: int) -> object:
        together.wait()
        try:
            return act()
        except UserError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(once, range(2)))


def _records(desk: Workspace) -> int:
    with desk.desk.database.reading() as session:
        return len(log.waiting(session))


def test_a_case_is_opened_once(desk: Workspace) -> None:
    """I5: the second is told where the first is."""
    person = desk.people.register(NewPerson("Anna Lind"))
    found = _both(lambda: desk.cases.open(person, "CNC-1"))
    opened = [one for one in found if not isinstance(one, UserError)]
    (told,) = (one for one in found if isinstance(one, UserError))
    assert isinstance(told, OpenCaseExists)
    assert [told.case_id] == opened


def test_a_number_is_registered_once(desk: Workspace) -> None:
    """R50: two windows, one person."""
    new = NewPerson("Anna Lind", "199007302384")
    found = _both(lambda: desk.people.register(new))
    assert sum(isinstance(one, DuplicatePerson) for one in found) == 1


@pytest.mark.begins_at(Step.THEORY)
def test_a_part_begins_once(desk: Workspace) -> None:
    """R15 I6: both get the same sitting, drawn once."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
    first, second = _both(lambda: desk.theory.start(walk.case_id))
    assert first == second


@pytest.mark.parametrize("step", [Step.THEORY, Step.PRACTICAL])
def test_a_sitting_is_handed_in_once(desk: Workspace, step: Step) -> None:
    """R56: one record, whoever pressed first."""
    walk = CaseWalk(desk, booked_case(desk)).to(step)
    if step is Step.THEORY:
        sitting = desk.theory.start(walk.case_id)
        hand_in = partial(desk.theory.hand_in, sitting)
    else:
        sitting = desk.practical.start(walk.case_id)
        stop = next(c.id for c in walk.protocol.criteria if c.critical == "stop")
        stopped = desk.practical.safety_stop
        hand_in = partial(stopped, sitting, stop, "Stopp.", "Kurs i maskinsäkerhet")
    before = _records(desk)
    found = _both(hand_in)
    assert sum(isinstance(one, SittingNotRunning) for one in found) == 1
    assert _records(desk) == before + 1


@pytest.mark.begins_at(Step.DECISION)
def test_decision_talk_certificate_and_closing_happen_once(desk: Workspace) -> None:
    """I1: two presses, one signature, one certificate, one number."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.DECISION)
    before = _records(desk)
    _told_once(_both(lambda: desk.decisions.sign(walk.case_id, PRACTICE_PIN)))
    _told_once(_both(lambda: desk.feedback.complete(walk.case_id, (), "")))
    first, second = _both(lambda: desk.certificates.issue(walk.case_id))
    assert first == second
    _told_once(_both(lambda: desk.cases.close(walk.case_id)))
    assert _records(desk) == before + 3
    assert len(desk.certificates.list()) == 1


@pytest.mark.begins_at(Step.THEORY)
def test_answers_from_two_threads_are_all_kept(desk: Workspace) -> None:
    """R18: no answer is lost to a busy file, and the heartbeat beats between them."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    questions = desk.theory.paper(sitting).questions
    given = {q.id: walk.right_answer(q.id) for q in questions}

    def answer(item: str) -> None:
        desk.theory.answer(sitting, item, given[item])
        desk.theory.heartbeat(sitting)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(answer, given))
    assert desk.theory.paper(sitting).answers == given


def test_a_change_is_told_when_another_reader_can_see_it(desk: Workspace) -> None:
    """One way for a change: announced after the commit, not before, and not when refused."""
    seen: list[int] = []

    def look(change: Change) -> None:
        if Touched.PEOPLE in change.touched:
            with ThreadPoolExecutor(1) as pool:
                seen.append(pool.submit(lambda: desk.people.search("").total).result())

    total = desk.people.search("").total
    desk.announce_to(look)
    desk.people.register(NewPerson("Anna Lind"))
    with pytest.raises(UserError):
        desk.people.register(NewPerson("Anna\u202eLind"))
    assert seen == [total + 1]


def _told_once(found: list[object]) -> None:
    assert sum(isinstance(one, WrongState) for one in found) == 1, found
