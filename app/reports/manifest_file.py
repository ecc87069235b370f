"""The manifest as the file beside an export: for people to read, for a program to prove."""

from pathlib import Path

import msgspec

from app.domain.errors import UserError
from app.seal.export_word import Manifest

_LARGEST = 4 * 2**20


class NoManifest(UserError):
    """Beside the file `name` there is no manifest, or what is there cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class ManifestFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file. `signature`: COSE_Sign1 over the manifest; `authority`: who is
    behind the key, an accreditation of a seal or a delegation of a node. None: nobody signed.
    """

    manifest: Manifest
    signature: bytes | None = None
    authority: bytes | None = None


def fill_manifest(content: ManifestFile, path: Path) -> int:
    """Write the manifest file; gives its size."""
    return path.write_bytes(manifest_bytes(content))


def manifest_bytes(content: ManifestFile) -> bytes:
    """What stands in the manifest file."""
    return msgspec.json.format(msgspec.json.encode(content)) + b"\n"


def read_manifest(path: Path) -> ManifestFile:
    """The manifest in the file at `path`. Raises NoManifest."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) <= _LARGEST:
            return msgspec.json.decode(raw, type=ManifestFile)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NoManifest(path.name) from error
    raise NoManifest(path.name)
