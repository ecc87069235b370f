"""Packages by an owner whom a trial region's authority vouches for, as its desks take them."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from app.node.keys import NodeKeys
from app.paths import protocol_folder
from app.protocols.canonical import check_canonical
from app.protocols.content import PackageContent, canonical_bytes, content_from
from app.protocols.package import LoadedPackage, load_package
from app.protocols.sealed import seal_package, seal_recall
from app.seal.keys import SigningKey
from app.seal.package_seal import OwnerClaims, PackageClaims, sign_owner

Bend = Callable[[PackageContent], PackageContent]
OWNER = "Branschrådet"
_WINDOW = timedelta(days=150)
_KEY = SigningKey.generate()


@lru_cache
def _shipped(code: str) -> LoadedPackage:
    found = (load_package(path.parent) for path in protocol_folder().glob("*/protocol.yaml"))
    return next(each for each in found if each.protocol.code == code)


@lru_cache
def _made(version: str, bend: Bend, code: str) -> LoadedPackage:
    shipped = _shipped(code)
    content = content_from(shipped.canonical)
    bent = bend(replace(content, protocol=replace(content.protocol, version=version)))
    return check_canonical(canonical_bytes(bent), shipped.pictures)


def same(content: PackageContent) -> PackageContent:
    """Nothing but the number differs."""
    return content


def shipped_hash(code: str = "CNC-1") -> str:
    """The version that comes with the program."""
    return _shipped(code).protocol.hash


def hash_of(version: str, bend: Bend = same, code: str = "CNC-1") -> bytes:
    """The hash of the version that `write` writes."""
    return bytes.fromhex(_made(version, bend, code).protocol.hash)


def write(
    keys: NodeKeys,
    folder: Path,
    version: str,
    today: date,
    bend: Bend = same,
    code: str = "CNC-1",
) -> Path:
    """The shipped version under another number and bent a little, signed and written."""
    loaded = _made(version, bend, code)
    file = seal_package(loaded, _KEY, _statement(keys, loaded, today), today)
    path = folder / f"{code}-{version}.intyga-protocol"
    path.write_bytes(file.to_bytes())
    return path


def write_recall(
    keys: NodeKeys, folder: Path, version: str, today: date, bend: Bend = same
) -> Path:
    """The owner's recall of that version."""
    loaded = _made(version, bend, "CNC-1")
    protocol = loaded.protocol
    claims = PackageClaims(
        bytes.fromhex(protocol.hash), protocol.scheme, protocol.code, protocol.version, today
    )
    recall = seal_recall(claims, "Fel facit", _KEY, _statement(keys, loaded, today), today)
    path = folder / f"CNC-1-{version}.intyga-recall"
    path.write_bytes(recall.to_bytes())
    return path


def _statement(keys: NodeKeys, loaded: LoadedPackage, today: date) -> bytes:
    assert keys.authority is not None
    claims = OwnerClaims(
        public=_KEY.public,
        name=OWNER,
        schemes=(loaded.protocol.scheme,),
        codes=(loaded.protocol.code,),
        first_day=today - _WINDOW,
        last_day=today + _WINDOW,
        serial=1,
    )
    return sign_owner(keys.authority, claims)
