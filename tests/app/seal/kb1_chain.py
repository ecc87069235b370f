"""Vectors of keys that sign what is not theirs to sign, of P-256 keys, and of roots that change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from app.seal import cbor
from app.seal.authority import sign_certificate, sign_delegation
from app.seal.cose import Purpose
from app.seal.keys import ESP256, SigningKey
from app.seal.status import StatusList, pack_bundle
from app.seal.verifying import Answer
from tests.app.seal import world as w
from tests.app.seal.kb1_case import DAY, Case, Loading

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P256_ROOT, P256_NODE = w.p256_key("root"), w.p256_key("node")


def usurpers() -> Iterator[Case]:
    """A key of the chain in another's place."""
    not_genuine, unknown = Answer.NOT_GENUINE, Answer.UNKNOWN_ISSUER
    yield Case("certificate by the node", _by(w.NODE), not_genuine, "E_SIGNATURE")
    yield Case("certificate by the authority", _by(w.AUTHORITY), not_genuine, "E_SIGNATURE")
    yield Case("certificate by the root", _by(w.ROOT), not_genuine, "E_SIGNATURE")
    for name, key in {"node": w.NODE, "root": w.ROOT, "seal": w.SEAL}.items():
        text = w.text(acc=w.accreditation(key))
        yield Case(f"accreditation by the {name}", text, unknown, "E_UNKNOWN_KEY")
    own = replace(w.ACCREDITATION, seal_public=w.NODE.public)
    text = w.text(_cert(w.NODE), _acc(w.AUTHORITY, own.to_bytes(), kid=w.OTHER_AUTHORITY.kid))
    yield Case("accreditation that names another authority", text, unknown, "E_UNKNOWN_KEY")
    text = w.text(acc=_acc(w.OTHER_AUTHORITY, w.ACCREDITATION.to_bytes(), kid=w.AUTHORITY.kid))
    yield Case("accreditation in the authority's name", text, not_genuine, "E_SIGNATURE")
    text = w.text(acc=w.accreditation(seal_public=w.OTHER_SEAL.public))
    yield Case("another seal's accreditation", text, not_genuine, "E_SIGNATURE")
    text = w.text(cert=w.certificate(profile="CNC-1/2"))
    yield Case("a later version of the profile", text, Answer.VALID, "OK")
    text = w.text(cert=w.certificate(profile="CNC-10/1"))
    yield Case("a profile whose code begins alike", text, Answer.NOT_ACCREDITED, "E_ACC_ROLE")
    text = w.text(acc=w.accreditation(last_day=w.ACCREDITATION.first_day + 119 * DAY))
    yield Case("accreditation of 120 days", text, Answer.VALID, "OK")
    last = w.ACCREDITATION.first_day + 120 * DAY
    text = w.acc_map(k7=(last - date(1970, 1, 1)).days)
    yield Case("accreditation of 121 days", text, not_genuine, "E_SHAPE")


def p256_edges() -> Iterator[Case]:
    """The same certificate with signatures at the edges of r and s."""
    whole = cbor.decode(_p256_cert())
    assert isinstance(whole, list)
    signature = whole[3]
    r, s = signature[:32], int.from_bytes(signature[32:], "big")
    ok, bad = (Answer.VALID, "OK"), (Answer.NOT_GENUINE, "E_SIGNATURE")
    turned = r + (_ORDER - s).to_bytes(32, "big")
    named = {"the other s": (turned, ok), "s of zero": (r + bytes(32), bad)}
    named["r of zero"] = (bytes(32) + signature[32:], bad)
    named["s over the order"] = (r + ((s + _ORDER) % 2**256).to_bytes(32, "big"), bad)
    named["r and s changed about"] = (signature[32:] + r, bad)
    for name, (value, (answer, code)) in named.items():
        cert = cbor.encode([*whole[:3], value])
        text = w.text(cert, w.accreditation(seal_public=w.P256_SEAL.public, algorithm=ESP256))
        yield Case(f"P-256: {name}", text, answer, code, status="P-256 seal")
    point = b"\x02" + b"\xff" * 32
    text = w.text(_p256_cert(), w.accreditation(seal_public=point, algorithm=ESP256))
    yield Case("P-256: no point of the curve", text, *bad)
    other = bytes([w.P256_SEAL.public[0] ^ 1]) + w.P256_SEAL.public[1:]
    text = w.text(_p256_cert(), w.accreditation(seal_public=other, algorithm=ESP256))
    yield Case("P-256: the point across", text, *bad)


def hidden_keys() -> Iterator[Case]:
    """Keys that are one number in Python and another thing in a browser."""
    payload = w.CLAIMS.to_bytes()
    head, rest = bytes([payload[0] + 1]), payload[1:]
    for name, key in {"true": b"\xf5", "1.0": b"\xf9\x3c\x00", "null": b"\xf6"}.items():
        text = w.text(w.cert_with(head + rest + key + b"\x00"))
        yield Case(f"a key that is {name}", text, Answer.NOT_GENUINE, "E_CBOR")
    text = w.text(w.cert_with(head + rest + b"\x01\x00"))
    yield Case("a key twice over", text, Answer.NOT_GENUINE, "E_NONCANONICAL")


