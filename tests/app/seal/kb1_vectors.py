"""Builds tests/data/kb1_vectors.json: what any verifier of KB1 has to answer, in any language.

Run `python -m tests.app.seal.kb1_vectors` to write the file anew.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import cbor2

from app.domain.certificate import CertificateKind
from app.seal import cbor, cose
from app.seal.authority import sign_delegation
from app.seal.cose import Purpose
from app.seal.keys import ED25519, ESP256, key_id
from app.seal.status import CertificateState, SealState, SealStatus, StatusList, pack_bundle
from app.seal.verifying import Answer
from tests.app.seal import world as w

PATH = Path(__file__).parents[2] / "data" / "kb1_vectors.json"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """One text and the answer to it; `trust_list` and `status` name entries of the file's lists."""

    name: str
    text: str
    answer: str
    code: str
    today: date = w.TODAY
    trust_list: str | None = "usual"
    status: str | None = "usual"
    roots: tuple[bytes, ...] = w.ROOTS


@dataclass(frozen=True)
class Loading:
    """A list offered to a verifier that holds others, and the code it is refused with, or OK."""

    name: str
    kind: str
    offered: bytes
    code: str
    held_trust_list: str | None = "usual"
    held_status: str | None = None
    roots: tuple[bytes, ...] = w.ROOTS


def trust_lists() -> dict[str, bytes]:
    """The trust lists the cases refer to."""
    ended = w.window(w.AUTHORITY, "Ackrediteringen", date(2025, 1, 1), date(2025, 12, 31))
    return {
        "usual": w.trust_list(),
        "by the next root": w.trust_list(w.NEXT_ROOT),
        "other authority": w.trust_list(
            authorities=(w.window(w.OTHER_AUTHORITY, "Annan", ended.last_day, ended.last_day),)
        ),
        "authority's days over": w.trust_list(authorities=(ended,)),
        "authority renewed": w.trust_list(authorities=(ended, w.AUTHORITY_ENTRY)),
        "newer, without the node": w.trust_list(serial=4, nodes=()),
    }


def statuses() -> dict[str, bytes]:
    """The status bundles the cases refer to."""
    usual, day = w.certificate(), w.CLAIMS.issued
    return {
        "usual": w.status(),
        "suspended": w.status_of(CertificateState.SUSPENDED),
        "revoked": w.status_of(CertificateState.REVOKED),
        "replaced": w.status_of(CertificateState.REPLACED),
        "seal not listed": w.status({w.OTHER_SEAL.kid: SealStatus()}),
        "P-256 seal": w.status({key_id(w.P256_SEAL.public): SealStatus()}),
        "withdrawn on the day of issue": w.seal_status(SealState.WITHDRAWN, day),
        "withdrawn a day later": w.seal_status(SealState.WITHDRAWN, day + DAY),
        "compromised": w.seal_status(SealState.COMPROMISED, day + DAY),
        "compromised, registered": w.seal_status(SealState.COMPROMISED, day + DAY, usual),
        "newer": w.status(sequence=41, issued=w.LISTED + DAY),
    }


