"""What bringing a version in comes to, whoever brings it: a person with a file, or the region."""

from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.protocols.package_file import PackageFile
from app.protocols.sealed import SealedPackage, SealedRecall, open_package
from app.protocols.succession import refuse_beside
from app.storage import protocols, trust
from app.storage.errors import ProtocolRecalled
from app.storage.protocols import Source, VersionState
from app.storage.tables import ProtocolRow
from app.usecases.desk import Desk
from app.usecases.installing import heed_recall, kept_recall, recall_name


class OlderThanInUse(UserError):
    """New cases already start on a higher version."""

    def __init__(self, code: str, version: str, in_use: str) -> None:
        super().__init__()
        self.code = code
        self.version = version
        self.in_use = in_use


def refuse(desk: Desk, session: Session, protocol: Protocol) -> None:
    """What no version may come in with; R13, and certificates that must stay readable.

    Raises ProtocolRecalled, SameVersionOtherContent, AreasMoved.
    """
    kept = trust.kept(session, recall_name(protocol.hash))
    row = session.get(ProtocolRow, protocol.hash)
    if row is not None and row.state == VersionState.RECALLED:
        raise ProtocolRecalled(row.code, row.version, row.recall_reason)
    if kept is not None:
        raise ProtocolRecalled(protocol.code, protocol.version, kept_recall(kept).reason)
    hashes = [row.hash for row in protocols.versions(session) if row.code == protocol.code]
    refuse_beside(protocol, map(desk.protocol, hashes))


def store(desk: Desk, session: Session, sealed: SealedPackage) -> bool:
    """Keep the version, in use by nobody yet; False when it was here. Raises as `refuse`."""
    file, protocol = sealed.file, sealed.loaded.protocol
    refuse(desk, session, protocol)
    package = protocols.Package(
        hash=protocol.hash,
        code=protocol.code,
        version=protocol.version,
        canonical=file.canonical,
        pictures={sha256(raw).hexdigest(): raw for raw in file.pictures.values()},
        statement=file.statement,
        signature=file.signature,
    )
    return protocols.take_in(session, package, desk.clock.now())


def put_in_use(desk: Desk, session: Session, protocol: Protocol) -> None:
    """Let new cases start on a version that is here; running ones stay on theirs (I2).

    Raises OlderThanInUse and as `refuse`.
    """
    refuse(desk, session, protocol)
    held = in_use(session, protocol.code)
    if held is not None and protocols.order(held.version) > protocols.order(protocol.version):
        raise OlderThanInUse(protocol.code, protocol.version, held.version)
    protocols.publish(session, protocol.hash)


def heed(desk: Desk, session: Session, sealed: SealedRecall) -> None:
    """Let no new case start on the version recalled, also when it comes here later."""
    claims, raw = sealed.claims, sealed.file.to_bytes()
    trust.keep(session, recall_name(claims.content.hex()), raw, desk.clock.now())
    if session.get(ProtocolRow, claims.content.hex()) is not None:
        heed_recall(session, claims)


def prove_again(desk: Desk, protocol_hash: str, today: date) -> None:
    """Ask for the owner's word on an imported version anew. Raises what open_package raises."""
    with desk.database.reading() as session:
        row = protocols.version(session, protocol_hash)
        if row.source != Source.IMPORTED:
            return
        pictures = protocols.pictures(session, desk.protocol(protocol_hash).pictures)
    file = PackageFile(row.canonical, pictures, row.signature or b"", row.owner_statement or b"")
    open_package(file, desk.trust(), today)


def in_use(session: Session, code: str) -> ProtocolRow | None:
    """The version new cases of this code start on."""
    rows = protocols.versions(session)
    published = (row for row in rows if row.state == VersionState.PUBLISHED)
    return next((row for row in published if row.code == code), None)
