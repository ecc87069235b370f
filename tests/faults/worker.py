"""Somebody at the desk in a process of their own, to be killed: tells what was acknowledged."""

import multiprocessing
import os
import random
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event
from uuid import UUID

from app.domain.protocol import Question
from app.usecases.practical import Practical, PracticalSheet, Seen
from app.usecases.sittings import Incident
from app.usecases.theory import Paper, Theory
from tests.desk_work import practice_desk, seen
from tests.factories import FixedClock

STEP_SECONDS = 1
_AHEAD = 12
"""So many acknowledged, none more: a killer that is held up must not cost the hour of a test."""
_CONTEXT = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    _CONTEXT.set_forkserver_preload([__name__, "tests.faults.warm", "tests.faults.sync_workers"])


@dataclass(frozen=True, slots=True)
class Shift:
    """What a worker is to do: `now` the desk's clock at the start, `seed` what is answered."""

    home: Path
    sitting: UUID
    now: datetime
    seed: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the desk said was durable: the place, what was given, and when."""

    place: str
    given: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """The sitting as it was found on opening the desk anew; `seconds` used so far."""

    given: Mapping[str, tuple[str, ...]]
    current: str
    incident: Incident | None
    seconds: int


def killed_at_work(
    work: Callable[[Shift, Connection], None], shift: Shift
) -> tuple[Found, list[Acknowledged]]:
    """Let somebody work and kill -9 them at a random point.

    What they found at the beginning, and everything acknowledged before the end.
    """
    chance = random.Random(shift.seed)
    here, there = _CONTEXT.Pipe(duplex=False)
    worker = _CONTEXT.Process(target=work, args=(shift, there))
    worker.start()
    there.close()
    found: Found = here.recv()
    told = [here.recv() for _ in range(chance.randrange(1, 9))]
    here.poll(chance.uniform(0, 0.004))
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    worker.join()
    return found, told + _rest(here)


def found_theory(theory: Theory, sitting: UUID) -> tuple[Paper, Found]:
    """The test as it stands."""
    paper = theory.paper(sitting)
    given = {item: answer for item, answer in paper.answers.items() if answer}
    used = paper.minutes * 60 - paper.seconds_left
    return paper, Found(given, paper.current, paper.incident, used)


def found_practical(practical: Practical, sitting: UUID) -> tuple[PracticalSheet, Found]:
    """The practical as it stands; what is given is the note of each criterion."""
    sheet = practical.sheet(sitting)
    lines = [line for area in sheet.areas for line in area.criteria]
    given = {line.criterion.id: (line.seen.note,) for line in lines if line.seen.note}
    return sheet, Found(given, sheet.current, sheet.incident, sheet.seconds)


def answer_theory(shift: Shift, told: Connection) -> None:
    """Answer at random, back and forth, every answer acknowledged."""
    chance, clock = random.Random(shift.seed), FixedClock(shift.now)
    theory = practice_desk(shift.home, clock).theory
    paper, found = found_theory(theory, shift.sitting)
    told.send(found)
    if paper.incident:
        theory.confirm_incident(shift.sitting)
    for _ in range(_AHEAD):
        question = chance.choice(paper.questions)
        given = any_answer(chance, question)
        clock.advance(STEP_SECONDS)
        theory.answer(shift.sitting, question.id, given)
        told.send(Acknowledged(question.id, given, clock.now()))
    Event().wait()


def rate_practical(shift: Shift, told: Connection) -> None:
    """Rate criteria at random, every rating acknowledged."""
    chance, clock = random.Random(shift.seed), FixedClock(shift.now)
    practical = practice_desk(shift.home, clock).practical
    sheet, found = found_practical(practical, shift.sitting)
    told.send(found)
    if sheet.incident:
        practical.confirm_incident(shift.sitting)
    criteria = [line for area in sheet.areas for line in area.criteria]
    for _ in range(_AHEAD):
        line = chance.choice(criteria)
        note = f"Sett {chance.randrange(10**6)}"
        observed = seen(line, 3)
        clock.advance(STEP_SECONDS)
        practical.observe(
            shift.sitting, line.criterion.id, Seen(observed.rating, note, observed.measured)
        )
        told.send(Acknowledged(line.criterion.id, (note,), clock.now()))
    Event().wait()


def any_answer(chance: random.Random, question: Question) -> tuple[str, ...]:
    """Something that can be answered, right or wrong."""
    if not question.options:
        return (f"{chance.randrange(1000)},{chance.randrange(10)}",)
    return (chance.choice(question.options).id,)


def _rest(here: Connection) -> list[Acknowledged]:
    rest: list[Acknowledged] = []
    try:
        while True:
            rest.append(here.recv())
    except (EOFError, OSError):
        return rest