def genuine() -> Iterator[Case]:
    """Everything that is genuine: valid, uncertain, or no longer counting."""
    ok = (Answer.VALID, "OK")
    usual, issued, valid_to = w.text(), w.CLAIMS.issued, w.CLAIMS.valid_to
    partial, statement = CertificateKind.PARTIAL, CertificateKind.STATEMENT
    yield Case("full", usual, *ok)
    yield Case("partial", w.text(w.certificate(kind=partial)), *ok)
    yield Case("statement", w.text(w.certificate(kind=statement, levels=(0, 0, 14))), *ok)
    yield Case("no birth date", w.text(w.certificate(birth_date=None)), *ok)
    yield Case("born 1939", w.text(w.certificate(birth_date=date(1939, 2, 3))), *ok)
    yield Case("no last day", w.text(w.certificate(valid_to=None)), *ok)
    extra = w.certificate(replaces=b"0123456789", centre="Mobil station Gnosjö")
    yield Case("replaces another, other centre", w.text(extra), *ok)
    yield Case("64 areas", w.text(w.certificate(levels=(4,) * 64)), *ok)
    yield Case("one area", w.text(w.certificate(levels=(1,))), *ok)
    with_kid = cose.sign1(w.SEAL, w.CLAIMS.to_bytes(), Purpose.CERTIFICATE)
    yield Case("kid in the certificate", w.text(with_kid), *ok)
    yield Case("P-256 seal", w.p256_text(), *ok, status="P-256 seal")
    yield Case("list by the next root", usual, *ok, trust_list="by the next root")
    yield Case("authority renewed", usual, *ok, trust_list="authority renewed")
    yield Case("first accredited day", w.text(acc=w.accreditation(first_day=issued)), *ok)
    yield Case("last accredited day", w.text(acc=w.accreditation(last_day=issued)), *ok)
    tomorrow = w.text(w.certificate(issued=w.TODAY + DAY))
    yield Case("issued where the next day has begun", tomorrow, *ok)
    yield Case("status index past the list", w.text(w.certificate(status_index=9000)), *ok)
    yield Case("neighbour revoked", w.text(w.certificate(status_index=18)), *ok, status="revoked")
    yield Case("seal withdrawn later", usual, *ok, status="withdrawn a day later")
    yield Case("stolen seal, registered before", usual, *ok, status="compromised, registered")
    last_day = w.text(w.certificate(valid_to=w.TODAY))
    yield Case("last valid day", last_day, *ok)
    yield Case("last fresh day", usual, *ok, today=w.LISTED.date() + 7 * DAY)
    doubt = Answer.GENUINE_STATUS_UNCERTAIN
    stale, hard = w.LISTED.date() + 8 * DAY, w.LISTED.date() + 91 * DAY
    yield Case("no status list", usual, doubt, "W_NO_STATUS", status=None)
    yield Case("status list stale", usual, doubt, "W_STATUS_STALE", today=stale)
    yield Case("status list expired", usual, doubt, "W_STATUS_EXPIRED", today=hard)
    yield Case("seal not listed", usual, doubt, "W_KEY_NOT_LISTED", status="seal not listed")
    left_out = {"trust_list": "newer, without the node"}
    yield Case("node no longer listed", usual, doubt, "W_NO_STATUS", **left_out)
    after = (valid_to or w.TODAY) + DAY
    yield Case("expired", usual, Answer.EXPIRED, "E_EXPIRED", today=after)
    yield Case("suspended", usual, Answer.SUSPENDED, "E_STATUS", status="suspended")
    yield Case("revoked", usual, Answer.REVOKED, "E_STATUS", status="revoked")
    yield Case("replaced", usual, Answer.REPLACED, "E_STATUS", status="replaced")
    both = Case("revoked and expired", usual, Answer.REVOKED, "E_STATUS", after, status="revoked")
    yield both


def not_accredited() -> Iterator[Case]:
    """True signatures by somebody who might not sign this, and practice, and strangers."""
    no, usual, issued = Answer.NOT_ACCREDITED, w.text(), w.CLAIMS.issued
    early = w.text(acc=w.accreditation(first_day=issued + DAY))
    yield Case("issued before accreditation", early, no, "E_ACC_DATE")
    late = w.text(acc=w.accreditation(last_day=issued - DAY))
    yield Case("issued after accreditation", late, no, "E_ACC_DATE")
    role = w.text(acc=w.accreditation(profiles=("CNC-2", "TRUCK")))
    yield Case("another profile", role, no, "E_ACC_ROLE")
    withdrawn = "withdrawn on the day of issue"
    yield Case("seal withdrawn", usual, no, "E_ACC_WITHDRAWN", status=withdrawn)
    yield Case("stolen seal", usual, no, "E_KEY_COMPROMISED", status="compromised")
    forged = w.text(w.certificate(name="Bo Ek"))
    registered = "compromised, registered"
    same_id = "stolen seal, another content under a registered id"
    yield Case(same_id, forged, no, "E_KEY_COMPROMISED", status=registered)
    practice = w.text(w.certificate(practice=True))
    yield Case("practice print", practice, Answer.PRACTICE, "E_PRACTICE")
    elsewhere = {"trust_list": None, "status": None}
    yield Case("practice elsewhere", practice, Answer.PRACTICE, "E_PRACTICE", **elsewhere)
    unknown = (Answer.UNKNOWN_ISSUER, "E_UNKNOWN_KEY")
    yield Case("no trust list", usual, *unknown, **elsewhere)
    yield Case("authority not listed", usual, *unknown, trust_list="other authority")
    yield Case("authority's days over", usual, *unknown, trust_list="authority's days over")
    stranger = w.text(acc=w.accreditation(w.OTHER_AUTHORITY))
    yield Case("accredited by a stranger", stranger, *unknown)


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


