"""Protocol versions as installed: canonical bytes by hash, pictures by content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.errors import DamagedRecord, UnknownProtocol
from app.storage.tables import PictureRow, ProtocolRow

PUBLISHED, SUPERSEDED = "published", "superseded"


@dataclass(frozen=True, slots=True)
class Package:
    """A protocol version to install; `hash` (hex) is the SHA-256 of `canonical`.

    `pictures`: content by SHA-256 (hex).
    """

    hash: str
    code: str
    version: str
    canonical: bytes
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def install(session: Session, package: Package, now: datetime) -> bool:
    """Store a version and let it supersede older ones of its code; False when it was here.

    Raises DamagedRecord when content and hash differ.
    """
    if session.get(ProtocolRow, package.hash) is not None:
        return False
    _check(package.hash, package.canonical)
    for sha256, content in package.pictures.items():
        _check(sha256, content)
        if session.get(PictureRow, sha256) is None:
            session.add(PictureRow(sha256=sha256, content=content))
    session.add(
        ProtocolRow(
            hash=package.hash,
            code=package.code,
            version=package.version,
            state=PUBLISHED,
            canonical=package.canonical,
            installed=now,
        )
    )
    session.flush()
    _supersede(session, package.code)
    return True


def canonical(session: Session, protocol_hash: str) -> bytes:
    """The canonical bytes of a version. Raises UnknownProtocol, DamagedRecord."""
    row = session.get(ProtocolRow, protocol_hash)
    if row is None:
        raise UnknownProtocol(protocol_hash)
    return _check(protocol_hash, row.canonical)


def published(session: Session) -> tuple[str, ...]:
    """The hashes of the versions new cases can start on, by code."""
    found = select(ProtocolRow.hash).where(ProtocolRow.state == PUBLISHED)
    return tuple(session.scalars(found.order_by(ProtocolRow.code)))


def newest_published(session: Session, code: str) -> str:
    """The hash of the version a new case of this code starts on. Raises UnknownProtocol."""
    found = session.scalar(
        select(ProtocolRow.hash).where(ProtocolRow.code == code, ProtocolRow.state == PUBLISHED)
    )
    if found is None:
        raise UnknownProtocol(code)
    return found


def newest_of_major(session: Session, profile: str) -> str | None:
    """The hash of the highest installed version of a profile such as `CNC-1/1`."""
    code, _, major = profile.partition("/")
    rows = session.scalars(
        select(ProtocolRow).where(
            ProtocolRow.code == code, ProtocolRow.version.startswith(f"{major}.", autoescape=True)
        )
    ).all()
    return max(rows, key=lambda row: _order(row.version)).hash if rows else None


def pictures(session: Session, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The pictures behind `wanted` (name → SHA-256 in hex), by name. Raises DamagedRecord."""
    found = {
        row.sha256: row.content
        for row in session.scalars(select(PictureRow).where(PictureRow.sha256.in_(wanted.values())))
    }
    return {name: _check(sha256, found.get(sha256, b"")) for name, sha256 in wanted.items()}


def _supersede(session: Session, code: str) -> None:
    """Only the highest version stays published; cases keep the one they started on (I2)."""
    rows = session.scalars(
        select(ProtocolRow).where(
            ProtocolRow.code == code, ProtocolRow.state.in_((PUBLISHED, SUPERSEDED))
        )
    ).all()
    newest = max(rows, key=lambda row: _order(row.version))
    for row in rows:
        row.state = PUBLISHED if row is newest else SUPERSEDED


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _check(sha256: str, content: bytes) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedRecord(bytes.fromhex(sha256))
    return content
