"""Vectors that are not genuine: no text of ours, bent bytes, false signatures."""

from collections.abc import Iterator
from typing import Any

import cbor2

from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import ED25519, ESP256
from app.seal.verifying import Answer
from tests.app.seal import world as w
from tests.app.seal.kb1_case import Case


def bad_text() -> Iterator[Case]:
    """What is not a KB1 text at all."""
    usual = w.text()
    digits = usual.partition("#")[2]
    unmarked = f"https://{w.HOST}/v#{int.from_bytes(bytes([2]) + bytes(60), 'big')}"
    texts = {
        "empty": "",
        "digits alone": digits,
        "http": usual.replace("https", "http"),
        "upper-case scheme": usual.replace("https", "HTTPS"),
        "upper-case host": usual.replace(w.HOST, w.HOST.upper()),
        "host too long": usual.replace(w.HOST, "a" * 25),
        "no host": usual.replace(w.HOST, ""),
        "other path": usual.replace("/v#", "/w#"),
        "leading zero": usual.replace("#", "#0"),
        "19 digits": usual[: -len(digits)] + digits[:19],
        "4001 digits": usual[: -len(digits)] + "1" * 4001,
        "a letter": usual + "a",
        "a line feed": usual + "\n",
        "a space before": " " + usual,
        "Arabic digits": usual[:-1] + "\u0663",
        "something else's QR": "WIFI:S:verkstad;T:WPA;P:hemligt;;",
        "first byte not 1": unmarked,
    }
    for name, text in texts.items():
        yield Case(name, text, Answer.NOT_GENUINE, "E_TEXT")


def bad_bytes() -> Iterator[Case]:
    """What is not deterministic CBOR of the kinds allowed."""
    carrier = cbor.encode([1, w.certificate(), w.accreditation()])
    cert, acc = cbor.encode(w.certificate()), cbor.encode(w.accreditation())
    name = w.CLAIMS.name.encode()
    payload = w.CLAIMS.to_bytes()
    unreadable = {
        "not CBOR": w.text_of(b"\x1c" + bytes(20)),
        "cut short": w.text_of(carrier[:-1]),
        "nothing": w.text_of(b"\xff" * 20),
        "a tag around all": w.text_of(b"\xd2" + carrier),
        "a tagged date": w.text(w.cert_with(cbor2.dumps({**w.claims_map(), 6: _tag(1, 20514)}))),
        "a big number": w.text(w.cert_with(cbor2.dumps({**w.claims_map(), 8: 2**64}))),
        "a float": w.text(w.cert_with(cbor2.dumps({**w.claims_map(), 8: 17.0}))),
        "undefined": w.text(w.cert_with(cbor2.dumps({**w.claims_map(), 7: cbor2.undefined}))),
        "not UTF-8": w.text(w.cert_with(payload.replace(name, b"\xff" * len(name)))),
        "an array as key": w.text(w.cert_with(payload[:1] + b"\x80" + payload[2:])),
        "17 arrays deep": w.text(w.cert_with(b"\x81" * 17 + b"\x01")),
    }
    crooked = {
        "bytes after all": w.text_of(carrier + b"\0"),
        "bytes after the certificate": w.text(w.certificate() + b"\0"),
        "bytes after the claims": w.text(w.cert_with(payload + b"\0")),
        "long form of a number": w.text_of(b"\x83\x18\x01" + carrier[2:]),
        "array without length": w.text_of(b"\x9f" + carrier[1:] + b"\xff"),
        "map without length": w.text(w.cert_with(b"\xbf" + payload[1:] + b"\xff")),
        "bytes in chunks": w.text_of(b"\x83\x01\x5f" + cert + b"\xff" + acc),
        "a key twice": w.text(w.cert_with(b"\xa9\x01\x40" + payload[1:])),
        "keys out of order": w.text(w.cert_with(_backwards(w.claims_map()))),
        "name not NFC": w.text(w.cert_with(cbor2.dumps(w.claims_map(k2="So\u0308derberg")))),
        "long form in the header": w.text(w.cert_with(payload, b"\xa1\x18\x01\x32")),
    }
    for label, text in unreadable.items():
        yield Case(label, text, Answer.NOT_GENUINE, "E_CBOR")
    for label, text in crooked.items():
        yield Case(label, text, Answer.NOT_GENUINE, "E_NONCANONICAL")


