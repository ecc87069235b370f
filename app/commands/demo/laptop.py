"""A worker process of the demo: the laptops of some centres, month by month."""

import random
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from app.commands.demo.centre import Centre
from app.commands.demo.clock import DemoClock
from app.commands.demo.people import CENTRES, people
from app.domain.desks import DeskKind, EnrolmentRequest
from app.seal.vault import Cost
from app.workspace import Desks, Workspace

SECRET = "demo-region 2026"
"""The passphrase of every desk of a demo region; nothing in it is worth stealing."""

_REVIEWERS_TURN = timedelta(days=85)
"""At the third month's end: an accreditation of 119 days is renewed in its last 30."""

_COST = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass(frozen=True, slots=True)
class LaptopPlan:
    """One centre's laptop: where it lies, its people's codes at the node, whom it meets, when."""

    home: Path
    centre: int
    address: str
    codes: tuple[str, str]
    people: int
    start: datetime
    last: date


class _Laptop:
    """Opened by the assessor; the reviewer signs in now and then, to sync."""

    def __init__(self, plan: LaptopPlan) -> None:
        self.clock = DemoClock(plan.start)
        self._reviewed = plan.start - _REVIEWERS_TURN
        self._desks = Desks(plan.home, self.clock, _NoKeyring(), _COST)
        fingerprint = self._desks.probe(plan.address).root_fingerprint
        name, code = CENTRES[plan.centre][1], plan.codes[0]
        self._desks.enrol(EnrolmentRequest(plan.address, code, fingerprint, name, SECRET))
        self.desk = self._unlocked(0)
        self.desk.colleagues.add(SECRET, plan.codes[1], SECRET)
        chance = random.Random(f"centre {plan.centre}")
        first = plan.centre == 0
        self.centre = Centre(self.desk, self.clock, chance, SECRET, has_numbers=first)
        met = people(chance, plan.people, plan.centre)
        self.centre.expect(met, plan.start.date(), plan.last)

    def live_until(self, moment: datetime) -> None:
        """Work a month, at the speed of the machine."""
        self.centre.live_until(moment)
        self.centre.firms.end_month()

    def sync(self) -> None:
        """Meet the node, in time as the reviewer too: each renews their own accreditation."""
        self._run()
        if self.clock.now() - self._reviewed >= _REVIEWERS_TURN:
            self._reviewed = self.clock.now()
            self._change_to(1)
            self._run()
            self._change_to(0)

    def close(self) -> None:
        """Leave the desk locked."""
        self.desk.close()

    def _run(self) -> None:
        self.desk.syncing.run(lambda _: None, lambda: False)

    def _change_to(self, place: int) -> None:
        self.desk.close()
        self.desk = self._unlocked(place)
        self.centre.at(self.desk)

    def _unlocked(self, place: int) -> Workspace:
        who = sorted(self._desks.assessors(DeskKind.REAL), key=lambda card: card.id)[place]
        return self._desks.unlock(DeskKind.REAL, who.id, SECRET)


def work(plans: Sequence[LaptopPlan], line: Connection) -> None:
    """Serve the region: `(word, moment)` comes in, how many have been seen to goes out.

    Who stops the region by its keys stops this too: by its line, not by the keys.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    laptops = [_Laptop(plan) for plan in plans]
    for laptop in laptops:
        laptop.sync()
    line.send(len(laptops))
    while True:
        word, moment = line.recv()
        for laptop in laptops:
            if word == "live":
                laptop.live_until(moment)
            elif word == "sync":
                laptop.sync()
            else:
                laptop.close()
        line.send(len(laptops))
        if word == "end":
            return


class _NoKeyring:
    """Demo desks open with a passphrase on any computer."""

    def is_usable(self) -> bool:
        """Never."""
        return False

    def get(self, name: str) -> bytes | None:
        """Nothing."""
        return None

    def put(self, name: str, secret: bytes) -> None:
        """Nowhere."""
        raise OSError(name)