def bad_shapes() -> Iterator[Case]:
    """Truly signed, but not what a certificate or an accreditation is."""
    cert, acc = w.certificate(), w.accreditation()
    versions = {
        "version 2": cbor.encode([2, cert, acc]),
        "version 2, other content": cbor.encode([2, "later"]),
    }
    for label, carrier in versions.items():
        yield Case(label, w.text_of(carrier), Answer.NOT_GENUINE, "E_VERSION")
    carriers = {
        "carrier of four": cbor.encode([1, cert, acc, 0]),
        "carrier not an array": cbor.encode({1: cert, 2: acc}),
        "carrier of texts": cbor.encode(
            [
                1,
                "cert",
                "acc",
            ]
        ),
        "carrier with a version in words": cbor.encode(["1", cert, acc]),
    }
    shapes = {label: w.text_of(carrier) for label, carrier in carriers.items()}
    bent = _bent_claims()
    shapes |= {label: w.cert_map(**changes) for label, changes in bent.items()}
    shapes["claims not a map"] = w.text(w.cert_with(cbor.encode([1, 2])))
    shapes |= {label: w.acc_map(**changes) for label, changes in _bent_accreditations().items()}
    for label, text in shapes.items():
        yield Case(label, text, Answer.NOT_GENUINE, "E_SHAPE")
    future = w.text(w.certificate(issued=w.TODAY + 2 * DAY))
    yield Case("issued in two days", future, Answer.NOT_GENUINE, "E_FUTURE")


def loadings() -> Iterator[Loading]:
    """Lists offered to a verifier."""
    usual, far = NODE_DAYS, w.window(w.NODE, "Nod", date(2026, 1, 1), date(2027, 3, 1))
    yield Loading("first trust list", "trust_list", w.trust_list(), "OK", None)
    yield Loading("the same trust list", "trust_list", w.trust_list(), "OK")
    yield Loading("newer trust list", "trust_list", w.trust_list(serial=4), "OK")
    yield Loading("older trust list", "trust_list", w.trust_list(serial=2), "E_ROLLBACK")
    earlier = w.trust_list(issued=w.TRUST_CONTENT.issued - DAY)
    yield Loading("same serial, earlier day", "trust_list", earlier, "E_ROLLBACK")
    stranger = w.trust_list(w.OTHER_ROOT)
    yield Loading("trust list by a stranger", "trust_list", stranger, "E_UNKNOWN_KEY", None)
    flipped = w.trust_list()[:-1] + bytes([w.trust_list()[-1] ^ 1])
    yield Loading("trust list changed", "trust_list", flipped, "E_SIGNATURE", None)
    too_long = cbor.encode({1: 9, 2: 0, 3: [], 4: [far.to_map()]})
    long_list = cose.sign1(w.ROOT, too_long, Purpose.TRUST)
    yield Loading("window over 13 months", "trust_list", long_list, "E_SHAPE", None)
    as_status = cose.sign1(w.ROOT, w.TRUST_CONTENT.to_bytes(), Purpose.STATUS)
    yield Loading("signed for something else", "trust_list", as_status, "E_SIGNATURE", None)
    held = {"held_status": "usual"}
    yield Loading("first status", "status", w.status(), "OK")
    yield Loading("newer status", "status", w.status(sequence=41), "OK", **held)
    yield Loading("older status", "status", w.status(sequence=39), "E_ROLLBACK", **held)
    backdated = w.status(sequence=40, issued=w.LISTED - DAY)
    yield Loading("same sequence, earlier", "status", backdated, "E_ROLLBACK", **held)
    yield from _node_loadings(usual)