def chain_loadings() -> Iterator[Loading]:
    """Lists by keys that may not sign them, and lists while roots change."""
    no = "E_NODE_AUTH"
    for name, key in {"seal": w.SEAL, "authority": w.AUTHORITY, "root": w.ROOT}.items():
        yield Loading(f"status by the {name}", "status", w.status(node=key), no)
    self_made = sign_delegation(w.AUTHORITY, w.window(w.SEAL, "Nod", *_year()), 9)
    by_seal = w.status(node=w.SEAL, delegation=self_made)
    yield Loading("a seal delegated by the authority", "status", by_seal, no)
    listed = w.trust_list(serial=4, nodes=(), authorities=(w.window(w.NODE, "Nod", *_year()),))
    yield Loading("a node listed as authority", "trust_list", listed, "OK", None)
    stream = StatusList.starting(40, w.LISTED, {}).to_bytes()
    header = cbor.encode({1: w.NODE.algorithm, 4: w.NODE.kid})
    for name, tail in {"a byte": b"\x00", "its own sum": stream[-4:]}.items():
        signed = cbor.encode(w.signed(w.NODE, stream + tail, Purpose.STATUS, header))
        bundle = pack_bundle(signed, w.DELEGATION)
        yield Loading(f"a stream followed by {name}", "status", bundle, "E_SHAPE")
    yield from _two_windows()
    yield from _rotation()


def _two_windows() -> Iterator[Loading]:
    first, last = date(2026, 1, 1), date(2026, 3, 17)
    before, after = w.window(w.NODE, "Nod", first, last), w.window(w.NODE, "Nod", *_year())
    both = w.trust_list(serial=4, nodes=(before, after))
    yield Loading("a node's days renewed", "trust_list", both, "OK", held_status="usual")
    name = "node renewed"
    yield Loading("status in a node's second window", "status", w.status(), "OK", name)
    late = w.status(issued=datetime(2027, 6, 1, tzinfo=UTC))
    yield Loading("status after both windows", "status", late, "E_NODE_AUTH", name)


def _rotation() -> Iterator[Loading]:
    """Two pinned roots: either signs, the older list is older whoever signed it."""
    newer, older = w.trust_list(w.NEXT_ROOT, serial=4), w.trust_list(w.NEXT_ROOT, serial=2)
    yield Loading("newer list by the next root", "trust_list", newer, "OK")
    yield Loading("older list by the next root", "trust_list", older, "E_ROLLBACK")
    back = w.trust_list(w.ROOT, serial=2)
    by_next = "by the next root"
    yield Loading("older list by the first root again", "trust_list", back, "E_ROLLBACK", by_next)
    left = {"held_trust_list": by_next, "roots": (w.NEXT_ROOT.public,)}
    dropped = w.trust_list(w.ROOT, serial=9)
    yield Loading("list by a root that is dropped", "trust_list", dropped, "E_UNKNOWN_KEY", **left)
    word = w.status(delegation=sign_delegation(w.ROOT, w.NODE_ENTRY, 9))
    yield Loading("delegation by a root that is dropped", "status", word, "E_NODE_AUTH", **left)
    word = w.status(delegation=sign_delegation(w.NEXT_ROOT, w.NODE_ENTRY, 3))
    yield Loading("delegation by the root that is left", "status", word, "OK", **left)
    own = w.trust_list(w.OTHER_ROOT, serial=9)
    yield Loading("an attacker's own root", "trust_list", own, "E_UNKNOWN_KEY")
    p256 = {"held_trust_list": None, "roots": (P256_ROOT.public,)}
    yield Loading("list by a P-256 root", "trust_list", w.trust_list(P256_ROOT), "OK", **p256)
    entry = w.window(P256_NODE, "Nod", *_year())
    bundle = w.status(node=P256_NODE, delegation=sign_delegation(P256_ROOT, entry, 1))
    yield Loading("status by a P-256 node", "status", bundle, "OK", **p256)


def _year() -> tuple[date, date]:
    return w.LISTED.date(), w.LISTED.date() + 300 * DAY


def _by(key: SigningKey) -> str:
    return w.text(_cert(key))


def _cert(key: SigningKey) -> bytes:
    return sign_certificate(key, w.CLAIMS)


def _p256_cert() -> bytes:
    return _cert(w.P256_SEAL)


def _acc(key: SigningKey, payload: bytes, kid: bytes) -> bytes:
    """A true signature under another key's id."""
    header = cbor.encode({1: key.algorithm, 4: kid})
    return cbor.encode(w.signed(key, payload, Purpose.ACCREDITATION, header))
