"""The node's tables, the same on SQLite and PostgreSQL. Records verbatim, the rest projections."""

from datetime import UTC, date, datetime

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

_Serial = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC; SQLite keeps no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC; a naive one is a bug and raises ValueError."""
        if value is not None and value.tzinfo is None:
            raise ValueError(value)
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class NodeRow(DeclarativeBase):
    """The root of the node's mapped rows."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        bytes: LargeBinary,
        str: Text,
        date: Date,
        datetime: Moment,
    }


class NodeFact(NodeRow):
    """One named fact of the node, such as the version of its tables."""

    __tablename__ = "node_facts"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Invitation(NodeRow):
    """A one-time code an assessor may enrol with; only its hash is kept."""

    __tablename__ = "invitations"
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    assessor: Mapped[str]
    number: Mapped[int]
    centre: Mapped[str]
    profiles: Mapped[str]
    expires: Mapped[datetime]
    used_by: Mapped[bytes | None]


class InvitedRoles(NodeRow):
    """What somebody invited is at the test centre, one role a line, by the hash of their code."""

    __tablename__ = "invited_roles"
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    roles: Mapped[str]


class EnrolledSeal(NodeRow):
    """A seal the node takes records from. `state`: requested, active, withdrawn, compromised."""

    __tablename__ = "seals"
    kid: Mapped[bytes] = mapped_column(primary_key=True)
    public: Mapped[bytes]
    assessor: Mapped[str]
    number: Mapped[int]
    centre: Mapped[str]
    profiles: Mapped[str]
    accreditation: Mapped[bytes | None]
    accreditation_serial: Mapped[int]
    accredited_to: Mapped[date | None]
    state: Mapped[str]
    since: Mapped[date | None]
    enrolled: Mapped[datetime]


class GivenOrder(NodeRow):
    """The authority's newest order on a seal, so that an older one is not obeyed again."""

    __tablename__ = "seal_orders"
    kid: Mapped[bytes] = mapped_column(primary_key=True)
    serial: Mapped[int]
    raw: Mapped[bytes]


class PaperKey(NodeRow):
    """The key a seal signs files with, as the seal states it, and the authority's X.509 (DER)."""

    __tablename__ = "paper_keys"
    kid: Mapped[bytes] = mapped_column(primary_key=True)
    statement: Mapped[bytes]
    certificate: Mapped[bytes | None]
    issuer: Mapped[bytes | None]


class StatusOrder(NodeRow):
    """What the region itself decided of a certificate; the newest counts, beside the records."""

    __tablename__ = "status_orders"
    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
    certificate: Mapped[bytes] = mapped_column(index=True)
    state: Mapped[str]
    reason: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class StatedCentre(NodeRow):
    """What is stated of a test centre now; `profiles` and `sites` one a line."""

    __tablename__ = "centres"
    centre: Mapped[str] = mapped_column(primary_key=True)
    profiles: Mapped[str]
    sites: Mapped[str]
    statement: Mapped[bytes]
    serial: Mapped[int]
    last_day: Mapped[date]


class SessionToken(NodeRow):
    """A bearer token by its hash; expired ones go when the next is given."""

    __tablename__ = "sessions"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    kid: Mapped[bytes]
    expires: Mapped[datetime] = mapped_column(index=True)


class StoredRecord(NodeRow):
    """One signed record, verbatim; identity is the hash, never (kid, seq)."""

    __tablename__ = "records"
    __table_args__ = (
        Index("ix_records_link", "kid", "epoch", "seq"),
        # Read alone by the pages: when each seal last sent, how many records are held.
        Index("ix_records_sent", "kid", "received", "result"),
    )
    hash: Mapped[bytes] = mapped_column(primary_key=True)
    kid: Mapped[bytes]
    epoch: Mapped[bytes]
    seq: Mapped[int] = mapped_column(BigInteger)
    prev: Mapped[bytes | None]
    type: Mapped[str]
    subject: Mapped[str]
    raw: Mapped[bytes]
    salt: Mapped[bytes | None]
    payload: Mapped[bytes | None]
    result: Mapped[str]
    reason: Mapped[str]
    receipt: Mapped[bytes]
    received: Mapped[datetime] = mapped_column(index=True)


class HeldBlob(NodeRow):
    """A file that lies in the folder, whole: its bytes have the hash it is named by."""

    __tablename__ = "held_blobs"
    sha256: Mapped[bytes] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[datetime]


class AwaitedBlob(NodeRow):
    """A file that a record of the seal `kid` names and that has not come; it holds the record."""

    __tablename__ = "awaited_blobs"
    record: Mapped[bytes] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(primary_key=True, index=True)
    kid: Mapped[bytes] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)


