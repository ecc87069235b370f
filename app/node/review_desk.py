"""What waits for a decision at the node: conflicts, contested decisions, what is held, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.domain.conflicts import ConflictKind, Keep, PersonField, choices
from app.domain.errors import UserError
from app.domain.text import Language
from app.node.conflict_settling import settle
from app.node.conflict_tables import ConflictWord
from app.node.conflict_words import ConflictWords
from app.node.shared_places import unsettled
from app.node.tables import (
    EnrolledSeal,
    KnownCase,
    KnownEntry,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)
from app.node.visiting import Visit
from app.seal.conflict_payloads import (
    ConflictSettled,
    ConflictVersion,
    FieldKept,
    Review,
    read_review,
)

LEAST_REASON: Final = 10
_MOST: Final = 100


class NoSuchConflict(UserError):
    """There is no such conflict, or its content was erased."""


class SettledBefore(UserError):
    """Somebody settled it meanwhile; the first answer counts."""


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One open conflict; `sides`: who signed the two versions."""

    id: str
    kind: ConflictKind
    told: datetime
    sides: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the two versions beside each other; `word`: key of what it is."""

    word: str
    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether the versions say different things."""
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class Shown:
    """A conflict as it is settled: both versions, the ways it may end, how it ended."""

    id: str
    kind: ConflictKind
    told: datetime
    facts: tuple[Fact, ...]
    keeps: tuple[Keep, ...]
    fields: tuple[PersonField, ...]
    keep: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """Records that are kept and not shown, for one reason, of one seal."""

    reason: str
    count: int
    since: datetime
    assessor: str
    centre: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that was decided and has no certificate yet; `name` "" for a protected person."""

    name: str
    profile: str
    centre: str
    touched: datetime


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """All that waits, by kind."""

    conflicts: tuple[ConflictLine, ...]
    shared: tuple[RegisteredCertificate, ...]
    disputes: tuple[KnownEntry, ...]
    decided: tuple[Waiting, ...]
    held: tuple[Held, ...]


def read_desk(session: Session) -> ReviewDesk:
    """Everything that waits now, the oldest first."""
    open_entries = select(KnownEntry).where(
        KnownEntry.outcome.is_(None), KnownEntry.filed.is_not(None)
    )
    disputes = session.scalars(
        open_entries.order_by(KnownEntry.deadline, KnownEntry.number).limit(_MOST)
    )
    return ReviewDesk(
        _conflicts(session),
        tuple(unsettled(session)[:_MOST]),
        tuple(disputes),
        _decided(session),
        _held(session),
    )


def read_conflict(session: Session, conflict: bytes, language: Language) -> Shown:
    """One conflict. Raises NoSuchConflict."""
    word = session.get(ConflictWord, conflict)
    if word is None or word.review == b"":
        raise NoSuchConflict
    review = read_review(word.review)
    return Shown(
        word.id.hex(),
        review.kind,
        word.told,
        _facts(review, language),
        choices(review.kind),
        review.fields if review.kind is ConflictKind.PERSON else (),
        word.keep,
        word.by,
        word.reason,
    )


def settle_conflict(visit: Visit, session: Session, said: ConflictSettled) -> Review:
    """The region's answer, in the caller's unit and turn: its effect follows at once (R58).

    Raises NoSuchConflict, SettledBefore, KeepNotPossible, FieldsMissing.
    """
    word = session.get(ConflictWord, said.conflict)
    if word is None or word.review == b"":
        raise NoSuchConflict
    if word.keep:
        raise SettledBefore
    review = settle(word, said)
    word.by, word.settled = visit.visitor.name, visit.now
    session.flush()
    parts = visit.parts
    ConflictWords(parts.database, session, parts.keys, visit.now).tell_settled()
    return review


def answered(conflict: bytes, keep: str, reason: str, fields: dict[str, str]) -> ConflictSettled:
    """What a form says; ValueError for what is no choice."""
    kept = tuple(FieldKept(PersonField(name), Keep(choice)) for name, choice in fields.items())
    return ConflictSettled(conflict, Keep(keep or Keep.BOTH), reason, kept)


def _conflicts(session: Session) -> tuple[ConflictLine, ...]:
    wanted = select(ConflictWord).where(ConflictWord.keep == "", ConflictWord.review != b"")
    rows = session.scalars(wanted.order_by(ConflictWord.told, ConflictWord.id).limit(_MOST))
    return tuple(_line(row) for row in rows)


def _line(row: ConflictWord) -> ConflictLine:
    review = read_review(row.review)
    sides = (f"{one.assessor}, {one.centre}" for one in (review.first, review.second))
    return ConflictLine(row.id.hex(), review.kind, row.told, " · ".join(sides))


def _decided(session: Session) -> tuple[Waiting, ...]:
    found = session.execute(
        select(KnownCase, KnownPerson)
        .join(KnownPerson, KnownPerson.id == KnownCase.person, isouter=True)
        .where(KnownCase.state.in_(("decided", "debriefed")))
        .order_by(KnownCase.touched, KnownCase.id)
        .limit(_MOST)
    )
    return tuple(
        Waiting(
            "" if person is None or person.protected else person.name,
            case.profile,
            case.centre,
            case.touched,
        )
        for case, person in found
    )


def _held(session: Session) -> tuple[Held, ...]:
    row, seal = StoredRecord, EnrolledSeal
    counted = (
        select(row.reason, func.count(), func.min(row.received), seal.assessor, seal.centre)
        .join(seal, seal.kid == row.kid, isouter=True)
        .where(row.result == "stored_held")
        .group_by(row.reason, row.kid, seal.assessor, seal.centre)
        .order_by(func.count().desc(), row.reason)
        .limit(_MOST)
    )
    return tuple(
        Held(reason, count, since, assessor or "–", centre or "–")
        for reason, count, since, assessor, centre in session.execute(counted)
    )


def _facts(review: Review, language: Language) -> tuple[Fact, ...]:
    sides = review.first, review.second
    told = [
        Fact("fact_assessor", "", *(f"{one.assessor} ({one.number})" for one in sides)),
        Fact("fact_centre", "", *(one.centre for one in sides)),
        Fact("fact_at", "", *(f"{one.at:%Y-%m-%d %H:%M}" for one in sides)),
    ]
    told += [Fact(word, "", *map(read, sides)) for word, read in _READ.items()]
    return tuple(one for one in (*told, *_areas(review, language)) if one.first or one.second)


def _areas(review: Review, language: Language) -> list[Fact]:
    """Each area that either version has, its level in words."""
    steps = [
        {a.name.sv: (a.name, a.step) for a in side.areas} for side in (review.first, review.second)
    ]
    names = dict.fromkeys([*steps[0], *steps[1]])
    found = []
    for key in names:
        name = (steps[0].get(key) or steps[1][key])[0]
        levels = [_in(side[key][1], language) if key in side else "–" for side in steps]
        found.append(Fact("", _in(name, language), levels[0], levels[1]))
    return found


def _in(text: object, language: Language) -> str:
    said: str = getattr(text, language)
    return said


def _name(side: ConflictVersion) -> str:
    return "" if side.is_protected else side.name


def _born(side: ConflictVersion) -> str:
    return "" if side.is_protected or side.birth_date is None else side.birth_date.isoformat()


def _employer(side: ConflictVersion) -> str:
    return "" if side.is_protected else side.employer


def _number(side: ConflictVersion) -> str:
    return "" if side.certificate is None else format_certificate_number(side.certificate)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


_READ = {
    "name": _name,
    "fact_birth_date": _born,
    "fact_employer": _employer,
    "number": _number,
    "issued": lambda side: _day(side.issued),
    "valid_to": lambda side: _day(side.valid_to),
}
