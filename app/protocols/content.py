"""A whole package in one value, its canonical bytes and their hash."""

from hashlib import sha256

import msgspec

from app.protocols.faults import ProtocolDamaged
from app.protocols.format import ProtocolFile, TextsFile
from app.protocols.format_items import ItemsFile


class PackageContent(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Everything a protocol says: templates filled, `items` in the order of the areas.

    pictures: path in the package → SHA-256 (hex) of the file.
    """

    protocol: ProtocolFile
    texts: TextsFile
    items: tuple[ItemsFile, ...]
    pictures: dict[str, str]


def canonical_bytes(content: PackageContent) -> bytes:
    """Canonical JSON (RFC 8785): keys sorted, no white space, UTF-8; there are no fractions.

    Every field stands in it, defaults too, so that a default can change without changing what a
    stored protocol means.
    """
    return msgspec.json.encode(content, order="sorted")


def content_hash(canonical: bytes) -> str:
    """SHA-256 (hex) of the canonical bytes: what a case pins and a certificate rests on."""
    return sha256(canonical).hexdigest()


def content_from(canonical: bytes) -> PackageContent:
    """The content behind canonical bytes. Raises ProtocolDamaged."""
    try:
        return msgspec.json.decode(canonical, type=PackageContent)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ProtocolDamaged from error
