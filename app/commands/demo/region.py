"""The months of a demo region: laptops work apart, and meet the node at each month's end."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from app.commands.demo.clock import DemoClock
from app.commands.demo.laptop import LaptopPlan, work
from app.commands.demo.people import CENTRES, REVIEWERS
from app.node.application import WholeNode
from app.node.database import NodeDatabase
from app.node.enrolment import Enrolment, Invited
from app.node.keys import load_or_create

NAME, HOST = "Regional nod Jönköping och Kronoberg", "intyga.example"
_FEW = 30
"""Fewer people than these are met sooner by one process than by many that have to start."""

_LISTED = timedelta(days=2 * 365)
"""A demo's authority is listed for so long: nobody comes to renew it."""

Tell = Callable[[int, int], None]


def make(place: Path, count: int, months: int, now: datetime, url: str, tell: Tell) -> None:
    """A region in an empty folder: `node/` and `desks/1` … ; `url`: another database, or "".

    `tell(done, of)` hears of each month. Raises FileExistsError.
    """
    start, centres = _months_back(now, months), min(count, len(CENTRES))
    place.mkdir(parents=True)
    clock = DemoClock(start)
    with _node(place / "node", clock, url) as node:
        plans = [
            LaptopPlan(
                home=place / "desks" / str(number + 1),
                centre=number,
                address=node.address,
                codes=_codes(node.whole.enrolment, number),
                people=(count + number) // centres,
                start=start,
                last=now.date() - timedelta(days=4),
            )
            for number in range(centres)
        ]
        with _workers(plans) as lines:
            for month in range(months):
                clock.reach(_months_back(now, months - month - 1))
                _all(lines, "live", clock.now())
                for line in lines:  # one after the other: each finds the node's lists as they are
                    _all([line], "sync", clock.now())
                tell(month + 1, months)
            _all(lines, "end", clock.now())


def _codes(enrolment: Enrolment, number: int) -> tuple[str, str]:
    """For the assessor of the centre and for its reviewer."""
    centre, assessor, own, profiles = CENTRES[number]
    first = Invited(assessor, own, centre, profiles)
    second = Invited(REVIEWERS[number], own + 1, centre, profiles, ("assessor", "reviewer"))
    return enrolment.invite(first), enrolment.invite(second)


class _Node:
    """The node's own routes on loopback, at the demo's time."""

    def __init__(self, folder: Path, clock: DemoClock, url: str) -> None:
        import uvicorn

        keys = load_or_create(folder, NAME, HOST, clock.now(), _LISTED)
        self.database = NodeDatabase(url or f"sqlite:///{folder / 'node.db'}")
        self.whole = WholeNode(self.database, keys, folder, clock.now)
        config = uvicorn.Config(
            self.whole.starlette, port=0, log_level="critical", access_log=False
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    @property
    def address(self) -> str:
        """Where it answers."""
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"


@contextmanager
def _node(folder: Path, clock: DemoClock, url: str) -> Iterator[_Node]:
    node = _Node(folder, clock, url)
    node.whole.routes.waiting.is_ending = lambda: node.server.should_exit
    node.thread.start()
    while not node.server.started:
        node.thread.join(0.01)
    try:
        yield node
    finally:
        node.server.should_exit = node.server.force_exit = True
        node.thread.join()
        node.database.close()


@contextmanager
def _workers(plans: list[LaptopPlan]) -> Iterator[list[Connection]]:
    """A process for each core, the centres dealt out among them; ended whatever happens."""
    context = multiprocessing.get_context("spawn")
    few = sum(plan.people for plan in plans) < _FEW
    shares = 1 if few else min(os.cpu_count() or 1, len(plans))
    lines, processes = [], []
    for share in range(shares):
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(plans[share::shares], theirs), daemon=True)
        process.start()
        theirs.close()
        lines.append(ours)
        processes.append(process)
    try:
        for line in lines:
            line.recv()
        yield lines
    finally:
        for line, process in zip(lines, processes, strict=True):
            line.close()
            process.join(10)
            process.terminate()


def _all(lines: list[Connection], word: str, moment: datetime) -> None:
    for line in lines:
        line.send((word, moment))
    for line in lines:
        line.recv()


def _months_back(now: datetime, months: int) -> datetime:
    """The same hour so many times thirty and a half days before."""
    return now - timedelta(days=30.5) * months
