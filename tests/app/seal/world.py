"""A small world of keys and statements for the tests: every byte of it can be bent."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import cbor2

from app.seal import cbor, cose
from app.seal.authority import (
    sign_accreditation,
    sign_certificate,
    sign_delegation,
    sign_status_bundle,
    sign_trust_list,
)
from app.seal.carrier import qr_text
from app.seal.claims import AccreditationClaims, CertificateClaims
from app.seal.cose import Purpose
from app.seal.keys import ED25519, ESP256, SigningKey
from app.seal.status import (
    CertificateState,
    SealState,
    SealStatus,
    StatusList,
    good_mark,
    pack_bits,
)
from app.seal.trust import ListedKey, TrustList

HOST = "bevis.example"
TODAY = date(2026, 3, 20)
LISTED = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


def key(name: str) -> SigningKey:
    """The same key for the same name, always."""
    return SigningKey.from_bytes(hashlib.sha256(f"kb1 {name}".encode()).digest())


def p256_key(name: str) -> SigningKey:
    """The same P-256 key for the same name, always."""
    number = int.from_bytes(hashlib.sha256(f"p256 {name}".encode()).digest(), "big")
    return SigningKey.from_bytes((number >> 1).to_bytes(32, "big"), ESP256)


ROOT, NEXT_ROOT, OTHER_ROOT = key("root"), key("next root"), key("other root")
AUTHORITY, OTHER_AUTHORITY = key("authority"), key("other authority")
SEAL, OTHER_SEAL, NODE = key("seal"), key("other seal"), key("node")
P256_SEAL, P256_AUTHORITY = p256_key("seal"), p256_key("authority")
ROOTS = (ROOT.public, NEXT_ROOT.public)

CLAIMS = CertificateClaims(
    certificate_id=bytes.fromhex("3ce7704a86a1c9f30d52"),
    name="Anna Söderström",
    birth_date=date(1987, 5, 21),
    profile="CNC-1/1",
    levels=(3, 2, 3, 3, 2, 3, 14),
    issued=date(2026, 3, 2),
    valid_to=date(2031, 3, 1),
    status_index=17,
)
ACCREDITATION = AccreditationClaims(
    number=2041,
    seal_public=SEAL.public,
    algorithm=ED25519,
    assessor="Maria Sandberg",
    centre="Testcenter Värnamo",
    profiles=("CNC-1", "CNC-2"),
    first_day=date(2026, 1, 15),
    last_day=date(2026, 5, 14),
    serial=7,
)


def window(signer: Any, name: str, first: date, last: date) -> ListedKey:
    """A listed key."""
    return ListedKey(signer.public, name, first, last)


AUTHORITY_ENTRY = window(AUTHORITY, "Ackrediteringen", date(2026, 1, 1), date(2026, 12, 31))
NODE_ENTRY = window(NODE, "Regional nod", date(2026, 1, 1), date(2026, 12, 31))
TRUST_CONTENT = TrustList(
    serial=3,
    issued=datetime(2026, 1, 10, 8, 0, tzinfo=UTC),
    authorities=(AUTHORITY_ENTRY,),
    nodes=(NODE_ENTRY,),
)
DELEGATION = sign_delegation(ROOT, NODE_ENTRY, 3)


def certificate(seal: SigningKey = SEAL, **changes: Any) -> bytes:
    """A signed certificate, the usual claims but for `changes`."""
    return sign_certificate(seal, replace(CLAIMS, **changes))


def accreditation(authority: SigningKey = AUTHORITY, **changes: Any) -> bytes:
    """A signed accreditation, the usual claims but for `changes`."""
    return sign_accreditation(authority, replace(ACCREDITATION, **changes))


def text(cert: bytes | None = None, acc: bytes | None = None) -> str:
    """The QR text of two statements, the usual ones where none are given."""
    return qr_text(HOST, cert or certificate(), acc or accreditation())


def text_of(carrier: bytes) -> str:
    """The QR text of any bytes."""
    return f"https://{HOST}/v#{int.from_bytes(bytes([1]) + carrier, 'big')}"


def trust_list(root: SigningKey = ROOT, **changes: Any) -> bytes:
    """A signed trust list, the usual content but for `changes`."""
    return sign_trust_list(root, replace(TRUST_CONTENT, **changes))


def status(
    seals: Mapping[bytes, SealStatus] | None = None,
    sequence: int = 40,
    issued: datetime = LISTED,
    node: SigningKey = NODE,
    delegation: bytes = DELEGATION,
) -> bytes:
    """A signed status bundle; by default the seal is active and everything is valid."""
    listed = {SEAL.kid: SealStatus()} if seals is None else seals
    content = StatusList.starting(sequence, issued, listed)
    return sign_status_bundle(node, content, delegation)


def status_of(state: CertificateState) -> bytes:
    """A bundle that gives the usual certificate this state, its neighbours none."""
    return status({SEAL.kid: SealStatus(bits=pack_bits([(CLAIMS.status_index, state)]))})


def seal_status(state: SealState, since: date, *good: bytes) -> bytes:
    """A bundle that gives the seal this state; `good`: signed certificates registered before."""
    marks = frozenset(good_mark(hashlib.sha256(cert).digest()) for cert in good)
    return status({SEAL.kid: SealStatus(state, since, b"", marks)})


def claims_map(**changes: Any) -> dict[int, Any]:
    """The certificate's CBOR map, to be bent by key (`k9=15`; None takes the key out)."""
    return _bent(cbor.decode(CLAIMS.to_bytes()), changes)


def accreditation_map(**changes: Any) -> dict[int, Any]:
    """The accreditation's CBOR map, to be bent by key."""
    return _bent(cbor.decode(ACCREDITATION.to_bytes()), changes)


def signed(
    signer: Any,
    payload: bytes,
    aad: str = Purpose.CERTIFICATE,
    protected: bytes | None = None,
) -> list[Any]:
    """The four parts of a COSE_Sign1 over any payload and header, with a true signature."""
    header = cbor.encode({1: ED25519}) if protected is None else protected
    message = cbor.encode(["Signature1", header, aad.encode(), payload])
    return [header, {}, payload, signer.sign(message)]


def cert_with(payload: bytes, protected: bytes | None = None) -> bytes:
    """A certificate statement truly signed over any payload bytes."""
    return cbor2.dumps(signed(SEAL, payload, protected=protected))


def cert_map(**changes: Any) -> str:
    """The QR text of a truly signed certificate with a bent map."""
    return text(cert_with(cbor.encode(claims_map(**changes))))


def acc_map(**changes: Any) -> str:
    """The QR text with a truly signed accreditation with a bent map."""
    payload = cbor.encode(accreditation_map(**changes))
    return text(acc=cose.sign1(AUTHORITY, payload, Purpose.ACCREDITATION))


def p256_text(algorithm: int = ESP256) -> str:
    """The QR text of a certificate sealed with P-256."""
    header = cbor.encode({1: algorithm})
    cert = cbor.encode(signed(P256_SEAL, CLAIMS.to_bytes(), protected=header))
    return text(cert, accreditation(seal_public=P256_SEAL.public, algorithm=ESP256))


def p256_accreditation() -> bytes:
    """The usual accreditation by an authority with a P-256 key."""
    return accreditation(P256_AUTHORITY)


def _bent(entries: Any, changes: Mapping[str, Any]) -> dict[int, Any]:
    bent = dict(entries)
    for name, value in changes.items():
        bent[int(name[1:])] = value
    return {number: value for number, value in bent.items() if value is not None}
