"""One test centre's months at its laptop: people come, most of them through, some again."""

import heapq
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from app.commands.demo.clock import DemoClock
from app.commands.demo.firms import Firms
from app.commands.demo.people import Somebody
from app.commands.demo.walk import Walk
from app.domain.case import Step
from app.domain.disputes import DisputeKind
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.usecases.cases import RoleLine
from app.usecases.disputes import NewEntry
from app.usecases.people import DuplicatePerson, NewPerson
from app.workspace import Workspace

Act = Callable[[], None]
_SECOND_TRY = 0.6
_NOT_YET_ANSWERED = timedelta(days=14)
_QUIET_MONTHS = (7,)
"""In July few are at work."""


class Centre:
    """What happens at one desk, in order of time; `secret` signs."""

    def __init__(
        self,
        desk: Workspace,
        clock: DemoClock,
        chance: random.Random,
        secret: str,
        *,
        has_numbers: bool = False,
    ) -> None:
        self._desk, self._clock, self._chance, self._secret = desk, clock, chance, secret
        self.firms = Firms(lambda: self._desk, clock, chance, has_numbers=has_numbers)
        self._last, self._roles = date.max, dict[str, RoleLine]()
        self._coming: list[tuple[datetime, int, Act]] = []
        self._numbers = count()

    def at(self, desk: Workspace) -> None:
        """Somebody has signed in anew."""
        self._desk = desk
        self._roles.clear()

    def expect(self, people: list[Somebody], first: date, last: date) -> None:
        """Let these people be ordered over the days from `first` to `last`, more and more of them.

        People of one company in a row come the same week.
        """
        self._last = last
        days = [day for day in _working_days(first, last) if day.month not in _QUIET_MONTHS]
        at, company = days[0], ""
        for somebody in people:
            if somebody.company != company:
                company = somebody.company
                at = days[int(len(days) * self._chance.random() ** 0.7)]
            self._plan(at, time(7, self._chance.randrange(60)), self._order, somebody)

    def live_until(self, moment: datetime) -> None:
        """Do everything that comes before `moment`; then it is that time."""
        while self._coming and self._coming[0][0] < moment:
            at, _, act = heapq.heappop(self._coming)
            self._clock.reach(at)
            with self._desk.desk.database.together():
                act()
        self._clock.reach(moment)

    def _plan(self, day: date, at: time, act: Callable[..., None], *facts: object) -> None:
        moment = datetime.combine(day, at, self._clock.now().tzinfo)
        heapq.heappush(self._coming, (moment, next(self._numbers), lambda: act(*facts)))

    def _order(self, somebody: Somebody) -> None:
        new = NewPerson(
            somebody.name,
            somebody.number,
            employer=somebody.company,
            protected=somebody.is_protected,
        )
        try:
            person = self._desk.people.register(new, despite_likeness=True)
        except DuplicatePerson:
            return
        self.firms.order(somebody, person)
        day = self._later(self._chance.choice((2, 4, 6, 9, 14, 21)))
        at = time(self._chance.choice((8, 9, 12, 13)), self._chance.randrange(60))
        booked = datetime.combine(day, at, self._clock.now().tzinfo)
        case = self._desk.cases.open(person, somebody.profile, booked)
        self._plan(day, at, self._come, somebody, case)

    def _come(self, somebody: Somebody, case: UUID) -> None:
        chance = self._chance.random()
        if chance < 0.03:
            self._desk.course.no_show(case, "Uteblev utan att höra av sig.")
        elif chance < 0.06:
            self._desk.course.cancel(case, "Avbokad: sjuk.")
        else:
            self._begin(somebody, case, frozenset(self._weak_areas(somebody, case)))

    def _begin(self, somebody: Somebody, case: UUID, weak: frozenset[str]) -> None:
        walk = self._walk(somebody, case, weak)
        walk.until(Step.PRACTICAL)
        chance = self._chance.random()
        if chance < 0.02:
            self._desk.course.pause(case, "Maskinen behövs i produktionen.")
            self._plan(self._later(self._chance.randint(5, 15)), time(8), self._resume, walk, case)
        elif chance < 0.35:
            self._plan(
                self._later(self._chance.randint(1, 9)), time(12), self._practical, walk, case
            )
        else:
            self._practical(walk, case)

    def _resume(self, walk: Walk, case: UUID) -> None:
        self._desk.course.resume(case)
        self._practical(walk, case)

    def _practical(self, walk: Walk, case: UUID) -> None:
        walk.until(Step.DECISION)
        if self._chance.random() < 0.7:
            self._decide(walk, case)
        else:
            self._plan(self._later(self._chance.randint(1, 4)), time(15), self._decide, walk, case)

    def _decide(self, walk: Walk, case: UUID) -> None:
        walk.until(Step.CERTIFICATE)
        if self._chance.random() < 0.85:
            self._certify(walk, case)
        else:
            self._plan(self._later(self._chance.randint(1, 6)), time(9), self._certify, walk, case)

    def _certify(self, walk: Walk, case: UUID) -> None:
        walk.certify()
        is_late = self._clock.now().date() > self._last - _NOT_YET_ANSWERED
        if is_late and self._chance.random() < 0.15:
            self._contest(case)
        offer = self._desk.retests.of_case(case)
        if offer is not None and self._chance.random() < _SECOND_TRY:
            day = max(self._later(20), self._later(self._chance.randint(25, 70)))
            self._plan(day, time(8, 30), self._try_again, case)

    def _try_again(self, case: UUID) -> None:
        """What was agreed is done, and what was missing is shown at a second try, mostly."""
        today = self._clock.now().date()
        for line in self._desk.follow_ups.of_case(case):
            self._desk.follow_ups.mark_done(case, line.area, today, "Kursen är genomgången.")
        with suppress(UserError):  # its waiting time is not over, or the questions are used up
            again = self._desk.retests.open(case)
            weak = frozenset[str]()
            self._begin(_better(), again, weak)

    def _contest(self, case: UUID) -> None:
        words = "Mätningen gjordes med fel mätdon, säger deltagaren."
        self._desk.disputes.file(NewEntry(DisputeKind.RECONSIDERATION, words, case_id=case))

    def _walk(self, somebody: Somebody, case: UUID, weak: frozenset[str]) -> Walk:
        facts = (case, self._secret, somebody.skill, weak)
        return Walk(lambda: self._desk, self._clock, self._chance, *facts)

    def _weak_areas(self, somebody: Somebody, case: UUID) -> Iterator[str]:
        """Some areas are harder than others: the later half of the protocol's."""
        protocol = self._protocol(case)
        areas = [area.id for area in protocol.areas]
        weights = [1 + 3 * (place % 3 == 2) + place / 4 for place in range(len(areas))]
        for _ in range(somebody.weak):
            yield self._chance.choices(areas, weights)[0]

    def _protocol(self, case: UUID) -> Protocol:
        if not self._roles:
            self._roles.update((role.code, role) for role in self._desk.cases.roles())
        return self._desk.desk.protocol(self._roles[self._desk.cases.view(case).protocol_code].hash)

    def _later(self, days: int) -> date:
        """The working day so many days on."""
        day = self._clock.now().date() + timedelta(days=days)
        while day.weekday() > 4 or day.month in _QUIET_MONTHS:
            day += timedelta(days=1)
        return day


def _better() -> Somebody:
    """Who comes again has learnt it."""
    return Somebody("", "", "", "", 0.95, 0)


def _working_days(first: date, last: date) -> list[date]:
    span = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
    return [day for day in span if day.weekday() < 5]