def _node_loadings(usual: Any) -> Iterator[Loading]:
    other, no = w.OTHER_SEAL, "E_NODE_AUTH"
    newcomer = w.window(other, "Ny nod", *usual)
    word = sign_delegation(w.ROOT, newcomer, 4)
    yield Loading("node newer than the list", "status", w.status(node=other, delegation=word), "OK")
    stale = sign_delegation(w.ROOT, newcomer, 3)
    unlisted = w.status(node=other, delegation=stale)
    yield Loading("node the list leaves out", "status", unlisted, no)
    yield Loading("another node's delegation", "status", w.status(node=other), no)
    own = w.status(node=other, delegation=sign_delegation(other, newcomer, 9))
    yield Loading("delegation by the node itself", "status", own, no)
    yield Loading("no delegation", "status", w.status(delegation=b""), no)
    late = w.status(issued=datetime(2027, 1, 1, tzinfo=UTC))
    yield Loading("node's days over", "status", late, no)
    bomb = cose.sign1(w.NODE, zlib.compress(bytes(8 * 2**20 + 1), 9), Purpose.STATUS)
    yield Loading("inflates over 8 MiB", "status", pack_bundle(bomb, w.DELEGATION), "E_BUNDLE_SIZE")
    plain = cose.sign1(w.NODE, b"not zlib", Purpose.STATUS)
    yield Loading("not compressed", "status", pack_bundle(plain, w.DELEGATION), "E_SHAPE")
    later = cbor.encode([2, b"", b""])
    yield Loading("bundle version 2", "status", later, "E_VERSION")
    content = StatusList.starting(50, w.LISTED, {})
    long = StatusList(50, content.issued, content.next_update, w.LISTED + 91 * DAY, {})
    hoarded = pack_bundle(cose.sign1(w.NODE, long.to_bytes(), Purpose.STATUS), w.DELEGATION)
    yield Loading("good for 91 days", "status", hoarded, "E_SHAPE")


NODE_DAYS = (w.NODE_ENTRY.first_day, w.NODE_ENTRY.last_day)


def cases() -> list[Case]:
    """Every case of the file."""
    groups = (genuine, not_accredited, bad_text, bad_bytes, bad_statements, bad_shapes)
    return [case for group in groups for case in group()]


def build() -> str:
    """The file's content."""
    content = {
        "about": "KB1 verifier vectors; statements in hex, dates ISO 8601",
        "trust_lists": {name: raw.hex() for name, raw in trust_lists().items()},
        "statuses": {name: raw.hex() for name, raw in statuses().items()},
        "verify": [_plain(case) for case in cases()],
        "load": [_plain(loading) for loading in loadings()],
    }
    return json.dumps(content, ensure_ascii=True, indent=1) + "\n"


def _plain(entry: Case | Loading) -> dict[str, Any]:
    return {name: _value(value) for name, value in vars(entry).items()}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [item.hex() for item in value]
    return value.isoformat() if isinstance(value, date) else value


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


def _bent_claims() -> dict[str, dict[str, Any]]:
    return {
        "no name": {"k2": None},
        "unknown key": {"k12": 1},
        "empty name": {"k2": ""},
        "name of 81 bytes": {"k2": "a" * 81},
        "name that turns direction": {"k2": "Anna \u202ekE oB"},
        "name with a line feed": {"k2": "Anna\nEk"},
        "name with a space after": {"k2": "Anna Ek "},
        "id of 9 bytes": {"k1": bytes(9)},
        "birth date in words": {"k3": "1987-05-21"},
        "profile without version": {"k4": "CNC-1"},
        "profile in lower case": {"k4": "cnc-1/1"},
        "profile of 17 characters": {"k4": "ABCDEFGHIJKLMNO/1"},
        "no areas": {"k5": b""},
        "33 bytes of areas": {"k5": bytes(33)},
        "reserved level": {"k5": b"\x35"},
        "padding inside": {"k5": b"\xf3"},
        "issue day true": {"k6": True},
        "issue day negative": {"k6": -1},
        "issue day in 2300": {"k6": 120_600},
        "ends before it begins": {"k7": 20_000},
        "status index negative": {"k8": -1},
        "status index too high": {"k8": 2**25},
        "kind 0": {"k9": 0},
        "kind 3": {"k9": 3},
        "replaces an id of 11 bytes": {"k10": bytes(11)},
        "empty centre": {"k11": ""},
    }


def _bent_accreditations() -> dict[str, dict[str, Any]]:
    return {
        "accreditation without serial": {"k8": None},
        "accreditation with an unknown key": {"k10": 1},
        "seal key of 31 bytes": {"k2": bytes(31)},
        "key and algorithm differ": {"k9": ESP256},
        "P-256 key not said": {"k2": w.P256_SEAL.public},
        "Ed25519 spelt out": {"k9": ED25519},
        "no profiles": {"k5": []},
        "profile with version": {"k5": ["CNC-1/1"]},
        "121 days": {"k7": 20_468 + 120},
        "last day before the first": {"k7": 20_467},
        "assessor without a name": {"k3": " "},
    }


if __name__ == "__main__":
    PATH.write_text(build(), encoding="utf-8")
