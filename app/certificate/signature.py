"""The signature of a PDF read from its bytes alone: nothing in the file is opened or unpacked."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn1crypto.cms import SignerInfo
    from asn1crypto.x509 import Certificate

_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_ANY_RANGE = re.compile(rb"/ByteRange\s*\[")
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_MOMENT = re.compile(rb"/M\s*\(D(?::|\\072)(\d{14})(?:Z|([+-]|\\053|\\055)(\d\d)(?:'|\\047)(\d\d))")
_LARGEST = 64 * 1024
_NOT_OURS = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
"""What asn1crypto raises for a container that is none, or holds what it does not know."""
_SET_OF = b"\x31"
"""The tag that signed attributes are signed under (RFC 5652 §5.4); they stand there as [0]."""
_NEAR = 512
"""How far from the signature its own dictionary may say when it was made."""


class SignatureState(StrEnum):
    """How a file's signature stands, whoever made it.

    `extended`: something was added after it was signed. `changed`: the bytes are not the bytes
    signed. `unreadable`: there is one, of a kind we do not read.
    """

    MISSING = "missing"
    INTACT = "intact"
    EXTENDED = "extended"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FileSignature:
    """What a PDF's own signature says. Nothing of it is proved by an authority yet.

    `leaf`, `issuer`: certificates in the file (DER), b"" where there is none. Who signed stands
    in the leaf: `app.seal.paper_certificate.prove_paper_certificate`.
    """

    state: SignatureState
    leaf: bytes = b""
    issuer: bytes = b""
    signed_at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the file, every byte of it, is as it was signed."""
        return self.state is SignatureState.INTACT


def check_signature(pdf: bytes) -> FileSignature:
    """How the first signature of the file stands: an answer for any bytes, never an exception.

    ECDSA with P-256 and SHA-256 as `sign_pdf` makes it. What was signed is what the byte range
    says, so a file that is whole is so whatever its objects claim; takes 2 ms.
    """
    found = _RANGE.search(pdf)
    if found is None:
        is_other = _ANY_RANGE.search(pdf) is not None
        return FileSignature(SignatureState.UNREADABLE if is_other else SignatureState.MISSING)
    end, start, length = (int(number) for number in found.groups())
    hole = _HEX.fullmatch(pdf, end, start) if end < start <= len(pdf) else None
    if hole is None or start + length > len(pdf):
        return FileSignature(SignatureState.CHANGED)
    try:
        signature = _read(bytes.fromhex(hole[1].decode()), (pdf[:end], pdf[start : start + length]))
    except _NOT_OURS:
        return FileSignature(SignatureState.UNREADABLE)
    if signature.is_whole and start + length < len(pdf):
        signature = replace(signature, state=SignatureState.EXTENDED)
    return replace(signature, signed_at=_signed_at(pdf, end, start))


def _read(container: bytes, signed: tuple[bytes, bytes]) -> FileSignature:
    """The signature in a CMS container (RFC 5652); ValueError for what is none of ours."""
    import asn1crypto.tsp  # noqa: F401 — names the attribute of PAdES; cms alone knows it not
    from asn1crypto.cms import ContentInfo

    size = _der_length(container)
    if any(container[size:]) or size > _LARGEST:
        raise ValueError(size)
    content = ContentInfo.load(container[:size], strict=True)["content"]
    certificates = [choice.chosen for choice in content["certificates"]]
    (signer,) = content["signer_infos"]
    (leaf,) = (c for c in certificates if c.serial_number == _serial(signer))
    above = leaf["tbs_certificate"]["issuer"].dump()
    named = (c for c in certificates if c["tbs_certificate"]["subject"].dump() == above)
    issuer = next((c for c in named if c is not leaf), None)
    holds = _holds(signer, leaf, signed)
    return FileSignature(
        SignatureState.INTACT if holds else SignatureState.CHANGED,
        leaf.dump(),
        b"" if issuer is None else issuer.dump(),
    )


def _holds(signer: "SignerInfo", leaf: "Certificate", signed: tuple[bytes, bytes]) -> bool:
    """Whether the leaf's key signed these bytes, and says that it is this leaf's (RFC 5035)."""
    digest = hashlib.sha256(signed[0])
    digest.update(signed[1])
    attributes = signer["signed_attrs"].dump()
    stated = {entry["type"].native: entry["values"] for entry in signer["signed_attrs"]}
    named = stated["signing_certificate_v2"][0]["certs"][0]
    if named["hash_algorithm"]["algorithm"].native != "sha256":
        raise ValueError(named)
    if signer["digest_algorithm"]["algorithm"].native != "sha256":
        raise ValueError(signer)
    return (
        stated["message_digest"][0].native == digest.digest()
        and stated["content_type"][0].native == "data"
        and named["cert_hash"].native == hashlib.sha256(leaf.dump()).digest()
        and _is_signed(leaf, signer["signature"].native, _SET_OF + attributes[1:])
    )


def _is_signed(leaf: "Certificate", signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        public: Any = load_der_public_key(leaf.public_key.dump())
    except UnsupportedAlgorithm as error:
        raise ValueError(leaf) from error
    if not isinstance(public, EllipticCurvePublicKey):
        raise TypeError(public)
    try:
        public.verify(signature, message, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _serial(signer: "SignerInfo") -> int:
    serial: int = signer["sid"].chosen["serial_number"].native
    return serial


def _der_length(der: bytes) -> int:
    """How many bytes the first DER value takes; ValueError for a length that is not definite."""
    if len(der) < 6 or not 0x81 <= der[1] <= 0x84:
        raise ValueError(len(der))
    octets = der[1] & 0x7F
    return 2 + octets + int.from_bytes(der[2 : 2 + octets], "big")


def _signed_at(pdf: bytes, end: int, start: int) -> datetime | None:
    """When the signer says it was made; it stands just before or behind the signature."""
    found = _MOMENT.search(pdf, start, start + _NEAR) or _MOMENT.search(
        pdf, max(0, end - _NEAR), end
    )
    if found is None:
        return None
    digits, sign, hours, minutes = found.groups()
    try:
        moment = datetime.strptime(digits.decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if not hours:
            return moment
        off = timedelta(hours=int(hours), minutes=int(minutes))
        zone = timezone(-off if sign in (b"-", b"\\055") else off)
        return moment.replace(tzinfo=zone)
    except ValueError:
        return None