class KnownPerson(NodeRow):
    """A person as the laptops have told.

    `likeness`: what two registrations of one person share, "" without a birth date; `registered`:
    the facts as first told, from which corrections are read.
    """

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    birth_date: Mapped[date | None]
    protected: Mapped[bool]
    likeness: Mapped[str] = mapped_column(index=True)
    registered: Mapped[bytes | None]
    employer: Mapped[str | None]


class KnownCase(NodeRow):
    """A case as far as its records tell.

    `decision`: the number of the newest decision told of; `certified`: when the newest certificate
    was issued, by which a later decision is known from an earlier one that came late. Each `_on`:
    the day of a step where it was taken. `pauses`: see app/node/steps.py. `company`: its id, or
    its name where only that was told.
    """

    __tablename__ = "cases"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
    profile: Mapped[str]
    centre: Mapped[str]
    state: Mapped[str]
    outcome: Mapped[str | None]
    decision: Mapped[int]
    certified: Mapped[datetime | None]
    touched: Mapped[datetime] = mapped_column(index=True)
    opened: Mapped[datetime | None]
    opened_on: Mapped[date | None]
    booked_on: Mapped[date | None]
    first_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    debriefed_on: Mapped[date | None]
    certified_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    pauses: Mapped[str | None]
    company: Mapped[str | None]


class KnownEntry(NodeRow):
    """An entry of one of the four registers; `outcome` None while it is open, `filed` once told."""

    __tablename__ = "register"
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    number: Mapped[str]
    case: Mapped[str | None]
    deadline: Mapped[date | None]
    filed: Mapped[datetime | None]
    outcome: Mapped[str | None]


class RegisteredCertificate(NodeRow):
    """A certificate whose record has come and whose signatures hold.

    Two may have the same place in the list: two laptops with one disk's copy signed them.
    `changed`: the day the seals last changed its state; `replaced_by`: the id that follows it.
    """

    __tablename__ = "certificates"
    __table_args__ = (Index("ix_certificates_place", "kid", "status_index"),)
    id: Mapped[bytes] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    record: Mapped[bytes]
    cert_hash: Mapped[bytes]
    kid: Mapped[bytes]
    status_index: Mapped[int]
    person: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    profile: Mapped[str]
    role: Mapped[str]
    role_en: Mapped[str]
    kind: Mapped[str]
    centre: Mapped[str]
    assessor: Mapped[str]
    issued: Mapped[date]
    valid_to: Mapped[date | None]
    state: Mapped[str] = mapped_column(index=True)
    case: Mapped[str | None]
    changed: Mapped[date | None]
    replaced_by: Mapped[bytes | None]


class ListedPlace(NodeRow):
    """Where the list has a certificate that was ordered on or ended, whatever becomes of its row.

    `final`: revoked or replaced, once a list has said so; else "".
    """

    __tablename__ = "listed_places"
    certificate: Mapped[bytes] = mapped_column(primary_key=True)
    kid: Mapped[bytes]
    status_index: Mapped[int]
    final: Mapped[str]


class PublishedStatus(NodeRow):
    """The newest status bundle as signed; `mark` tells whether its content is still true."""

    __tablename__ = "published_status"
    sequence: Mapped[int] = mapped_column(_Serial, primary_key=True)
    mark: Mapped[str]
    issued: Mapped[datetime]
    raw: Mapped[bytes]


class FeedRow(NodeRow):
    """Something told to one seal, or to all."""

    __tablename__ = "feed"
    cursor: Mapped[int] = mapped_column(_Serial, primary_key=True)
    kid: Mapped[bytes | None] = mapped_column(index=True)
    type: Mapped[str]
    content: Mapped[bytes]
    written: Mapped[datetime]


class KnownProtocol(NodeRow):
    """A protocol version by its hash: published, withdrawn, recalled, or met before any was.

    `object`: the file the desks fetch, None for one that was only met.
    """

    __tablename__ = "protocols"
    hash: Mapped[bytes] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[str]
    state: Mapped[str]
    object: Mapped[bytes | None]
    from_day: Mapped[date | None]
    written: Mapped[datetime]


class ObjectPiece(NodeRow):
    """A piece of a file that desks fetch by its hash; `size`: of the whole file. Never changed."""

    __tablename__ = "objects"
    sha256: Mapped[bytes] = mapped_column(primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes]


class ErasedSubject(NodeRow):
    """A person that was erased, by pseudonym alone, and the signed order.

    `shown`: rows that figures still count, of nobody; `blobs`: hashes of the files that went.
    """

    __tablename__ = "erased"
    subject: Mapped[str] = mapped_column(primary_key=True)
    raw: Mapped[bytes]
    decided: Mapped[datetime]
    shown: Mapped[bytes]
    blobs: Mapped[bytes]


class ExportLine(NodeRow):
    """That an export was made: what, how many rows, which hash (I14)."""

    __tablename__ = "exports"
    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
    kind: Mapped[str]
    rows: Mapped[int]
    sha256: Mapped[str]
    written: Mapped[datetime]
