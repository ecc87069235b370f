"""Protocol versions as installed: canonical bytes by hash, pictures by content, and their state."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.storage.errors import DamagedRecord, ProtocolRecalled, UnknownProtocol
from app.storage.tables import CaseRow, PictureRow, ProtocolRow


class VersionState(StrEnum):
    """Where an installed version stands; new cases start on the published one of their code."""

    REVIEW = "review"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"


class Source(StrEnum):
    """Where a version came from."""

    SHIPPED = "shipped"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Package:
    """A protocol version to install; `hash` (hex) is the SHA-256 of `canonical`.

    `pictures`: content by SHA-256 (hex). `statement` and `signature` are its owner's, where it
    was imported; the caller has proved them.
    """

    hash: str
    code: str
    version: str
    canonical: bytes
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    statement: bytes | None = None
    signature: bytes | None = None


def install(session: Session, package: Package, now: datetime) -> bool:
    """Store a version that comes with the product; False when it was here already.

    It is published unless a version as high was imported or recalled: an update of the program
    takes nothing back that a scheme owner has decided. Raises DamagedRecord when content and hash
    differ.
    """
    if session.get(ProtocolRow, package.hash) is not None:
        return False
    known = [row for row in _of_code(session, package.code) if row.state != VersionState.REVIEW]
    row = _add(session, package, Source.SHIPPED, now)
    if all(_gives_way(older, row) for older in known):
        _publish(session, row)
    else:
        row.state = VersionState.SUPERSEDED
    return True


def take_in(session: Session, package: Package, now: datetime) -> bool:
    """Store an imported version, to be looked at before it is published; False when it was here.

    Raises DamagedRecord when content and hash differ.
    """
    if session.get(ProtocolRow, package.hash) is not None:
        return False
    _add(session, package, Source.IMPORTED, now)
    return True


def publish(session: Session, protocol_hash: str) -> None:
    """Let new cases start on this version; running ones keep theirs (I2).

    Raises UnknownProtocol, ProtocolRecalled.
    """
    row = version(session, protocol_hash)
    if row.state == VersionState.RECALLED:
        raise ProtocolRecalled(row.code, row.version, row.recall_reason)
    _publish(session, row)


def recall(session: Session, protocol_hash: str, since: datetime, reason: str) -> None:
    """Let no new case start on this version any more. Raises UnknownProtocol."""
    row = version(session, protocol_hash)
    row.state, row.recalled, row.recall_reason = VersionState.RECALLED, since, reason
    session.flush()


def version(session: Session, protocol_hash: str) -> ProtocolRow:
    """The row of a version. Raises UnknownProtocol."""
    row = session.get(ProtocolRow, protocol_hash)
    if row is None:
        raise UnknownProtocol(protocol_hash)
    return row


def versions(session: Session) -> Sequence[ProtocolRow]:
    """Every version installed: by code, the highest first."""
    rows = session.scalars(select(ProtocolRow)).all()
    highest_first = sorted(rows, key=lambda row: order(row.version), reverse=True)
    return sorted(highest_first, key=lambda row: row.code)


def open_cases(session: Session) -> dict[str, int]:
    """How many cases are under way on each version, by its hash; versions without are left out."""
    over = [state for state in CaseState if state.is_over]
    counted = select(CaseRow.protocol_hash, func.count()).where(CaseRow.state.not_in(over))
    return {row[0]: row[1] for row in session.execute(counted.group_by(CaseRow.protocol_hash))}


def canonical(session: Session, protocol_hash: str) -> bytes:
    """The canonical bytes of a version. Raises UnknownProtocol, DamagedRecord."""
    return _check(protocol_hash, version(session, protocol_hash).canonical)


def published(session: Session) -> tuple[str, ...]:
    """The hashes of the versions new cases can start on, by code."""
    found = select(ProtocolRow.hash).where(ProtocolRow.state == VersionState.PUBLISHED)
    return tuple(session.scalars(found.order_by(ProtocolRow.code)))


def newest_published(session: Session, code: str) -> str:
    """The hash of the version a new case of this code starts on.

    Raises UnknownProtocol, ProtocolRecalled where the version in use was recalled.
    """
    rows = _of_code(session, code)
    for row in rows:
        if row.state == VersionState.PUBLISHED:
            return row.hash
    recalled = [row for row in rows if row.state == VersionState.RECALLED]
    if not recalled:
        raise UnknownProtocol(code)
    newest = max(recalled, key=lambda row: order(row.version))
    raise ProtocolRecalled(newest.code, newest.version, newest.recall_reason)


def newest_of_major(session: Session, profile: str) -> str | None:
    """The hash of the highest version of a profile such as `CNC-1/1` that was ever in use."""
    code, _, major = profile.partition("/")
    rows = [
        row
        for row in _of_code(session, code)
        if row.version.startswith(f"{major}.") and row.state != VersionState.REVIEW
    ]
    return max(rows, key=lambda row: order(row.version)).hash if rows else None


def pictures(session: Session, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The pictures behind `wanted` (name → SHA-256 in hex), by name. Raises DamagedRecord."""
    found = {
        row.sha256: row.content
        for row in session.scalars(select(PictureRow).where(PictureRow.sha256.in_(wanted.values())))
    }
    return {name: _check(sha256, found.get(sha256, b"")) for name, sha256 in wanted.items()}


def order(version: str) -> tuple[int, ...]:
    """What versions are ordered by: their numbers."""
    return tuple(int(part) for part in version.split("."))


def _add(session: Session, package: Package, source: Source, now: datetime) -> ProtocolRow:
    _check(package.hash, package.canonical)
    known = set(session.scalars(select(PictureRow.sha256)))
    session.add_all(
        PictureRow(sha256=sha256, content=_check(sha256, content))
        for sha256, content in package.pictures.items()
        if sha256 not in known
    )
    row = ProtocolRow(
        hash=package.hash,
        code=package.code,
        version=package.version,
        state=VersionState.REVIEW,
        canonical=package.canonical,
        installed=now,
        source=source,
        owner_statement=package.statement,
        signature=package.signature,
    )
    session.add(row)
    session.flush()
    return row


def _gives_way(older: ProtocolRow, shipped: ProtocolRow) -> bool:
    """A shipped version may be shipped anew under its number; an imported or recalled may not."""
    is_shipped = older.source == Source.SHIPPED and older.state != VersionState.RECALLED
    theirs, ours = order(older.version), order(shipped.version)
    return theirs < ours or (is_shipped and theirs == ours)


def _publish(session: Session, row: ProtocolRow) -> None:
    for other in _of_code(session, row.code):
        if other.state == VersionState.PUBLISHED:
            other.state = VersionState.SUPERSEDED
    row.state = VersionState.PUBLISHED
    session.flush()


def _of_code(session: Session, code: str) -> Sequence[ProtocolRow]:
    return session.scalars(select(ProtocolRow).where(ProtocolRow.code == code)).all()


def _check(sha256: str, content: bytes) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedRecord(bytes.fromhex(sha256))
    return content
