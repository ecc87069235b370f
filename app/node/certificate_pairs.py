"""Certificates for one person and profile that two laptops issued without knowing each other."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.conflicts import ConflictKind
from app.node.chains import is_forked
from app.node.conflict_tables import FoundConflict
from app.node.conflicts import conflict_id
from app.node.tables import KnownCase, KnownPerson, RegisteredCertificate, StoredRecord
from app.seal.codes import BadSeal
from app.seal.cose import Purpose, open1
from app.seal.payloads import CertificateIssued, decode_payload
from app.seal.records import RecordHeader, RecordType


@dataclass(frozen=True, slots=True)
class _Issued:
    """A certificate as its record tells it; `opened`: when its case began."""

    certificate: bytes
    record: bytes
    person: str
    line: tuple[bytes, bytes]
    case: str
    opened: datetime
    signed: datetime
    replaces: bytes | None

    def knows(self, other: "_Issued") -> bool:
        """Whether it was made in place of the other, or its case began when that was there."""
        if self.replaces == other.certificate:
            return True
        return self.case != other.case and self.opened > other.signed


def certificate_pairs(session: Session, people: Collection[str]) -> Iterator[FoundConflict]:
    """The conflicts that these people have a part in, or those who may be the same person."""
    alike = _alike(session, people)
    row = RegisteredCertificate
    groups: dict[tuple[str, str], list[RegisteredCertificate]] = defaultdict(list)
    for one in session.scalars(select(row).where(row.person.in_(alike)).order_by(row.id)):
        groups[alike[one.person], one.profile].append(one)
    for group in groups.values():
        if len(group) > 1:
            yield from _contradicting(session, group)


def _alike(session: Session, people: Collection[str]) -> dict[str, str]:
    """Each id, and of everybody with the same name and birth date, to what they share."""
    known = select(KnownPerson.id, KnownPerson.likeness)
    shared = {id_: id_ for id_ in people}
    own = session.execute(known.where(KnownPerson.id.in_(people), KnownPerson.likeness != ""))
    shared |= {id_: likeness for id_, likeness in own}
    likenesses = set(shared.values()) - set(people)
    if likenesses:
        others = session.execute(known.where(KnownPerson.likeness.in_(likenesses)))
        shared |= {id_: likeness for id_, likeness in others}
    return shared


def _contradicting(
    session: Session, group: Sequence[RegisteredCertificate]
) -> Iterator[FoundConflict]:
    issued = [told for row in group if (told := _told(session, row)) is not None]
    for one, other in combinations(issued, 2):
        if one.knows(other) or other.knows(one) or _same_log(session, one, other):
            continue
        first, second = sorted((one, other), key=lambda told: (told.signed, told.certificate))
        yield FoundConflict(
            id=conflict_id(ConflictKind.CERTIFICATES, first.certificate, second.certificate),
            kind=ConflictKind.CERTIFICATES,
            first=first.record,
            second=second.record,
            about="\n".join(dict.fromkeys((first.person, second.person))),
            certificates=first.certificate + second.certificate,
            fields="",
        )


def _same_log(session: Session, one: _Issued, other: _Issued) -> bool:
    """Whether one laptop issued both; in a log that forked two may have."""
    return one.line == other.line and not is_forked(session, *one.line)


def _told(session: Session, row: RegisteredCertificate) -> _Issued | None:
    """None for one whose record can no longer be read: an erasure took its content."""
    record = session.get(StoredRecord, row.record)
    if record is None or record.payload is None:
        return None
    try:
        header = RecordHeader.from_bytes(open1(record.raw, Purpose.RECORD).payload)
        payload = decode_payload(RecordType.CERTIFICATE_ISSUED, record.payload)
    except BadSeal:
        return None
    assert isinstance(payload, CertificateIssued)
    case, signed = session.get(KnownCase, payload.case), header.time.wall
    opened = case.opened if case is not None and case.opened is not None else signed
    replaces = payload.facts.replaces
    line = (row.kid, header.epoch)
    return _Issued(row.id, row.record, row.person, line, payload.case, opened, signed, replaces)
