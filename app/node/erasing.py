"""Erasing a person at the node: content goes, the chain and what counts without a name stay."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.course import CaseEnd
from app.node import bookings, conflicts, genders, measure_words, nameless, participations
from app.node.ledger_entries import Erased
from app.node.proving import Proved
from app.node.tables import (
    AwaitedBlob,
    EnrolledSeal,
    ErasedSubject,
    FeedRow,
    HeldBlob,
    KnownCase,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)
from app.seal.codes import BadSeal
from app.seal.course_payloads import CaseMoved
from app.seal.erase_payloads import IMPERSONAL
from app.seal.measure_words import people_of
from app.seal.payload_form import Payload
from app.seal.payloads import decode_payload
from app.seal.receipts import ReceiptResult
from app.seal.records import RecordHeader, RecordType, header_of
from app.sync.wire import ERASE_ORDER

GONE = ReceiptResult.GONE
REASON = "erased"
"""Why a record is held back for good."""

_OPEN = ("opened", "running", "decided", "debriefed")


def replay(session: Session, entry: Erased) -> None:
    """Erase what the ledger says is erased, in the caller's transaction and turn.

    Twice is once: what came back since, as with an older backup, goes again.
    """
    _overwrite(session)
    case_ids = set(session.scalars(select(KnownCase.id).where(KnownCase.person == entry.subject)))
    erased = session.get(ErasedSubject, entry.subject)
    if erased is None:
        _unname(session, entry)
        erased = ErasedSubject(
            subject=entry.subject,
            raw=entry.order,
            decided=entry.at,
            shown=nameless.pack(session, entry.subject, case_ids),
            blobs=b"",
        )
        session.add(erased)
        _tell(session, entry)
    else:
        _unname(session, entry)
    _drop(session, erased)
    conflicts.forget(session, entry.subject)
    bookings.forget(session, entry.subject)


def known(session: Session) -> Iterator[Erased]:
    """Every erasure the database has done, oldest first."""
    for row in session.scalars(select(ErasedSubject).order_by(ErasedSubject.decided)):
        yield Erased(row.raw, row.subject, (), row.decided)


def gone_among(session: Session, records: Sequence[Proved]) -> dict[bytes, str]:
    """Those of the records, by hash, whose content may not be kept, and who of them is erased."""
    if session.scalar(select(ErasedSubject.subject).limit(1)) is None:
        return {}
    told = [record for record in records if record.header.type not in IMPERSONAL]
    cases = {case for one in told if (case := getattr(one.payload, "case", None))}
    owners = _owners(session, cases)
    about = {
        record.hash: {_about(record.header, record.payload, owners), *people_of(record.payload)}
        for record in told
    }
    named = set[str]().union(*about.values())
    wanted = select(ErasedSubject.subject).where(ErasedSubject.subject.in_(named))
    erased = frozenset(session.scalars(wanted))
    return {hash_: min(people & erased) for hash_, people in about.items() if people & erased}


def tell_senders(session: Session, senders: Iterable[tuple[bytes, str]]) -> None:
    """Tell the order to seals that send of an erased subject and have not been told.

    A node set back behind the person's first record did not know whom to tell.
    """
    for kid, subject in sorted(set(senders)):
        erased = session.get_one(ErasedSubject, subject)
        told = select(FeedRow.cursor).where(
            FeedRow.kid == kid, FeedRow.type == ERASE_ORDER, FeedRow.content == erased.raw
        )
        if session.scalar(told.limit(1)) is None:
            order = {"type": ERASE_ORDER, "content": erased.raw, "written": erased.decided}
            session.add(FeedRow(kid=kid, **order))
    session.flush()


def bring_back(session: Session) -> None:
    """Show again what counts without a name, after the shown rows were emptied for a rebuild."""
    for shown in session.scalars(select(ErasedSubject.shown)):
        nameless.unpack(session, shown)


def erased_blobs(session: Session) -> frozenset[bytes]:
    """The files that went with erased people and that nothing else here needs."""
    named = {
        blob for packed in session.scalars(select(ErasedSubject.blobs)) for blob in cut(packed)
    }
    held = set(session.scalars(select(HeldBlob.sha256).where(HeldBlob.sha256.in_(named))))
    return frozenset(named - held)


def cut(packed: bytes) -> Iterator[bytes]:
    """The hashes in a row of them."""
    return (packed[at : at + 32] for at in range(0, len(packed), 32))


def _about(header: RecordHeader, payload: Payload | None, owners: dict[str, str]) -> str:
    """Whose record it is: the case's person as known, else whom it names, else its subject."""
    owner = owners.get(getattr(payload, "case", None) or "")
    return owner or getattr(payload, "person", None) or header.subject or ""


