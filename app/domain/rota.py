"""A group's rota: whom to expect when, proposed by a plain rule; what collides, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.text import Language


@dataclass(frozen=True, slots=True)
class Slot:
    """When somebody is to come: minutes after midnight, at which machine, with whom."""

    day: date
    begins: int
    minutes: int
    machine: str
    assessor: str

    @property
    def ends(self) -> int:
        """Minutes after midnight."""
        return self.begins + self.minutes

    def meets(self, other: "Slot") -> bool:
        """Whether both are under way at some moment."""
        return self.day == other.day and self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True)
class RotaPaper:
    """A rota to hang on the wall: names with their places in the order of the days."""

    language: Language
    company: str
    order: str
    centre: str
    lines: tuple[tuple[str, Slot], ...]
    practice: bool


@dataclass(frozen=True, slots=True)
class RotaTerms:
    """What a proposal keeps to: days, machines and assessors there are, hours of the day.

    `minutes`: what one person takes; `most`: people a day and assessor at the most, 0 for as many
    as the hours hold. No machine: none has to be free.
    """

    days: tuple[date, ...]
    machines: tuple[str, ...]
    assessors: tuple[str, ...]
    begins: int
    ends: int
    minutes: int
    most: int = 0


class ClashKind(StrEnum):
    """Why two places, or a place and its order, do not go together."""

    ASSESSOR = "assessor"
    MACHINE = "machine"
    PERSON = "person"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Clash:
    """One collision; `with_whom` the other person, None where there is none; `at` their place."""

    kind: ClashKind
    with_whom: UUID | None = None
    at: Slot | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """A place somebody has, in this order or another."""

    person_id: UUID
    slot: Slot


def propose(
    people: Sequence[UUID], terms: RotaTerms, taken: Iterable[Taken]
) -> tuple[dict[UUID, Slot], tuple[UUID, ...]]:
    """A place for each while there is room, and who got none, in the order given.

    Day by day, one after the other from the first hour, the assessors in turn; never where the
    assessor, the machine or the person is taken at the time.
    """
    found: dict[UUID, Slot] = {}
    standing = list(taken)
    waiting = list(people)
    for slot in _places(terms):
        if not waiting:
            break
        if _is_free(slot, standing, terms):
            busy = {one.person_id for one in standing if one.slot.meets(slot)}
            person = next((one for one in waiting if one not in busy), None)
            if person is not None:
                waiting.remove(person)
                found[person] = slot
                standing.append(Taken(person, slot))
    return found, tuple(waiting)


def clashes(
    person_id: UUID, slot: Slot, taken: Iterable[Taken], wanted: tuple[date | None, date | None]
) -> tuple[Clash, ...]:
    """What collides with somebody's place; `wanted`: the order's first and last day."""
    found = [
        clash
        for other in taken
        if other.slot is not slot and other.slot.meets(slot)
        for clash in _between(person_id, slot, other)
    ]
    first, last = wanted
    if (first and slot.day < first) or (last and slot.day > last):
        found.append(Clash(ClashKind.OUTSIDE))
    return tuple(found)


def _between(person_id: UUID, slot: Slot, other: Taken) -> Iterable[Clash]:
    if other.person_id == person_id:
        yield Clash(ClashKind.PERSON, at=other.slot)
        return
    if _is_same(slot.assessor, other.slot.assessor):
        yield Clash(ClashKind.ASSESSOR, other.person_id, other.slot)
    if _is_same(slot.machine, other.slot.machine):
        yield Clash(ClashKind.MACHINE, other.person_id, other.slot)


def _is_same(one: str, other: str) -> bool:
    """Whether two names written by hand are of one machine or one assessor."""
    return bool(one) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _places(terms: RotaTerms) -> Iterable[Slot]:
    rounds = max(0, terms.ends - terms.begins) // max(1, terms.minutes)
    if terms.most:
        rounds = min(rounds, terms.most)
    tracks = len(terms.assessors)
    if terms.machines:
        tracks = min(tracks, len(terms.machines))
    for day in terms.days:
        for turn in range(rounds):
            for track in range(tracks):
                machine = terms.machines[track] if terms.machines else ""
                begins = terms.begins + turn * terms.minutes
                yield Slot(day, begins, terms.minutes, machine, terms.assessors[track])


def _is_free(slot: Slot, standing: Iterable[Taken], terms: RotaTerms) -> bool:
    same = [one.slot for one in standing if one.slot.day == slot.day]
    if terms.most and sum(one.assessor == slot.assessor for one in same) >= terms.most:
        return False
    return not any(
        one.meets(slot)
        and (_is_same(one.assessor, slot.assessor) or _is_same(one.machine, slot.machine))
        for one in same
    )
