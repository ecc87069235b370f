"""What publishing does to the records: which versions count as known, which records are shown."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.node.protocol_holds import UNKNOWN
from app.node.rebuild import seal_keys, show
from app.node.tables import KnownProtocol, StoredRecord
from app.paths import protocol_folder
from app.protocols.package import load_package
from app.seal import cose
from app.seal.codes import BadSeal
from app.seal.cose import Purpose
from app.seal.records import RecordHeader, RecordType

MET = "met"
"""The state of a version that was in use here before the region began to publish."""


def met_before(session: Session, now: datetime) -> None:
    """Before the first version is published: what comes with the program or is in use is known."""
    if has_published(session):
        return
    come = [(bytes.fromhex(p.hash), p.code, p.version) for p in shipped(protocol_folder())]
    for hash_, code, version in (*set(_in_use(session)), *come):
        session.merge(KnownProtocol(hash=hash_, code=code, version=version, state=MET, written=now))
    session.flush()


def has_published(session: Session) -> bool:
    """Whether the region has said anything of any version."""
    return session.scalar(select(KnownProtocol.hash).limit(1)) is not None


def release(session: Session, protocol: bytes) -> int:
    """Show the records that waited for the version; how many did."""
    row = StoredRecord
    waiting = session.execute(
        select(row.hash, row.raw)
        .where(row.reason == UNKNOWN)
        .order_by(row.received, row.kid, row.epoch, row.seq)
    ).all()
    about = [hash_ for hash_, raw in waiting if _protocol_of(raw) == protocol]
    if about:
        show(session, about, seal_keys(session))
    return len(about)


@lru_cache(maxsize=2)
def shipped(folder: Path) -> tuple[Protocol, ...]:
    """The versions that come with the program; a package with faults is no desk's either.

    Read once: they change with the program, which a change stops.
    """
    found: list[Protocol] = []
    for package in sorted(path.parent for path in folder.glob("*/protocol.yaml")):
        with suppress(UserError):
            found.append(load_package(package).protocol)
    return tuple(found)


def _in_use(session: Session) -> Iterator[tuple[bytes, str, str]]:
    opened = select(StoredRecord.raw).where(StoredRecord.type == RecordType.CASE_OPENED)
    for raw in session.scalars(opened):
        protocol = _protocol_of(raw)
        if protocol is not None:
            yield protocol, "", ""


def _protocol_of(raw: bytes) -> bytes | None:
    """Which version a stored record is about; it was proved when it came."""
    try:
        return RecordHeader.from_bytes(cose.open1(raw, Purpose.RECORD).payload).protocol
    except BadSeal:
        return None