def bad_statements() -> Iterator[Case]:
    """Readable bytes that are not the statements, or not signed by whom they should be."""
    parts, payload = w.signed(w.SEAL, w.CLAIMS.to_bytes()), w.CLAIMS.to_bytes()
    acc_payload = w.ACCREDITATION.to_bytes()
    nameless = cose.sign1(w.AUTHORITY, acc_payload, Purpose.ACCREDITATION, with_kid=False)
    cose_faults = {
        "not an array": cbor.encode({1: 2}),
        "three parts": cbor.encode(parts[:3]),
        "five parts": cbor.encode([*parts, 0]),
        "a header outside": cbor.encode([parts[0], {1: ED25519}, *parts[2:]]),
        "no payload": cbor.encode([*parts[:2], None, parts[3]]),
        "signature of 63 bytes": cbor.encode([*parts[:3], parts[3][:63]]),
        "header not a map": w.cert_with(payload, cbor.encode([ED25519])),
        "another header": w.cert_with(payload, cbor.encode({1: ED25519, 3: 0})),
        "kid of 7 bytes": w.cert_with(payload, cbor.encode({1: ED25519, 4: bytes(7)})),
    }
    for label, cert in cose_faults.items():
        yield Case(label, w.text(cert), Answer.NOT_GENUINE, "E_COSE")
    yield Case("accreditation without kid", w.text(acc=nameless), Answer.NOT_GENUINE, "E_COSE")
    headers = {
        "no algorithm": {},
        "EdDSA, the old number": {1: -8},
        "ES256, the old number": {1: -7},
        "no such algorithm": {1: "none"},
        "ESP256 over an Ed25519 key": {1: ESP256},
    }
    for label, header in headers.items():
        cert = w.cert_with(payload, cbor.encode(header))
        yield Case(label, w.text(cert), Answer.NOT_GENUINE, "E_ALG")
    mismatch = w.p256_text(ED25519)
    yield Case("Ed25519 over a P-256 key", mismatch, Answer.NOT_GENUINE, "E_ALG")
    for label, text in _bad_signatures().items():
        yield Case(label, text, Answer.NOT_GENUINE, "E_SIGNATURE")


def _tag(number: int, value: int) -> Any:
    return cbor2.CBORTag(number, value)


def _backwards(entries: dict[int, Any]) -> bytes:
    return cbor2.dumps(dict(sorted(entries.items(), reverse=True)))


def _bad_signatures() -> dict[str, str]:
    payload, acc_payload = w.CLAIMS.to_bytes(), w.ACCREDITATION.to_bytes()
    parts = w.signed(w.SEAL, payload)
    other_name = w.CLAIMS.to_bytes().replace(b"Anna", b"Anne")
    claimed = cbor.encode({1: ED25519, 4: w.AUTHORITY.kid})
    forged = w.signed(w.OTHER_AUTHORITY, acc_payload, Purpose.ACCREDITATION, claimed)
    wrong_kid = cbor.encode({1: ED25519, 4: w.OTHER_SEAL.kid})
    flipped = bytes([parts[3][0] ^ 1]) + parts[3][1:]
    practice = w.text(w.certificate(w.OTHER_SEAL, practice=True))
    return {
        "a bit of the signature": w.text(cbor.encode([*parts[:3], flipped])),
        "another name": w.text(cbor.encode([parts[0], {}, other_name, parts[3]])),
        "signature of zeros": w.text(cbor.encode([*parts[:3], bytes(64)])),
        "signed by another seal": w.text(w.certificate(w.OTHER_SEAL)),
        "kid of another seal": w.text(w.cert_with(payload, wrong_kid)),
        "accreditation forged": w.text(acc=cbor.encode(forged)),
        "signed as a record": w.text(cbor.encode(w.signed(w.SEAL, payload, Purpose.RECORD))),
        "practice print by another seal": practice,
    }
