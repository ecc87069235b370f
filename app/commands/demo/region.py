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
from app.commands.demo.root import DemoRoot
from app.domain.employment import Employment
from app.domain.participation import Project
from app.domain.participation import Target as PeopleBy
from app.node.application import WholeNode
from app.node.database import NodeDatabase
from app.node.enrolment import Invited
from app.node.projects import Projects, no_project
from app.node.region_settings import RegionSettings, Target, save_settings
from app.storage.engines import sqlite_url

UNFINISHED = "OFULLSTÄNDIG.txt"
_NOTE = (
    "En demoregion som inte blev klar: {0} av {1} månader är gjorda.\n"
    "Det som finns går att öppna och att ta bort.\n\n"
    "A demo region that was not finished: {0} of {1} months are made.\n"
    "What there is can be opened, and deleted.\n"
)
"""Stands in the folder until the region is whole, however its making ends."""

_FEW = 30
"""Fewer people than these are met sooner by one process than by many that have to start."""

_REGIONS = {
    centre: "Kronoberg" if centre.endswith(("Älmhult", "Lagadalen")) else "Jönköping"
    for centre, *_ in CENTRES
}

Tell = Callable[[int, int], None]


def make(place: Path, count: int, months: int, now: datetime, url: str, tell: Tell) -> None:
    """A region in an empty folder: `node/` and `desks/1` … ; `url`: another database, or "".

    `tell(done, of)` hears of each month. Raises FileExistsError.
    """
    start, centres = _months_back(now, months), min(count, len(CENTRES))
    place.mkdir(parents=True)
    note = place / UNFINISHED
    note.write_text(_NOTE.format(0, months), "utf-8")
    clock = DemoClock(start)
    with _node(place / "node", clock, url) as node:
        plans = [
            LaptopPlan(
                home=place / "desks" / str(number + 1),
                centre=number,
                address=node.address,
                codes=node.codes(number),
                people=(count + number) // centres,
                start=start,
                last=now.date() - timedelta(days=4),
            )
            for number in range(centres)
        ]
        with _workers(plans) as lines:
            for month in range(months):
                clock.reach(_months_back(now, months - month - 1))
                node.renew()
                _all(lines, "live", clock.now())
                for line in lines:  # one after the other: each finds the node's lists as they are
                    _all([line], "sync", clock.now())
                note.write_text(_NOTE.format(month + 1, months), "utf-8")
                tell(month + 1, months)
            _all(lines, "end", clock.now())
    note.unlink()


class _Node:
    """The node's own routes on loopback, at the demo's time."""

    def __init__(self, folder: Path, clock: DemoClock, url: str) -> None:
        self._folder, self._clock = folder, clock
        self._url = url or sqlite_url(folder / "node.db")
        self._root, self._port = DemoRoot(folder, clock.now()), 0
        self._begin()
        self._found()

    def renew(self) -> None:
        """Have the root list the keys anew where that is due, and begin again with them."""
        if self._root.renew(self._clock.now()):
            self.end()
            self._begin()

    def end(self) -> None:
        """Stop serving and let go of the database."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()
        self._database.close()

    def codes(self, number: int) -> tuple[str, str]:
        """For the assessor of the centre and for its reviewer."""
        centre, assessor, own, profiles = CENTRES[number]
        first = Invited(assessor, own, centre, profiles)
        second = Invited(REVIEWERS[number], own + 1, centre, profiles, ("assessor", "reviewer"))
        return self._whole.enrolment.invite(first), self._whole.enrolment.invite(second)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._port}"

    def _found(self) -> None:
        """The region's targets and the project that pays for most of it."""
        first, now = self._clock.now().date(), self._clock.now
        half, all_ = first + timedelta(days=400), first + timedelta(days=900)
        words = "Kompetens i industrin"
        project = Project(
            id=no_project(),
            name=words,
            number="2025/00123",
            owner="Exempelregionen",
            first=first,
            last=all_,
            targets=(PeopleBy(half, 600), PeopleBy(all_, 1000)),
            statuses=tuple(Employment),
        )
        aims = (Target(600, half, words), Target(1000, all_, words))
        with self._database.transaction() as session:
            self._database.take_turn(session)
            Projects(self._database, self._root.keys, now).make(session, project)
            save_settings(session, RegionSettings(targets=aims, regions=_REGIONS))

    def _begin(self) -> None:
        import uvicorn

        self._database = NodeDatabase(self._url)
        self._whole = WholeNode(self._database, self._root.keys, self._folder, self._clock.now)
        app = self._whole.starlette
        config = uvicorn.Config(app, port=self._port, log_level="critical", access_log=False)
        self._server = server = uvicorn.Server(config)
        self._whole.routes.waiting.is_ending = lambda: server.should_exit
        self._thread = threading.Thread(target=server.run, daemon=True)
        self._thread.start()
        while not server.started:
            self._thread.join(0.01)
        self._port = server.servers[0].sockets[0].getsockname()[1]


@contextmanager
def _node(folder: Path, clock: DemoClock, url: str) -> Iterator[_Node]:
    node = _Node(folder, clock, url)
    try:
        yield node
    finally:
        node.end()


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
    except BaseException:
        for process in processes:
            process.terminate()  # whatever it is at is whole in its file, or not there
        raise
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
