"""A seal's certificates as a W3C Bitstring Status List credential, for verifiers of badges."""

import base64
import gzip
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from app.certificate.contexts import CREDENTIALS
from app.certificate.data_integrity import secured
from app.certificate.did_key import did_of
from app.seal.keys import SigningKey

LEAST_ENTRIES: Final = 131_072
"""So that nobody can tell from its length whom the list is about (the standard, §6.1)."""
_ENTRIES_A_BYTE: Final = 4


def status_credential(
    address: str, bits: bytes, node: SigningKey, issued: datetime, next_update: datetime
) -> bytes:
    """The signed list, JSON; the same bytes for the same list.

    `address`: where it is published. `bits`: two a certificate, index 0 leftmost, as in the
    status bundle: 0 valid, 1 suspended, 2 revoked, 3 replaced. Nothing in it is about a person.
    """
    begins = _moment(issued)
    document: dict[str, Any] = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did_of(node.public),
        "validFrom": begins,
        "validUntil": _moment(next_update),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "message",
            "encodedList": encoded_list(bits),
        },
    }
    return msgspec.json.encode(secured(document, node, begins))


def encoded_list(bits: bytes) -> str:
    """The bits at their least length, GZIP, base64url as multibase `u`."""
    padded = bits.ljust(LEAST_ENTRIES // _ENTRIES_A_BYTE, b"\0")
    packed = gzip.compress(padded, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _moment(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