def _owners(session: Session, cases: Collection[str]) -> dict[str, str]:
    found = select(KnownCase.id, KnownCase.person).where(KnownCase.id.in_(cases))
    return {case: person for case, person in session.execute(found)} if cases else {}


def _unname(session: Session, entry: Erased) -> None:
    """The person goes; cases and certificates are nobody's, and an open case is closed."""
    subject = entry.subject
    session.execute(delete(KnownPerson).where(KnownPerson.id == subject))
    participations.unname(session, subject)
    genders.forget(session, subject)
    of_person = RegisteredCertificate.person == subject
    session.execute(update(RegisteredCertificate).where(of_person).values(name=""))
    is_open = (KnownCase.person == subject) & KnownCase.state.in_(_OPEN)
    session.execute(
        update(KnownCase).where(is_open).values(state=CaseEnd.CANCELLED, ended_on=entry.at.date())
    )


def _drop(session: Session, erased: ErasedSubject) -> None:
    """Content and salt of every record about the person, and the files only these name.

    So with the words of measures: they are in no record of the person's own.
    """
    named = {erased.subject, *_earlier(session, erased.subject)}
    here = StoredRecord.subject.in_(named) & (StoredRecord.result != GONE)
    rows = [
        row
        for row in session.scalars(select(StoredRecord).where(here))
        if row.type not in IMPERSONAL and _whose(session, row) == erased.subject
    ]
    rows += measure_words.about(session, erased.subject, erased.raw)
    hashes = [row.hash for row in rows]
    files = {blob for row in rows for blob in _files(row.raw)} | set(cut(erased.blobs))
    files -= _named_elsewhere(session, {row.kid for row in rows}, set(hashes), files)
    for row in rows:
        row.salt = row.payload = None
        is_fork = row.result == ReceiptResult.STORED_FORKED  # what shows that the log is forked
        row.result, row.reason = row.result if is_fork else GONE.value, REASON
    session.execute(delete(AwaitedBlob).where(AwaitedBlob.record.in_(hashes)))
    session.execute(delete(HeldBlob).where(HeldBlob.sha256.in_(files)))
    erased.blobs = b"".join(sorted(files))
    session.flush()


def _earlier(session: Session, subject: str) -> set[str]:
    """Whose cases were before they were moved to the person: what was said then is theirs."""
    found, sought = set[str](), {subject}
    while sought:
        moved = select(StoredRecord.type, StoredRecord.payload).where(
            StoredRecord.type == RecordType.CASE_MOVED,
            StoredRecord.subject.in_(sought),
            StoredRecord.payload.is_not(None),
        )
        told = [decode_payload(type_, raw or b"") for type_, raw in session.execute(moved)]
        sought = {one.old_person for one in told if isinstance(one, CaseMoved)} - found - {subject}
        found |= sought
    return found


def _whose(session: Session, row: StoredRecord) -> str:
    """The person the record's case is of since it was last moved, else its subject."""
    try:
        payload = decode_payload(row.type, row.payload or b"")
    except (BadSeal, KeyError):
        return row.subject
    case = session.get(KnownCase, getattr(payload, "case", None) or "")
    return row.subject if case is None else case.person or row.subject


def _files(raw: bytes) -> Iterable[bytes]:
    return (blob.sha256 for blob in header_of(raw).blobs)


def _named_elsewhere(
    session: Session, kids: set[bytes], hashes: set[bytes], files: set[bytes]
) -> set[bytes]:
    """Those of the files that other records of the same seals name too."""
    if not files:
        return set()
    others = select(StoredRecord.hash, StoredRecord.raw).where(
        StoredRecord.kid.in_(kids), StoredRecord.result != GONE
    )
    found = session.execute(others.execution_options(yield_per=500))
    return {f for hash_, raw in found if hash_ not in hashes for f in files if f in raw}


def _overwrite(session: Session) -> None:
    """Have SQLite write zeroes over what goes; PostgreSQL's next vacuum does it there."""
    if session.connection().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA secure_delete = ON")


def _tell(session: Session, entry: Erased) -> None:
    """Every seal that sent or heard of the person, and its colleagues at the same computer."""
    sent = select(StoredRecord.kid).where(StoredRecord.subject == entry.subject)
    centres = select(EnrolledSeal.centre).where(EnrolledSeal.kid.in_(sent))
    near = select(EnrolledSeal.kid).where(EnrolledSeal.centre.in_(centres))
    heard = conflicts.told_of(session, entry.subject)
    for kid in sorted({*session.scalars(sent), *session.scalars(near), *heard}):
        told = {"kid": kid, "type": ERASE_ORDER, "content": entry.order, "written": entry.at}
        session.add(FeedRow(**told))
    session.flush()


def subject_of(text: str) -> UUID | None:
    """The pseudonym in a text, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
