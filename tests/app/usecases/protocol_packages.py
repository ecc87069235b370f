"""Packages signed by the practice owner, for a desk to import."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from app.protocols.canonical import check_canonical
from app.protocols.content import PackageContent, canonical_bytes, content_from
from app.protocols.package_file import PackageFile
from app.protocols.sealed import open_package, seal_package, seal_recall
from app.storage import protocols
from app.usecases.practice_owner import PracticeOwner
from app.workspace import Workspace

Bend = Callable[[PackageContent], PackageContent]


def version_of(desk: Workspace, code: str = "CNC-1") -> str:
    """The hash of the version in use."""
    profile = next(each for each in desk.library.profiles() if each.code == code)
    assert profile.current is not None
    return profile.current.hash


def write_package(
    desk: Workspace, folder: Path, version: str, bend: Bend = lambda content: content
) -> Path:
    """The version in use under another number and bent a little, signed and written."""
    found, now = desk.desk, desk.desk.clock.now()
    with found.database.reading() as session:
        content = content_from(protocols.canonical(session, version_of(desk)))
        pictures = protocols.pictures(session, content.pictures)
        bent = bend(replace(content, protocol=replace(content.protocol, version=version)))
        loaded = check_canonical(canonical_bytes(bent), pictures)
        owner = PracticeOwner.of(session, loaded.protocol.scheme, loaded.protocol.code, now)
    file = seal_package(loaded, owner.key, owner.statement, now.date())
    path = folder / f"{loaded.protocol.code}-{version}.intyga-protocol"
    path.write_bytes(file.to_bytes())
    return path


def write_recall(desk: Workspace, folder: Path, package: Path, reason: str) -> Path:
    """The recall of a package, signed by its owner."""
    from app.protocols.package_file import read_file

    file, now = read_file(package), desk.desk.clock.now()
    assert isinstance(file, PackageFile)
    claims = open_package(file, None, now.date()).claims
    with desk.desk.database.reading() as session:
        owner = PracticeOwner.of(session, claims.scheme, claims.code, now)
    recall = seal_recall(claims, reason, owner.key, owner.statement, now.date())
    path = folder / f"{claims.code}-{claims.version}.intyga-recall"
    path.write_bytes(recall.to_bytes())
    return path


def more_time(content: PackageContent) -> PackageContent:
    """A quarter of an hour more for theory."""
    minutes = content.protocol.rules.theory_minutes + 15
    rules = replace(content.protocol.rules, theory_minutes=minutes)
    return replace(content, protocol=replace(content.protocol, rules=rules))


def areas_turned(content: PackageContent) -> PackageContent:
    """The same areas in another order."""
    return replace(
        content,
        protocol=replace(content.protocol, areas=content.protocol.areas[::-1]),
        items=content.items[::-1],
    )
