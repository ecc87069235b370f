"""Protocols that come with the product, installed once for each version of their files."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app import log as log_file
from app.domain.errors import UserError
from app.storage import desk_facts, protocols, trust
from app.storage.database import Database

if TYPE_CHECKING:
    from app.seal.package_seal import RecallClaims


_SHIPPED = 32
"""More packages than come with the product: each is read once, whatever the order."""


def install_shipped(database: Database, folder: Path, now: datetime) -> None:
    """Install every package under `folder` whose files changed since they were last looked at.

    A package with faults is left out and noted: it may not keep a desk from opening.
    """
    packages = sorted(path.parent for path in folder.glob("*/protocol.yaml"))
    with database.reading() as session:
        looked_at = [desk_facts.get(session, f"shipped:{package.name}") for package in packages]
    for package, earlier in zip(packages, looked_at, strict=True):
        if (stamp := _stamp(package)) == earlier:
            continue
        if (sound := _package(package, stamp)) is not None:
            _install(database, sound, now)
        with database.transaction() as session:
            desk_facts.put(session, f"shipped:{package.name}", stamp)


def recall_name(protocol_hash: str) -> str:
    """What the signed recall of a version is kept under, whether the version is here or not."""
    return f"recall:{protocol_hash}"


def kept_recall(raw: bytes) -> "RecallClaims":
    """What a recall says that was proved when it was kept."""
    from app.protocols.package_file import RecallFile, parse_file
    from app.protocols.sealed import read_recall

    file = parse_file(raw, "")
    assert isinstance(file, RecallFile)
    return read_recall(file)


def heed_recall(session: Session, claims: "RecallClaims") -> None:
    """Let no new case start on the version recalled, which is here. Raises UnknownProtocol."""
    since = datetime.combine(claims.signed, time(), UTC)
    protocols.recall(session, claims.content.hex(), since, claims.reason)


def _install(database: Database, package: protocols.Package, now: datetime) -> None:
    with database.transaction() as session:
        is_new = protocols.install(session, package, now)
        kept = trust.kept(session, recall_name(package.hash))
        if is_new and kept is not None:
            heed_recall(session, kept_recall(kept))


@lru_cache(maxsize=_SHIPPED)
def _package(folder: Path, _stamp: str) -> protocols.Package | None:
    """What is installed of it, read once for every desk; None with faults."""
    from app.protocols.package import load_package

    try:
        loaded = load_package(folder)
    except UserError:
        log_file.note("protocol.refused", folder=folder.name)
        return None
    return protocols.Package(
        hash=loaded.protocol.hash,
        code=loaded.protocol.code,
        version=loaded.protocol.version,
        canonical=loaded.canonical,
        pictures={_sha256(content): content for content in loaded.pictures.values()},
    )


def _stamp(folder: Path) -> str:
    """A hash over the names and contents of a package's files."""
    return _hash_of(folder, tuple(sorted(_files(folder))))


def _files(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    """Every file with its length and when it was changed."""
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                yield from _files(one.path)
            else:
                told = one.stat()
                yield one.path, told.st_size, told.st_mtime_ns


@lru_cache(maxsize=_SHIPPED)
def _hash_of(folder: Path, files: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for file in sorted(Path(file) for file, _, _ in files):
        digest.update(
            f"{file.relative_to(folder).as_posix()}\0{_sha256(file.read_bytes())}".encode()
        )
    return digest.hexdigest()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
