"""A person's facts from several laptops: put together field by field, or in conflict (R57)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.node.chains import is_before, is_forked
from app.node.conflict_tables import ConflictWord, FoundConflict, PersonVersion
from app.node.conflicts import conflict_id
from app.node.tables import KnownPerson
from app.seal.conflict_payloads import ConflictVersion, FieldKept, read_review
from app.seal.payloads import PersonCorrected, PersonRegistered
from app.seal.records import RecordHeader
from app.storage.fold import fold

Facts = Mapping[PersonField, Any]


def likeness(person: PersonRegistered) -> str:
    """By what two registrations may be of one person: name and birth date, else "" (R50)."""
    return f"{fold(person.name)}|{person.birth_date}" if person.birth_date else ""


def facts_of(person: PersonRegistered | PersonVersion | ConflictVersion) -> Facts:
    """What is said of a person, field by field."""
    return {
        PersonField.NAME: person.name,
        PersonField.BIRTH_DATE: person.birth_date,
        PersonField.EMPLOYER: person.employer or None,
        PersonField.PROTECTED: person.is_protected,
    }


def take_version(
    session: Session, record: bytes, header: RecordHeader, said: PersonCorrected
) -> None:
    """Keep a correction beside the others."""
    if session.get(PersonVersion, (said.person, record)) is None:
        session.add(
            PersonVersion(
                person=said.person,
                record=record,
                kid=header.kid,
                epoch=header.epoch,
                seq=header.seq,
                at=header.time.wall,
                name=said.name,
                birth_date=said.birth_date,
                employer=said.employer,
                is_protected=said.is_protected,
            )
        )


def fact_pairs(session: Session, people: Collection[str]) -> Iterator[FoundConflict]:
    """Put together what was said of these people; what differs in a field is a conflict.

    A conflict that a later correction has ended is no longer found.
    """
    versions: dict[str, list[PersonVersion]] = defaultdict(list)
    order = PersonVersion.at, PersonVersion.record
    wanted = select(PersonVersion).where(PersonVersion.person.in_(people)).order_by(*order)
    for version in session.scalars(wanted):
        versions[version.person].append(version)
    for person, said in versions.items():
        known = session.get(KnownPerson, person)
        if known is not None:
            found = list(_merge(known, list(_newest(session, said)), _settled(session, person)))
            stale = FoundConflict.id.not_in([conflict.id for conflict in found])
            of_person = FoundConflict.kind == ConflictKind.PERSON, FoundConflict.about == person
            session.execute(delete(FoundConflict).where(*of_person, stale))
            yield from found


def _newest(session: Session, said: Sequence[PersonVersion]) -> Iterator[PersonVersion]:
    """What no later correction of the same log follows; a forked log has an end on each branch."""
    for one in said:
        later = [
            other
            for other in said
            if (other.kid, other.epoch) == (one.kid, one.epoch) and other.seq > one.seq
        ]
        forked = bool(later) and is_forked(session, one.kid, one.epoch)
        followed = [
            other for other in later if not forked or is_before(session, one.record, other.record)
        ]
        if not followed:
            yield one


@dataclass(slots=True)
class _Settled:
    """What was decided of a person's facts, and of which corrections."""

    facts: dict[PersonField, Any] = field(default_factory=dict)
    records: set[bytes] = field(default_factory=set)


def _settled(session: Session, person: str) -> _Settled:
    found = _Settled()
    of_facts = select(ConflictWord).where(ConflictWord.fields != "", ConflictWord.review != b"")
    for word in session.scalars(of_facts.order_by(ConflictWord.settled)):
        review = read_review(word.review)
        if review.kind is not ConflictKind.PERSON or review.first.person != person:
            continue
        sides = {Keep.FIRST: review.first, Keep.SECOND: review.second}
        for kept in msgspec.json.decode(word.fields, type=tuple[FieldKept, ...]):
            found.facts[kept.field] = facts_of(sides[kept.keep])[kept.field]
        found.records |= {review.first.record, review.second.record}
    return found


def _merge(
    known: KnownPerson, said: Sequence[PersonVersion], settled: _Settled
) -> Iterator[FoundConflict]:
    """A field that one log changed counts; changed apart, it stays as it was until settled."""
    base = _base(known, said) | settled.facts
    changed: dict[PersonField, dict[Any, PersonVersion]] = defaultdict(dict)
    for version in said:
        for name, value in facts_of(version).items():
            is_settled = version.record in settled.records and name in settled.facts
            if value != base[name] and not is_settled:
                changed[name][value] = version
    merged = base | {n: next(iter(v)) for n, v in changed.items() if len(v) == 1}
    known.name, known.birth_date = merged[PersonField.NAME], merged[PersonField.BIRTH_DATE]
    is_protected = True in changed[PersonField.PROTECTED]
    known.protected = merged[PersonField.PROTECTED] or is_protected
    pairs: dict[tuple[bytes, bytes], list[PersonField]] = defaultdict(list)
    for name, values in changed.items():
        apart = sorted(values.values(), key=lambda version: (version.at, version.record))
        for one, other in combinations(apart, 2):
            pairs[one.record, other.record].append(name)
    for (first, second), fields in pairs.items():
        yield FoundConflict(
            id=conflict_id(ConflictKind.PERSON, first, second),
            kind=ConflictKind.PERSON,
            first=first,
            second=second,
            about=known.id,
            certificates=b"",
            fields="\n".join(fields),
        )


def _base(known: KnownPerson, said: Sequence[PersonVersion]) -> dict[PersonField, Any]:
    """The facts as registered; before that has come, as the earliest correction has them."""
    if known.registered is None:
        return dict(facts_of(said[0]))
    return dict(facts_of(msgspec.json.decode(known.registered, type=PersonRegistered)))
