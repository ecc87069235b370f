"""What the region's administrator does about erasure: find, order, see who has asked and done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import log
from app.domain.certificate_number import BadCertificateNumber, parse_certificate_number
from app.domain.erasure import EraseGround
from app.domain.errors import UserError
from app.node.blobs import Blobs
from app.node.database import NodeDatabase
from app.node.erasing import replay, subject_of
from app.node.keys import NodeKeys
from app.node.ledger_entries import Erased
from app.node.tables import (
    EnrolledSeal,
    ErasedSubject,
    FeedRow,
    KnownCase,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)
from app.seal.erase_payloads import IMPERSONAL, EraseDone, EraseRequested
from app.seal.erasure import EraseOrder, order_name, sign_order
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.sync.wire import ERASE_ORDER

_MOST = 50


class NobodyFound(UserError):
    """The node knows nobody by what was asked for."""

    def __init__(self, asked: str) -> None:
        super().__init__()
        self.asked = asked


class ErasedAlready(UserError):
    """The person was erased on `day`; nothing is left to do."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who may be erased: `name` "" for a protected person and one never told of."""

    subject: str
    name: str
    birth_date: date | None
    is_protected: bool
    cases: int
    certificates: tuple[str, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """What went when the order was given, and how many seals were told."""

    subject: str
    records: int
    files: int
    told: int


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A person asks to be erased, by way of a test centre, and nobody has decided yet."""

    person: FoundPerson
    ground: EraseGround
    asked: datetime
    centre: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An order and how far it is carried out; `done` of `told` seals have said so."""

    subject: str
    decided: datetime
    told: int
    done: int


class Erasures:
    """Orders, each in the ledger before it counts, signed for the desks."""

    def __init__(
        self, database: NodeDatabase, keys: NodeKeys, blobs: Blobs, now: Callable[[], datetime]
    ) -> None:
        self._database, self._keys, self._blobs, self._now = database, keys, blobs, now

    def find(self, asked: str) -> tuple[FoundPerson, ...]:
        """By pseudonym, certificate number or part of a name. Raises NobodyFound, ErasedAlready."""
        with self._database.reading() as session:
            subjects = tuple(_subjects(session, asked.strip()))
            for subject in subjects:
                erased = session.get(ErasedSubject, subject)
                if erased is not None:
                    raise ErasedAlready(erased.decided.date())
            if not subjects:
                raise NobodyFound(asked)
            return tuple(_person(session, subject) for subject in subjects)

    def order(self, subject: str) -> Ordered:
        """Erase the person here and order it of every desk concerned; for good.

        Raises NobodyFound, ErasedAlready.
        """
        found = self.find(subject)[0]
        decided = self._now()
        decided -= timedelta(microseconds=decided.microsecond)
        pseudonym = subject_of(found.subject)
        if pseudonym is None:
            raise NobodyFound(subject)
        raw = sign_order(self._keys.node, EraseOrder(pseudonym, decided))
        entry = Erased(raw, found.subject, (), decided)
        with self._database.transaction() as session:
            self._database.take_turn(session)
            self._database.write_down(session, entry)
            records = _content(session, found.subject)
            replay(session, entry)
            row = session.get_one(ErasedSubject, found.subject)
            ordered = Ordered(
                found.subject, records, len(row.blobs) // 32, len(_told(session, raw))
            )
        self._blobs.forget_erased()
        log.note("erase.ordered", records=ordered.records, files=ordered.files, told=ordered.told)
        return ordered

    def requests(self) -> tuple[OpenRequest, ...]:
        """Who has asked and is not erased, the oldest first; one line a person."""
        with self._database.reading() as session:
            return tuple(_requests(session))

    def standing(self) -> tuple[Standing, ...]:
        """Every order, the newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(ErasedSubject).order_by(ErasedSubject.decided.desc()))
            return tuple(_standing(session, row) for row in rows)


def _subjects(session: Session, asked: str) -> Iterator[str]:
    pseudonym = subject_of(asked)
    if pseudonym is not None:
        if _records(session, str(pseudonym)):
            yield str(pseudonym)
        return
    try:
        row = session.get(RegisteredCertificate, parse_certificate_number(asked))
    except BadCertificateNumber:
        row = None
    if row is not None:
        yield row.person
        return
    sought = asked.casefold()
    people = session.execute(select(KnownPerson.id, KnownPerson.name).order_by(KnownPerson.name))
    found = [id_ for id_, name in people if sought and sought in name.casefold()]
    yield from found[:_MOST]


def _person(session: Session, subject: str) -> FoundPerson:
    person = session.get(KnownPerson, subject)
    is_protected = person is not None and person.protected
    is_shown = person is not None and not is_protected
    numbers = select(RegisteredCertificate.number).where(RegisteredCertificate.person == subject)
    cases = select(func.count()).select_from(KnownCase).where(KnownCase.person == subject)
    return FoundPerson(
        subject=subject,
        name=person.name if person is not None and is_shown else "",
        birth_date=person.birth_date if person is not None and is_shown else None,
        is_protected=is_protected,
        cases=session.scalar(cases) or 0,
        certificates=tuple(session.scalars(numbers.order_by(RegisteredCertificate.issued))),
        records=_records(session, subject),
    )


def _records(session: Session, subject: str) -> int:
    of_subject = StoredRecord.subject == subject
    return session.scalar(select(func.count()).select_from(StoredRecord).where(of_subject)) or 0


def _content(session: Session, subject: str) -> int:
    """How many records have content that is to go."""
    is_content = (
        (StoredRecord.subject == subject)
        & StoredRecord.payload.is_not(None)
        & StoredRecord.type.not_in(IMPERSONAL)
    )
    return session.scalar(select(func.count()).select_from(StoredRecord).where(is_content)) or 0


def _told(session: Session, raw: bytes) -> frozenset[bytes]:
    told = select(FeedRow.kid).where(FeedRow.type == ERASE_ORDER, FeedRow.content == raw)
    return frozenset(kid for kid in session.scalars(told) if kid is not None)


def _requests(session: Session) -> Iterator[OpenRequest]:
    erased = select(ErasedSubject.subject)
    wanted = (
        select(StoredRecord)
        .where(
            StoredRecord.type == RecordType.ERASE_REQUESTED,
            StoredRecord.payload.is_not(None),
            StoredRecord.subject.not_in(erased),
        )
        .order_by(StoredRecord.received, StoredRecord.seq)
    )
    seen: set[str] = set()
    for row in session.scalars(wanted):
        said = decode_payload(row.type, row.payload or b"")
        if not isinstance(said, EraseRequested) or said.person in seen:
            continue
        seen.add(said.person)
        seal = session.get(EnrolledSeal, row.kid)
        centre = "" if seal is None else seal.centre
        yield OpenRequest(_person(session, said.person), said.ground, row.received, centre)


def _standing(session: Session, row: ErasedSubject) -> Standing:
    """Done is what a seal has signed for this very order."""
    said = select(StoredRecord.kid, StoredRecord.payload).where(
        StoredRecord.type == RecordType.ERASE_DONE,
        StoredRecord.subject == row.subject,
        StoredRecord.payload.is_not(None),
    )
    done = {
        kid
        for kid, payload in session.execute(said)
        if isinstance(told := decode_payload(RecordType.ERASE_DONE, payload or b""), EraseDone)
        and told.order == order_name(row.raw)
    }
    told_to = _told(session, row.raw)
    return Standing(row.subject, row.decided, len(told_to), len(done & told_to))
