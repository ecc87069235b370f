"""Files that carry a signed protocol version or its recall: deterministic CBOR, no archive."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import UserError
from app.protocols.faults import NewerPackage
from app.protocols.package_shape import shape_of
from app.protocols.svg import LARGEST_PICTURE
from app.seal import cbor
from app.seal.codes import BadSeal

PACKAGE_SUFFIX, RECALL_SUFFIX = ".intyga-protocol", ".intyga-recall"
LARGEST_FILE = 32 * 1024 * 1024
_PACKAGE, _RECALL = "intyga-protocol", "intyga-recall"
_FORMAT = 1
_LARGEST_STATEMENT = 8 * 1024
_LARGEST_CONTENT = 16 * 1024 * 1024
_MOST_PICTURES = 1000


class NotAPackage(UserError):
    """The file is neither a protocol package nor a recall; `name` is the file's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PackageTooLarge(UserError):
    """The file is over the limit; `limit_mb` in megabytes."""

    def __init__(self, limit_mb: int) -> None:
        super().__init__()
        self.limit_mb = limit_mb


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A version as it is sent; `signature` by the owner, `statement` about the owner."""

    canonical: bytes
    pictures: dict[str, bytes]
    signature: bytes
    statement: bytes

    def to_bytes(self) -> bytes:
        """The file; the same version signed by the same key on the same day is the same file."""
        parts = [self.canonical, self.pictures, self.signature, self.statement]
        return cbor.encode([_PACKAGE, _FORMAT, *parts])


@dataclass(frozen=True, slots=True)
class RecallFile:
    """A recall as it is sent."""

    signature: bytes
    statement: bytes

    def to_bytes(self) -> bytes:
        """The file."""
        return cbor.encode([_RECALL, _FORMAT, self.signature, self.statement])


def read_file(path: Path) -> PackageFile | RecallFile:
    """What the file carries, proved in nothing yet.

    Raises NotAPackage (also when it cannot be read), NewerPackage, PackageTooLarge.
    """
    try:
        if not path.is_file():  # a pipe would never end
            raise NotAPackage(path.name)
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotAPackage(path.name) from error
    if len(raw) > LARGEST_FILE:
        raise PackageTooLarge(LARGEST_FILE >> 20)
    return parse_file(raw, path.name)


def parse_file(raw: bytes, name: str) -> PackageFile | RecallFile:
    """What the bytes of the file called `name` carry. Raises NotAPackage, NewerPackage."""
    shape = shape_of(raw)
    if shape is None or shape.word not in (_PACKAGE, _RECALL):
        raise NotAPackage(name)
    if shape.number > _FORMAT:
        raise NewerPackage
    if not shape.is_flat:
        raise NotAPackage(name)
    try:
        return _parsed(cbor.decode(raw), name)
    except BadSeal as error:
        raise NotAPackage(name) from error


def _parsed(value: object, name: str) -> PackageFile | RecallFile:
    kind, _, *parts = value if isinstance(value, list) else ("", 0)
    statements = parts[-2:]
    if len(statements) != 2 or not all(_is_octets(each, _LARGEST_STATEMENT) for each in statements):
        raise NotAPackage(name)
    if kind == _RECALL and len(parts) == 2:
        return RecallFile(*statements)
    if kind != _PACKAGE or len(parts) != 4 or not _is_octets(parts[0], _LARGEST_CONTENT):
        raise NotAPackage(name)
    return PackageFile(parts[0], _pictures(parts[1], name), *statements)


def _pictures(value: object, name: str) -> dict[str, bytes]:
    if not isinstance(value, dict) or len(value) > _MOST_PICTURES:
        raise NotAPackage(name)
    if not all(
        isinstance(key, str) and _is_octets(raw, LARGEST_PICTURE) for key, raw in value.items()
    ):
        raise NotAPackage(name)
    return value


def _is_octets(value: object, most: int) -> bool:
    return isinstance(value, bytes) and len(value) <= most
