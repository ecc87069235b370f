"""A signed package opened: who owns it, what they signed, and a content that is sound (R13)."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from app.protocols.canonical import check_canonical
from app.protocols.package import LoadedPackage
from app.protocols.package_file import PackageFile, RecallFile
from app.seal.keys import SigningKey
from app.seal.package_errors import PackageContentChanged, WrongOwnerKey
from app.seal.package_seal import (
    OwnerClaims,
    PackageClaims,
    RecallClaims,
    prove_owner,
    prove_package,
    prove_recall,
    read_owner,
    refuse_future,
    sign_package,
    sign_recall,
)
from app.seal.trust import Trust


@dataclass(frozen=True, slots=True)
class SealedPackage:
    """A package believed: its file, its content, who signed it and when."""

    file: PackageFile
    loaded: LoadedPackage
    claims: PackageClaims
    owner: OwnerClaims


@dataclass(frozen=True, slots=True)
class SealedRecall:
    """A recall believed."""

    file: RecallFile
    claims: RecallClaims
    owner: OwnerClaims


def open_package(file: PackageFile, trust: Trust | None, today: date) -> SealedPackage:
    """The package, once everything about it holds today.

    Without `trust` nobody is asked whether the owner is who they say: for the author's own eyes.
    Raises OwnerUnknown, OwnerOutOfTime, OwnerNotCovering, PackageSignatureWrong,
    PackageContentChanged, PackageFromFuture, NewerPackage, ProtocolDamaged, ProtocolErrors.
    """
    owner = _owner(file.statement, trust, today)
    claims = prove_package(file.signature, owner, sha256(file.canonical).digest())
    refuse_future(claims, today)
    loaded = check_canonical(file.canonical, file.pictures)
    protocol = loaded.protocol
    told = (claims.scheme, claims.code, claims.version)
    if told != (protocol.scheme, protocol.code, protocol.version):
        raise PackageContentChanged
    return SealedPackage(file, loaded, claims, owner)


def open_recall(file: RecallFile, trust: Trust | None, today: date) -> SealedRecall:
    """The recall, once it holds today. Raises as open_package does for owner and signature."""
    owner = _owner(file.statement, trust, today)
    claims = prove_recall(file.signature, owner)
    refuse_future(claims, today)
    return SealedRecall(file, claims, owner)


def read_recall(file: RecallFile) -> RecallClaims:
    """What a recall says that was believed before. Raises PackageSignatureWrong."""
    return prove_recall(file.signature, read_owner(file.statement))


def seal_package(
    loaded: LoadedPackage, key: SigningKey, statement: bytes, today: date
) -> PackageFile:
    """The version signed by its owner, as every desk will take it.

    Raises WrongOwnerKey, OwnerNotCovering, OwnerOutOfTime, PackageSignatureWrong.
    """
    protocol, owner = loaded.protocol, _own(key, statement)
    content = bytes.fromhex(protocol.hash)
    claims = PackageClaims(content, protocol.scheme, protocol.code, protocol.version, today)
    signature = sign_package(key, claims)
    prove_package(signature, owner, content)
    return PackageFile(loaded.canonical, loaded.pictures, signature, statement)


def seal_recall(
    claims: PackageClaims, reason: str, key: SigningKey, statement: bytes, today: date
) -> RecallFile:
    """The recall of a signed version, from today. Raises as seal_package does, and BadSeal."""
    recalled = RecallClaims(
        claims.content, claims.scheme, claims.code, claims.version, today, reason
    )
    signature = sign_recall(key, recalled)
    prove_recall(signature, _own(key, statement))
    return RecallFile(signature, statement)


def _own(key: SigningKey, statement: bytes) -> OwnerClaims:
    owner = read_owner(statement)
    if owner.public != key.public:
        raise WrongOwnerKey(owner.name)
    return owner


def _owner(statement: bytes, trust: Trust | None, today: date) -> OwnerClaims:
    return read_owner(statement) if trust is None else prove_owner(statement, trust, today)
