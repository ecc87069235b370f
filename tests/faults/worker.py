"""Somebody at the desk in a process of their own, to be killed: tells what was acknowledged."""

import multiprocessing
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from app.domain.protocol import Question
from app.usecases.practical import Seen
from tests.desk_work import practice_desk, seen
from tests.factories import FixedClock

STEP_SECONDS = 2
_CONTEXT = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    _CONTEXT.set_forkserver_preload([__name__, "app.certificate.reading"])


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


def killed_at_work(work: Callable[[Shift, Connection], None], shift: Shift) -> list[Acknowledged]:
    """Let somebody work and kill -9 them at a random point; everything acknowledged before."""
    chance = random.Random(shift.seed)
    here, there = _CONTEXT.Pipe(duplex=False)
    worker = _CONTEXT.Process(target=work, args=(shift, there))
    worker.start()
    there.close()
    told = [here.recv() for _ in range(chance.randrange(1, 9))]
    here.poll(chance.uniform(0, 0.004))
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    worker.join()
    return told + _rest(here)


def answer_theory(shift: Shift, told: Connection) -> None:
    """Answer at random, back and forth, every answer acknowledged."""
    chance, clock = random.Random(shift.seed), FixedClock(shift.now)
    theory = practice_desk(shift.home, clock).theory
    paper = theory.paper(shift.sitting)
    if paper.incident:
        theory.confirm_incident(shift.sitting)
    while True:
        question = chance.choice(paper.questions)
        given = any_answer(chance, question)
        clock.advance(STEP_SECONDS)
        theory.answer(shift.sitting, question.id, given)
        told.send(Acknowledged(question.id, given, clock.now()))


def rate_practical(shift: Shift, told: Connection) -> None:
    """Rate criteria at random, every rating acknowledged."""
    chance, clock = random.Random(shift.seed), FixedClock(shift.now)
    practical = practice_desk(shift.home, clock).practical
    sheet = practical.sheet(shift.sitting)
    if sheet.incident:
        practical.confirm_incident(shift.sitting)
    criteria = [line for area in sheet.areas for line in area.criteria]
    while True:
        line = chance.choice(criteria)
        note = f"Sett {chance.randrange(10**6)}"
        observed = seen(line, 3)
        clock.advance(STEP_SECONDS)
        practical.observe(
            shift.sitting, line.criterion.id, Seen(observed.rating, note, observed.measured)
        )
        told.send(Acknowledged(line.criterion.id, (note,), clock.now()))


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
