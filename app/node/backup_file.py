"""One backup as one file: the database and a manifest that the node has signed."""

import hashlib
import zipfile
from datetime import datetime
from pathlib import Path
from typing import IO, Literal, TypeAlias

import msgspec

from app.node.keys import NodeKeys
from app.node.region_acts import ActRefused
from app.node.upgrade import VERSION
from app.seal.keys import algorithm_of, verify_signature

ENDING = ".intyga-backup"
Engine: TypeAlias = Literal["sqlite", "postgresql"]
_MANIFEST, _PROOF, _DATABASE = "manifest.json", "manifest.sig", "database"
_SIGNED = b"KB1-node-backup\0"
_PIECE = 2**20
_MOST_MANIFEST = 64 * 1024

_DAMAGED = "Refused: {} is damaged or no backup of a node. Nothing has changed."
_OTHER_NODE = "Refused: {} was made by another node or changed since. Nothing has changed."
_NEWER = (
    "Refused: the backup is of version {}, which this program does not know: it knows {} and "
    "earlier. Nothing has changed. Run a newer program."
)


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the backup holds. `heads`: the hash over where its chains end; `node`: who made it."""

    version: str
    engine: Engine
    made: datetime
    node: str
    records: int
    chains: int
    heads: str
    size: int
    sha256: str


def pack(place: Path, database: Path, manifest: Manifest, keys: NodeKeys) -> None:
    """Write the file; it is read through again before it counts. Raises ActRefused, OSError."""
    told = msgspec.json.format(msgspec.json.encode(manifest))
    with place.open("r+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(_MANIFEST, told)
        packed.writestr(_PROOF, keys.node.sign(_SIGNED + told))
        packed.write(database, _DATABASE)
    unpack(place, keys, None)


def unpack(place: Path, keys: NodeKeys, database: Path | None) -> Manifest:
    """Prove the whole file and write its database to `database`, if a place is named.

    Raises ActRefused for one that is damaged, newer than this program or another node's.
    """
    try:
        with zipfile.ZipFile(place) as packed:
            manifest = _proved(packed, place, keys)
            _copy_out(packed, manifest, place, database)
            return manifest
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ActRefused(_DAMAGED.format(place.name)) from error


def digest_of(file: IO[bytes], into: IO[bytes] | None = None) -> tuple[int, str]:
    """Size and SHA-256 of what is read, copied on the way if a second file is given."""
    size, digest = 0, hashlib.sha256()
    while piece := file.read(_PIECE):
        size += len(piece)
        digest.update(piece)
        if into is not None:
            into.write(piece)
    return size, digest.hexdigest()


def _proved(packed: zipfile.ZipFile, place: Path, keys: NodeKeys) -> Manifest:
    if packed.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
        raise ActRefused(_DAMAGED.format(place.name))
    told, proof = packed.read(_MANIFEST), packed.read(_PROOF)
    public = keys.node.public
    if not verify_signature(public, algorithm_of(public) or 0, proof, _SIGNED + told):
        raise ActRefused(_OTHER_NODE.format(place.name))
    try:
        manifest = msgspec.json.decode(told, type=Manifest)
    except msgspec.DecodeError as error:
        raise ActRefused(_DAMAGED.format(place.name)) from error
    if int(manifest.version) > int(VERSION):
        raise ActRefused(_NEWER.format(manifest.version, VERSION))
    return manifest


def _copy_out(
    packed: zipfile.ZipFile, manifest: Manifest, place: Path, database: Path | None
) -> None:
    with packed.open(_DATABASE) as content:
        if database is None:
            found = digest_of(content)
        else:
            with database.open("wb") as out:
                found = digest_of(content, out)
    if found != (manifest.size, manifest.sha256):
        raise ActRefused(_DAMAGED.format(place.name))
