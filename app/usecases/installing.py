"""Protocols that come with the product, installed once for each version of their files."""

import hashlib
from datetime import datetime
from pathlib import Path

from app import log as log_file
from app.domain.errors import UserError
from app.storage import desk_facts, protocols
from app.storage.database import Database


def install_shipped(database: Database, folder: Path, now: datetime) -> None:
    """Install every package under `folder` whose files changed since they were last looked at.

    A package with faults is left out and noted: it may not keep a desk from opening.
    """
    for package in sorted(path.parent for path in folder.glob("*/protocol.yaml")):
        name, stamp = f"shipped:{package.name}", _stamp(package)
        with database.reading() as session:
            if desk_facts.get(session, name) == stamp:
                continue
        _install(database, package, now)
        with database.transaction() as session:
            desk_facts.put(session, name, stamp)


def _install(database: Database, folder: Path, now: datetime) -> None:
    from app.protocols.package import load_package

    try:
        loaded = load_package(folder)
    except UserError:
        log_file.note("protocol.refused", folder=folder.name)
        return
    package = protocols.Package(
        hash=loaded.protocol.hash,
        code=loaded.protocol.code,
        version=loaded.protocol.version,
        canonical=loaded.canonical,
        pictures={_sha256(content): content for content in loaded.pictures.values()},
    )
    with database.transaction() as session:
        protocols.install(session, package, now)


def _stamp(folder: Path) -> str:
    """A hash over the names and contents of a package's files."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(
            f"{file.relative_to(folder).as_posix()}\0{_sha256(file.read_bytes())}".encode()
        )
    return digest.hexdigest()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
